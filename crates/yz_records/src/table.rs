//! What a table says about itself.

use crate::code::CodeList;

/// A table of records.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// The name of files, folders and tables of SQL.
    pub name: &'static str,
    /// The Chinese title.
    pub title_zh: &'static str,
    /// The English title.
    pub title_en: &'static str,
    /// The columns, in order.
    pub columns: &'static [Column],
    /// The columns by which rows are ordered on disk.
    pub order: &'static [&'static str],
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name, with the unit last where there is one.
    pub name: &'static str,
    /// The Chinese title, which spreadsheets may have as heading.
    pub title: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// How it is stored.
    pub stored: Stored,
    /// Whether every row must have it.
    pub required: bool,
    /// Whether it says who somebody is: such values never appear in messages.
    pub personal: bool,
    /// Other names under which it is met.
    pub aliases: &'static [Alias],
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A whole number.
    Integer,
    /// Money in fen, not negative.
    Fen,
    /// Money in fen, below nothing too: what a correction takes back.
    FenOfEitherSign,
    /// A day.
    Day,
    /// A code of a list.
    Code(&'static CodeList),
    /// A number from 0 to 127.
    Small,
    /// Words.
    Text,
    /// Yes or no.
    Flag,
}

/// How the values of a column are stored: the type of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// One byte: codes, ages.
    Int8,
    /// Two bytes.
    Int16,
    /// Four bytes.
    Int32,
    /// Eight bytes: numbers of persons and bills, fen.
    Int64,
    /// The days since 1970-01-01, in four bytes.
    Day,
    /// Yes or no.
    Flag,
    /// Words.
    Text,
}

/// Another name of a column, as the national platform has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alias {
    /// The name.
    pub name: &'static str,
    /// Whether amounts under this name are in yuan with decimals and not in fen.
    pub in_yuan: bool,
}

impl Table {
    /// The column of a name, a Chinese title or an alias.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        let is = |column: &&Column| {
            column.name == name
                || column.title == name
                || column.aliases.iter().any(|alias| alias.name.eq_ignore_ascii_case(name))
        };
        self.columns.iter().find(is)
    }

    /// The place of a column.
    #[must_use]
    pub fn index(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

impl Column {
    /// Whether it holds amounts of money.
    #[must_use]
    pub const fn is_money(&self) -> bool {
        matches!(self.holds, Holds::Fen | Holds::FenOfEitherSign)
    }

    /// Whether amounts under this heading are in yuan and not in fen: a Chinese title and the
    /// platform's names are, the column's own name is not.
    #[must_use]
    pub fn is_in_yuan(&self, heading: &str) -> bool {
        let alias = self.aliases.iter().find(|alias| alias.name.eq_ignore_ascii_case(heading));
        self.is_money() && alias.map_or(heading == self.title, |alias| alias.in_yuan)
    }
}
