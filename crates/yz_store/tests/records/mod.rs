//! Tiny records of a book, written as Parquet.

pub(crate) mod few;

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Int8Array, Int64Array, StringArray,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use yz_records::{Holds, Row, Value};

/// Writes rows as a table of the book, below a month where one is given.
pub(crate) fn write<R: Row>(book: &Path, month: Option<&str>, rows: &[R]) {
    let table = R::TABLE;
    let cells: Vec<Vec<Value>> = rows
        .iter()
        .map(|row| {
            let mut cells = Vec::new();
            row.cells(&mut cells);
            cells
        })
        .collect();
    let columns = table.columns.iter().enumerate().map(|(index, column)| {
        let values: Vec<&Value> = cells.iter().map(|row| &row[index]).collect();
        // Numbers that are small in the rows are small in files too.
        let narrow = ["town", "sequence"].contains(&column.name);
        let array = array(column.holds, &values);
        (column.name, if narrow { cast(&array, &DataType::Int32).unwrap() } else { array })
    });
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut folder = book.join("records");
    if let Some(month) = month {
        folder = folder.join(table.name).join(month);
    }
    fs::create_dir_all(&folder).unwrap();
    let file = File::create(folder.join(format!("{}.parquet", table.name))).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

fn array(holds: Holds, values: &[&Value]) -> ArrayRef {
    let whole = || {
        values.iter().map(|value| match value {
            Value::Integer(number) => Some(*number),
            _ => None,
        })
    };
    let small = |number: i64| i8::try_from(number).unwrap();
    let day = |number: i64| i32::try_from(number).unwrap();
    match holds {
        Holds::Integer | Holds::Fen => Arc::new(whole().collect::<Int64Array>()),
        Holds::Day => Arc::new(whole().map(|it| it.map(day)).collect::<Date32Array>()),
        Holds::Code(_) | Holds::Small => {
            Arc::new(whole().map(|it| it.map(small)).collect::<Int8Array>())
        }
        Holds::Flag => Arc::new(whole().map(|it| it.map(|it| it != 0)).collect::<BooleanArray>()),
        Holds::Text => Arc::new(
            values
                .iter()
                .map(|value| match value {
                    Value::Text(text) => Some(text.to_string()),
                    _ => None,
                })
                .collect::<StringArray>(),
        ),
    }
}
