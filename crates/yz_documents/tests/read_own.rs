//! What we print is read back: every figure is found again.

mod common;

use common::opened::{check_package, parts, printed_text};
use common::sample;
use yz_documents::{DocxComment, Format, Kind, Printer, comment_docx, read};
use yz_report::{Block, Place, Role, Transcript};

fn opened(format: Format) -> (Kind, Transcript) {
    let bytes = Printer::default().print(&sample(), format).expect("a printed document");
    let read = read(&bytes, "").unwrap_or_else(|error| panic!("{error}"));
    (read.kind, read.transcript)
}

/// All words without white space, as layout and formats differ in it.
fn words(read: &Transcript) -> String {
    read.text().chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn figures_are_found_in_every_format() {
    let document = sample();
    for (format, kind) in [
        (Format::Docx, Kind::Docx),
        (Format::Pdf, Kind::Pdf),
        (Format::Html, Kind::Html),
        (Format::Xlsx, Kind::Xlsx),
    ] {
        let (found, read) = opened(format);
        assert_eq!(found, kind);
        let text = words(&read);
        for (place, figure) in document.figures() {
            // A chart keeps its values without their units.
            if matches!(place, Place::Point { .. }) {
                continue;
            }
            // The spreadsheet holds the tables, not the running text.
            let is_cell = matches!(place, Place::Cell { .. });
            let wanted: String = figure.text.chars().filter(|c| !c.is_whitespace()).collect();
            if format != Format::Xlsx || is_cell {
                assert!(text.contains(&wanted), "{kind:?}: {wanted} at {place} is not in {text}");
            }
        }
    }
}

#[test]
fn headings_tables_and_charts_are_what_was_printed() {
    let document = sample();
    let (_, read) = opened(Format::Docx);
    let printed = Transcript::from(&document);
    let headings = |read: &Transcript| -> Vec<(Role, String)> {
        let all = read.passages.iter().filter(|passage| matches!(passage.role, Role::Heading(_)));
        all.map(|passage| (passage.role, passage.text.clone())).collect()
    };
    let of_level = |read: &Transcript| -> Vec<String> {
        let plain = |text: String| text.replace([' ', '\u{3000}'], "");
        headings(read).into_iter().map(|(_, text)| plain(text)).collect()
    };
    assert_eq!(of_level(&read), of_level(&printed));
    let cells = |read: &Transcript| -> Vec<(Place, Role, String)> {
        let all = read.passages.iter().filter(|passage| matches!(passage.role, Role::Cell { .. }));
        all.map(|passage| (passage.place, passage.role, passage.text.replace(' ', ""))).collect()
    };
    for (place, role, text) in cells(&printed) {
        let found = cells(&read).into_iter().find(|(other, ..)| *other == place);
        let (_, found_role, found_text) = found.unwrap_or_else(|| panic!("{place}: {text}"));
        // A mark of a note stands behind its figure.
        let found_text = found_text.replace("[1]", "");
        assert_eq!((found_role, found_text), (role, text), "{place}");
    }
    let charts = document.blocks.iter().filter(|block| matches!(block, Block::Chart(_))).count();
    assert!(0 < charts && read.charts.len() <= charts);
    for chart in &read.charts {
        for (_, values) in &chart.series {
            assert_eq!(values.len(), chart.categories.len());
        }
    }
}

#[test]
fn sentences_of_a_printed_page_run_over_its_lines() {
    let (_, read) = opened(Format::Pdf);
    let mut sentence = String::new();
    let mut sentences = Vec::new();
    for passage in &read.passages {
        sentence.push_str(&passage.text);
        if !passage.continues {
            sentences.push(std::mem::take(&mut sentence));
        }
    }
    for block in &sample().blocks {
        let Block::Paragraph(paragraph) = block else { continue };
        let text = yz_report::plain_text(&paragraph.content);
        if text.chars().count() < 60 || text.contains("4,016.89") {
            continue;
        }
        assert!(sentences.iter().any(|one| one.contains(&text)), "{text} is not in {sentences:#?}");
    }
    assert!(read.passages.iter().any(|passage| passage.page == Some(2)));
    assert!(read.passages.iter().any(|passage| matches!(passage.role, Role::Cell { .. })));
}

#[test]
fn a_commented_file_is_whole_and_opens_elsewhere() {
    let bytes = Printer::default().print(&sample(), Format::Docx).expect("a printed document");
    let before = read(&bytes, "").expect("what we print is read").transcript;
    let comment = |(passage, text): (usize, &str)| DocxComment {
        passage,
        span: text.len() / 2..text.len(),
        author: "医账".to_owned(),
        text: "请核对。".to_owned(),
    };
    let on_characters = |(_, text): &(usize, &str)| text.is_char_boundary(text.len() / 2);
    let all = before.passages.iter().map(|passage| passage.text.as_str()).enumerate();
    let comments: Vec<DocxComment> = all.filter(on_characters).map(comment).collect();
    let commented = comment_docx(&bytes, &comments).expect("a commented document");
    assert_eq!(read(&commented, "").expect("a commented document").transcript, before);
    check_package(&parts(&commented));
    let Some(printed) = printed_text(&commented, "commented.docx") else { return };
    for words in ["基本职能及主要工作", "4,016.88", "特此报告。"] {
        assert!(printed.contains(words), "{words} is not in {printed}");
    }
}
