//! Members that a book brings along, and code lists, must fit together.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;

use yz_facts::{Catalogue, Member};

fn member(written: &str) -> Member {
    let (code, parent) =
        written.split_once(" < ").map_or((written, None), |(code, parent)| (code, Some(parent)));
    Member { code: code.to_owned(), parent: parent.map(str::to_owned), ..Member::default() }
}

/// What is found when a book brings these towns, and the catalogue then.
fn add(towns: &[&str]) -> (Catalogue, Vec<String>) {
    let (mut catalogue, _) = Catalogue::load(&[]);
    let findings = catalogue.add_members("town", towns.iter().map(|town| member(town)));
    for finding in &findings {
        assert_eq!(finding.rule.name, "code-list-broken");
        assert!(finding.place.is_none());
    }
    (catalogue, findings.into_iter().map(|finding| finding.message.zh).collect())
}

fn chain(length: usize) -> Vec<String> {
    let link = |level: usize| match level.checked_sub(1) {
        None => "t0".to_owned(),
        Some(above) => format!("t{level} < t{above}"),
    };
    (0..length).map(link).collect()
}

fn add_chain(length: usize) -> (Catalogue, Vec<String>) {
    let chain = chain(length);
    add(&chain.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn members_that_fit_are_added_in_any_order() {
    let (catalogue, found) = add(&["north < county", "county"]);
    assert_eq!(found, [""; 0]);
    assert_eq!(catalogue.dimension("town").unwrap().lineage("north").len(), 2);
}

#[test]
fn a_parent_must_be_a_member() {
    assert_eq!(add(&["north < nowhere"]).1, ["north 的上级 nowhere 不在表中"]);
    assert_eq!(add(&["north < north"]).1, ["north 的上级 north 不在表中"]);
}

#[test]
fn a_code_occurs_once() {
    let (catalogue, found) = add(&["north", "south", "north"]);
    assert_eq!(found, ["代码 north 列了两次"]);
    assert_eq!(catalogue.dimension("town").unwrap().members.len(), 2);
}

#[test]
fn parents_do_not_go_in_a_circle() {
    let (catalogue, found) = add(&["a < b", "b < a", "c < a"]);
    assert_eq!(found, ["上级绕成了圈：a → b → a"]);
    // What does not fit is part of nothing, so that sums over it end.
    let of = catalogue.dimension("town").unwrap();
    assert_eq!(of.parts_of(None).count(), 3);
    assert_eq!(add(&["x < a", "a < b", "b < c", "c < a"]).1, ["上级绕成了圈：a → b → c → a"]);
}

#[test]
fn a_list_has_eight_levels_at_most() {
    assert_eq!(add_chain(8).1, [""; 0]);
    assert_eq!(add_chain(9).1, ["t8 在第9级，代码表最多8级"]);
    let (catalogue, found) = add_chain(1500);
    assert_eq!(found, ["t8 在第9级，代码表最多8级"]);
    assert_eq!(catalogue.dimension("town").unwrap().lineage("t1499").len(), 1);
}

/// A second book member takes the place of the first of its code; the circle is the second's.
#[test]
fn what_is_added_later_must_fit_what_was_there() {
    let (mut catalogue, found) = add(&["county", "north < county"]);
    assert_eq!(found, [""; 0]);
    let findings = catalogue.add_members("town", [member("county < north")]);
    let messages: Vec<&str> = findings.iter().map(|finding| finding.message.zh.as_str()).collect();
    assert_eq!(messages, ["上级绕成了圈：county → north → county"]);
    assert_eq!(catalogue.dimension("town").unwrap().lineage("north").len(), 2);
}

/// A code list with these members, and what is found in it.
fn load(members: &[&str]) -> Vec<String> {
    let mut text = "name = \"class\"\ntitle.zh = \"类\"\nsource = \"yizhang\"\n".to_owned();
    for written in members {
        let member = member(written);
        write!(text, "[[member]]\ncode = \"{0}\"\ntitle.zh = \"{0}\"\n", member.code).unwrap();
        if let Some(parent) = member.parent {
            writeln!(text, "parent = \"{parent}\"").unwrap();
        }
    }
    let (_, findings) = Catalogue::load(&[("codes/class.toml".to_owned(), text)]);
    findings.into_iter().map(|finding| finding.message.zh).collect()
}

#[test]
fn code_lists_are_held_to_the_same() {
    assert_eq!(load(&["208", "20801 < 208"]), [""; 0]);
    assert_eq!(load(&["1 < 2", "2 < 3", "3 < 1"]), ["上级绕成了圈：1 → 2 → 3 → 1"]);
    let deep = chain(10);
    let deep: Vec<&str> = deep.iter().map(String::as_str).collect();
    assert_eq!(load(&deep), ["t8 在第9级，代码表最多8级"]);
}
