//! Facts and where they come from.

use yz_units::{Exact, Figure, Range};

use crate::declared::Declared;
use crate::reference::Key;

/// A value with its unit, and where it comes from.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Which fact.
    pub key: Key,
    /// Its name within the book: the reference that leads to it.
    pub name: String,
    /// The value in whole units; `None` when it is undefined (a share of nothing).
    pub value: Option<Exact>,
    /// All true values that it may have.
    pub range: Range,
    /// As it is printed; `None` when it is undefined.
    pub figure: Option<Figure>,
    /// What was declared, if anything was.
    pub declared: Option<Declared>,
    /// How it follows from others: the calculation that gives the value, then those that check it.
    pub derivations: Vec<Derivation>,
    /// Whether what was declared and what follows disagree beyond rounding.
    pub disputed: bool,
    /// Whether it rests on a policy parameter that nobody has checked against its source.
    pub unverified: bool,
}

/// What kind of origin a fact has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Declared, with source and place.
    Declared,
    /// Counted from records.
    Counted,
    /// Given by a policy parameter.
    Policy,
    /// Derived from other facts.
    Derived,
    /// Given by scoring.
    Scored,
    /// Counted from the calendar.
    Calendar,
}

/// A calculation, carried out.
#[derive(Debug, Clone)]
pub struct Derivation {
    /// What was calculated from what.
    pub step: Step,
    /// The result; `None` when it is undefined.
    pub value: Option<Exact>,
    /// All true results, given the ranges of the inputs.
    pub range: Range,
    /// The calculation with its numbers: `762,218人 × 52.70元/人/年 = 40,168,888.60元`.
    pub working: String,
}

/// What was calculated from what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Added up; those marked `true` taken away.
    Sum(Vec<(bool, Key)>),
    /// The sum over the members of a dimension.
    SumOver(String, Vec<Key>),
    /// The product of two, divided by the number (100 where a percentage is a factor).
    Product(Key, Key, Exact),
    /// The quotient of two, times the number (100 for a percentage).
    Ratio(Key, Key, Exact),
    /// The change from the second to the first, in percent of the second.
    Growth(Key, Key),
    /// Given from outside this floor.
    Given(Given),
    /// Counted from the calendar.
    Calendar,
}

/// A value that records, the policy or another engine gives, with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// [`Origin::Counted`], [`Origin::Policy`] or [`Origin::Scored`].
    pub origin: Origin,
    /// The value in whole units.
    pub value: Exact,
    /// All values that are as good: a minimum standard may be exceeded.
    pub range: Range,
    /// What gives it: the measure, the parameter's document, the indicator and its method.
    pub source: String,
    /// Where in it.
    pub place: String,
    /// How it was found, in words.
    pub working: String,
    /// The facts it rests on.
    pub inputs: Vec<Key>,
    /// Whether it rests on something that nobody has checked against its source.
    pub unverified: bool,
}

impl Fact {
    /// What kind of origin the value has.
    #[must_use]
    pub fn origin(&self) -> Origin {
        match self.derivations.first().map(|derivation| &derivation.step) {
            None => Origin::Declared,
            Some(Step::Given(given)) => given.origin,
            Some(Step::Calendar) => Origin::Calendar,
            Some(_) => Origin::Derived,
        }
    }

    /// Whether it was counted from records.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.origin() == Origin::Counted
    }

    /// The facts that the value rests on.
    #[must_use]
    pub fn inputs(&self) -> Vec<&Key> {
        self.derivations.first().map(|derivation| derivation.step.inputs()).unwrap_or_default()
    }

    /// The figure as printed, or — when it is undefined.
    #[must_use]
    pub fn printed(&self) -> String {
        self.figure.map_or_else(|| "—".to_owned(), |figure| figure.to_string())
    }
}

impl Origin {
    /// The name in data: `declared`, `counted`, `policy`, `derived`, `scored`, `calendar`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Counted => "counted",
            Self::Policy => "policy",
            Self::Derived => "derived",
            Self::Scored => "scored",
            Self::Calendar => "calendar",
        }
    }

    /// The name in Chinese.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Declared => "申报",
            Self::Counted => "从记录计数",
            Self::Policy => "政策",
            Self::Derived => "推算",
            Self::Scored => "评分",
            Self::Calendar => "日历",
        }
    }
}

impl Step {
    /// The facts that the calculation reads.
    #[must_use]
    pub fn inputs(&self) -> Vec<&Key> {
        match self {
            Self::Sum(parts) => parts.iter().map(|part| &part.1).collect(),
            Self::SumOver(_, parts) => parts.iter().collect(),
            Self::Product(a, b, _) | Self::Ratio(a, b, _) | Self::Growth(a, b) => vec![a, b],
            Self::Given(given) => given.inputs.iter().collect(),
            Self::Calendar => Vec::new(),
        }
    }
}
