//! Which columns of a file of bills are read, and how the file calls them.

use datafusion::arrow::array::{Array, ArrowPrimitiveType, AsArray, PrimitiveArray, RecordBatch};
use datafusion::arrow::compute::{CastOptions, cast_with_options};
use datafusion::arrow::datatypes::{DataType, FieldRef, Schema};
use yz_diagnostics::{Words, words};
use yz_records::{Bill, Holds, Row, Stored};
use yz_settlement::Plan;

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
const OPTIONAL: [&str; 9] = [
    "admitted",
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
    pub(crate) fn of(schema: &Schema, plan: &Plan) -> Result<Self, Words> {
        let mut found = Vec::new();
        for name in NEEDED.iter().chain(&OPTIONAL) {
            let column = Bill::TABLE.columns.iter().find(|column| column.name == *name);
            let Some(column) = column else { continue };
            let called = |field: &&FieldRef| {
                let alias = column.aliases.iter().any(|alias| alias.name == field.name());
                field.name() == name || alias || (*name == "place" && field.name() == OUT_OF_AREA)
            };
            let fields: Vec<&FieldRef> = schema.fields().iter().filter(called).collect();
            match fields.as_slice() {
                [field] if column.is_in_yuan(field.name()) => {
                    return Err(in_yuan(field.name(), name));
                }
                [field] if fits(field.data_type(), column.stored) => {
                    found.push((*name, field.name().clone()));
                }
                [field] => return Err(unfit(field.name(), field.data_type(), column.holds)),
                [one, other, ..] => return Err(both(one.name(), other.name(), column.title)),
                [] if NEEDED.contains(name) || (*name == "age" && plan.minds_age()) => {
                    return Err(missing(name, column.title));
                }
                [] => {}
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
        let Some(array) = self.maybe::<T>(batch, name)? else {
            return Err(Wrong { row: 0, reason: missing(name, name) });
        };
        match first_null(&array) {
            None => Ok(array),
            Some(row) => Err(self.empty(name, row)),
        }
    }

    /// A row in which a column has nothing.
    pub(crate) fn empty(&self, name: &str, row: usize) -> Wrong {
        let called = self.called(name).unwrap_or(name);
        Wrong { row, reason: words!("列 {called} 为空", "column {called} is empty") }
    }

    /// A column of a batch, where the file has it.
    pub(crate) fn maybe<T: ArrowPrimitiveType>(
        &self,
        batch: &RecordBatch,
        name: &str,
    ) -> Result<Option<PrimitiveArray<T>>, Wrong> {
        let Some(called) = self.called(name) else { return Ok(None) };
        let Some(array) = batch.column_by_name(called) else { return Ok(None) };
        if *array.data_type() == T::DATA_TYPE {
            return Ok(Some(array.as_primitive::<T>().clone()));
        }
        let wrong = |row| {
            let (zh, en) = (range(&T::DATA_TYPE), T::DATA_TYPE);
            let reason = words!(
                "列 {called} 的数值超出范围，应为{zh}",
                "the number in column {called} is out of range: it should be of type {en}"
            );
            Wrong { row, reason }
        };
        // What does not fit becomes null; what was null already stays so and is no mistake here.
        let options = CastOptions { safe: true, ..CastOptions::default() };
        let narrow = cast_with_options(array, &T::DATA_TYPE, &options).map_err(|_| wrong(0))?;
        let lost = |row: &usize| narrow.is_null(*row) && array.is_valid(*row);
        if array.null_count() < narrow.null_count()
            && let Some(row) = (0..narrow.len()).find(lost)
        {
            return Err(wrong(row));
        }
        Ok(Some(narrow.as_primitive::<T>().clone()))
    }
}

fn first_null(array: &dyn Array) -> Option<usize> {
    if array.null_count() == 0 {
        return None;
    }
    (0..array.len()).find(|row| array.is_null(*row))
}

/// What whole numbers a type holds.
fn range(of: &DataType) -> &'static str {
    match of {
        DataType::Int8 => "-128至127的整数",
        DataType::Int16 => "-32768至32767的整数",
        DataType::Date32 => "日期",
        _ => "64位整数",
    }
}

fn in_yuan(called: &str, name: &str) -> Words {
    words!(
        "列 {called} 以元计，这里要以分为单位的整数\n  怎么办：换成分，列名写 {name}",
        "column {called} is in yuan, and whole fen are wanted here\n  \
         help: convert it to fen and call it {name}"
    )
}

fn both(one: &str, other: &str, title: &str) -> Words {
    words!(
        "列 {one} 和 {other} 都是{title}\n  怎么办：只留一列",
        "columns {one} and {other} are both the same\n  help: leave one of them"
    )
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
