//! Looks through a pdf before it is interpreted: how large its streams become, how deep it nests.
//!
//! The interpreter unpacks streams whole and calls itself for each array within an array. Both are
//! counted here first, on every stream, wherever it is and whatever the file says of it.

use std::io::Read;

use flate2::read::ZlibDecoder;
use yz_diagnostics::words;

use super::super::error::ReadError;
use super::super::limits;

/// The largest stream in LZW that is taken, because unpacking it may give thousands of times more.
const LZW_BYTES: usize = 48 << 10;

/// Checks the raw bytes of a pdf.
///
/// # Errors
///
/// Too large where a stream, all of them, or the nesting goes beyond the limits.
pub(super) fn check(bytes: &[u8]) -> Result<(), ReadError> {
    let mut nesting = Nesting::default();
    let mut total = 0_usize;
    let mut at = 0_usize;
    while let Some(found) = find(bytes, b"stream", at) {
        let before = bytes.get(at..found).unwrap_or(&[]);
        nesting.add(before)?;
        let ends_word = before.ends_with(b"end");
        at = found.saturating_add(b"stream".len());
        if ends_word {
            continue;
        }
        let dictionary = before.get(before.len().saturating_sub(2048)..).unwrap_or(before);
        let start = bytes.get(at..).unwrap_or(&[]);
        let start = start.strip_prefix(b"\r").unwrap_or(start);
        let start = start.strip_prefix(b"\n").unwrap_or(start);
        let length = find(start, b"endstream", 0).unwrap_or(start.len());
        let raw = start.get(..length).unwrap_or(start);
        total = total.saturating_add(measured(raw, dictionary, total)?);
        // A picture may hold anything: on behind it.
        at = bytes.len().saturating_sub(start.len()).saturating_add(length);
        nesting = Nesting::default();
    }
    nesting.add(bytes.get(at..).unwrap_or(&[]))
}

/// How large a stream becomes, in bytes.
fn measured(raw: &[u8], dictionary: &[u8], before: usize) -> Result<usize, ReadError> {
    let has = |word: &[u8]| find(dictionary, word, 0).is_some();
    let picture = has(b"/Image") || has(b"/Width");
    if !picture && has(b"LZW") && LZW_BYTES < raw.len() {
        let what = words!("LZW压缩流的字节数", "bytes of a stream in LZW");
        return Err(ReadError::too_large(&what, LZW_BYTES));
    }
    if !is_zlib(raw) {
        if !picture {
            Nesting::default().add(raw)?;
        }
        return Ok(raw.len());
    }
    let most = if picture { limits::STREAM_BYTES.saturating_mul(2) } else { limits::STREAM_BYTES };
    let mut nesting = Nesting::default();
    let mut unpacked = 0_usize;
    let mut decoder = ZlibDecoder::new(raw);
    let mut buffer = vec![0; 64 << 10];
    // What is broken is left to the interpreter, which reads as far as it goes.
    while let Ok(count) = decoder.read(&mut buffer) {
        if count == 0 {
            break;
        }
        let part = buffer.get(..count).unwrap_or(&[]);
        if unpacked == 0 && is_zlib(part) && has(b"FlateDecode") && twice(dictionary) {
            let what = words!("压缩流的层数", "times that a stream is packed");
            return Err(ReadError::too_large(&what, 1));
        }
        unpacked = unpacked.saturating_add(count);
        if most < unpacked {
            let what = words!("单个压缩流解压后的字节数", "bytes of a stream after unpacking");
            return Err(ReadError::too_large(&what, most));
        }
        if limits::STREAMS_BYTES < before.saturating_add(unpacked) {
            let what = words!("全部压缩流解压后的字节数", "bytes of all streams after unpacking");
            return Err(ReadError::too_large(&what, limits::STREAMS_BYTES));
        }
        if !picture {
            nesting.add(part)?;
        }
    }
    Ok(unpacked)
}

/// Whether a dictionary names the same packing twice.
fn twice(dictionary: &[u8]) -> bool {
    let word = b"FlateDecode";
    let first = find(dictionary, word, 0);
    let rest = first.map(|first| first.saturating_add(word.len()));
    rest.is_some_and(|rest| find(dictionary, word, rest).is_some())
}

/// The two bytes that begin every stream of zlib.
fn is_zlib(raw: &[u8]) -> bool {
    let [first, second, ..] = raw else { return false };
    let check = u32::from(*first).saturating_mul(256).saturating_add(u32::from(*second));
    first & 0x0f == 8 && check.is_multiple_of(31)
}

fn find(bytes: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let first = *word.first()?;
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        let next = rest.iter().position(|byte| *byte == first)?;
        at = at.saturating_add(next);
        if bytes.get(at..)?.starts_with(word) {
            return Some(at);
        }
        at = at.saturating_add(1);
    }
}

/// What grows while a stream is interpreted.
#[derive(Default)]
struct Nesting {
    /// Arrays and dictionaries that are open.
    depth: usize,
    /// States of the pen that are kept.
    saved: usize,
    /// Stretches of lines.
    drawn: usize,
    /// The last two bytes, the later one first.
    last: (u8, u8),
    in_text: bool,
}

impl Nesting {
    fn add(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        for byte in bytes {
            let (last, before) = self.last;
            self.last = (*byte, last);
            match byte {
                b')' if last != b'\\' => self.in_text = false,
                _ if self.in_text => {}
                b'(' if last != b'\\' => self.in_text = true,
                b'[' => self.depth = self.depth.saturating_add(1),
                b'<' if last == b'<' => self.depth = self.depth.saturating_add(1),
                b']' => self.depth = self.depth.saturating_sub(1),
                b'>' if last == b'>' => self.depth = self.depth.saturating_sub(1),
                b' ' | b'\n' | b'\r' | b'\t' => self.operator(before, last),
                _ => {}
            }
            let deep = self.depth.max(self.saved);
            if limits::PDF_DEPTH < deep {
                let what = words!("pdf对象的嵌套层数", "arrays within arrays");
                return Err(ReadError::too_large(&what, limits::PDF_DEPTH));
            }
            if limits::DRAWN < self.drawn {
                let what = words!("一页图形的线段数", "lines in a drawing");
                return Err(ReadError::too_large(&what, limits::DRAWN));
            }
        }
        Ok(())
    }

    /// Counts an operator that has just ended.
    fn operator(&mut self, before: u8, last: u8) {
        let more = match (before, last) {
            (b'r', b'e') => 5,
            (before, b'l' | b'c' | b'v' | b'y' | b'm') if before.is_ascii_whitespace() => 1,
            (before, b'q') if before.is_ascii_whitespace() || before == 0 => {
                self.saved = self.saved.saturating_add(1);
                0
            }
            (before, b'Q') if before.is_ascii_whitespace() => {
                self.saved = self.saved.saturating_sub(1);
                0
            }
            _ => 0,
        };
        self.drawn = self.drawn.saturating_add(more);
    }
}
