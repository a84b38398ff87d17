//! Checks anybody's documents, many at a time.

mod config;
mod files;
mod places;

use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use yz_checker::{Outcome, Selection};
use yz_diagnostics::{Finding, Language, Level, Sources, Words, words};
use yz_documents::Kind;
use yz_report::Transcript;

use config::Configs;

pub use files::{NothingToCheck, files};
pub use places::place_words;

/// What the command line asks for; a `yizhang.toml` may ask for more.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The rules that the command line selects and ignores.
    pub selection: Selection,
    /// The configuration to use, instead of the nearest one.
    pub config: Option<PathBuf>,
}

/// A file that was checked, or why it was not.
#[derive(Debug)]
pub struct CheckedFile {
    /// Where it is.
    pub path: PathBuf,
    /// How it was named, and how findings name it.
    pub name: String,
    /// What is said about it.
    pub result: Result<Checked, Unread>,
}

/// What is said about a file that could be read.
#[derive(Debug)]
pub struct Checked {
    /// What kind of file it is.
    pub kind: Kind,
    /// The document as it was read.
    pub transcript: Transcript,
    /// What was found in it.
    pub outcome: Outcome,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// What is wrong.
    pub message: Words,
    /// What to do; empty where the message says it already.
    pub help: Words,
}

impl Unread {
    /// Both in one language, a line each.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let (message, help) = (self.message.get(language), self.help.get(language));
        match language {
            _ if help.is_empty() => message.to_owned(),
            Language::Chinese => format!("{message}\n  怎么办：{help}"),
            Language::English => format!("{message}\n  help: {help}"),
        }
    }
}

/// A configuration that says what it must not.
#[derive(Debug, Default)]
pub struct WrongConfig {
    /// What is wrong with it.
    pub findings: Vec<Finding>,
    /// The texts that they point into.
    pub sources: Sources,
}

/// Checks files on as many threads as the machine has; the order of the result is that of `paths`.
/// A file that cannot be read keeps no other from being checked.
///
/// # Errors
///
/// [`WrongConfig`], before anything is read.
pub fn check_files(
    paths: &[PathBuf],
    wanted: &Wanted,
    progress: &(impl Fn(&str) + Sync),
) -> Result<Vec<CheckedFile>, WrongConfig> {
    let mut configs = Configs::new(wanted);
    let selections: Vec<Selection> = paths.iter().map(|path| configs.selection(path)).collect();
    if !configs.wrong.findings.is_empty() {
        return Err(configs.wrong);
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let (Some(path), Some(selection)) = (paths.get(index), selections.get(index)) else {
                break;
            };
            progress(&path.display().to_string());
            let checked = check_file(path, selection);
            done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((index, checked));
        }
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        for _ in 1..cores.min(paths.len()) {
            scope.spawn(work);
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    Ok(done.into_iter().map(|(_, checked)| checked).collect())
}

fn check_file(path: &Path, selection: &Selection) -> CheckedFile {
    let name = path.display().to_string();
    // Files of strangers are read with other people's parsers: one that gives up takes its own file
    // with it and no other.
    let result = catch_unwind(AssertUnwindSafe(|| {
        let document = yz_documents::read_file(path)
            .map_err(|err| Unread { message: err.words, help: Words::default() })?;
        let outcome = yz_checker::check(&document.transcript, &name, selection);
        Ok(Checked { kind: document.kind, transcript: document.transcript, outcome })
    }));
    let result = result.unwrap_or_else(|_| {
        Err(Unread {
            message: words!("读这个文件时程序出错", "the program failed while reading the file"),
            help: words!(
                "另存一次再试；仍不行，请把文件发给我们",
                "save it again and retry; if that does not help, please send us the file"
            ),
        })
    });
    CheckedFile { path: path.to_owned(), name, result }
}

impl CheckedFile {
    /// Whether an error or a warning stands open in it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let open = |checked: &Checked| yz_diagnostics::outcome(&checked.outcome.findings) != 0;
        self.result.as_ref().is_ok_and(open)
    }

    /// Adds the text that findings point into, with the names of places where it has no lines.
    pub fn add_to(&self, sources: &mut Sources) {
        let Ok(checked) = &self.result else { return };
        let text = checked.outcome.text.clone();
        if checked.kind == Kind::Text {
            sources.add(self.name.as_str(), text);
            return;
        }
        let passages = checked.transcript.passages.iter();
        let names = passages.map(|passage| place_words(passage.place, passage.page)).collect();
        sources.add_named(self.name.as_str(), text, names);
    }
}

impl Checked {
    /// How many findings are of a level.
    #[must_use]
    pub fn findings_of(&self, level: Level) -> usize {
        self.outcome.findings_of(level)
    }
}
