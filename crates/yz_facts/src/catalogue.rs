//! All concepts and dimensions, and what a reference may say.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use yz_diagnostics::{Finding, Words, did_you_mean, words};
use yz_units::Unit;

use crate::codes::{Dimension, Member};
use crate::concept::{Concept, Formula};
use crate::reference::Reference;
use crate::rules::{UNIT_MISMATCH, UNKNOWN_CONCEPT, UNKNOWN_DIMENSION, UNKNOWN_MEMBER};

/// All concepts and dimensions that a book may use.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    concepts: BTreeMap<String, Concept>,
    dimensions: BTreeMap<String, Dimension>,
}

/// The name that a data file declares: that of the file.
fn stem(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml")
}

/// Dimensions whose members come from books and templates, so that a formula may name any.
const OPEN_DIMENSIONS: [&str; 5] = ["indicator", "town", "institution", "project", "item"];

/// Dimensions whose members every book lists, so that a sum can tell which of them have no fact.
pub(crate) const LISTED_BY_BOOK: [&str; 3] = ["town", "institution", "project"];

impl Catalogue {
    /// Reads code lists and concepts, given as paths and texts, and checks that they fit.
    ///
    /// Returns every finding, not the first; what does not read is left out.
    #[must_use]
    pub fn load(files: &[(String, String)]) -> (Self, Vec<Finding>) {
        let mut catalogue = Self::default();
        let mut findings = Vec::new();
        let mut unread = BTreeSet::new();
        for (path, text) in files {
            if path.starts_with("codes/") {
                match Dimension::parse(path, text) {
                    Ok((dimension, _)) => {
                        catalogue.dimensions.insert(dimension.name.clone(), dimension);
                    }
                    Err(found) => {
                        unread.insert(stem(path));
                        findings.extend(found);
                    }
                }
            } else if path.starts_with("concepts/") {
                match Concept::parse(path, text) {
                    Ok(concept) => {
                        catalogue.concepts.insert(concept.name.clone(), concept);
                    }
                    Err(found) => {
                        unread.insert(stem(path));
                        findings.push(*found);
                    }
                }
            }
        }
        let calendar = Concept::months_in_period();
        catalogue.concepts.insert(calendar.name.clone(), calendar);
        for name in OPEN_DIMENSIONS {
            catalogue.dimensions.entry(name.to_owned()).or_insert_with(|| Dimension {
                name: name.to_owned(),
                title: Words::same(name),
                default: None,
                levels: Vec::new(),
                members: Vec::new(),
            });
        }
        // A name whose own file does not read is not unknown: that file's finding says it all.
        let whole = |concept: &&Concept| !concept.names().any(|name| unread.contains(name));
        let concepts = catalogue.concepts.values().filter(whole);
        findings.extend(concepts.flat_map(|concept| catalogue.check(concept)));
        (catalogue, findings)
    }

    /// Adds members that a book or an indicator template brings along, all of a dimension at once,
    /// since they may be part of each other. A dimension that does not exist takes none.
    ///
    /// Returns a finding for every code given twice, parent that is no member, circle of parents
    /// and member too deep; the caller knows the place.
    #[must_use = "members that do not fit must be reported"]
    pub fn add_members(
        &mut self,
        dimension: &str,
        members: impl IntoIterator<Item = Member>,
    ) -> Vec<Finding> {
        let dimension = self.dimensions.get_mut(dimension);
        dimension.map(|of| of.add(members.into_iter().collect())).unwrap_or_default()
    }

    /// The concept of a name.
    #[must_use]
    pub fn concept(&self, name: &str) -> Option<&Concept> {
        self.concepts.get(name)
    }

    /// All concepts, by name.
    pub fn concepts(&self) -> impl Iterator<Item = &Concept> {
        self.concepts.values()
    }

    /// The dimension of a name.
    #[must_use]
    pub fn dimension(&self, name: &str) -> Option<&Dimension> {
        self.dimensions.get(name)
    }

    /// All dimensions, by name.
    pub fn dimensions(&self) -> impl Iterator<Item = &Dimension> {
        self.dimensions.values()
    }

    /// The concept that people call by this title or other name: 基金总收入 is `fund_income`.
    #[must_use]
    pub fn called(&self, title: &str) -> Option<&Concept> {
        let known = |concept: &&Concept| {
            concept.title.zh == title || concept.aliases.iter().any(|alias| alias == title)
        };
        self.concepts.values().find(known)
    }

