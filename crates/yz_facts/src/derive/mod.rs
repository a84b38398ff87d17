//! Works out every fact that can be worked out, in order, with the whole trace.

mod circles;
mod report;
mod sums;

use std::collections::{BTreeMap, BTreeSet};

use yz_diagnostics::Finding;
use yz_units::{Exact, Period, Range};

use crate::catalogue::LISTED_BY_BOOK;
use crate::concept::{Concept, Formula, MONTHS_IN_PERIOD};
use crate::context::Context;
use crate::declared::Declared;
use crate::derive::circles::InProgress;
use crate::derive::report::finer;
use crate::derive::sums::BrokenDown;
use crate::evaluate::{Applied, Refusal, evaluate};
use crate::fact::{Derivation, Fact, Given, Origin, Step};
use crate::reference::{Key, PeriodReference, Reference};

/// Dimensions and a period in which something is known.
type Occasion = (BTreeMap<String, String>, Period);

/// Works out facts on demand and remembers them.
pub(crate) struct Deriver<'a> {
    pub(crate) context: Context<'a>,
    declared: BTreeMap<Key, Declared>,
    given: BTreeMap<Key, Given>,
    pub(crate) facts: BTreeMap<Key, Fact>,
    absent: BTreeSet<Key>,
    /// What does not follow as long as these facts in progress are not known.
    absent_meanwhile: BTreeMap<Key, BTreeSet<Key>>,
    /// The facts being derived, outermost first.
    stack: Vec<InProgress>,
    /// Formulas that wanted nothing but facts in progress: the innermost fact, and the circle.
    circles: Vec<(Key, Vec<Key>)>,
    /// The facts whose declared value was taken while they were in progress.
    cut: BTreeSet<Key>,
    /// What sums over members can rest on.
    broken_down: BrokenDown,
    pub(crate) findings: Vec<Finding>,
}

impl<'a> Deriver<'a> {
    pub(crate) fn new(context: Context<'a>) -> Self {
        Self {
            context,
            declared: BTreeMap::new(),
            given: BTreeMap::new(),
            facts: BTreeMap::new(),
            absent: BTreeSet::new(),
            absent_meanwhile: BTreeMap::new(),
            stack: Vec::new(),
            circles: Vec::new(),
            cut: BTreeSet::new(),
            broken_down: BrokenDown::default(),
            findings: Vec::new(),
        }
    }

    /// Takes in declared facts; a second declaration of a fact is a finding.
    pub(crate) fn declare(&mut self, declared: &[Declared]) {
        for fact in declared {
            let Some(key) = self.context.resolve(&fact.reference) else { continue };
            if let Some(first) = self.declared.get(&key).map(|first| first.figure) {
                self.report_declared_twice(&key, first, fact);
                continue;
            }
            self.declared.insert(key, fact.clone());
        }
    }

    /// Takes in values that policy or scoring gives.
    pub(crate) fn give(&mut self, given: &[(Key, Given)]) {
        self.given.extend(given.iter().cloned());
    }

    /// Works out every fact that is declared or given, and every fact that follows in a context
    /// (dimensions and period) in which something is declared.
    pub(crate) fn derive_all(&mut self) {
        let known: BTreeSet<Key> = self.declared.keys().chain(self.given.keys()).cloned().collect();
        self.broken_down = BrokenDown::of(&known);
        for key in &known {
            self.fact(key);
        }
        let occasions: BTreeSet<Occasion> =
            known.iter().flat_map(|key| self.occasions(key)).collect();
        let catalogue = self.context.catalogue;
        for concept in catalogue.concepts().filter(|concept| !concept.formulas.is_empty()) {
            for key in self.contexts(concept, &occasions) {
                self.fact(&key);
            }
        }
    }

    /// Where a known fact gives occasion to derive others: its own dimensions, and those with one
    /// member raised.
    fn occasions(&self, key: &Key) -> Vec<Occasion> {
        let ancestors = self.ancestors(&key.dimensions).into_iter();
        ancestors.map(|dimensions| (dimensions, key.period)).collect()
    }

    /// The keys of a concept that the known facts give occasion for.
    fn contexts(&self, concept: &Concept, occasions: &BTreeSet<Occasion>) -> BTreeSet<Key> {
        let own = Reference::concept(&concept.name);
        let mut keys: BTreeSet<Key> = self.context.resolve(&own).into_iter().collect();
        for (dimensions, period) in occasions {
            keys.extend(self.context.resolve_from(&own, dimensions, *period));
        }
        keys
    }

    /// The dimensions themselves, and each with one member replaced by what it is part of (in the
    /// end nothing, the total).
    fn ancestors(&self, dimensions: &BTreeMap<String, String>) -> Vec<BTreeMap<String, String>> {
        let mut all = vec![dimensions.clone()];
        for (name, member) in dimensions {
            let lineage = self
                .context
                .catalogue
                .dimension(name)
                .map(|of| of.lineage(member))
                .unwrap_or_default();
            for above in lineage.iter().skip(1) {
                let mut raised = dimensions.clone();
                raised.insert(name.clone(), above.code.clone());
                all.push(raised);
            }
            let mut total = dimensions.clone();
            total.remove(name);
            all.push(total);
        }
        all
    }

