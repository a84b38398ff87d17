//! A paragraph without what never matters: white space, line breaks, the width of signs.

use std::ops::Range;

use yz_report::{Passage, Role};

use crate::needles::Characters;

/// A paragraph whose lines are joined and whose signs are made alike, with the way back to the text
/// as read.
///
/// In the plain words digits, `%`, `.` and `-` are half-width, `（），：；` are full-width except a
/// comma between digits, and white space is gone except one space between two Latin words or
/// figures. A tab between two fields stays.
#[derive(Debug)]
pub(crate) struct Paragraph {
    /// The plain words.
    pub(crate) plain: String,
    /// What the first of them is.
    pub(crate) role: Role,
    /// The characters of the plain words.
    pub(crate) characters: Characters,
    /// What few paragraphs have.
    pub(crate) rare: Rare,
    /// Where stretches of `plain` stand in the text, in order.
    runs: Vec<Run>,
}

/// What few paragraphs have, so that rules can pass over the others.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Rare {
    /// A Latin letter.
    pub(crate) latin: bool,
    /// A half-width bracket in the text as read.
    pub(crate) half_bracket: bool,
    /// The most digits in a row.
    pub(crate) digits: usize,
}

#[derive(Debug, Clone, Copy)]
struct Run {
    plain: usize,
    text: usize,
    /// Bytes in the text; 0 for a stretch that was copied as it stands.
    folded: usize,
}

impl Paragraph {
    /// Joins passages; each comes with the offset of its words in the text as read.
    pub(crate) fn new(role: Role, parts: &mut dyn Iterator<Item = (usize, &Passage)>) -> Self {
        let mut maker = Maker::default();
        let mut parts = parts.peekable();
        if let Some((_, passage)) = parts.peek() {
            maker.plain.reserve_exact(passage.text.len());
        }
        for (offset, passage) in parts {
            maker.add(&passage.text, offset);
        }
        let Maker { plain, mut runs, characters, rare, .. } = maker;
        // Most paragraphs have one, and a list has room for four.
        runs.shrink_to_fit();
        Self { plain, role, characters, rare, runs }
    }

    /// The bytes of the text as read from which a stretch of the plain words was made.
    pub(crate) fn span(&self, plain: Range<usize>) -> Range<usize> {
        let start = self.run(plain.start);
        let start = match start.folded {
            0 => start.text.saturating_add(plain.start.saturating_sub(start.plain)),
            _ => start.text,
        };
        let end = self.run(plain.end.saturating_sub(1).max(plain.start));
        let end = match end.folded {
            0 => end.text.saturating_add(plain.end.saturating_sub(end.plain)),
            folded => end.text.saturating_add(folded),
        };
        start..end.max(start)
    }

    fn run(&self, plain: usize) -> Run {
        let after = self.runs.partition_point(|run| run.plain <= plain);
        let none = Run { plain: 0, text: 0, folded: 0 };
        self.runs.get(after.saturating_sub(1)).copied().unwrap_or(none)
    }
}

/// A mark that Word leaves in a document saved as text; it is no part of the words.
const BOOKMARK: &str = "[bookmark:";

#[derive(Default)]
struct Maker {
    plain: String,
    characters: Characters,
    rare: Rare,
    /// Digits in a row so far.
    digits: usize,
    runs: Vec<Run>,
    /// White space was left out since the last character.
    gap: bool,
    tab: bool,
    /// The next character does not follow the last one in the text.
    broken: bool,
}

