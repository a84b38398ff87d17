//! `unknown-rule`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::selection::{marks, silenced_names, unknown_rule};

declare_rule! {
    /// ## What it does
    /// Finds names that are no rule's, where a rule is silenced: behind `yizhang:ignore` in a
    /// document, and in `yizhang.toml`.
    ///
    /// ## Why is this bad
    /// A mistyped name silences nothing, and whoever wrote it believes that it does.
    ///
    /// ## Example
    /// `<!-- yizhang:ignore doubled-punctuaton -->`
    ///
    /// ## Use instead
    /// `<!-- yizhang:ignore doubled-punctuation -->`; `yizhang rules` lists the names.
    pub static UNKNOWN_RULE = {
        name: "unknown-rule",
        code: "CHECK001",
        title: "没有这条规则",
        why_zh: "名称写错，就什么也没有忽略，写的人却以为忽略了",
        level: Error,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for (passage, offset) in reading.transcript.passages.iter().zip(&reading.offsets) {
        if !marks(&passage.text) {
            continue;
        }
        for (name, span) in silenced_names(&passage.text) {
            let Some(help) = unknown_rule(name) else { continue };
            let span = span.start.saturating_add(*offset)..span.end.saturating_add(*offset);
            let message = match name {
                "" => words!("没有写明忽略哪条规则", "it does not say which rule is to be ignored"),
                name => words!("没有叫 `{name}` 的规则", "there is no rule `{name}`"),
            };
            notes.find(&UNKNOWN_RULE, Level::Error, span, message, help);
        }
    }
}
