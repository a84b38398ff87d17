//! `document-number-bracket`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::is_han;
use crate::notebook::Notebook;
use crate::paragraph::Paragraph;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Finds numbers of official documents whose year does not stand in the brackets 〔〕: [2022],
    /// （2022） or 【2022】 between the letters of an agency and the number with 号.
    ///
    /// ## Why is this bad
    /// GB/T 9704-2012 《党政机关公文格式》 prescribes 〔〕. Who looks a document up by its number
    /// does not find it under another spelling.
    ///
    /// ## Example
    /// `攀医保[2022]55号`
    ///
    /// ## Use instead
    /// `攀医保〔2022〕55号`
    pub static DOCUMENT_NUMBER_BRACKET = {
        name: "document-number-bracket",
        code: "FORM006",
        title: "发文字号括号不规范",
        why_zh: "《党政机关公文格式》（GB/T 9704-2012）规定发文字号的年份用〔〕",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

/// Letters of an agency that are looked at, at most.
const AGENCY: usize = 16;

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in &reading.paragraphs {
        let plain = paragraph.plain.as_str();
        for (at, _) in plain.match_indices('号') {
            check_number(reading, paragraph, at, notes);
        }
    }
}

/// Looks back from 号 at the number, the year in its brackets and the agency.
fn check_number(reading: &Reading<'_>, paragraph: &Paragraph, at: usize, notes: &mut Notebook) {
    let plain = paragraph.plain.as_str();
    let head = plain.get(..at).unwrap_or("");
    let trimmed = head.trim_end_matches(|c: char| c.is_ascii_digit());
    if trimmed.len() == head.len() {
        return;
    }
    let head = trimmed.strip_suffix('第').unwrap_or(trimmed);
    let Some(close) = head.chars().next_back() else { return };
    if !matches!(close, ']' | '）' | '】' | '］' | '﹞' | '〉' | '〕') {
        return;
    }
    let inside = head.get(..head.len().saturating_sub(close.len_utf8())).unwrap_or("");
    let Some((start, year)) = inside.len().checked_sub(4).and_then(|year| {
        let digits = inside.get(year..)?;
        let real = digits.bytes().all(|b| b.is_ascii_digit())
            && (digits.starts_with("19") || digits.starts_with("20"));
        real.then_some((year, digits))
    }) else {
        return;
    };
    let before = plain.get(..start).unwrap_or("");
    let Some(open) = before.chars().next_back() else { return };
    let right = open == '〔' && close == '〕';
    if right || !matches!(open, '[' | '（' | '【' | '［' | '﹝' | '〈' | '〔') {
        return;
    }
    let before = before.get(..before.len().saturating_sub(open.len_utf8())).unwrap_or("");
    // A case of a court has its letters after the year: （2022）川01民初12号.
    let agency = before.chars().rev().take(AGENCY).take_while(|c| is_han(*c)).count();
    if agency < 2 {
        return;
    }
    let span = paragraph.span(start.saturating_sub(open.len_utf8())..head.len());
    let printed = reading.text.get(span.clone()).unwrap_or("").to_owned();
    notes.find(
        &DOCUMENT_NUMBER_BRACKET,
        Level::Warning,
        span,
        words!(
            "发文字号的年份应用六角括号“〔{year}〕”，印作“{printed}”",
            "the year in the number of a document is printed as {printed}, and not as 〔{year}〕"
        ),
        words!("按 GB/T 9704 改为“〔{year}〕”", "write 〔{year}〕, as GB/T 9704 has it"),
    );
}
