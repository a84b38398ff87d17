//! What a policy is made of: parameters, their values, and the sources that they rest on.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use yz_diagnostics::Words;
use yz_units::{Date, Decimal, Exact, Figure, Form, Scale, Unit};

/// All parameters and sources.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    pub(crate) parameters: BTreeMap<String, Parameter>,
    pub(crate) sources: BTreeMap<String, Source>,
}

/// A law, notice, standard or published text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The key by which data names it.
    pub key: String,
    /// The title, without 《》.
    pub title: String,
    /// The number of the document (文号), where it has one.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: String,
    /// When, as exactly as it is known.
    pub date: String,
}

/// How far a region may go its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The same everywhere.
    Fixed,
    /// Regions may set more.
    Minimum,
    /// Regions may set less.
    Maximum,
    /// Each region sets its own; there is no value for the whole country.
    Local,
}

/// Where a value holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// In the whole country.
    Nation,
    /// In a region, by its GB/T 2260 code.
    Region(String),
}

/// Something that a law or notice sets, with all its values.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// The name, which is the file's.
    pub name: String,
    /// The name for people.
    pub title: Words,
    /// What its amounts, or the limits of its bands, are counted in.
    pub unit: Unit,
    /// How far a region may go its own way.
    pub kind: Kind,
    /// The values of each scope, the earliest first.
    pub(crate) values: BTreeMap<Scope, Vec<Value>>,
}

/// What a parameter is from one day to another in one scope.
#[derive(Debug, Clone)]
pub struct Value {
    /// The first day.
    pub from: Date,
    /// The last day; none when it holds until further notice.
    pub until: Option<Date>,
    /// The amount, or the bands.
    pub content: Content,
    /// The key of the source.
    pub source: String,
    /// Where in the source.
    pub place: String,
    /// Whether the value was seen in the source, not just heard of.
    pub verified: bool,
    /// Why the value may leave the national limit, where it does.
    pub exception: Option<String>,
    /// The file it stands in.
    pub file: String,
    /// Where in the file.
    pub span: Range<usize>,
}

/// What a value says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// One amount, with the digits that its source gives it.
    Amount(Decimal),
    /// Bands of another quantity, the lowest first.
    Bands(Vec<Band>),
}

/// A band: `from ≤ x < to`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The lower limit, which belongs to the band; none when it has no lower end.
    pub from: Option<Exact>,
    /// The upper limit, which does not; none when it has no upper end.
    pub to: Option<Exact>,
    /// The code of what falls into the band.
    pub member: String,
    /// Its name for people.
    pub title: Words,
}

impl Policy {
    /// The names of all parameters, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parameters.keys().map(String::as_str)
    }

    /// All parameters, in alphabetical order.
    pub fn parameters(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.values()
    }

    /// The parameter of this name.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.get(name)
    }

    /// All sources, in the order of their keys.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.values()
    }

    /// The source of this key.
    #[must_use]
    pub fn source(&self, key: &str) -> Option<&Source> {
        self.sources.get(key)
    }
}

impl Source {
    /// The source as official letters cite it: `《title》（number）`.
    #[must_use]
    pub fn cited(&self) -> String {
        match &self.number {
            Some(number) => format!("《{}》（{number}）", self.title),
            None => format!("《{}》", self.title),
        }
    }
}

impl Kind {
    /// Every kind, as files name it.
    pub(crate) const NAMES: [(&'static str, Self); 4] = [
        ("fixed", Self::Fixed),
        ("minimum", Self::Minimum),
        ("maximum", Self::Maximum),
        ("local", Self::Local),
    ];
}

impl Scope {
    /// The scopes that a region lies in, the most specific first: county, city, province, nation.
    ///
    /// `None` when the text is not a code of six digits.
    #[must_use]
    pub fn around(region: &str) -> Option<Vec<Self>> {
        if region.len() != 6 || !region.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mut scopes = vec![Self::Region(region.to_owned())];
        for (digits, zeros) in [(4, "00"), (2, "0000")] {
            let wider = Self::Region(format!("{}{zeros}", region.get(..digits)?));
            if !scopes.contains(&wider) {
                scopes.push(wider);
            }
        }
        scopes.push(Self::Nation);
        Some(scopes)
    }

    /// The scopes wider than this one, the most specific first.
    pub(crate) fn wider(&self) -> Vec<Self> {
        let Self::Region(code) = self else { return Vec::new() };
        Self::around(code).unwrap_or_default().into_iter().skip(1).collect()
    }

    /// The scope in words: `全国` or the region's code.
    #[must_use]
    pub fn words(&self) -> Words {
        match self {
            Self::Nation => Words { zh: "全国".to_owned(), en: "the whole country".to_owned() },
            Self::Region(code) => Words::same(code),
        }
    }
}

impl Parameter {
    /// The scopes that have values, the nation first.
    pub fn scopes(&self) -> impl Iterator<Item = &Scope> {
        self.values.keys()
    }

    /// The values of a scope, the earliest first.
    #[must_use]
    pub fn values(&self, scope: &Scope) -> &[Value] {
        self.values.get(scope).map_or(&[], Vec::as_slice)
    }

    /// An amount as a figure with the digits that its source gives it: `35.00元/人/年`.
    #[must_use]
    pub fn figure(&self, amount: Decimal) -> Figure {
        let decimals = amount.decimals();
        let form = Form { unit: self.unit, scale: Scale::One, decimals, grouped: false };
        form.print(amount.value().unwrap_or(Exact::ZERO))
    }
}

impl Value {
    /// Whether the value holds on a day.
    #[must_use]
    pub fn holds(&self, on: Date) -> bool {
        self.from <= on && self.until.is_none_or(|until| on <= until)
    }

    /// Whether two values hold on a same day.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let starts_before_end = |a: &Self, b: &Self| b.until.is_none_or(|until| a.from <= until);
        starts_before_end(self, other) && starts_before_end(other, self)
    }
}

impl Band {
    /// Whether a quantity falls into the band.
    #[must_use]
    pub fn holds(&self, quantity: Exact) -> bool {
        self.from.is_none_or(|from| from <= quantity) && self.to.is_none_or(|to| quantity < to)
    }
}

/// `national`, or the region's code.
impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nation => f.write_str("national"),
            Self::Region(code) => f.write_str(code),
        }
    }
}
