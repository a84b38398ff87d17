//! `counted.toml`: what was counted, as a file of the book.

use serde::Deserialize;
use toml::Spanned;
use yz_diagnostics::{Finding, Words, read_toml, words};
use yz_facts::rules::{FIGURE_NOT_READ, REFERENCE_NOT_READ, UNIT_MISMATCH};
use yz_facts::{Catalogue, Given, Origin, Reference};
use yz_units::{Exact, Figure, Period, Range, Rounding, Unit};

use super::fingerprint::{CountedFile, RecordFile};
use super::{Count, Counted, FOLDER, Measure, measures};
use crate::folder::Folder;
use crate::rules::BOOK_BROKEN;

/// The name of the file.
pub const COUNTED_FILE: &str = "counted.toml";

/// How it begins.
const HEAD: &str = "\
# 由 `yizhang count` 从 records/ 计数写成，不要手改；记录或口径变了，就重新计数。
# Written by `yizhang count` from records/, never by hand: count again when records or measures
# change.
";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountedToml {
    period: Spanned<String>,
    measures: Vec<MeasureToml>,
    records: Vec<RecordToml>,
    facts: Vec<FactToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureToml {
    measure: String,
    tables: Vec<String>,
    sha256: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecordToml {
    file: String,
    rows: Spanned<String>,
    bytes: Spanned<String>,
    sha256: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactToml {
    fact: Spanned<String>,
    value: Spanned<String>,
    rows: Spanned<String>,
}

impl Counted {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// Every finding: what does not read, names nothing, or is in another unit than its concept.
    pub fn parse(text: &str, catalogue: &Catalogue) -> Result<Self, Vec<Finding>> {
        let file: CountedToml = read_toml(COUNTED_FILE, text).map_err(|finding| vec![*finding])?;
        let mut findings = Vec::new();
        let mut keep = |finding: Box<Finding>| findings.push(*finding);
        let period = file.period.get_ref().parse::<Period>();
        if period.is_err() {
            keep(wrong(&file.period, &file.period));
        }
        let whole = |text: &Spanned<String>| text.get_ref().parse::<u64>();
        let mut records = Vec::new();
        for record in file.records {
            let RecordToml { file, rows, bytes, sha256 } = record;
            match (whole(&rows), whole(&bytes)) {
                (Ok(rows), Ok(bytes)) => records.push(RecordFile { file, rows, bytes, sha256 }),
                (Err(_), _) => keep(wrong(&rows, &rows)),
                (_, Err(_)) => keep(wrong(&bytes, &bytes)),
            }
        }
        let mut facts = Vec::new();
        for fact in file.facts {
            match read_fact(&fact, catalogue) {
                Ok(count) => facts.push(count),
                Err(finding) => keep(finding),
            }
        }
        let measures = file.measures.into_iter().map(|MeasureToml { measure, tables, sha256 }| {
            CountedFile { file: measure, tables, sha256 }
        });
        match period {
            Ok(period) if findings.is_empty() => {
                Ok(Self { period, measures: measures.collect(), records, facts })
            }
            _ => Err(findings),
        }
    }

    /// The file.
    #[must_use]
    pub fn to_toml(&self, catalogue: &Catalogue) -> String {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let mut text = format!("{HEAD}\nperiod = {}\n", quoted(&self.period.to_string()));
        text.push_str("\nmeasures = [\n");
        for CountedFile { file, tables, sha256 } in &self.measures {
            let tables: Vec<String> = tables.iter().map(|table| quoted(table)).collect();
            let (file, tables) = (quoted(file), tables.join(", "));
            text.push_str(&format!(
                "  {{ measure = {file}, tables = [{tables}],\n    sha256 = \"{sha256}\" }},\n"
            ));
        }
        text.push_str("]\n\nrecords = [\n");
        for RecordFile { file, rows, bytes, sha256 } in &self.records {
            let file = quoted(file);
            text.push_str(&format!(
                "  {{ file = {file}, rows = \"{rows}\", bytes = \"{bytes}\",\n    \
                 sha256 = \"{sha256}\" }},\n"
            ));
        }
        text.push_str("]\n\nfacts = [\n");
        for Count { reference, value, rows } in &self.facts {
            let unit = catalogue.concept(&reference.concept).map(|concept| concept.unit);
            let (fact, value) = (quoted(&reference.to_string()), exact(*value, unit, false));
            let value = quoted(&value);
            text.push_str(&format!("  {{ fact = {fact}, value = {value}, rows = \"{rows}\" }},\n"));
        }
        text.push_str("]\n");
        text
    }

    /// The counted facts as values that are given to the book, with what was counted in words.
    #[must_use]
    pub fn given(&self, data: &Folder, catalogue: &Catalogue) -> Vec<(Reference, Given)> {
        let measures = measures(data);
        let of = |count: &Count| {
            let concept = count.reference.concept.as_str();
            let measure = measures.iter().find(|measure| measure.concept == concept);
            (count.reference.clone(), self.give(count, measure, catalogue))
        };
        self.facts.iter().map(of).collect()
    }

    fn give(&self, count: &Count, measure: Option<&Measure>, catalogue: &Catalogue) -> Given {
        let concept = catalogue.concept(&count.reference.concept);
        let unit = concept.map(|concept| concept.unit);
        let source = format!("{FOLDER}{}.sql", count.reference.concept);
        let tables = self.measures.iter().find(|counted| counted.file == source);
        let tables: Vec<String> = tables
            .into_iter()
            .flat_map(|counted| &counted.tables)
            .map(|table| format!("records/{table}"))
            .collect();
        let rows = grouped(count.rows);
        let value = exact(count.value, unit, true);
        let about = measure.map(Measure::about).filter(|about| !about.is_empty());
        let about = about.map(|about| format!("{about}：")).unwrap_or_default();
        let how = if unit == Some(Unit::Yuan) { "相加" } else { "计数" };
        Given {
            origin: Origin::Counted,
            value: count.value,
            range: Range::exactly(count.value),
            source,
            place: format!("{}，{rows}行", tables.join("、")),
            working: format!("{about}{how} {rows} 行 = {value}"),
            inputs: Vec::new(),
            unverified: false,
        }
    }
}

/// A whole number with its thousands apart.
fn grouped(number: u64) -> String {
    let number = i128::from(number);
    Exact::fraction(number, 1)
        .map_or_else(String::new, |exact| exact.rounded(0, Rounding::HalfUp).to_text(true))
}

/// A value in full, with its unit: money to the fen.
fn exact(value: Exact, unit: Option<Unit>, thousands_apart: bool) -> String {
    let decimals = if unit == Some(Unit::Yuan) { 2 } else { 0 };
    let digits = value.as_decimal_at_least(decimals).to_text(thousands_apart);
    format!("{digits}{}", unit.map_or("", Unit::symbol))
}

fn read_fact(fact: &FactToml, catalogue: &Catalogue) -> Result<Count, Box<Finding>> {
    let name = fact.fact.get_ref();
    let at = |finding: Finding, of: &Spanned<String>| {
        Box::new(finding.at(COUNTED_FILE, Some(of.span())).help(by_hand()))
    };
    let reference: Reference = name
        .parse()
        .map_err(|message| at(Finding::new(&REFERENCE_NOT_READ, name, message), &fact.fact))?;
    let concept =
        catalogue.check_reference(&reference).map_err(|finding| at(*finding, &fact.fact))?;
    let figure: Figure =
        fact.value.get_ref().parse().map_err(|err: yz_units::ParseFigureError| {
            let message = Words { zh: err.message_zh(), en: err.to_string() };
            at(Finding::new(&FIGURE_NOT_READ, name, message), &fact.value)
        })?;
    if figure.unit() != concept.unit {
        let (wanted, got) = (concept.unit.symbol(), figure.unit().symbol());
        let message = words!(
            "{name} 的单位应是{wanted}，写的却是{got}",
            "{name} is measured in {wanted}, but counted in {got}"
        );
        return Err(at(Finding::new(&UNIT_MISMATCH, name, message), &fact.value));
    }
    let rows = fact.rows.get_ref().parse().map_err(|_| wrong(&fact.rows, &fact.rows))?;
    Ok(Count { reference, value: figure.value(), rows })
}

/// A text that is not what the program writes.
fn wrong(text: &Spanned<String>, at: &Spanned<String>) -> Box<Finding> {
    let text = text.get_ref();
    let message = words!("“{text}”不是计数写出的样子", "{text:?} is not what counting writes");
    let finding = Finding::new(&BOOK_BROKEN, COUNTED_FILE, message);
    Box::new(finding.at(COUNTED_FILE, Some(at.span())).help(by_hand()))
}

fn by_hand() -> Words {
    words!(
        "counted.toml 不要手改：用 `yizhang count` 重新计数",
        "never change counted.toml by hand: count again with `yizhang count`"
    )
}
