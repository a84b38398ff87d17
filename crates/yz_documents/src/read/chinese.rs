//! Counting in Chinese.

/// A number below ten thousand in words; larger ones stay digits.
///
/// `signs` are ten digits from nothing on, and the words for ten, hundred and thousand.
pub(super) fn counting(number: usize, signs: [&str; 2]) -> String {
    let [digits, units] = signs.map(|signs| signs.chars().collect::<Vec<char>>());
    if 9999 < number {
        return number.to_string();
    }
    let written = number.to_string();
    let mut text = String::new();
    let mut gap = false;
    for (at, c) in written.chars().enumerate() {
        let digit = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).unwrap_or(0);
        let left = written.len().saturating_sub(at).saturating_sub(1);
        if digit == 0 && number != 0 {
            gap = true;
            continue;
        }
        if gap {
            text.extend(digits.first());
            gap = false;
        }
        // 十一 and not 一十一.
        let ten = written.len() == 2 && at == 0 && digit == 1;
        if !ten {
            text.extend(digits.get(digit));
        }
        text.extend(left.checked_sub(1).and_then(|unit| units.get(unit)));
    }
    text
}
