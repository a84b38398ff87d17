//! The keys of an indicator file that belong to its method.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use yz_diagnostics::{Finding, Rule, VALUE_OF_WRONG_KIND, Words, words};
use yz_units::Exact;

use crate::load::TitleToml;
use crate::rules::{FULL_MARKS_NOT_CLOSED, METHOD_KEYS_DO_NOT_FIT};

/// Which side of the target is the good one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Better {
    Higher,
    Lower,
}

impl Better {
    pub(crate) fn reached(self, value: Exact, target: Exact) -> bool {
        match self {
            Self::Higher => target <= value,
            Self::Lower => value <= target,
        }
    }

    /// The sign between value and target.
    pub(crate) fn sign(self, reached: bool) -> &'static str {
        match (self, reached) {
            (Self::Higher, true) => "≥",
            (Self::Higher, false) => "<",
            (Self::Lower, true) => "≤",
            (Self::Lower, false) => ">",
        }
    }
}

/// One of the elements that an indicator is made of.
#[derive(Debug, Clone)]
pub struct Element {
    /// The name in `evidence.toml`.
    pub name: String,
    /// The name in print.
    pub title: Words,
    /// What it is worth.
    pub marks: Exact,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ElementToml {
    name: String,
    title: TitleToml,
    marks: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BandToml {
    pub(crate) at_least: Option<String>,
    pub(crate) below: Option<String>,
    pub(crate) at_most: Option<String>,
    pub(crate) marks: Option<String>,
    pub(crate) lose: Option<String>,
}

/// The keys of the methods as one file writes them; each method takes its own.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    pub(crate) better: Option<Spanned<Better>>,
    pub(crate) step: Option<Spanned<String>>,
    pub(crate) marks_per_step: Option<Spanned<String>>,
    pub(crate) most: Option<Spanned<String>>,
    pub(crate) per_item: Option<Spanned<String>>,
    pub(crate) cap: Option<Spanned<String>>,
    pub(crate) band: Option<Spanned<Vec<BandToml>>>,
    pub(crate) elements: Option<Spanned<Vec<ElementToml>>>,
    pub(crate) taken: BTreeSet<&'static str>,
}

/// Why something in an indicator file cannot stand. Boxed: it is the rare way out.
#[derive(Debug)]
pub(crate) struct Refusal(Box<Reason>);

#[derive(Debug)]
struct Reason {
    rule: &'static Rule,
    message: Words,
    help: Words,
    span: Option<Range<usize>>,
}

impl Refusal {
    pub(crate) fn new(rule: &'static Rule, message: Words) -> Self {
        let help = words!(
            "各方法的写法见 docs/formats.md 的 indicators 一节",
            "docs/formats.md, section indicators, shows how each method is written"
        );
        Self(Box::new(Reason { rule, message, help, span: None }))
    }

    pub(crate) fn at(mut self, span: Range<usize>) -> Self {
        self.0.span = Some(span);
        self
    }

    pub(crate) fn help(mut self, help: Words) -> Self {
        self.0.help = help;
        self
    }

    /// The finding about an indicator; without a place of its own it stands at `span`.
    pub(crate) fn finding(self, subject: &str, path: &str, span: Range<usize>) -> Finding {
        let Reason { rule, message, help, span: own } = *self.0;
        Finding::new(rule, subject, message).help(help).at(path, Some(own.unwrap_or(span)))
    }
}

/// Reads a quoted decimal.
pub(crate) fn decimal(key: &str, text: &str) -> Result<Exact, Refusal> {
    text.parse().map_err(|_| {
        let message = words!(
            "`{key}` 应是加引号的小数，如 \"0.1\"，写的却是“{text}”",
            "`{key}` is a quoted decimal such as \"0.1\", not {text:?}"
        );
        Refusal::new(&VALUE_OF_WRONG_KIND, message)
    })
}

impl Keys {
    pub(crate) fn better(&mut self) -> Result<Better, Refusal> {
        self.taken.insert("better");
        self.better.as_ref().map(|better| *better.get_ref()).ok_or_else(|| missing("better"))
    }

    /// A number that must be there and above nothing.
    pub(crate) fn positive(&mut self, key: &'static str) -> Result<Exact, Refusal> {
        self.optional(key)?.ok_or_else(|| missing(key))
    }

