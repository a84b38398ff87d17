//! Titles of documents in a text: what stands between 《 and 》.

use std::ops::Range;

use crate::reading::Reading;

/// A title, without its marks.
#[derive(Debug, Clone)]
pub(crate) struct Title<'a> {
    pub(crate) words: &'a str,
    pub(crate) paragraph: usize,
    /// The bytes of the plain words, without the marks.
    pub(crate) place: Range<usize>,
}

/// Bytes of the longest title that is looked at.
const LONGEST: usize = 300;

/// All titles, in reading order.
pub(crate) fn titles<'a>(reading: &'a Reading<'_>) -> Vec<Title<'a>> {
    let mut titles = Vec::new();
    for (number, paragraph) in reading.paragraphs.iter().enumerate() {
        let plain = paragraph.plain.as_str();
        for (open, mark) in plain.match_indices('《') {
            let start = open.saturating_add(mark.len());
            let rest = plain.get(start..).unwrap_or("");
            let Some(length) = rest.find('》') else { continue };
            let words = rest.get(..length).unwrap_or("");
            if length <= LONGEST && !words.is_empty() && !words.contains('《') {
                let place = start..start.saturating_add(length);
                titles.push(Title { words, paragraph: number, place });
            }
        }
    }
    titles
}
