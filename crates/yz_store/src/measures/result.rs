//! From the rows of a measure to facts.

use std::collections::{BTreeMap, BTreeSet};

use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int64Type, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use yz_diagnostics::{Finding, Words, did_you_mean, words};
use yz_facts::{Catalogue, Concept, Reference};
use yz_units::{Exact, Unit};

use super::refused::broken;
use super::{Count, Measure};

/// What a measure gave.
pub(super) struct Rows {
    pub(super) schema: SchemaRef,
    pub(super) batches: Vec<RecordBatch>,
}

/// The column of a count.
const VALUE: &str = "value";
/// The column of money.
const VALUE_FEN: &str = "value_fen";
/// The column that says from how many records a value was counted.
const COUNTED_ROWS: &str = "counted_rows";
/// Fen in a yuan.
const FEN: i128 = 100;

/// Reads the rows of a measure as facts of its concept. A row without a value, or counted from no
/// record at all, says nothing.
///
/// # Errors
///
/// Every finding about columns, members and rows that do not fit.
pub(super) fn read(
    measure: &Measure,
    rows: &Rows,
    catalogue: &Catalogue,
) -> Result<Vec<Count>, Vec<Finding>> {
    let Some(concept) = catalogue.concept(&measure.concept) else {
        let (name, path) = (&measure.concept, &measure.path);
        let message = words!(
            "{path} 计的是 `{name}`，没有这个概念",
            "{path} counts `{name}`, which is no concept"
        );
        let help = did_you_mean(name, catalogue.concepts().map(|known| known.name.as_str()));
        return Err(vec![broken(measure, message, help)]);
    };
    let columns = Columns::of(measure, concept, rows)?;
    let mut reader =
        Reader { concept, catalogue, unknown: BTreeMap::new(), twice: BTreeSet::new() };
    let mut counts: Vec<Count> = Vec::new();
    for batch in &rows.batches {
        reader
            .read(&columns, batch, &mut counts)
            .map_err(|message| vec![broken(measure, message, how_to_write(concept))])?;
    }
    let findings = reader.findings(measure);
    if findings.is_empty() { Ok(counts) } else { Err(findings) }
}

/// Which column holds what.
struct Columns {
    dimensions: Vec<(String, usize)>,
    value: usize,
    rows: usize,
}

impl Columns {
    fn of(measure: &Measure, concept: &Concept, rows: &Rows) -> Result<Self, Vec<Finding>> {
        let value = value_column(concept);
        let (mut dimensions, mut findings) = (Vec::new(), Vec::new());
        let names: Vec<&str> =
            rows.schema.fields().iter().map(|field| field.name().as_str()).collect();
        let path = &measure.path;
        for (index, name) in names.iter().enumerate() {
            if concept.dimensions.iter().any(|dimension| dimension == name) {
                dimensions.push(((*name).to_owned(), index));
            } else if *name != value && *name != COUNTED_ROWS {
                let own = &concept.name;
                let message = words!(
                    "{path} 的列 `{name}` 不是 `{own}` 的维度",
                    "the column `{name}` of {path} is no dimension of `{own}`"
                );
                let known = concept.dimensions.iter().map(String::as_str);
                let help = did_you_mean(name, known.chain([value, COUNTED_ROWS]));
                findings.push(broken(measure, message, help));
            }
        }
        let place = |wanted: &str| names.iter().position(|name| *name == wanted);
        match (place(value), place(COUNTED_ROWS)) {
            (Some(value), Some(rows)) if findings.is_empty() => {
                return Ok(Self { dimensions, value, rows });
            }
            (Some(_), Some(_)) => {}
            (found, _) => {
                let lacking = if found.is_none() { value } else { COUNTED_ROWS };
                let message = words!(
                    "{path} 的结果没有列 `{lacking}`",
                    "the result of {path} has no column `{lacking}`"
                );
                findings.push(broken(measure, message, how_to_write(concept)));
            }
        }
        Err(findings)
    }
}

/// The column that holds the value of a concept.
fn value_column(concept: &Concept) -> &'static str {
    if concept.unit == Unit::Yuan { VALUE_FEN } else { VALUE }
}

fn how_to_write(concept: &Concept) -> Words {
    let value = value_column(concept);
    words!(
        "写出 {value}（整数）和 {COUNTED_ROWS}（从多少行计得），各维度一列",
        "give {value} (a whole number), {COUNTED_ROWS} (from how many rows), and a column for \
         each dimension"
    )
}

