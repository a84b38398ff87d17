//! Why a file could not be read, in words for the person who has it.

use std::fmt;

use yz_diagnostics::{Words, words};

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// What kind of trouble it is.
    pub problem: Problem,
    /// What was found, what was expected, and how to mend it.
    pub words: Words,
}

/// The kinds of trouble with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// The operating system did not give the file.
    NotOpened,
    /// Nothing is in it.
    Empty,
    /// A format that is not read: a picture, an archive, a program.
    Format,
    /// The binary format of Word and Excel before 2007.
    OldOffice,
    /// A password is asked for.
    Encrypted,
    /// Pictures of pages, without text.
    Scanned,
    /// Cut off, or not what its format asks for.
    Damaged,
    /// Beyond a limit of `docs/limits.md`.
    TooLarge,
}

impl ReadError {
    pub(crate) fn new(problem: Problem, words: Words) -> Self {
        Self { problem, words }
    }

    /// Something of a file is not as its format asks; `what` names the part or the trouble.
    pub(crate) fn damaged(format: &str, what: &str) -> Self {
        let words = words!(
            "{format}文件损坏或不完整（{what}）。请用原来的软件打开并另存一份，再检查新的文件",
            "the {format} file is damaged or cut off ({what}); open it in the program that made \
             it, save a new copy, and check that",
        );
        Self::new(Problem::Damaged, words)
    }

    /// A limit of `docs/limits.md` is passed; `what` says which, in both languages.
    pub(crate) fn too_large(what: &Words, most: usize) -> Self {
        let Words { zh, en } = what;
        let words = words!(
            "文件超出上限：{zh}，最多{most}。请把文件拆开，或去掉与正文无关的内容，再检查",
            "the file is beyond a limit: {en}, at most {most}; split it, or take out what does \
             not belong to the text, and check again",
        );
        Self::new(Problem::TooLarge, words)
    }

    pub(crate) fn empty() -> Self {
        let words = words!(
            "文件是空的，没有任何文字。应为 docx、pdf、html、xlsx、txt 或 md 文件；\
             请确认上传或复制是否完成",
            "the file is empty; a docx, pdf, html, xlsx, txt or md file is expected, so make sure \
             that it was copied whole",
        );
        Self::new(Problem::Empty, words)
    }

    pub(crate) fn scanned(pages: usize) -> Self {
        let words = words!(
            "这份 pdf 的{pages}页都没有文字，是扫描件或图片。请用生成它的 Word 文件，\
             或先做文字识别（OCR）再检查",
            "none of the {pages} pages of this pdf has text: they are scans or pictures; take the \
             Word file that it was made from, or recognise the text (OCR) first",
        );
        Self::new(Problem::Scanned, words)
    }

    pub(crate) fn encrypted(format: &str) -> Self {
        let words = words!(
            "{format}文件设有密码，无法读取。请取消打开密码后另存，再检查",
            "the {format} file asks for a password; save a copy without one, and check that",
        );
        Self::new(Problem::Encrypted, words)
    }

    pub(crate) fn unknown(found: &Words) -> Self {
        let Words { zh, en } = found;
        let words = words!(
            "无法读取：{zh}。应为 docx、pdf、html、xlsx、txt 或 md 文件；\
             请用原来的软件另存为其中一种",
            "cannot be read: {en}; a docx, pdf, html, xlsx, txt or md file is expected, so save it \
             as one of these",
        );
        Self::new(Problem::Format, words)
    }

    pub(crate) fn old_office() -> Self {
        let words = words!(
            "这是旧版 Office 文件（doc、xls、wps 等二进制格式），无法读取。\
             请用 Word 或 WPS 另存为 docx 或 xlsx",
            "this is a file of an old Office (doc, xls or wps, in binary); save it as docx or xlsx \
             in Word or WPS",
        );
        Self::new(Problem::OldOffice, words)
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words.en)
    }
}

impl std::error::Error for ReadError {}