    fn work_out(&mut self, key: &Key) -> Option<Fact> {
        let concept = self.context.catalogue.concept(&key.concept)?;
        if concept.name == MONTHS_IN_PERIOD {
            return self.calendar(concept, key);
        }
        let mut derivations: Vec<Derivation> =
            self.given.get(key).map(|given| given_derivation(given.clone())).into_iter().collect();
        let declared = self.declared.get(key).cloned();
        let known = declared.is_some() || !derivations.is_empty();
        for formula in &concept.formulas {
            if known || self.occasioned(concept, formula, key) {
                let derivation = self.apply(concept, formula, key);
                derivations.extend(derivation.filter(|of| !self.rests_on(of, key)));
            }
        }
        let fact = self.settle(concept, key, declared, derivations);
        let circles = std::mem::take(&mut self.circles);
        let (mine, others) = circles.into_iter().partition(|(wanted, _)| wanted == key);
        self.circles = others;
        if fact.is_none() {
            self.report_circle(concept, mine);
        }
        fact
    }

    /// Whether the inputs of a formula know every dimension of the fact. Heads × rate gives what
    /// is due, but not what is due for each project unless the book speaks of that.
    fn occasioned(&self, concept: &Concept, formula: &Formula, key: &Key) -> bool {
        let inputs = self.input_keys(concept, formula, key).unwrap_or_default();
        let knows = |dimension: &String| {
            inputs.iter().any(|input| input.dimensions.contains_key(dimension))
        };
        key.dimensions.keys().all(knows)
    }

    fn calendar(&self, concept: &Concept, key: &Key) -> Option<Fact> {
        let value = Exact::from_integer(i64::from(key.period.months()?));
        let derivation = Derivation {
            step: Step::Calendar,
            value: Some(value),
            range: Range::exactly(value),
            working: format!("{} = {}", key.period.to_chinese(), concept.form.print(value)),
        };
        Some(self.plain_fact(concept, key, vec![derivation]))
    }

    fn plain_fact(&self, concept: &Concept, key: &Key, derivations: Vec<Derivation>) -> Fact {
        let first = derivations.first();
        let value = first.and_then(|derivation| derivation.value);
        Fact {
            key: key.clone(),
            name: self.context.name(key),
            value,
            range: first.map_or(Range::between(None, None), |derivation| derivation.range),
            figure: value.map(|value| concept.form_of(value).print(value)),
            declared: None,
            unverified: self.is_unverified(&derivations),
            derivations,
            disputed: false,
        }
    }

    fn is_unverified(&self, derivations: &[Derivation]) -> bool {
        let Some(derivation) = derivations.first() else { return false };
        // How marks are given is said once, in the score table; a parameter is marked everywhere.
        let from_policy = |given: &Given| given.unverified && given.origin == Origin::Policy;
        let given = matches!(&derivation.step, Step::Given(given) if from_policy(given));
        let mut inputs = derivation.step.inputs().into_iter();
        given || inputs.any(|key| self.facts.get(key).is_some_and(|fact| fact.unverified))
    }

    /// Finds the inputs of a formula and carries it out; `None` when an input is missing.
    fn apply(&mut self, concept: &Concept, formula: &Formula, key: &Key) -> Option<Derivation> {
        if let Formula::SumOver(dimension) = formula
            && !self.broken_down.may_sum(concept, dimension, key)
        {
            return None;
        }
        let keys = self.input_keys(concept, formula, key)?;
        self.gather(formula, &keys)?;
        let found = |key: &Key| self.facts.get(key);
        let applied = match (formula, keys.as_slice()) {
            (Formula::Sum(parts), _) => Applied::Sum(
                parts
                    .iter()
                    .zip(&keys)
                    .map(|((minus, _), key)| Some((*minus, found(key)?)))
                    .collect::<Option<_>>()?,
            ),
            (Formula::SumOver(dimension), _) => {
                let parts: Vec<&Fact> = keys.iter().filter_map(found).collect();
                if parts.is_empty() {
                    return None;
                }
                Applied::SumOver(dimension, parts)
            }
            (Formula::Product(..), [a, b]) => Applied::Product(found(a)?, found(b)?),
            (Formula::Ratio(..), [a, b]) => Applied::Ratio(found(a)?, found(b)?),
            (Formula::Growth(_), [now, before]) => Applied::Growth(found(now)?, found(before)?),
            (Formula::Change(_), [now, before]) => {
                Applied::Sum(vec![(false, found(now)?), (true, found(before)?)])
            }
            _ => return None,
        };
        match evaluate(concept, &applied) {
            Ok(mut derivation) => {
                derivation.working.push_str(&self.incomplete(formula, &keys));
                Some(derivation)
            }
            Err(Refusal::Undefined) => None,
            Err(Refusal::TooLarge) => {
                self.report_too_large(concept, key, &keys);
                None
            }
        }
    }

