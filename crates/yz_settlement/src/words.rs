//! Amounts and rates in sentences.

use yz_units::{Decimal, Rounding, Share};

/// An amount: `1,234.50元`.
pub(crate) fn yuan(fen: i64) -> String {
    format!("{}元", Decimal::new(i128::from(fen), 2).to_text(true))
}

/// A share: `72.25%`.
pub(crate) fn percent(share: Share) -> String {
    let rounding = match share.rounding() {
        Rounding::Down => "（去尾到分）",
        Rounding::Up => "（进一到分）",
        _ => "",
    };
    format!("{}{rounding}", of_millionths(share.as_millionths()))
}

/// A share in millionths, as a percentage.
pub(crate) fn of_millionths(millionths: i64) -> String {
    let mut text = Decimal::new(i128::from(millionths), 4).to_text(false);
    text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    format!("{text}%")
}
