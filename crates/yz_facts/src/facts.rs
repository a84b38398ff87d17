//! The facts of a book, worked out.

use std::collections::BTreeMap;

use yz_diagnostics::{Finding, Words, did_you_mean, words};
use yz_units::{Form, Period, Range, Unit};

use crate::catalogue::Catalogue;
use crate::concept::{Concept, Formula};
use crate::context::Context;
use crate::declared::Declared;
use crate::derive::Deriver;
use crate::evaluate::{Applied, evaluate};
use crate::fact::{Derivation, Fact, Given};
use crate::reference::{Key, PeriodReference, Reference};

/// The facts of a book, worked out as far as they can be.
///
/// ```
/// use yz_facts::{Catalogue, Facts, parse_facts};
///
/// let concept = |name: &str, unit: &str, formula: &str| {
///     let head = format!("name = \"{name}\"\ntitle.zh = \"{name}\"\nunit = \"{unit}\"");
///     let text = format!("{head}\nkind = \"flow\"\n{formula}");
///     (format!("concepts/{name}.toml"), text)
/// };
/// let (catalogue, findings) = Catalogue::load(&[
///     concept("heads", "persons", ""),
///     concept("rate", "yuan/person", ""),
///     concept("due", "yuan", "product = [\"heads\", \"rate\"]"),
/// ]);
/// assert!(findings.is_empty());
/// let text = r#"
///     source = "published"
///     facts = [
///       { fact = "heads", value = "50000人", place = "L17" },
///       { fact = "rate", value = "35.00元/人", place = "L17" },
///       { fact = "due", value = "165.00万元", place = "L17" },
///     ]"#;
/// let sources = ["published".to_owned()];
/// let (declared, findings) = parse_facts("facts.toml", text, &catalogue, &sources);
/// assert!(findings.is_empty());
///
/// let facts = Facts::derive(catalogue, "2023".parse().unwrap(), &declared, &[]);
/// assert_eq!(facts.find("due").unwrap().printed(), "175.00万元");
/// let [finding] = facts.findings() else { panic!() };
/// assert_eq!(finding.rule.name, "declared-differs-from-derived");
/// assert_eq!(finding.comparison.as_ref().unwrap().difference, "-10.00万元");
/// ```
#[derive(Debug)]
pub struct Facts {
    catalogue: Catalogue,
    period: Period,
    facts: BTreeMap<Key, Fact>,
    findings: Vec<Finding>,
}

/// A fact that is neither declared nor derivable, and why.
#[derive(Debug, Clone)]
pub struct MissingFact {
    /// What was asked for.
    pub reference: String,
    /// What is wrong, in one sentence.
    pub message: Words,
    /// What to do about it.
    pub help: Words,
}

impl Facts {
    /// Works out all that follows from what is declared and given, in a book about `period`.
    #[must_use]
    pub fn derive(
        catalogue: Catalogue,
        period: Period,
        declared: &[Declared],
        given: &[(Reference, Given)],
    ) -> Self {
        let context = Context { catalogue: &catalogue, period };
        let mut deriver = Deriver::new(context);
        deriver.declare(declared);
        let given: Vec<(Key, Given)> = given
            .iter()
            .filter_map(|(reference, given)| Some((context.resolve(reference)?, given.clone())))
            .collect();
        deriver.give(&given);
        deriver.derive_all();
        let (facts, findings) = (deriver.facts, deriver.findings);
        Self { catalogue, period, facts, findings }
    }

    /// What was found while working them out.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The concepts and dimensions.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The period of the book.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// Every fact, in the order of its key.
    pub fn all(&self) -> impl Iterator<Item = &Fact> {
        self.facts.values()
    }

    /// The fact of a key.
    #[must_use]
    pub fn get(&self, key: &Key) -> Option<&Fact> {
        self.facts.get(key)
    }

    /// The key that a reference means when the book itself asks; `None` for an unknown concept.
    #[must_use]
    pub fn resolve(&self, reference: &Reference) -> Option<Key> {
        self.context().resolve(reference)
    }

