//! What the tests over whole books share: the books, opened and composed, and their tables of
//! expectations.

#![allow(dead_code, reason = "each test file uses its own part of the tools")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use yizhang::operations::{House, OpenBook, report};
use yz_report::Document;

/// The house, with the data that ships inside the program.
pub(crate) static HOUSE: LazyLock<House> = LazyLock::new(|| House::load(None).unwrap());

/// Every book of `books/`, in the order of their names.
pub(crate) static BOOKS: LazyLock<Vec<Whole>> = LazyLock::new(|| {
    let books = workspace().join("books");
    let entries = fs::read_dir(&books).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders.into_iter().map(Whole::open).collect()
});

/// A book with all that it publishes.
pub(crate) struct Whole {
    pub(crate) folder: PathBuf,
    pub(crate) open: OpenBook,
    pub(crate) documents: Vec<Document>,
}

impl Whole {
    fn open(folder: PathBuf) -> Self {
        let open = OpenBook::open(&HOUSE, &folder).unwrap_or_else(|findings| {
            panic!("{}: {findings:#?}", folder.display());
        });
        let compose = |one| report::document(&HOUSE, &open, one).0;
        let documents = open.book.reports.iter().map(compose).collect();
        Self { folder, open, documents }
    }

    pub(crate) fn name(&self) -> &str {
        &self.open.book.name
    }

    /// The rows of a table in the book's `expected/`; none when the book has no such table.
    pub(crate) fn expected(&self, table: &str) -> Vec<Vec<String>> {
        let path = self.folder.join("expected").join(table);
        if path.exists() { rows(&path) } else { Vec::new() }
    }
}

/// The folder of the workspace.
pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The rows of a table with tabs between the columns; `#` begins a comment line.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}
