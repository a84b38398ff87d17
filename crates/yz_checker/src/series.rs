//! Series of headings: brothers that are counted together.

use crate::headings::{Digits, Form, Heading};

/// Headings of one level that count up together, as places in the list of headings.
#[derive(Debug, Clone)]
pub(crate) struct Series {
    pub(crate) form: Form,
    /// In reading order; each number is one more than the last, except where `breaks` says so.
    pub(crate) members: Vec<usize>,
    /// Members with the number of the one before, or one too many.
    pub(crate) breaks: Vec<usize>,
}

/// All series of a document.
///
/// A heading continues the nearest series of its form whose last number is one less, whatever its
/// digits; one in the same digits is preferred. What follows in a series closes all below it. Where
/// none fits, a number may leave out one, and one in Chinese digits may also repeat the last.
pub(crate) fn series(headings: &[Heading<'_>]) -> Vec<Series> {
    let mut maker = Maker { headings, all: Vec::new(), open: Vec::new() };
    for at in 0..headings.len() {
        maker.place(at);
    }
    maker.all
}

struct Maker<'a> {
    headings: &'a [Heading<'a>],
    all: Vec<Series>,
    /// The series that may go on, the highest level first.
    open: Vec<usize>,
}

impl Maker<'_> {
    fn place(&mut self, at: usize) {
        let Some(heading) = self.headings.get(at) else { return };
        let before = at.checked_sub(1).and_then(|before| self.headings.get(before));
        if before.is_some_and(|before| before.part != heading.part) {
            self.open.clear();
        }
        if heading.number != 1 {
            let continued = self.same_digits(heading).or_else(|| self.other_digits(heading));
            let broken = continued.is_none();
            let continued = continued.or_else(|| self.with_break(heading));
            if let Some((depth, keep)) = continued {
                self.open.truncate(depth.saturating_add(1));
                let series = self.open.last().and_then(|open| self.all.get_mut(*open));
                if let Some(series) = series {
                    // What counted on in other digits and led nowhere was a list of its own.
                    series.members.truncate(keep);
                    series.members.push(at);
                    if broken {
                        series.breaks.push(at);
                    }
                }
                return;
            }
        }
        // A new series of a form that is open on some level takes its place.
        let level = self.open.iter().position(|open| {
            let first = self.all.get(*open).and_then(|series| series.members.first());
            let first = first.and_then(|first| self.headings.get(*first));
            first.is_some_and(|f| f.form == heading.form && f.digits == heading.digits)
        });
        if let Some(level) = level {
            self.open.truncate(level);
        }
        self.open.push(self.all.len());
        self.all.push(Series { form: heading.form, members: vec![at], breaks: Vec::new() });
    }

    /// The nearest open series that this heading continues in the same digits, and how many of its
    /// members stay.
    fn same_digits(&self, heading: &Heading<'_>) -> Option<(usize, usize)> {
        self.open.iter().enumerate().rev().find_map(|(depth, open)| {
            let members = &self.all.get(*open)?.members;
            let of_same = |at: &usize| {
                self.headings.get(*at).is_some_and(|other| other.digits == heading.digits)
            };
            let last = members.iter().rposition(of_same)?;
            let other = self.headings.get(*members.get(last)?)?;
            let next =
                other.form == heading.form && other.number.saturating_add(1) == heading.number;
            next.then_some((depth, last.saturating_add(1)))
        })
    }

    /// The nearest open series that this heading continues in other digits.
    fn other_digits(&self, heading: &Heading<'_>) -> Option<(usize, usize)> {
        self.open.iter().enumerate().rev().find_map(|(depth, open)| {
            let members = &self.all.get(*open)?.members;
            let other = self.headings.get(*members.last()?)?;
            let next = other.form == heading.form
                && other.digits != heading.digits
                && other.number.saturating_add(1) == heading.number;
            next.then_some((depth, members.len()))
        })
    }
}

impl Maker<'_> {
    /// The nearest open series in whose digits this heading repeats the last number or leaves out
    /// one.
    fn with_break(&self, heading: &Heading<'_>) -> Option<(usize, usize)> {
        self.open.iter().enumerate().rev().find_map(|(depth, open)| {
            let members = &self.all.get(*open)?.members;
            let other = self.headings.get(*members.last()?)?;
            // Lists of two levels may share Arabic numbers, so only a long one has a gap.
            let chinese = heading.digits == Digits::Chinese;
            let left_out =
                heading.number == other.number.saturating_add(2) && (chinese || 2 <= members.len());
            let near = left_out || (chinese && heading.number == other.number);
            let same = other.form == heading.form && other.digits == heading.digits;
            (near && same).then_some((depth, members.len()))
        })
    }
}

/// Members of a series written in other digits than most of it, each with whether the series goes
/// on after it in the digits of most.
pub(crate) fn strangers(series: &Series, headings: &[Heading<'_>]) -> (Digits, Vec<(usize, bool)>) {
    let digits_of = |at: &usize| headings.get(*at).map(|heading| heading.digits);
    let chinese = |at: &&usize| digits_of(at) == Some(Digits::Chinese);
    let count = series.members.iter().filter(chinese).count();
    let ordinary = match count.saturating_mul(2) < series.members.len() {
        true => Digits::Arabic,
        false => Digits::Chinese,
    };
    let last_ordinary = series.members.iter().rposition(|at| digits_of(at) == Some(ordinary));
    let strangers = series.members.iter().enumerate().filter_map(|(place, at)| {
        let strange = digits_of(at) != Some(ordinary);
        strange.then_some((*at, Some(place) < last_ordinary))
    });
    (ordinary, strangers.collect())
}
