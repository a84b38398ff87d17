//! `list-number-garbled`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::{after, beginnings, begins_with_year, is_han};
use crate::notebook::Notebook;
use crate::paragraph::Paragraph;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Follows the numbers of a list inside a paragraph (1.…；2.…；3.…) and finds the place where
    /// the next number is glued to its words or has become another one: 6.…；73攀枝花市….
    ///
    /// At least three numbers must have come in order, the next one must not follow anywhere in the
    /// paragraph, and the garbled number must not count anything (73人).
    ///
    /// ## Why is this bad
    /// The reader takes the number for a figure.
    ///
    /// ## Example
    /// `1.参保意愿下降；2.学生外出；3.外出务工；45部分居民在原籍参保。`
    ///
    /// ## Use instead
    /// `1.参保意愿下降；2.学生外出；3.外出务工；4.部分居民在原籍参保。`
    pub static LIST_NUMBER_GARBLED = {
        name: "list-number-garbled",
        code: "FORM005",
        title: "列项序号错乱",
        why_zh: "读者会把序号当成数字",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// Numbers that must have come in order before the next one is expected.
const IN_ORDER: usize = 3;

/// Characters that follow a number which counts or dates.
const MEASURES: &str = "万亿千百十元角分年月日天个人次件家户名项种类条份批台辆套处座所间张只头棵亩\
米公里吨克度倍成折级岁周季旬时点秒号期届位部门街组队场所起宗笔例村镇乡县市区省国两余多几至到\
或和以平立升斤瓦页字章节款目层栋幢幅封本册站大支片线路轮对双副把根粒股道环强星优专%";

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in &reading.paragraphs {
        for sign in ['.', '、'] {
            // Without a first number there is no list.
            let first = if sign == '.' { "1." } else { "1、" };
            if paragraph.plain.contains(first) {
                check_list(paragraph, sign, notes);
            }
        }
    }
}

fn check_list(paragraph: &Paragraph, sign: char, notes: &mut Notebook) {
    let plain = paragraph.plain.as_str();
    let mut expected = 1_usize;
    // The first garbled number since the last good one.
    let mut garbled: Option<(usize, usize)> = None;
    for at in beginnings(plain) {
        let digits = plain.bytes().skip(at).take_while(u8::is_ascii_digit).count();
        let end = at.saturating_add(digits);
        let Some(number) = plain.get(at..end).filter(|digits| !digits.is_empty()) else { continue };
        let next = after(plain, end);
        let rest = plain.get(end.saturating_add(sign.len_utf8())..).unwrap_or("");
        let numbered = next == Some(sign)
            && (begins_with_year(rest) || !rest.starts_with(|c: char| c.is_ascii_digit()));
        let due = expected.to_string();
        if numbered && number == due {
            expected = expected.saturating_add(1);
            garbled = None;
        } else if numbered && number == "1" {
            expected = 2;
            garbled = None;
        } else if garbled.is_none()
            && IN_ORDER < expected
            && number.starts_with(due.as_str())
            && digits <= due.len().saturating_add(1)
            && next.is_some_and(|c| is_han(c) && !MEASURES.contains(c))
        {
            garbled = Some((at, end));
        }
    }
    let Some((start, end)) = garbled else { return };
    let found = plain.get(start..end).unwrap_or("");
    notes.find(
        &LIST_NUMBER_GARBLED,
        Level::Error,
        paragraph.span(start..end),
        words!(
            "列项序号应为“{expected}{sign}”，印作“{found}”",
            "the number {expected}{sign} of the list is printed as {found}"
        ),
        words!("改为“{expected}{sign}”", "write {expected}{sign}"),
    );
}
