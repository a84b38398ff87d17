//! Numbers as files write them: digits to whole numbers, never through binary fractions.

use std::borrow::Cow;

use super::refusal::Reason;

/// A number taken apart: its sign, whole part and decimals.
struct Parts<'a> {
    negative: bool,
    whole: i64,
    /// Up to the last that is not 0.
    decimals: &'a str,
}

/// A whole number; decimals that are all 0 are none.
pub(crate) fn parse_integer(text: &str) -> Result<i64, Reason> {
    let parts = parts(text)?;
    if !parts.decimals.is_empty() {
        return Err(Reason::NotWhole);
    }
    signed(parts.whole, parts.negative)
}

/// Fen, written without a point: `12.00` below a heading in fen is most likely yuan.
pub(crate) fn parse_fen(text: &str) -> Result<i64, Reason> {
    if text.contains('.') {
        return Err(Reason::FenWithDecimals);
    }
    let parts = parts(text)?;
    signed(parts.whole, parts.negative)
}

/// Yuan with at most two decimals, as fen.
pub(crate) fn parse_yuan(text: &str) -> Result<i64, Reason> {
    let text = text.trim_start_matches(['¥', '￥']).trim_end_matches('元').trim();
    let parts = parts(text)?;
    let worth = match parts.decimals.len() {
        0 | 2 => 1,
        1 => 10,
        _ => return Err(Reason::MoreThanTwoDecimals),
    };
    // Nothing, or one or two digits.
    let decimals = parts.decimals.parse::<i64>().unwrap_or(0).saturating_mul(worth);
    let fen = parts.whole.checked_mul(100).and_then(|fen| fen.checked_add(decimals));
    signed(fen.ok_or(Reason::TooLarge)?, parts.negative)
}

fn signed(number: i64, negative: bool) -> Result<i64, Reason> {
    if negative { number.checked_neg().ok_or(Reason::TooLarge) } else { Ok(number) }
}

fn parts(text: &str) -> Result<Parts<'_>, Reason> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let digits = digits.trim_start();
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = without_commas(whole).ok_or(Reason::NotANumber)?;
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits(&whole) || !all_digits(decimals) {
        return Err(if is_scientific(digits) { Reason::Scientific } else { Reason::NotANumber });
    }
    let whole = whole.parse().map_err(|_| Reason::TooLarge)?;
    Ok(Parts { negative, whole, decimals: decimals.trim_end_matches('0') })
}

/// The digits without the commas between thousands; nothing where commas stand elsewhere, because
/// `1,23` may be a decimal comma.
fn without_commas(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains(',') {
        return Some(Cow::Borrowed(text));
    }
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or("");
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || !(1..=3).contains(&first.len()) {
            return None;
        }
        digits.push_str(group);
    }
    Some(Cow::Owned(digits))
}

/// `5.10104E+17`: what spreadsheets make of long numbers.
fn is_scientific(text: &str) -> bool {
    let Some((digits, exponent)) = text.split_once(['E', 'e']) else { return false };
    let digit = |c: char| c.is_ascii_digit();
    digits.starts_with(digit)
        && digits.chars().all(|c| digit(c) || c == '.')
        && exponent.ends_with(digit)
        && exponent.trim_start_matches(['+', '-']).chars().all(digit)
}

#[cfg(test)]
mod tests {
    use super::{parse_fen, parse_integer, parse_yuan};
    use crate::read::Reason;

    #[test]
    fn yuan_become_fen_digit_by_digit() {
        assert_eq!(parse_yuan("1234.56"), Ok(123_456));
        assert_eq!(parse_yuan("1,234.5"), Ok(123_450));
        assert_eq!(parse_yuan("0.29"), Ok(29)); // 0.29 * 100 in binary is 28.999…
        assert_eq!(parse_yuan("12.3400"), Ok(1_234));
        assert_eq!(parse_yuan("¥12元"), Ok(1_200));
        assert_eq!(parse_yuan("-0.01"), Ok(-1));
        assert_eq!(parse_yuan("12.345"), Err(Reason::MoreThanTwoDecimals));
        assert_eq!(parse_yuan("92233720368547758.07"), Ok(i64::MAX));
        assert_eq!(parse_yuan("92233720368547758.08"), Err(Reason::TooLarge));
        assert_eq!(parse_yuan("1,23"), Err(Reason::NotANumber));
        assert_eq!(parse_yuan("1,23.50"), Err(Reason::NotANumber));
        assert_eq!(parse_yuan("."), Err(Reason::NotANumber));
    }

    #[test]
    fn fen_have_no_point_and_whole_numbers_no_decimals() {
        assert_eq!(parse_fen("123456"), Ok(123_456));
        assert_eq!(parse_fen("1234.56"), Err(Reason::FenWithDecimals));
        assert_eq!(parse_fen("1234.00"), Err(Reason::FenWithDecimals));
        assert_eq!(parse_integer("12.0"), Ok(12));
        assert_eq!(parse_integer("12.5"), Err(Reason::NotWhole));
        assert_eq!(parse_integer("1,000,000"), Ok(1_000_000));
        assert_eq!(parse_integer("十二"), Err(Reason::NotANumber));
        assert_eq!(parse_integer("5.10104E+17"), Err(Reason::Scientific));
        assert_eq!(parse_integer("99999999999999999999"), Err(Reason::TooLarge));
    }
}
