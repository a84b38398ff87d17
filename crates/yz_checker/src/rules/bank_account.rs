//! `bank-account`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::{clause_before, digit_runs};
use crate::needles::Needles;
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Finds the number of a bank card: sixteen to nineteen digits with the check digit of ISO/IEC
    /// 7812, behind a label such as 卡号 or 账号 in the same clause.
    ///
    /// The finding shows the label only, and never repeats the number.
    ///
    /// ## Why is this bad
    /// Numbers of accounts of persons are sensitive personal information (《个人信息保护法》).
    ///
    /// ## Example
    /// `社保卡卡号：621…` in full
    ///
    /// ## Use instead
    /// `社保卡卡号：************`
    pub static BANK_ACCOUNT = {
        name: "bank-account",
        code: "PRIV003",
        title: "公开文本含银行账号",
        why_zh: "个人的银行账号属于敏感个人信息",
        level: Error,
        status: Stable("0.2.0"),
    }
}

static LABELS: Needles = Needles::new(&["卡号", "账号", "帐号", "账户", "帐户", "一卡通", "存折"]);

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in &reading.paragraphs {
        if paragraph.rare.digits < 16 {
            continue;
        }
        let plain = paragraph.plain.as_str();
        for (at, run) in digit_runs(plain, 16) {
            let number = plain.get(at..at.saturating_add(run)).unwrap_or("");
            if 19 < run || !passes(number) {
                continue;
            }
            let clause = clause_before(plain, at, &['。', '；']);
            let Some((label_at, label)) = LABELS.find(clause).last() else { continue };
            let label = LABELS.word(label);
            let start = at.saturating_sub(clause.len()).saturating_add(label_at);
            notes.find(
                &BANK_ACCOUNT,
                Level::Error,
                paragraph.span(start..start.saturating_add(label.len())),
                words!(
                    "“{label}”之后是完整的银行卡号",
                    "behind {label} stands the whole number of a bank card"
                ),
                words!("公开前遮盖卡号", "mask the number before the report is published"),
            );
        }
    }
}

/// Whether digits end in the check digit of ISO/IEC 7812: every second one doubled, from the right,
/// the digits of all add up to a multiple of ten.
fn passes(number: &str) -> bool {
    let sum = number.bytes().rev().enumerate().fold(0_u32, |sum, (place, b)| {
        let digit = u32::from(b.wrapping_sub(b'0'));
        let digit = if place & 1 == 1 { digit.saturating_mul(2) } else { digit };
        sum.saturating_add(if 9 < digit { digit.saturating_sub(9) } else { digit })
    });
    sum % 10 == 0 && !number.bytes().all(|b| b == b'0')
}
