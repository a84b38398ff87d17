//! Files that were made to do harm, or came to some: each is one clear error or is read, and none
//! takes long, takes much memory, or ends the program.

#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    reason = "a test that cannot go on has failed"
)]

mod packed;

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use packed::{document, docx, pdf, stream, zipped};
use yz_documents::{Kind, Problem, ReadDocument, ReadError, read, read_file};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// As long as any of them may take; builds for tests are slower than those for use.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 2 });

fn timed(bytes: &[u8], name: &str) -> Result<ReadDocument, ReadError> {
    let start = Instant::now();
    let result = read(bytes, name);
    let took = start.elapsed();
    assert!(took < PATIENCE, "{name} took {took:?}");
    if let Err(error) = &result {
        assert!(!error.words.zh.is_empty() && !error.words.en.is_empty(), "{error:?}");
        assert!(error.words.zh.chars().count() < 300, "{}", error.words.zh);
    }
    result
}

fn problem(bytes: &[u8], name: &str) -> Problem {
    match timed(bytes, name) {
        Ok(document) => panic!("{name} was read: {:?}", document.kind),
        Err(error) => error.problem,
    }
}

/// A Word file whose main part is this beginning, then `count` times the same, then this end.
fn bomb(name: &str, begin: &str, again: &[u8], count: usize, end: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default().large_file(true)).unwrap();
    zip.write_all(begin.as_bytes()).unwrap();
    for _ in 0..count {
        zip.write_all(again).unwrap();
    }
    zip.write_all(end.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_gibibyte_in_a_small_file_is_refused() {
    let blanks = vec![b' '; 1 << 20];
    let bytes =
        bomb("word/document.xml", "<w:document xmlns:w=\"w\">", &blanks, 1024, "</w:document>");
    assert!(bytes.len() < 4 << 20);
    assert_eq!(problem(&bytes, "blanks.docx"), Problem::TooLarge);
    let bytes = bomb("xl/workbook.xml", "", &blanks, 1024, "");
    assert_eq!(problem(&bytes, "blanks.xlsx"), Problem::TooLarge);
    // The same with a size in the zip file that is not true.
    let mut lying = bomb("word/document.xml", "", &blanks, 64, "");
    let sizes: Vec<usize> = (0..lying.len().saturating_sub(4))
        .filter(|at| lying[*at..at + 4] == (64_u32 << 20).to_le_bytes())
        .collect();
    for at in sizes {
        lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(matches!(problem(&lying, "lying.docx"), Problem::TooLarge | Problem::Damaged));
}

#[test]
fn nested_entities_are_refused() {
    let mut lines = String::from("<!ENTITY a0 \"lol\">");
    for level in 1..30 {
        let inner = format!("&a{};", level - 1).repeat(10);
        lines.push_str(&format!("<!ENTITY a{level} \"{inner}\">"));
    }
    let main =
        format!("<?xml version=\"1.0\"?><!DOCTYPE l [{lines}]><w:document>&a29;</w:document>");
    assert_eq!(problem(&docx(&[("word/document.xml", &main)]), "laughs.docx"), Problem::Damaged);
    let main = "<w:document xmlns:w=\"w\"><w:p><w:t>&x;</w:t></w:p></w:document>";
    assert_eq!(problem(&docx(&[("word/document.xml", main)]), "unknown.docx"), Problem::Damaged);
}

#[test]
fn ten_thousand_nested_tables_are_refused() {
    let open = "<w:tbl><w:tr><w:tc>".repeat(10_000);
    let close = "<w:p/></w:tc></w:tr></w:tbl>".repeat(10_000);
    let main = document(&format!("{open}{close}"));
    assert_eq!(problem(&docx(&[("word/document.xml", &main)]), "deep.docx"), Problem::TooLarge);
    let page = format!("<html>{}", "<table><tr><td>".repeat(10_000));
    assert_eq!(problem(page.as_bytes(), "deep.html"), Problem::TooLarge);
    let elements = "<a>".repeat(5_000_000);
    assert_eq!(problem(&docx(&[("word/document.xml", &elements)]), "a.docx"), Problem::TooLarge);
}

#[test]
fn pages_that_are_slow_to_lay_out_are_read() {
    for (name, page) in [
        ("div.html", "<div>".repeat(2_000_000)),
        ("b.html", "<p><b><i><font>x".repeat(200_000)),
        ("attributes.html", format!("<p {}>x", "a=1 ".repeat(1_000_000))),
        ("spans.html", format!("<table>{}", "<tr><td colspan=1000 rowspan=60000>x".repeat(20_000))),
        ("open.html", format!("<!--{}", "<".repeat(5_000_000))),
        ("entities.html", "&notanentity;&#x110000;".repeat(200_000)),
    ] {
        let page = format!("<html><p>一{page}");
        assert_eq!(timed(page.as_bytes(), name).map(|read| read.kind), Ok(Kind::Html), "{name}");
    }
}

#[test]
fn attributes_beyond_counting_are_read() {
    let many: String = (0..200_000).map(|at| format!(" w:a{at}=\"1\"")).collect();
    let main = document(&format!("<w:p{many}><w:r><w:t>x</w:t></w:r></w:p>"));
    let read = timed(&docx(&[("word/document.xml", &main)]), "many.docx");
    assert_eq!(read.map(|read| read.transcript.passages.len()), Ok(1));
}

#[test]
fn a_cell_of_many_paragraphs_over_many_rows_is_read() {
    let rows = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc></w:tr>".repeat(150_000);
    let main = document(&format!(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>{}</w:tc></w:tr>\
         {rows}</w:tbl>\
         <w:p><w:r><w:t>x</w:t></w:r></w:p>",
        "<w:p/>".repeat(150_000),
    ));
    // Stored as it is, or the ratio would be found first.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("word/document.xml", stored).unwrap();
    zip.write_all(main.as_bytes()).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    let read = timed(&bytes, "tall.docx").unwrap().transcript;
    assert_eq!(read.passages.len(), 150_001);
    assert_eq!(read.passages[0].role, yz_report::Role::Cell { across: 1, down: 150_001 });
}

#[test]
fn a_page_of_lines_without_end_is_read() {
    let mut content = String::from_utf8(HELLO.to_vec()).unwrap();
    for at in 0..100_000 {
        let (x, y) = (at % 590, at % 840);
        content.push_str(&format!(" 0 {y} m 590 {y} l S {x} 0 m {x} 840 l S"));
    }
    assert!(timed(&page(stream("", content.as_bytes())), "lines.pdf").is_ok());
    // Rows of two pieces and of one, one below the other.
    let mut content = String::new();
    for at in 0..20_000 {
        let y = f64::from(at) / 30.0;
        content.push_str(&format!("BT /F 1 Tf 9 {y} Td (a) Tj ET BT /F 1 Tf 99 {y} Td (b) Tj ET "));
        content.push_str(&format!("BT /F 1 Tf 9 {} Td (a) Tj ET ", y + 0.015));
    }
    assert!(timed(&page(stream("", content.as_bytes())), "rows.pdf").is_ok());
}

#[test]
fn too_many_paragraphs_are_refused() {
    let main = document(&"<w:p/>".repeat(1_000_001));
    let bytes = zipped(&[("word/document.xml", main.as_bytes())]);
    assert_eq!(problem(&bytes, "many.docx"), Problem::TooLarge);
    assert_eq!(problem("\n一".repeat(1_000_001).as_bytes(), "many.txt"), Problem::TooLarge);
}

#[test]
fn a_far_cell_costs_nothing() {
    let book = "<workbook><sheets><sheet name=\"a\" r:id=\"r\"/></sheets></workbook>";
    let rels = "<Relationships><Relationship Id=\"r\" Type=\"x/worksheet\" Target=\"s.xml\"/>\
        </Relationships>";
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
        <row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c><c r=\"ZZZZ9\" t=\"s\"><v>99</v></c>\
        </row></sheetData>\
        <mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells></worksheet>";
    let bytes = zipped(&[
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", rels.as_bytes()),
        ("xl/s.xml", sheet.as_bytes()),
    ]);
    let read = timed(&bytes, "far.xlsx").unwrap();
    assert_eq!(read.transcript.passages.len(), 3);
}

#[test]
fn truncated_and_empty_files_are_refused() {
    let main = document(&"<w:p><w:r><w:t>基金收入</w:t></w:r></w:p>".repeat(100));
    let whole = docx(&[("word/document.xml", &main)]);
    for part in 1..20 {
        let cut = &whole[..whole.len() * part / 20];
        assert_eq!(problem(cut, "cut.docx"), Problem::Damaged, "{part}/20");
    }
    let cut = &main[..main.len() / 2];
    let cut = &cut[..cut.rfind('<').unwrap() + 1];
    assert_eq!(problem(&docx(&[("word/document.xml", cut)]), "cut.docx"), Problem::Damaged);
    for name in ["a.docx", "a.pdf", "a.txt", "a.html"] {
        assert_eq!(problem(b"", name), Problem::Empty);
        assert_eq!(problem(b" \n\t ", name), Problem::Empty);
        assert_eq!(problem(b"\xef\xbb\xbf", name), Problem::Empty);
    }
    let blank = docx(&[("word/document.xml", &document("<w:p/>"))]);
    assert_eq!(problem(&blank, "blank.docx"), Problem::Empty);
}

#[test]
fn a_wrong_extension_is_no_error_and_a_wrong_format_is_one() {
    let main = document("<w:p><w:r><w:t>一</w:t></w:r></w:p>");
    let word = docx(&[("word/document.xml", &main)]);
    assert_eq!(timed(&word, "a.pdf").map(|read| read.kind), Ok(Kind::Docx));
    assert_eq!(timed("一".as_bytes(), "a.docx").map(|read| read.kind), Ok(Kind::Text));
    assert_eq!(timed(b"<html><p>1", "a.txt").map(|read| read.kind), Ok(Kind::Html));
    let ole = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 4096]].concat();
    assert_eq!(problem(&ole, "a.docx"), Problem::OldOffice);
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(problem(&[ole, name].concat(), "a.docx"), Problem::Encrypted);
    let random: Vec<u8> =
        (0_u32..100_000).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for bytes in [
        [b"\x89PNG\r\n\x1a\n\0".as_slice(), &random].concat(),
        [b"\xff\xd8\xff\xe0\0".as_slice(), &random].concat(),
        b"{\\rtf1 x}".to_vec(),
        zipped(&[("a.txt", b"x")]),
        zipped(&[("ppt/presentation.xml", b"x")]),
        random,
    ] {
        assert_eq!(problem(&bytes, "a.docx"), Problem::Format);
    }
}

