//! How indicators are scored: one file per method, in alphabetical order.
//! `tests/indicators/methods.rs` fails if one is forgotten.

use std::fmt::Debug;
use std::sync::Arc;

use yz_diagnostics::{Words, words};
use yz_units::{Exact, Rounding};

use crate::evidence::Met;
use crate::keys::{Keys, Refusal};
use crate::reading::Reading;

mod bands;
mod bonus;
mod deduct;
mod elements;
mod proportional;
mod rank;
mod threshold;
mod yes_no;

/// Every method.
pub static ALL: &[&Method] = &[
    &bands::METHOD,
    &bonus::METHOD,
    &deduct::METHOD,
    &elements::METHOD,
    &proportional::METHOD,
    &rank::METHOD,
    &threshold::METHOD,
    &yes_no::METHOD,
];

/// What a method of scoring says about itself.
#[derive(Debug)]
pub struct Method {
    /// The name in indicator files.
    pub name: &'static str,
    /// The name in print.
    pub title: &'static str,
    /// What it is given to judge by.
    pub judges: Judges,
    /// The documentation, taken from the comment on the declaration.
    pub docs: &'static str,
    /// Reads the keys of an indicator file; the second argument is its full marks.
    pub(crate) read: Read,
}

type Read = fn(&mut Keys, Exact) -> Result<Arc<dyn Scoring>, Refusal>;

/// What a method is given to judge by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judges {
    /// A fact against a target.
    ValueAgainstTarget,
    /// A fact alone.
    Value,
    /// What the evidence says is met.
    Met,
    /// A fact, or what the evidence says.
    ValueOrMet,
}

/// A method with the keys of one indicator.
pub(crate) trait Scoring: Debug + Send + Sync {
    /// Scores one indicator; refuses, with the reason, what it cannot judge.
    fn score(&self, asked: &Asked<'_>) -> Result<Scored, Words>;
}

/// What is to be judged.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// The full marks in force: those of the template, or those that the book declares instead.
    pub(crate) full: Exact,
    pub(crate) value: Option<&'a Reading>,
    pub(crate) target: Option<&'a Reading>,
    pub(crate) met: Option<&'a Met>,
}

/// The marks, and how they came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scored {
    pub(crate) marks: Exact,
    pub(crate) working: Words,
}

impl<'a> Asked<'a> {
    fn value(&self) -> Result<&'a Reading, Words> {
        self.value.ok_or_else(|| words!("没有可评的数值", "there is no value to score"))
    }

    fn target(&self) -> Result<&'a Reading, Words> {
        self.target.ok_or_else(|| words!("没有目标值", "there is no target"))
    }

    fn met(&self) -> Result<&'a Met, Words> {
        self.met.ok_or_else(|| {
            words!(
                "evidence.toml 没有说明是否符合要求",
                "evidence.toml does not say whether the requirement is met"
            )
        })
    }
}

/// Finds a method by its name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Method> {
    ALL.iter().find(|method| method.name == name).copied()
}

/// `full − lost`, and nothing when more is lost than there is.
fn less(full: Exact, lost: Exact) -> Result<Exact, Words> {
    let left = full.minus(lost).ok_or_else(too_large)?;
    Ok(if left.is_negative() { Exact::ZERO } else { left })
}

/// Marks in print: `得4.5分`, `不得分`.
fn awarded(marks: Exact) -> Words {
    if marks.is_zero() {
        return words!("不得分", "no marks");
    }
    let unit = marks_en(marks);
    words!("得{marks}分", "{unit}")
}

fn marks_en(marks: Exact) -> String {
    if marks == Exact::ONE { "1 mark".to_owned() } else { format!("{marks} marks") }
}

/// The marks rounded half up to two decimals, as tables print them.
fn rounded(marks: Exact) -> Exact {
    marks.rounded(2, Rounding::HalfUp).value().unwrap_or(marks)
}

fn too_large() -> Words {
    words!("数值过大，无法计算", "the numbers are too large to calculate with")
}

/// Declares a method; the comment on it becomes its documentation.
macro_rules! declare_method {
    (
        $(#[doc = $doc:expr])+
        $vis:vis static $ident:ident = {
            name: $name:literal,
            title: $title:literal,
            judges: $judges:ident,
            read: $read:path,
        }
    ) => {
        $(#[doc = $doc])+
        $vis static $ident: crate::methods::Method = crate::methods::Method {
            name: $name,
            title: $title,
            judges: crate::methods::Judges::$judges,
            docs: concat!($($doc, "\n"),+),
            read: $read,
        };
    };
}
use declare_method;
