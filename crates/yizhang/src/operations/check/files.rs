//! Which files a command line names: files as they are, folders with what is in them.

use std::fs;
use std::path::{Path, PathBuf};

/// Endings of files that can be read; in a folder, others are passed by.
const ENDINGS: [&str; 8] = ["docx", "htm", "html", "markdown", "md", "pdf", "txt", "xlsx"];

/// A folder in which there is nothing to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NothingToCheck(pub PathBuf);

/// The files that are named, in the order in which they are; a folder stands for all files of known
/// kinds below it, by name. A file that is named itself is never passed by.
///
/// # Errors
///
/// A folder that holds no such file: whoever names it expects to have something checked.
pub fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>, NothingToCheck> {
    let mut all = Vec::new();
    for path in named {
        if path.is_dir() {
            let before = all.len();
            walk(path, &mut all);
            if all.len() == before {
                return Err(NothingToCheck(path.clone()));
            }
        } else {
            all.push(path.clone());
        }
    }
    Ok(all)
}

/// Links to folders are not followed: they may lead round in a circle.
fn walk(folder: &Path, all: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<_> = entries.filter_map(Result::ok).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        // What Word and WPS keep beside an open document, and hidden files.
        if name.starts_with(['.', '~']) {
            continue;
        }
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&path, all),
            Ok(_) if path.is_file() && is_known(&path) => all.push(path),
            _ => {}
        }
    }
}

fn is_known(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}
