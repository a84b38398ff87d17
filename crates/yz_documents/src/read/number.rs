//! Numbers as office programs store them, shown without the noise of binary fractions.

use yz_units::{Decimal, Exact, Rounding};

/// Digits that office programs show of a number.
const DIGITS: usize = 15;

/// A stored number as plain text: `5996.7799999999997` is 5996.78, `1.5E3` is 1500.
///
/// Office programs calculate with binary fractions and show 15 digits. Text that is no number is
/// given back as it stands.
pub(super) fn cleaned(stored: &str) -> String {
    let stored = stored.trim();
    let plain = stored.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
    let digits = stored.bytes().filter(u8::is_ascii_digit).count();
    if plain && digits <= DIGITS && stored.parse::<Decimal>().is_ok() {
        return stored.to_owned();
    }
    let number = stored.parse::<f64>().ok().filter(|number| number.is_finite());
    let Some(number) = number else { return stored.to_owned() };
    // As scientific text with 15 digits, whose point is then moved: no calculation on fractions.
    let text = format!("{number:.*e}", DIGITS.saturating_sub(1));
    let moved = text.split_once('e').and_then(|(digits, exponent)| {
        let exponent: i32 = exponent.parse().ok()?;
        (exponent.unsigned_abs() < 40).then(|| moved(digits, exponent))
    });
    moved.unwrap_or_else(|| stored.to_owned())
}

/// `5.99678000000000` moved by 3 is `5996.78`.
fn moved(digits: &str, exponent: i32) -> String {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits),
    };
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let shift = usize::try_from(exponent.unsigned_abs()).unwrap_or(0);
    let (whole, fraction) = if exponent < 0 {
        ("0".to_owned(), format!("{}{digits}", "0".repeat(shift.saturating_sub(1))))
    } else {
        let at = shift.saturating_add(1);
        let padded = format!("{digits:0<at$}");
        let (whole, fraction) = padded.split_at(at);
        (whole.to_owned(), fraction.to_owned())
    };
    let fraction = fraction.trim_end_matches('0');
    match fraction.is_empty() {
        true if whole == "0" => whole,
        true => format!("{sign}{whole}"),
        false => format!("{sign}{whole}.{fraction}"),
    }
}

/// A stored number as a format of office programs shows it: `0.00%`, `#,##0.00`, `0`.
///
/// What is no plain number format (a date, a fraction, `General`) gives the cleaned number.
pub(super) fn shown(stored: &str, format: &str) -> String {
    let cleaned = cleaned(stored);
    let pattern = Pattern::new(format);
    let value = cleaned.parse::<Decimal>().ok().and_then(Decimal::value);
    let (Some(pattern), Some(value)) = (pattern, value) else { return cleaned };
    let hundred = Exact::from_integer(if pattern.percent { 100 } else { 1 });
    let Some(value) = value.times(hundred) else { return cleaned };
    let decimals = match pattern.decimals {
        Some(decimals) => decimals,
        None => value.as_decimal(18).map_or(2, Decimal::decimals),
    };
    let sign = if pattern.percent { "%" } else { "" };
    // Half up, as office programs show it.
    let text = value.rounded(decimals, Rounding::HalfUp).to_text(pattern.grouped);
    let [before, after] = pattern.words;
    format!("{before}{text}{sign}{after}")
}

/// What matters of a number format.
struct Pattern {
    percent: bool,
    grouped: bool,
    /// `None` for as many as there are.
    decimals: Option<u8>,
    /// Quoted words before and after the digits.
    words: [String; 2],
}

impl Pattern {
    fn new(format: &str) -> Option<Self> {
        let (plain, words) = plain_signs(format);
        let percent = plain.contains('%');
        if plain.is_empty() || plain.eq_ignore_ascii_case("general") {
            return None;
        }
        let holder = |c: char| matches!(c, '0' | '#' | '?');
        let first = plain.find(holder)?;
        let body = plain.get(first..)?;
        let other = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '@');
        if plain.contains(other) || plain.contains("E+") {
            return None;
        }
        let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
        let holders = fraction.chars().take_while(|c| holder(*c)).count();
        let zeros = fraction.chars().take_while(|c| *c == '0').count();
        // `0.##` shows as many decimals as there are, which is what General does.
        let decimals = if zeros == holders { u8::try_from(zeros).ok() } else { None };
        let grouped = whole.trim_end_matches(|c: char| !holder(c) && c != ',').contains(',');
        Some(Self { percent, grouped, decimals, words })
    }
}

