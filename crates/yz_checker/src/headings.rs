//! Numbered headings and items, and the series that they form.

use std::ops::Range;

use yz_report::Role;

use crate::chinese::{after, begins_with_year, numeral, ordinal};
use crate::reading::Reading;

/// The signs around the number of a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// 第一部分
    Part,
    /// 第一章
    Chapter,
    /// 一、
    Comma,
    /// （一）
    Brackets,
    /// 1.
    Stop,
    /// 1）
    HalfBracket,
}

/// In which digits the number of a heading is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Digits {
    /// 一
    Chinese,
    /// 1
    Arabic,
}

/// A paragraph that begins with a number.
#[derive(Debug, Clone)]
pub(crate) struct Heading<'a> {
    /// Which paragraph of the reading.
    pub(crate) paragraph: usize,
    /// Which part of the document: a line that is the title of a report begins a new one.
    pub(crate) part: usize,
    pub(crate) form: Form,
    pub(crate) digits: Digits,
    pub(crate) number: usize,
    /// The bytes of the number with its signs in the plain words.
    pub(crate) mark: Range<usize>,
    /// The words after the number.
    pub(crate) title: &'a str,
}

impl Heading<'_> {
    /// Whether the words are those of a heading and not of a sentence.
    pub(crate) fn is_title(&self) -> bool {
        let title = self.title.trim_end_matches(['。', '：', '.']);
        !title.is_empty() && title.chars().count() <= 40 && !title.contains(['。', '；', '：'])
    }

    /// The number as it would be written in other digits.
    pub(crate) fn written(&self, digits: Digits) -> String {
        let number = match digits {
            Digits::Chinese => crate::chinese::in_chinese(self.number),
            Digits::Arabic => self.number.to_string(),
        };
        match self.form {
            Form::Part => format!("第{number}部分"),
            Form::Chapter => format!("第{number}章"),
            Form::Comma => format!("{number}、"),
            Form::Brackets => format!("（{number}）"),
            Form::Stop => format!("{number}."),
            Form::HalfBracket => format!("{number}）"),
        }
    }
}

/// All paragraphs of running text that begin with a number.
pub(crate) fn headings<'a>(reading: &'a Reading<'_>) -> Vec<Heading<'a>> {
    let mut headings = Vec::new();
    let mut part = 0_usize;
    for (at, paragraph) in reading.paragraphs.iter().enumerate() {
        if !matches!(paragraph.role, Role::Text | Role::Heading(_)) {
            continue;
        }
        match heading(at, &paragraph.plain) {
            Some(heading) => headings.push(Heading { part, ..heading }),
            None if is_title_of_report(&paragraph.plain) => part = part.saturating_add(1),
            None => {}
        }
    }
    headings
}

/// What titles of reports, and of what is attached to them, end in.
const REPORTS: [&str; 12] = [
    "报告", "总结", "说明", "公报", "方案", "计划", "通知", "办法", "附件", "目录", "公开", "清单",
];

/// Characters of a title at most.
const TITLE: usize = 45;

/// Whether a paragraph is the title of a report, or of what is attached to one.
pub(crate) fn is_title_of_report(plain: &str) -> bool {
    let plain = plain.trim_end_matches(|c: char| c.is_ascii_digit() || c == '：');
    plain.len() <= TITLE.saturating_mul(4)
        && REPORTS.iter().any(|end| plain.ends_with(end))
        && plain.chars().count() <= TITLE
        && !plain.contains(['。', '；', '，'])
}

/// The number with which a text begins.
pub(crate) fn heading(paragraph: usize, plain: &str) -> Option<Heading<'_>> {
    let first = plain.chars().next()?;
    let lead = match first {
        '（' | '第' => first.len_utf8(),
        '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => {
            0
        }
        _ => return None,
    };
    let rest = plain.get(lead..)?;
    let (digits, (number, bytes)) = match ordinal(rest) {
        Some(found) => (Digits::Arabic, found),
        None => (Digits::Chinese, numeral(rest)?),
    };
    let rest = rest.get(bytes..)?;
    let sign = rest.chars().next()?;
    let (form, sign_bytes) = match (first, sign, digits) {
        ('第', '部', _) if rest.starts_with("部分") => (Form::Part, "部分".len()),
        ('第', '章', _) => (Form::Chapter, "章".len()),
        ('（', '）', _) => (Form::Brackets, "）".len()),
        ('（' | '第', ..) => return None,
        (_, '、', _) => (Form::Comma, "、".len()),
        (_, '.', Digits::Arabic) => (Form::Stop, 1),
        (_, '）', Digits::Arabic) => (Form::HalfBracket, "）".len()),
        _ => return None,
    };
    let end = lead.saturating_add(bytes).saturating_add(sign_bytes);
    let title = plain.get(end..).unwrap_or("");
    let numeric = digits == Digits::Arabic && after(plain, end).is_some_and(|c| c.is_ascii_digit());
    if numeric && matches!(form, Form::Comma | Form::Stop) && !begins_with_year(title) {
        // 1.5 is a figure, and 1、2月 are months.
        return None;
    }
    Some(Heading { paragraph, part: 0, form, digits, number, mark: 0..end, title })
}
