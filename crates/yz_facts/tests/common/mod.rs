//! What several tests ask of facts.

use std::collections::BTreeSet;

use yz_facts::{Fact, Facts, Key};

/// The names of the facts that are among their own inputs, or the inputs of those, and so on.
pub(crate) fn resting_on_themselves(facts: &Facts) -> Vec<&str> {
    facts.all().filter(|fact| rests_on_itself(facts, fact)).map(|fact| fact.name.as_str()).collect()
}

fn rests_on_itself(facts: &Facts, fact: &Fact) -> bool {
    let mut open: Vec<&Key> = fact.inputs();
    let mut seen = BTreeSet::new();
    while let Some(key) = open.pop() {
        if key == &fact.key {
            return true;
        }
        if seen.insert(key) {
            open.extend(facts.get(key).map(Fact::inputs).unwrap_or_default());
        }
    }
    false
}
