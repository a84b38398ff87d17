//! Holds back findings that only follow from others: what was mistyped once is said once.
//!
//! When the income of a book does not read, the balance that follows from it is missing too, and
//! so is each score that rests on it. Whoever mends the one place mends all of them.

use std::collections::BTreeSet;

use yz_diagnostics::{
    BROKEN_TOML, Finding, MISSING_KEY, Rule, UNKNOWN_KEY, VALUE_OF_WRONG_KIND, nearest,
};
use yz_facts::rules::{
    CYCLIC_FORMULA, FACT_WITHOUT_SOURCE, FIGURE_NOT_READ, MISSING_FACT, REFERENCE_NOT_READ,
    UNIT_MISMATCH, UNKNOWN_CONCEPT, UNKNOWN_DIMENSION, UNKNOWN_MEMBER, VALUE_TOO_LARGE,
};
use yz_facts::{Catalogue, Formula};
use yz_indicators::rules::{INDICATOR_NOT_SCORED, SCORE_WITHOUT_EVIDENCE};

/// Rules that leave out a whole file.
const FILE: [&Rule; 4] = [&BROKEN_TOML, &UNKNOWN_KEY, &MISSING_KEY, &VALUE_OF_WRONG_KIND];

/// Rules that leave out one fact.
const FACT: [&Rule; 9] = [
    &UNKNOWN_CONCEPT,
    &UNKNOWN_DIMENSION,
    &UNKNOWN_MEMBER,
    &REFERENCE_NOT_READ,
    &FIGURE_NOT_READ,
    &UNIT_MISMATCH,
    &FACT_WITHOUT_SOURCE,
    &CYCLIC_FORMULA,
    &VALUE_TOO_LARGE,
];

/// Rules that speak of what is not there, for whatever reason.
const ABSENCE: [&Rule; 3] = [&MISSING_FACT, &INDICATOR_NOT_SCORED, &SCORE_WITHOUT_EVIDENCE];

/// The findings without those that only follow from others.
///
/// An absence follows when a file did not read that may have held what is absent, or when what is
/// absent rests on a fact that did not read. Only a cause that itself stands in the way of
/// publishing excuses what follows from it: any other would let a hole through the gate.
#[must_use]
pub fn without_consequences(findings: Vec<Finding>, catalogue: &Catalogue) -> Vec<Finding> {
    let causes = || findings.iter().filter(|finding| finding.blocks());
    let unread = causes().any(|finding| FILE.contains(&finding.rule));
    let lost: BTreeSet<String> = causes()
        .filter(|finding| FACT.contains(&finding.rule))
        .filter_map(|finding| meant(&finding.subject, catalogue))
        .collect();
    let follows = |finding: &Finding| {
        let rests = || {
            let mentioned = mentioned(finding, catalogue);
            mentioned.iter().any(|concept| rests_on(concept, &lost, catalogue))
        };
        ABSENCE.contains(&finding.rule) && (unread || (!lost.is_empty() && rests()))
    };
    findings.into_iter().filter(|finding| !follows(finding)).collect()
}

/// The concept that a declaration meant: its own, that of its title, or the nearest to a mistyped
/// name.
fn meant(subject: &str, catalogue: &Catalogue) -> Option<String> {
    let name = subject.split('[').next().unwrap_or(subject).trim();
    let known = catalogue.concept(name).or_else(|| catalogue.called(name));
    let near = || nearest(name, catalogue.concepts().map(|concept| concept.name.as_str()));
    known.map(|concept| concept.name.as_str()).or_else(near).map(str::to_owned)
}

/// The concepts that a finding names, in its subject or in its words.
fn mentioned<'a>(finding: &'a Finding, catalogue: &Catalogue) -> Vec<&'a str> {
    let texts = [&finding.subject, &finding.message.en];
    let word = |c: char| !c.is_ascii_alphanumeric() && c != '_';
    let words = texts.into_iter().flat_map(|text| text.split(word));
    words.filter(|word| catalogue.concept(word).is_some()).collect()
}

/// Whether a concept is one of the lost ones, or derived from one, through any number of steps.
pub(crate) fn rests_on(concept: &str, lost: &BTreeSet<String>, catalogue: &Catalogue) -> bool {
    let mut open = vec![concept];
    let mut seen = BTreeSet::new();
    while let Some(name) = open.pop() {
        if lost.contains(name) {
            return true;
        }
        if seen.insert(name) {
            let formulas = catalogue.concept(name).map(|concept| concept.formulas.as_slice());
            let inputs = formulas.unwrap_or(&[]).iter().flat_map(Formula::inputs);
            open.extend(inputs.map(|input| input.concept.as_str()));
        }
    }
    false
}
