//! `purpose-does-not-fit-class`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::needles::Needles;
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Finds project expenditure whose purpose is the list of what staff are paid: 基本工资,
    /// 津贴补贴, 奖金 ….
    ///
    /// For a project that gives money to others (救助, 补助, 资助, 抚恤) it is an error, for any
    /// other a warning: pay of the regular staff is basic expenditure.
    ///
    /// ## Why is this bad
    /// Either the money was spent on something that the class does not allow, or a piece of a
    /// template tells the public a purpose that is not the real one.
    ///
    /// ## Example
    /// `城乡医疗救助项目支出5304.04万元，主要用于：项目人员支出，包括基本工资、津贴补贴、奖金等`
    ///
    /// ## Use instead
    /// `城乡医疗救助项目支出5304.04万元，主要用于：资助参保和住院、门诊救助`
    pub static PURPOSE_DOES_NOT_FIT_CLASS = {
        name: "purpose-does-not-fit-class",
        code: "CLASS002",
        title: "项目支出用途与科目不符",
        why_zh: "要么钱用在了科目不允许的地方，要么照搬的套话把用途写错了",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// Money that is given to others.
static BENEFITS: Needles = Needles::new(&["救助", "补助", "资助", "抚恤", "优抚", "最低生活保障"]);

const PROJECT: &str = "项目支出";
const PAY: &str = "基本工资";

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in &reading.paragraphs {
        let plain = paragraph.plain.as_str();
        if !plain.contains(PAY) || plain.has("基本支出") {
            continue;
        }
        let Some((subject, rest)) = plain.split_once(PROJECT) else { continue };
        let Some((_, purpose)) = rest.split_once("主要用于") else { continue };
        let pay = purpose.contains(PAY)
            && (purpose.has("奖金") || purpose.has("津贴补贴"))
            && !purpose.has("编外");
        if !pay || subject.contains(['。', '；', '，']) || subject.is_empty() {
            continue;
        }
        let level = if BENEFITS.is_in(subject) { Level::Error } else { Level::Warning };
        let start = plain.find(PAY).unwrap_or(0);
        notes.find(
            &PURPOSE_DOES_NOT_FIT_CLASS,
            level,
            paragraph.span(start..start.saturating_add(PAY.len())),
            words!(
                "“{subject}”项目支出的用途写成了人员工资；基本工资属于基本支出",
                "the purpose of the project {subject} is pay, which is basic expenditure"
            ),
            words!(
                "写明项目的实际用途，或核对科目",
                "say what the project was for, or check the class"
            ),
        );
    }
}