/// A pdf of one page with this content.
fn page(content: Vec<u8>) -> Vec<u8> {
    pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources\
          <</Font<</F 5 0 R>>>>>>"
            .to_vec(),
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec(),
    ])
}

const HELLO: &[u8] = b"BT /F 12 Tf 70 700 Td (Fund income 70,325.02) Tj ET";

#[test]
fn a_small_pdf_is_read_also_with_broken_references() {
    let whole = page(stream("", HELLO));
    let read = timed(&whole, "a.pdf").unwrap();
    assert_eq!((read.kind, read.transcript.passages.len()), (Kind::Pdf, 1));
    assert_eq!(read.transcript.passages[0].text, "Fund income 70,325.02");
    assert_eq!(read.transcript.passages[0].page, Some(1));
    let text = String::from_utf8(whole.clone()).unwrap();
    let (_, start) = text.split_once("startxref\n").unwrap();
    let start = start.split('\n').next().unwrap();
    for broken in [
        text.replace(&format!("startxref\n{start}"), "startxref\n99999999"),
        text.replace("00000 n", "99999 n").replace("xref\n0 6", "xref\n0 999999999"),
        text.replace("/Root 1 0 R", "/Root 1 0 R/Prev 9"),
        text.replace("/Parent 2 0 R", "/Parent 3 0 R"),
        text.replace("/Kids[3 0 R]", "/Kids[2 0 R 3 0 R]"),
        text.replace("/Kids[3 0 R]", "/Kids[9 0 R]"),
        text.replace("/Length 51", "/Length 999999999999"),
    ] {
        // Read or refused: neither a panic nor a loop.
        let result = timed(broken.as_bytes(), "broken.pdf");
        assert!(
            result.is_ok_and(|read| read.kind == Kind::Pdf)
                || problem(broken.as_bytes(), "b") != Problem::Format
        );
    }
    for part in 1..10 {
        let cut = &whole[..whole.len() * part / 10];
        timed(cut, "cut.pdf").ok();
    }
}

