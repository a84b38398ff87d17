//! Rows as values, between the structs of engines and the columns of files.

use std::fmt;

use yz_units::Day;

use crate::table::{Column, Stored, Table};

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

/// One cell, borrowed from its row or column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellRef<'a> {
    /// Nothing.
    Null,
    /// What [`Value::Integer`] holds.
    Integer(i64),
    /// Words.
    Text(&'a str),
}

/// Takes rows column by column.
pub trait ColumnSink {
    /// Takes a column: its cells, one a row.
    fn column<'a>(
        &mut self,
        column: &'static Column,
        cells: impl ExactSizeIterator<Item = CellRef<'a>>,
    );
}

/// A struct that is one row of a table.
pub trait Row: Sized {
    /// The table.
    const TABLE: &'static Table;

    /// Appends the cells of the row, one a column, in the order of the table.
    fn cells(&self, cells: &mut Vec<Value>);

    /// Hands out the columns of rows, in the order of the table: what [`Row::cells`] does, for
    /// millions of rows, without a copy of a cell.
    fn columns(rows: &[Self], sink: &mut impl ColumnSink);

    /// Reads a row from its cells, which `next` gives one by one in the order of the table.
    ///
    /// # Errors
    ///
    /// [`WrongValueError`] with the first column whose cell does not fit.
    fn read<'a>(next: &mut impl FnMut() -> CellRef<'a>) -> Result<Self, WrongValueError>;

    /// Reads a row back from its cells.
    ///
    /// # Errors
    ///
    /// [`WrongValueError`] with the first column whose cell does not fit, or is not there.
    fn from_cells(cells: &[Value]) -> Result<Self, WrongValueError> {
        let mut cells = cells.iter();
        Self::read(&mut || cells.next().map_or(CellRef::Null, Value::borrowed))
    }
}

impl Value {
    /// The cell, borrowed.
    #[must_use]
    #[inline]
    pub fn borrowed(&self) -> CellRef<'_> {
        match self {
            Self::Null => CellRef::Null,
            Self::Integer(number) => CellRef::Integer(*number),
            Self::Text(text) => CellRef::Text(text),
        }
    }
}

impl CellRef<'_> {
    /// The cell as a value of its own.
    #[must_use]
    #[inline]
    pub fn to_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Integer(number) => Value::Integer(number),
            Self::Text(text) => Value::Text(text.into()),
        }
    }
}

/// A cell does not fit its column. Its value is not part of the message: it may be personal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongValueError {
    /// The column's name.
    pub column: &'static str,
}

/// A type that a column of a row may have.
pub(crate) trait Cell: Sized {
    /// How columns of it are stored.
    const STORED: Stored;

    fn to_ref(&self) -> CellRef<'_>;
    fn from_ref(cell: CellRef<'_>) -> Option<Self>;
}

macro_rules! whole_numbers {
    ($($number:ty => $stored:ident,)+) => {
        $(impl Cell for $number {
            const STORED: Stored = Stored::$stored;

            #[inline]
            fn to_ref(&self) -> CellRef<'_> {
                CellRef::Integer(i64::from(*self))
            }

            #[inline]
            fn from_ref(cell: CellRef<'_>) -> Option<Self> {
                match cell {
                    CellRef::Integer(number) => Self::try_from(number).ok(),
                    CellRef::Null | CellRef::Text(_) => None,
                }
            }
        })+
    };
}

whole_numbers!(i8 => Int8, i16 => Int16, i32 => Int32, i64 => Int64,);

impl Cell for bool {
    const STORED: Stored = Stored::Flag;

    #[inline]
    fn to_ref(&self) -> CellRef<'_> {
        CellRef::Integer(i64::from(*self))
    }

    #[inline]
    fn from_ref(cell: CellRef<'_>) -> Option<Self> {
        match cell {
            CellRef::Integer(0) => Some(false),
            CellRef::Integer(1) => Some(true),
            _ => None,
        }
    }
}

impl Cell for Day {
    const STORED: Stored = Stored::Day;

    #[inline]
    fn to_ref(&self) -> CellRef<'_> {
        CellRef::Integer(i64::from(self.number()))
    }

    #[inline]
    fn from_ref(cell: CellRef<'_>) -> Option<Self> {
        i32::from_ref(cell).map(Self::from_number)
    }
}

impl Cell for Box<str> {
    const STORED: Stored = Stored::Text;

    #[inline]
    fn to_ref(&self) -> CellRef<'_> {
        CellRef::Text(self)
    }

    #[inline]
    fn from_ref(cell: CellRef<'_>) -> Option<Self> {
        match cell {
            CellRef::Text(text) => Some(text.into()),
            CellRef::Null | CellRef::Integer(_) => None,
        }
    }
}

impl<T: Cell> Cell for Option<T> {
    const STORED: Stored = T::STORED;

    #[inline]
    fn to_ref(&self) -> CellRef<'_> {
        self.as_ref().map_or(CellRef::Null, Cell::to_ref)
    }

    #[inline]
    fn from_ref(cell: CellRef<'_>) -> Option<Self> {
        match cell {
            CellRef::Null => Some(None),
            CellRef::Integer(_) | CellRef::Text(_) => T::from_ref(cell).map(Some),
        }
    }
}

macro_rules! coded {
    ($($list:ident)+) => {
        $(impl Cell for crate::codes::$list {
            const STORED: Stored = Stored::Int8;

            #[inline]
            fn to_ref(&self) -> CellRef<'_> {
                CellRef::Integer(i64::from(self.code()))
            }

            #[inline]
            fn from_ref(cell: CellRef<'_>) -> Option<Self> {
                i8::from_ref(cell).and_then(Self::from_code)
            }
        })+
    };
}

coded! {
    CareKind CatalogueClass Category Filing InstitutionLevel InsuredStatus Payer Place Refusal Sex
    Transfer
}

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
        $(
            $(#[$about:meta])*
            $field:ident: $type:ty = $title:literal $holds:expr
            $(, personal $personal:literal)?
            $(, yuan $($yuan:literal)+)?
            $(, alias $($alias:literal)+)?;
        )+
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
                    stored: <$type as $crate::row::Cell>::STORED,
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
                $(cells.push($crate::row::Cell::to_ref(&self.$field).to_value());)+
            }

            fn columns(rows: &[Self], sink: &mut impl $crate::row::ColumnSink) {
                let mut columns = Self::TABLE.columns.iter();
                $(if let Some(column) = columns.next() {
                    let cells = rows.iter().map(|row| $crate::row::Cell::to_ref(&row.$field));
                    sink.column(column, cells);
                })+
            }

            #[inline]
            fn read<'a>(
                next: &mut impl FnMut() -> $crate::row::CellRef<'a>,
            ) -> Result<Self, $crate::row::WrongValueError> {
                $(let $field = $crate::row::Cell::from_ref(next())
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
