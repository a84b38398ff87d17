//! The books in `books/` against the published texts that they stand for: what they print, what
//! they find, how they are scored, and where their figures come from.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stdout, reason = "shares of derived facts are for the reader of the test")]

mod whole;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use whole::{BOOKS, HOUSE, Whole};
use yizhang::operations::{report, verify};
use yz_diagnostics::Finding;
use yz_documents::Format;
use yz_facts::{Fact, Origin};
use yz_report::{Block, Calculation, Document, Place, Trace, Traces};
use yz_units::{Exact, Figure};

/// At least this many of a hundred facts that could be derived must be derived.
const DERIVED_PERCENT_MIN: usize = 60;

#[test]
fn every_published_figure_is_printed_or_corrected() {
    let mut missing = Vec::new();
    for whole in BOOKS.iter() {
        let printed = printed(whole);
        let rows = whole.expected("figures.tsv");
        assert!(!rows.is_empty(), "{} has no expected/figures.tsv", whole.name());
        for row in rows {
            let [line, figure, what, ..] = row.as_slice() else { panic!("{row:?}") };
            let wanted = row.get(3).unwrap_or(figure);
            if !prints(&printed, line, wanted) {
                missing.push(format!("{} {line} {wanted} {what}", whole.name()));
            }
        }
    }
    assert!(missing.is_empty(), "{} missing:\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn a_correction_is_not_what_was_published() {
    for whole in BOOKS.iter() {
        for row in whole.expected("figures.tsv") {
            let [line, figure, _, corrected] = row.as_slice() else { continue };
            let same = figure == corrected || alike(figure, corrected);
            assert!(!same, "{} {line}: {figure} needs no fourth column", whole.name());
        }
    }
}

#[test]
fn nothing_blocks_and_the_findings_are_the_known_ones() {
    for whole in BOOKS.iter() {
        let findings = verify::verify(&HOUSE, &whole.open);
        let blocking: Vec<&Finding> = findings.iter().filter(|one| one.blocks()).collect();
        assert!(blocking.is_empty(), "{}: {blocking:#?}", whole.name());
        let mut found: Vec<Vec<String>> = findings.iter().map(found).collect();
        found.sort();
        let mut expected = whole.expected("findings.tsv");
        expected.sort();
        let listed = |rows: &[Vec<String>]| {
            rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n")
        };
        let (found, expected) = (listed(&found), listed(&expected));
        assert_eq!(found, expected, "{}: found (left), expected (right)", whole.name());
    }
}

#[test]
fn the_marks_are_those_worked_out_by_hand() {
    for whole in BOOKS.iter() {
        let sheet = whole.open.sheet.as_ref().unwrap();
        let rows = sheet.rows.iter().map(|row| (row.name.as_str(), row.full_marks, row.marks));
        let total = ("total", sheet.full_marks, sheet.total);
        let scored: Vec<String> = rows.chain([total]).map(mark_row).collect();
        let expected: Vec<String> = whole
            .expected("scores.tsv")
            .iter()
            .map(|row| match row.as_slice() {
                [name, full, marks, ..] => {
                    mark_row((name, full.parse().unwrap(), marks.parse().ok()))
                }
                _ => panic!("{row:?}"),
            })
            .collect();
        assert_eq!(scored, expected, "{}: scored (left), by hand (right)", whole.name());
    }
}

#[test]
fn the_marks_are_printed_to_the_last_digit() {
    for whole in BOOKS.iter() {
        let rows = whole.expected("scores.tsv");
        let marks: BTreeMap<String, &String> = rows
            .iter()
            .map(|row| match row[0].as_str() {
                "total" => ("score".to_owned(), &row[2]),
                name => (format!("score[indicator={name}]"), &row[2]),
            })
            .filter(|(_, marks)| marks.as_str() != "—")
            .collect();
        let mut seen = BTreeSet::new();
        for (place, figure) in whole.documents.iter().flat_map(Document::figures) {
            let Some(id) = figure.trace.as_deref() else { continue };
            let Some(expected) = marks.get(id) else { continue };
            let printed = figure.text.trim_end_matches('分');
            assert_eq!(printed, expected.as_str(), "{} {place} {id}", whole.name());
            seen.insert(id);
        }
        assert!(!seen.is_empty(), "{} prints no marks", whole.name());
    }
}

#[test]
fn most_facts_that_can_be_derived_are_derived() {
    for whole in BOOKS.iter() {
        let facts: Vec<&Fact> = whole.open.facts.all().collect();
        let able: Vec<&&Fact> = facts.iter().filter(|fact| is_derivable(whole, fact)).collect();
        let derived = able.iter().filter(|fact| fact.origin() != Origin::Declared).count();
        let share = derived * 100 / able.len();
        println!(
            "{}: {derived} of {} derivable facts are derived ({share} %), of {} facts in all",
            whole.name(),
            able.len(),
            facts.len()
        );
        assert!(DERIVED_PERCENT_MIN <= share, "{}: only {share} %", whole.name());
    }
}

#[test]
fn every_book_prints_in_every_format_with_every_trace() {
    let out = tempfile::tempdir().unwrap();
    for whole in BOOKS.iter() {
        let reports: Vec<_> = whole.open.book.reports.iter().collect();
        let folder = out.path().join(whole.name());
        let open = &whole.open;
        let printed = report::publish(&HOUSE, open, &reports, &Format::ALL, &folder, &|_: &str| {});
        let written = printed.unwrap();
        assert_eq!(written.len(), reports.len() * Format::ALL.len(), "{}", whole.name());
        for file in &written {
            assert_ne!(fs::metadata(&file.path).unwrap().len(), 0, "{}", file.path.display());
            if file.format == Format::Html {
                let page = fs::read_to_string(&file.path).unwrap();
                check_page(&file.path.display().to_string(), &page);
            }
        }
    }
}

#[test]
fn every_trace_ends_where_somebody_can_look_it_up() {
    let mut wrong = BTreeSet::new();
    for whole in BOOKS.iter() {
        for document in &whole.documents {
            for (place, figure) in document.figures() {
                let Some(id) = &figure.trace else { continue };
                match document.traces.get(id) {
                    Some(_) => walk(&document.traces, id, &mut BTreeSet::new(), &mut wrong),
                    None => _ = wrong.insert(format!("{place} {}: no trace {id}", figure.text)),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A figure as a report prints it, and the lines of the published text that it goes back to.
struct Printed {
    /// Its text; in tables and charts also with the unit that stands over them.
    texts: Vec<String>,
    lines: BTreeSet<String>,
}

impl Printed {
    fn says(&self, wanted: &str) -> bool {
        self.texts.iter().any(|text| text == wanted || alike(text, wanted))
    }
}

/// Every figure of a book's reports.
fn printed(whole: &Whole) -> Vec<Printed> {
    let mut printed = Vec::new();
    for document in &whole.documents {
        let (tables, charts) = units(document);
        for (place, figure) in document.figures() {
            let unit = match place {
                Place::Cell { table, .. } => tables.get(table.saturating_sub(1)),
                Place::Point { chart, .. } => charts.get(chart.saturating_sub(1)),
                _ => None,
            };
            let with_unit = unit.map(|unit| format!("{}{unit}", figure.text));
            let texts = [figure.text.clone()].into_iter().chain(with_unit).collect();
            let trace = figure.trace.as_ref().and_then(|id| document.traces.get(id));
            let lines = trace.map(|trace| lines(&document.traces, trace)).unwrap_or_default();
            printed.push(Printed { texts, lines });
        }
    }
    printed
}

/// The lines that a trace names: where its fact is declared, or, where it only has another name,
/// the fact that it is.
fn lines(traces: &Traces, trace: &Trace) -> BTreeSet<String> {
    let declared = trace.notes.iter().filter(|note| note.title == "申报数");
    let places = declared.map(|note| note.text.as_str()).chain([trace.place.as_str()]);
    let words = places.flat_map(|place| place.split(|c: char| !c.is_ascii_alphanumeric()));
    let mut found: BTreeSet<String> = words.map(str::to_owned).collect();
    if let Calculation::Sum(parts) = &trace.calculation
        && let [(false, only)] = parts.as_slice()
    {
        found.extend(traces.get(only).map(|part| lines(traces, part)).unwrap_or_default());
    }
    found
}

/// Whether a book prints a figure. What has no unit, such as a period or —, stands in any line;
/// any other figure must go back to the line.
fn prints(printed: &[Printed], line: &str, wanted: &str) -> bool {
    let anywhere = wanted.parse::<Figure>().is_err();
    printed.iter().any(|one| one.says(wanted) && (anywhere || one.lines.contains(line)))
}

/// The units that stand over the tables and charts of a document.
fn units(document: &Document) -> (Vec<String>, Vec<String>) {
    let (mut tables, mut charts) = (Vec::new(), Vec::new());
    for block in &document.blocks {
        match block {
            Block::Table(table) => tables.push(table.unit.replace("单位：", "")),
            Block::Chart(chart) => charts.push(chart.unit.replace("单位：", "")),
            _ => {}
        }
    }
    (tables, charts)
}

/// Whether two printed figures say the same: value, unit and bound.
fn alike(a: &str, b: &str) -> bool {
    match (a.parse::<Figure>(), b.parse::<Figure>()) {
        (Ok(a), Ok(b)) => (a.value(), a.unit(), a.bound()) == (b.value(), b.unit(), b.bound()),
        _ => false,
    }
}

/// A finding as a row of `findings.tsv`.
fn found(finding: &Finding) -> Vec<String> {
    let level = finding.level.name();
    let accepted = if finding.accepted.is_some() { "yes" } else { "no" };
    let mut row = vec![finding.rule.name, &finding.subject, level, accepted];
    if let Some(comparison) = &finding.comparison {
        row.extend([&*comparison.printed, &comparison.recomputed, &comparison.difference]);
    }
    row.into_iter().map(str::to_owned).collect()
}

fn mark_row((name, full, marks): (&str, Exact, Option<Exact>)) -> String {
    let marks = marks.map_or_else(|| "—".to_owned(), |marks| marks.to_string());
    format!("{name}: {marks} of {full}")
}

/// Whether a fact could follow from others: its concept has a formula or a parameter, or it is
/// scored.
fn is_derivable(whole: &Whole, fact: &Fact) -> bool {
    let concept = whole.open.facts.catalogue().concept(&fact.key.concept).unwrap();
    fact.origin() == Origin::Scored || !concept.formulas.is_empty() || concept.parameter.is_some()
}

/// Every figure of a page that claims a trace has one, and so has everything it rests on.
fn check_page(name: &str, page: &str) {
    let start = page.split_once("id=\"traces\">").unwrap().1;
    let json = start.split_once("</script>").unwrap().0;
    let traces: BTreeMap<String, serde_json::Value> = serde_json::from_str(json).unwrap();
    let figures: Vec<String> = page
        .split("data-trace=\"")
        .skip(1)
        .map(|rest| unescaped(rest.split_once('"').unwrap().0))
        .collect();
    assert!(!figures.is_empty(), "{name} has no figure with a trace");
    let inputs = traces.values().flat_map(|trace| {
        let inputs = trace["inputs"].as_array().unwrap();
        inputs.iter().map(|input| input["id"].as_str().unwrap().to_owned())
    });
    for id in figures.iter().cloned().chain(inputs) {
        assert!(traces.contains_key(&id), "{name}: no trace {id}");
    }
}

fn unescaped(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    pairs.into_iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Follows a trace to its ends, and remembers those where a reader would be left alone.
fn walk(traces: &Traces, id: &str, seen: &mut BTreeSet<String>, wrong: &mut BTreeSet<String>) {
    if !seen.insert(id.to_owned()) {
        return;
    }
    let Some(trace) = traces.get(id) else {
        wrong.insert(format!("no trace {id}"));
        return;
    };
    let inputs = trace.calculation.inputs();
    if inputs.is_empty() && !is_end(trace) {
        wrong.insert(format!("{id} ends in nothing: {} “{}”", trace.origin, trace.place));
    }
    for input in inputs {
        walk(traces, input, seen, wrong);
    }
}

/// Whether a trace says itself where its value can be looked up; the calendar needs no document.
fn is_end(trace: &Trace) -> bool {
    let known = !trace.source.is_empty() && !trace.place.is_empty();
    match trace.origin.as_str() {
        "申报" | "政策" | "评分" => known,
        "日历" => !trace.working.is_empty(),
        _ => false,
    }
}
