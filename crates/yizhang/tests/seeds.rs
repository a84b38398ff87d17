//! The books against the reference beside the repository: every quantity that a published text
//! prints is a declared fact at its line, and every declared fact stands at the line it names.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stdout, reason = "counts and rows that are no facts are for the reader")]

mod whole;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use serde::Deserialize;
use whole::{BOOKS, Whole, workspace};
use yz_facts::{Declared, Fact};
use yz_units::{Bound, Figure, Period};

/// At least this many of a hundred quantities of the published texts must be facts.
const FACTS_PERCENT_MIN: usize = 95;

/// A quantity of a published text, as the reference lists it.
#[derive(Deserialize)]
struct Row {
    seed: String,
    line: usize,
    quote: String,
    quantity: String,
    value: String,
    unit: String,
}

/// One number of a row, with the units that it may have.
struct Part {
    number: String,
    units: Vec<String>,
}

/// How many rows of a book are facts, and which are excused or neither.
#[derive(Default)]
struct Count {
    rows: usize,
    facts: usize,
    excused: Vec<String>,
    neither: Vec<String>,
}

#[test]
fn every_quantity_of_the_published_texts_is_a_fact_at_its_line() {
    let Some(shared) = shared() else { return };
    let text = fs::read_to_string(shared.join("reference/seed_quantities.jsonl")).unwrap();
    let rows: Vec<Row> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!rows.is_empty());
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut stale = Vec::new();
    for whole in BOOKS.iter() {
        let count = counts.entry(whole.name()).or_default();
        let mut excuses: BTreeSet<(String, String)> = BTreeSet::new();
        for row in whole.expected("not-facts.tsv") {
            let [line, figure, reason] = row.as_slice() else { panic!("{row:?}") };
            assert!(!reason.is_empty(), "{} {line} {figure}: no reason", whole.name());
            excuses.insert((line.clone(), figure.clone()));
        }
        let mut used = BTreeSet::new();
        let of = format!("{}.txt", whole.name());
        for row in rows.iter().filter(|row| row.seed == of) {
            count.add(row, &missing(whole, row), &excuses, &mut used);
        }
        stale.extend(excuses.difference(&used).map(|row| format!("{} {row:?}", whole.name())));
    }
    let known: usize = counts.values().map(|count| count.rows).sum();
    assert_eq!(known, rows.len(), "the reference has rows of a text without a book");
    let facts: usize = counts.values().map(|count| count.facts).sum();
    let mut neither = Vec::new();
    for (name, count) in &counts {
        println!("{name}: {} of {} quantities are facts", count.facts, count.rows);
        count.excused.iter().for_each(|row| println!("  no fact, with a reason: {row}"));
        neither.extend(count.neither.iter().map(|row| format!("{name} {row}")));
    }
    assert!(neither.is_empty(), "neither facts nor excused:\n{}", neither.join("\n"));
    assert!(stale.is_empty(), "rows of not-facts.tsv that excuse nothing: {stale:#?}");
    assert!(FACTS_PERCENT_MIN * rows.len() <= facts * 100, "only {facts} of {}", rows.len());
}

