//! Amounts whose trailing zeros were left out: 2万元 beside 0.82万元 is 2.00.
#![expect(clippy::arithmetic_side_effects, reason = "counts within one paragraph")]

use yz_units::{Decimal, Exact, Range, Scale};

use super::{Measure, Mention, Quantity};

/// Gives amounts of money of one paragraph the precision of those beside them.
///
/// Tables give an amount with the decimals that it has: 8.00 becomes 8. A whole number beside
/// amounts with two decimals therefore stands for itself and not for all that rounds to it; so
/// does one with one decimal, where two of three amounts have two. Nothing is exactly nothing.
pub(crate) fn sharpen(mentions: &mut [Mention]) {
    for scale in [Scale::TenThousand, Scale::HundredMillion] {
        let of_scale = |mention: &&Mention| {
            mention.quantity.measure == Measure::Yuan
                && mention.quantity.scale == scale
                && mention.quantity.is_plain()
        };
        let decimals = |mention: &Mention| mention.quantity.number.decimals();
        let nonzero = |mention: &&Mention| mention.quantity.number.digits() != 0;
        let told = || mentions.iter().filter(of_scale).filter(nonzero);
        let most = told().map(decimals).max().unwrap_or(0);
        let all = told().count();
        let fine = told().filter(|mention| decimals(mention) == most).count();
        for mention in mentions.iter_mut().filter(|mention| of_scale(&&**mention)) {
            let quantity = mention.quantity;
            if quantity.number.digits() == 0 {
                mention.range = Some(Range::exactly(Exact::ZERO));
                continue;
            }
            let short = decimals(mention) < most;
            let trimmed = decimals(mention) == 0 && 2 <= most || all * 2 <= fine * 3;
            if short && trimmed {
                mention.range = with_decimals(quantity, most).or(mention.range);
            }
        }
    }
}

/// The range of a figure as if it were printed with so many decimals.
fn with_decimals(quantity: Quantity, decimals: u8) -> Option<Range> {
    let more = u32::from(decimals.checked_sub(quantity.number.decimals())?);
    let digits = quantity.number.digits().checked_mul(10_i128.checked_pow(more)?)?;
    Quantity { number: Decimal::new(digits, decimals), ..quantity }.range()
}
