//! `list-number-skipped`.

use std::ops::Range;

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::{beginnings, begins_with_year, in_chinese, numeral, ordinal};
use crate::notebook::Notebook;
use crate::paragraph::Paragraph;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Follows the numbers of a list inside a paragraph (一是…；二是…, or 1.…；2.…；3.…) and finds
    /// one that is left out, or that stands twice.
    ///
    /// Two numbers of 一是, three of 1., must have come in order. Numbers in other places of the
    /// sentence are not followed.
    ///
    /// ## Why is this bad
    /// A reader looks for the point that is missing; often it was deleted, and what refers to it
    /// was not.
    ///
    /// ## Example
    /// `一是加强领导；二是完善制度；四是强化监督。`
    ///
    /// ## Use instead
    /// `一是加强领导；二是完善制度；三是强化监督。`
    pub static LIST_NUMBER_SKIPPED = {
        name: "list-number-skipped",
        code: "FORM018",
        title: "列项序号跳号或重号",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

/// How the items of a list are numbered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// 一是
    Points,
    /// 1. or 1、
    Numbers(char),
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in &reading.paragraphs {
        let plain = paragraph.plain.as_str();
        if plain.has("一是") {
            check_list(paragraph, Kind::Points, notes);
        }
        for (first, sign) in [("1.", '.'), ("1、", '、')] {
            if plain.contains(first) {
                check_list(paragraph, Kind::Numbers(sign), notes);
            }
        }
    }
}

fn check_list(paragraph: &Paragraph, kind: Kind, notes: &mut Notebook) {
    let plain = paragraph.plain.as_str();
    let in_order = if kind == Kind::Points { 2 } else { 3 };
    // Of how many items the numbers are known, and how many came in order.
    let (mut last, mut run) = (0_usize, 0_usize);
    for at in beginnings(plain) {
        let Some((number, length)) = item(plain.get(at..).unwrap_or(""), kind) else { continue };
        let due = last.saturating_add(1);
        let near = number == last || number == due.saturating_add(1);
        if number == due {
            run = run.saturating_add(1);
        } else if number != 1 && near && in_order <= run {
            report(paragraph, at..at.saturating_add(length), due, kind, notes);
        } else {
            run = 0;
        }
        if number == 1 {
            run = 1;
        }
        last = number;
    }
}

/// The number with which an item begins, and the bytes of it with its sign.
fn item(text: &str, kind: Kind) -> Option<(usize, usize)> {
    let (number, length) = match kind {
        Kind::Points => numeral(text)?,
        Kind::Numbers(_) => ordinal(text)?,
    };
    let rest = text.get(length..)?;
    let sign = if let Kind::Numbers(sign) = kind { sign } else { '是' };
    let words = rest.strip_prefix(sign)?;
    let figure = words.starts_with(|c: char| c.is_ascii_digit()) && !begins_with_year(words);
    (!figure).then_some((number, length.saturating_add(sign.len_utf8())))
}

fn report(
    paragraph: &Paragraph,
    place: Range<usize>,
    due: usize,
    kind: Kind,
    notes: &mut Notebook,
) {
    let printed = paragraph.plain.get(place.clone()).unwrap_or("");
    let expected = match kind {
        Kind::Points => format!("{}是", in_chinese(due)),
        Kind::Numbers(sign) => format!("{due}{sign}"),
    };
    notes.find(
        &LIST_NUMBER_SKIPPED,
        Level::Warning,
        paragraph.span(place),
        words!(
            "列项序号应为“{expected}”，印作“{printed}”",
            "the next number of the list is {expected}, and {printed} is printed"
        ),
        words!("核对是否缺少内容，或改正序号", "look for a missing item, or mend the number"),
    );
}
