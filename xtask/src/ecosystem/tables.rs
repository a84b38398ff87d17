//! The tables: found of what is wrong, verified of what is right, and what nobody else said.

use std::collections::BTreeMap;

use yz_diagnostics::Level;

use super::corpus::Text;
use super::judged::{Judged, Match, Row, Verdict};

/// Kinds of relations that no document can prove; they are counted apart.
const BEYOND: [&str; 3] = ["plausibility", "bound", "date"];

/// A row with what was said about it.
struct Told<'a> {
    judged: &'a Judged,
    row: &'a Row,
    found: Match,
}

/// Prints all tables of a set of texts; with a kind, only rows of that kind.
pub(crate) fn print(title: &str, texts: &[Text], kind: Option<&str>) {
    println!("== {title}: {} texts", texts.len());
    let told: Vec<Told> = texts
        .iter()
        .flat_map(|(judged, rows)| rows.iter().map(move |row| (judged, row)))
        .map(|(judged, row)| Told { judged, row, found: judged.judge(row) })
        .collect();
    let asked = |one: &&Told| kind.is_none_or(|kind| one.row.kind == kind);
    let rows: Vec<&Told> = told.iter().filter(asked).collect();
    for one in rows.iter().filter(|one| !one.judged.locates(one.row)) {
        println!("the quote is nowhere: {} {}", one.judged.name, one.row.id);
    }
    let found = |one: &Told| !one.found.findings.is_empty();
    share("errors found", &of(&rows, Verdict::Error), found);
    share("doubtful found", &of(&rows, Verdict::Doubtful), found);
    let ok = of(&rows, Verdict::Ok);
    let within: Vec<&Told> =
        ok.iter().filter(|one| !BEYOND.contains(&one.row.kind.as_str())).copied().collect();
    share("right verified", &within, |one| one.found.verified);
    let exactly = within.iter().filter(|one| one.found.exactly).count();
    println!("  the stated figure itself: {}", part(exactly, within.len()));
    let inexact = within.iter().filter(|one| one.found.verified && !one.found.exactly);
    for one in inexact {
        println!("  another figure of the quote: {} {}", one.judged.name, one.row.id);
    }
    by(&rows, "kind", |one| one.row.kind.clone());
    if rows.iter().any(|one| one.row.tier != 0) {
        by(&rows, "tier", |one| one.row.tier.to_string());
    }
    by(&rows, "text", |one| one.judged.name.clone());
    if kind.is_none() {
        alarms(texts, &told);
    }
    println!();
}

fn of<'a>(rows: &[&'a Told<'a>], verdict: Verdict) -> Vec<&'a Told<'a>> {
    rows.iter().filter(|one| one.row.verdict == verdict).copied().collect()
}

/// One line with the share, then the rows that are missed.
fn share(title: &str, rows: &[&Told], holds: impl Fn(&Told) -> bool) {
    let count = rows.iter().filter(|one| holds(one)).count();
    println!("{title}: {}", part(count, rows.len()));
    for one in rows.iter().filter(|one| !holds(one)) {
        let row = one.row;
        let line = row.line.map_or(String::new(), |line| format!(":{line}"));
        let quote = if row.id == row.quote { "" } else { row.quote.as_str() };
        let (name, kind, stated) = (&one.judged.name, &row.kind, &row.stated);
        println!("  missed {name}{line} {kind} {} {quote} ({stated})", row.id);
    }
}

/// For each group of rows what was found and verified.
fn by(rows: &[&Told], title: &str, group: impl Fn(&Told) -> String) {
    let mut groups: BTreeMap<String, [usize; 8]> = BTreeMap::new();
    for one in rows {
        let counts = groups.entry(group(one)).or_default();
        let at = match one.row.verdict {
            Verdict::Error => 0,
            Verdict::Doubtful => 2,
            Verdict::Ok => 4,
        };
        let found = match one.row.verdict {
            Verdict::Ok => one.found.verified,
            _ => !one.found.findings.is_empty(),
        };
        counts[at] += 1;
        counts[at + 1] += usize::from(found);
    }
    println!("\n{title:<40} {:>12} {:>12} {:>12}", "error", "doubtful", "right");
    for (name, counts) in groups {
        let cell = |at: usize| match counts[at] {
            0 => String::new(),
            all => format!("{} of {all}", counts[at + 1]),
        };
        println!("{name:<40} {:>12} {:>12} {:>12}", cell(0), cell(2), cell(4));
    }
}

/// What is called an error: whether a person said so too.
fn alarms(texts: &[Text], told: &[Told]) {
    let (mut right, mut doubtful) = (0, 0);
    let (mut against, mut alone) = (Vec::new(), Vec::new());
    let mut others = 0;
    for (judged, _) in texts {
        for (at, finding) in judged.outcome.findings.iter().enumerate() {
            let hits: Vec<&Told> = told
                .iter()
                .filter(|one| one.judged.name == judged.name && one.found.findings.contains(&at))
                .collect();
            let has = |verdict: Verdict| hits.iter().any(|one| one.row.verdict == verdict);
            if finding.level != Level::Error {
                others += usize::from(!has(Verdict::Error) && !has(Verdict::Doubtful));
            } else if has(Verdict::Error) {
                right += 1;
            } else if has(Verdict::Doubtful) {
                doubtful += 1;
            } else if has(Verdict::Ok) {
                let ids: Vec<&str> = hits.iter().map(|one| one.row.id.as_str()).collect();
                against.push(format!("{} hits {}", judged.describe(finding), ids.join(" ")));
            } else {
                alone.push(judged.describe(finding));
            }
        }
    }
    println!();
    let all = right + doubtful + against.len() + alone.len();
    println!("findings of level error: {all}");
    println!("  on a row that is wrong: {} (precision)", part(right, all));
    println!("  on a row that is doubtful: {doubtful}");
    println!("  FALSE, on a row that is right: {}", against.len());
    against.iter().for_each(|line| println!("    {line}"));
    println!("  on no row: {}", alone.len());
    alone.iter().for_each(|line| println!("    {line}"));
    println!("warnings and hints on no row that is wrong or doubtful: {others}");
}

/// `27 of 29 (93.1%)`, cut.
pub(crate) fn part(count: usize, all: usize) -> String {
    match (count * 1000).checked_div(all) {
        Some(share) => format!("{count} of {all} ({}.{}%)", share / 10, share % 10),
        None => "none".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn shares_are_cut_not_rounded() {
        assert_eq!(part(27, 29), "27 of 29 (93.1%)");
        assert_eq!(part(0, 0), "none");
    }
}
