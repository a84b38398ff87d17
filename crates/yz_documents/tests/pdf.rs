//! The PDF has the official form, its fonts inside, and text that can be found.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common_html;

use std::path::PathBuf;
use std::process::Command;

use common_html::sample;
use yz_documents::{Format, Printer};
use yz_report::{
    Align, Block, Cell, Column, Document, Figure, Inline, Mark, Paragraph, Row, Table,
};

/// Writes a PDF of a document where poppler's tools find it.
fn printed(name: &str, document: &Document) -> PathBuf {
    let bytes = Printer::default().print(document, Format::Pdf).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Runs one of poppler's tools; `None` when the machine is said to have none.
fn poppler(tool: &str, arguments: &[&str]) -> Option<String> {
    let absent = std::env::var("YZ_WITHOUT").is_ok_and(|tools| tools.contains("pdftotext"));
    if absent {
        return None;
    }
    let run = Command::new(tool).args(arguments).output().unwrap_or_else(|error| {
        panic!("{tool} (poppler-utils): {error}; set YZ_WITHOUT=pdftotext to go without")
    });
    assert!(run.status.success(), "{tool}: {}", String::from_utf8_lossy(&run.stderr));
    Some(String::from_utf8(run.stdout).unwrap())
}

/// The text of a PDF without the white space of its layout.
fn text(path: &str) -> Option<String> {
    let text = poppler("pdftotext", &["-layout", path, "-"])?;
    Some(text.chars().filter(|character| !character.is_whitespace()).collect())
}

#[test]
fn text_is_found_as_it_was_written() {
    let path = printed("text", &sample());
    let Some(text) = text(path.to_str().unwrap()) else { return };
    let wanted = [
        "青禾县医疗保障局2023年度城乡居民医保基金绩效自评报告",
        "第一部分基本情况",
        "表12023年基金收入预算执行情况",
        "单位：万元",
        "图1各季度基金支出（单位：万元）",
        "4,016.89万元①",
        "①已接受的差异：公开文本去尾取整",
        "编报说明",
        "—1—",
        "<script>alert(\"x\")</script>#setpage()*粗*$1+1$\\u{41}@x`y`{b}&'q'//",
        "<b>河口</b>镇",
        "14,820.05",
        "无数据",
    ];
    for words in wanted {
        assert!(text.contains(words), "{words} is not in {text}");
    }
    // One note for each thing that must be known, however often it is printed.
    assert_eq!(text.matches("公开文本去尾取整，申报").count(), 1);
}

#[test]
fn same_words_have_one_footnote_and_one_number() {
    let figure = |text: &str, trace: &str| {
        let (text, trace) = (text.to_owned(), Some(trace.to_owned()));
        Inline::Figure(Figure { text, trace, mark: Mark::Unverified })
    };
    let content = vec![figure("11人", "a"), figure("22人", "b"), figure("33人", "a")];
    let paragraph = Paragraph { content, ..Paragraph::default() };
    let blocks = vec![Block::Paragraph(paragraph)];
    let path = printed("notes", &Document { blocks, ..Document::default() });
    let Some(text) = text(path.to_str().unwrap()) else { return };
    assert!(text.contains("11人①22人①33人"), "{text}");
    assert_eq!(text.matches("所依据的参数").count(), 1, "{text}");
}

#[test]
fn fonts_are_inside_cut_down_and_searchable() {
    let path = printed("fonts", &sample());
    let Some(fonts) = poppler("pdffonts", &[path.to_str().unwrap()]) else { return };
    let lines: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(3 <= lines.len(), "{fonts}");
    for line in lines {
        assert!(line.contains("Noto") && line.contains("yes yes yes"), "{line}");
    }
}

#[test]
fn wide_tables_lie_on_their_side_and_the_rest_stands() {
    let path = printed("pages", &sample());
    let path = path.to_str().unwrap();
    let Some(info) = poppler("pdfinfo", &["-f", "1", "-l", "99", path]) else { return };
    let value = |key: &str| {
        let line = info.lines().find(|line| line.starts_with(key));
        line.and_then(|line| line.split_once(':')).map_or("", |(_, value)| value.trim())
    };
    assert_eq!(value("Title"), "青禾县医疗保障局2023年度城乡居民医保基金绩效自评报告");
    assert_eq!(value("Author"), "青禾县医疗保障局");
    assert_eq!(value("CreationDate"), "", "a date would change the bytes");
    let pages: usize = value("Pages").parse().unwrap();
    assert!((10..=16).contains(&pages), "{pages} pages");
    let sizes: Vec<&str> = info.lines().filter(|line| line.contains(" size:")).collect();
    let lying = sizes.iter().filter(|line| line.contains("841.89 x 595.276")).count();
    let standing = sizes.iter().filter(|line| line.contains("595.276 x 841.89")).count();
    assert!(2 <= lying, "{info}");
    assert_eq!(lying + standing, pages, "{info}");
}

#[test]
fn heads_of_tables_repeat_on_each_page() {
    let mut document = sample();
    document.blocks.retain(|block| matches!(block, Block::Table(table) if table.is_wide()));
    let path = printed("heads", &document);
    let Some(text) = text(path.to_str().unwrap()) else { return };
    assert!(2 <= text.matches("乡镇参保人数个人缴费").count(), "{text}");
}

#[test]
fn same_document_gives_the_same_bytes() {
    let document = sample();
    let mut printer = Printer::default();
    let first = printer.print(&document, Format::Pdf).unwrap();
    assert!(first == printer.print(&document, Format::Pdf).unwrap());
    assert!(first == Printer::default().print(&document, Format::Pdf).unwrap());
}

#[test]
fn missing_characters_and_empty_documents_print() {
    printed("empty", &Document::default());
    let content = vec![Inline::Text("喆堃䶮 𬭎 😀 \u{7} \u{0} \u{202e}".to_owned())];
    let paragraph = Paragraph { content, ..Paragraph::default() };
    let blocks = vec![Block::Paragraph(paragraph), Block::Contents];
    printed("rare", &Document { blocks, ..Document::default() });
}

#[test]
fn ragged_tables_print_with_each_cell_in_its_column() {
    let row = |cells| Row { cells, strong: false };
    let table = Table {
        columns: vec![Column { width: 8, align: Align::Left }; 3],
        head: vec![row(vec![Cell::text("甲").spanning(9, 9)])],
        body: vec![
            row(vec![Cell::text("乙").spanning(1, 7)]),
            row(vec![Cell::text("丙")]),
            row(Vec::new()),
            row(vec![Cell::text("丁"), Cell::text("戊"), Cell::text("己"), Cell::text("庚")]),
        ],
        ..Table::default()
    };
    let blocks = vec![Block::Table(table), Block::Table(Table::default())];
    let path = printed("ragged", &Document { blocks, ..Document::default() });
    let Some(text) = text(path.to_str().unwrap()) else { return };
    assert!(text.starts_with("甲") && text.contains("丁戊"), "{text}");
}
