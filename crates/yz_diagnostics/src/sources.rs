//! The texts that places point into.

use std::collections::BTreeMap;

/// The texts of the files that were read, by path: what a finding shows the wrong line from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    texts: BTreeMap<String, String>,
}

impl Sources {
    /// Remembers a file.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.texts.insert(path.into(), text.into());
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    /// Line and column, counted in characters from 1, of a byte of a file.
    #[must_use]
    pub fn line_column(&self, path: &str, byte: usize) -> Option<(usize, usize)> {
        let before = self.text(path)?.get(..byte)?;
        let line = before.matches('\n').count().saturating_add(1);
        let start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
        let column = before.get(start..)?.chars().count().saturating_add(1);
        Some((line, column))
    }
}
