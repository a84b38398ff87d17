//! What a report is about: everything that a template may ask for.

use std::collections::BTreeMap;
use std::sync::Arc;

use yz_facts::Facts;
use yz_report::Notice;

/// What a report is about.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The facts of the book.
    pub facts: Arc<Facts>,
    /// The report's name, used for file names.
    pub name: String,
    /// The title, one string a printed line.
    pub title: Vec<String>,
    /// Who publishes it.
    pub entity: String,
    /// How the text calls the place: 邻水县.
    pub place_name: String,
    /// The project the report is about: code and title.
    pub project: Option<(String, String)>,
    /// The documents that can be cited or that facts are taken from, by key.
    pub sources: BTreeMap<String, Source>,
    /// The score table, in tree order; empty when the book is not scored.
    pub scores: Vec<ScoreRow>,
    /// The grade of the total score: 优.
    pub grade: Option<String>,
    /// What must be known about single facts, by their name.
    pub remarks: BTreeMap<String, Vec<Remark>>,
    /// What stands at the head of every page; empty for nothing.
    pub warning: String,
    /// What must be known about the whole document.
    pub notices: Vec<Notice>,
    /// The folder of the staff's own prose, within the book: `narrative/self-evaluation`.
    pub narrative_folder: String,
    /// The staff's own prose: the name that templates include, and the text.
    pub narrative: Vec<Prose>,
    /// The other reports of the book: name and title.
    pub annexes: Vec<(String, String)>,
}

/// A document that can be cited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Its number, such as 医保发〔2023〕24号; empty for none.
    pub number: String,
}

impl Source {
    /// The document as official letters cite it: `《title》（number）`.
    #[must_use]
    pub fn cited(&self) -> String {
        match self.number.as_str() {
            "" => format!("《{}》", self.title),
            number => format!("《{}》（{number}）", self.title),
        }
    }
}

/// Something that must be known about a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What kind, in a word or two: 已接受的差异.
    pub title: String,
    /// The remark.
    pub text: String,
}

/// A file of prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The name that templates include: `narrative/problems.md`.
    pub name: String,
    /// The file, for findings.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// One row of the score table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreRow {
    /// How deep in the tree: 1 for a group of the first level.
    pub level: usize,
    /// The member of the dimension `indicator`.
    pub indicator: String,
    /// The name in print.
    pub title: String,
    /// An indicator, and not a group of indicators.
    pub leaf: bool,
    /// Whether its marks come on top of the full marks.
    pub on_top: bool,
    /// The target, in words.
    pub target: String,
    /// What was reached, in words.
    pub reached: String,
    /// Why these marks: the rule with its numbers.
    pub working: String,
}
