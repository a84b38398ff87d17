//! Headers, footers and page numbers: what repeats at the edge of pages is not part of the text.
#![expect(clippy::float_arithmetic, reason = "places on paper are no figures")]

use std::collections::BTreeMap;

use super::lines::Line;

/// The part of a page, at the top and at the bottom, where headers and footers stand.
const EDGE: f32 = 0.09;
/// Lines at the top and at the bottom that are looked at.
const LINES: usize = 3;

/// Takes headers, footers and page numbers out of the pages; each comes with its height.
pub(super) fn take_away(pages: &mut [(f32, Vec<Line>)]) {
    let mut seen: BTreeMap<(String, i32), usize> = BTreeMap::new();
    for (height, lines) in pages.iter() {
        for at in at_edges(*height, lines) {
            if let Some(line) = lines.get(at) {
                let count = seen.entry(key(line)).or_default();
                *count = count.saturating_add(1);
            }
        }
    }
    let total = pages.len();
    for (height, lines) in pages.iter_mut() {
        let edges = at_edges(*height, lines);
        let mut at = 0_usize;
        lines.retain(|line| {
            let here = edges.contains(&at);
            at = at.saturating_add(1);
            if !here {
                return true;
            }
            // The same place may be a hair off: both neighbours count.
            let (words, row) = key(line);
            let near = [row.saturating_sub(1), row, row.saturating_add(1)];
            let repeated: usize =
                near.iter().filter_map(|row| seen.get(&(words.clone(), *row))).sum();
            let often = 2 <= repeated && total <= repeated.saturating_mul(4);
            !(often || line.artifact || is_page_number(&line.text()))
        });
    }
}

/// Which lines stand at the edges of a page.
fn at_edges(height: f32, lines: &[Line]) -> Vec<usize> {
    let (top, bottom) = (height * EDGE, height * (1.0 - EDGE));
    let at_top = lines.iter().take_while(|line| line.y < top).count();
    let at_bottom = lines.iter().rev().take_while(|line| bottom < line.y).count();
    let last = lines.len().saturating_sub(at_bottom.min(LINES));
    (0..at_top.min(LINES)).chain(last..lines.len()).collect()
}

/// The words with every number alike, and the place.
fn key(line: &Line) -> (String, i32) {
    let mut words = String::new();
    for c in line.text().chars().filter(|c| !c.is_whitespace()) {
        let c = if c.is_ascii_digit() || "一二三四五六七八九十".contains(c) {
            '#'
        } else {
            c
        };
        if !(c == '#' && words.ends_with('#')) {
            words.push(c);
        }
    }
    (words, place(line.y / 4.0))
}

#[expect(clippy::cast_possible_truncation, reason = "a place on paper, in rows of four points")]
fn place(row: f32) -> i32 {
    row as i32
}

/// `— 3 —`, `3`, `第3页`, `3 / 12`, `第 3 页 共 12 页`
fn is_page_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let dressing = |c: char| c.is_whitespace() || "—–-－‐·•/第页共,，.".contains(c);
    let plain = text.chars().all(|c| c.is_ascii_digit() || dressing(c));
    let dressed = text.chars().any(dressing);
    plain && (1..=8).contains(&digits) && (dressed || digits < 4) && !text.contains(['.', ','])
}

#[cfg(test)]
mod tests {
    use super::{is_page_number, take_away};
    use crate::read::pdf::lines::{Line, Piece};

    fn line(y: f32, text: &str) -> Line {
        let piece = Piece { from: 70.0, to: 200.0, text: text.to_owned() };
        Line { y, size: 10.0, pieces: vec![piece], artifact: false }
    }

    #[test]
    fn what_repeats_at_the_edge_is_taken_away() {
        let page = |number: &str| {
            let lines =
                vec![line(40.0, "某县医疗保障局"), line(100.0, "正文"), line(800.0, number)];
            (842.0, lines)
        };
        let mut pages = [page("— 1 —"), page("— 2 —")];
        take_away(&mut pages);
        for (_, lines) in &pages {
            assert_eq!(lines.iter().map(Line::text).collect::<Vec<_>>(), ["正文"]);
        }
        // One page alone: nothing is known to repeat, only the number goes.
        let mut pages = [page("1")];
        take_away(&mut pages);
        assert_eq!(pages[0].1.len(), 2);
    }

    #[test]
    fn an_amount_is_no_page_number() {
        assert!(
            is_page_number("— 12 —") && is_page_number("3") && is_page_number("第 3 页 共 12 页")
        );
        assert!(!is_page_number("70325.02") && !is_page_number("2023") && !is_page_number("万元"));
    }
}
