//! Many short words looked for in one pass.

use crate::paragraph::Paragraph;

/// Which characters stand in a text, as far as ten bits of each tell: what is not in it is not in
/// the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Characters([u64; 16]);

impl Characters {
    /// Puts in a character by its first bytes; what it lacks is 0.
    pub(crate) fn put(&mut self, first: u8, second: u8, third: u8) {
        let slot = slot(first, second, third) & 0x3FF;
        if let Some(bits) = self.0.get_mut(slot >> 6) {
            *bits |= 1 << (slot & 63);
        }
    }

    /// Whether every character of a word may stand in the text.
    pub(crate) fn may_hold(&self, word: &str) -> bool {
        let bytes = word.as_bytes();
        let mut at = 0_usize;
        while let Some(&first) = bytes.get(at) {
            let more = |step: usize| bytes.get(at.saturating_add(step)).copied().unwrap_or(0);
            let wide = width(first);
            let (second, third) = match wide {
                1 => (0, 0),
                2 => (more(1), 0),
                _ => (more(1), more(2)),
            };
            let slot = slot(first, second, third) & 0x3FF;
            if self.0.get(slot >> 6).is_none_or(|bits| bits >> (slot & 63) & 1 == 0) {
                return false;
            }
            at = at.saturating_add(wide);
        }
        true
    }
}

/// Words that are looked for together: one pass over the text whatever their number.
#[derive(Debug)]
pub(crate) struct Needles {
    words: &'static [&'static str],
    /// One bit for what the first two bytes of some word come to.
    starts: [u64; 64],
}

impl Needles {
    /// Words of at least two bytes, in the order in which one of them is preferred to the next.
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        let mut starts = [0_u64; 64];
        let mut at = 0_usize;
        while at < words.len() {
            let bytes = words[at].as_bytes();
            let third = if bytes.len() > 2 { bytes[2] } else { 0 };
            let slot = slot(bytes[0], bytes[1], third);
            starts[slot >> 6] |= 1 << (slot & 63);
            at = at.wrapping_add(1);
        }
        Self { words, starts }
    }

    /// Where words begin, each with its number in the list; words do not overlap.
    pub(crate) fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        let bytes = text.as_bytes();
        let mut at = 0_usize;
        std::iter::from_fn(move || {
            while let Some(rest) = bytes.get(at..) {
                let [first, second, third] = match *rest {
                    [first, second, third, ..] => [first, second, third],
                    [first, second] => [first, second, 0],
                    _ => return None,
                };
                let here = at;
                at = at.saturating_add(width(first));
                let slot = slot(first, second, third);
                let may =
                    self.starts.get(slot >> 6).is_some_and(|bits| bits >> (slot & 63) & 1 == 1);
                if !may {
                    continue;
                }
                let word = self.words.iter().position(|word| {
                    let word = word.as_bytes();
                    // Most words differ in the second byte.
                    word.get(1) == Some(&second) && rest.starts_with(word)
                });
                if let Some(word) = word {
                    at = here.saturating_add(self.word(word).len());
                    return Some((here, word));
                }
            }
            None
        })
    }

    /// Where words begin in a paragraph; most paragraphs lack a character of every word, and are
    /// passed over.
    pub(crate) fn find_in<'a>(
        &'a self,
        paragraph: &'a Paragraph,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        let may = self.words.iter().any(|word| paragraph.characters.may_hold(word));
        self.find(if may { &paragraph.plain } else { "" })
    }

    /// Whether any of the words stands in a text.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }

    /// A word by its number.
    pub(crate) fn word(&self, number: usize) -> &'static str {
        self.words.get(number).copied().unwrap_or("")
    }
}

/// Twelve bits that tell most first characters apart.
const fn slot(first: u8, second: u8, third: u8) -> usize {
    if first < 0xE0 {
        return (((first as usize) << 5) ^ second as usize) & 0xFFF;
    }
    (((second as usize & 0x3F) << 6) ^ (third as usize & 0x3F) ^ ((first as usize) << 4)) & 0xFFF
}

/// The bytes of a character that begins with this one.
pub(crate) const fn width(first: u8) -> usize {
    match first {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        0xF0.. => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::Needles;

    #[test]
    fn words_are_found_where_they_stand_and_once() {
        static NEEDLES: Needles = Needles::new(&["医保基金", "医保", "%%", "和和"]);
        let text = "医保局管理医保基金，占5%%，和和和";
        let found: Vec<(&str, usize)> = NEEDLES
            .find(text)
            .map(|(at, word)| (&text[at..at + NEEDLES.word(word).len()], word))
            .collect();
        assert_eq!(found, [("医保", 1), ("医保基金", 0), ("%%", 2), ("和和", 3)]);
        assert!(!NEEDLES.is_in("医"));
        assert!(!NEEDLES.is_in(""));
    }
}