    /// Checks that a reference names a concept, dimensions of it, and members of those.
    ///
    /// # Errors
    ///
    /// A finding without a place, which the caller knows.
    pub fn check_reference(&self, reference: &Reference) -> Result<&Concept, Box<Finding>> {
        let name = &reference.concept;
        let Some(concept) = self.concepts.get(name) else {
            let message = words!("没有叫 `{name}` 的概念", "there is no concept `{name}`");
            let help = did_you_mean(name, self.concepts.keys().map(String::as_str));
            return Err(Box::new(Finding::new(&UNKNOWN_CONCEPT, name, message).help(help)));
        };
        for (dimension, member) in &reference.dimensions {
            let of = self.dimensions.get(dimension);
            let Some(of) = of.filter(|_| concept.dimensions.contains(dimension)) else {
                let message = words!(
                    "概念 `{name}` 没有维度 `{dimension}`",
                    "the concept `{name}` has no dimension `{dimension}`"
                );
                let known = concept.dimensions.iter().map(String::as_str);
                let help = if concept.dimensions.is_empty() {
                    words!("这个概念没有维度，写 `{name}` 就够了", "it has none: write `{name}`")
                } else {
                    did_you_mean(dimension, known.chain(["period"]))
                };
                let subject = reference.to_string();
                return Err(Box::new(
                    Finding::new(&UNKNOWN_DIMENSION, subject, message).help(help),
                ));
            };
            if member != "*" && of.member(member).is_none() {
                let message = words!(
                    "维度 `{dimension}` 没有成员 `{member}`",
                    "the dimension `{dimension}` has no member `{member}`"
                );
                let known = of.members.iter().map(|member| member.code.as_str());
                let help = if of.members.is_empty() {
                    words!(
                        "这个维度的成员由账自己列出：在 book.toml 里用 [[member]] 加 `{member}`",
                        "its members are the book's own: add `{member}` to book.toml as a \
                         [[member]]"
                    )
                } else {
                    did_you_mean(member, known)
                };
                let subject = reference.to_string();
                return Err(Box::new(Finding::new(&UNKNOWN_MEMBER, subject, message).help(help)));
            }
        }
        Ok(concept)
    }

    fn check(&self, concept: &Concept) -> Vec<Finding> {
        let mut findings = Vec::new();
        let spans = concept.formula_spans.iter().cloned();
        for (formula, span) in concept.formulas.iter().zip(spans) {
            let at = |finding: Finding| finding.at(&concept.path, Some(span.clone()));
            let open = |reference: &Reference| Reference {
                dimensions: reference
                    .dimensions
                    .iter()
                    .filter(|(name, _)| !OPEN_DIMENSIONS.contains(&name.as_str()))
                    .map(|(name, member)| (name.clone(), member.clone()))
                    .collect(),
                ..reference.clone()
            };
            let inputs: Result<Vec<&Concept>, Box<Finding>> = formula
                .inputs()
                .into_iter()
                .map(|reference| self.check_reference(&open(reference)))
                .collect();
            match inputs {
                Err(finding) => findings.push(at(*finding)),
                Ok(_) => findings.extend(self.check_units(concept, formula, &span)),
            }
        }
        for dimension in &concept.dimensions {
            if !self.dimensions.contains_key(dimension) {
                let message = words!("没有维度 `{dimension}`", "no dimension `{dimension}`");
                let help = did_you_mean(dimension, self.dimensions.keys().map(String::as_str));
                let finding = Finding::new(&UNKNOWN_DIMENSION, &concept.name, message);
                findings.push(finding.at(&concept.path, None).help(help));
            }
        }
        findings
    }

    fn check_units(
        &self,
        concept: &Concept,
        formula: &Formula,
        span: &Range<usize>,
    ) -> Option<Finding> {
        let unit_of = |reference: &Reference| self.unit_of(reference);
        let unit = concept.unit;
        let fits = match formula {
            Formula::Sum(parts) => parts.iter().all(|(_, part)| unit.admits_in_sum(unit_of(part))),
            Formula::Product(a, b) => unit.of_product(unit_of(a), unit_of(b)),
            Formula::Ratio(a, b) => unit.of_ratio(unit_of(a), unit_of(b)),
            Formula::Growth(_) => unit == Unit::Percent,
            Formula::Change(of) => unit == unit_of(of).of_difference(),
            Formula::SumOver(dimension) => concept.dimensions.contains(dimension),
        };
        if fits {
            return None;
        }
        let name = &concept.name;
        let inputs: Vec<String> = formula
            .inputs()
            .iter()
            .map(|input| format!("{}（{}）", input.concept, unit_of(input)))
            .collect();
        let inputs = inputs.join("、");
        let message = words!(
            "{name} 的单位是 {unit}，公式给不出这个单位：{inputs}",
            "{name} is in {unit}, which its formula cannot give: {inputs}"
        );
        let help = words!(
            "人数 × 元/人 = 元；同类相除 = percent 或 multiple；可用的组合见 docs/formats.md",
            "persons × yuan/person = yuan; like ÷ like = percent or multiple; see docs/formats.md"
        );
        Some(
            Finding::new(&UNIT_MISMATCH, name, message)
                .at(&concept.path, Some(span.clone()))
                .help(help),
        )
    }

    fn unit_of(&self, reference: &Reference) -> Unit {
        self.concepts.get(&reference.concept).map_or(Unit::Items, |concept| concept.unit)
    }
}
