//! `latin-word-in-text`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::{after, before, is_han};
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Finds an English connecting word (and, or, of, the …) that stands between Chinese words.
    ///
    /// Abbreviations (DRG), names (App) and words inside an English phrase are none.
    ///
    /// ## Why is this bad
    /// The word was left from a template or a translation, and shows that nobody read the sentence.
    ///
    /// ## Example
    /// `加强项目的督导检查and自评工作`
    ///
    /// ## Use instead
    /// `加强项目的督导检查和自评工作`
    pub static LATIN_WORD_IN_TEXT = {
        name: "latin-word-in-text",
        code: "FORM003",
        title: "中文语句中夹用英文虚词",
        why_zh: "这是模板或翻译留下的词，说明没有人通读过这一句",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// Connecting words, each with the Chinese for it. Words that programs are written in (for, is) are
/// left out.
const WORDS: [(&str, &str); 7] = [
    ("and", "和"),
    ("or", "或"),
    ("of", "的"),
    ("the", "该"),
    ("to", "至"),
    ("with", "与"),
    ("from", "从"),
];

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in &reading.paragraphs {
        if !paragraph.rare.latin {
            continue;
        }
        let plain = paragraph.plain.as_str();
        let mut end = 0_usize;
        while let Some(start) = next_letter(plain, end) {
            let tail = plain.get(start..).unwrap_or("");
            let length = tail.bytes().take_while(u8::is_ascii_alphanumeric).count();
            end = start.saturating_add(length);
            let word = tail.get(..length).unwrap_or("");
            let Some((word, chinese)) = WORDS.iter().find(|(known, _)| *known == word) else {
                continue;
            };
            let between =
                before(plain, start).is_some_and(is_han) && after(plain, end).is_some_and(is_han);
            if between {
                notes.find(
                    &LATIN_WORD_IN_TEXT,
                    Level::Error,
                    paragraph.span(start..end),
                    words!(
                        "中文语句中夹用英文“{word}”",
                        "the English word {word} in a Chinese sentence"
                    ),
                    words!("改为“{chinese}”，或删去", "write {chinese}, or take it out"),
                );
            }
        }
    }
}

/// Where the next Latin letter stands.
fn next_letter(plain: &str, from: usize) -> Option<usize> {
    let found = plain.as_bytes().get(from..)?.iter().position(u8::is_ascii_alphabetic)?;
    Some(from.saturating_add(found))
}
