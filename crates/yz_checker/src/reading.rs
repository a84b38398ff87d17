//! A document as the rules see it: paragraphs of plain words, each leading back to the text, the
//! figures in them, and the lists that the figures form.

use std::ops::Range;

use yz_report::{Passage, Role, Transcript};

use crate::figures::{self, Mention};
use crate::groups::{self, Group};
use crate::paragraph::Paragraph;

/// A document as the rules see it.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    /// The document as it was read.
    pub(crate) transcript: &'a Transcript,
    /// Its words, which all spans point into.
    pub(crate) text: &'a str,
    /// Where each passage begins in the text.
    pub(crate) offsets: Vec<usize>,
    /// The paragraphs that are not blank, in reading order; parts of charts are not among them.
    pub(crate) paragraphs: Vec<Paragraph>,
    /// The figures in them, in reading order.
    pub(crate) figures: Vec<Mention>,
    /// The lists that figures form.
    pub(crate) groups: Vec<Group>,
    /// The figures of each paragraph.
    ranges: Vec<Range<usize>>,
    /// The list that each figure is a part of.
    lists: Vec<Option<usize>>,
}

impl<'a> Reading<'a> {
    /// Reads a document; `text` is what [`Transcript::text`] gives.
    pub(crate) fn new(transcript: &'a Transcript, text: &'a str) -> Self {
        let mut offsets = Vec::with_capacity(transcript.passages.len());
        let mut offset = 0_usize;
        for passage in &transcript.passages {
            offsets.push(offset);
            offset = offset.saturating_add(passage.text.len()).saturating_add(1);
        }
        let mut reading = Self {
            transcript,
            text,
            offsets,
            paragraphs: Vec::new(),
            figures: Vec::new(),
            groups: Vec::new(),
            ranges: Vec::new(),
            lists: Vec::new(),
        };
        reading.make_paragraphs();
        reading.find_figures();
        reading.groups = groups::find(&reading);
        reading.lists = vec![None; reading.figures.len()];
        for (at, group) in reading.groups.iter().enumerate() {
            for part in &group.parts {
                if let Some(list @ None) = reading.lists.get_mut(*part) {
                    *list = Some(at);
                }
            }
        }
        reading
    }

    /// The list that a figure is a part of.
    pub(crate) fn list_of(&self, part: usize) -> Option<&Group> {
        self.groups.get((*self.lists.get(part)?)?)
    }

    /// The figures of a paragraph.
    pub(crate) fn figures_of(&self, paragraph: usize) -> Range<usize> {
        self.ranges.get(paragraph).cloned().unwrap_or(0..0)
    }

    /// The words that lead up to a figure.
    pub(crate) fn lead(&self, figure: usize) -> &str {
        let Some(mention) = self.figures.get(figure) else { return "" };
        self.plain(mention.paragraph, mention.lead.clone())
    }

    /// What a figure measures.
    pub(crate) fn subject(&self, figure: usize) -> &str {
        let Some(mention) = self.figures.get(figure) else { return "" };
        self.plain(mention.paragraph, mention.name.clone())
    }

    /// The plain words of a figure with its unit.
    pub(crate) fn printed(&self, figure: usize) -> &str {
        let Some(mention) = self.figures.get(figure) else { return "" };
        self.plain(mention.paragraph, mention.span.clone())
    }

    /// The plain words of a figure's unit, bound included.
    pub(crate) fn unit(&self, figure: usize) -> &str {
        self.printed(figure)
            .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '-'))
    }

    /// The words between a figure and the one before it in its paragraph, which has `first` as its
    /// first figure.
    pub(crate) fn between(&self, first: usize, figure: usize) -> &str {
        let Some(mention) = self.figures.get(figure) else { return "" };
        let before = figure.checked_sub(1).filter(|before| first <= *before);
        let start = before.and_then(|before| self.figures.get(before)).map_or(0, |b| b.span.end);
        self.plain(mention.paragraph, start..mention.span.start)
    }

    /// A stretch of the plain words of a paragraph.
    pub(crate) fn plain(&self, paragraph: usize, range: Range<usize>) -> &str {
        let paragraph = self.paragraphs.get(paragraph);
        paragraph.and_then(|paragraph| paragraph.plain.get(range)).unwrap_or("")
    }

    /// The bytes of the text that a figure with its unit was read from.
    pub(crate) fn span(&self, figure: usize) -> Range<usize> {
        let Some(mention) = self.figures.get(figure) else { return 0..0 };
        let paragraph = self.paragraphs.get(mention.paragraph);
        paragraph.map_or(0..0, |paragraph| paragraph.span(mention.span.clone()))
    }

    /// The same with the words that lead up to it.
    pub(crate) fn phrase(&self, figure: usize) -> Range<usize> {
        let Some(mention) = self.figures.get(figure) else { return 0..0 };
        let range = mention.lead.start..mention.span.end;
        let paragraph = self.paragraphs.get(mention.paragraph);
        paragraph.map_or(0..0, |paragraph| paragraph.span(range))
    }

    fn find_figures(&mut self) {
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            let first = self.figures.len();
            figures::scan(index, paragraph, &mut self.figures);
            figures::attach(&self.paragraphs, &mut self.figures, first);
            figures::sharpen(self.figures.get_mut(first..).unwrap_or_default());
            self.ranges.push(first..self.figures.len());
        }
        self.figures.shrink_to_fit();
    }

    fn make_paragraphs(&mut self) {
        let passages = &self.transcript.passages;
        let charted = self.charted();
        self.paragraphs.reserve_exact(passages.len());
        let mut first = 0_usize;
        while let Some(passage) = passages.get(first) {
            let end = self.end_of_paragraph(first);
            if passage.role != Role::Chart && charted.binary_search(&first).is_err() {
                let offsets = self.offsets.get(first..end).unwrap_or(&[]).iter().copied();
                let parts: &[Passage] = passages.get(first..end).unwrap_or(&[]);
                let mut parts = offsets.zip(parts);
                let paragraph = Paragraph::new(passage.role, &mut parts);
                if !paragraph.plain.is_empty() {
                    self.paragraphs.push(paragraph);
                }
            }
            first = end;
        }
    }

    /// The passages that hold the data of charts, in order.
    fn charted(&self) -> Vec<usize> {
        let mut charted = Vec::new();
        for chart in &self.transcript.charts {
            let values = chart.series.iter().flat_map(|(_, values)| values);
            charted.extend(chart.categories.iter().chain(values).map(|piece| piece.passage));
        }
        charted.sort_unstable();
        charted
    }

    /// One past the last passage of the paragraph that begins with `first`.
    fn end_of_paragraph(&self, first: usize) -> usize {
        let passages = &self.transcript.passages;
        let mut end = first.saturating_add(1);
        let mut continues = passages.get(first).is_some_and(|passage| passage.continues);
        while continues {
            let Some(passage) = passages.get(end) else { break };
            continues = passage.continues || passage.text.trim().is_empty();
            end = end.saturating_add(1);
        }
        end
    }
}
