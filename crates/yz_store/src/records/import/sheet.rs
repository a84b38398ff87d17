//! Rows of the first sheet of an xlsx file, one in memory at a time.
//!
//! The usual reader (calamine) gives every number as a binary fraction: a long number of a person
//! that was typed as a number would lose its last digits without a word. Here the digits are those
//! of the file.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use csv::StringRecord;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use yz_diagnostics::{Words, words};
use yz_units::Day;
use zip::ZipArchive;

use super::RowFn;
use super::limits;
use crate::records::RecordsError;

type Reader<'a> = quick_xml::Reader<BufReader<Guarded<Box<dyn Read + 'a>>>>;

/// Hands out the rows of the first sheet that is shown.
pub(super) fn each_row(path: &Path, with: RowFn<'_>) -> Result<(), RecordsError> {
    let file = File::open(path).map_err(|err| RecordsError::read(path, &err))?;
    let bytes = file.metadata().map_or(0, |metadata| metadata.len());
    if limits::PACKAGE_BYTES < bytes {
        return Err(too_large(path, &words!("xlsx 文件的字节数", "bytes of an xlsx file")));
    }
    let zip = ZipArchive::new(BufReader::new(file)).map_err(|err| broken(path, &err))?;
    let mut book = Book { path, zip, strings: Vec::new(), dates: Vec::new(), from_1904: false };
    let sheet = book.first_sheet()?;
    book.read_strings()?;
    book.read_styles()?;
    book.each_row(&sheet, with)
}

struct Book<'a> {
    path: &'a Path,
    zip: ZipArchive<BufReader<File>>,
    strings: Vec<Box<str>>,
    /// Of every style of cells, whether it shows days.
    dates: Vec<bool>,
    from_1904: bool,
}

/// Stops where a part becomes larger than it may, or has no sign of XML for too long.
struct Guarded<R> {
    inner: R,
    left: u64,
    without_tag: u64,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        let length = u64::try_from(count).unwrap_or(u64::MAX);
        let has_tag = into.get(..count).is_some_and(|bytes| bytes.contains(&b'<'));
        self.without_tag = if has_tag { 0 } else { self.without_tag.saturating_add(length) };
        match self.left.checked_sub(length) {
            Some(left) if self.without_tag <= limits::PIECE_BYTES => {
                self.left = left;
                Ok(count)
            }
            _ => Err(io::Error::from(io::ErrorKind::FileTooLarge)),
        }
    }
}

fn broken(path: &Path, err: &dyn std::fmt::Display) -> RecordsError {
    let shown = path.display();
    RecordsError::new(words!(
        "{shown} 不是完整的 xlsx 文件（{err}）\n  \
         怎么办：用 WPS 或 Excel 打开，另存一份 xlsx，再导入",
        "{shown} is no whole xlsx file ({err})\n  \
         help: open it in WPS or Excel, save a new copy, and import that"
    ))
}

fn too_large(path: &Path, what: &Words) -> RecordsError {
    let (shown, zh, en) = (path.display(), &what.zh, &what.en);
    RecordsError::new(words!(
        "{shown} 超出上限：{zh}\n  怎么办：拆成几个文件，或另存为 csv，再导入",
        "{shown} is beyond a limit: {en}\n  help: split it, or save it as csv, and import that"
    ))
}

/// The value of an attribute, by its name without name space.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    let found =
        all.with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::default()).ok().map(Cow::into_owned)
}

