//! `id-number`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::digit_runs;
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Finds the number of an identity card: eighteen digits with a date of birth and the check
    /// digit of GB 11643.
    ///
    /// The finding shows the six digits of the district only, and never repeats the number.
    ///
    /// ## Why is this bad
    /// Who has the number of a person can open accounts in that person's name. It may never stand
    /// in a published report (《个人信息保护法》).
    ///
    /// ## Example
    /// the number in full
    ///
    /// ## Use instead
    /// `510403************`
    pub static ID_NUMBER = {
        name: "id-number",
        code: "PRIV002",
        title: "公开文本含居民身份证号码",
        why_zh: "有了身份证号码，就可以冒名开户",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// Digits of the district, which name no person.
const DISTRICT: usize = 6;

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in &reading.paragraphs {
        if paragraph.rare.digits < 17 {
            continue;
        }
        let plain = paragraph.plain.as_str();
        for (at, run) in digit_runs(plain, 17) {
            let next = plain.get(at.saturating_add(run)..).unwrap_or("").bytes().next();
            let check = matches!(next, Some(b'X' | b'x'));
            let length = if run == 17 && check { 18 } else { run };
            let number = plain.get(at..at.saturating_add(length)).unwrap_or("");
            let after = plain.as_bytes().get(at.saturating_add(length));
            if length != 18 || after.is_some_and(u8::is_ascii_alphanumeric) || !is_id(number) {
                continue;
            }
            notes.find(
                &ID_NUMBER,
                Level::Error,
                paragraph.span(at..at.saturating_add(DISTRICT)),
                words!("此处是完整的居民身份证号码", "the whole number of an identity card"),
                words!(
                    "公开前遮盖地址码之后的十二位",
                    "mask the twelve digits after the district before the report is published"
                ),
            );
        }
    }
}

/// Whether eighteen characters are the number of a person under GB 11643.
fn is_id(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let part =
        |from: usize, to: usize| number.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let year = part(6, 10).is_some_and(|year| (1900..2100).contains(&year));
    let month = part(10, 12).is_some_and(|month| (1..=12).contains(&month));
    let day = part(12, 14).is_some_and(|day| (1..=31).contains(&day));
    let district = number.starts_with(|c: char| ('1'..='8').contains(&c));
    let digits = number.bytes().map(|b| u32::from(b.wrapping_sub(b'0')));
    let sum = digits
        .zip(WEIGHTS)
        .fold(0_u32, |sum, (digit, weight)| sum.saturating_add(digit.saturating_mul(weight)));
    let due = "10X98765432".as_bytes().get(usize::try_from(sum % 11).unwrap_or(0)).copied();
    let last = number.bytes().next_back().map(|b| b.to_ascii_uppercase());
    year && month && day && district && due == last
}

#[cfg(test)]
mod tests {
    use super::is_id;

    #[test]
    fn the_check_digit_decides() {
        // The example of GB 11643-1999 itself: 1×7 + 1×9 + 0×10 + 1×5 + … = 189, 189 mod 11 = 2, X.
        assert!(is_id("11010519491231002X"));
        assert!(!is_id("110105194912310021"));
        assert!(!is_id("11010519491331002X"));
    }
}
