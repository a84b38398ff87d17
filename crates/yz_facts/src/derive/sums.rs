//! Tells apart the sums over members that can come to something.
//!
//! A concept with several dimensions may be summed over each of them. Where nothing is known of its
//! members, trying would walk through every combination of members that there is.

use std::collections::{BTreeMap, BTreeSet};

use crate::concept::{Concept, Formula};
use crate::reference::Key;

/// For each concept, by which dimensions together its known facts are told apart.
#[derive(Default)]
pub(super) struct BrokenDown(BTreeMap<String, BTreeSet<BTreeSet<String>>>);

impl BrokenDown {
    /// What is known of each concept.
    pub(super) fn of(known: &BTreeSet<Key>) -> Self {
        let mut all: BTreeMap<String, BTreeSet<BTreeSet<String>>> = BTreeMap::new();
        for key in known {
            let names = key.dimensions.keys().cloned().collect();
            all.entry(key.concept.clone()).or_default().insert(names);
        }
        Self(all)
    }

    /// Whether the members of a dimension may have facts below this one. A concept that only sums
    /// has them where a known fact is told apart by that dimension and all those of the fact.
    pub(super) fn may_sum(&self, concept: &Concept, dimension: &str, key: &Key) -> bool {
        let only_sums = |formula: &Formula| matches!(formula, Formula::SumOver(_));
        if !concept.formulas.iter().all(only_sums) {
            return true;
        }
        let known = self.0.get(&concept.name);
        known.into_iter().flatten().any(|names| {
            names.contains(dimension) && key.dimensions.keys().all(|own| names.contains(own))
        })
    }
}
