//! Chinese numerals: counts (八千), digit strings (二〇二三) and ordinals of headings.

use crate::rounding::Decimal;

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const PLACES: [(char, i128); 3] = [('千', 1_000), ('百', 100), ('十', 10)];

/// A number digit by digit, as years are written: 2023 → 二〇二三.
#[must_use]
pub fn chinese_digits(number: Decimal) -> String {
    let digit =
        |c: char| c.to_digit(10).and_then(|d| DIGITS.get(usize::try_from(d).ok()?)).copied();
    number.to_text(false).chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// The ordinal in front of a heading: 1 → 一, 12 → 十二, 20 → 二十.
#[must_use]
pub fn chinese_ordinal(ordinal: usize) -> String {
    let number = Decimal::new(i128::try_from(ordinal).unwrap_or(0), 0);
    let text = chinese_count(number).unwrap_or_default();
    text.strip_prefix("一十").map_or_else(|| text.clone(), |rest| format!("十{rest}"))
}

/// A whole number below ten thousand in words: 8000 → 八千.
pub(crate) fn chinese_count(number: Decimal) -> Option<String> {
    let mut rest = number.digits();
    if number.decimals() != 0 || !(0..10_000).contains(&rest) {
        return None;
    }
    if rest == 0 {
        return Some("零".to_owned());
    }
    let mut text = String::new();
    let mut gap = false;
    for (place, value) in PLACES {
        let (digit, left) = (rest.checked_div(value)?, rest.checked_rem(value)?);
        if digit != 0 {
            if gap {
                text.push('零');
            }
            text.push(*DIGITS.get(usize::try_from(digit).ok()?)?);
            text.push(place);
        }
        gap = digit == 0 && !text.is_empty();
        rest = left;
    }
    if rest != 0 {
        if gap {
            text.push('零');
        }
        text.push(*DIGITS.get(usize::try_from(rest).ok()?)?);
    }
    Some(text)
}

/// The value of one Chinese digit; 两 counts as two.
pub(crate) fn digit_value(c: char) -> Option<i128> {
    match c {
        '零' => Some(0),
        '两' => Some(2),
        _ => DIGITS.iter().position(|&d| d == c).and_then(|at| i128::try_from(at).ok()),
    }
}

/// Reads a run of Chinese numerals, in words (八千, 九百, 十二) or digit by digit (二〇二三).
///
/// In words the places fall, and 零 stands where one is left out before a last digit: 两千三 is
/// spoken for 2300 and could be misread as 2003, so it is not read at all.
pub(crate) fn read_chinese(text: &str) -> Option<i128> {
    if text.is_empty() {
        return None;
    }
    if 1 < text.chars().count() && text.chars().all(|c| digit_value(c).is_some()) {
        return text
            .chars()
            .try_fold(0_i128, |sum, c| sum.checked_mul(10)?.checked_add(digit_value(c)?));
    }
    let (mut total, mut digit) = (0_i128, None);
    // The place before, and whether 零 stands behind it: then the next may be any lower one.
    let (mut above, mut gap) = (10_000, true);
    for c in text.chars() {
        match (digit_value(c), digit) {
            (Some(0), None) if 1 < text.chars().count() => gap = true,
            (Some(value), None) => digit = Some(value),
            (Some(_), Some(_)) => return None,
            (None, _) => {
                let (_, place) = *PLACES.iter().find(|(name, _)| *name == c)?;
                if above <= place {
                    return None;
                }
                total = total.checked_add(digit.take().unwrap_or(1).checked_mul(place)?)?;
                (above, gap) = (place, false);
            }
        }
    }
    match digit {
        Some(_) if !gap && above != 10 => None,
        last => total.checked_add(last.unwrap_or(0)),
    }
}

#[cfg(test)]
mod tests {
    use super::{chinese_count, chinese_ordinal, read_chinese};
    use crate::rounding::Decimal;

    #[test]
    fn counts_read_back_as_they_are_written() {
        for number in 0..10_000 {
            let words = chinese_count(Decimal::new(number, 0)).unwrap();
            assert_eq!(read_chinese(&words), Some(number), "{words}");
        }
    }

    #[test]
    fn known_numbers() {
        let cases =
            [("八千", 8000), ("九百", 900), ("两", 2), ("二〇二三", 2023), ("一千零五", 1005)];
        for (words, number) in cases {
            assert_eq!(read_chinese(words), Some(number), "{words}");
        }
        assert_eq!(read_chinese("三重"), None);
        assert_eq!(read_chinese("一千零十"), Some(1010));
        for wrong in ["千千千", "百千", "八九千", "两千三", "十十"] {
            assert_eq!(read_chinese(wrong), None, "{wrong}");
        }
        assert_eq!(chinese_ordinal(11), "十一");
        assert_eq!(chinese_ordinal(20), "二十");
    }
}
