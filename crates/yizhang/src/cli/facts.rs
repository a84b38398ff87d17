//! `yizhang facts BOOK`: every fact with its origin, or the trace of some.

use serde::Serialize;
use yz_diagnostics::{Finding, Language};
use yz_facts::{Fact, Facts, Origin};

use super::arguments::{FactsOptions, Shape};
use super::json::FactJson;
use super::output::{Output, left, right};
use super::trace;
use super::{CLEAN, ERROR, FINDINGS};
use crate::operations::consequences::without_consequences;
use crate::operations::{House, OpenBook};

#[derive(Serialize)]
struct FactsJson<'a> {
    book: &'a str,
    period: String,
    entity: &'a str,
    facts: Vec<FactJson<'a>>,
}

pub(crate) fn run(house: &House, output: &Output, options: &FactsOptions) -> u8 {
    let open = match super::open(house, output, &options.book) {
        Ok(open) => open,
        Err(code) => return code,
    };
    // A fact that was left out must not be missed in silence.
    let blocking = blocking(&open);
    if !blocking.is_empty() {
        output.refuse(&blocking, &open.sources(house));
    }
    let chosen = match &options.trace {
        None => open.facts.all().collect(),
        Some(wanted) => match chosen(&open.facts, wanted) {
            Ok(chosen) => chosen,
            Err(message) => {
                super::output::complain(&message);
                return ERROR;
            }
        },
    };
    if options.format == Shape::Json {
        output.json(&FactsJson {
            book: &open.book.name,
            period: open.book.period.to_string(),
            entity: &open.book.entity,
            facts: chosen.iter().map(|fact| FactJson::new(&open, fact, output.language)).collect(),
        });
    } else if options.trace.is_some() {
        for fact in chosen {
            output.line(&trace::tree(output, &open, fact));
        }
    } else {
        output.line(&table(output, &open, &chosen));
    }
    if blocking.is_empty() { CLEAN } else { FINDINGS }
}

/// The errors of the book that nobody accepted.
fn blocking(open: &OpenBook) -> Vec<Finding> {
    let findings = without_consequences(open.findings.clone(), open.facts.catalogue());
    findings.into_iter().filter(Finding::blocks).collect()
}

/// The facts to trace: the one of a reference, those of a concept, or all that follow from others.
fn chosen<'a>(facts: &'a Facts, wanted: &str) -> Result<Vec<&'a Fact>, String> {
    if wanted.is_empty() {
        return Ok(facts.all().filter(|fact| fact.origin() == Origin::Derived).collect());
    }
    let of_concept: Vec<&Fact> = facts.all().filter(|fact| fact.key.concept == wanted).collect();
    if !of_concept.is_empty() {
        return Ok(of_concept);
    }
    let found = facts.find(wanted).map(|fact| vec![fact]);
    found.map_err(|missing| format!("{}\n  怎么办：{}", missing.message.zh, missing.help.zh))
}

/// Where a fact comes from; a difference from what was declared is said first.
fn source(output: &Output, open: &OpenBook, fact: &Fact) -> String {
    let place = output.dim(&trace::source(open, fact));
    let Some(declared) = fact.declared.as_ref().filter(|_| fact.disputed) else { return place };
    let accepted = open.accepted(fact).is_some();
    let says = match (accepted, output.language) {
        (true, Language::Chinese) => format!("申报{}，差异已接受", declared.figure),
        (false, Language::Chinese) => format!("申报{}，不符", declared.figure),
        (true, Language::English) => format!("declared {}, accepted", declared.figure),
        (false, Language::English) => format!("declared {}, differs", declared.figure),
    };
    format!("{}  {place}", output.red(&says))
}

fn table(output: &Output, open: &OpenBook, facts: &[&Fact]) -> String {
    let columns = [
        left("事实", "fact"),
        left("名称", "title"),
        right("值", "value"),
        left("来历", "origin"),
        left("出处", "source"),
    ];
    let row = |fact: &&Fact| {
        let origin = fact.origin();
        vec![
            fact.name.clone(),
            open.facts.title(&fact.key).get(output.language).to_owned(),
            fact.printed(),
            output.say(origin.title(), origin.name()).to_owned(),
            source(output, open, fact),
        ]
    };
    output.table(&columns, facts.iter().map(row).collect())
}
