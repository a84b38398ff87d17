//! Checks that every rule is declared and documented as the house asks.

use yz_indicators::rules;

#[test]
fn every_rule_is_documented() {
    for rule in rules::ALL {
        let headings = ["## What it does", "## Why is this bad", "## Example", "## Use instead"];
        for heading in headings {
            assert!(rule.docs.contains(heading), "{} lacks {heading:?}", rule.name);
        }
        assert!(!rule.title.is_empty());
    }
}

#[test]
fn codes_count_up_and_names_are_unique() {
    let codes: Vec<&str> = rules::ALL.iter().map(|rule| rule.code).collect();
    let expected: Vec<String> = (1..=codes.len()).map(|number| format!("IND{number:03}")).collect();
    assert_eq!(codes, expected);
    let mut names: Vec<&str> = rules::ALL.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), codes.len());
}

#[test]
fn every_rule_is_named_after_the_defect() {
    for rule in rules::ALL {
        for word in ["check-", "ensure-", "must-", "should-", "no-", "invalid-"] {
            assert!(!rule.name.starts_with(word), "{} names the remedy", rule.name);
        }
    }
}
