//! What else is on record, in which rows are looked up.

use yz_units::Day;

use super::checks::Problem;
use super::refusal::Reason;

/// What else is on record.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The numbers of all persons; none where persons are not on record, and then nobody is
    /// called unknown.
    pub persons: Option<Ids>,
    /// The numbers of all institutions.
    pub institutions: Option<Ids>,
    /// The numbers of all bills.
    pub bills: Option<Ids>,
    /// The first and the last day of the book's period.
    pub period: Option<(Day, Day)>,
}

/// A set of numbers.
#[derive(Debug, Clone, Default)]
pub struct Ids(Vec<i64>);

impl Ids {
    /// Whether the number is one of them.
    #[must_use]
    pub fn has(&self, id: i64) -> bool {
        self.0.binary_search(&id).is_ok()
    }
}

impl Ids {
    /// The same with more numbers.
    #[must_use]
    pub fn with(self, more: impl IntoIterator<Item = i64>) -> Self {
        self.0.into_iter().chain(more).collect()
    }
}

impl FromIterator<i64> for Ids {
    fn from_iter<T: IntoIterator<Item = i64>>(ids: T) -> Self {
        let mut ids: Vec<i64> = ids.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        Self(ids)
    }
}

impl Context {
    pub(super) fn person(&self, id: i64, problems: &mut Vec<Problem>) {
        if self.persons.as_ref().is_some_and(|known| !known.has(id)) {
            problems.push(Problem { column: "person_id", reason: Reason::PersonUnknown });
        }
    }

    pub(super) fn institution(&self, id: i64, problems: &mut Vec<Problem>) {
        if self.institutions.as_ref().is_some_and(|known| !known.has(id)) {
            problems.push(Problem { column: "institution_id", reason: Reason::InstitutionUnknown });
        }
    }

    pub(super) fn bill(&self, id: i64, problems: &mut Vec<Problem>) {
        if self.bills.as_ref().is_some_and(|known| !known.has(id)) {
            problems.push(Problem { column: "bill_id", reason: Reason::BillUnknown });
        }
    }

    /// A stay over the turn of the year may belong to the year of its admission: which of both, the
    /// benefits say.
    pub(super) fn stay(&self, admitted: Option<Day>, day: Day, problems: &mut Vec<Problem>) {
        let begun = |(first, last)| admitted.is_some_and(|day| (first..=last).contains(&day));
        if !self.period.is_some_and(begun) {
            self.day(day, problems);
        }
    }

    pub(super) fn day(&self, day: Day, problems: &mut Vec<Problem>) {
        if let Some((first, last)) = self.period
            && !(first..=last).contains(&day)
        {
            let reason = Reason::OutsidePeriod { first, last };
            problems.push(Problem { column: "date", reason });
        }
    }
}
