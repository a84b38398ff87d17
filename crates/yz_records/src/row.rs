//! Rows as values, between the structs of engines and the columns of files.

use std::fmt;

use yz_units::Day;

use crate::table::Table;

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number, an amount in fen, a day as its number, a code, or 0 and 1 for a flag.
    Integer(i64),
    /// Words.
    Text(Box<str>),
}

/// A struct that is one row of a table.
pub trait Row: Sized {
    /// The table.
    const TABLE: &'static Table;

    /// Appends the cells of the row, one a column, in the order of the table.
    fn cells(&self, cells: &mut Vec<Value>);

    /// Reads a row back from its cells.
    ///
    /// # Errors
    ///
    /// [`WrongValueError`] with the first column whose cell does not fit.
    fn from_cells(cells: &[Value]) -> Result<Self, WrongValueError>;
}

/// A cell does not fit its column. Its value is not part of the message: it may be personal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongValueError {
    /// The column's name.
    pub column: &'static str,
}

/// A type that a column of a row may have.
pub(crate) trait Cell: Sized {
    fn to_value(&self) -> Value;
    fn from_value(value: &Value) -> Option<Self>;
}

macro_rules! whole_numbers {
    ($($number:ty)+) => {
        $(impl Cell for $number {
            fn to_value(&self) -> Value {
                Value::Integer(i64::from(*self))
            }

            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    Value::Integer(number) => Self::try_from(*number).ok(),
                    Value::Null | Value::Text(_) => None,
                }
            }
        })+
    };
}

whole_numbers!(i8 i16 i32 i64);

impl Cell for bool {
    fn to_value(&self) -> Value {
        Value::Integer(i64::from(*self))
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Integer(0) => Some(false),
            Value::Integer(1) => Some(true),
            _ => None,
        }
    }
}

impl Cell for Day {
    fn to_value(&self) -> Value {
        Value::Integer(i64::from(self.number()))
    }

    fn from_value(value: &Value) -> Option<Self> {
        i32::from_value(value).map(Self::from_number)
    }
}

impl Cell for Box<str> {
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.clone()),
            Value::Null | Value::Integer(_) => None,
        }
    }
}

impl<T: Cell> Cell for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, Cell::to_value)
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            Value::Integer(_) | Value::Text(_) => T::from_value(value).map(Some),
        }
    }
}

macro_rules! coded {
    ($($list:ident)+) => {
        $(impl Cell for crate::codes::$list {
            fn to_value(&self) -> Value {
                Value::Integer(i64::from(self.code()))
            }

            fn from_value(value: &Value) -> Option<Self> {
                i8::from_value(value).and_then(Self::from_code)
            }
        })+
    };
}

coded!(CareKind CatalogueClass Category Filing InstitutionLevel InsuredStatus Payer Place Refusal Sex Transfer);

impl fmt::Display for WrongValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value of the column {} does not fit it", self.column)
    }
}

impl std::error::Error for WrongValueError {}

/// Declares a table: a struct for a row, and the [`Table`] that describes it.
macro_rules! table {
    (
        $(#[$doc:meta])*
        $name:ident $table:literal $zh:literal $en:literal ordered by $order:expr;
        $($(#[$about:meta])* $field:ident: $type:ty = $title:literal $holds:expr $(, personal $personal:literal)? $(, yuan $($yuan:literal)+)? $(, alias $($alias:literal)+)?;)+
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $($(#[$about])* pub $field: $type,)+
        }

        impl $crate::row::Row for $name {
            const TABLE: &'static $crate::table::Table = &$crate::table::Table {
                name: $table,
                title_zh: $zh,
                title_en: $en,
                columns: &[$($crate::table::Column {
                    name: stringify!($field),
                    title: $title,
                    holds: $holds,
                    required: !$crate::row::is_optional(stringify!($type)),
                    personal: false $(|| $personal)?,
                    aliases: &[
                        $($($crate::table::Alias { name: $yuan, in_yuan: true },)+)?
                        $($($crate::table::Alias { name: $alias, in_yuan: false },)+)?
                    ],
                },)+],
                order: $order,
            };

            fn cells(&self, cells: &mut Vec<$crate::row::Value>) {
                $(cells.push($crate::row::Cell::to_value(&self.$field));)+
            }

            fn from_cells(cells: &[$crate::row::Value]) -> Result<Self, $crate::row::WrongValueError> {
                let mut cells = cells.iter();
                $(let $field = cells
                    .next()
                    .and_then($crate::row::Cell::from_value)
                    .ok_or($crate::row::WrongValueError { column: stringify!($field) })?;)+
                Ok(Self { $($field,)+ })
            }
        }
    };
}

/// Whether a type, as written in a declaration, is an `Option`.
pub(crate) const fn is_optional(type_name: &str) -> bool {
    let (name, start) = (type_name.as_bytes(), b"Option");
    if name.len() < start.len() {
        return false;
    }
    let mut index = 0;
    while index < start.len() {
        if name[index] != start[index] {
            return false;
        }
        index = index.saturating_add(1);
    }
    true
}

pub(crate) use table;
