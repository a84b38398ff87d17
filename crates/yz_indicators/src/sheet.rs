//! The result of scoring: rows, total, grade, and what was found on the way.

use std::collections::BTreeMap;

use yz_diagnostics::{Finding, Words};
use yz_facts::{Given, Key, Origin, Reference};
use yz_units::{Exact, Range};

use crate::template::Grade;

/// The score sheet of a book.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The name of the template.
    pub template: String,
    /// The name of the template in print.
    pub title: Words,
    /// Groups and indicators in tree order.
    pub rows: Vec<Row>,
    /// What all indicators together are worth, those on top apart.
    pub full_marks: Exact,
    /// The marks on top, when all of them are scored.
    pub bonus: Option<Exact>,
    /// The total with the marks on top; `None` while an indicator is not scored.
    pub total: Option<Exact>,
    /// How the total came about.
    pub working: Words,
    /// The grade of the total.
    pub grade: Option<Grade>,
    /// What was found while scoring.
    pub findings: Vec<Finding>,
}

/// One group or indicator of a score sheet.
#[derive(Debug, Clone)]
pub struct Row {
    /// 1 for a group at the top.
    pub level: usize,
    /// The name in files.
    pub name: String,
    /// The name in print.
    pub title: Words,
    /// The group above.
    pub parent: Option<String>,
    /// Whether it is scored itself, or is the sum of what is below it.
    pub is_indicator: bool,
    /// Whether its marks come on top of the full marks.
    pub bonus: bool,
    /// What the value is compared with, as printed; empty where nothing is.
    pub target: String,
    /// The value that was scored, as printed; empty where evidence decides.
    pub value: String,
    /// The full marks in force.
    pub full_marks: Exact,
    /// The marks; `None` when it could not be scored.
    pub marks: Option<Exact>,
    /// Full marks less marks; `None` when not scored, and for marks on top.
    pub deduction: Option<Exact>,
    /// How the marks came about, or why there are none.
    pub working: Words,
    /// What supports the score.
    pub evidence: Vec<EvidenceUse>,
    /// What ought to support it, as the template asks.
    pub evidence_required: Vec<String>,
    /// Whether this way of scoring is the official one; for a group, of all below it.
    pub verified: bool,
    /// The title of the method of scoring; empty for a group.
    pub method: &'static str,
    /// The facts that were read.
    pub inputs: Vec<Key>,
    /// Whether a fact that was read rests on something unverified.
    pub rests_on_unverified: bool,
    /// The source of the indicator and the place in it.
    pub source: (String, String),
}

/// A piece of evidence as a score sheet shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceUse {
    /// What it is, in words.
    pub what: String,
    /// The key of the source in `book.toml`; empty for a fact that follows from others.
    pub source: String,
    /// Where in the source.
    pub places: Vec<String>,
}

impl Sheet {
    /// The row of a group or indicator.
    #[must_use]
    pub fn row(&self, name: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.name == name)
    }

    /// The rows of the indicators that could not be scored.
    pub fn unscored(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.is_indicator && row.marks.is_none())
    }

    /// The scores as facts: `score[indicator=…]`, `full_marks[indicator=…]` and
    /// `deduction[indicator=…]` of every indicator.
    ///
    /// Sums over the tree are left to the concepts (`sum_over = "indicator"`). Marks on top are
    /// worth nothing towards the full marks, so that these close without them.
    #[must_use]
    pub fn computed(&self) -> Vec<(Reference, Given)> {
        let mut computed = Vec::new();
        for row in self.rows.iter().filter(|row| row.is_indicator) {
            let full = if row.bonus { Exact::ZERO } else { row.full_marks };
            computed.push((reference("full_marks", &row.name), self.given(row, full, true)));
            if let Some(marks) = row.marks {
                computed.push((reference("score", &row.name), self.given(row, marks, false)));
            }
            if let Some(deduction) = row.deduction {
                let marks = row.marks.map_or_else(|| "—".to_owned(), |marks| marks.to_string());
                let working = format!("{}分 - {marks}分 = {deduction}分", row.full_marks);
                let given = Given { working, ..self.given(row, deduction, false) };
                computed.push((reference("deduction", &row.name), given));
            }
        }
        computed
    }

    fn given(&self, row: &Row, value: Exact, is_full: bool) -> Given {
        let title = &row.title.zh;
        let (source, place) = row.source.clone();
        Given {
            origin: Origin::Scored,
            value,
            range: Range::exactly(value),
            source,
            place,
            working: match is_full {
                true => format!("指标体系“{}”：{title}{value}分", self.title.zh),
                false => row.working.zh.clone(),
            },
            inputs: if is_full { Vec::new() } else { row.inputs.clone() },
            unverified: !row.verified || (!is_full && row.rests_on_unverified),
        }
    }
}

fn reference(concept: &str, indicator: &str) -> Reference {
    let dimensions = BTreeMap::from([("indicator".to_owned(), indicator.to_owned())]);
    Reference { dimensions, ..Reference::concept(concept) }
}
