//! Rows to columns and back.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, BooleanArray, BooleanBuilder, Date32Array, Date32Builder, Int8Array,
    Int8Builder, Int64Array, Int64Builder, RecordBatch, StringArray, StringBuilder,
};
use datafusion::arrow::error::ArrowError;
use yz_records::{Holds, Row, Value};

use super::schema::schema;

/// The rows as columns.
///
/// # Errors
///
/// What Arrow refuses: a null in a column that must not have one.
pub fn to_batch<R: Row>(rows: &[R]) -> Result<RecordBatch, ArrowError> {
    let mut builders: Vec<Builder> =
        R::TABLE.columns.iter().map(|column| Builder::new(column.holds, rows.len())).collect();
    let mut cells = Vec::with_capacity(builders.len());
    for row in rows {
        cells.clear();
        row.cells(&mut cells);
        for (builder, cell) in builders.iter_mut().zip(&cells) {
            builder.push(cell);
        }
    }
    let columns = builders.into_iter().map(Builder::finish).collect();
    RecordBatch::try_new(schema(R::TABLE), columns)
}

/// The columns as rows; columns are found by name, and those that are absent are null.
///
/// # Errors
///
/// The name of the first column that does not fit its table.
pub fn from_batch<R: Row>(batch: &RecordBatch) -> Result<Vec<R>, String> {
    let mut readers = Vec::with_capacity(R::TABLE.columns.len());
    for column in R::TABLE.columns {
        let array = batch.column_by_name(column.name);
        let reader = match array {
            None => Reader::Absent,
            Some(array) => {
                Reader::new(array, column.holds).ok_or_else(|| column.name.to_owned())?
            }
        };
        readers.push(reader);
    }
    let mut rows = Vec::with_capacity(batch.num_rows());
    let mut cells = Vec::with_capacity(readers.len());
    for row in 0..batch.num_rows() {
        cells.clear();
        cells.extend(readers.iter().map(|reader| reader.value(row)));
        rows.push(R::from_cells(&cells).map_err(|err| err.column.to_owned())?);
    }
    Ok(rows)
}

enum Builder {
    Integer(Int64Builder),
    Small(Int8Builder),
    Day(Date32Builder),
    Text(StringBuilder),
    Flag(BooleanBuilder),
}

impl Builder {
    fn new(holds: Holds, rows: usize) -> Self {
        match holds {
            Holds::Integer | Holds::Fen => Self::Integer(Int64Builder::with_capacity(rows)),
            Holds::Code(_) | Holds::Small => Self::Small(Int8Builder::with_capacity(rows)),
            Holds::Day => Self::Day(Date32Builder::with_capacity(rows)),
            Holds::Text => Self::Text(StringBuilder::new()),
            Holds::Flag => Self::Flag(BooleanBuilder::with_capacity(rows)),
        }
    }

    /// Appends a cell; one of another kind than the column's is a null, which the schema refuses
    /// where it must not be.
    #[inline]
    fn push(&mut self, cell: &Value) {
        let number = match cell {
            Value::Integer(number) => Some(*number),
            Value::Null | Value::Text(_) => None,
        };
        match self {
            Self::Integer(builder) => builder.append_option(number),
            Self::Small(builder) => {
                builder.append_option(number.and_then(|number| i8::try_from(number).ok()));
            }
            Self::Day(builder) => {
                builder.append_option(number.and_then(|number| i32::try_from(number).ok()));
            }
            Self::Flag(builder) => builder.append_option(number.map(|number| number != 0)),
            Self::Text(builder) => match cell {
                Value::Text(text) => builder.append_value(text),
                Value::Null | Value::Integer(_) => builder.append_null(),
            },
        }
    }

    fn finish(self) -> ArrayRef {
        match self {
            Self::Integer(mut builder) => Arc::new(builder.finish()),
            Self::Small(mut builder) => Arc::new(builder.finish()),
            Self::Day(mut builder) => Arc::new(builder.finish()),
            Self::Text(mut builder) => Arc::new(builder.finish()),
            Self::Flag(mut builder) => Arc::new(builder.finish()),
        }
    }
}

enum Reader<'a> {
    Absent,
    Integer(&'a Int64Array),
    Small(&'a Int8Array),
    Day(&'a Date32Array),
    Text(&'a StringArray),
    Flag(&'a BooleanArray),
}

impl<'a> Reader<'a> {
    fn new(array: &'a ArrayRef, holds: Holds) -> Option<Self> {
        let any = array.as_any();
        match holds {
            Holds::Integer | Holds::Fen => any.downcast_ref().map(Self::Integer),
            Holds::Code(_) | Holds::Small => any.downcast_ref().map(Self::Small),
            Holds::Day => any.downcast_ref().map(Self::Day),
            Holds::Text => any.downcast_ref().map(Self::Text),
            Holds::Flag => any.downcast_ref().map(Self::Flag),
        }
    }

    #[inline]
    fn value(&self, row: usize) -> Value {
        match self {
            Self::Absent => Value::Null,
            Self::Integer(array) if array.is_valid(row) => Value::Integer(array.value(row)),
            Self::Small(array) if array.is_valid(row) => {
                Value::Integer(i64::from(array.value(row)))
            }
            Self::Day(array) if array.is_valid(row) => Value::Integer(i64::from(array.value(row))),
            Self::Text(array) if array.is_valid(row) => Value::Text(array.value(row).into()),
            Self::Flag(array) if array.is_valid(row) => Value::Integer(i64::from(array.value(row))),
            _ => Value::Null,
        }
    }
}
