//! `project-name-in-two-spellings`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::is_han;
use crate::notebook::Notebook;
use crate::paragraph::Paragraph;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Compares the name of a project below the title of its report, （医保基金征收及管理项目）,
    /// with the text before: where the name does not occur, but the same name with a word put in
    /// does, the two are spelt in two ways.
    ///
    /// ## Why is this bad
    /// The reader cannot find the report that belongs to the project of the list.
    ///
    /// ## Example
    /// `医保基金征收及监督管理` in the list, `（医保基金征收及管理项目）` below the title
    ///
    /// ## Use instead
    /// `（医保基金征收及监督管理项目）`
    pub static PROJECT_NAME_IN_TWO_SPELLINGS = {
        name: "project-name-in-two-spellings",
        code: "NAME003",
        title: "同一项目名称前后不一",
        why_zh: "读者无法把项目清单与项目报告对上",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

/// Characters of a name that is long enough, of what is put in, and that stand before it.
const LEAST: usize = 6;
const PUT_IN: usize = 4;
const HEAD: usize = 4;

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for (number, paragraph) in reading.paragraphs.iter().enumerate() {
        let Some((start, name)) = name_of_project(&paragraph.plain) else { continue };
        let before = reading.paragraphs.get(..number).unwrap_or(&[]);
        if before.iter().any(|paragraph| paragraph.plain.contains(name)) {
            continue;
        }
        let Some(other) = before.iter().find_map(|before| with_word_put_in(before, name)) else {
            continue;
        };
        notes.find(
            &PROJECT_NAME_IN_TWO_SPELLINGS,
            Level::Warning,
            paragraph.span(start..start.saturating_add(name.len())),
            words!(
                "项目名称“{name}”在前文作“{other}”",
                "the project is called {name} here, and {other} before"
            ),
            words!("核对项目名称，前后统一", "spell the name of the project in one way"),
        );
    }
}

/// The name in a paragraph that is nothing but （2022年…项目）, and where it begins.
fn name_of_project(plain: &str) -> Option<(usize, &str)> {
    let inside = plain.strip_prefix('（')?.strip_suffix("项目）")?;
    let name = inside.trim_start_matches(|c: char| c.is_ascii_digit());
    let name = name.strip_prefix("年度").or_else(|| name.strip_prefix('年')).unwrap_or(name);
    let start = plain.find(name)?;
    (LEAST <= name.chars().count() && name.chars().all(is_han)).then_some((start, name))
}

/// A stretch of a paragraph that is the name with a word put in.
fn with_word_put_in(paragraph: &Paragraph, name: &str) -> Option<String> {
    let plain = paragraph.plain.as_str();
    let start = name.char_indices().nth(HEAD).map(|(at, _)| at)?;
    for (at, _) in plain.match_indices(name.get(..start)?) {
        let rest = plain.get(at..)?;
        for (split, _) in name.char_indices().skip(HEAD) {
            let (head, tail) = name.split_at_checked(split)?;
            let Some(rest) = rest.strip_prefix(head) else { break };
            let put_in = rest.char_indices().skip(1).take(PUT_IN).map(|(at, _)| at);
            let found = put_in
                .filter_map(|at| rest.split_at_checked(at))
                .find(|(word, rest)| word.chars().all(is_han) && rest.starts_with(tail));
            if let Some((word, _)) = found {
                return Some(format!("{head}{word}{tail}"));
            }
        }
    }
    None
}
