//! Splits a bill between basic insurance, critical-illness insurance, medical assistance and the
//! person, step by step, with the reason for each step.
//!
//! A region's benefits are data: [`Plan::load`] compiles them once into flat tables. [`Totals`] are
//! what a person's bills of the year have used up. Settling is then a pure function: plan, totals
//! and [`Charge`] give a [`Settlement`] and the totals after it. `docs/settlement.md` is the rule.
//!
//! The same code settles one bill with an explanation, a county's year in a stream, and a reform in
//! simulation: the trace is a type, and costs nothing where nobody listens.

mod charge;
mod explain;
mod lines;
mod plan;
mod policy;
mod refusals;
pub mod rules;
mod settle;
mod settlement;
mod simulation;
mod steps;
mod totals;
mod trace;
mod words;
mod year;

pub use charge::{Charge, Combination, Parts};
pub use explain::{ExplainedStep, Explanation};
pub use lines::{Classes, classes};
pub use plan::{Basis, BasisId, Disease, Entitlement, Plan};
pub use policy::Reform;
pub use refusals::{Context, refusal};
pub use rules::RULES;
pub use settle::{settle, settle_with_notes};
pub use settlement::Settlement;
pub use simulation::{Change, Decile, Dimension, Simulation, Sums};
pub use totals::{Diseases, Totals};
pub use trace::{Note, Notes, Step, Trace, Untraced};
pub use year::{PersonYear, Standing};
pub use yz_units::Share;
