//! A text without what quotes never agree on: white space, the width of signs, thousands commas.

use std::ops::Range;

/// The characters that matter, each with its bytes in the text.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    signs: Vec<char>,
    spans: Vec<Range<usize>>,
}

impl Folded {
    pub(crate) fn of(text: &str) -> Self {
        let mut folded = Self::default();
        let mut rest = text.char_indices().peekable();
        while let Some((at, sign)) = rest.next() {
            let next = rest.peek().map(|(_, next)| *next);
            let digit_before = folded.signs.last().is_some_and(char::is_ascii_digit);
            let thousands = matches!(sign, ',' | '，')
                && digit_before
                && next.is_some_and(|next| next.is_ascii_digit())
                && three_digits(text, at + sign.len_utf8());
            let end = at + sign.len_utf8();
            if thousands {
                // The comma belongs to the digit before it, so that the number stays in one piece.
                folded.spans.last_mut().expect("a digit came before").end = end;
            } else if !sign.is_whitespace() {
                folded.signs.push(narrow(sign));
                folded.spans.push(at..end);
            }
        }
        folded
    }

    /// Where the words stand within these bytes, ignoring what does not matter.
    pub(crate) fn find_all(&self, words: &str, within: &Range<usize>) -> Vec<Range<usize>> {
        let words = Self::of(words).signs;
        let from = self.spans.partition_point(|span| span.start < within.start);
        let to = self.spans.partition_point(|span| span.end <= within.end);
        if words.is_empty() || to < from + words.len() {
            return Vec::new();
        }
        let starts = (from..=to - words.len())
            .filter(|at| self.signs.get(*at..at + words.len()) == Some(words.as_slice()));
        starts.map(|at| self.spans[at].start..self.spans[at + words.len() - 1].end).collect()
    }

    /// The numbers of these bytes, each with its place, such as `6749.94`.
    pub(crate) fn numbers(&self, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
        let mut numbers: Vec<(Range<usize>, String)> = Vec::new();
        let mut open = false;
        let from = self.spans.partition_point(|span| span.start < within.start);
        let to = self.spans.partition_point(|span| span.end <= within.end);
        for at in from..to {
            let (sign, span) = (&self.signs[at], &self.spans[at]);
            let point = *sign == '.' && open && self.signs.get(at + 1).is_some_and(is_digit);
            let glued = numbers.last().is_some_and(|(last, _)| span.start == last.end);
            if !sign.is_ascii_digit() && !point {
                open = false;
            } else if open && glued {
                let (last, text) = numbers.last_mut().expect("a number is open");
                last.end = span.end;
                text.push(*sign);
            } else {
                numbers.push((span.clone(), sign.to_string()));
                open = true;
            }
        }
        numbers.into_iter().map(|(span, number)| (span, plain_number(&number))).collect()
    }
}

/// The first number of some words, without zeros that say nothing.
pub(crate) fn first_number(words: &str) -> Option<String> {
    let numbers = Folded::of(words).numbers(&(0..words.len()));
    numbers.into_iter().next().map(|(_, number)| number)
}

pub(crate) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn is_digit(sign: &char) -> bool {
    sign.is_ascii_digit()
}

fn three_digits(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or("");
    rest.chars().take_while(char::is_ascii_digit).count() == 3
}

fn plain_number(number: &str) -> String {
    match number.contains('.') {
        true => number.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => number.to_owned(),
    }
}

/// One sign for each meaning.
fn narrow(sign: char) -> char {
    match sign {
        '—' | '–' | '－' => '-',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '！'..='～' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{Folded, first_number};

    #[test]
    fn a_quote_is_found_whatever_its_spaces_and_widths() {
        let text = "收入 3,786.37 万元（其中";
        let folded = Folded::of(text);
        let found = folded.find_all("收入3786.37万元(", &(0..text.len()));
        assert_eq!(&text[found[0].clone()], "收入 3,786.37 万元（");
        assert!(folded.find_all("支出", &(0..text.len())).is_empty());
    }

    #[test]
    fn numbers_are_compared_without_idle_zeros() {
        assert_eq!(first_number("约 117.20 万元").as_deref(), Some("117.2"));
        assert_eq!(first_number("3,191人").as_deref(), Some("3191"));
        assert_eq!(first_number("无"), None);
        let text = "5.50\t100，7.";
        let numbers = Folded::of(text).numbers(&(0..text.len()));
        let numbers: Vec<&str> = numbers.iter().map(|(_, number)| number.as_str()).collect();
        assert_eq!(numbers, ["5.5", "100", "7"]);
    }
}
