//! Starts a book: a commented folder that can be published as it is.

use std::io;
use std::path::Path;

use yz_store::{Folder, write_new_folder};

/// The files of a new book; `NAME` in them becomes the name of its folder.
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

/// Starts a book in a folder that does not exist yet, or is empty; returns the files made.
///
/// # Errors
///
/// [`io::ErrorKind::AlreadyExists`] when something is there; what the operating system refuses.
pub fn new_book(folder: &Path) -> io::Result<Vec<String>> {
    let name = folder.file_name().map_or_else(|| "book".into(), |name| name.to_string_lossy());
    let file = |(path, text): &(&str, &str)| ((*path).to_owned(), text.replace("NAME", &name));
    let prose = |(section, text): &(&str, &str)| {
        (format!("narrative/{REPORT}/{section}.md"), (*text).to_owned())
    };
    let files = FILES.iter().map(file).chain(PROSE.iter().map(prose));
    let content = Folder::new(files.collect());
    write_new_folder(folder, &content)?;
    Ok(content.files.into_iter().map(|(path, _)| path).collect())
}
