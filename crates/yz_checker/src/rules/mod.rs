//! One file a rule, in alphabetical order. `tests/cases.rs` fails if one is forgotten.

use yz_diagnostics::Rule;

use crate::notebook::Notebook;
use crate::reading::Reading;

mod doubled_punctuation;
mod unknown_rule;

pub use unknown_rule::UNKNOWN_RULE;

/// Reads a document and writes down what it sees.
pub(crate) type Check = fn(&Reading<'_>, &mut Notebook);

/// Every rule with its check.
pub(crate) static ALL: &[(&Rule, Check)] = &[
    (&doubled_punctuation::DOUBLED_PUNCTUATION, doubled_punctuation::check),
    (&unknown_rule::UNKNOWN_RULE, unknown_rule::check),
];

/// Every rule, in alphabetical order.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    ALL.iter().map(|(rule, _)| *rule)
}
