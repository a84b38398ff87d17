//! Reads anybody's docx, pdf, html, xlsx, txt or md as a [`Transcript`].
//!
//! [`read`] takes the bytes, [`read_file`] a path. What a file is, its content says; the name is a
//! hint only. Nothing of a document is corrected: the words stand in the transcript as they stand
//! in the file, in reading order, each with its place.
//!
//! | file | begin with |
//! |---|---|
//! | `mod.rs` | finds the format, opens files |
//! | `limits.rs` | how large a file may be; the same numbers are in `docs/limits.md` |
//! | `error.rs` | why a file could not be read, and how to mend it |
//! | `package.rs`, `xml.rs` | zip and XML, unpacked and nested no further than the limits allow |
//! | `docx/` | Word: lists, tables, notes, text boxes, tracked changes, charts |
//! | `pdf/` | characters to lines, lines to paragraphs and tables |
//! | `html/`, `xlsx.rs`, `text.rs` | the others |
//! | `comments.rs` | findings as comments in somebody's Word file |
//!
//! Files come from anywhere. Each byte may be meant to do harm: sizes are counted while they grow,
//! nothing is read by functions that call themselves without a limit, and what other people wrote
//! to interpret pdf runs in a thread of its own, so that its panic is our error.

mod chinese;
mod comments;
mod docx;
mod encoding;
mod error;
mod html;
pub mod limits;
mod number;
mod package;
mod pdf;
mod text;
mod xlsx;
mod xml;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use yz_diagnostics::{Words, words};
use yz_report::Transcript;

pub use comments::{DocxComment, comment_docx};
pub use error::{Problem, ReadError};
use package::Package;

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Word.
    Docx,
    /// PDF.
    Pdf,
    /// A web page.
    Html,
    /// Excel.
    Xlsx,
    /// Plain text or Markdown.
    Text,
}

/// A document that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadDocument {
    /// What the file turned out to be, whatever its name says.
    pub kind: Kind,
    /// Its words.
    pub transcript: Transcript,
}

/// What a file looks like from its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looks {
    Zip,
    Pdf,
    Ole,
    Rtf,
    /// A picture.
    Picture,
    /// An archive or a program.
    Binary,
    Text,
}

/// Reads a document from its bytes; `name` is a hint where the content leaves it open.
///
/// # Errors
///
/// [`ReadError`] says what was found, what was expected, and how to mend it: an empty file, a
/// format that is not read, a file that is damaged, asks for a password, consists of pictures, or
/// is beyond one of the [`limits`].
///
/// # Examples
///
/// ```
/// use yz_documents::{Kind, Problem, read};
///
/// let bytes = "基金收入70,325.02万元。\n".as_bytes();
/// let document = read(bytes, "report.docx").unwrap();
/// assert_eq!(document.kind, Kind::Text);
/// assert_eq!(document.transcript.passages[0].text, "基金收入70,325.02万元。");
/// assert_eq!(read(b"", "report.docx").unwrap_err().problem, Problem::Empty);
/// ```
pub fn read(bytes: &[u8], name: &str) -> Result<ReadDocument, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::empty());
    }
    let looks = looks(bytes);
    check_size(u64::try_from(bytes.len()).unwrap_or(u64::MAX), looks)?;
    let document = match looks {
        Looks::Zip => read_package(bytes, name)?,
        Looks::Pdf => ReadDocument { kind: Kind::Pdf, transcript: pdf::read(bytes)? },
        Looks::Ole if holds_encrypted(bytes) => return Err(ReadError::encrypted("Office")),
        Looks::Ole => return Err(ReadError::old_office()),
        Looks::Rtf => return Err(ReadError::unknown(&words!("这是 rtf 文件", "this is rtf"))),
        Looks::Picture => {
            return Err(ReadError::unknown(&words!(
                "这是图片，没有文字可读",
                "this is a picture, without text"
            )));
        }
        Looks::Binary => {
            return Err(ReadError::unknown(&words!(
                "这是压缩包或程序",
                "this is an archive or a program"
            )));
        }
        Looks::Text => read_text(bytes, name)?,
    };
    let blank = |text: &str| text.chars().all(|c| c.is_whitespace() || c == '\u{feff}');
    if document.transcript.passages.iter().all(|passage| blank(&passage.text)) {
        return Err(ReadError::empty());
    }
    Ok(document)
}

