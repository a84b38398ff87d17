//! The simulation as a page: tables and charts side by side.

use yz_diagnostics::Title;
use yz_report::{Block, ChartKind, Document};
use yz_settlement::{Dimension, Sums};
use yz_units::Decimal;

use super::Simulated;
use crate::operations::book::OpenBook;
use crate::operations::paper::{chart, heading, paragraph, percent, signed, table, ten_thousands};

/// A page with what each reform changes.
#[must_use]
pub fn document(open: &OpenBook, simulated: &Simulated) -> Document {
    let titles: Vec<String> = simulated.plans.iter().map(|(title, _)| short(title)).collect();
    let mut blocks =
        vec![heading(1, "结论"), funds(simulated, &titles), fund_chart(simulated, &titles)];
    blocks.extend(
        simulated
            .plans
            .iter()
            .enumerate()
            .skip(1)
            .map(|(plan, _)| paragraph(&summary(simulated, plan, &titles))),
    );
    if !simulated.effects.is_empty() {
        blocks.push(heading(2, "基金和财政"));
        blocks.push(effects(simulated, &titles));
    }
    blocks.push(heading(3, "谁受益，谁多付"));
    for plan in 1..simulated.plans.len() {
        blocks.push(winners(simulated, plan, &titles));
        blocks.push(deciles(simulated, plan, &titles));
        blocks.push(decile_chart(simulated, plan, &titles));
    }
    blocks.push(heading(4, "分组"));
    for dimension in Dimension::ALL {
        blocks.push(groups(simulated, dimension, &titles));
    }
    let synthetic = open.book.synthetic || simulated.plans.iter().any(|(_, plan)| plan.synthetic);
    Document {
        name: "simulation".to_owned(),
        title: vec![open.book.place_name.clone(), "待遇政策调整模拟".to_owned()],
        issuer: open.book.entity.clone(),
        period: open.book.period.to_chinese(),
        warning: if synthetic { "合成数据，仅供演示".to_owned() } else { String::new() },
        blocks,
        ..Document::default()
    }
}

fn short(title: &Title) -> String {
    title.zh.clone()
}

/// One reform in a sentence.
pub(crate) fn summary(simulated: &Simulated, plan: usize, titles: &[String]) -> String {
    let whole = simulated.simulation.whole();
    let fund = |plan: usize| whole.get(plan).map_or(0, |sums| sums.fund_fen());
    let more = fund(plan).saturating_sub(fund(0));
    let change = simulated.simulation.change(plan);
    let words = if more < 0 { "减少" } else { "增加" };
    format!(
        "{}：各项基金支付{words}{}万元；{}人少付，{}人多付，{}人不变。",
        titles.get(plan).map_or("", String::as_str),
        ten_thousands(more.saturating_abs()).to_text(true),
        grouped(change.winners),
        grouped(change.losers),
        grouped(change.unchanged),
    )
}

/// A count with its thousands.
pub(crate) fn grouped(count: i64) -> String {
    Decimal::new(i128::from(count), 0).to_text(true)
}

/// The components of a plan's sums, by title.
pub(crate) fn components(sums: &Sums) -> [(&'static str, i64); 6] {
    [
        ("基本医保统筹基金", sums.basic_fen),
        ("大病保险", sums.critical_fen),
        ("医疗救助", sums.assistance_fen),
        ("倾斜救助", sums.tilt_fen),
        ("各项基金合计", sums.fund_fen()),
        ("个人负担", sums.person_fen),
    ]
}

/// Today's column, and for each reform its own and the change.
fn columns<'t>(first: &'t str, titles: &'t [String]) -> Vec<(&'t str, u16, bool)> {
    let mut columns = vec![(first, 10, false)];
    for (index, title) in titles.iter().enumerate() {
        columns.push((title.as_str(), 9, true));
        if 0 < index {
            columns.push(("增减", 8, true));
        }
    }
    columns
}

/// The cells of a row: amounts in 万元, with the change of each reform.
fn amounts(fen: &[i64]) -> Vec<String> {
    let today = fen.first().copied().unwrap_or(0);
    let mut cells = Vec::new();
    for (index, fen) in fen.iter().enumerate() {
        cells.push(ten_thousands(*fen).to_text(true));
        if 0 < index {
            cells.push(signed(ten_thousands(fen.saturating_sub(today)).to_text(true)));
        }
    }
    cells
}