#[test]
fn pages_without_text_are_scans() {
    assert_eq!(problem(&page(stream("", b"0 0 m 9 9 l S")), "scan.pdf"), Problem::Scanned);
}

#[test]
fn streams_that_unpack_without_end_are_refused() {
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..300 {
        zlib.write_all(&blanks).unwrap();
    }
    let packed = zlib.finish().unwrap();
    let bytes = page(stream("/Filter/FlateDecode", &packed));
    assert_eq!(problem(&bytes, "bomb.pdf"), Problem::TooLarge);
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    zlib.write_all(&packed).unwrap();
    let twice = zlib.finish().unwrap();
    let bytes = page(stream("/Filter[/FlateDecode/FlateDecode]", &twice));
    assert_eq!(problem(&bytes, "twice.pdf"), Problem::TooLarge);
}

#[test]
fn nesting_and_drawing_without_end_are_refused() {
    let deep = format!("{}1{} 0 d", "[".repeat(1_000_000), "]".repeat(1_000_000));
    assert_eq!(problem(&page(stream("", deep.as_bytes())), "deep.pdf"), Problem::TooLarge);
    // Below the limit the interpreter has to bear it.
    let deep = format!("{}1{} 0 d ", "[".repeat(1_900), "]".repeat(1_900));
    let content = [deep.as_bytes(), HELLO].concat();
    timed(&page(stream("", &content)), "less-deep.pdf").ok();
    let deep =
        format!("<</Type/Catalog/Pages 2 0 R/X {}{}>>", "<</A".repeat(1_900), ">>".repeat(1_900));
    timed(&pdf(&[deep.into_bytes(), b"<</Type/Pages/Kids[]/Count 0>>".to_vec()]), "c.pdf").ok();
    let many = HELLO.repeat(80_000);
    assert_eq!(problem(&page(stream("", &many)), "glyphs.pdf"), Problem::TooLarge);
}

