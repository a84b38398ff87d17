//! Where a printed figure comes from, step by step.

use std::collections::BTreeMap;

use yz_units::Exact;

/// The name of a trace: the reference of its fact, such as `fund_income[stage=budget]`.
pub type TraceId = String;

/// All traces of a document, those of inputs included.
pub type Traces = BTreeMap<TraceId, Trace>;

/// One step of the walk from a printed figure down to its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// What the figure measures, in words: `县级财政补助应拨金额`.
    pub title: String,
    /// Period and entity, in words: `2022年 邻水县医疗保障局`.
    pub about: String,
    /// The value as printed, with its unit.
    pub printed: String,
    /// The value in whole units (yuan, persons, percent).
    pub value: Exact,
    /// The unit's printed form: `元`.
    pub unit: String,
    /// What kind of origin, in a word: 申报 (declared), 推算 (derived), 政策 (policy), 评分
    /// (scored).
    pub origin: String,
    /// The calculation with its numbers: `762,218人 × 52.70元/人/年 = 40,168,888.60元`.
    pub working: String,
    /// The document it was taken from; empty for a derived figure.
    pub source: String,
    /// Where in that document: `L198`.
    pub place: String,
    /// The calculation as data, for spreadsheets.
    pub calculation: Calculation,
    /// What must be known about it: an accepted difference, an unverified parameter.
    pub notes: Vec<TraceNote>,
}

/// Something that must be known about a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceNote {
    /// What kind, in a word or two.
    pub title: String,
    /// The note.
    pub text: String,
}

/// A calculation as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Calculation {
    /// Not calculated.
    None,
    /// The inputs added up, those marked `true` taken away.
    Sum(Vec<(bool, TraceId)>),
    /// The product of two, divided by a power of ten where a percentage is a factor.
    Product(TraceId, TraceId, Exact),
    /// The quotient of two, times a hundred where the result is a percentage.
    Ratio(TraceId, TraceId, Exact),
    /// The change from the second to the first, in percent of the second.
    Growth(TraceId, TraceId),
    /// Another rule, described by the working, over these inputs.
    Other(Vec<TraceId>),
}

impl Calculation {
    /// The traces it rests on, in order.
    #[must_use]
    pub fn inputs(&self) -> Vec<&TraceId> {
        match self {
            Self::None => Vec::new(),
            Self::Sum(parts) => parts.iter().map(|part| &part.1).collect(),
            Self::Product(a, b, _) | Self::Ratio(a, b, _) | Self::Growth(a, b) => vec![a, b],
            Self::Other(inputs) => inputs.iter().collect(),
        }
    }
}
