//! The explanation as a page.

use std::collections::BTreeSet;

use yz_diagnostics::Language;
use yz_records::{Bill, CareKind, Place};
use yz_report::{Block, Document, Notice};
use yz_settlement::{Basis, Explanation, Settlement};

use super::{Explained, document_of};
use crate::operations::House;
use crate::operations::paper::{heading, paragraph, say, table, yuan};

/// A page that explains a bill, for the person, the clerk and the auditor.
#[must_use]
pub fn document(house: &House, entity: &str, explained: &Explained) -> Document {
    let Explained { plan, explanation, altered } = explained;
    let bill = &explanation.bill;
    let mut blocks = vec![heading(1, "费用"), facts(bill)];
    blocks.push(heading(2, "结果"));
    blocks.extend(result(explanation, altered.as_ref()));
    if explanation.refusal.is_none() {
        blocks.push(heading(3, "逐步计算"));
        blocks.extend(steps(house, explanation));
    }
    if let Some(altered) = altered {
        blocks.push(heading(4, "假如"));
        blocks
            .push(paragraph(&format!("假如这笔费用{}，此前各笔不变：", described(&altered.bill))));
        match altered.refusal {
            Some(cause) => blocks.push(paragraph(&format!("不予结算：{}。", cause.title()))),
            None => blocks.extend(steps(house, altered)),
        }
    }
    let mut notices = Vec::new();
    if plan.unverified {
        notices.push(Notice {
            title: "未核实".to_owned(),
            text: "待遇规则中有未与原文核对的取值，已在各步注明".to_owned(),
        });
    }
    Document {
        name: format!("bill-{}", bill.bill_id),
        title: vec![format!("费用 {} 结算说明", bill.bill_id)],
        issuer: entity.to_owned(),
        period: bill.date.to_string(),
        warning: if plan.synthetic {
            "合成数据，仅供演示".to_owned()
        } else {
            String::new()
        },
        notices,
        blocks,
        ..Document::default()
    }
}

/// Where a bill is from, in words.
pub(crate) fn described(bill: &Bill) -> String {
    let away = match bill.place {
        Place::Local => bill.place.title().to_owned(),
        Place::InProvince | Place::OutOfProvince => {
            format!("{}（{}）", bill.place.title(), bill.filing.title())
        }
    };
    format!("在{}、{away}，人员类别为{}", bill.level.title(), bill.category.title())
}

fn facts(bill: &Bill) -> Block {
    let mut rows = vec![
        ("费用编号", bill.bill_id.to_string()),
        ("医疗类别", bill.kind.title().to_owned()),
        ("就医地和人员", described(bill)),
        ("结算日期", bill.date.to_string()),
    ];
    if bill.kind == CareKind::Inpatient
        && let Some(admitted) = bill.admitted
    {
        rows.push(("入院日期", admitted.to_string()));
    }
    rows.extend([
        ("医疗费总额", format!("{}元", yuan(bill.total_fen))),
        ("其中甲类", format!("{}元", yuan(bill.class_a_fen))),
        ("其中乙类", format!("{}元", yuan(bill.class_b_fen))),
        ("其中自费", format!("{}元", yuan(bill.own_fen))),
    ]);
    let rows = rows.into_iter().map(|(name, value)| vec![name.to_owned(), value]).collect();
    table("费用", "", &[("项目", 10, false), ("内容", 30, false)], rows, |_| false)
}

/// Who bears what, today and where it was asked otherwise.
fn result(explanation: &Explanation, altered: Option<&Explanation>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(cause) = explanation.refusal {
        let words = format!("不予结算：{}。全部费用由个人负担。", cause.title());
        blocks.push(paragraph(&words));
        if altered.is_none() {
            return blocks;
        }
    }
    let mut columns = vec![("承担方", 14, false), ("金额", 10, true)];
    if altered.is_some() {
        columns.extend([("假如", 10, true), ("相差", 10, true)]);
    }
    let name = |settlement: &Settlement| borne(settlement).map(|(_, fen)| fen);
    let then = altered.map(|altered| name(&altered.settlement));
    let mut rows = Vec::new();
    for (index, (who, fen)) in borne(&explanation.settlement).into_iter().enumerate() {
        let mut row = vec![who.to_owned(), yuan(fen)];
        if let Some(other) = then.as_ref().and_then(|then| then.get(index)) {
            row.push(yuan(*other));
            row.push(crate::operations::paper::signed(yuan(other.saturating_sub(fen))));
        }
        rows.push(row);
    }
    let last = rows.len().saturating_sub(1);
    blocks.push(table("各方负担", "元", &columns, rows, |row| row == last));
    blocks
}

/// Who bears what, the person last.
pub(crate) fn borne(settlement: &Settlement) -> [(&'static str, i64); 5] {
    [
        ("基本医保统筹基金", settlement.basic_fen),
        ("大病保险", settlement.critical_fen),
        ("医疗救助", settlement.assistance_fen),
        ("倾斜救助", settlement.tilt_fen),
        ("个人", settlement.person_fen),
    ]
}

fn steps(house: &House, explanation: &Explanation) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rows = Vec::new();
    for (number, step) in explanation.steps.iter().enumerate() {
        let title = say(&step.step.title(), Language::Chinese);
        let working = say(&step.working, Language::Chinese);
        rows.push(vec![
            format!("{}. {title}", number.saturating_add(1)),
            working,
            yuan(step.result_fen),
            cited(house, &step.bases).join("；"),
        ]);
    }
    blocks.push(table(
        "逐步计算",
        "元",
        &[("步骤", 9, false), ("计算", 18, false), ("结果", 7, true), ("依据", 10, false)],
        rows,
        |_| false,
    ));
    blocks
}

/// The documents behind some rules as they are cited, each once.
pub(crate) fn cited(house: &House, bases: &[Basis]) -> Vec<String> {
    let mut all: Vec<String> = bases.iter().map(|basis| citation(house, basis)).collect();
    let mut met = BTreeSet::new();
    all.retain(|citation| met.insert(citation.clone()));
    all
}

/// A rule's document: title, number, place, and that it is unverified.
fn citation(house: &House, basis: &Basis) -> String {
    let document = document_of(house, basis);
    let number = document.number.map(|number| format!("（{number}）")).unwrap_or_default();
    let mark = if document.verified { "" } else { "【未核实】" };
    let place =
        if document.place.is_empty() { String::new() } else { format!("，{}", document.place) };
    format!("{}{number}{place}{mark}", document.title)
}
