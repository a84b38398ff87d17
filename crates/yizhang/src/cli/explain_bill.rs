//! `yizhang explain-bill BOOK BILL`: each step of one bill, with its rule and its document.

use serde::Serialize;
use yz_diagnostics::words;
use yz_records::{Category, Filing, InstitutionLevel, Place};
use yz_settlement::Explanation;

use super::arguments::{ExplainBillOptions, PageForm};
use super::output::{Output, left, right};
use super::{CLEAN, ERROR, page};
use crate::operations::House;
use crate::operations::explain_bill::{
    Explained, WhatIf, borne, cited, described, document, document_of, explain_bill,
};
use crate::operations::paper::{signed, yuan};

pub(crate) fn run(house: &House, output: &Output, options: &ExplainBillOptions) -> u8 {
    let book = match super::read(house, output, &options.book) {
        Ok(book) => book,
        Err(code) => return code,
    };
    let Some(what_if) = what_if(output, options) else { return ERROR };
    let explained = match explain_bill(house, &book, &options.book, options.bill, &what_if) {
        Ok(explained) => explained,
        Err(reason) => {
            output.complain(&reason);
            return ERROR;
        }
    };
    match options.format {
        PageForm::Text => print(house, output, &explained),
        PageForm::Json => output.json(&json(house, &explained)),
        PageForm::Html => {
            let page = document(house, &book.entity, &explained);
            return page::publish(output, &page, &options.out);
        }
    }
    CLEAN
}

/// The codes of what is asked otherwise; complains about one that is not known.
fn what_if(output: &Output, options: &ExplainBillOptions) -> Option<WhatIf> {
    let unknown = |text: &str, names: Vec<&str>| {
        let names = names.join("、");
        output.complain(&words!(
            "不认识“{text}”\n  怎么办：写 {names} 之一",
            "`{text}` is not known\n  help: write one of {names}"
        ));
    };
    let mut asked = WhatIf::default();
    if let Some(level) = options.level {
        asked.level = InstitutionLevel::from_code(level);
        if asked.level.is_none() {
            unknown(&level.to_string(), vec!["1", "2", "3", "4"]);
            return None;
        }
    }
    if let Some(text) = &options.category {
        asked.category = Category::LIST.find(text).and_then(Category::from_code);
        if asked.category.is_none() {
            unknown(text, Category::ALL.iter().map(|code| code.name()).collect());
            return None;
        }
    }
    if let Some(text) = &options.place {
        asked.place = Place::LIST.find(text).and_then(Place::from_code);
        if asked.place.is_none() {
            unknown(text, Place::ALL.iter().map(|code| code.name()).collect());
            return None;
        }
    }
    if let Some(text) = &options.filing {
        asked.filing = Filing::LIST.find(text).and_then(Filing::from_code);
        if asked.filing.is_none() {
            unknown(text, Filing::ALL.iter().map(|code| code.name()).collect());
            return None;
        }
    }
    Some(asked)
}

fn print(house: &House, output: &Output, explained: &Explained) {
    let explanation = &explained.explanation;
    let bill = &explanation.bill;
    let plan = &explained.plan.title.zh;
    output.line(&format!("费用 {}　{}　{}", bill.bill_id, bill.date, bill.kind.title()));
    output.line(&format!("{}，医疗费总额 {}元", described(bill), yuan(bill.total_fen)));
    output.line(&format!("{}　{plan}", output.say("待遇规则", "benefits")));
    output.line("");
    steps(house, output, explanation);
    results(output, explanation, explained.altered.as_ref());
    if let Some(altered) = &explained.altered {
        output.line("");
        output.line(&format!("{}{}：", output.say("假如", "if "), described(&altered.bill)));
        output.line("");
        steps(house, output, altered);
    }
}

/// The steps, or the cause for which there are none.
fn steps(house: &House, output: &Output, explanation: &Explanation) {
    if let Some(cause) = explanation.refusal {
        let (zh, en) = (cause.title(), cause.name());
        output.line(&match output.language {
            yz_diagnostics::Language::Chinese => format!("不予结算：{zh}"),
            yz_diagnostics::Language::English => format!("not settled: {en}"),
        });
    }
    for (number, step) in (1..).zip(&explanation.steps) {
        let title = step.step.title();
        let amount = yuan(step.result_fen);
        output.line(&format!("{number}. {}　{amount}元", title.get(output.language)));
        output.line(&format!("   {}", step.working.get(output.language)));
        for citation in cited(house, &step.bases) {
            output.line(&format!("   {}{citation}", output.say("依据：", "by: ")));
        }
    }
    output.line("");
}

