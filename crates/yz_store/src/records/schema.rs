//! From the declaration of a table to its Arrow schema.

use std::collections::HashMap;
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use yz_records::{Column, Holds, Table};

/// The Arrow schema of a table: the types of its columns, and in their metadata title and privacy.
#[must_use]
pub fn schema(table: &Table) -> SchemaRef {
    Arc::new(Schema::new(table.columns.iter().map(field).collect::<Vec<_>>()))
}

fn field(column: &Column) -> Field {
    // order never seen: Arrow takes its metadata so, and sorts them when it writes.
    let metadata = HashMap::from([
        ("title".to_owned(), column.title.to_owned()),
        ("personal".to_owned(), column.personal.to_string()),
    ]);
    let field = Field::new(column.name, data_type(column.holds), !column.required);
    field.with_metadata(metadata)
}

/// The type of a column's values.
pub(crate) const fn data_type(holds: Holds) -> DataType {
    match holds {
        Holds::Integer | Holds::Fen => DataType::Int64,
        Holds::Day => DataType::Date32,
        Holds::Code(_) | Holds::Small => DataType::Int8,
        Holds::Text => DataType::Utf8,
        Holds::Flag => DataType::Boolean,
    }
}