/// What is known while rows are read.
struct Reader<'a> {
    concept: &'a Concept,
    catalogue: &'a Catalogue,
    /// Members that the dimension does not have.
    unknown: BTreeMap<String, BTreeSet<String>>,
    /// Facts that more than one row gives.
    twice: BTreeSet<String>,
}

impl Reader<'_> {
    fn read(
        &mut self,
        columns: &Columns,
        batch: &RecordBatch,
        counts: &mut Vec<Count>,
    ) -> Result<(), Words> {
        let values = whole(batch.column(columns.value))?;
        let rows = whole(batch.column(columns.rows))?;
        let mut members: Vec<(&str, ArrayRef)> = Vec::new();
        for (name, index) in &columns.dimensions {
            members.push((name, text(batch.column(*index))?));
        }
        let (values, rows) = (values.as_primitive::<Int64Type>(), rows.as_primitive::<Int64Type>());
        for row in 0..batch.num_rows() {
            if values.is_null(row) || rows.is_null(row) || rows.value(row) == 0 {
                continue;
            }
            let mut reference = Reference::concept(&self.concept.name);
            for (name, column) in members.iter().filter(|(_, column)| column.is_valid(row)) {
                let code = column.as_string::<i32>().value(row);
                reference.dimensions.insert((*name).to_owned(), code.to_owned());
                self.check(name, code);
            }
            let per = if self.concept.unit == Unit::Yuan { FEN } else { 1 };
            let value = Exact::fraction(i128::from(values.value(row)), per).unwrap_or(Exact::ZERO);
            if counts.iter().any(|known| known.reference == reference) {
                self.twice.insert(reference.to_string());
            }
            let rows = u64::try_from(rows.value(row)).unwrap_or(0);
            counts.push(Count { reference, value, rows });
        }
        Ok(())
    }

    fn check(&mut self, dimension: &str, code: &str) {
        let known = self.catalogue.dimension(dimension).and_then(|of| of.member(code));
        if known.is_none() {
            self.unknown.entry(dimension.to_owned()).or_default().insert(code.to_owned());
        }
    }

    fn findings(self, measure: &Measure) -> Vec<Finding> {
        let mut findings = Vec::new();
        let path = &measure.path;
        for (dimension, codes) in self.unknown {
            const SHOWN: usize = 5;
            let all = codes.len();
            let codes: Vec<String> = codes.into_iter().take(SHOWN).collect();
            let (zh, en) = (codes.join("、"), codes.join(", "));
            let message = words!(
                "{path} 给出维度 `{dimension}` 没有的成员，共{all}个：{zh}",
                "{path} gives {all} members that the dimension `{dimension}` lacks: {en}"
            );
            let help = words!(
                "账自己的成员（如乡镇）写进 book.toml 的 [[member]]，\
                 其余写进 codes/{dimension}.toml",
                "members of the book, such as towns, go into book.toml as [[member]], others into \
                 codes/{dimension}.toml"
            );
            findings.push(broken(measure, message, help));
        }
        if let Some(first) = self.twice.first() {
            let count = self.twice.len();
            let message = words!(
                "{path} 给 {first} 两行数，这样的事实共{count}个",
                "{path} gives two rows for {first}, and for {count} facts in all"
            );
            let help = words!(
                "分组要让每个事实只有一行；记录里有代码表以外的代码，也会变成空的一组",
                "group so that each fact has one row; codes that no list has become an empty group"
            );
            findings.push(broken(measure, message, help));
        }
        findings
    }
}

/// A column as whole numbers.
fn whole(column: &ArrayRef) -> Result<ArrayRef, Words> {
    let kind = column.data_type();
    if !kind.is_integer() && !matches!(kind, DataType::Null) {
        return Err(words!(
            "计数的列是 {kind}，不是整数；比率和平均数由概念的公式推算",
            "a counted column is {kind} and no whole number; rates and averages follow by formulas"
        ));
    }
    cast(column, &DataType::Int64).map_err(|err| words!("列读不出：{err}", "no column: {err}"))
}

/// A column as text.
fn text(column: &ArrayRef) -> Result<ArrayRef, Words> {
    cast(column, &DataType::Utf8).map_err(|err| words!("列读不出：{err}", "no column: {err}"))
}