fn funds(simulated: &Simulated, titles: &[String]) -> Block {
    let whole = simulated.simulation.whole();
    let mut rows = Vec::new();
    for index in 0..6 {
        let of = |sums: &Sums| components(sums).get(index).copied().unwrap_or(("", 0));
        let name = whole.first().map_or("", |sums| of(sums).0);
        let fen: Vec<i64> = whole.iter().map(|sums| of(sums).1).collect();
        rows.push([vec![name.to_owned()], amounts(&fen)].concat());
    }
    let mut ratio = vec!["政策范围内报销比例".to_owned()];
    for (index, sums) in whole.iter().enumerate() {
        ratio.push(percent(sums.fund_fen(), sums.eligible_fen));
        if 0 < index {
            ratio.push(String::new());
        }
    }
    rows.push(ratio);
    table("各方负担", "万元", &columns("承担方", titles), rows, |row| row == 4)
}

fn fund_chart(simulated: &Simulated, titles: &[String]) -> Block {
    let whole = simulated.simulation.whole();
    let shown = |sums: &Sums| -> Vec<(&'static str, i64)> {
        components(sums).into_iter().filter(|(name, _)| *name != "各项基金合计").collect()
    };
    let names = whole.first().map(shown).unwrap_or_default();
    let categories = names.iter().map(|(name, _)| (*name).to_owned()).collect();
    let series = whole.iter().zip(titles).map(|(sums, title)| {
        (title.clone(), shown(sums).iter().map(|(_, fen)| ten_thousands(*fen)).collect())
    });
    chart(ChartKind::Column, "各方负担对比", "万元", categories, series.collect())
}

fn effects(simulated: &Simulated, titles: &[String]) -> Block {
    let mut columns = vec![("项目", 14, false)];
    columns.extend(titles.iter().map(|title| (title.as_str(), 12, true)));
    let row =
        |effect: &super::Effect| [vec![effect.title.clone()], effect.printed.clone()].concat();
    let rows = simulated.effects.iter().map(row).collect();
    table("对基金和财政的影响", "", &columns, rows, |_| false)
}

fn winners(simulated: &Simulated, plan: usize, titles: &[String]) -> Block {
    let change = simulated.simulation.change(plan);
    let caption = format!("受益和多付的人：{}", titles.get(plan).map_or("", String::as_str));
    let columns = [("", 8, false), ("人数", 10, true), ("金额", 12, true)];
    let row = |name: &str, count: i64, fen: i64| {
        vec![name.to_owned(), grouped(count), ten_thousands(fen).to_text(true)]
    };
    let rows = vec![
        row("少付", change.winners, change.gained_fen),
        row("多付", change.losers, change.lost_fen),
        row("不变", change.unchanged, 0),
    ];
    table(&caption, "人、万元", &columns, rows, |_| false)
}

fn deciles(simulated: &Simulated, plan: usize, titles: &[String]) -> Block {
    let change = simulated.simulation.change(plan);
    let caption =
        format!("按现行个人负担由低到高十等分：{}", titles.get(plan).map_or("", String::as_str));
    let columns = [
        ("组", 5, false),
        ("人数", 8, true),
        ("现行负担", 10, true),
        ("增减", 10, true),
        ("少付人数", 8, true),
        ("多付人数", 8, true),
    ];
    let mut rows = Vec::new();
    for (index, decile) in change.deciles.iter().enumerate() {
        rows.push(vec![
            format!("第{}组", yz_units::chinese_ordinal(index.saturating_add(1))),
            grouped(decile.persons),
            ten_thousands(decile.person_fen).to_text(true),
            signed(ten_thousands(decile.change_fen).to_text(true)),
            grouped(decile.winners),
            grouped(decile.losers),
        ]);
    }
    table(&caption, "人、万元", &columns, rows, |_| false)
}

fn decile_chart(simulated: &Simulated, plan: usize, titles: &[String]) -> Block {
    let change = simulated.simulation.change(plan);
    let name = |index: usize| format!("第{}组", yz_units::chinese_ordinal(index.saturating_add(1)));
    let categories = (0..change.deciles.len()).map(name).collect();
    let values = change.deciles.iter().map(|decile| ten_thousands(decile.change_fen)).collect();
    let title = format!("十等分组个人负担的增减：{}", titles.get(plan).map_or("", String::as_str));
    chart(ChartKind::Column, &title, "万元", categories, vec![("增减".to_owned(), values)])
}

fn groups(simulated: &Simulated, dimension: Dimension, titles: &[String]) -> Block {
    let (zh, _) = dimension.titles();
    let mut rows = Vec::new();
    for (code, sums) in simulated.simulation.by(dimension) {
        let fen: Vec<i64> = sums.iter().map(|sums| sums.fund_fen()).collect();
        rows.push([vec![simulated.group_title(dimension, code)], amounts(&fen)].concat());
    }
    table(&format!("各项基金支付，按{zh}"), "万元", &columns(zh, titles), rows, |_| false)
}
