//! One file a rule, in alphabetical order. `tests/cases.rs` fails if one is forgotten.

use yz_diagnostics::Rule;

use crate::notebook::Notebook;
use crate::reading::Reading;

mod amount_differs_from_rate;
mod balance_differs_from_flows;
mod completion_differs_from_budget;
mod doubled_punctuation;
mod gap_in_points_differs;
mod growth_differs_from_change;
mod share_differs_from_amounts;
mod total_differs_from_parts;

/// Reads a document and writes down what it sees.
pub(crate) type Check = fn(&Reading<'_>, &mut Notebook);

/// Every rule with its check.
pub(crate) static ALL: &[(&Rule, Check)] = &[
    (&amount_differs_from_rate::AMOUNT_DIFFERS_FROM_RATE, amount_differs_from_rate::check),
    (&balance_differs_from_flows::BALANCE_DIFFERS_FROM_FLOWS, balance_differs_from_flows::check),
    (&completion_differs_from_budget::COMPLETION_DIFFERS_FROM_BUDGET, completion_differs_from_budget::check),
    (&doubled_punctuation::DOUBLED_PUNCTUATION, doubled_punctuation::check),
    (&gap_in_points_differs::GAP_IN_POINTS_DIFFERS, gap_in_points_differs::check),
    (&growth_differs_from_change::GROWTH_DIFFERS_FROM_CHANGE, growth_differs_from_change::check),
    (&share_differs_from_amounts::SHARE_DIFFERS_FROM_AMOUNTS, share_differs_from_amounts::check),
    (&total_differs_from_parts::TOTAL_DIFFERS_FROM_PARTS, total_differs_from_parts::check),
];

/// Every rule, in alphabetical order.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    ALL.iter().map(|(rule, _)| *rule)
}