/// The characters that `&…;` stands for.
fn referred(name: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if name.is_char_ref() {
        return name.resolve_char_ref().ok().flatten();
    }
    Some(match name.xml10_content().as_ref() {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// What stands next in a part: a beginning, an end, or characters.
enum Node<'a> {
    Start(&'a BytesStart<'a>),
    End(&'a str),
    Text(&'a str),
}

impl Book<'_> {
    /// Hands out what stands in a part, until `with` says that it has enough; nothing where there
    /// is no such part.
    fn walk(
        &mut self,
        name: &str,
        with: &mut dyn FnMut(Node<'_>) -> Result<bool, RecordsError>,
    ) -> Result<(), RecordsError> {
        let path = self.path;
        let Ok(part) = self.zip.by_name(name) else { return Ok(()) };
        let packed = part.compressed_size();
        let left = packed.saturating_mul(limits::UNPACKED_RATIO).clamp(1 << 20, limits::PART_BYTES);
        let inner: Box<dyn Read + '_> = Box::new(part);
        let guarded = Guarded { inner, left, without_tag: 0 };
        let mut reader: Reader<'_> = quick_xml::Reader::from_reader(BufReader::new(guarded));
        reader.config_mut().expand_empty_elements = true;
        let (mut buffer, mut depth) = (Vec::new(), 0_usize);
        loop {
            buffer.clear();
            let event = reader.read_event_into(&mut buffer);
            let more = match event.map_err(|err| refused(path, name, &err))? {
                Event::Start(tag) => {
                    depth = depth.saturating_add(1);
                    with(Node::Start(&tag))?
                }
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    with(Node::End(tag.name().local_name().as_ref()))?
                }
                Event::Text(text) => with(Node::Text(&text.into_inner()))?,
                Event::CData(text) => with(Node::Text(&text.into_inner()))?,
                Event::GeneralRef(name) => match referred(&name) {
                    Some(c) => with(Node::Text(c.encode_utf8(&mut [0; 4])))?,
                    None => return Err(broken(path, &"&…;")),
                },
                Event::DocType(_) => return Err(broken(path, &"DOCTYPE")),
                Event::Eof if depth == 0 => return Ok(()),
                Event::Eof => return Err(broken(path, &name)),
                _ => true,
            };
            if !more {
                return Ok(());
            }
        }
    }

    /// The part of the first sheet that is shown.
    fn first_sheet(&mut self) -> Result<String, RecordsError> {
        let (mut id, mut from_1904) = (None, false);
        self.walk("xl/workbook.xml", &mut |node| {
            let Node::Start(tag) = node else { return Ok(true) };
            match tag.name().local_name().as_ref() {
                "workbookPr" => {
                    let on = attribute(tag, "date1904");
                    from_1904 = matches!(on.as_deref(), Some("1" | "true"));
                }
                "sheet"
                    if id.is_none() && attribute(tag, "state").is_none_or(|s| s == "visible") =>
                {
                    id = attribute(tag, "id");
                }
                _ => {}
            }
            Ok(true)
        })?;
        self.from_1904 = from_1904;
        let Some(id) = id else { return Err(broken(self.path, &"xl/workbook.xml")) };
        let mut target = None;
        self.walk("xl/_rels/workbook.xml.rels", &mut |node| {
            if let Node::Start(tag) = node
                && attribute(tag, "Id").is_some_and(|own| own == id)
            {
                target = attribute(tag, "Target");
            }
            Ok(true)
        })?;
        let Some(target) = target else { return Err(broken(self.path, &"workbook.xml.rels")) };
        let name = match target.strip_prefix('/') {
            Some(name) => name.to_owned(),
            None => format!("xl/{target}"),
        };
        if self.zip.index_for_name(&name).is_none() {
            return Err(broken(self.path, &name));
        }
        Ok(name)
    }

    fn read_strings(&mut self) -> Result<(), RecordsError> {
        let path = self.path;
        let (mut strings, mut one, mut total) = (Vec::new(), String::new(), 0_usize);
        let (mut taken, mut phonetic) = (false, false);
        self.walk("xl/sharedStrings.xml", &mut |node| {
            match node {
                Node::Start(tag) => match tag.name().local_name().as_ref() {
                    "t" => taken = !phonetic,
                    "rPh" => phonetic = true,
                    _ => {}
                },
                Node::Text(text) if taken => one.push_str(text),
                Node::Text(_) => {}
                Node::End("t") => taken = false,
                Node::End("rPh") => phonetic = false,
                Node::End("si") => {
                    total = total.saturating_add(one.len());
                    strings.push(std::mem::take(&mut one).into_boxed_str());
                    if limits::STRINGS_BYTES < total || limits::STRINGS < strings.len() {
                        let what = words!("不同文字的数量", "different texts");
                        return Err(too_large(path, &what));
                    }
                }
                Node::End(_) => {}
            }
            Ok(true)
        })?;
        self.strings = strings;
        Ok(())
    }

    fn read_styles(&mut self) -> Result<(), RecordsError> {
        let (mut custom, mut dates, mut inside) = (Vec::new(), Vec::new(), false);
        self.walk("xl/styles.xml", &mut |node| {
            match node {
                Node::Start(tag) => match tag.name().local_name().as_ref() {
                    "numFmt" => {
                        let id = attribute(tag, "numFmtId");
                        let code = attribute(tag, "formatCode").unwrap_or_default();
                        custom.push((id.unwrap_or_default(), shows_day(&code)));
                    }
                    "cellXfs" => inside = true,
                    "xf" if inside => {
                        let id = attribute(tag, "numFmtId").unwrap_or_default();
                        let own = custom.iter().find(|(own, _)| *own == id);
                        dates.push(own.map_or_else(|| is_built_in_day(&id), |(_, day)| *day));
                    }
                    _ => {}
                },
                Node::End("cellXfs") => inside = false,
                Node::End(_) | Node::Text(_) => {}
            }
            Ok(dates.len() <= limits::STYLES)
        })?;
        self.dates = dates;
        Ok(())
    }

    fn each_row(&mut self, sheet: &str, with: RowFn<'_>) -> Result<(), RecordsError> {
        let path = self.path;
        let looked_up = Looked {
            strings: std::mem::take(&mut self.strings),
            dates: std::mem::take(&mut self.dates),
            from_1904: self.from_1904,
        };
        let (mut row, mut cell, mut record) = (0_usize, Cell::default(), StringRecord::new());
        let mut taken = false;
        self.walk(sheet, &mut |node| {
            match node {
                Node::Start(tag) => match tag.name().local_name().as_ref() {
                    "row" => {
                        let given = attribute(tag, "r").and_then(|text| text.parse().ok());
                        row = given.unwrap_or(row.saturating_add(1));
                        record.clear();
                    }
                    "c" => cell.begin(tag, record.len()),
                    "v" | "t" => taken = !cell.phonetic,
                    "rPh" => cell.phonetic = true,
                    _ => {}
                },
                Node::Text(text) if taken => cell.text.push_str(text),
                Node::Text(_) => {}
                Node::End("v" | "t") => taken = false,
                Node::End("rPh") => cell.phonetic = false,
                Node::End("c") => {
                    if limits::COLUMNS < cell.column {
                        let what = words!("列数，最多1024列", "columns, at most 1024");
                        return Err(too_large(path, &what));
                    }
                    while record.len() < cell.column {
                        record.push_field("");
                    }
                    record.push_field(&looked_up.shown(&cell));
                }
                Node::End("row") => return with(row, &record),
                Node::End(_) => {}
            }
            Ok(true)
        })
    }
}

fn refused(path: &Path, name: &str, err: &quick_xml::Error) -> RecordsError {
    match err {
        quick_xml::Error::Io(io) if io.kind() == io::ErrorKind::FileTooLarge => {
            let what = words!("{name}解压后的字节数", "bytes of {name} after unpacking");
            too_large(path, &what)
        }
        err => broken(path, &format!("{name}: {err}")),
    }
}

#[derive(Default)]
struct Cell {
    column: usize,
    kind: String,
    style: usize,
    text: String,
    phonetic: bool,
}

impl Cell {
    fn begin(&mut self, tag: &BytesStart<'_>, next: usize) {
        (self.column, self.style) = (next, 0);
        self.kind.clear();
        for one in tag.attributes().with_checks(false).flatten() {
            match one.key.local_name().as_ref() {
                "r" => self.column = column(&one.value).unwrap_or(next),
                "s" => self.style = one.value.parse().unwrap_or(0),
                "t" => self.kind.push_str(&one.value),
                _ => {}
            }
        }
        self.text.clear();
        self.phonetic = false;
    }
}

/// `B3` is column 1.
fn column(address: &str) -> Option<usize> {
    let mut column = 0_usize;
    for letter in address.bytes().take_while(u8::is_ascii_alphabetic) {
        let value = usize::from(letter.to_ascii_uppercase().checked_sub(b'A')?);
        column = column.checked_mul(26)?.checked_add(value)?.checked_add(1)?;
    }
    column.checked_sub(1)
}

/// What cells refer to.
struct Looked {
    strings: Vec<Box<str>>,
    dates: Vec<bool>,
    from_1904: bool,
}

impl Looked {
    fn shown<'a>(&'a self, cell: &'a Cell) -> Cow<'a, str> {
        let text = cell.text.as_str();
        match cell.kind.as_str() {
            "s" => {
                let index = text.trim().parse::<usize>().ok();
                let known = index.and_then(|index| self.strings.get(index));
                Cow::Borrowed(known.map_or("", |known| known))
            }
            "" | "n" if self.dates.get(cell.style).is_some_and(|day| *day) => {
                self.day(text.trim()).map_or(Cow::Borrowed(text), Cow::Owned)
            }
            "" | "n" => plain_number(text.trim()),
            _ => Cow::Borrowed(text),
        }
    }

    /// The day of a serial number; the time of day behind its point is left out.
    fn day(&self, text: &str) -> Option<String> {
        let serial: i32 = text.split('.').next()?.parse().ok()?;
        // Days before 1970-01-01; the 29th of February 1900 that spreadsheets count never was.
        let epoch = match (self.from_1904, serial) {
            (true, 0..) => -24_107,
            (false, 61..) => -25_569,
            (false, 1..=59) => -25_568,
            _ => return None,
        };
        let day = Day::from_number(serial.checked_add(epoch)?);
        day.date().map(|date| date.to_string())
    }
}

/// Whether a number format of the standard shows days.
fn is_built_in_day(id: &str) -> bool {
    matches!(id.parse::<u32>(), Ok(14..=17 | 22 | 27..=36 | 50..=58))
}

/// Whether a number format shows days: signs for year, month or day outside quotes and brackets.
fn shows_day(code: &str) -> bool {
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    code.chars().any(|c| {
        let hidden = quoted || bracketed || escaped;
        escaped = !escaped && c == '\\';
        match c {
            '"' => quoted = !quoted,
            '[' => bracketed = true,
            ']' => bracketed = false,
            'y' | 'Y' | 'd' | 'D' | '年' | '日' => return !hidden,
            _ => {}
        }
        false
    })
}

/// The number with at most the 15 digits that spreadsheets keep: `0.30000000000000004`, as files
/// have it, is shown and meant as 0.3. Whole numbers stay as they stand.
fn plain_number(text: &str) -> Cow<'_, str> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let exponent = text.contains(['e', 'E']);
    if !exponent && (digits <= 15 || !text.contains('.')) {
        return Cow::Borrowed(text);
    }
    rounded(text).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The number to 15 digits; nothing where it is too long for its digits to be known: it stays
/// scientific, and is refused as such.
fn rounded(text: &str) -> Option<String> {
    let number: f64 = text.parse().ok()?;
    let scientific = format!("{number:.14e}");
    let (_, power) = scientific.split_once('e')?;
    let decimals = 14_i32.checked_sub(power.parse().ok()?)?;
    let decimals = usize::try_from(decimals).ok()?.min(20);
    let plain = format!("{number:.decimals$}");
    let plain = if plain.contains('.') { plain.trim_end_matches('0') } else { &plain };
    Some(plain.trim_end_matches('.').to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Looked, column, plain_number, shows_day};

    #[test]
    fn addresses_begin_at_nothing() {
        assert_eq!(column("A1"), Some(0));
        assert_eq!(column("Z9"), Some(25));
        assert_eq!(column("AA10"), Some(26));
        assert_eq!(column("12"), None);
    }

    #[test]
    fn numbers_have_the_digits_that_were_typed() {
        assert_eq!(plain_number("0.30000000000000004"), "0.3");
        assert_eq!(plain_number("1234.5600000000002"), "1234.56");
        assert_eq!(plain_number("1234.56"), "1234.56");
        assert_eq!(plain_number("1E-2"), "0.01");
        assert_eq!(plain_number("9007199254740993"), "9007199254740993");
        assert_eq!(plain_number("5.1010419900101E+17"), "5.1010419900101E+17");
        assert_eq!(plain_number(""), "");
    }

    #[test]
    fn serial_numbers_are_days() {
        let book = |from_1904| Looked { strings: Vec::new(), dates: Vec::new(), from_1904 };
        assert_eq!(book(false).day("45322.354").as_deref(), Some("2024-01-31"));
        assert_eq!(book(false).day("61").as_deref(), Some("1900-03-01"));
        assert_eq!(book(false).day("59").as_deref(), Some("1900-02-28"));
        assert_eq!(book(false).day("60"), None);
        assert_eq!(book(true).day("43860").as_deref(), Some("2024-01-31"));
    }

    #[test]
    fn formats_of_days_are_told_from_those_of_numbers() {
        for code in ["yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy/m/d;@", "d-mmm"] {
            assert!(shows_day(code), "{code}");
        }
        for code in ["General", "0.00", "#,##0.00\"元/day\"", "[Red]0", "0\\d", "hh:mm"] {
            assert!(!shows_day(code), "{code}");
        }
    }
}