    /// The fact that a reference leads to.
    ///
    /// # Errors
    ///
    /// [`MissingFact`] when the reference does not read, names nothing, or leads to no value; it
    /// says which.
    pub fn find(&self, text: &str) -> Result<&Fact, Box<MissingFact>> {
        let missing =
            |message, help| Box::new(MissingFact { reference: text.to_owned(), message, help });
        let reference: Reference =
            text.parse().map_err(|message| missing(message, Words::default()))?;
        self.catalogue
            .check_reference(&reference)
            .map_err(|finding| missing(finding.message, finding.help))?;
        self.lookup(&reference).ok_or_else(|| self.explain(&reference))
    }

    fn lookup(&self, reference: &Reference) -> Option<&Fact> {
        self.facts.get(&self.resolve(reference)?)
    }

    /// Carries out a formula that no concept has, such as a growth rate that a template asks for.
    ///
    /// # Errors
    ///
    /// [`MissingFact`] for the first input that is missing.
    pub fn work_out(
        &self,
        name: &str,
        title: Words,
        form: Form,
        formula: &Formula,
    ) -> Result<Fact, Box<MissingFact>> {
        let mut inputs = Vec::new();
        for reference in formula.inputs() {
            inputs.push(self.find(&reference.to_string())?);
            if matches!(formula, Formula::Growth(_) | Formula::Change(_)) {
                let period = self.previous(reference);
                let before = Reference { period, ..reference.clone() };
                inputs.push(self.find(&before.to_string())?);
            }
        }
        let concept = Concept::adhoc(name, title, form);
        let applied = match (formula, inputs.as_slice()) {
            (Formula::Sum(parts), _) => {
                Applied::Sum(parts.iter().map(|part| part.0).zip(inputs.iter().copied()).collect())
            }
            (Formula::Product(..), [a, b]) => Applied::Product(a, b),
            (Formula::Ratio(..), [a, b]) => Applied::Ratio(a, b),
            (Formula::Growth(_), [now, before]) => Applied::Growth(now, before),
            (_, [now, before, ..]) => Applied::Sum(vec![(false, now), (true, before)]),
            _ => return Err(self.explain(&Reference::concept(name))),
        };
        let derivation = evaluate(&concept, &applied).unwrap_or_else(|_| undefined(&applied));
        let unverified = inputs.iter().any(|fact| fact.unverified);
        Ok(Fact {
            key: Key { concept: name.to_owned(), dimensions: BTreeMap::new(), period: self.period },
            name: name.to_owned(),
            value: derivation.value,
            range: derivation.range,
            figure: derivation.value.map(|value| form.print(value)),
            declared: None,
            derivations: vec![derivation],
            disputed: false,
            unverified,
        })
    }

    /// The fact that already is what a formula would give: the growth rate that the book declares,
    /// say, with the digits that it declares.
    #[must_use]
    pub fn named(&self, formula: &Formula) -> Option<&Fact> {
        let asked = match formula {
            Formula::Growth(of) | Formula::Change(of) => self.resolve(of)?,
            _ => return None,
        };
        let own = self.catalogue.concepts().filter(|concept| !concept.formulas.is_empty());
        own.flat_map(|concept| concept.formulas.iter().map(move |known| (concept, known)))
            .filter_map(|(concept, known)| {
                let of = match (known, formula) {
                    (Formula::Growth(of), Formula::Growth(_))
                    | (Formula::Change(of), Formula::Change(_)) => of,
                    _ => return None,
                };
                let reference = Reference::concept(&concept.name);
                let context = self.context();
                let key = context.resolve_from(&reference, &asked.dimensions, asked.period)?;
                let same = context.resolve_from(of, &key.dimensions, key.period)? == asked;
                self.facts.get(&key).filter(|fact| same && fact.declared.is_some())
            })
            .next()
    }

