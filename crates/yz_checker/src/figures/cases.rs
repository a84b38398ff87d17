//! Runs `tests/figures.md`: sentences, each with the figures that are read in it.
//!
//! A block that is called "text input" holds a sentence, the block below it one line for each
//! figure: `number) words = value unit: role of “what it measures”`, then the figure that it says
//! something about, the year, the year that it is compared with, and its stage. With
//! `UPDATE_CASES=1` the lines are rewritten.

use std::fs;
use std::path::Path;

use yz_report::Transcript;
use yz_units::Bound;

use super::{Measure, Mention, Stage};
use crate::reading::Reading;

#[test]
fn figures_are_read_as_the_page_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/figures.md");
    let text = fs::read_to_string(&path).unwrap();
    let read = rewritten(&text);
    if read != text && std::env::var_os("UPDATE_CASES").is_some() {
        fs::write(&path, read).unwrap();
        return;
    }
    let lines = text.lines().zip(read.lines()).enumerate();
    for (at, (expected, is)) in lines {
        assert_eq!(expected, is, "line {} of tests/figures.md", at + 1);
    }
    assert_eq!(text.len(), read.len(), "lines at the end of tests/figures.md");
}

/// The page with the figures that are read.
fn rewritten(text: &str) -> String {
    let (mut page, mut input) = (String::new(), String::new());
    let mut block = "";
    for line in text.lines() {
        match (block, line) {
            (_, "```text input" | "```text") => {
                block = line;
                page.push_str(line);
                page.push('\n');
                if line == "```text" {
                    page.push_str(&figures(&std::mem::take(&mut input)));
                }
                continue;
            }
            ("```text input", "```") => block = "",
            ("```text input", _) => {
                input.push_str(line);
                input.push('\n');
            }
            ("```text", "```") => block = "",
            ("```text", _) => continue,
            _ => {}
        }
        page.push_str(line);
        page.push('\n');
    }
    page
}

fn figures(input: &str) -> String {
    let transcript = Transcript::from_text(input);
    let text = transcript.text();
    let reading = Reading::new(&transcript, &text);
    let figures = reading.figures.iter().enumerate();
    figures.map(|(at, mention)| line(&reading, at, mention)).collect()
}

fn line(reading: &Reading<'_>, at: usize, mention: &Mention) -> String {
    let quantity = mention.quantity;
    let bound = match quantity.bound {
        Bound::AtLeast => "≥ ",
        Bound::AtMost => "≤ ",
        Bound::About => "≈ ",
        Bound::Over => "> ",
        _ => "",
    };
    let value = quantity.value().map_or_else(String::new, |value| value.to_string());
    let mut line = format!("{}) {} = {bound}{value}", at + 1, reading.printed(at));
    match quantity.measure {
        Measure::Word(word) => line.push_str(&format!(" {word}")),
        Measure::Bare => {}
        measure => line.push_str(&format!(" {measure:?}")),
    }
    let among = if mention.among { "among " } else { "" };
    line.push_str(&format!(": {among}{:?} of “{}”", mention.role, reading.subject(at)));
    if let Some(head) = mention.head {
        line.push_str(&format!(", about {}", head + 1));
    }
    if let Some(year) = mention.year {
        line.push_str(&format!(", {year}"));
    }
    if let Some(year) = mention.base_year {
        line.push_str(&format!(", against {year}"));
    }
    match mention.stage {
        Some(Stage::Planned) => line.push_str(", planned"),
        Some(Stage::Done) => line.push_str(", done"),
        None => {}
    }
    line.push('\n');
    line
}
