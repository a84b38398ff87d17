//! Rows of a csv file: any of the usual delimiters, in UTF-8, UTF-16 or GB18030.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{CoderResult, Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use yz_diagnostics::words;

use super::RowFn;
use crate::records::RecordsError;

/// Bytes that are looked at to tell delimiter and UTF-16.
const LOOKED_AT: u64 = 64 << 10;
/// Bytes that are decoded at a time.
const CHUNK: usize = 64 << 10;

/// Hands out the rows of a file, each with the line on which it begins.
pub(super) fn each_row(path: &Path, with: RowFn<'_>) -> Result<(), RecordsError> {
    let wrong = |err: &dyn std::fmt::Display| RecordsError::read(path, &err);
    let encoding = encoding(path).map_err(|err| wrong(&err))?;
    let open = || File::open(path).map(|file| Decoded::new(BufReader::new(file), encoding));
    let mut head = Vec::new();
    let read = open().and_then(|file| file.take(LOOKED_AT).read_to_end(&mut head));
    read.map_err(|err| unreadable(path, &err))?;
    let delimiter = delimiter(&head);
    let file = open().map_err(|err| wrong(&err))?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(file);
    let mut record = StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(err) => return Err(unreadable(path, &io::Error::from(err))),
        }
        // Every line has one line end, the last one too: the reader stands on the line below.
        let below = usize::try_from(reader.position().line()).unwrap_or(usize::MAX);
        let inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        if !with(below.saturating_sub(inside).saturating_sub(1), &record)? {
            return Ok(());
        }
    }
}

fn unreadable(path: &Path, err: &io::Error) -> RecordsError {
    if err.kind() != io::ErrorKind::InvalidData {
        return RecordsError::read(path, err);
    }
    let shown = path.display();
    RecordsError::new(words!(
        "{shown} 的文字编码认不出，既不是 UTF-8、UTF-16，也不是 GB18030（GBK）\n  \
         怎么办：用 WPS 或 Excel 打开，另存为“CSV UTF-8”或 xlsx，再导入",
        "the characters of {shown} are neither UTF-8, UTF-16 nor GB18030 (GBK)\n  \
         help: open it in WPS or Excel, save it as CSV UTF-8 or xlsx, and import that"
    ))
}

/// The encoding of a file: a mark at the beginning decides, then zeros beside ASCII, then whether
/// every byte is UTF-8; what is left is GB18030, which includes GB2312 and GBK.
fn encoding(path: &Path) -> io::Result<&'static Encoding> {
    let mut file = File::open(path)?;
    let mut head = Vec::new();
    file.by_ref().take(LOOKED_AT).read_to_end(&mut head)?;
    if let Some((encoding, _)) = Encoding::for_bom(&head) {
        return Ok(encoding);
    }
    let zeros = |at: usize| head.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    let many = |count: usize| 0 < count && head.len() <= count.saturating_mul(20);
    match (many(zeros(0)), many(zeros(1))) {
        (false, true) => return Ok(UTF_16LE),
        (true, false) => return Ok(UTF_16BE),
        _ => {}
    }
    file.seek(SeekFrom::Start(0))?;
    Ok(if is_utf_8(&mut file)? { UTF_8 } else { GB18030 })
}

fn is_utf_8(file: &mut impl Read) -> io::Result<bool> {
    let mut buffer = vec![0_u8; CHUNK];
    // Bytes at the beginning of the buffer that belong to a character cut by its end.
    let mut kept = 0_usize;
    loop {
        let room = buffer.get_mut(kept..).unwrap_or_default();
        let read = file.read(room)?;
        let filled = kept.saturating_add(read);
        let bytes = buffer.get(..filled).unwrap_or_default();
        match std::str::from_utf8(bytes) {
            Ok(_) if read == 0 => return Ok(true),
            Ok(_) => kept = 0,
            Err(err) if err.error_len().is_some() || read == 0 => return Ok(false),
            Err(err) => {
                let from = err.valid_up_to();
                buffer.copy_within(from..filled, 0);
                kept = filled.saturating_sub(from);
            }
        }
    }
}

/// The delimiter that the first lines have most of, outside of quotation marks.
fn delimiter(head: &[u8]) -> u8 {
    let mut counts = [(b',', 0_usize), (b'\t', 0), (b';', 0), (b'|', 0)];
    let (mut quoted, mut lines) = (false, 0_usize);
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => lines = lines.saturating_add(1),
            _ if quoted => {}
            byte => {
                let own = counts.iter_mut().find(|(sign, _)| sign == byte);
                if let Some((_, count)) = own {
                    *count = count.saturating_add(1);
                }
            }
        }
        if lines == 10 {
            break;
        }
    }
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map_or(b',', |(sign, _)| sign)
}

