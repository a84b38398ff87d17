//! The marks of the band into which the value falls.

use std::sync::Arc;

use yz_diagnostics::{Words, words};
use yz_units::Exact;

use super::{Asked, Scored, Scoring, awarded, declare_method, less, too_large};
use crate::band::{self, Band};
use crate::keys::{Keys, Refusal};
use crate::reading::{Reading, shown_finely};

declare_method! {
    /// ## How it scores
    /// The marks of the band into which the value falls.
    ///
    /// ## Keys
    /// `[[band]]` with `at_least`, `below` (in the unit of the value) and `marks`. Leave out
    /// `at_least` in the lowest band and `below` in the highest. The best band gives the full
    /// marks.
    ///
    /// ## At the edge
    /// A band holds its lower end and not its upper end, so each value falls into exactly one band;
    /// gaps and overlaps are refused when the template loads. A book that declares other full marks
    /// loses what the band loses, and never goes below nothing.
    pub(super) static METHOD = {
        name: "bands",
        title: "分档得分",
        judges: Value,
        read: read,
    }
}

#[derive(Debug)]
struct Bands {
    bands: Vec<Band>,
    full: Exact,
}

fn read(keys: &mut Keys, full: Exact) -> Result<Arc<dyn Scoring>, Refusal> {
    let bands = band::ranges(keys, full)?;
    Ok(Arc::new(Bands { bands, full }))
}

impl Scoring for Bands {
    fn score(&self, asked: &Asked<'_>) -> Result<Scored, Words> {
        let value = asked.value()?;
        // The bands were checked to hold every value when they were read.
        let band = self.bands.iter().find(|band| band.holds(value.value)).ok_or_else(|| {
            let value = &value.shown;
            words!("没有一档包含 {value}", "no band holds {value}")
        })?;
        let lost = self.full.minus(band.marks).ok_or_else(too_large)?;
        let marks = less(asked.full, lost)?;
        let (place, Words { zh, en }) = (place(band, value), awarded(marks));
        Ok(Scored { marks, working: words!("{place}，{zh}", "{place}: {en}") })
    }
}

/// Where the value lies: `95% ≤ 100.64% < 105%`.
fn place(band: &Band, value: &Reading) -> String {
    let edge = |edge: Exact| shown_finely(edge, value.unit);
    let shown = value.shown_where(|value| band.holds(value));
    match (band.at_least.map(edge), band.below.map(edge)) {
        (Some(low), Some(high)) => format!("{low} ≤ {shown} < {high}"),
        (Some(low), None) => format!("{shown} ≥ {low}"),
        (None, Some(high)) => format!("{shown} < {high}"),
        (None, None) => shown,
    }
}