    /// What the working of a total says where the book lists members without a fact.
    fn incomplete(&self, formula: &Formula, keys: &[Key]) -> String {
        let missing = keys.iter().filter(|key| !self.facts.contains_key(key)).count();
        match formula {
            Formula::SumOver(dimension)
                if 0 < missing && LISTED_BY_BOOK.contains(&dimension.as_str()) =>
            {
                format!("（共{}项，缺{missing}项）", keys.len())
            }
            _ => String::new(),
        }
    }

    /// Works out the inputs of a formula; `None` when one that it needs is missing.
    fn gather(&mut self, formula: &Formula, keys: &[Key]) -> Option<()> {
        let (mut missing, mut waiting) = (0_usize, None);
        for input in keys {
            let found = if self.is_in_progress(input) {
                let fact = self.in_progress(input);
                if fact.is_none() {
                    waiting = Some(input);
                }
                fact
            } else {
                self.fact(input).cloned()
            };
            match found {
                Some(fact) => {
                    self.facts.entry(input.clone()).or_insert(fact);
                }
                None => missing = missing.saturating_add(1),
            }
        }
        if matches!(formula, Formula::SumOver(_)) || missing == 0 {
            return Some(());
        }
        if let Some(wanted) = waiting.filter(|_| missing == 1) {
            self.note_circle(wanted);
        }
        None
    }

    fn input_keys(&self, concept: &Concept, formula: &Formula, key: &Key) -> Option<Vec<Key>> {
        let resolve = |reference: &Reference| {
            self.context.resolve_from(reference, &key.dimensions, key.period)
        };
        match formula {
            Formula::Growth(of) | Formula::Change(of) => {
                let period = Some(PeriodReference::Previous);
                Some(vec![resolve(of)?, resolve(&Reference { period, ..of.clone() })?])
            }
            Formula::SumOver(dimension) => {
                let of = self.context.catalogue.dimension(dimension)?;
                let parent = key.dimensions.get(dimension).map(String::as_str);
                let own = Reference::concept(&concept.name);
                let part = |code: &str| {
                    let mut dimensions = key.dimensions.clone();
                    dimensions.insert(dimension.clone(), code.to_owned());
                    self.context.resolve_from(&own, &dimensions, key.period)
                };
                Some(of.parts_of(parent).filter_map(|member| part(&member.code)).collect())
            }
            other => other.inputs().into_iter().map(resolve).collect(),
        }
    }

    /// Decides between what was declared and what follows, and reports where they disagree.
    fn settle(
        &mut self,
        concept: &Concept,
        key: &Key,
        declared: Option<Declared>,
        derivations: Vec<Derivation>,
    ) -> Option<Fact> {
        let Some(declared) = declared else {
            derivations.first()?;
            let fact = self.plain_fact(concept, key, derivations);
            self.check_others(&fact);
            return Some(fact);
        };
        let figure = declared.figure;
        let range = if concept.exact { figure.exact_range() } else { figure.range() };
        let mut fact = self.plain_fact(concept, key, derivations);
        fact.declared = Some(declared);
        let Some(first) = fact.derivations.first() else {
            fact.value = Some(figure.value());
            fact.figure = Some(figure);
            fact.range = range;
            return Some(fact);
        };
        match first.value {
            None => {
                self.report_rate_of_nothing(&fact, figure);
                fact.figure = None;
            }
            Some(value) if first.range.meets(range) => {
                // The declared digits are printed; the exact value goes on where it prints alike.
                let prints_alike = figure.form().print(value).number() == figure.number();
                let plain = figure.bound() == yz_units::Bound::Plain;
                fact.value = Some(if prints_alike && plain { value } else { figure.value() });
                fact.figure = Some(figure);
                fact.range = if first.range.is_exact() { first.range } else { range };
            }
            Some(value) => {
                fact.disputed = true;
                fact.figure = Some(finer(figure.form(), concept.form_of(value)).print(value));
                let derivation = first.clone();
                self.report_difference(&fact, figure, &derivation);
            }
        }
        self.check_others(&fact);
        Some(fact)
    }

    /// Compares the value with the further formulas that give it too.
    fn check_others(&mut self, fact: &Fact) {
        let Some(printed) = fact.figure else { return };
        let against = match &fact.declared {
            Some(declared) if !fact.disputed => declared.figure,
            _ => printed,
        };
        let others: Vec<Derivation> = fact.derivations.iter().skip(1).cloned().collect();
        for other in others {
            if other.value.is_some() && !other.range.meets(fact.range) {
                self.report_difference(fact, against, &other);
            }
        }
    }
}

fn given_derivation(given: Given) -> Derivation {
    Derivation {
        value: Some(given.value),
        range: given.range,
        working: given.working.clone(),
        step: Step::Given(given),
    }
}
