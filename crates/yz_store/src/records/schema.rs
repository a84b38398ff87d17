//! From the declaration of a table to its Arrow schema.

// order never seen: Arrow takes metadata so, and sorts them when it writes.
use std::collections::HashMap;
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use yz_records::{Column, Holds, Stored, Table};

/// The Arrow schema of a table: the types of its columns, and in their metadata title, unit (where
/// there is one) and whether they say who somebody is.
#[must_use]
pub fn schema(table: &Table) -> SchemaRef {
    Arc::new(Schema::new(table.columns.iter().map(field).collect::<Vec<_>>()))
}

fn field(column: &Column) -> Field {
    let unit = match column.holds {
        Holds::Fen | Holds::FenOfEitherSign => Some("fen"),
        _ => None,
    };
    // order never seen: as above.
    let mut metadata = HashMap::from([
        ("title".to_owned(), column.title.to_owned()),
        ("personal".to_owned(), column.personal.to_string()),
    ]);
    metadata.extend(unit.map(|unit| ("unit".to_owned(), unit.to_owned())));
    let field = Field::new(column.name, data_type(column.stored), !column.required);
    field.with_metadata(metadata)
}

/// The type of a column's values.
pub(crate) const fn data_type(stored: Stored) -> DataType {
    match stored {
        Stored::Int8 => DataType::Int8,
        Stored::Int16 => DataType::Int16,
        Stored::Int32 => DataType::Int32,
        Stored::Int64 => DataType::Int64,
        Stored::Day => DataType::Date32,
        Stored::Flag => DataType::Boolean,
        Stored::Text => DataType::Utf8,
    }
}
