//! `yizhang simulate BOOK REFORM…`: what reforms would change, side by side.

use serde::Serialize;
use yz_settlement::{Dimension, Sums};

use super::arguments::{PageForm, SimulateOptions};
use super::output::{Output, left, right};
use super::progress::counting;
use super::{CLEAN, page};
use crate::operations::House;
use crate::operations::paper::{percent, signed, ten_thousands};
use crate::operations::simulate::{Simulated, components, document, grouped, simulate, summary};

pub(crate) fn run(house: &House, output: &Output, options: &SimulateOptions) -> u8 {
    let open = match super::open(house, output, &options.book) {
        Ok(open) => open,
        Err(code) => return code,
    };
    let done =
        counting(output, |told| simulate(house, &open, &options.book, &options.reforms, told));
    let simulated = match done {
        Ok(simulated) => simulated,
        Err(code) => return code,
    };
    match options.format {
        PageForm::Text => print(output, &simulated),
        PageForm::Json => output.json(&json(&simulated)),
        PageForm::Html => return page::publish(output, &document(&open, &simulated), &options.out),
    }
    CLEAN
}

fn titles(simulated: &Simulated) -> Vec<String> {
    simulated.plans.iter().map(|(title, _)| title.zh.clone()).collect()
}

fn print(output: &Output, simulated: &Simulated) {
    let titles = titles(simulated);
    for plan in 1..simulated.plans.len() {
        output.line(&summary(simulated, plan, &titles));
    }
    output.line("");
    output.line(&funds(output, simulated, &titles));
    for effect in &simulated.effects {
        output.line(&format!("{}　{}", effect.title, effect.printed.join(" → ")));
    }
    for plan in 1..simulated.plans.len() {
        output.line("");
        output.line(&deciles(output, simulated, plan));
    }
    for dimension in Dimension::ALL {
        output.line("");
        output.line(&groups(output, simulated, dimension));
    }
}

fn funds(output: &Output, simulated: &Simulated, titles: &[String]) -> String {
    let whole = simulated.simulation.whole();
    let mut columns = vec![left("承担方（万元）", "borne by (10,000 yuan)")];
    columns.extend(titles.iter().map(|_| right("", "")));
    let mut rows = vec![[vec![String::new()], titles.to_vec()].concat()];
    for index in 0..6 {
        let of = |sums: &Sums| components(sums).get(index).copied().unwrap_or(("", 0));
        let mut row = vec![whole.first().map_or("", |sums| of(sums).0).to_owned()];
        row.extend(whole.iter().map(|sums| ten_thousands(of(sums).1).to_text(true)));
        rows.push(row);
    }
    let ratio = whole.iter().map(|sums| percent(sums.fund_fen(), sums.eligible_fen));
    rows.push(std::iter::once("政策范围内报销比例".to_owned()).chain(ratio).collect());
    output.table(&columns, rows)
}

fn deciles(output: &Output, simulated: &Simulated, plan: usize) -> String {
    let columns = [
        left("十等分（按现行负担）", "tenth (by burden today)"),
        right("人数", "persons"),
        right("现行负担", "burden"),
        right("增减（万元）", "change"),
        right("少付", "winners"),
        right("多付", "losers"),
    ];
    let mut rows = Vec::new();
    for (index, decile) in simulated.simulation.change(plan).deciles.iter().enumerate() {
        rows.push(vec![
            index.saturating_add(1).to_string(),
            grouped(decile.persons),
            ten_thousands(decile.person_fen).to_text(true),
            signed(ten_thousands(decile.change_fen).to_text(true)),
            grouped(decile.winners),
            grouped(decile.losers),
        ]);
    }
    output.table(&columns, rows)
}

fn groups(output: &Output, simulated: &Simulated, dimension: Dimension) -> String {
    let (zh, en) = dimension.titles();
    let mut columns = vec![left(zh, en)];
    let plans = simulated.plans.len();
    columns.extend((0..plans).map(|plan| {
        if plan == 0 {
            right("现行（万元）", "today")
        } else {
            right("增减（万元）", "change")
        }
    }));
    let mut rows = Vec::new();
    for (code, sums) in simulated.simulation.by(dimension) {
        let today = sums.first().map_or(0, |sums| sums.fund_fen());
        let mut row = vec![simulated.group_title(dimension, code)];
        for (plan, sums) in sums.iter().enumerate() {
            row.push(match plan {
                0 => ten_thousands(today).to_text(true),
                _ => signed(ten_thousands(sums.fund_fen().saturating_sub(today)).to_text(true)),
            });
        }
        rows.push(row);
    }
    output.table(&columns, rows)
}

