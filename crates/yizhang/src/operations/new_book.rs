//! Starts a book: a commented folder that can be published as it is.

use std::io;
use std::path::Path;

use yz_store::{Folder, is_name, write_new_folder};

/// The files of a new book; `NAME` in them becomes the name of the book.
const FILES: [(&str, &str); 4] = [
    ("book.toml", include_str!("../../assets/new-book/book.toml")),
    ("facts.toml", include_str!("../../assets/new-book/facts.toml")),
    ("evidence.toml", include_str!("../../assets/new-book/evidence.toml")),
    ("accepted.toml", include_str!("../../assets/new-book/accepted.toml")),
];

/// The prose of its report, by section.
const PROSE: [(&str, &str); 15] = [
    ("background", include_str!("../../assets/new-book/background.md")),
    ("goals", include_str!("../../assets/new-book/goals.md")),
    ("application", include_str!("../../assets/new-book/application.md")),
    ("plan", include_str!("../../assets/new-book/plan.md")),
    ("arrival", include_str!("../../assets/new-book/arrival.md")),
    ("use", include_str!("../../assets/new-book/use.md")),
    ("finance", include_str!("../../assets/new-book/finance.md")),
    ("organisation", include_str!("../../assets/new-book/organisation.md")),
    ("management", include_str!("../../assets/new-book/management.md")),
    ("completion", include_str!("../../assets/new-book/completion.md")),
    ("results", include_str!("../../assets/new-book/results.md")),
    ("benefits", include_str!("../../assets/new-book/benefits.md")),
    ("conclusion", include_str!("../../assets/new-book/conclusion.md")),
    ("problems", include_str!("../../assets/new-book/problems.md")),
    ("suggestions", include_str!("../../assets/new-book/suggestions.md")),
];

/// The report that the prose belongs to; the table beside it reads the same.
const REPORT: &str = "self-evaluation";

/// The name of a book whose folder's own is no name for a book.
const NAME: &str = "book";

/// Starts a book in a folder that does not exist yet, or is empty; returns the files made. The book
/// is called as its folder when that is a name for a book, else `book`.
///
/// # Errors
///
/// [`io::ErrorKind::InvalidFilename`] when the folder's name has anything but letters of any
/// script, digits, `-` and `_`; [`io::ErrorKind::AlreadyExists`] when something is there; what the
/// operating system refuses.
pub fn new_book(folder: &Path) -> io::Result<Vec<String>> {
    let name = folder.file_name().map_or_else(|| NAME.into(), |name| name.to_string_lossy());
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    if !name.chars().all(fits) {
        return Err(io::Error::from(io::ErrorKind::InvalidFilename));
    }
    let name = if is_name(&name) { name.as_ref() } else { NAME };
    let file = |(path, text): &(&str, &str)| ((*path).to_owned(), text.replace("NAME", name));
    let prose = |(section, text): &(&str, &str)| {
        (format!("narrative/{REPORT}/{section}.md"), (*text).to_owned())
    };
    let files = FILES.iter().map(file).chain(PROSE.iter().map(prose));
    let content = Folder::new(files.collect());
    write_new_folder(folder, &content)?;
    Ok(content.files.into_iter().map(|(path, _)| path).collect())
}
