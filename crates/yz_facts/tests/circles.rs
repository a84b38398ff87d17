//! Formulas that refer to each other: what follows, and what must not.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::fmt::Write as _;

use common::resting_on_themselves;
use yz_facts::{Catalogue, Facts, Origin, parse_facts};

/// Derives amounts in 万元; a concept is a name and its formulas, each a list of inputs.
fn derive(concepts: &[(&str, &[&str])], declared: &[(&str, &str)]) -> Facts {
    let file = |(name, formulas): &(&str, &[&str])| {
        let head = format!("name = \"{name}\"\ntitle.zh = \"{name}\"\nunit = \"yuan\"");
        let mut text = format!("{head}\nkind = \"flow\"\n");
        for (index, sum) in formulas.iter().enumerate() {
            let also = if index == 0 { "" } else { "[[also]]\n" };
            writeln!(text, "{also}sum = [{sum}]").unwrap();
        }
        (format!("concepts/{name}.toml"), text)
    };
    let files: Vec<(String, String)> = concepts.iter().map(file).collect();
    let (catalogue, findings) = Catalogue::load(&files);
    assert!(findings.is_empty(), "{findings:#?}");
    let row = |(name, value): &(&str, &str)| {
        format!("  {{ fact = \"{name}\", value = \"{value}万元\", place = \"L1\" }},\n")
    };
    let rows: String = declared.iter().map(row).collect();
    let text = format!("source = \"book\"\nfacts = [\n{rows}]\n");
    let (declared, findings) = parse_facts("facts.toml", &text, &catalogue, &["book".to_owned()]);
    assert!(findings.is_empty(), "{findings:#?}");
    Facts::derive(catalogue, "2022".parse().unwrap(), &declared, &[])
}

fn origin(facts: &Facts, name: &str) -> Origin {
    facts.find(name).unwrap().origin()
}

fn rules(facts: &Facts) -> Vec<&str> {
    facts.findings().iter().map(|finding| finding.rule.name).collect()
}

const TURNED_ROUND: &[(&str, &[&str])] =
    &[("za", &["\"zb\", \"zc\""]), ("zb", &["\"za\", \"-zc\""]), ("zc", &[])];

/// 170.00 − 30.00 = 140.00; that 140.00 + 30.00 = 170.00 proves nothing about the 170.00.
#[test]
fn a_declared_fact_is_not_derived_from_itself() {
    let facts = derive(TURNED_ROUND, &[("za", "170.00"), ("zc", "30.00")]);
    assert_eq!(origin(&facts, "za"), Origin::Declared);
    assert!(facts.find("za").unwrap().derivations.is_empty());
    let rest = facts.find("zb").unwrap();
    assert_eq!((rest.origin(), rest.printed().as_str()), (Origin::Derived, "140.00万元"));
    assert_eq!(resting_on_themselves(&facts), [""; 0]);
    assert!(facts.findings().is_empty(), "{:#?}", facts.findings());
}

/// 170.00 − 30.00 = 140.00 ≠ 150.00: the difference is found once, whichever way it is looked at.
#[test]
fn what_is_declared_on_both_sides_is_compared() {
    let facts = derive(TURNED_ROUND, &[("za", "170.00"), ("zb", "150.00"), ("zc", "30.00")]);
    assert_eq!(rules(&facts), ["declared-differs-from-derived"]);
    assert_eq!(resting_on_themselves(&facts), [""; 0]);
}

/// The way back leads over two more concepts: 90.00 − 20.00 = 70.00, − 10.00 = 60.00.
#[test]
fn a_longer_way_round_is_cut_as_well() {
    let concepts: &[(&str, &[&str])] = &[
        ("all", &["\"part\", \"rest\""]),
        ("part", &["\"middle\", \"-small\""]),
        ("middle", &["\"all\", \"-rest\""]),
        ("rest", &["\"large\""]),
        ("large", &[]),
        ("small", &[]),
    ];
    let facts = derive(concepts, &[("all", "90.00"), ("large", "20.00"), ("small", "10.00")]);
    assert_eq!(origin(&facts, "all"), Origin::Declared);
    assert_eq!(facts.find("middle").unwrap().printed(), "70.00万元");
    assert_eq!(facts.find("part").unwrap().printed(), "60.00万元");
    assert_eq!(resting_on_themselves(&facts), [""; 0]);
    assert!(facts.findings().is_empty(), "{:#?}", facts.findings());
}