#[derive(Serialize)]
struct SimulatedJson {
    persons_with_bills: usize,
    plans: Vec<PlanJson>,
    effects: Vec<EffectJson>,
}

#[derive(Serialize)]
struct PlanJson {
    name: String,
    title: String,
    whole: SumsJson,
    change: Option<ChangeJson>,
    groups: Vec<GroupJson>,
}

#[derive(Serialize)]
struct SumsJson {
    bills: i64,
    total_fen: i64,
    eligible_fen: i64,
    basic_fen: i64,
    critical_fen: i64,
    assistance_fen: i64,
    tilt_fen: i64,
    person_fen: i64,
}

#[derive(Serialize)]
struct ChangeJson {
    winners: i64,
    gained_fen: i64,
    losers: i64,
    lost_fen: i64,
    unchanged: i64,
    deciles: Vec<DecileJson>,
}

#[derive(Serialize)]
struct DecileJson {
    persons: i64,
    person_fen: i64,
    change_fen: i64,
    winners: i64,
    losers: i64,
}

#[derive(Serialize)]
struct GroupJson {
    dimension: &'static str,
    code: i64,
    title: String,
    sums: SumsJson,
}

#[derive(Serialize)]
struct EffectJson {
    concept: String,
    title: String,
    printed: Vec<String>,
}

fn sums_json(sums: &Sums) -> SumsJson {
    SumsJson {
        bills: sums.bills,
        total_fen: sums.total_fen,
        eligible_fen: sums.eligible_fen,
        basic_fen: sums.basic_fen,
        critical_fen: sums.critical_fen,
        assistance_fen: sums.assistance_fen,
        tilt_fen: sums.tilt_fen,
        person_fen: sums.person_fen,
    }
}

fn json(simulated: &Simulated) -> SimulatedJson {
    let simulation = &simulated.simulation;
    let plan = |(index, (title, plan)): (usize, &(yz_diagnostics::Title, yz_settlement::Plan))| {
        let whole = simulation.whole().get(index).copied().unwrap_or_default();
        PlanJson {
            name: plan.name.clone(),
            title: title.zh.clone(),
            whole: sums_json(&whole),
            change: (0 < index).then(|| change_json(simulated, index)),
            groups: groups_json(simulated, index),
        }
    };
    SimulatedJson {
        persons_with_bills: simulation.persons(),
        plans: simulated.plans.iter().enumerate().map(plan).collect(),
        effects: simulated
            .effects
            .iter()
            .map(|effect| EffectJson {
                concept: effect.concept.clone(),
                title: effect.title.clone(),
                printed: effect.printed.clone(),
            })
            .collect(),
    }
}

fn change_json(simulated: &Simulated, plan: usize) -> ChangeJson {
    let change = simulated.simulation.change(plan);
    ChangeJson {
        winners: change.winners,
        gained_fen: change.gained_fen,
        losers: change.losers,
        lost_fen: change.lost_fen,
        unchanged: change.unchanged,
        deciles: change
            .deciles
            .iter()
            .map(|decile| DecileJson {
                persons: decile.persons,
                person_fen: decile.person_fen,
                change_fen: decile.change_fen,
                winners: decile.winners,
                losers: decile.losers,
            })
            .collect(),
    }
}

fn groups_json(simulated: &Simulated, plan: usize) -> Vec<GroupJson> {
    let mut groups = Vec::new();
    for dimension in Dimension::ALL {
        let name = match dimension {
            Dimension::Kind => "care_kind",
            Dimension::Level => "institution_level",
            Dimension::Category => "category",
            Dimension::Age => "age",
            Dimension::Town => "town",
        };
        for (code, sums) in simulated.simulation.by(dimension) {
            if let Some(sums) = sums.get(plan) {
                let title = simulated.group_title(dimension, code);
                groups.push(GroupJson { dimension: name, code, title, sums: sums_json(sums) });
            }
        }
    }
    groups
}
