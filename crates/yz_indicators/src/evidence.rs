//! What supports each score: a book's `evidence.toml`.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use yz_diagnostics::{Finding, did_you_mean, read_toml, words};

use crate::methods::Judges;
use crate::rules::{EVIDENCE_DOES_NOT_FIT, UNKNOWN_ELEMENT, UNKNOWN_INDICATOR, UNKNOWN_SOURCE};
use crate::template::Template;

/// One entry of a book's evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The indicator that it supports.
    pub indicator: String,
    /// What it shows to be met, for indicators that are judged so.
    pub met: Option<Met>,
    /// What it is, in words.
    pub what: String,
    /// The key of the source in `book.toml`; empty when none is given.
    pub source: String,
    /// Where in the source: every place that shows it.
    pub places: Vec<String>,
    /// The file that says so.
    pub file: String,
    /// The bytes of the file that name the indicator.
    pub span: Range<usize>,
}

/// What the evidence shows to be met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Met {
    /// `met = true`: the requirement, with all of its elements.
    All,
    /// `met = false`: nothing.
    Nothing,
    /// `met = [...]`: these elements.
    Elements(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EvidenceToml {
    #[serde(default)]
    evidence: Vec<EntryToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryToml {
    indicator: Spanned<String>,
    met: Option<Spanned<MetToml>>,
    #[serde(default)]
    what: String,
    source: Option<Spanned<String>>,
    place: Option<PlacesToml>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum PlacesToml {
    One(String),
    Many(Vec<String>),
}

/// `met` as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum MetToml {
    YesNo(bool),
    Elements(Vec<String>),
}

impl From<MetToml> for Met {
    fn from(met: MetToml) -> Self {
        match met {
            MetToml::YesNo(true) => Self::All,
            MetToml::YesNo(false) => Self::Nothing,
            MetToml::Elements(names) => Self::Elements(names),
        }
    }
}

impl Met {
    /// Whether an element is met.
    #[must_use]
    pub fn holds(&self, element: &str) -> bool {
        match self {
            Self::All => true,
            Self::Nothing => false,
            Self::Elements(names) => names.iter().any(|name| name == element),
        }
    }

    /// What two entries about one indicator show together; `None` when they contradict each other.
    pub(crate) fn and(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Elements(a), Self::Elements(b)) => {
                let new = b.iter().filter(|name| !a.contains(name));
                Some(Self::Elements(a.iter().chain(new).cloned().collect()))
            }
            (a, b) => (a == b).then(|| a.clone()),
        }
    }
}

impl Evidence {
    /// Reads a book's evidence for the indicators of a template.
    ///
    /// Returns what reads, and a finding for each entry that does not fit: an indicator, element
    /// or source that is not there, or a `met` that the indicator's method cannot judge by.
    #[must_use]
    pub fn parse(
        path: &str,
        text: &str,
        template: &Template,
        sources: &[String],
    ) -> (Vec<Self>, Vec<Finding>) {
        let file: EvidenceToml = match read_toml(path, text) {
            Ok(file) => file,
            Err(finding) => return (Vec::new(), vec![*finding]),
        };
        let mut evidence: Vec<Self> = Vec::new();
        let mut findings = Vec::new();
        for entry in file.evidence {
            match entry.read(path, template, sources) {
                Ok(entry) => {
                    findings
                        .extend(evidence.iter().find_map(|before| contradiction(before, &entry)));
                    evidence.push(entry);
                }
                Err(finding) => findings.push(*finding),
            }
        }
        (evidence, findings)
    }
}