    /// A number that may be left out, and is otherwise above nothing.
    pub(crate) fn optional(&mut self, key: &'static str) -> Result<Option<Exact>, Refusal> {
        self.taken.insert(key);
        let text = match key {
            "step" => &self.step,
            "marks_per_step" => &self.marks_per_step,
            "most" => &self.most,
            "per_item" => &self.per_item,
            _ => &self.cap,
        };
        let Some(text) = text else { return Ok(None) };
        let above_zero = |number: Exact| {
            let message = words!("`{key}` 要大于零", "`{key}` must be above nothing");
            let fits = !number.is_negative() && !number.is_zero();
            fits.then_some(number).ok_or_else(|| Refusal::new(&METHOD_KEYS_DO_NOT_FIT, message))
        };
        let number = decimal(key, text.get_ref()).and_then(above_zero);
        number.map(Some).map_err(|refusal| refusal.at(text.span()))
    }

    /// The bands as written.
    pub(crate) fn bands(&mut self) -> Result<Vec<BandToml>, Refusal> {
        self.taken.insert("band");
        let bands = self.band.as_ref().map(|bands| bands.get_ref().clone());
        bands.filter(|bands| !bands.is_empty()).ok_or_else(|| missing("band"))
    }

    /// A number of a band.
    pub(crate) fn number(&self, key: &str, text: Option<&str>) -> Result<Option<Exact>, Refusal> {
        let number = text.map(|text| decimal(key, text)).transpose();
        number.map_err(|refusal| self.at_bands(refusal))
    }

    /// A refusal that points at the bands.
    pub(crate) fn at_bands(&self, refusal: Refusal) -> Refusal {
        match &self.band {
            // The span of a list of tables covers its first line only; that is where to look.
            Some(bands) => refusal.at(bands.span()),
            None => refusal,
        }
    }

    /// The elements, which together are worth the full marks.
    pub(crate) fn elements(&mut self, full: Exact) -> Result<Vec<Element>, Refusal> {
        self.taken.insert("elements");
        let rows = self.elements.as_ref().ok_or_else(|| missing("elements"))?;
        let at = |refusal: Refusal| refusal.at(rows.span());
        let mut elements: Vec<Element> = Vec::new();
        let mut sum = Some(Exact::ZERO);
        for row in rows.get_ref() {
            let marks = decimal("marks", &row.marks).map_err(at)?;
            let name = &row.name;
            if marks.is_negative() {
                let message = words!("要素 `{name}` 的分值小于零", "`{name}` is below nothing");
                return Err(at(Refusal::new(&METHOD_KEYS_DO_NOT_FIT, message)));
            }
            if elements.iter().any(|known| known.name == *name) {
                let message = words!("要素 `{name}` 列了两次", "`{name}` is listed twice");
                return Err(at(Refusal::new(&METHOD_KEYS_DO_NOT_FIT, message)));
            }
            sum = sum.and_then(|sum| sum.plus(marks));
            let title = row.title.clone().into();
            elements.push(Element { name: name.clone(), title, marks });
        }
        if sum != Some(full) {
            let sum = sum.unwrap_or(Exact::ZERO);
            let message = words!(
                "各要素合计{sum}分，满分却是{full}分",
                "the elements add up to {sum} of {full} marks"
            );
            return Err(at(Refusal::new(&FULL_MARKS_NOT_CLOSED, message)));
        }
        Ok(elements)
    }

    /// A key that is there and that the method did not take.
    pub(crate) fn left_over(&self) -> Option<(&'static str, Range<usize>)> {
        let text =
            |key, value: &Option<Spanned<String>>| value.as_ref().map(|value| (key, value.span()));
        let all = [
            self.better.as_ref().map(|value| ("better", value.span())),
            text("step", &self.step),
            text("marks_per_step", &self.marks_per_step),
            text("most", &self.most),
            text("per_item", &self.per_item),
            text("cap", &self.cap),
            self.band.as_ref().map(|value| ("band", value.span())),
            self.elements.as_ref().map(|value| ("elements", value.span())),
        ];
        all.into_iter().flatten().find(|(key, _)| !self.taken.contains(key))
    }
}

fn missing(key: &str) -> Refusal {
    let message = words!("这个方法需要 `{key}`", "this method needs `{key}`");
    Refusal::new(&METHOD_KEYS_DO_NOT_FIT, message)
}
