//! Tables of rules of which at most, or exactly, one holds for each combination.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use yz_diagnostics::{Finding, words};

use super::model::Rule;
use super::selectors::{Bands, Selection};
use super::values::Reader;
use crate::charge::Parts;
use crate::plan::BasisId;
use crate::rules::{BENEFIT_RULES_LEAVE_GAP, BENEFIT_RULES_OVERLAP};

/// A table, read: for each rule what it selects, its values, and what it rests on.
pub(super) struct Rules<V> {
    table: &'static str,
    rows: Vec<Row<V>>,
    /// Where each band of ages begins, for the words of findings.
    bands: Bands,
    /// Pairs that overlap, each reported once.
    overlaps: BTreeSet<(usize, usize)>,
    /// Whether a gap is known: it was reported, or a rule that did not read may have filled it.
    gap: bool,
}

pub(super) struct Row<V> {
    pub(super) selection: Selection,
    pub(super) value: V,
    pub(super) basis: BasisId,
    pub(super) span: Range<usize>,
}

impl<V> Rules<V> {
    /// Reads the rules of a table; `read` makes of each its values, or reports why it cannot.
    pub(super) fn read<'f, R: Rule>(
        rules: &[Spanned<R>],
        bands: &Bands,
        reader: &mut Reader<'f>,
        name: impl Fn(&R) -> Option<&str>,
        mut read: impl FnMut(&R, Range<usize>, &mut Reader<'f>) -> Option<V>,
    ) -> Self {
        let mut rows = Vec::new();
        let before = reader.findings.len();
        for rule in rules {
            let (span, rule) = (rule.span(), rule.get_ref());
            let selection = bands.select(rule.selectors(), reader);
            let basis = reader.basis(R::TABLE, name(rule), rule.basis());
            if let Some(value) = read(rule, span.clone(), reader) {
                rows.push(Row { selection, value, basis, span });
            }
        }
        let gap = before < reader.findings.len();
        Self { table: R::TABLE, rows, bands: bands.clone(), overlaps: BTreeSet::new(), gap }
    }

    /// Every rule that holds.
    pub(super) fn all(&self, parts: Parts) -> impl Iterator<Item = &Row<V>> {
        self.rows.iter().filter(move |row| row.selection.holds(parts))
    }

    /// The rule that holds; a second one is reported.
    pub(super) fn at_most_one(&mut self, parts: Parts, reader: &mut Reader<'_>) -> Option<&Row<V>> {
        let mut holds = (0..self.rows.len()).filter(|row| self.rows[*row].selection.holds(parts));
        let first = holds.next()?;
        if let Some(second) = holds.next()
            && self.overlaps.insert((first, second))
        {
            let (table, of) = (self.table, parts_in_words(parts, &self.bands));
            let message = words!(
                "表 {table} 的两条规则都适用于{of}",
                "two rules of the table {table} hold for {of}"
            );
            let help = words!(
                "改窄其中一条的适用条件，使每种情形只有一条规则",
                "narrow one of them, so that each combination has one rule"
            );
            let finding = Finding::new(&BENEFIT_RULES_OVERLAP, reader.name, message);
            let span = self.rows[second].span.clone();
            reader.findings.push(finding.at(reader.path, Some(span)).help(help));
        }
        Some(&self.rows[first])
    }

    /// The rule that holds; none and a second one are reported.
    pub(super) fn exactly_one(&mut self, parts: Parts, reader: &mut Reader<'_>) -> Option<&Row<V>> {
        let none = !self.rows.iter().any(|row| row.selection.holds(parts));
        if none && !self.gap {
            self.gap = true;
            let (table, of) = (self.table, parts_in_words(parts, &self.bands));
            let message = words!(
                "表 {table} 没有适用于{of}的规则",
                "no rule of the table {table} holds for {of}"
            );
            let help = words!(
                "补一条规则，或放宽已有规则的适用条件",
                "add a rule, or widen what a rule selects"
            );
            let finding = Finding::new(&BENEFIT_RULES_LEAVE_GAP, reader.name, message);
            let span = self.rows.first().map_or(0..0, |row| row.span.clone());
            reader.findings.push(finding.at(reader.path, Some(span)).help(help));
        }
        self.at_most_one(parts, reader)
    }
}

/// A combination in words, from its codes' titles.
fn parts_in_words(parts: Parts, bands: &Bands) -> String {
    let away = if parts.place == yz_records::Place::Local { "" } else { parts.filing.title() };
    let ages = bands.words(parts.band);
    let words = [
        parts.kind.title(),
        parts.level.title(),
        parts.place.title(),
        away,
        parts.category.title(),
        &ages,
    ];
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    format!("“{}”", words.join("、"))
}
