//! Reads folders as paths and texts.

use std::fs;
use std::io;
use std::path::Path;

use yz_diagnostics::{Finding, Sources, words};

use crate::rules::{BOOK_NOT_FOUND, FILE_NOT_UTF8};

/// The text files of a folder, by path relative to it, in order.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// Path and text.
    pub files: Vec<(String, String)>,
    /// Files that could not be read as text.
    pub findings: Vec<Finding>,
}

/// Endings of the files that books and data are made of.
const ENDINGS: [&str; 3] = [".toml", ".md", ".sql"];

impl Folder {
    /// A folder in memory.
    #[must_use]
    pub fn new(mut files: Vec<(String, String)>) -> Self {
        files.sort();
        Self { files, findings: Vec::new() }
    }

    /// The text of a file.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        let at = self.files.binary_search_by(|(known, _)| known.as_str().cmp(path)).ok()?;
        self.files.get(at).map(|(_, text)| text.as_str())
    }

    /// The files whose path begins with `prefix`.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a (String, String)> {
        self.files.iter().filter(move |(path, _)| path.starts_with(prefix))
    }

    /// The same folder with the files of `over` in place of, or beside, its own.
    #[must_use]
    pub fn overlaid(mut self, over: Self) -> Self {
        self.files.retain(|(path, _)| over.text(path).is_none());
        self.files.extend(over.files);
        self.findings.extend(over.findings);
        self.files.sort();
        self
    }

    /// Remembers every file as a text that findings can point into.
    pub fn add_to(&self, sources: &mut Sources) {
        for (path, text) in &self.files {
            sources.add(path, text);
        }
    }
}

/// How many folders deep a file may lie: twice what any book or data folder needs.
const DEPTH_MAX: usize = 6;

/// Reads the folder of a book as [`read_folder`] does; a folder without `book.toml` is no book, and
/// nothing in it is read.
///
/// # Errors
///
/// As [`read_folder`].
pub fn read_book_folder(root: &Path) -> Result<Folder, Box<Finding>> {
    if root.is_dir() && !root.join("book.toml").is_file() {
        return Ok(Folder::default());
    }
    read_folder(root)
}

/// Reads every text file (`.toml`, `.md`, `.sql`) of a folder and its sub-folders.
///
/// A file that is not UTF-8 becomes a finding. Hidden files, other endings, what is no regular file
/// (a pipe would never end), folders behind symbolic links (they may lead in a circle) and folders
/// more than [`DEPTH_MAX`] deep are passed over.
///
/// # Errors
///
/// A finding when the folder itself, or a file in it, cannot be read.
pub fn read_folder(root: &Path) -> Result<Folder, Box<Finding>> {
    let mut folder = Folder::default();
    walk(root, "", 1, &mut folder).map_err(|(path, err)| {
        let shown = if path.is_empty() { root.to_owned() } else { root.join(&path) };
        let shown = shown.display().to_string();
        let reason = reason_zh(&err);
        let message = words!("打不开 {shown}：{reason}", "{shown} cannot be opened: {err}");
        let help = words!(
            "检查路径；新建一本账用 `yizhang new 文件夹`",
            "check the path; `yizhang new DIR` starts a new book"
        );
        Box::new(Finding::new(&BOOK_NOT_FOUND, &shown, message).at(shown, None).help(help))
    })?;
    folder.files.sort();
    Ok(folder)
}

/// The reasons that occur, in Chinese.
fn reason_zh(err: &io::Error) -> String {
    match err.kind() {
        io::ErrorKind::NotFound => "没有这个文件夹".to_owned(),
        io::ErrorKind::NotADirectory => "它不是文件夹".to_owned(),
        io::ErrorKind::PermissionDenied => "没有读取的权限".to_owned(),
        _ => err.to_string(),
    }
}

