//! Keeps formulas that refer to each other from going round for ever, or for very long.

use std::collections::BTreeSet;

use crate::derive::Deriver;
use crate::fact::{Derivation, Fact};
use crate::reference::Key;

/// A fact being derived.
pub(super) struct InProgress {
    key: Key,
    /// The facts in progress that it wanted, itself or through others.
    wanted: BTreeSet<Key>,
}

impl Deriver<'_> {
    /// The fact of a key, worked out if need be.
    pub(crate) fn fact(&mut self, key: &Key) -> Option<&Fact> {
        if self.facts.contains_key(key) {
            return self.facts.get(key);
        }
        if self.absent.contains(key) {
            return None;
        }
        if let Some(wanted) = self.absent_meanwhile.get(key).cloned() {
            self.want(wanted);
            return None;
        }
        self.stack.push(InProgress { key: key.clone(), wanted: BTreeSet::new() });
        let fact = self.work_out(key);
        let mut wanted = self.stack.pop().map(|done| done.wanted).unwrap_or_default();
        wanted.remove(key);
        match fact {
            Some(fact) => {
                self.facts.insert(key.clone(), fact);
                // What was absent for want of it may follow now.
                self.absent_meanwhile.retain(|_, of| !of.contains(key));
            }
            None => self.remember_absent(key, wanted),
        }
        if self.stack.is_empty() {
            self.absent_meanwhile.clear();
        }
        self.facts.get(key)
    }

    /// Remembers that a fact does not follow: for good, or, when it wanted facts in progress, for
    /// as long as those are. Without that, facts that all refer to each other would be tried in
    /// every order.
    fn remember_absent(&mut self, key: &Key, wanted: BTreeSet<Key>) {
        for of in self.absent_meanwhile.values_mut() {
            if of.remove(key) {
                of.extend(wanted.iter().cloned());
            }
        }
        if wanted.is_empty() {
            self.absent.insert(key.clone());
        } else {
            self.absent_meanwhile.insert(key.clone(), wanted.clone());
            self.want(wanted);
        }
    }

    /// Notes facts in progress that the innermost fact wants.
    fn want(&mut self, wanted: BTreeSet<Key>) {
        if let Some(innermost) = self.stack.last_mut() {
            innermost.wanted.extend(wanted);
        }
    }

    /// How deep on the stack a fact in progress is.
    fn depth_of(&self, key: &Key) -> Option<usize> {
        self.stack.iter().position(|of| &of.key == key)
    }

    pub(super) fn is_in_progress(&self, key: &Key) -> bool {
        self.depth_of(key).is_some()
    }

    /// The declared value of a fact in progress, which cuts the circle.
    pub(super) fn in_progress(&mut self, key: &Key) -> Option<Fact> {
        self.want(BTreeSet::from([key.clone()]));
        let concept = self.context.catalogue.concept(&key.concept)?;
        let declared = self.declared.get(key).cloned()?;
        self.cut.insert(key.clone());
        self.settle(concept, key, Some(declared), Vec::new())
    }

    /// Whether a calculation of a fact rests on that fact's own declared value: it would prove
    /// what it takes for granted.
    pub(super) fn rests_on(&self, derivation: &Derivation, key: &Key) -> bool {
        if !self.cut.contains(key) {
            return false;
        }
        let mut open = derivation.step.inputs();
        let mut seen = BTreeSet::new();
        while let Some(input) = open.pop() {
            if input == key {
                return true;
            }
            if seen.insert(input) {
                open.extend(self.facts.get(input).map(Fact::inputs).unwrap_or_default());
            }
        }
        false
    }

    /// Remembers that a formula wanted nothing but a fact in progress, and the way round to it.
    pub(super) fn note_circle(&mut self, wanted: &Key) {
        let from = self.depth_of(wanted).unwrap_or(0);
        let circle = self.stack.iter().skip(from).map(|of| of.key.clone()).collect();
        self.circles.push((wanted.clone(), circle));
    }
}