impl Maker {
    fn add(&mut self, text: &str, offset: usize) {
        self.broken = true;
        self.gap |= !self.plain.is_empty();
        let mut at = 0_usize;
        loop {
            at = at.saturating_add(self.copy_ordinary(text, at, offset));
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            let place = offset.saturating_add(at);
            if c == '[' && text.get(at..).is_some_and(|rest| rest.starts_with(BOOKMARK)) {
                let rest = text.get(at..).unwrap_or("");
                at = at
                    .saturating_add(rest.find(']').map_or(rest.len(), |end| end.saturating_add(1)));
                self.gap = true;
                self.broken = true;
                continue;
            }
            at = at.saturating_add(c.len_utf8());
            if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}') {
                self.gap = true;
                self.tab |= c == '\t';
                self.broken = true;
                continue;
            }
            let next = text.get(at..).and_then(|rest| rest.chars().next());
            self.push(c, next, place);
        }
    }

    /// Copies Chinese characters that stand in a row, which are never folded; how many bytes.
    fn copy_ordinary(&mut self, text: &str, at: usize, offset: usize) -> usize {
        let bytes = text.as_bytes().get(at..).unwrap_or(&[]);
        // U+4000 to U+9FFF begin with E4 to E9, and have three bytes.
        let run =
            bytes.chunks_exact(3).take_while(|three| matches!(three.first(), Some(0xE4..=0xE9)));
        let length = run.count().saturating_mul(3);
        let Some(words) = text.get(at..at.saturating_add(length)).filter(|words| !words.is_empty())
        else {
            return 0;
        };
        let place = offset.saturating_add(at);
        self.digits = 0;
        if self.gap {
            if self.tab && !self.plain.is_empty() {
                self.separate('\t', place);
            }
            self.gap = false;
            self.tab = false;
        }
        if self.broken {
            self.runs.push(Run { plain: self.plain.len(), text: place, folded: 0 });
            self.broken = false;
        }
        for three in words.as_bytes().chunks_exact(3) {
            if let [first, second, third] = *three {
                self.characters.put(first, second, third);
            }
        }
        self.plain.push_str(words);
        length
    }

    fn push(&mut self, c: char, next: Option<char>, place: usize) {
        let last = self.plain.chars().next_back();
        if self.gap {
            let latin = |c: char| c.is_ascii_alphanumeric();
            match last {
                Some(_) if self.tab => self.separate('\t', place),
                Some(last) if latin(last) && latin(c) => self.separate(' ', place),
                _ => {}
            }
            self.gap = false;
            self.tab = false;
        }
        let folded = fold(c, last, next);
        self.rare.latin |= c.is_ascii_alphabetic();
        self.rare.half_bracket |= matches!(c, '(' | ')');
        let digit = folded.is_ascii_digit();
        self.digits = if digit { self.digits.saturating_add(1) } else { 0 };
        self.rare.digits = self.rare.digits.max(self.digits);
        if folded == c {
            if self.broken {
                self.runs.push(Run { plain: self.plain.len(), text: place, folded: 0 });
                self.broken = false;
            }
        } else {
            let run = Run { plain: self.plain.len(), text: place, folded: c.len_utf8() };
            self.runs.push(run);
            self.broken = true;
        }
        let mut bytes = [0_u8; 4];
        folded.encode_utf8(&mut bytes);
        let [first, second, third, _] = bytes;
        self.characters.put(first, second, third);
        self.plain.push(folded);
    }

    /// A sign that stands for white space: no byte of the text.
    fn separate(&mut self, sign: char, place: usize) {
        let run = Run { plain: self.plain.len(), text: place.saturating_sub(1), folded: 1 };
        self.runs.push(run);
        self.plain.push(sign);
        self.broken = true;
    }
}

/// One sign for each meaning.
fn fold(c: char, last: Option<char>, next: Option<char>) -> char {
    let digit =
        |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let between_digits = || digit(last) && digit(next);
    match c {
        '０'..='９' => char::from_u32(u32::from(c).saturating_sub(0xFEE0)).unwrap_or(c),
        '％' | '﹪' => '%',
        '．' if between_digits() => '.',
        '．' => '.',
        '－' | '\u{2212}' | '﹣' => '-',
        '／' => '/',
        '(' => '（',
        ')' => '）',
        ':' if !between_digits() => '：',
        '：' if between_digits() => ':',
        '∶' => ':',
        ';' => '；',
        ',' if !between_digits() => '，',
        '～' | '〜' => '~',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use yz_report::{Role, Transcript};

    use super::Paragraph;

    fn plain(text: &str) -> Paragraph {
        let read = Transcript::from_text(text);
        let mut offset = 0_usize;
        let parts: Vec<(usize, &yz_report::Passage)> = read
            .passages
            .iter()
            .map(|passage| {
                let at = offset;
                offset = offset.saturating_add(passage.text.len()).saturating_add(1);
                (at, passage)
            })
            .collect();
        Paragraph::new(Role::Text, &mut parts.into_iter())
    }

    #[test]
    fn spaces_and_widths_do_not_matter_and_lead_back_to_the_text() {
        let text = "2022 年收入１，234.5 万元, 占 9 ％(其中:\n补助 70,325.02 万元)";
        let paragraph = plain(text);
        assert_eq!(paragraph.plain, "2022年收入1，234.5万元，占9%（其中：补助70,325.02万元）");
        let at = paragraph.plain.find("占9%").unwrap();
        assert_eq!(&text[paragraph.span(at..at + "占9%".len())], "占 9 ％");
        let at = paragraph.plain.find("70,325.02万元").unwrap();
        let span = paragraph.span(at..at + "70,325.02万元".len());
        assert_eq!(&text[span], "70,325.02 万元");
    }

    #[test]
    fn two_figures_do_not_grow_together() {
        assert_eq!(plain("5996.78 799.38").plain, "5996.78 799.38");
        assert_eq!(plain("甲\t\t12\t").plain, "甲\t12");
        assert_eq!(plain("[bookmark: _Toc1][bookmark: _Toc2]一、概况").plain, "一、概况");
    }
}
