//! The texts that places point into.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::words::Words;

/// The texts of the files that were read, by path: what a finding shows the wrong line from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    texts: BTreeMap<String, Text>,
}

#[derive(Debug, Clone, Default)]
struct Text {
    text: String,
    /// What people call each line, where the file has no lines that they could count.
    names: Vec<Words>,
}

/// A stretch of a text, counted in characters from 1; the end is behind the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// The line of the first character.
    pub line: usize,
    /// The first character.
    pub column: usize,
    /// The line of the last character.
    pub end_line: usize,
    /// The character behind the last.
    pub end_column: usize,
    /// How many characters of the text stand before.
    pub offset: usize,
    /// How many characters it has.
    pub length: usize,
}

impl Sources {
    /// Remembers a file.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.texts.insert(path.into(), Text { text: text.into(), names: Vec::new() });
    }

    /// Remembers what was read from a file whose lines nobody can count: a paragraph or cell a
    /// line, each with the name of its place.
    pub fn add_named(
        &mut self,
        path: impl Into<String>,
        text: impl Into<String>,
        names: Vec<Words>,
    ) {
        self.texts.insert(path.into(), Text { text: text.into(), names });
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(|text| text.text.as_str())
    }

    /// What people call the place of a byte of a file; nothing where lines can be counted.
    #[must_use]
    pub fn name(&self, path: &str, byte: usize) -> Option<&Words> {
        let text = self.texts.get(path).filter(|text| !text.names.is_empty())?;
        let line = text.text.get(..byte)?.matches('\n').count();
        text.names.get(line)
    }

    /// Line and column, counted in characters from 1, of a byte of a file.
    #[must_use]
    pub fn line_column(&self, path: &str, byte: usize) -> Option<(usize, usize)> {
        line_column(self.text(path)?, byte)
    }

    /// The same of a stretch of bytes with its end.
    #[must_use]
    pub fn region(&self, path: &str, span: &Range<usize>) -> Option<Region> {
        let text = self.text(path)?;
        let (line, column) = line_column(text, span.start)?;
        let (end_line, end_column) = line_column(text, span.end)?;
        let offset = text.get(..span.start)?.chars().count();
        let length = text.get(span.clone())?.chars().count();
        Some(Region { line, column, end_line, end_column, offset, length })
    }
}

fn line_column(text: &str, byte: usize) -> Option<(usize, usize)> {
    let before = text.get(..byte)?;
    let line = before.matches('\n').count().saturating_add(1);
    let start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let column = before.get(start..)?.chars().count().saturating_add(1);
    Some((line, column))
}
