//! `phone-number`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::needles::Needles;
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Finds the number of a telephone behind a label such as 联系电话 or 手机.
    ///
    /// Numbers that the public is meant to call (监督电话, 咨询电话, 热线) and masked ones (****)
    /// are none. The finding shows the label only, and never repeats the number.
    ///
    /// ## Why is this bad
    /// A report is published and stays readable for years; the number of the clerk who filled it in
    /// is personal information (《个人信息保护法》).
    ///
    /// ## Example
    /// `联系电话：139…` in full
    ///
    /// ## Use instead
    /// `联系电话：***********`
    pub static PHONE_NUMBER = {
        name: "phone-number",
        code: "PRIV001",
        title: "公开文本含联系电话",
        why_zh: "报告公开后长期可查，经办人的电话属于个人信息",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

static LABELS: Needles = Needles::new(&[
    "联系电话",
    "办公电话",
    "手机号码",
    "手机号",
    "手机",
    "电话号码",
    "联系方式",
    "电话",
]);

/// What stands before 电话 where the public is meant to call.
const PUBLIC: [&str; 9] = ["监督", "举报", "咨询", "服务", "投诉", "热线", "值班", "报警", "急救"];

/// Characters between a label and its number, at most.
const BETWEEN: usize = 8;

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in &reading.paragraphs {
        let plain = paragraph.plain.as_str();
        for (at, number) in LABELS.find_in(paragraph) {
            let label = LABELS.word(number);
            let end = at.saturating_add(label.len());
            let head = plain.get(..at).unwrap_or("");
            let public = PUBLIC.iter().any(|word| head.ends_with(word));
            if public || !is_phone(plain.get(end..).unwrap_or("")) {
                continue;
            }
            notes.find(
                &PHONE_NUMBER,
                Level::Warning,
                paragraph.span(at..end),
                words!(
                    "“{label}”之后是完整的电话号码",
                    "behind {label} stands the whole number of a telephone"
                ),
                words!("公开前遮盖号码", "mask the number before the report is published"),
            );
        }
    }
}

/// Whether a text begins with the number of a mobile telephone or of a fixed line, after a few
/// characters that are no digits.
fn is_phone(text: &str) -> bool {
    let start = text.char_indices().take(BETWEEN).find(|(_, c)| c.is_ascii_digit());
    let Some((start, _)) = start else { return false };
    let between = text.get(..start).unwrap_or("");
    if between.contains(['。', '；', '，', '*', '×']) {
        return false;
    }
    let number = text.get(start..).unwrap_or("");
    let length = number.bytes().take_while(|b| b.is_ascii_digit() || *b == b'-').count();
    let number = number.get(..length).unwrap_or("");
    if text.get(start.saturating_add(length)..).is_some_and(|rest| rest.starts_with('*')) {
        return false;
    }
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let mobile = digits == 11 && number.starts_with('1');
    let fixed = number.starts_with('0') && (10..=12).contains(&digits);
    let local = (7..=8).contains(&digits) && !number.starts_with(['0', '1']);
    // Without a colon it may count calls: 电话咨询2300000人次.
    mobile || (between.contains('：') && (fixed || local))
}
