//! Answers for programs: an interface, documented in `docs/interfaces.md`.

use std::collections::BTreeMap;

use serde::Serialize;
use yz_diagnostics::Language;
use yz_facts::{Fact, Step};

use crate::operations::OpenBook;

/// One fact.
#[derive(Serialize)]
pub(crate) struct FactJson<'a> {
    name: &'a str,
    concept: &'a str,
    title: String,
    dimensions: &'a BTreeMap<String, String>,
    period: String,
    /// The exact value in whole units as a decimal, or a fraction; null when undefined.
    value: Option<String>,
    unit: &'a str,
    printed: String,
    origin: &'a str,
    source: Option<String>,
    place: Vec<String>,
    working: Option<&'a str>,
    inputs: Vec<&'a str>,
    declared: Option<String>,
    disputed: bool,
    accepted: Option<&'a str>,
    unverified: bool,
    note: &'a str,
}

impl<'a> FactJson<'a> {
    pub(crate) fn new(open: &'a OpenBook, fact: &'a Fact, language: Language) -> Self {
        let derivation = fact.derivations.first();
        let (source, place) = match (&fact.declared, derivation.map(|one| &one.step)) {
            (Some(declared), _) => (Some(declared.source.clone()), declared.places.clone()),
            (None, Some(Step::Given(given))) => {
                (Some(given.source.clone()), vec![given.place.clone()])
            }
            _ => (None, Vec::new()),
        };
        let unit = open.facts.catalogue().concept(&fact.key.concept).map(|concept| concept.unit);
        let name = |key| open.facts.get(key).map(|input: &Fact| input.name.as_str());
        Self {
            name: &fact.name,
            concept: &fact.key.concept,
            title: open.facts.title(&fact.key).get(language).to_owned(),
            dimensions: &fact.key.dimensions,
            period: fact.key.period.to_string(),
            value: fact.value.map(|value| value.to_string()),
            unit: unit.map_or("", yz_units::Unit::name),
            printed: fact.printed(),
            origin: fact.origin().name(),
            source,
            place,
            working: derivation.map(|one| one.working.as_str()),
            inputs: fact.inputs().into_iter().filter_map(name).collect(),
            declared: fact.declared.as_ref().map(|declared| declared.figure.to_string()),
            disputed: fact.disputed,
            accepted: open.accepted(fact),
            unverified: fact.unverified,
            note: fact.declared.as_ref().map_or("", |declared| declared.note.as_str()),
        }
    }
}
