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
    /// Where each line begins: in bytes, and in characters.
    lines: Vec<(usize, usize)>,
}

impl Text {
    fn new(text: String, names: Vec<Words>) -> Self {
        let mut lines = vec![(0, 0)];
        let (mut bytes, mut chars) = (0_usize, 0_usize);
        for line in text.split_inclusive('\n') {
            bytes = bytes.saturating_add(line.len());
            chars = chars.saturating_add(line.chars().count());
            if line.ends_with('\n') {
                lines.push((bytes, chars));
            }
        }
        Self { text, names, lines }
    }

    /// Which line a byte stands in, counted from 0, with where that begins.
    fn line(&self, byte: usize) -> (usize, (usize, usize)) {
        let line = self.lines.partition_point(|line| line.0 <= byte).saturating_sub(1);
        (line, self.lines.get(line).copied().unwrap_or_default())
    }

    /// Line and column of a byte, counted from 1 in characters, and the characters before it.
    fn position(&self, byte: usize) -> Option<(usize, usize, usize)> {
        let (line, (start, before)) = self.line(byte);
        let column = self.text.get(start..byte)?.chars().count();
        Some((line.saturating_add(1), column.saturating_add(1), before.saturating_add(column)))
    }
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
        self.texts.insert(path.into(), Text::new(text.into(), Vec::new()));
    }

    /// Remembers what was read from a file whose lines nobody can count: a paragraph or cell a
    /// line, each with the name of its place.
    pub fn add_named(
        &mut self,
        path: impl Into<String>,
        text: impl Into<String>,
        names: Vec<Words>,
    ) {
        self.texts.insert(path.into(), Text::new(text.into(), names));
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
        text.names.get(text.line(byte).0)
    }

    /// Line and column, counted in characters from 1, of a byte of a file.
    #[must_use]
    pub fn line_column(&self, path: &str, byte: usize) -> Option<(usize, usize)> {
        let (line, column, _) = self.texts.get(path)?.position(byte)?;
        Some((line, column))
    }

    /// The same of a stretch of bytes with its end.
    #[must_use]
    pub fn region(&self, path: &str, span: &Range<usize>) -> Option<Region> {
        let text = self.texts.get(path)?;
        let (line, column, offset) = text.position(span.start)?;
        let (end_line, end_column, end) = text.position(span.end)?;
        let length = end.saturating_sub(offset);
        Some(Region { line, column, end_line, end_column, offset, length })
    }

    /// The lines around a stretch of bytes with the number of the first, counted from 1, and where
    /// the stretch stands in them: what a finding shows.
    pub(crate) fn excerpt(&self, path: &str, span: &Range<usize>) -> Option<Excerpt<'_>> {
        let text = self.texts.get(path)?;
        let (line, (start, _)) = text.line(span.start);
        let rest = text.text.get(span.end..)?;
        let end = rest.find('\n').map_or(text.text.len(), |at| span.end.saturating_add(at));
        let within = span.start.checked_sub(start)?..span.end.checked_sub(start)?;
        Some(Excerpt { lines: text.text.get(start..end)?, first: line.saturating_add(1), within })
    }
}

/// The lines around a stretch of a text.
pub(crate) struct Excerpt<'a> {
    pub(crate) lines: &'a str,
    pub(crate) first: usize,
    pub(crate) within: Range<usize>,
}
