//! Runs `tests/figures.md`: sentences, each with the figures that are read in it.
//!
//! A block that is called "text input" holds a sentence, the block below it one line for each
//! figure: `number) words = value unit: role of “what it measures”`, then the figure that it says
//! something about, the year, the year that it is compared with, and its stage.
#![expect(clippy::arithmetic_side_effects, reason = "numbers of lines and figures, from one")]

use yz_report::Transcript;
use yz_units::Bound;

use super::{Measure, Mention, Stage};
use crate::reading::Reading;

/// The page of sentences.
const PAGE: &str = include_str!("../../tests/figures.md");

#[test]
fn figures_are_read_as_the_page_says() {
    let (mut input, mut said, mut block) = (String::new(), String::new(), "");
    let mut count = 0;
    for (at, line) in PAGE.lines().enumerate() {
        match (block, line) {
            ("", "```text input" | "```text") => block = line,
            ("```text", "```") => {
                let read = figures(&input);
                assert_eq!(said, read, "the block that ends in line {}", at + 1);
                (input, said, block) = (String::new(), String::new(), "");
                count += 1;
            }
            (_, "```") => block = "",
            ("```text input", _) => input = format!("{input}{line}\n"),
            ("```text", _) => said = format!("{said}{line}\n"),
            _ => {}
        }
    }
    assert!(40 <= count, "{count} sentences");
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
