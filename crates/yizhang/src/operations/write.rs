//! Writes printed documents into a folder: nothing before all of them are printed.

use std::fmt::Display;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use yz_diagnostics::{Words, words};
use yz_documents::{Format, PrintError};
use yz_report::Document;

/// A file that was written.
#[derive(Debug, Clone)]
pub struct Written {
    /// The report.
    pub report: String,
    /// The format.
    pub format: Format,
    /// Where it was written.
    pub path: PathBuf,
    /// How long it is.
    pub bytes: usize,
}

/// One document in one format.
pub type Sheet = Result<Vec<u8>, PrintError>;

/// Writes documents, each as `<name>.<ending>` for every format. They are printed when nothing
/// stands in their way, and the first byte is written when everything is printed.
///
/// # Errors
///
/// What could not be printed or written, why, and what to do.
pub fn write(
    documents: &[Document],
    formats: &[Format],
    out: &Path,
    print: impl FnOnce() -> Vec<Sheet>,
) -> Result<Vec<Written>, Words> {
    let mut targets = Vec::new();
    for document in documents {
        for format in formats {
            targets.push((document, *format, out.join(file_name(document, *format))));
        }
    }
    refuse_what_is_in_the_way(out, targets.iter().map(|(_, _, path)| path.as_path()))?;
    let mut ready = Vec::new();
    for ((document, format, path), sheet) in targets.into_iter().zip(print()) {
        let bytes = sheet.map_err(|err| not_printed(&file_name(document, format), &err))?;
        ready.push((document, format, path, bytes));
    }
    let mut written = Vec::new();
    for (document, format, path, bytes) in ready {
        yz_store::write_atomically(&path, &bytes).map_err(|err| not_written(&path, &err))?;
        let report = document.name.clone();
        written.push(Written { report, format, path, bytes: bytes.len() });
    }
    Ok(written)
}

/// The file name of a document in a format.
#[must_use]
pub fn file_name(document: &Document, format: Format) -> String {
    format!("{}.{}", document.name, format.extension())
}

/// A file where the folder should be, or a folder where a file should be.
fn refuse_what_is_in_the_way<'a>(
    out: &Path,
    targets: impl IntoIterator<Item = &'a Path>,
) -> Result<(), Words> {
    let there = out.ancestors().find(|path| path.exists());
    if let Some(path) = there.filter(|path| !path.is_dir()) {
        let shown = path.display();
        return Err(words!(
            "{shown} 是文件，不是文件夹，不能印到里面\n  怎么办：用 --out 换一个文件夹",
            "{shown} is a file and no folder to print into\n  help: name another folder with --out"
        ));
    }
    if let Some(path) = targets.into_iter().find(|path| path.is_dir()) {
        let shown = path.display();
        return Err(words!(
            "{shown} 已经是文件夹，不能印成文件\n  怎么办：移开它，或用 --out 换一个文件夹",
            "{shown} is a folder already and cannot become a file\n  \
             help: move it away, or name another folder with --out"
        ));
    }
    Ok(())
}

fn not_printed(name: &str, err: &impl Display) -> Words {
    words!(
        "{name} 印不出：{err}\n  怎么办：用 --format 选其他格式；这是程序的错，请报告",
        "{name} cannot be printed: {err}\n  \
         help: choose other formats with --format; this is an error of the program, please report"
    )
}

fn not_written(path: &Path, err: &io::Error) -> Words {
    let shown = path.display();
    let reason = match err.kind() {
        ErrorKind::PermissionDenied => "没有写入的权限".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "那里只能读，不能写".to_owned(),
        ErrorKind::StorageFull => "磁盘满了".to_owned(),
        _ => err.to_string(),
    };
    words!(
        "{shown} 写不下：{reason}\n  怎么办：用 --out 换一个能写的文件夹",
        "{shown} cannot be written: {err}\n  help: name a folder that can be written with --out"
    )
}