/// Reads a document from a file; one that is too large is refused before it is read.
///
/// # Errors
///
/// As [`read`], and a file that cannot be opened.
pub fn read_file(path: &Path) -> Result<ReadDocument, ReadError> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let refused = |error: std::io::Error| {
        let words = words!(
            "打不开{name}（{error}）。请确认路径无误、文件没有被别的程序占用",
            "{name} cannot be opened ({error}); see that the path is right and that no other \
             program holds the file",
        );
        ReadError::new(Problem::NotOpened, words)
    };
    let mut file = File::open(path).map_err(refused)?;
    let size = file.metadata().map_err(refused)?.len();
    let mut bytes = Vec::new();
    file.by_ref().take(1024).read_to_end(&mut bytes).map_err(refused)?;
    let looks = looks(&bytes);
    check_size(size, looks)?;
    // Counted all the same: a file may grow, and a pipe has no size.
    let most = u64::try_from(limit_of(looks).0).unwrap_or(u64::MAX);
    file.take(most).read_to_end(&mut bytes).map_err(refused)?;
    read(&bytes, &name)
}

fn limit_of(looks: Looks) -> (usize, Words) {
    match looks {
        Looks::Zip | Looks::Pdf | Looks::Ole => {
            (limits::PACKAGE_BYTES, words!("文件的字节数", "bytes of the file"))
        }
        _ => (limits::TEXT_BYTES, words!("文本文件的字节数", "bytes of a text")),
    }
}

fn check_size(size: u64, looks: Looks) -> Result<(), ReadError> {
    let (most, what) = limit_of(looks);
    let fits = usize::try_from(size).is_ok_and(|size| size <= most);
    if fits { Ok(()) } else { Err(ReadError::too_large(&what, most)) }
}

fn looks(bytes: &[u8]) -> Looks {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or(bytes);
    let begins = |marks: &[&[u8]]| marks.iter().any(|mark| head.starts_with(mark));
    if begins(&[b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"]) {
        Looks::Zip
    } else if begins(&[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]) {
        Looks::Ole
    } else if begins(&[b"{\\rtf"]) {
        Looks::Rtf
    } else if begins(&[b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"])
        && head.contains(&0)
    {
        Looks::Picture
    } else if begins(&[b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\x7fELF", b"MZ\x90", b"BZh"]) {
        Looks::Binary
    } else if head.windows(5).any(|window| window == b"%PDF-") {
        Looks::Pdf
    } else {
        Looks::Text
    }
}

/// Whether an OLE file is a docx or xlsx behind a password: it has a stream of this name.
fn holds_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    // Names stand in the directory, which may be anywhere; a look at 4 MiB finds those in use.
    let head = bytes.get(..bytes.len().min(4 << 20)).unwrap_or(bytes);
    let mut windows = head.windows(name.len());
    windows.any(|window| window == name.as_slice())
}

fn read_package(bytes: &[u8], name: &str) -> Result<ReadDocument, ReadError> {
    let hint = if extension(name) == "xlsx" { "xlsx" } else { "docx" };
    let mut package = Package::open(bytes, hint)?;
    let (word, excel) = (package.has_folder("word/"), package.has_folder("xl/"));
    if word {
        package.set_format(docx::FORMAT);
        let read = docx::read(&mut package, false)?;
        return Ok(ReadDocument { kind: Kind::Docx, transcript: read.transcript });
    }
    if excel {
        package.set_format(xlsx::FORMAT);
        return Ok(ReadDocument { kind: Kind::Xlsx, transcript: xlsx::read(&mut package)? });
    }
    let found = match (package.has_folder("ppt/"), package.has("content.xml")) {
        (true, _) => words!("这是演示文稿（pptx）", "this is a presentation (pptx)"),
        (_, true) => {
            words!("这是 OpenDocument 文件（odt、ods）", "this is OpenDocument (odt, ods)")
        }
        _ => words!(
            "这是压缩包，里面没有 Word 或 Excel 的内容",
            "this is a zip archive, without anything of Word or Excel in it"
        ),
    };
    Err(ReadError::unknown(&found))
}

fn read_text(bytes: &[u8], name: &str) -> Result<ReadDocument, ReadError> {
    let extension = extension(name);
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let page =
        html::is_page(head) || (matches!(&*extension, "html" | "htm") && html::has_tag(head));
    if page {
        return Ok(ReadDocument { kind: Kind::Html, transcript: html::read(bytes)? });
    }
    let Some(text) = encoding::decode(bytes) else {
        return Err(ReadError::unknown(&words!(
            "文件里没有可读的文字",
            "there is no text to be read in the file"
        )));
    };
    let transcript = match &*extension {
        "md" | "markdown" => text::markdown(&text)?,
        _ => text::read(&text)?,
    };
    Ok(ReadDocument { kind: Kind::Text, transcript })
}

fn extension(name: &str) -> String {
    name.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase()
}
