//! The nine steps: benefits, the bills of one person in order, and who bears what, worked out.
//!
//! The TOML block `rules` at the head of a file holds for all its cases; a block `rules` in a case
//! takes the place of those of its tables and words that it names. The block of bills says what is
//! not usual of each bill, and what it must come to: see [`Entry`].

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;
use toml::value::Datetime;
use toml::{Table, Value};
use yz_records::{Bill, CareKind, Category, Filing, InstitutionLevel, Place, Transfer};
use yz_settlement::{Charge, Note, Plan, Settlement, Step, Totals, settle, settle_with_notes};
use yz_units::{Date, Day};

use crate::expression::fen;
use crate::folder;

/// What every file of benefits says, and no case is about.
const HEAD: &str = r#"
name = "case"
title = { zh = "算例", en = "A case" }
region = "case"
from = 2024-01-01
until = 2024-12-31
source = "notice-1"
article = "一"
verified = true
"#;

/// The block of bills.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    /// Years insured without a break before this one.
    #[serde(default)]
    continuous_years: i8,
    /// Whether the person had no bill paid in the year before.
    #[serde(default)]
    nothing_claimed_last_year: bool,
    bill: Vec<Entry>,
}

/// A bill; what is left out is usual. Amounts are workings; what is left out comes to nothing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    date: Datetime,
    admitted: Option<Datetime>,
    #[serde(default = "inpatient")]
    kind: String,
    #[serde(default = "one")]
    level: i8,
    #[serde(default = "local")]
    place: String,
    #[serde(default = "unfiled")]
    filing: String,
    #[serde(default = "ordinary")]
    category: String,
    #[serde(default = "forty")]
    age: i8,
    #[serde(default)]
    disease: i16,
    #[serde(default = "none")]
    transfer: String,
    #[serde(default)]
    tcm: bool,
    class_a: Option<String>,
    class_b: Option<String>,
    own: Option<String>,
    /// First-pay of class B, where lines gave it.
    prior: Option<String>,

    /// Expected: first-pay of class B.
    first_pay: Option<String>,
    eligible: String,
    deductible: Option<String>,
    /// Expected of step 3, where the steps after it cut it.
    share: Option<String>,
    /// Expected of step 4, where the step after it cuts it.
    limit: Option<String>,
    basic: String,
    critical: Option<String>,
    assistance: Option<String>,
    tilt: Option<String>,
    person: String,
}

fn inpatient() -> String {
    CareKind::Inpatient.name().to_owned()
}

fn one() -> i8 {
    1
}

fn local() -> String {
    Place::Local.name().to_owned()
}

fn unfiled() -> String {
    Filing::Unfiled.name().to_owned()
}

fn ordinary() -> String {
    Category::Ordinary.name().to_owned()
}

fn forty() -> i8 {
    40
}

fn none() -> String {
    Transfer::None.name().to_owned()
}

