//! Turns the walk of a fact down to its origin into data that a page can show.

use std::collections::BTreeMap;

use yz_facts::{Derivation, Fact, Facts, Key, Step};
use yz_report::{Calculation, Trace, TraceNote, Traces};
use yz_units::{Exact, Figure};

use crate::subject::Subject;

/// The traces of the named facts and of all that they rest on.
pub(crate) fn traces(
    subject: &Subject,
    made: &BTreeMap<String, Fact>,
    wanted: impl IntoIterator<Item = String>,
) -> Traces {
    let mut traces = Traces::new();
    let mut open: Vec<String> = wanted.into_iter().collect();
    while let Some(name) = open.pop() {
        if traces.contains_key(&name) {
            continue;
        }
        let fact = made.get(&name).or_else(|| subject.facts.find(&name).ok());
        let Some(fact) = fact else { continue };
        let trace = trace(subject, fact);
        open.extend(trace.calculation.inputs().into_iter().cloned());
        traces.insert(name, trace);
    }
    traces
}

fn trace(subject: &Subject, fact: &Fact) -> Trace {
    let facts = &subject.facts;
    let derivation = fact.derivations.first();
    let (source, place) = source(subject, fact, derivation);
    let mut notes: Vec<TraceNote> = subject
        .remarks
        .get(&fact.name)
        .into_iter()
        .flatten()
        .map(|remark| TraceNote { title: remark.title.clone(), text: remark.text.clone() })
        .collect();
    if let Some(declared) = &fact.declared {
        if derivation.is_some() {
            let text = format!("{}（{}）", declared.figure, declared.places.join("、"));
            notes.push(TraceNote { title: "申报数".to_owned(), text });
        }
        if !declared.note.is_empty() {
            notes.push(TraceNote { title: "说明".to_owned(), text: declared.note.clone() });
        }
    }
    if fact.unverified {
        let text = "所依据的参数尚未与原文核对".to_owned();
        notes.push(TraceNote { title: "未核对".to_owned(), text });
    }
    if let Some(Step::Given(given)) = derivation.map(|derivation| &derivation.step)
        && given.unverified
        && !fact.unverified
    {
        let text = "评分办法没有见到官方原文，按通行办法设定".to_owned();
        notes.push(TraceNote { title: "办法未核对".to_owned(), text });
    }
    let made = facts.catalogue().concept(&fact.key.concept).is_none();
    Trace {
        title: if made { made_title(facts, fact) } else { facts.title(&fact.key).zh },
        about: format!("{} {}", fact.key.period.to_chinese(), subject.entity),
        printed: fact.printed(),
        value: fact.value.unwrap_or(Exact::ZERO),
        unit: fact.figure.map_or("", |figure: Figure| figure.unit().symbol()).to_owned(),
        origin: fact.origin().title().to_owned(),
        working: derivation.map(|derivation| derivation.working.clone()).unwrap_or_default(),
        source,
        place,
        calculation: derivation
            .map_or(Calculation::None, |derivation| calculation(facts, derivation)),
        notes,
    }
}

/// What a growth rate, gap or share measures, in the titles of its inputs.
fn made_title(facts: &Facts, fact: &Fact) -> String {
    let titles: Vec<String> = fact.inputs().into_iter().map(|key| facts.title(key).zh).collect();
    let first = titles.first().cloned().unwrap_or_default();
    match fact.derivations.first().map(|derivation| &derivation.step) {
        Some(Step::Growth(..)) => format!("{first}较上期增长率"),
        Some(Step::Sum(_)) if titles.get(1) == titles.first() => format!("{first}较上期增减"),
        Some(Step::Sum(_)) => titles.join("减"),
        Some(Step::Ratio(..)) => titles.join("占"),
        _ => fact.name.clone(),
    }
}

fn source(subject: &Subject, fact: &Fact, derivation: Option<&Derivation>) -> (String, String) {
    if let Some(Step::Given(given)) = derivation.map(|derivation| &derivation.step) {
        // Scoring names the key of its source, policy the document itself.
        let source = subject.sources.get(&given.source).map(crate::subject::Source::cited);
        return (source.unwrap_or_else(|| given.source.clone()), given.place.clone());
    }
    let declared = fact.declared.as_ref().filter(|_| derivation.is_none());
    declared.map_or_else(Default::default, |declared| {
        let source = subject.sources.get(&declared.source);
        let title = source.map_or_else(|| declared.source.clone(), |source| source.title.clone());
        (title, declared.places.join("、"))
    })
}

fn calculation(facts: &Facts, derivation: &Derivation) -> Calculation {
    let name = |key: &Key| facts.get(key).map_or_else(|| key.to_string(), |fact| fact.name.clone());
    match &derivation.step {
        Step::Sum(parts) => {
            Calculation::Sum(parts.iter().map(|(minus, key)| (*minus, name(key))).collect())
        }
        Step::SumOver(_, parts) => {
            Calculation::Sum(parts.iter().map(|key| (false, name(key))).collect())
        }
        Step::Product(a, b, divisor) => Calculation::Product(name(a), name(b), *divisor),
        Step::Ratio(a, b, factor) => Calculation::Ratio(name(a), name(b), *factor),
        Step::Growth(a, b) => Calculation::Growth(name(a), name(b)),
        Step::Given(given) => Calculation::Other(given.inputs.iter().map(name).collect()),
        Step::Calendar => Calculation::None,
    }
}
