//! Characters, numerals and clauses of Chinese text.

/// Whether a character is Chinese writing, signs excluded.
pub(crate) const fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}')
}

/// The character before a place.
pub(crate) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at).and_then(|text| text.chars().next_back())
}

/// The character at a place.
pub(crate) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|text| text.chars().next())
}

/// The clause that ends at a place: back to the last mark that separates.
pub(crate) fn clause_before<'a>(text: &'a str, at: usize, marks: &[char]) -> &'a str {
    let text = text.get(..at).unwrap_or("");
    let start = text.rfind(marks);
    let mark = start.and_then(|start| after(text, start)).map_or(0, char::len_utf8);
    text.get(start.map_or(0, |start| start.saturating_add(mark))..).unwrap_or("")
}

/// What follows a place, up to the next mark that separates.
pub(crate) fn clause_after<'a>(text: &'a str, at: usize, marks: &[char]) -> &'a str {
    let text = text.get(at..).unwrap_or("");
    text.get(..text.find(marks).unwrap_or(text.len())).unwrap_or("")
}

/// A Chinese numeral from 一 to 九十九 at the beginning, with the bytes it takes.
pub(crate) fn numeral(text: &str) -> Option<(usize, usize)> {
    let digit =
        |c: char| "一二三四五六七八九".chars().position(|d| d == c).map(|at| at.saturating_add(1));
    let mut chars = text.chars();
    let (first, second, third) = (chars.next(), chars.next(), chars.next());
    let (first, second, third) = (first?, second.unwrap_or(' '), third.unwrap_or(' '));
    let (number, characters) = match (digit(first), first, second) {
        (Some(tens), _, '十') => match digit(third) {
            Some(ones) => (tens.saturating_mul(10).saturating_add(ones), 3),
            None => (tens.saturating_mul(10), 2),
        },
        (Some(ones), ..) => (ones, 1),
        (None, '十', _) => match digit(second) {
            Some(ones) => (ones.saturating_add(10), 2),
            None => (10, 1),
        },
        _ => return None,
    };
    let bytes = text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    Some((number, bytes))
}

/// A number of at most two digits without a leading zero at the beginning, with its bytes.
pub(crate) fn ordinal(text: &str) -> Option<(usize, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || 2 < digits || text.starts_with('0') {
        return None;
    }
    let number = text.get(..digits).and_then(|digits| digits.parse().ok())?;
    Some((number, digits))
}

/// Whether a text begins with a year: 2023年.
pub(crate) fn begins_with_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && text.get(digits..).is_some_and(|rest| rest.starts_with('年'))
}

/// How a number is written in the way of 一, up to 99.
pub(crate) fn in_chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: usize| DIGITS.get(at).copied().unwrap_or("");
    let ones = digit(number.checked_rem(10).unwrap_or(0)); // not a figure: digits of a numeral
    // not a figure: digits of a numeral
    match number.checked_div(10).unwrap_or(0) {
        0 => ones.to_owned(),
        1 => format!("十{ones}"),
        tens => format!("{}十{ones}", digit(tens)),
    }
}

/// Runs of at least so many digits, each with its place and length; none that follow a letter.
pub(crate) fn digit_runs(plain: &str, least: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
    let bytes = plain.as_bytes();
    let mut at = 0_usize;
    std::iter::from_fn(move || {
        loop {
            let start = bytes.get(at..)?.iter().position(u8::is_ascii_digit)?;
            let start = at.saturating_add(start);
            let run = bytes.get(start..)?.iter().take_while(|b| b.is_ascii_digit()).count();
            at = start.saturating_add(run);
            let glued = start.checked_sub(1).and_then(|before| bytes.get(before));
            if least <= run && !glued.is_some_and(u8::is_ascii_alphanumeric) {
                return Some((start, run));
            }
        }
    })
}

/// Where an item of a list may begin: at the start and after a mark that separates.
pub(crate) fn beginnings(plain: &str) -> impl Iterator<Item = usize> + '_ {
    let marks = plain.match_indices(['：', '；', '。', '，', '（']);
    std::iter::once(0).chain(marks.map(|(at, mark)| at.saturating_add(mark.len())))
}

#[cfg(test)]
mod tests {
    use super::{in_chinese, numeral, ordinal};

    #[test]
    fn numerals_are_read_and_written() {
        for number in 1..100 {
            let written = in_chinese(number);
            assert_eq!(numeral(&format!("{written}、")), Some((number, written.len())));
        }
        assert_eq!(numeral("百"), None);
        assert_eq!(ordinal("12、"), Some((12, 2)));
        assert_eq!(ordinal("2022年"), None);
        assert_eq!(ordinal("01"), None);
    }
}