fn results(output: &Output, explanation: &Explanation, altered: Option<&Explanation>) {
    let mut columns = vec![left("承担方", "borne by"), right("金额（元）", "yuan")];
    if altered.is_some() {
        columns.extend([right("假如", "if"), right("相差", "change")]);
    }
    let then = altered.map(|altered| borne(&altered.settlement));
    let mut rows = Vec::new();
    for (index, (who, fen)) in borne(&explanation.settlement).into_iter().enumerate() {
        let mut row = vec![who.to_owned(), yuan(fen)];
        if let Some((_, other)) = then.as_ref().and_then(|then| then.get(index)) {
            row.extend([yuan(*other), signed(yuan(other.saturating_sub(fen)))]);
        }
        rows.push(row);
    }
    output.line(&output.table(&columns, rows));
}

#[derive(Serialize)]
struct ExplainedJson {
    bill_id: i64,
    date: String,
    plan: String,
    number_in_year: usize,
    refusal: Option<&'static str>,
    steps: Vec<StepJson>,
    settlement: SettlementJson,
    altered: Option<AlteredJson>,
}

#[derive(Serialize)]
struct AlteredJson {
    level: i8,
    category: &'static str,
    place: &'static str,
    filing: &'static str,
    refusal: Option<&'static str>,
    steps: Vec<StepJson>,
    settlement: SettlementJson,
}

#[derive(Serialize)]
struct SettlementJson {
    total_fen: i64,
    prior_self_payment_fen: i64,
    eligible_fen: i64,
    deductible_fen: i64,
    basic_fen: i64,
    critical_fen: i64,
    assistance_fen: i64,
    tilt_fen: i64,
    person_fen: i64,
}

#[derive(Serialize)]
struct StepJson {
    step: &'static str,
    before_fen: i64,
    result_fen: i64,
    after_fen: i64,
    working: String,
    working_en: String,
    rules: Vec<RuleJson>,
}

#[derive(Serialize)]
struct RuleJson {
    table: &'static str,
    document: String,
    number: Option<String>,
    place: String,
    verified: bool,
}

fn json(house: &House, explained: &Explained) -> ExplainedJson {
    let explanation = &explained.explanation;
    let altered = explained.altered.as_ref().map(|altered| AlteredJson {
        level: altered.bill.level.code(),
        category: altered.bill.category.name(),
        place: altered.bill.place.name(),
        filing: altered.bill.filing.name(),
        refusal: altered.refusal.map(|cause| cause.name()),
        steps: steps_json(house, altered),
        settlement: settlement_json(altered),
    });
    ExplainedJson {
        bill_id: explanation.bill.bill_id,
        date: explanation.bill.date.to_string(),
        plan: explained.plan.name.clone(),
        number_in_year: explanation.number,
        refusal: explanation.refusal.map(|cause| cause.name()),
        steps: steps_json(house, explanation),
        settlement: settlement_json(explanation),
        altered,
    }
}

fn settlement_json(explanation: &Explanation) -> SettlementJson {
    let done = explanation.settlement;
    SettlementJson {
        total_fen: explanation.bill.total_fen,
        prior_self_payment_fen: done.prior_fen,
        eligible_fen: done.eligible_fen,
        deductible_fen: done.deductible_fen,
        basic_fen: done.basic_fen,
        critical_fen: done.critical_fen,
        assistance_fen: done.assistance_fen,
        tilt_fen: done.tilt_fen,
        person_fen: done.person_fen,
    }
}

fn steps_json(house: &House, explanation: &Explanation) -> Vec<StepJson> {
    let rule = |basis: &yz_settlement::Basis| {
        let document = document_of(house, basis);
        RuleJson {
            table: basis.table,
            document: document.title,
            number: document.number,
            place: document.place,
            verified: document.verified,
        }
    };
    let step = |step: &yz_settlement::ExplainedStep| StepJson {
        step: step.step.name(),
        before_fen: step.before_fen,
        result_fen: step.result_fen,
        after_fen: step.after_fen,
        working: step.working.zh.clone(),
        working_en: step.working.en.clone(),
        rules: step.bases.iter().map(rule).collect(),
    };
    explanation.steps.iter().map(step).collect()
}