#[test]
fn every_declared_fact_stands_at_its_lines_or_says_why() {
    let Some(shared) = shared() else { return };
    let mut wrong = Vec::new();
    for whole in BOOKS.iter() {
        let path = shared.join(format!("seeds/{}.txt", whole.name()));
        let text = fs::read_to_string(path).unwrap();
        let lines: Vec<&str> = text.split('\n').collect();
        for fact in whole.open.facts.all() {
            let Some(declared) = &fact.declared else { continue };
            let explained = !declared.note.is_empty();
            for place in &declared.places {
                let line: usize = place.strip_prefix('L').unwrap().parse().unwrap();
                let stands = stands_in(declared, lines[line - 1]);
                if !stands && !explained {
                    let (name, figure) = (&fact.name, declared.figure);
                    wrong.push(format!("{} {place} {name} {figure}", whole.name()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "not at their line, and no note:\n{}", wrong.join("\n"));
}

impl Count {
    fn add(
        &mut self,
        row: &Row,
        missing: &[String],
        excuses: &BTreeSet<(String, String)>,
        used: &mut BTreeSet<(String, String)>,
    ) {
        self.rows = self.rows.saturating_add(1);
        if missing.is_empty() {
            self.facts = self.facts.saturating_add(1);
            return;
        }
        let line = format!("L{}", row.line);
        let (excused, open): (Vec<&String>, Vec<&String>) =
            missing.iter().partition(|figure| excuses.contains(&(line.clone(), (*figure).clone())));
        used.extend(excused.iter().map(|figure| (line.clone(), (*figure).clone())));
        let text = format!("{line} {}: {}", row.quantity, missing.join("、"));
        if open.is_empty() { self.excused.push(text) } else { self.neither.push(text) }
    }
}

/// Where the reference lies beside the workspace, when it does.
fn shared() -> Option<PathBuf> {
    let shared = workspace().join("../shared");
    let here = shared.exists();
    if !here {
        println!("skipped: ../shared is not here");
    }
    here.then_some(shared)
}

/// The numbers of a row that no fact of the book has at that line; each fact is used once.
fn missing(whole: &Whole, row: &Row) -> Vec<String> {
    if let Some((from, to)) = row.value.split_once("..") {
        let period = months(whole.open.book.period);
        let same = period == (from.to_owned(), to.to_owned());
        return if same { Vec::new() } else { vec![row.value.clone()] };
    }
    let here = format!("L{}", row.line);
    let mut facts: Vec<&Fact> = whole.open.facts.all().collect();
    facts.retain(|fact| {
        fact.declared.as_ref().is_some_and(|declared| declared.places.contains(&here))
    });
    let mut missing = Vec::new();
    for part in parts(row) {
        let found = facts.iter().position(|fact| {
            fact.declared.as_ref().is_some_and(|declared| part.is(declared.figure, &row.quote))
        });
        match found {
            Some(index) => _ = facts.remove(index),
            None => missing.push(part.text()),
        }
    }
    missing
}

/// The first and last month of a period, as the reference writes them.
fn months(period: Period) -> (String, String) {
    let month = |date: yz_units::Date| format!("{}-{:02}", date.year(), date.month());
    (month(period.first()), month(period.last()))
}

/// `88.56/5/5` in `%/pp/分` is three numbers with their units, `1=0+1+0` four with the same.
fn parts(row: &Row) -> Vec<Part> {
    let numbers: Vec<&str> = match row.value.contains('=') {
        true => row.value.split(['=', '+']).collect(),
        false => row.value.split('/').collect(),
    };
    let unit = row.unit.replace("pp", "个百分点").replace("(缺单位)", "");
    let pieces: Vec<String> = unit.split('/').map(str::to_owned).collect();
    let several = 1 < numbers.len() && numbers.len() == pieces.len();
    let part = |(index, number): (usize, &&str)| {
        let units = match several {
            true => vec![pieces[index].clone()],
            false => [unit.clone()].into_iter().chain(pieces.iter().cloned()).collect(),
        };
        Part { number: (*number).to_owned(), units }
    };
    numbers.iter().enumerate().map(part).collect()
}

impl Part {
    fn text(&self) -> String {
        format!("{}{}", self.number, self.units.first().map_or("", String::as_str))
    }

    /// The number with a unit, read as a figure; `8000+` is 8000余.
    fn figure(&self, unit: &str) -> Option<Figure> {
        let number = self.number.replace('+', "余");
        format!("{number}{unit}").parse().ok()
    }

    fn is(&self, fact: Figure, quote: &str) -> bool {
        self.units.iter().any(|unit| match (unit.as_str(), self.figure(unit)) {
            // The text forgot the unit: the digits are all that can agree.
            ("", _) => fact.number().to_text(false) == self.number,
            (_, Some(part)) => is_same(fact, part) || is_decrease(fact, part, quote),
            _ => false,
        }) || self.is_quoted(fact, quote)
    }

    /// The reference left out a bound or a part of the unit that the text itself prints:
    /// 75%以上 is listed as 75 %.
    fn is_quoted(&self, fact: Figure, quote: &str) -> bool {
        let plain = |text: &str| text.replace([',', '，', ' '], "");
        let unit = fact.form().unit_text();
        let kin = |listed: &String| !listed.is_empty() && unit.starts_with(listed.as_str());
        self.units.iter().any(kin)
            && fact.number().to_text(false) == self.number.trim_end_matches('+')
            && plain(quote).contains(&plain(&fact.to_string()))
    }
}

/// Whether a fact is what the line prints: the same unit and bound, and the same value, or a value
/// with more digits that prints so (46万人 is 461025 people).
fn is_same(fact: Figure, part: Figure) -> bool {
    let finer = part.form().print(fact.value()).number() == part.number();
    let plain = fact.bound() == Bound::Plain;
    (fact.unit(), fact.bound()) == (part.unit(), part.bound())
        && (fact.range() == part.range() || fact.value() == part.value() || (plain && finer))
}

/// Whether a negative fact is printed as a decrease: 减少351.21万元.
fn is_decrease(fact: Figure, part: Figure, quote: &str) -> bool {
    let word = quote.contains("减少") || quote.contains("下降");
    word && fact.value().is_negative()
        && (fact.value().abs(), fact.unit()) == (part.value(), part.unit())
}

/// Whether a line prints the digits of a declared figure, or the figure in Chinese numerals.
fn stands_in(declared: &Declared, line: &str) -> bool {
    let line = line.replace(',', "");
    let digits = declared.figure.number().to_text(false);
    let digits = digits.trim_start_matches('-');
    let mut numbers = line.split(|c: char| !c.is_ascii_digit() && c != '.');
    let printed = declared.figure.to_string();
    numbers.any(|number| number == digits) || line.contains(printed.trim_end_matches('名'))
}