/// Bytes of any encoding as UTF-8, a piece at a time, every line with `\n` behind it.
struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    input: Vec<u8>,
    /// What of `input` is not decoded yet.
    from: usize,
    until: usize,
    ended: bool,
    finished: bool,
    output: Vec<u8>,
    given: usize,
    filled: usize,
    /// The last byte that was given.
    last: u8,
    /// Whether the byte before was `\r`.
    carriage: bool,
}

impl<R: Read> Decoded<R> {
    fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            input: vec![0; CHUNK],
            from: 0,
            until: 0,
            ended: false,
            finished: false,
            output: vec![0; CHUNK.saturating_mul(3)],
            given: 0,
            filled: 0,
            last: b'\n',
            carriage: false,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        (self.given, self.filled) = (0, 0);
        while self.filled == 0 && !self.finished {
            if self.from == self.until && !self.ended {
                self.until = self.inner.read(&mut self.input)?;
                self.from = 0;
                self.ended = self.until == 0;
            }
            let bytes = self.input.get(self.from..self.until).unwrap_or_default();
            let (result, read, written, broken) =
                self.decoder.decode_to_utf8(bytes, &mut self.output, self.ended);
            if broken {
                return Err(io::Error::from(io::ErrorKind::InvalidData));
            }
            self.from = self.from.saturating_add(read);
            self.filled = self.end_lines(written);
            self.finished = self.ended && result == CoderResult::InputEmpty;
        }
        if self.filled == 0 && self.last != b'\n' {
            self.last = b'\n';
            self.filled = self.output.first_mut().map_or(0, |byte| {
                *byte = b'\n';
                1
            });
        }
        Ok(())
    }
}

impl<R> Decoded<R> {
    /// Makes `\r\n` and `\r` in the output `\n`; says how much is left.
    fn end_lines(&mut self, written: usize) -> usize {
        let mut kept = 0_usize;
        for at in 0..written {
            let byte = self.output.get(at).copied().unwrap_or_default();
            let second = byte == b'\n' && self.carriage;
            self.carriage = byte == b'\r';
            if second {
                continue;
            }
            self.last = if byte == b'\r' { b'\n' } else { byte };
            if let Some(to) = self.output.get_mut(kept) {
                *to = self.last;
            }
            kept = kept.saturating_add(1);
        }
        kept
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.given == self.filled {
            self.fill()?;
        }
        let ready = self.output.get(self.given..self.filled).unwrap_or_default();
        let count = ready.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..count), ready.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given = self.given.saturating_add(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{delimiter, each_row};

    const TEXT: &str = "人员编号,姓名\r\n1,\"张,三\"\r\n\r\n2,李四\r\n";

    fn rows(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>, String> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        read(file.path())
    }

    fn read(path: &Path) -> Result<Vec<(usize, Vec<String>)>, String> {
        let mut rows = Vec::new();
        each_row(path, &mut |row, cells| {
            rows.push((row, cells.iter().map(str::to_owned).collect()));
            Ok(true)
        })
        .map_err(|err| err.words().zh)?;
        Ok(rows)
    }

    #[test]
    fn rows_of_each_encoding_are_read_with_their_lines() {
        let wanted = [(1, "人员编号", "姓名"), (2, "1", "张,三"), (4, "2", "李四")];
        let wanted: Vec<_> =
            wanted.map(|(row, a, b)| (row, vec![a.to_owned(), b.to_owned()])).to_vec();
        let utf_16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (gb, ..) = encoding_rs::GB18030.encode(TEXT);
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", TEXT.as_bytes()),
            marked(b"\xff\xfe", &utf_16),
            utf_16,
            gb.into_owned(),
        ] {
            assert_eq!(rows(&bytes).as_ref(), Ok(&wanted));
        }
    }

    #[test]
    fn a_character_on_the_border_of_two_pieces_is_whole() {
        // Three bytes a character: the border of 65,536 falls into one of them.
        let text = "汉".repeat(60_000);
        assert_eq!(rows(text.as_bytes()).unwrap()[0].1[0], text);
        let (gb, ..) = encoding_rs::GB18030.encode(&text);
        assert_eq!(rows(&gb).unwrap()[0].1[0], text);
    }

    #[test]
    fn bytes_of_no_encoding_are_refused() {
        let message = rows(b"a,b\n\xff\xff\xff,1\n").unwrap_err();
        assert!(message.contains("编码认不出"), "{message}");
    }

    #[test]
    fn the_delimiter_is_what_lines_have_most_of() {
        assert_eq!(delimiter(b"a;b;c\n1,5;2;3\n"), b';');
        assert_eq!(delimiter(b"a\tb\n"), b'\t');
        assert_eq!(delimiter(b"\"a;b;c;d\",e\n"), b',');
        assert_eq!(delimiter(b"a\n"), b',');
    }
}
