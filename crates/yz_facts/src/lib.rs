//! Concepts, facts and their origins; derives facts by formula and keeps the whole trace.
//!
//! A [`Fact`] is a concept with dimensions and a period, a value with its unit, and an
//! [`Origin`]: declared with a source and place, given by policy, scored, or derived from other
//! facts. [`Facts::derive`] works out all that can be worked out, compares what was declared with
//! what follows from other facts, and reports where the two disagree beyond what rounding allows.

mod catalogue;
mod codes;
mod concept;
mod context;
mod declared;
mod derive;
mod evaluate;
mod fact;
mod facts;
mod reference;
pub mod rules;

pub use catalogue::Catalogue;
pub use codes::{Dimension, Member};
pub use concept::{Concept, Formula, Kind};
pub use declared::{Declared, parse_facts};
pub use fact::{Derivation, Fact, Given, Origin, Step};
pub use facts::{Facts, MissingFact};
pub use reference::{Key, PeriodReference, Reference};