/// The first section of a format without what is quoted, coloured or spaced; and what is quoted
/// before and after the digits.
fn plain_signs(format: &str) -> (String, [String; 2]) {
    let mut plain = String::new();
    let mut words = [String::new(), String::new()];
    let mut signs = format.chars();
    while let Some(sign) = signs.next() {
        match sign {
            ';' => break,
            '"' => {
                let quoted: String = signs.by_ref().take_while(|c| *c != '"').collect();
                let [before, after] = &mut words;
                let side = if plain.contains(['0', '#', '?']) { after } else { before };
                side.push_str(&quoted);
            }
            '[' => while signs.next().is_some_and(|c| c != ']') {},
            '\\' | '_' | '*' => {
                signs.next();
            }
            sign => plain.push(sign),
        }
    }
    (plain, words)
}

/// A stored day as a date: office programs count days from 1899-12-30 (or from 1904-01-01).
///
/// `None` where the format shows no date or the number is no day.
pub(super) fn date(stored: &str, format: &str, from_1904: bool) -> Option<String> {
    let plain = plain_signs(format).0.to_lowercase();
    let quoted_year = format.contains('年') || plain.contains('年');
    if !plain.contains('y') || !plain.contains('m') || plain.contains(['0', '#']) {
        return None;
    }
    let whole = stored.trim().split('.').next()?;
    let days: i64 = whole.parse().ok().filter(|days| (1..2_958_466).contains(days))?;
    let days = if from_1904 { days.checked_add(1462)? } else { days };
    let (year, month, day) = civil(days)?;
    let has_day = plain.contains('d');
    Some(match (quoted_year, has_day) {
        (true, true) => format!("{year}年{month}月{day}日"),
        (true, false) => format!("{year}年{month}月"),
        (false, true) => format!("{year}-{month:02}-{day:02}"),
        (false, false) => format!("{year}-{month:02}"),
    })
}

/// Year, month and day of a count from 1899-12-30.
fn civil(days: i64) -> Option<(i64, i64, i64)> {
    let mut left = days.checked_add(363)?;
    let mut year = 1899_i64;
    // 1899 begins 363 days before its 30th of December.
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if left < length {
            break;
        }
        left = left.checked_sub(length)?;
        year = year.checked_add(1)?;
    }
    let february = if is_leap(year) { 29 } else { 28 };
    for (month, length) in (1..).zip([31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31_i64]) {
        if left < length {
            return Some((year, month, left.checked_add(1)?));
        }
        left = left.checked_sub(length)?;
    }
    None
}

fn is_leap(year: i64) -> bool {
    let divisible = |by: i64| year.checked_rem(by) == Some(0); // not a figure: a calendar
    divisible(4) && (!divisible(100) || divisible(400))
}

#[cfg(test)]
mod tests {
    use super::{cleaned, date, shown};

    #[test]
    fn binary_noise_is_not_shown() {
        for (stored, wanted) in [
            ("5996.7799999999997", "5996.78"),
            ("80.5", "80.5"),
            ("80.50", "80.50"),
            ("0.10000000000000001", "0.1"),
            ("-799.38000000000011", "-799.38"),
            ("1.5E3", "1500"),
            ("1E-05", "0.00001"),
            ("1.2345678901234567E+20", "123456789012346000000"),
            ("0", "0"),
            ("-0", "-0"),
            ("99999999999999999", "100000000000000000"),
            ("无", "无"),
            ("1E+300", "1E+300"),
            ("nan", "nan"),
        ] {
            assert_eq!(cleaned(stored), wanted, "{stored}");
        }
    }

    #[test]
    fn numbers_are_shown_by_their_format() {
        for (stored, format, wanted) in [
            ("0.8365", "0.00%", "83.65%"),
            ("0.83650000000000002", "0.0%", "83.7%"),
            ("0.5", "0%", "50%"),
            ("14820.05", "#,##0.00", "14,820.05"),
            ("14820.055", "#,##0.00_ ", "14,820.06"),
            ("2.5", "0", "3"),
            ("1234.5", "General", "1234.5"),
            ("1234.5", "0.##", "1234.5"),
            ("12", "0.00;[Red]-0.00", "12.00"),
            ("12", "0\"万元\"", "12万元"),
            ("6", "\"约\"0_ \"个\"", "约6个"),
            ("45291", "yyyy/m/d", "45291"),
            ("无", "0.00", "无"),
        ] {
            assert_eq!(shown(stored, format), wanted, "{stored} {format}");
        }
    }

    #[test]
    fn days_are_dates() {
        // 2023-12-31 is day 45291 in every spreadsheet program.
        assert_eq!(date("45291", "yyyy/m/d", false).as_deref(), Some("2023-12-31"));
        assert_eq!(
            date("45291", "yyyy\"年\"m\"月\"d\"日\"", false).as_deref(),
            Some("2023年12月31日")
        );
        assert_eq!(date("45291.75", "yyyy\"年\"m\"月\"", false).as_deref(), Some("2023年12月"));
        assert_eq!(date("43829", "yyyy-mm-dd", true).as_deref(), Some("2023-12-31"));
        assert_eq!(date("45291", "0.00", false), None);
        assert_eq!(date("61", "yyyy-m-d", false).as_deref(), Some("1900-03-01"));
    }
}