    fn previous(&self, reference: &Reference) -> Option<PeriodReference> {
        match reference.period {
            None => Some(PeriodReference::Previous),
            Some(PeriodReference::At(period)) => period.shifted_years(-1).map(PeriodReference::At),
            Some(PeriodReference::Previous) => {
                self.period.shifted_years(-2).map(PeriodReference::At)
            }
        }
    }

    /// What a fact measures, in words: the concept's title and, in brackets, its members.
    #[must_use]
    pub fn title(&self, key: &Key) -> Words {
        let Some(concept) = self.catalogue.concept(&key.concept) else {
            return Words::same(&key.concept);
        };
        let mut members: Vec<Words> = Vec::new();
        for (dimension, code) in &key.dimensions {
            let member = self.catalogue.dimension(dimension).and_then(|of| of.member(code));
            members.extend(member.map(|member| member.title.clone()));
        }
        members.retain(|title| !title.zh.is_empty());
        let zh: Vec<&str> = members.iter().map(|title| title.zh.as_str()).collect();
        let en: Vec<&str> = members.iter().map(|title| title.en.as_str()).collect();
        if members.is_empty() {
            return concept.title.clone();
        }
        let (title_zh, title_en) = (&concept.title.zh, &concept.title.en);
        let (zh, en) = (zh.join("，"), en.join(", "));
        words!("{title_zh}（{zh}）", "{title_en} ({en})")
    }

    /// Why a fact is missing, and what would have to be declared.
    fn explain(&self, reference: &Reference) -> Box<MissingFact> {
        let name = reference.to_string();
        let missing =
            |message, help| Box::new(MissingFact { reference: name.clone(), message, help });
        let message = words!(
            "缺少 {name}：既没有申报，也推算不出来",
            "{name} is missing: neither declared nor derivable"
        );
        let Some(concept) = self.catalogue.concept(&reference.concept) else {
            let known = self.catalogue.concepts().map(|concept| concept.name.as_str());
            return missing(message, did_you_mean(&reference.concept, known));
        };
        let key = self.resolve(reference);
        let mut wanted = Vec::new();
        for input in concept.formulas.iter().flat_map(Formula::inputs) {
            let Some(key) = &key else { break };
            let input = self.context().resolve_from(input, &key.dimensions, key.period);
            wanted.extend(input.filter(|key| !self.facts.contains_key(key)));
        }
        let wanted: Vec<String> = wanted.iter().map(|key| self.context().name(key)).collect();
        let wanted = wanted.join("、");
        let help = if wanted.is_empty() {
            words!("在 facts.toml 里申报 {name}，写明出处和位置", "declare {name} in facts.toml")
        } else {
            words!(
                "在 facts.toml 里申报它，或补上推算要用的：{wanted}",
                "declare it in facts.toml, or what it would follow from: {wanted}"
            )
        };
        missing(message, help)
    }

    fn context(&self) -> Context<'_> {
        Context { catalogue: &self.catalogue, period: self.period }
    }
}

/// The outcome of a calculation over something undefined: undefined too.
fn undefined(applied: &Applied<'_>) -> Derivation {
    let step = match applied {
        Applied::Growth(a, b) => crate::fact::Step::Growth(a.key.clone(), b.key.clone()),
        Applied::Ratio(a, b) | Applied::Product(a, b) => {
            crate::fact::Step::Ratio(a.key.clone(), b.key.clone(), yz_units::Exact::ONE)
        }
        Applied::Sum(parts) => crate::fact::Step::Sum(
            parts.iter().map(|(minus, fact)| (*minus, fact.key.clone())).collect(),
        ),
        Applied::SumOver(dimension, parts) => crate::fact::Step::SumOver(
            (*dimension).to_owned(),
            parts.iter().map(|fact| fact.key.clone()).collect(),
        ),
    };
    Derivation { step, value: None, range: Range::between(None, None), working: "—".to_owned() }
}

impl Facts {
    /// The form in which a concept is printed; the unit's usual form for an unknown concept.
    #[must_use]
    pub fn form(&self, concept: &str) -> Form {
        self.catalogue.concept(concept).map_or(Form::usual(Unit::Items), |concept| concept.form)
    }
}
