//! Rules over documents: what does not add up, contradicts itself, or breaks the form.
//!
//! [`check`] takes a [`yz_report::Transcript`] of anybody's report and says three things about it:
//! what is wrong (findings), what was recomputed and holds (verified), and which figures nothing
//! in the document lets us recompute (not verifiable). A rule recognises a relation by the words
//! around its figures, never by their values; so a figure that is called verified would have been
//! reported, had it been another one.
//!
//! The crate uses quantities, findings and documents only. It knows no book, no policy and no
//! file format, so that anybody can audit the auditor.

mod brackets;
mod charts;
mod check;
mod chinese;
mod difference;
mod figures;
mod functional_classes;
mod groups;
mod headings;
mod judge;
mod needles;
mod notebook;
mod outcome;
mod paragraph;
mod reading;
mod repeats;
pub mod rules;
mod selection;
mod series;
mod shares;
mod titles;
mod words;
mod years;

pub use check::check;
pub use outcome::{CheckedFigure, FigureState, Outcome, Verified};
pub use selection::{Selection, unknown_rule};
