//! `yizhang settle BOOK`: every bill of a book's year, with the reason where one is refused; or
//! `yizhang settle --bills FILE`, without a book.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use yz_store::years::Settled;
use yz_units::Decimal;

use super::arguments::{SettleOptions, Shape};
use super::output::{Output, left, right};
use super::progress::counting;
use super::{CLEAN, ERROR};
use crate::operations::House;
use crate::operations::paper::yuan;
use crate::operations::settle::{settle, settle_file};

#[derive(Serialize)]
struct SettledJson {
    plan: String,
    persons: u64,
    bills: u64,
    settled: u64,
    corrected: u64,
    refused: BTreeMap<&'static str, u64>,
    fund_fen: i64,
}

#[derive(Serialize)]
struct SettledFileJson {
    plan: String,
    persons: u64,
    bills: u64,
    total_fen: i128,
    fund_fen: i128,
    sorted: bool,
    unverified: bool,
}

pub(crate) fn run(house: &House, output: &Output, options: &SettleOptions) -> u8 {
    match (&options.book, &options.bills, &options.policy, &options.out) {
        (None, Some(bills), Some(policy), Some(out)) => {
            file(house, output, options, (bills.as_path(), policy.as_str(), out.as_path()))
        }
        (Some(folder), ..) => book(house, output, options, folder),
        // The reader of arguments asks for one or the other.
        _ => ERROR,
    }
}

fn book(house: &House, output: &Output, options: &SettleOptions, folder: &Path) -> u8 {
    let book = match super::read(house, output, folder) {
        Ok(book) => book,
        Err(code) => return code,
    };
    let done = counting(output, |told| settle(house, &book, folder, options.threads, told));
    let (plan, settled) = match done {
        Ok(settled) => settled,
        Err(code) => return code,
    };
    if options.format == Shape::Json {
        output.json(&json(plan.name, &settled));
    } else {
        print(output, &plan.title.zh, &settled);
    }
    CLEAN
}

fn file(
    house: &House,
    output: &Output,
    options: &SettleOptions,
    (bills, policy, out): (&Path, &str, &Path),
) -> u8 {
    let done =
        counting(output, |told| settle_file(house, bills, policy, out, options.threads, told));
    let (plan, settled) = match done {
        Ok(settled) => settled,
        Err(code) => return code,
    };
    if options.format == Shape::Json {
        output.json(&SettledFileJson {
            plan: plan.name,
            persons: settled.persons,
            bills: settled.bills,
            total_fen: settled.total_fen,
            fund_fen: settled.fund_fen,
            sorted: settled.sorted,
            unverified: plan.unverified,
        });
        return CLEAN;
    }
    let whole = |fen: i128| Decimal::new(fen, 2).to_text(true);
    let columns = [left("项目", "item"), right("数", "count")];
    let row = |zh: &str, en: &str, text: String| vec![output.say(zh, en).to_owned(), text];
    let order = if settled.sorted {
        output.say("已按人员、日期排序", "sorted by person and date")
    } else {
        output.say("未排序，已重新排序", "unsorted, was sorted")
    };
    let rows = vec![
        row("待遇规则", "benefits", plan.title.zh.clone()),
        row("输入文件", "input", order.to_owned()),
        row("人员", "persons", settled.persons.to_string()),
        row("费用（笔）", "bills", settled.bills.to_string()),
        row("医疗费总额（元）", "cost (yuan)", whole(settled.total_fen)),
        row("各项基金支付（元）", "paid by the funds (yuan)", whole(settled.fund_fen)),
    ];
    output.line(&output.table(&columns, rows));
    if plan.unverified {
        output.line(output.say(
            "待遇规则中有未核实的条款，结果只供参考",
            "the benefits have unverified rules: the result is for information only",
        ));
    }
    CLEAN
}

fn json(plan: String, settled: &Settled) -> SettledJson {
    SettledJson {
        plan,
        persons: settled.persons,
        bills: settled.bills,
        settled: settled.settled,
        corrected: settled.corrected,
        refused: settled.refused.iter().map(|(cause, count)| (cause.name(), *count)).collect(),
        fund_fen: settled.fund_fen,
    }
}

fn print(output: &Output, plan: &str, settled: &Settled) {
    let columns = [left("项目", "item"), right("数", "count")];
    let row = |zh: &str, en: &str, text: String| vec![output.say(zh, en).to_owned(), text];
    let mut rows = vec![
        row("待遇规则", "benefits", plan.to_owned()),
        row("人员", "persons", settled.persons.to_string()),
        row("费用（笔）", "bills", settled.bills.to_string()),
        row("新结算（笔）", "settled now", settled.settled.to_string()),
        row("更正结算（笔）", "corrected", settled.corrected.to_string()),
        row("各项基金支付（元）", "paid by the funds (yuan)", yuan(settled.fund_fen)),
    ];
    for (cause, count) in &settled.refused {
        let name = output.say(cause.title(), cause.name());
        rows.push(vec![
            format!("{}{name}", output.say("不予结算：", "refused: ")),
            count.to_string(),
        ]);
    }
    output.line(&output.table(&columns, rows));
}
