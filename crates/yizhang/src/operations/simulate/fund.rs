//! What a reform means for the fund: the book's facts worked out again with what would be paid.

use std::collections::BTreeSet;

use yz_facts::{Fact, Facts, Given, Origin, Reference};
use yz_settlement::{Simulation, Sums};
use yz_units::{Exact, Range};

use crate::operations::House;
use crate::operations::book::OpenBook;
use crate::operations::consequences::rests_on;

/// A fact of the fund today, and under each reform.
#[derive(Debug, Clone)]
pub struct Effect {
    /// The concept.
    pub concept: String,
    /// Its title.
    pub title: String,
    /// As printed, today first; a dash where it cannot be worked out.
    pub printed: Vec<String>,
}

/// The facts that leaders ask about, in the order in which they are shown.
const SHOWN: [&str; 7] = [
    "fund_income",
    "fund_expenditure",
    "current_balance",
    "accumulated_balance",
    "payable_months",
    "medical_assistance_paid",
    "county_subsidy_due",
];

/// The facts of the fund under each plan.
///
/// Whatever the reform pays more or less is added to the fund's expenditure of the book (the basic
/// fund and critical-illness insurance, whose premium it bears) and to medical assistance, which
/// finance bears; everything that follows from them is derived again.
#[must_use]
pub fn effects(house: &House, open: &OpenBook, simulation: &Simulation) -> Vec<Effect> {
    let today = simulation.whole().first().copied().unwrap_or_default();
    let worlds: Vec<Facts> =
        simulation.whole().iter().map(|then| world(open, &today, then)).collect();
    let of = |concept: &str, facts: &Facts| {
        facts.find(concept).map_or_else(|_| NONE.to_owned(), Fact::printed)
    };
    let mut shown: Vec<Effect> = Vec::new();
    for name in SHOWN {
        let Some(concept) = open.facts.catalogue().concept(name) else { continue };
        let printed: Vec<String> = worlds.iter().map(|facts| of(name, facts)).collect();
        if printed.iter().any(|text| text != NONE) {
            let (concept, title) = (name.to_owned(), concept.title.zh.clone());
            shown.push(Effect { concept, title, printed });
        }
    }
    shown.extend(warning(house, open, &worlds));
    shown
}

/// What cannot be worked out.
const NONE: &str = "—";

/// The grade of warning that the policy's bands give to the months payable.
fn warning(house: &House, open: &OpenBook, worlds: &[Facts]) -> Option<Effect> {
    let of = |facts: &Facts| {
        let months = facts.find("payable_months").ok()?.value?;
        let (day, region) = (open.book.period.last(), &open.book.region);
        let found = house.policy.band("risk_warning", months, day, region).ok()?;
        let mark = if found.verified { "" } else { "（标准未核实）" };
        Some(format!("{}{mark}", found.band.title.zh))
    };
    let printed: Vec<Option<String>> = worlds.iter().map(of).collect();
    printed.iter().any(Option::is_some).then(|| Effect {
        concept: "risk_warning".to_owned(),
        title: "风险预警等级".to_owned(),
        printed: printed
            .into_iter()
            .map(|grade| grade.unwrap_or_else(|| NONE.to_owned()))
            .collect(),
    })
}

/// The book's facts, had the funds paid what a plan pays.
fn world(open: &OpenBook, today: &Sums, then: &Sums) -> Facts {
    let fund = |sums: &Sums| sums.basic_fen.saturating_add(sums.critical_fen);
    let assistance = |sums: &Sums| sums.assistance_fen.saturating_add(sums.tilt_fen);
    let more = [
        ("fund_expenditure", fund(then).saturating_sub(fund(today))),
        ("medical_assistance_paid", assistance(then).saturating_sub(assistance(today))),
    ];
    let catalogue = open.facts.catalogue();
    let changed: BTreeSet<String> = more.iter().map(|(concept, _)| (*concept).to_owned()).collect();
    // What the book declares as following from them would contradict the reform.
    let stays = |reference: &Reference| {
        reference.to_string() != reference.concept
            || !rests_on(&reference.concept, &changed, catalogue)
    };
    let mut declared = open.declared.clone();
    declared.retain(|fact| stays(&fact.reference));
    let mut given = open.given.clone();
    given.retain(|(reference, _)| stays(reference));
    for (concept, fen) in more {
        let Some(now) = open.facts.find(concept).ok().and_then(|fact| fact.value) else {
            continue;
        };
        let change = Exact::fraction(i128::from(fen), 100).unwrap_or(Exact::ZERO);
        let value = now.plus(change).unwrap_or(now);
        let simulated = Given {
            origin: Origin::Counted,
            value,
            range: Range::exactly(value),
            source: "simulate".to_owned(),
            place: String::new(),
            working: String::new(),
            inputs: Vec::new(),
            unverified: false,
        };
        given.push((Reference::concept(concept), simulated));
    }
    Facts::derive(catalogue.clone(), open.book.period, &declared, &given)
}
