//! The reading half of `yz_documents`, and what every target asks of it.

// Documents are read by the same files as in the crate; see Cargo.toml for why.
#[path = "../crates/yz_documents/src/read/mod.rs"]
mod read;

pub use read::{DocxComment, Kind, Problem, ReadDocument, ReadError, comment_docx, limits, read};

use yz_checker::{Selection, check};
use yz_report::{Piece, Transcript};

/// Reads bytes and checks what was read: no panic, and every piece and span points into the text.
pub fn read_and_check(bytes: &[u8], name: &str) {
    match read(bytes, name) {
        Ok(document) => checked(&document.transcript),
        Err(error) => assert!(!error.words.zh.is_empty() && !error.words.en.is_empty()),
    }
}

/// Checks a transcript.
pub fn checked(transcript: &Transcript) {
    let within = |piece: &Piece| {
        let passage = transcript.passages.get(piece.passage).expect("a passage");
        assert!(passage.text.get(piece.span.clone()).is_some(), "{piece:?}");
    };
    for chart in &transcript.charts {
        chart.title.iter().chain(&chart.categories).for_each(within);
        for (name, values) in &chart.series {
            name.iter().chain(values).for_each(within);
        }
    }
    let outcome = check(transcript, "fuzz", &Selection::default());
    for finding in &outcome.findings {
        if let Some(span) = finding.place.as_ref().and_then(|place| place.span.clone()) {
            assert!(outcome.text.get(span.clone()).is_some(), "{span:?}");
        }
    }
}

/// A package with one part made of the bytes, and others that lead to it.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(*name, options).expect("a part");
        zip.write_all(bytes).expect("room");
    }
    zip.finish().expect("a zip file").into_inner()
}
