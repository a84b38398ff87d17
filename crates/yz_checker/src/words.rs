//! Short words looked for in short stretches of text.
//!
//! The searchers of the standard library prepare a needle before they look for it, which costs more
//! than looking through the few words in front of a figure.

/// Looks for words without preparing them.
pub(crate) trait Words {
    /// Whether a word stands in the text.
    fn has(&self, word: &str) -> bool;
    /// Where a word stands first.
    fn first(&self, word: &str) -> Option<usize>;
    /// Where a word stands last.
    fn last(&self, word: &str) -> Option<usize>;
    /// The text without a word at its start, however often it stands there.
    fn without_start(&self, word: &str) -> &str;
    /// The text without a word at its end, however often it stands there.
    fn without_end(&self, word: &str) -> &str;
}

impl Words for str {
    fn has(&self, word: &str) -> bool {
        self.first(word).is_some()
    }

    fn first(&self, word: &str) -> Option<usize> {
        // The last byte of a Chinese character tells most; the first is shared by thousands.
        let (tail, back) = (*word.as_bytes().last()?, word.len().saturating_sub(1));
        let bytes = self.as_bytes();
        let from = back.min(bytes.len());
        memchr::memchr_iter(tail, bytes.get(from..)?)
            .find(|at| bytes.get(*at..at.saturating_add(word.len())) == Some(word.as_bytes()))
    }

    fn without_start(&self, word: &str) -> &str {
        let mut text = self;
        while let Some(rest) = text.strip_prefix(word) {
            text = rest;
        }
        text
    }

    fn without_end(&self, word: &str) -> &str {
        let mut text = self;
        while let Some(rest) = text.strip_suffix(word) {
            text = rest;
        }
        text
    }

    fn last(&self, word: &str) -> Option<usize> {
        let (tail, back) = (*word.as_bytes().last()?, word.len().saturating_sub(1));
        let bytes = self.as_bytes();
        let from = back.min(bytes.len());
        memchr::memrchr_iter(tail, bytes.get(from..)?)
            .find(|at| bytes.get(*at..at.saturating_add(word.len())) == Some(word.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_are_found_where_the_standard_library_finds_them() {
        let text = "比上年增加，比上年同期增加了增";
        for word in ["增加", "比上年", "增", "了增", "没有", "比上年增加，比上年同期增加了增x"]
        {
            assert_eq!(text.first(word), text.find(word), "{word}");
            assert_eq!(text.last(word), text.rfind(word), "{word}");
            assert_eq!(text.has(word), text.contains(word), "{word}");
        }
        assert!(!"".has("增"));
        for text in ["增增加", "加增增", "增", "", "加"] {
            assert_eq!(text.without_start("增"), text.trim_start_matches("增"), "{text}");
            assert_eq!(text.without_end("增"), text.trim_end_matches("增"), "{text}");
        }
    }
}
