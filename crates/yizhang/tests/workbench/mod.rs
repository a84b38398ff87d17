//! A workbench for tests of the program: the book of `cases/README.md` in a folder of its own,
//! files laid over it, and the program run on it.

#![allow(dead_code, reason = "each test binary uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The folder of the literate cases.
pub(crate) fn cases_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// The root of the repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A fenced file of a literate page.
#[derive(Debug, Clone)]
pub(crate) struct File {
    /// The path: below `data/` it is the house's, else the book's.
    pub(crate) path: String,
    /// The bytes, in the encoding that the fence asks for.
    pub(crate) bytes: Vec<u8>,
}

impl File {
    /// A file from the info string of its fence, such as `toml facts.toml gbk`, and its text.
    /// `None` for a fence without a path.
    pub(crate) fn fenced(info: &str, text: &str) -> Option<Self> {
        let mut words = info.split_whitespace().skip(1);
        let path = words.next()?.to_owned();
        let bytes = match words.next() {
            None => text.as_bytes().to_vec(),
            Some("gbk") => gbk(text),
            Some(other) => panic!("{path}: unknown encoding {other}"),
        };
        Some(Self { path, bytes })
    }
}

/// A text in the encoding in which older Chinese programs save.
pub(crate) fn gbk(text: &str) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding_rs::GBK.encode(text);
    assert!(!unmappable, "a character that GBK lacks");
    bytes.into_owned()
}

/// A folder with `book/` and `data/`, gone when it is dropped.
pub(crate) struct Workbench {
    folder: TempDir,
}

impl Workbench {
    /// The book that every case begins with.
    pub(crate) fn with_base_book() -> Self {
        let bench = Self { folder: tempfile::tempdir().unwrap() };
        let page = fs::read_to_string(cases_folder().join("README.md")).unwrap();
        for (info, text) in fences(&page) {
            if let Some(file) = File::fenced(&info, &text) {
                bench.write(&file);
            }
        }
        bench
    }

    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// The path of something in the folder.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.folder.path().join(below)
    }

    /// Lays a file over the book or the data.
    pub(crate) fn write(&self, file: &File) {
        let within = if file.path.starts_with("data/") { "" } else { "book" };
        let path = self.path(within).join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.bytes).unwrap();
    }

    /// Lays a text over the book or the data.
    pub(crate) fn lay(&self, path: &str, text: &str) {
        self.write(&File { path: path.to_owned(), bytes: text.as_bytes().to_vec() });
    }

    /// Takes a file of the book away, or with `.` the book.
    pub(crate) fn remove(&self, path: &str) {
        match path {
            "." => fs::remove_dir_all(self.path("book")).unwrap(),
            path => fs::remove_file(self.path("book").join(path)).unwrap(),
        }
    }

    /// Runs the program in the folder, with its data laid over the house's where there is any.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yizhang"));
        command.current_dir(self.folder.path()).args(arguments).env_remove("NO_COLOR");
        command.env_remove("YIZHANG_DATA");
        if self.path("data").is_dir() {
            command.env("YIZHANG_DATA", "data");
        }
        Ran::of(&command.output().unwrap())
    }
}

/// Runs the program in the repository.
pub(crate) fn run(arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yizhang"));
    command.current_dir(repository()).args(arguments).env_remove("YIZHANG_DATA");
    Ran::of(&command.output().unwrap())
}

/// What a run of the program left.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let code = output.status.code().expect("the program ends by itself");
        Self { code, out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Expects an exit code, and gives standard output.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> String {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        self.out
    }
}

/// The fences of a page: info string and text.
pub(crate) fn fences(page: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut marker: Option<&str> = None;
    for line in page.lines() {
        match marker {
            None => {
                if let Some((own, info)) = opens(line) {
                    marker = Some(own);
                    found.push((info.to_owned(), String::new()));
                }
            }
            Some(own) if line == own => marker = None,
            Some(_) => {
                let (_, text) = found.last_mut().expect("an open fence was pushed");
                text.push_str(line);
                text.push('\n');
            }
        }
    }
    found
}

/// The backticks and the info string of a line that opens a fence. A fence of four holds fences of
/// three.
pub(crate) fn opens(line: &str) -> Option<(&str, &str)> {
    let ticks = line.len() - line.trim_start_matches('`').len();
    (3 <= ticks).then(|| line.split_at(ticks))
}
