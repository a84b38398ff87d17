//! Resolves references: whose period, whose dimensions, which defaults.

use std::collections::BTreeMap;

use yz_units::Period;

use crate::catalogue::Catalogue;
use crate::concept::{Concept, Kind};
use crate::reference::{Key, PeriodReference, Reference, write_name};

/// How many years before its own period a book's formulas may reach back.
const YEARS_BACK: i16 = 5;

/// Whose dimensions and period a reference takes over where it says nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) catalogue: &'a Catalogue,
    /// The period of the book.
    pub(crate) period: Period,
}

impl Context<'_> {
    /// The fact that a reference means, asked by the book itself.
    pub(crate) fn resolve(&self, reference: &Reference) -> Option<Key> {
        self.resolve_from(reference, &BTreeMap::new(), self.period)
    }

    /// The fact that a reference means, asked while deriving a fact with these dimensions and
    /// period. A dimension pinned in the reference wins; `*` drops an inherited one; the default
    /// of a dimension is left out.
    pub(crate) fn resolve_from(
        &self,
        reference: &Reference,
        inherited: &BTreeMap<String, String>,
        period: Period,
    ) -> Option<Key> {
        let concept = self.catalogue.concept(&reference.concept)?;
        let mut dimensions = BTreeMap::new();
        for name in &concept.dimensions {
            let member = reference.dimensions.get(name).or_else(|| inherited.get(name));
            let default = self.catalogue.dimension(name).and_then(|of| of.default.as_ref());
            if let Some(member) = member
                && member != "*"
                && Some(member) != default
            {
                dimensions.insert(name.clone(), member.clone());
            }
        }
        let period = match reference.period {
            None => period,
            Some(PeriodReference::At(period)) => period,
            Some(PeriodReference::Previous) => period.shifted_years(-1)?,
        };
        // A formula over its own previous period must end somewhere.
        let oldest = self.period.shifted_years(-YEARS_BACK)?;
        if period.last() < oldest.first() {
            return None;
        }
        Some(Key { concept: concept.name.clone(), dimensions, period: self.aligned(concept, period) })
    }

    /// The period as the concept takes it: a stock is about the end, and a flow asked about at the
    /// end of the book's period, or of the year before, is about that whole period.
    pub(crate) fn aligned(&self, concept: &Concept, period: Period) -> Period {
        if concept.kind == Kind::Stock {
            return period.end();
        }
        let shifts = [0_i16, -1, 1];
        let whole = shifts.iter().filter_map(|years| self.period.shifted_years(*years));
        match period {
            Period::Instant(_) => whole.into_iter().find(|of| of.end() == period).unwrap_or(period),
            Period::Interval { .. } => period,
        }
    }

    /// The name of a fact within the book: the period is left out where it is the book's.
    pub(crate) fn name(&self, key: &Key) -> String {
        let concept = self.catalogue.concept(&key.concept);
        let own = concept.map(|concept| self.aligned(concept, self.period));
        let period = (own != Some(key.period)).then(|| key.period.to_string());
        let mut name = String::new();
        // Writing to a String cannot fail.
        let _ = write_name(&mut name, &key.concept, &key.dimensions, period);
        name
    }
}