#[test]
fn cases_of_steps() {
    let (mut failures, mut count) = (Vec::new(), 0_usize);
    for step in Step::ALL {
        let path = folder().join(step.name()).join("cases.md");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let (head, cases) = sections(&text);
        let base = block(head, "```toml rules").unwrap_or_default();
        for (heading, case) in cases {
            count = count.saturating_add(1);
            for wrong in run(&base, case, step) {
                failures.push(format!("{}: {heading}: {wrong}", step.name()));
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
    assert!(120 <= count, "only {count} cases");
}

/// The head of a file, and its sections by heading.
fn sections(text: &str) -> (&str, Vec<(&str, &str)>) {
    let mut parts = text.split("\n## ");
    let head = parts.next().unwrap_or_default();
    (head, parts.map(|part| part.split_once('\n').unwrap_or((part, ""))).collect())
}

/// The text of the fenced block that begins with a line.
fn block(text: &str, fence: &str) -> Option<String> {
    let (_, after) = text.split_once(&format!("\n{fence}\n"))?;
    Some(after.split_once("\n```")?.0.to_owned())
}

/// What is wrong with a case: nothing where the engine says what the case says.
fn run(base: &str, case: &str, step: Step) -> Vec<String> {
    let own = block(case, "```toml rules").unwrap_or_default();
    let plan = match plan(base, &own) {
        Ok(plan) => plan,
        Err(wrong) => return vec![wrong],
    };
    let Some(text) = block(case, "```toml") else { return vec!["no bills".to_owned()] };
    let read: Block = match toml::from_str(&text) {
        Ok(read) => read,
        Err(wrong) => return vec![format!("the bills: {wrong}")],
    };
    if case.trim_start().starts_with("```") {
        return vec!["a case without a word".to_owned()];
    }
    let may_give_back = format!("{base}{own}").contains("within_bill = false");
    let mut years: BTreeMap<i16, Totals> = BTreeMap::new();
    let (mut failures, mut spoke) = (Vec::new(), false);
    let mut before = i32::MIN;
    for (number, entry) in (1_i64..).zip(&read.bill) {
        let bill = match bill(number, entry) {
            Ok(bill) => bill,
            Err(wrong) => return vec![format!("bill {number}: {wrong}")],
        };
        let day = bill.admitted.filter(|_| plan.by_admission).unwrap_or(bill.date);
        let year = day.date().map_or(0, Date::year);
        let open = || plan.open(read.continuous_years, !read.nothing_claimed_last_year);
        let totals = years.entry(year).or_insert_with(open);
        let (done, notes) = both(&plan, totals, &Charge::of(&bill, &plan));
        spoke |= notes.iter().any(|note| note.step == step);
        let mut wrong = differences(entry, done, &notes);
        wrong.extend(identities(&bill, done, may_give_back));
        if bill.date.number() < before {
            wrong.push("earlier than the bill before it".to_owned());
        }
        before = bill.date.number();
        failures.extend(wrong.iter().map(|wrong| format!("bill {number}: {wrong}")));
    }
    if !spoke {
        failures.push(format!("the step {} never speaks", step.name()));
    }
    failures
}

/// The rules of the file's head, with those of the case in the place of their like.
fn plan(base: &str, own: &str) -> Result<Plan, String> {
    let mut file: Table = HEAD.parse().expect("the head above is TOML");
    for part in [base, own] {
        let part: Table = part.parse().map_err(|wrong| format!("the rules: {wrong}"))?;
        file.extend(part.into_iter().filter(|(key, _)| key != "without"));
    }
    let own: Table = own.parse().map_err(|wrong| format!("the rules: {wrong}"))?;
    if let Some(Value::Array(without)) = own.get("without") {
        for table in without.iter().filter_map(Value::as_str) {
            file.remove(table).ok_or_else(|| format!("without {table}, which there is not"))?;
        }
    }
    let text = toml::to_string(&file).map_err(|wrong| wrong.to_string())?;
    Plan::load("case.toml", &text).map_err(|findings| {
        let words: Vec<String> = findings.iter().map(|it| it.message.en.clone()).collect();
        format!("the rules are refused: {}", words.join("; "))
    })
}

fn code<T: Copy>(all: &[T], name: fn(T) -> &'static str, text: &str) -> Result<T, String> {
    let found = all.iter().copied().find(|code| name(*code) == text);
    found.ok_or_else(|| format!("`{text}` is not known"))
}

fn day(date: Datetime) -> Result<Day, String> {
    let day = date.to_string().parse::<Date>().map_err(|wrong| wrong.to_string())?;
    Ok(Day::from(day))
}

fn amount(text: Option<&String>) -> Result<i64, String> {
    text.map_or(Ok(0), |text| fen(text))
}

fn bill(bill_id: i64, entry: &Entry) -> Result<Bill, String> {
    let class_a_fen = amount(entry.class_a.as_ref())?;
    let class_b_fen = amount(entry.class_b.as_ref())?;
    let own_fen = amount(entry.own.as_ref())?;
    let prior = entry.prior.as_ref();
    let level = InstitutionLevel::from_code(entry.level);
    Ok(Bill {
        bill_id,
        person_id: 1,
        institution_id: 1,
        date: day(entry.date)?,
        admitted: entry.admitted.map(day).transpose()?,
        kind: code(CareKind::ALL, CareKind::name, &entry.kind)?,
        level: level.ok_or("no such level")?,
        place: code(Place::ALL, Place::name, &entry.place)?,
        filing: code(Filing::ALL, Filing::name, &entry.filing)?,
        category: code(Category::ALL, Category::name, &entry.category)?,
        age: entry.age,
        disease: entry.disease,
        transfer: code(Transfer::ALL, Transfer::name, &entry.transfer)?,
        tcm: entry.tcm,
        total_fen: class_a_fen.saturating_add(class_b_fen).saturating_add(own_fen),
        class_a_fen,
        class_b_fen,
        own_fen,
        prior_self_payment_fen: prior.map(|text| fen(text)).transpose()?,
        corrects: None,
        reverses: None,
    })
}

/// The settlement, once with notes and once without, which must be the same.
pub(super) fn both(plan: &Plan, totals: &mut Totals, charge: &Charge) -> (Settlement, Vec<Note>) {
    let mut other = *totals;
    let (done, notes) = settle_with_notes(plan, &mut other, charge);
    assert_eq!(settle(plan, totals, charge), done, "notes change the settlement");
    assert_eq!(*totals, other, "notes change the totals");
    (done, notes.0)
}

fn yuan(fen: i64) -> String {
    yz_units::Decimal::new(i128::from(fen), 2).to_text(true)
}

/// Where the engine says something else than the case.
fn differences(entry: &Entry, done: Settlement, notes: &[Note]) -> Vec<String> {
    let of = |step| notes.iter().find(|note| note.step == step).map(|note| note.result_fen);
    let mut all = vec![
        ("first_pay", entry.first_pay.as_ref(), Some(done.prior_fen)),
        ("eligible", Some(&entry.eligible), Some(done.eligible_fen)),
        ("deductible", entry.deductible.as_ref(), Some(done.deductible_fen)),
        ("basic", Some(&entry.basic), Some(done.basic_fen)),
        ("critical", entry.critical.as_ref(), Some(done.critical_fen)),
        ("assistance", entry.assistance.as_ref(), Some(done.assistance_fen)),
        ("tilt", entry.tilt.as_ref(), Some(done.tilt_fen)),
        ("person", Some(&entry.person), Some(done.person_fen)),
    ];
    let stated = |step, text| ("in between", text, of(step));
    all.extend(entry.share.as_ref().map(|text| stated(Step::BasicShare, Some(text))));
    all.extend(entry.limit.as_ref().map(|text| stated(Step::KindLimit, Some(text))));
    let mut wrong = Vec::new();
    for (name, text, actual) in all {
        let Some(actual) = actual else {
            wrong.push(format!("{name}: the step does not speak"));
            continue;
        };
        match amount(text) {
            Err(error) => wrong.push(format!("{name}: {error}")),
            Ok(expected) if expected != actual => {
                let working = text.map_or("nothing", String::as_str);
                let (expected, actual) = (yuan(expected), yuan(actual));
                wrong.push(format!("{name}: {working} = {expected}, the engine says {actual}"));
            }
            Ok(_) => {}
        }
    }
    let told = [
        (Step::EligibleCost, done.eligible_fen),
        (Step::Deductible, done.deductible_fen),
        (Step::AnnualCeiling, done.basic_fen),
        (Step::CriticalIllness, done.critical_fen),
        (Step::MedicalAssistance, done.assistance_fen),
        (Step::TiltAssistance, done.tilt_fen),
        (Step::PersonPart, done.person_fen),
    ];
    for (step, fen) in told {
        if of(step).is_some_and(|told| told != fen) {
            wrong.push(format!("the note of {} tells another amount", step.name()));
        }
    }
    wrong
}

/// The identities of `docs/settlement.md` that do not hold.
pub(super) fn identities(bill: &Bill, done: Settlement, may_give_back: bool) -> Vec<String> {
    let sum = |parts: &[i64]| parts.iter().fold(0, |sum: i64, part| sum.saturating_add(*part));
    let paid = [done.basic_fen, done.critical_fen, done.assistance_fen, done.tilt_fen];
    let fund = sum(&paid);
    let base = done.eligible_fen.saturating_sub(done.deductible_fen);
    let left = |before: usize| base_left(done.eligible_fen, &paid, before);
    let unpaid = base.saturating_sub(fund);
    let all = [
        ("total = own + prior + eligible", {
            bill.total_fen == sum(&[bill.own_fen, done.prior_fen, done.eligible_fen])
        }),
        ("fund is the sum of its parts", done.fund_fen() == fund),
        ("total = fund + person", bill.total_fen == fund.saturating_add(done.person_fen)),
        ("person = own + prior + deductible + what is left", {
            let parts = [bill.own_fen, done.prior_fen, done.deductible_fen, unpaid];
            done.person_fen == sum(&parts)
        }),
        ("nothing is paid below nothing", paid.iter().all(|paid| 0 <= *paid)),
        ("0 <= deductible <= eligible", 0 <= done.deductible_fen && 0 <= base),
        ("the basic fund pays of what the deductible leaves", done.basic_fen <= base),
        ("critical pays of what is left", done.critical_fen <= left(1)),
        ("assistance pays of what is left", done.assistance_fen <= left(2)),
        ("tilt pays of what is left", may_give_back || done.tilt_fen <= left(3)),
        ("the person is not paid", may_give_back || 0 <= done.person_fen),
    ];
    all.iter().filter(|(_, holds)| !holds).map(|(identity, _)| format!("not {identity}")).collect()
}

/// What the first so many payments leave of the eligible cost.
fn base_left(eligible: i64, paid: &[i64], before: usize) -> i64 {
    paid.iter().take(before).fold(eligible, |left, paid| left.saturating_sub(*paid))
}
