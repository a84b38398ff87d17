//! A document as the rules see it: paragraphs of plain words, each leading back to the text.

use yz_report::{Passage, Role, Transcript};

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
        let mut reading = Self { transcript, text, offsets, paragraphs: Vec::new() };
        reading.make_paragraphs();
        reading
    }

    fn make_paragraphs(&mut self) {
        let passages = &self.transcript.passages;
        let mut first = 0_usize;
        while let Some(passage) = passages.get(first) {
            let end = self.end_of_paragraph(first);
            let charted = self.transcript.charts.iter().any(|chart| {
                let values = chart.series.iter().flat_map(|(_, values)| values);
                chart.categories.iter().chain(values).any(|piece| piece.passage == first)
            });
            if passage.role != Role::Chart && !charted {
                let offsets = self.offsets.get(first..end).unwrap_or(&[]).iter().copied();
                let parts: &[Passage] = passages.get(first..end).unwrap_or(&[]);
                let paragraph = Paragraph::new(first, passage.role, &mut offsets.zip(parts));
                if !paragraph.plain.is_empty() {
                    self.paragraphs.push(paragraph);
                }
            }
            first = end;
        }
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
