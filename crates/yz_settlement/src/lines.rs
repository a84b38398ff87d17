//! From the lines of a bill to its classes.

use yz_records::{BillLine, CatalogueClass};
use yz_units::{Exact, Rounding, Share};

use crate::plan::Plan;

/// The amounts of a bill that its lines come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes {
    /// Everything.
    pub total_fen: i64,
    /// Class A, within price limits.
    pub class_a_fen: i64,
    /// Class B, within price limits.
    pub class_b_fen: i64,
    /// Class C, and what lies above price limits.
    pub own_fen: i64,
    /// First-pay of class B.
    pub prior_fen: i64,
}

/// Adds up the lines of a bill, with one rounding a line for each of amount, excess and first-pay.
///
/// The amount that a line states is taken as it is where it has no price limit; price and quantity
/// only say what lies above a limit. `None` when amounts leave their range.
///
/// # Examples
///
/// Two boxes at 12.345 yuan, of which 10 yuan a box are paid for: 24.69 yuan, 4.69 above the limit.
///
/// ```
/// use yz_records::{BillLine, CatalogueClass};
/// use yz_settlement::{Share, classes};
/// use yz_units::Rounding;
///
/// let line = BillLine {
///     bill_id: 1,
///     line: 1,
///     item: "XA01".into(),
///     class: CatalogueClass::A,
///     quantity_10k: 20_000,
///     price_micro_yuan: 12_345_000,
///     limit_micro_yuan: Some(10_000_000),
///     own_millionths: None,
///     amount_fen: 2_469,
/// };
/// let tenth = Share::millionths(100_000, Rounding::HalfUp).unwrap();
/// let classes = classes(&[line], tenth).unwrap();
/// assert_eq!((classes.total_fen, classes.class_a_fen, classes.own_fen), (2_469, 2_000, 469));
/// ```
#[must_use]
pub fn classes(lines: &[BillLine], class_b: Share) -> Option<Classes> {
    let mut sum = Classes::default();
    for line in lines {
        let over = over_limit(line)?.min(line.amount_fen);
        let within = line.amount_fen.checked_sub(over)?;
        sum.total_fen = sum.total_fen.checked_add(line.amount_fen)?;
        match line.class {
            CatalogueClass::A => sum.class_a_fen = sum.class_a_fen.checked_add(within)?,
            CatalogueClass::B => {
                let share = match line.own_millionths {
                    Some(millionths) => Share::millionths(millionths, class_b.rounding())?,
                    None => class_b,
                };
                sum.class_b_fen = sum.class_b_fen.checked_add(within)?;
                sum.prior_fen = sum.prior_fen.checked_add(share.of(within))?;
            }
            CatalogueClass::C => sum.own_fen = sum.own_fen.checked_add(within)?,
        }
        sum.own_fen = sum.own_fen.checked_add(over)?;
    }
    Some(sum)
}

/// What lies above the line's price limit, rounded to the fen.
fn over_limit(line: &BillLine) -> Option<i64> {
    let Some(limit) = line.limit_micro_yuan else { return Some(0) };
    let excess = line.price_micro_yuan.checked_sub(limit)?.max(0);
    let exact = |number: i64, decimals| Exact::decimal(i128::from(number), decimals);
    let yuan = exact(excess, 6)?.times(exact(line.quantity_10k, 4)?)?;
    i64::try_from(yuan.rounded(2, Rounding::HalfUp).digits()).ok()
}

impl Plan {
    /// The first-pay of class B where a line does not say its own.
    #[must_use]
    pub fn class_b_share(&self) -> Share {
        self.terms.first().map_or(Share::NOTHING, |terms| terms.prior)
    }
}
