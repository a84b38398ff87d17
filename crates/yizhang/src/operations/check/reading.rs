//! Reads documents: text only, until `yz_documents` reads the other formats.

use std::ops::Range;
use std::path::Path;

use yz_diagnostics::{Words, words};
use yz_report::Transcript;

use super::Unread;

/// What kind of file a document was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Word.
    Docx,
    /// Text of any encoding.
    Text,
}

/// A document as it was read.
#[derive(Debug)]
pub(super) struct ReadDocument {
    pub(super) kind: Kind,
    pub(super) transcript: Transcript,
}

/// Why a document could not be read.
#[derive(Debug)]
pub struct ReadError {
    message: Words,
    help: Words,
}

/// A comment to be put into a docx.
#[derive(Debug, Clone)]
pub struct DocxComment {
    /// Which passage, from 0.
    pub passage: usize,
    /// Which bytes of its text.
    pub span: Range<usize>,
    /// Who says it.
    pub author: String,
    /// What is said.
    pub text: String,
}

pub(super) fn read_file(path: &Path) -> Result<ReadDocument, ReadError> {
    let bytes = std::fs::read(path).map_err(|err| match err.kind() {
        std::io::ErrorKind::NotFound => ReadError {
            message: words!("没有这个文件", "there is no such file"),
            help: words!("检查路径是否写对", "check the path"),
        },
        _ => ReadError {
            message: words!("打不开：{err}", "cannot be opened: {err}"),
            help: words!("检查文件能不能读", "check that the file can be read"),
        },
    })?;
    let text = String::from_utf8(bytes).map_err(|_| ReadError {
        message: words!("不是 UTF-8 文本", "not a text in UTF-8"),
        help: words!("另存为 UTF-8 文本", "save it as text in UTF-8"),
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(ReadDocument { kind: Kind::Text, transcript: Transcript::from_text(text) })
}

/// Puts comments into a docx.
///
/// # Errors
///
/// Always, until docx can be read.
pub fn comment_docx(_original: &[u8], _comments: &[DocxComment]) -> Result<Vec<u8>, ReadError> {
    Err(ReadError {
        message: words!("还不能读 docx", "docx cannot be read yet"),
        help: words!("用 --format html", "use --format html"),
    })
}

/// Why a document could not be read, as it is told.
pub fn unread(err: ReadError) -> Unread {
    Unread { message: err.message, help: err.help }
}
