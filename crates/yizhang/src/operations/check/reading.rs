//! Reads documents: text only, until `yz_documents` reads the other formats.

use std::ops::Range;
use std::path::Path;

use yz_diagnostics::{Words, words};
use yz_report::Transcript;

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

/// Why a document could not be read, and what to do.
#[derive(Debug)]
pub struct ReadError {
    words: Words,
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
    let bytes = std::fs::read(path).map_err(|err| ReadError {
        words: words!(
            "打不开（{err}）。请检查路径，以及文件能不能读",
            "it cannot be opened ({err}); check the path, and that the file can be read"
        ),
    })?;
    let text = String::from_utf8(bytes).map_err(|_| ReadError {
        words: words!(
            "不是 UTF-8 文本。请另存为 UTF-8 文本再核对",
            "it is no text in UTF-8; save it as such and check again"
        ),
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
    Err(ReadError { words: words!("还不能读 docx", "docx cannot be read yet") })
}

/// Why a document could not be read, as it is told.
#[must_use]
pub fn unread(err: ReadError) -> Words {
    err.words
}
