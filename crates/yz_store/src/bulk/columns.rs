//! Which columns of a file of bills are read, and how the file calls them.

use datafusion::arrow::array::{Array, ArrowPrimitiveType, AsArray, PrimitiveArray, RecordBatch};
use datafusion::arrow::compute::{CastOptions, cast_with_options};
use datafusion::arrow::datatypes::{DataType, Schema};
use yz_diagnostics::{Words, words};
use yz_records::{Bill, Holds, Row, Stored};

/// The columns without which no bill can be settled.
const NEEDED: [&str; 11] = [
    "bill_id",
    "person_id",
    "date",
    "kind",
    "level",
    "place",
    "category",
    "total_fen",
    "class_a_fen",
    "class_b_fen",
    "own_fen",
];
/// The columns that a file may leave out.
const OPTIONAL: [&str; 8] = [
    "filing",
    "age",
    "disease",
    "transfer",
    "tcm",
    "prior_self_payment_fen",
    "corrects",
    "reverses",
];
/// What the benchmark calls the place: it knows here and elsewhere, and nothing in between.
const OUT_OF_AREA: &str = "out_of_area";

/// The columns of a file that are read.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    /// The name in the table of bills, and the file's name for it.
    found: Vec<(&'static str, String)>,
}

/// A value that cannot be settled: where in the batch, and what is wrong with it.
#[derive(Debug)]
pub(crate) struct Wrong {
    /// The row of the batch, from 0.
    pub(crate) row: usize,
    /// What was found and what was expected.
    pub(crate) reason: Words,
}

impl Columns {
    /// Finds the columns by their names in the table of bills or by an alias of it.
    ///
    /// # Errors
    ///
    /// Which column is missing or of a type that it cannot be read from.
    pub(crate) fn of(schema: &Schema, ages: bool) -> Result<Self, Words> {
        let mut found = Vec::new();
        for name in NEEDED.iter().chain(&OPTIONAL) {
            let column = Bill::TABLE.columns.iter().find(|column| column.name == *name);
            let Some(column) = column else { continue };
            let called = |field: &str| {
                let alias = column.aliases.iter().any(|alias| alias.name == field);
                field == *name || alias || (*name == "place" && field == OUT_OF_AREA)
            };
            match schema.fields().iter().find(|field| called(field.name())) {
                Some(field) if fits(field.data_type(), column.stored) => {
                    found.push((*name, field.name().clone()));
                }
                Some(field) => return Err(unfit(field.name(), field.data_type(), column.holds)),
                None if NEEDED.contains(name) || (*name == "age" && ages) => {
                    return Err(missing(name, column.title));
                }
                None => {}
            }
        }
        Ok(Self { found })
    }

    /// What the file calls a column of the table; nothing where it has none.
    pub(crate) fn called(&self, name: &str) -> Option<&str> {
        self.found.iter().find(|(known, _)| *known == name).map(|(_, called)| called.as_str())
    }

    /// The file's names of all that is read.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.found.iter().map(|(_, called)| called.as_str())
    }

    /// A column of a batch, with a value in every row.
    pub(crate) fn whole<T: ArrowPrimitiveType>(
        &self,
        batch: &RecordBatch,
        name: &'static str,
    ) -> Result<PrimitiveArray<T>, Wrong> {
        let Some(array) = self.maybe::<T>(batch, name) else {
            return Err(Wrong { row: 0, reason: missing(name, name) });
        };
        match (0..array.len()).find(|row| 0 < array.null_count() && array.is_null(*row)) {
            None => Ok(array),
            Some(row) => {
                let called = self.called(name).unwrap_or(name);
                let reason = words!(
                    "列 {called} 为空，或数值超出范围",
                    "column {called} is empty, or the number is out of range"
                );
                Err(Wrong { row, reason })
            }
        }
    }

    /// A column of a batch, where the file has it; what does not fit the type is null.
    pub(crate) fn maybe<T: ArrowPrimitiveType>(
        &self,
        batch: &RecordBatch,
        name: &str,
    ) -> Option<PrimitiveArray<T>> {
        let array = batch.column_by_name(self.called(name)?)?;
        if *array.data_type() == T::DATA_TYPE {
            return Some(array.as_primitive::<T>().clone());
        }
        let options = CastOptions { safe: true, ..CastOptions::default() };
        let array = cast_with_options(array, &T::DATA_TYPE, &options).ok()?;
        Some(array.as_primitive::<T>().clone())
    }
}

/// Whether values of a type can be read as what a column stores, exactly.
fn fits(found: &DataType, stored: Stored) -> bool {
    match stored {
        Stored::Day => {
            matches!(found, DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, None))
        }
        Stored::Int8 | Stored::Flag => found.is_integer() || *found == DataType::Boolean,
        Stored::Int16 | Stored::Int32 | Stored::Int64 => found.is_integer(),
        Stored::Text => *found == DataType::Utf8,
    }
}

fn missing(name: &str, title: &str) -> Words {
    words!(
        "缺少列 {name}（{title}）\n  \
         怎么办：列名用 docs/formats.md 中费用表的英文列名，或基准测试的列名（claim_id 等）",
        "there is no column {name}\n  \
         help: name columns as docs/formats.md names those of bills, or as the benchmark does \
         (claim_id, …)"
    )
}

fn unfit(called: &str, found: &DataType, holds: Holds) -> Words {
    let (zh, en) = match holds {
        Holds::Fen | Holds::FenOfEitherSign => ("以分为单位的整数", "whole fen"),
        Holds::Day => ("日期", "a date"),
        _ => ("整数", "whole numbers"),
    };
    words!(
        "列 {called} 的类型是 {found}，应为{zh}\n  怎么办：改好类型后再结算",
        "column {called} is of type {found}, not {en}\n  help: mend the type, then settle again"
    )
}
