#[test]
fn dump() {
    let Ok(path) = std::env::var("DUMP") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let t = yz_report::Transcript::from_text(&text);
    let joined = t.text();
    let r = crate::reading::Reading::new(&t, &joined);
    for (i, m) in r.figures.iter().enumerate() {
        println!("{i} p{} s{} {:?} lead[{}] {} {:?} among={} y={:?}/{:?} head={:?} sorted={}", m.paragraph, m.sentence, m.joint, r.lead(i), r.printed(i), m.role, m.among, m.year, m.base_year, m.head, m.sorted);
    }
    for g in &r.groups { println!("{:?} total {}={} parts {:?} ends {:?}", g.cue, g.total, r.printed(g.total), g.parts.iter().map(|p| r.printed(*p)).collect::<Vec<_>>(), g.ends); }
}
