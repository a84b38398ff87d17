//! Fills a report template with facts, scores and the staff's own prose; out comes a document.
//!
//! A template is Markdown with figures, tables and charts in it. Nothing numeric is typed: every
//! figure, every comparing word and every chart is bound to facts, and a bare number in prose is a
//! finding. The document carries the trace of each figure down to its source.

mod blocks;
mod compose;
mod figures;
mod functions;
mod markdown;
mod places;
mod prose;
mod refused;
pub mod rules;
mod scores;
mod subject;
mod template;
mod traces;
mod typed;

pub use compose::compose;
pub use subject::{Prose, Remark, ScoreRow, Source, Subject};
pub use template::{Section, Template};