/// The first formula leads back, the second does not: 100.00 + 65.00 = 165.00, not 170.00.
#[test]
fn a_formula_that_stands_on_its_own_still_counts() {
    let concepts: &[(&str, &[&str])] = &[
        ("za", &["\"zb\", \"zc\"", "\"zd\", \"ze\""]),
        ("zb", &["\"za\", \"-zc\""]),
        ("zc", &[]),
        ("zd", &[]),
        ("ze", &[]),
    ];
    let declared = [("za", "170.00"), ("zc", "30.00"), ("zd", "100.00"), ("ze", "65.00")];
    let facts = derive(concepts, &declared);
    let whole = facts.find("za").unwrap();
    assert_eq!((whole.derivations.len(), whole.disputed), (1, true));
    assert_eq!(whole.printed(), "165.00万元");
    assert_eq!(rules(&facts), ["declared-differs-from-derived"]);
    assert_eq!(resting_on_themselves(&facts), [""; 0]);
}

/// Concepts that each equal every other. Trying them in every order would not end: 24! orders.
fn all_the_same(declared: &[(&str, &str)]) -> Facts {
    let names: Vec<String> = (0..24).map(|index| format!("c{index:02}")).collect();
    let others = |name: &String| -> Vec<String> {
        names.iter().filter(|of| *of != name).map(|of| format!("\"{of}\"")).collect()
    };
    let formulas: Vec<Vec<String>> = names.iter().map(others).collect();
    let formulas: Vec<Vec<&str>> =
        formulas.iter().map(|of| of.iter().map(String::as_str).collect()).collect();
    let concepts: Vec<(&str, &[&str])> =
        names.iter().map(String::as_str).zip(formulas.iter().map(Vec::as_slice)).collect();
    derive(&concepts, declared)
}

#[test]
fn many_concepts_that_refer_to_each_other_are_soon_given_up() {
    let facts = all_the_same(&[]);
    assert_eq!(facts.all().count(), 0);
    assert_eq!(rules(&facts), ["cyclic-formula"]);
}

#[test]
fn many_concepts_that_refer_to_each_other_follow_from_one() {
    let facts = all_the_same(&[("c23", "12.00")]);
    let printed: Vec<String> = facts.all().map(yz_facts::Fact::printed).collect();
    assert_eq!(printed, vec!["12.00万元"; 24]);
    assert_eq!(origin(&facts, "c23"), Origin::Declared);
    assert_eq!(origin(&facts, "c00"), Origin::Derived);
    assert_eq!(resting_on_themselves(&facts), [""; 0]);
    assert!(facts.findings().is_empty(), "{:#?}", facts.findings());
}

/// `one` wants `two` first, which wants `one`: absent so far. Then `one` follows from `three`, and
/// `two` from `one`.
#[test]
fn what_was_absent_while_it_waited_follows_later() {
    let concepts: &[(&str, &[&str])] = &[
        ("four", &["\"one\", \"two\""]),
        ("one", &["\"two\"", "\"three\""]),
        ("three", &[]),
        ("two", &["\"one\""]),
    ];
    let facts = derive(concepts, &[("three", "7.00")]);
    let printed: Vec<String> = facts.all().map(yz_facts::Fact::printed).collect();
    // four = 7.00 + 7.00; then one, three and two.
    assert_eq!(printed, ["14.00万元", "7.00万元", "7.00万元", "7.00万元"]);
    assert!(facts.findings().is_empty(), "{:#?}", facts.findings());
}