impl EntryToml {
    fn read(
        self,
        path: &str,
        template: &Template,
        sources: &[String],
    ) -> Result<Evidence, Box<Finding>> {
        let name = self.indicator.get_ref();
        let span = self.indicator.span();
        let Some(indicator) = template.indicator(name) else {
            let of = &template.name;
            let message = words!(
                "指标体系 {of} 里没有指标 `{name}`",
                "the template {of} has no indicator `{name}`"
            );
            let known = template.indicators().map(|indicator| indicator.name.as_str());
            let help = did_you_mean(name, known);
            let finding = Finding::new(&UNKNOWN_INDICATOR, name, message).help(help);
            return Err(Box::new(finding.at(path, Some(span))));
        };
        if let Some(met) = &self.met {
            indicator
                .check_met(met.get_ref())
                .map_err(|finding| Box::new(finding.at(path, Some(met.span()))))?;
        }
        if let Some(source) = &self.source
            && !sources.contains(source.get_ref())
        {
            let (key, span) = (source.get_ref(), source.span());
            let message = words!(
                "指标 {name} 的证据出处 `{key}` 不在 book.toml 里",
                "the source `{key}` of the evidence for {name} is not in book.toml"
            );
            let help = did_you_mean(key, sources.iter().map(String::as_str));
            let finding = Finding::new(&UNKNOWN_SOURCE, name, message).help(help);
            return Err(Box::new(finding.at(path, Some(span))));
        }
        let places = match self.place {
            None => Vec::new(),
            Some(PlacesToml::One(place)) => vec![place],
            Some(PlacesToml::Many(places)) => places,
        };
        Ok(Evidence {
            indicator: name.clone(),
            met: self.met.map(|met| met.into_inner().into()),
            what: self.what,
            source: self.source.map(Spanned::into_inner).unwrap_or_default(),
            places,
            file: path.to_owned(),
            span,
        })
    }
}

impl crate::template::Indicator {
    /// Whether the method can judge by what the evidence says is met.
    pub(crate) fn check_met(&self, met: &MetToml) -> Result<(), Box<Finding>> {
        let (name, method) = (&self.name, self.method.name);
        let judged_by_fact = match self.method.judges {
            Judges::Met => false,
            Judges::ValueOrMet => self.value.is_some(),
            Judges::Value | Judges::ValueAgainstTarget => true,
        };
        if judged_by_fact {
            let message = words!(
                "指标 {name} 按数值评分，不看 met",
                "{name} is scored by a fact, not by `met`"
            );
            let help = words!("去掉 met；数值写在 facts.toml 里", "remove `met`: declare the fact");
            return Err(Box::new(Finding::new(&EVIDENCE_DOES_NOT_FIT, name, message).help(help)));
        }
        let MetToml::Elements(elements) = met else { return Ok(()) };
        if self.elements.is_empty() {
            let message = words!(
                "指标 {name}（{method}）没有要素可列",
                "{name} ({method}) has no elements to list"
            );
            let help = words!("写 met = true 或 met = false", "write met = true or met = false");
            return Err(Box::new(Finding::new(&EVIDENCE_DOES_NOT_FIT, name, message).help(help)));
        }
        for element in elements {
            if self.elements.iter().all(|known| known.name != *element) {
                let message =
                    words!("指标 {name} 没有要素 `{element}`", "{name} has no element `{element}`");
                let known = self.elements.iter().map(|known| known.name.as_str());
                let help = did_you_mean(element, known);
                return Err(Box::new(Finding::new(&UNKNOWN_ELEMENT, name, message).help(help)));
            }
        }
        Ok(())
    }
}

fn contradiction(before: &Evidence, entry: &Evidence) -> Option<Finding> {
    let (a, b) = (before.met.as_ref()?, entry.met.as_ref()?);
    if before.indicator != entry.indicator || a.and(b).is_some() {
        return None;
    }
    let name = &entry.indicator;
    let message = words!(
        "指标 {name} 的两条证据对 met 的说法不一致",
        "two entries about {name} contradict each other about `met`"
    );
    let help = words!(
        "留下一种说法；列要素的可以分几条写",
        "keep one of them; lists of elements may be spread over entries"
    );
    let finding = Finding::new(&EVIDENCE_DOES_NOT_FIT, name, message).help(help);
    Some(finding.at(&entry.file, Some(entry.span.clone())))
}
