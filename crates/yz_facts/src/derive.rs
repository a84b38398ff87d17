//! Works out every fact that can be worked out, in order, with the whole trace.

use std::collections::{BTreeMap, BTreeSet};

use yz_diagnostics::{Comparison, Finding, words};
use yz_units::{Exact, Figure, Range};

use crate::concept::{Concept, Formula, MONTHS_IN_PERIOD};
use crate::context::Context;
use crate::declared::Declared;
use crate::evaluate::{Applied, Refusal, evaluate};
use crate::fact::{Derivation, Fact, Given, Origin, Step};
use crate::reference::{Key, PeriodReference, Reference};
use crate::rules::{
    CYCLIC_FORMULA, DECLARED_DIFFERS_FROM_DERIVED, FACT_DECLARED_TWICE, RATE_OF_NOTHING,
    VALUE_TOO_LARGE,
};

/// Works out facts on demand and remembers them.
pub(crate) struct Deriver<'a> {
    pub(crate) context: Context<'a>,
    declared: BTreeMap<Key, Declared>,
    given: BTreeMap<Key, Given>,
    pub(crate) facts: BTreeMap<Key, Fact>,
    absent: BTreeSet<Key>,
    /// The facts being derived, outermost first.
    stack: Vec<Key>,
    /// Formulas that wanted nothing but facts in progress: the innermost fact, and the circle.
    circles: Vec<(Key, Vec<Key>)>,
    /// How often a fact in progress was wanted, so that "absent" is remembered only for good.
    interrupted: usize,
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
            stack: Vec::new(),
            circles: Vec::new(),
            interrupted: 0,
            findings: Vec::new(),
        }
    }

    /// Takes in declared facts; a second declaration of a fact is a finding.
    pub(crate) fn declare(&mut self, declared: &[Declared]) {
        for fact in declared {
            let Some(key) = self.context.resolve(&fact.reference) else { continue };
            if let Some(first) = self.declared.get(&key) {
                let name = self.context.name(&key);
                let (one, two) = (first.figure, fact.figure);
                let message = words!(
                    "{name} 申报了两次：{one} 和 {two}",
                    "{name} is declared twice: {one} and {two}"
                );
                let help = words!(
                    "留下一条，把各处位置都写进它的 place",
                    "keep one entry and list every place in it"
                );
                let finding = Finding::new(&FACT_DECLARED_TWICE, name, message).help(help);
                self.findings.push(finding.at(&fact.file, Some(fact.span.clone())));
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
        for key in &known {
            self.fact(key);
        }
        let catalogue = self.context.catalogue;
        for concept in catalogue.concepts().filter(|concept| !concept.formulas.is_empty()) {
            for key in self.contexts(concept, &known) {
                self.fact(&key);
            }
        }
    }

    /// The keys of a concept that the known facts give occasion for.
    fn contexts(&self, concept: &Concept, known: &BTreeSet<Key>) -> BTreeSet<Key> {
        let own = Reference::concept(&concept.name);
        let mut keys: BTreeSet<Key> = self.context.resolve(&own).into_iter().collect();
        for key in known {
            for ancestor in self.ancestors(&key.dimensions) {
                keys.extend(self.context.resolve_from(&own, &ancestor, key.period));
            }
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

    /// The fact of a key, worked out if need be.
    pub(crate) fn fact(&mut self, key: &Key) -> Option<&Fact> {
        if !self.facts.contains_key(key) && !self.absent.contains(key) {
            let interrupted = self.interrupted;
            match self.work_out(key) {
                Some(fact) => {
                    self.facts.insert(key.clone(), fact);
                }
                // What was found absent while it waited for itself may yet follow another way.
                None if self.interrupted == interrupted || self.stack.is_empty() => {
                    self.absent.insert(key.clone());
                }
                None => {}
            }
        }
        self.facts.get(key)
    }

    fn work_out(&mut self, key: &Key) -> Option<Fact> {
        let concept = self.context.catalogue.concept(&key.concept)?;
        if concept.name == MONTHS_IN_PERIOD {
            return self.calendar(concept, key);
        }
        self.stack.push(key.clone());
        let mut derivations: Vec<Derivation> =
            self.given.get(key).map(|given| given_derivation(given.clone())).into_iter().collect();
        let declared = self.declared.get(key).cloned();
        let known = declared.is_some() || !derivations.is_empty();
        for formula in &concept.formulas {
            if known || self.occasioned(concept, formula, key) {
                derivations.extend(self.apply(concept, formula, key));
            }
        }
        self.stack.pop();
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

    /// The declared value of a fact in progress, which cuts the circle.
    fn in_progress(&mut self, key: &Key) -> Option<Fact> {
        self.interrupted = self.interrupted.saturating_add(1);
        let concept = self.context.catalogue.concept(&key.concept)?;
        let declared = self.declared.get(key).cloned()?;
        self.settle(concept, key, Some(declared), Vec::new())
    }

    fn report_circle(&mut self, concept: &Concept, circles: Vec<(Key, Vec<Key>)>) {
        let Some((key, circle)) = circles.into_iter().next() else { return };
        let names: Vec<String> =
            circle.iter().chain([&key]).map(|key| self.context.name(key)).collect();
        let (name, chain) = (self.context.name(&key), names.join(" → "));
        let message = words!("公式循环：{chain}", "the formulas go in a circle: {chain}");
        let help = words!(
            "申报其中一个（写明出处），或改掉其中一个公式",
            "declare one of them, with its source, or change one of the formulas"
        );
        let span = concept.formula_spans.first().cloned();
        let finding = Finding::new(&CYCLIC_FORMULA, name, message).help(help);
        if !self.findings.iter().any(|known| known.rule == &CYCLIC_FORMULA) {
            self.findings.push(finding.at(&concept.path, span));
        }
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
            Ok(derivation) => Some(derivation),
            Err(Refusal::Undefined) => None,
            Err(Refusal::TooLarge) => {
                let name = self.context.name(key);
                let message = words!("{name} 的数值过大，算不下去", "{name} grows too large");
                let help = words!("检查输入的数字是否多写了位数", "look for digits too many");
                let finding = Finding::new(&VALUE_TOO_LARGE, name, message).help(help);
                let written = keys.iter().find_map(|key| self.declared.get(key));
                self.findings.push(match written {
                    Some(input) => finding.at(&input.file, Some(input.span.clone())),
                    None => finding.at(&concept.path, None),
                });
                None
            }
        }
    }

    /// Works out the inputs of a formula; `None` when one that it needs is missing.
    fn gather(&mut self, formula: &Formula, keys: &[Key]) -> Option<()> {
        let (mut missing, mut waiting) = (0_usize, None);
        for input in keys {
            let found = if self.stack.contains(input) {
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
            let from = self.stack.iter().position(|key| key == wanted).unwrap_or(0);
            let circle = self.stack.get(from..).unwrap_or_default().to_vec();
            self.circles.push((wanted.clone(), circle));
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

    fn report_difference(&mut self, fact: &Fact, printed: Figure, derived: &Derivation) {
        let Some(value) = derived.value else { return };
        let name = fact.name.clone();
        if self
            .findings
            .iter()
            .any(|known| known.rule == &DECLARED_DIFFERS_FROM_DERIVED && known.subject == name)
        {
            return;
        }
        let concept = self.context.catalogue.concept(&fact.key.concept);
        let own = |concept: &Concept| finer(printed.form(), concept.form_of(value));
        let form = concept.map_or(printed.form(), own);
        let recomputed = form.print(value);
        let difference = printed.value().minus(value).unwrap_or(Exact::ZERO);
        let title = self.context.catalogue.concept(&fact.key.concept).map(|of| of.title.clone());
        let title = title.unwrap_or_default();
        let (zh, en) = (title.zh, title.en);
        let message = words!(
            "{zh}（{name}）写的是{printed}，按其他事实推算是{recomputed}",
            "{en} ({name}) is given as {printed}, but follows as {recomputed}"
        );
        let comparison = Comparison {
            printed: printed.to_string(),
            recomputed: recomputed.to_string(),
            difference: signed_difference(form, difference),
            working: derived.working.clone(),
        };
        let help = words!(
            "核对算式里的每个数；若是已公布文本的错误，在 accepted.toml 里按名接受并写明理由，\
             报告将印出推算数",
            "check each number of the working; an error of a published text can be accepted by \
             name in accepted.toml, with a reason: the report then prints the recomputed figure"
        );
        let mut finding = Finding::new(&DECLARED_DIFFERS_FROM_DERIVED, name, message)
            .comparing(comparison)
            .help(help);
        if let Some(declared) = &fact.declared {
            finding = finding.at(&declared.file, Some(declared.span.clone()));
        }
        self.findings.push(finding);
    }

    fn report_rate_of_nothing(&mut self, fact: &Fact, printed: Figure) {
        let name = &fact.name;
        let message = words!(
            "{name} 写的是{printed}，但分母是零，比率没有意义",
            "{name} is given as {printed}, but it is a rate of nothing"
        );
        let help = words!("删去这一条，报告会印“—”", "leave it out: the report prints —");
        let mut finding = Finding::new(&RATE_OF_NOTHING, name, message).help(help);
        if let Some(declared) = &fact.declared {
            finding = finding.at(&declared.file, Some(declared.span.clone()));
        }
        self.findings.push(finding);
    }
}

/// The declared form with the concept's decimals where those are more: 5个百分点 → 6.44个百分点.
fn finer(declared: yz_units::Form, own: yz_units::Form) -> yz_units::Form {
    let same = declared.scale == own.scale;
    declared.with_decimals(if same {
        declared.decimals.max(own.decimals)
    } else {
        declared.decimals
    })
}

/// A difference too small for the form is shown with more decimals: 4016.88 less 4016.88886. Two
/// percentages differ by percentage points.
fn signed_difference(form: yz_units::Form, difference: Exact) -> String {
    let form = yz_units::Form { unit: form.unit.of_difference(), ..form };
    let more = form.decimals.saturating_add(6);
    let shown = (form.decimals..more)
        .map(|decimals| form.with_decimals(decimals).print(difference))
        .find(|figure| figure.value() == difference || difference.is_zero());
    let shown = shown
        .unwrap_or_else(|| form.with_decimals(form.decimals.saturating_add(2)).print(difference));
    shown.to_string()
}

fn given_derivation(given: Given) -> Derivation {
    Derivation {
        value: Some(given.value),
        range: given.range,
        working: given.working.clone(),
        step: Step::Given(given),
    }
}
