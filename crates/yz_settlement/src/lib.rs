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
mod plan;
mod policy;
pub mod rules;
mod settle;
mod settlement;
mod steps;
mod totals;
mod trace;
mod words;

pub use charge::{Charge, Combination, Parts};
pub use plan::{Basis, BasisId, Disease, Entitlement, Plan};
pub use rules::RULES;
pub use settle::{settle, settle_with_notes};
pub use settlement::Settlement;
pub use totals::{Diseases, Totals};
pub use trace::{Note, Notes, Step, Trace, Untraced};