#[test]
fn files_are_refused_by_their_size_before_they_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let large = |name: &str, head: &[u8], size: u64| {
        let path = folder.path().join(name);
        let mut file = std::fs::File::create(&path).unwrap();
        file.write_all(head).unwrap();
        file.set_len(size).unwrap();
        path
    };
    let start = Instant::now();
    let text = large("a.txt", "基金收入\n".as_bytes(), 200 << 20);
    assert_eq!(read_file(&text).unwrap_err().problem, Problem::TooLarge);
    let word = large("a.docx", b"PK\x03\x04", 10 << 30);
    assert_eq!(read_file(&word).unwrap_err().problem, Problem::TooLarge);
    assert!(start.elapsed() < Duration::from_secs(1));
    assert_eq!(read_file(folder.path()).unwrap_err().problem, Problem::NotOpened);
    assert_eq!(read_file(&folder.path().join("none")).unwrap_err().problem, Problem::NotOpened);
}

#[test]
fn limits_are_those_that_are_published() {
    let page = include_str!("../../../docs/limits.md");
    for (name, value) in yz_documents::limits::ALL {
        let line = page.lines().find(|line| line.contains(&format!("`{name}`")));
        let line = line.unwrap_or_else(|| panic!("{name} is not in docs/limits.md"));
        let digits: String = line.chars().filter(|c| *c != ',').collect();
        assert!(digits.contains(&format!("| {value} |")), "{name} is {value}: {line}");
    }
}
