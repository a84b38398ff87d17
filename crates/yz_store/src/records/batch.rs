//! Rows to columns and back.

use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, ArrowPrimitiveType, BooleanArray, PrimitiveArray, RecordBatch, StringArray,
    StringBuilder,
};
use datafusion::arrow::datatypes::{Date32Type, Int8Type, Int16Type, Int32Type, Int64Type};
use datafusion::arrow::error::ArrowError;
use yz_records::{CellRef, Column, ColumnSink, Row, Stored};

use super::schema::schema;

/// The rows as columns.
///
/// # Errors
///
/// What Arrow refuses: a null in a column that must not have one.
pub fn to_batch<R: Row>(rows: &[R]) -> Result<RecordBatch, ArrowError> {
    let mut columns = Columns(Vec::with_capacity(R::TABLE.columns.len()));
    R::columns(rows, &mut columns);
    RecordBatch::try_new(schema(R::TABLE), columns.0)
}

/// The columns as rows; columns are found by name, and those that are absent are null.
///
/// # Errors
///
/// The name of the first column that does not fit its table.
pub fn from_batch<R: Row>(batch: &RecordBatch) -> Result<Vec<R>, String> {
    let mut readers = Vec::with_capacity(R::TABLE.columns.len());
    for column in R::TABLE.columns {
        let reader = match batch.column_by_name(column.name) {
            None => Reader::Absent,
            Some(array) => Reader::new(array, column).ok_or_else(|| column.name.to_owned())?,
        };
        readers.push(reader);
    }
    let mut rows = Vec::with_capacity(batch.num_rows());
    for row in 0..batch.num_rows() {
        let mut cells = readers.iter();
        let mut next = || cells.next().map_or(CellRef::Null, |reader| reader.cell(row));
        rows.push(R::read(&mut next).map_err(|err| err.column.to_owned())?);
    }
    Ok(rows)
}

/// Gathers the columns that rows hand out.
struct Columns(Vec<ArrayRef>);

impl ColumnSink for Columns {
    fn column<'a>(
        &mut self,
        column: &'static Column,
        cells: impl ExactSizeIterator<Item = CellRef<'a>>,
    ) {
        self.0.push(match column.stored {
            Stored::Int8 => primitive::<Int8Type>(column, cells),
            Stored::Int16 => primitive::<Int16Type>(column, cells),
            Stored::Int32 => primitive::<Int32Type>(column, cells),
            Stored::Int64 => primitive::<Int64Type>(column, cells),
            Stored::Day => primitive::<Date32Type>(column, cells),
            Stored::Flag => {
                let flags = cells.map(|cell| integer(cell).map(|number| number != 0));
                Arc::new(flags.collect::<BooleanArray>())
            }
            Stored::Text => {
                let mut texts = StringBuilder::with_capacity(cells.len(), 0);
                for cell in cells {
                    match cell {
                        CellRef::Text(text) => texts.append_value(text),
                        CellRef::Null | CellRef::Integer(_) => texts.append_null(),
                    }
                }
                Arc::new(texts.finish())
            }
        });
    }
}

/// A column of numbers; one that every row must have needs no bits that say which are there.
fn primitive<'a, T: ArrowPrimitiveType>(
    column: &Column,
    cells: impl Iterator<Item = CellRef<'a>>,
) -> ArrayRef
where
    T::Native: TryFrom<i64>,
{
    let numbers =
        cells.map(|cell| integer(cell).and_then(|number| T::Native::try_from(number).ok()));
    if column.required {
        let numbers = numbers.map(Option::unwrap_or_default).collect::<Vec<_>>();
        return Arc::new(PrimitiveArray::<T>::new(numbers.into(), None));
    }
    Arc::new(numbers.collect::<PrimitiveArray<T>>())
}

#[inline]
fn integer(cell: CellRef<'_>) -> Option<i64> {
    match cell {
        CellRef::Integer(number) => Some(number),
        CellRef::Null | CellRef::Text(_) => None,
    }
}

