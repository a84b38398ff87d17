//! `bracket-unpaired`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::after;
use crate::needles::Needles;
use crate::notebook::Notebook;
use crate::paragraph::Paragraph;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Finds a bracket, a book-title mark or a quotation mark that is opened and not closed, or
    /// closed and not opened.
    ///
    /// The numbers of a list (1）) need no partner, and a pair may stand around a break that the
    /// layout made: its parts then stand in two paragraphs that follow each other.
    ///
    /// ## Why is this bad
    /// It is not known where the remark, the title or the quotation ends.
    ///
    /// ## Example
    /// `根据《中华人民共和国预算法等规定编制。`
    ///
    /// ## Use instead
    /// `根据《中华人民共和国预算法》等规定编制。`
    pub static BRACKET_UNPAIRED = {
        name: "bracket-unpaired",
        code: "FORM009",
        title: "括号引号不成对",
        why_zh: "不知道注释、文件名或引文到哪里为止",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

/// Pairs, the opening marks at even places.
static MARKS: Needles = Needles::new(&["（", "）", "《", "》", "“", "”", "【", "】", "〔", "〕"]);

/// A mark without its partner.
#[derive(Clone, Copy)]
struct Single {
    paragraph: usize,
    at: usize,
    mark: usize,
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    // What the paragraph before left open.
    let mut open: Vec<Single> = Vec::new();
    for (number, paragraph) in reading.paragraphs.iter().enumerate() {
        let (mut left, mut closed) = singles(number, paragraph);
        open.retain(|before| {
            let partner = closed.iter().position(|one| one.mark == before.mark ^ 1);
            partner.map(|partner| closed.remove(partner)).is_none()
        });
        for single in open.drain(..).chain(closed) {
            report(reading, single, notes);
        }
        open.append(&mut left);
    }
    for single in open {
        report(reading, single, notes);
    }
}

/// Marks that are opened, and marks that are closed, without a partner in the paragraph.
fn singles(number: usize, paragraph: &Paragraph) -> (Vec<Single>, Vec<Single>) {
    let (mut open, mut closed): (Vec<Single>, Vec<Single>) = (Vec::new(), Vec::new());
    for (at, mark) in MARKS.find_in(paragraph) {
        let single = Single { paragraph: number, at, mark };
        if mark & 1 == 0 {
            open.push(single);
            continue;
        }
        match open.iter().rposition(|one| one.mark == mark ^ 1) {
            Some(partner) => {
                open.remove(partner);
            }
            None if !is_list_number(&paragraph.plain, at, mark) => closed.push(single),
            None => {}
        }
    }
    (open, closed)
}

/// Whether a bracket belongs to the number of an item: 1） or a）.
fn is_list_number(plain: &str, at: usize, mark: usize) -> bool {
    let head = plain.get(..at).unwrap_or("");
    let numeral = |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c);
    let start = head.trim_end_matches(numeral);
    let length = head.len().saturating_sub(start.len());
    MARKS.word(mark) == "）" && (1..=6).contains(&length)
}

fn report(reading: &Reading<'_>, single: Single, notes: &mut Notebook) {
    let Some(paragraph) = reading.paragraphs.get(single.paragraph) else { return };
    let mark = MARKS.word(single.mark);
    let partner = MARKS.word(single.mark ^ 1);
    let end = single.at.saturating_add(mark.len());
    debug_assert!(after(&paragraph.plain, single.at).is_some(), "a mark stands here");
    let span = paragraph.span(single.at..end);
    let (message, help) = match single.mark & 1 {
        0 => (
            words!("“{mark}”没有对应的“{partner}”", "{mark} is opened and never closed"),
            words!("补上“{partner}”", "close it with {partner}"),
        ),
        _ => (
            words!("“{mark}”没有对应的“{partner}”", "{mark} is closed and was never opened"),
            words!("补上“{partner}”，或删去“{mark}”", "open it with {partner}, or take it out"),
        ),
    };
    notes.find(&BRACKET_UNPAIRED, Level::Warning, span, message, help);
}
