//! Every rule that any part of the program has.

use yz_diagnostics::{FILE_RULES, Rule, Words, did_you_mean};

use crate::operations::rules;

/// Every rule, by code.
#[must_use]
pub fn all_rules() -> Vec<&'static Rule> {
    let lists = [
        FILE_RULES,
        yz_policy::RULES,
        yz_settlement::RULES,
        yz_facts::rules::ALL,
        yz_indicators::rules::ALL,
        yz_compose::rules::ALL,
        yz_store::rules::ALL,
        rules::ALL,
    ];
    let mut all: Vec<&'static Rule> = lists.into_iter().flatten().copied().collect();
    all.extend(yz_checker::rules::all());
    all.sort_by_key(|rule| rule.code);
    all
}

/// The rule of a name or code.
///
/// # Errors
///
/// What the name was meant to be, when there is no such rule.
pub fn rule(name: &str) -> Result<&'static Rule, Words> {
    let all = all_rules();
    let found = all.iter().find(|rule| rule.name == name || rule.code.eq_ignore_ascii_case(name));
    found.copied().ok_or_else(|| did_you_mean(name, all.iter().map(|rule| rule.name)))
}