enum Reader<'a> {
    Absent,
    Int8(&'a PrimitiveArray<Int8Type>),
    Int16(&'a PrimitiveArray<Int16Type>),
    Int32(&'a PrimitiveArray<Int32Type>),
    Int64(&'a PrimitiveArray<Int64Type>),
    Day(&'a PrimitiveArray<Date32Type>),
    Flag(&'a BooleanArray),
    Text(&'a StringArray),
}

impl<'a> Reader<'a> {
    fn new(array: &'a ArrayRef, column: &Column) -> Option<Self> {
        let any = array.as_any();
        match column.stored {
            Stored::Int8 => any.downcast_ref().map(Self::Int8),
            Stored::Int16 => any.downcast_ref().map(Self::Int16),
            Stored::Int32 => any.downcast_ref().map(Self::Int32),
            Stored::Int64 => any.downcast_ref().map(Self::Int64),
            Stored::Day => any.downcast_ref().map(Self::Day),
            Stored::Flag => any.downcast_ref().map(Self::Flag),
            Stored::Text => any.downcast_ref().map(Self::Text),
        }
    }

    #[inline]
    fn cell(&self, row: usize) -> CellRef<'a> {
        match self {
            Self::Int64(array) => number(array, row),
            Self::Int8(array) => number(array, row),
            Self::Day(array) => number(array, row),
            Self::Int32(array) => number(array, row),
            Self::Int16(array) => number(array, row),
            Self::Flag(array) if array.is_valid(row) => {
                CellRef::Integer(i64::from(array.value(row)))
            }
            Self::Text(array) if array.is_valid(row) => CellRef::Text(array.value(row)),
            Self::Absent | Self::Flag(_) | Self::Text(_) => CellRef::Null,
        }
    }
}

#[inline]
fn number<T: ArrowPrimitiveType>(array: &PrimitiveArray<T>, row: usize) -> CellRef<'static>
where
    T::Native: Into<i64>,
{
    if array.is_valid(row) { CellRef::Integer(array.value(row).into()) } else { CellRef::Null }
}

#[cfg(test)]
mod tests {
    use yz_records::{Bill, CareKind, Person, Row, SettlementRow, Value};

    use super::{from_batch, to_batch};

    /// A row whose every cell differs from its neighbours', with nothing wherever that may be.
    fn row<R: Row>(seed: i64, with_nothing: bool) -> R {
        let cell = |(index, column): (usize, &yz_records::Column)| {
            let number = seed.saturating_add(i64::try_from(index).unwrap());
            match column.holds {
                _ if with_nothing && !column.required => Value::Null,
                yz_records::Holds::Text => Value::Text(format!("文{number}").into()),
                yz_records::Holds::Flag => Value::Integer(number % 2),
                yz_records::Holds::Code(list) => Value::Integer(i64::from(list.codes[0].0)),
                _ => Value::Integer(number),
            }
        };
        let cells: Vec<Value> = R::TABLE.columns.iter().enumerate().map(cell).collect();
        R::from_cells(&cells).unwrap()
    }

    fn comes_back<R: Row + PartialEq + std::fmt::Debug>() {
        let rows: Vec<R> = (0..50).map(|seed| row(seed, seed % 3 == 0)).collect();
        let batch = to_batch(&rows).unwrap();
        assert_eq!(batch.num_columns(), R::TABLE.columns.len());
        assert_eq!(from_batch::<R>(&batch).unwrap(), rows);
    }

    #[test]
    fn rows_come_back_from_their_columns() {
        comes_back::<Bill>();
        comes_back::<Person>();
        comes_back::<SettlementRow>();
    }

    #[test]
    fn a_code_of_no_list_is_named_by_its_column() {
        let mut bill: Bill = row(1, false);
        bill.kind = CareKind::Special;
        let batch = to_batch(&[bill]).unwrap();
        let index = Bill::TABLE.index("kind").unwrap();
        let mut columns = batch.columns().to_vec();
        columns[index] = std::sync::Arc::new(datafusion::arrow::array::Int8Array::from(vec![99]));
        let broken =
            datafusion::arrow::array::RecordBatch::try_new(batch.schema(), columns).unwrap();
        assert_eq!(from_batch::<Bill>(&broken), Err("kind".to_owned()));
    }
}