fn walk(
    root: &Path,
    below: &str,
    depth: usize,
    folder: &mut Folder,
) -> Result<(), (String, io::Error)> {
    let at = |path: &str| {
        let path = path.to_owned();
        move |err| (path, err)
    };
    let mut names = Vec::new();
    for entry in fs::read_dir(root.join(below)).map_err(at(below))? {
        let entry = entry.map_err(at(below))?;
        // The kind of the entry itself: a link to a folder is no folder.
        let is_folder = entry.file_type().map_err(at(below))?.is_dir();
        names.push((entry.file_name().to_string_lossy().into_owned(), is_folder));
    }
    names.sort();
    for (name, is_folder) in names.into_iter().filter(|(name, _)| !name.starts_with('.')) {
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        let full = root.join(&path);
        if is_folder && depth < DEPTH_MAX {
            walk(root, &path, depth.saturating_add(1), folder)?;
        } else if ENDINGS.iter().any(|ending| name.ends_with(ending))
            && fs::metadata(&full).map_err(at(&path))?.is_file()
        {
            let bytes = fs::read(&full).map_err(at(&path))?;
            match text_of(bytes) {
                Ok(text) => folder.files.push((path, text)),
                Err(line) => folder.findings.push(not_utf8(&path, line)),
            }
        }
    }
    Ok(())
}

/// The text of a file, without a byte-order mark; else the line where it stops being UTF-8.
fn text_of(bytes: Vec<u8>) -> Result<String, usize> {
    String::from_utf8(bytes)
        .map(|text| text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
        .map_err(|err| {
            let good = err.utf8_error().valid_up_to();
            let before = err.as_bytes().get(..good).unwrap_or(&[]);
            before.iter().filter(|byte| **byte == b'\n').count().saturating_add(1)
        })
}

fn not_utf8(path: &str, line: usize) -> Finding {
    let message = words!(
        "文件不是 UTF-8 编码（从第{line}行起），多半是按 GBK（ANSI）保存的",
        "the file is not UTF-8 from line {line} on; it was probably saved as GBK (ANSI)"
    );
    let help = words!(
        "用编辑器“另存为”，编码选 UTF-8；或运行 iconv -f GB18030 -t UTF-8",
        "save it again as UTF-8, or run iconv -f GB18030 -t UTF-8"
    );
    Finding::new(&FILE_NOT_UTF8, path, message).at(path, None).help(help)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

    use std::fs;
    use std::path::Path;

    use super::{read_book_folder, read_folder};

    fn paths(root: &Path) -> Vec<String> {
        read_folder(root).unwrap().files.into_iter().map(|(path, _)| path).collect()
    }

    #[test]
    fn a_folder_without_book_toml_is_not_read() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("facts.toml"), "").unwrap();
        assert!(read_book_folder(root.path()).unwrap().files.is_empty());
        fs::write(root.path().join("book.toml"), "").unwrap();
        assert_eq!(read_book_folder(root.path()).unwrap().files.len(), 2);
        assert!(read_book_folder(&root.path().join("absent")).is_err());
    }

    #[test]
    fn folders_are_read_six_deep() {
        let root = tempfile::tempdir().unwrap();
        let deep = root.path().join("2/3/4/5/6/7");
        fs::create_dir_all(&deep).unwrap();
        fs::write(deep.join("a.toml"), "").unwrap();
        assert!(paths(root.path()).is_empty());
        fs::write(deep.join("../a.toml"), "").unwrap();
        assert_eq!(paths(root.path()), ["2/3/4/5/6/a.toml"]);
    }

    #[cfg(unix)]
    #[test]
    fn only_regular_files_are_read() {
        use std::os::unix::fs::symlink;
        use std::process::Command;

        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(name);
        fs::write(at("a.toml"), "").unwrap();
        symlink(at("a.toml"), at("b.toml")).unwrap();
        symlink(root.path(), at("circle")).unwrap();
        fs::create_dir(at("c.toml")).unwrap();
        assert!(Command::new("mkfifo").arg(at("d.toml")).status().unwrap().success());
        assert_eq!(paths(root.path()), ["a.toml", "b.toml"]);
        // A link that leads nowhere is a file that somebody misses.
        symlink(at("gone.toml"), at("e.toml")).unwrap();
        assert!(read_folder(root.path()).is_err());
    }
}
