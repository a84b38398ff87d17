//! What is read, before it is numbered and put in order: paragraphs in the making, and items.

use std::ops::Range;

use yz_report::{Place, Role};

use super::chart::Chart;
use super::table::Table;

/// Something that has been read.
pub(super) enum Item {
    Passage(Box<Passage>),
    Chart(Box<Chart>),
}

/// A paragraph that has been read.
pub(super) struct Passage {
    pub(super) place: Place,
    pub(super) role: Role,
    pub(super) text: String,
    pub(super) continues: bool,
    pub(super) anchor: Option<Box<Anchor>>,
}

/// Where the characters of a passage stand in the document's part.
#[derive(Debug, Default, Clone)]
pub(in crate::read) struct Anchor {
    /// Bytes at the beginning of the passage that are in no run: the number of a list.
    pub(in crate::read) label: usize,
    /// The inside of the paragraph, after its properties.
    pub(in crate::read) inside: Range<usize>,
    /// Stretches of text, in order.
    pub(in crate::read) pieces: Vec<AnchoredPiece>,
}

/// A stretch of text within one run.
#[derive(Debug, Clone)]
pub(in crate::read) struct AnchoredPiece {
    /// Which bytes of the passage, without the number of a list.
    pub(in crate::read) text: Range<usize>,
    /// Which bytes of the part; as many as the text where it can be cut.
    pub(in crate::read) xml: Range<usize>,
    /// Where the run begins.
    pub(in crate::read) run: usize,
    /// One past the end of the run.
    pub(in crate::read) run_end: usize,
    /// The beginning of the run up to its text: its tag and its properties.
    pub(in crate::read) opening: Range<usize>,
    /// The tag of the text element, where it can be cut.
    pub(in crate::read) tag: Option<Range<usize>>,
}

/// Items one after the other: the body, a text box or a note.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) kind: FlowKind,
    pub(super) items: Vec<Item>,
    pub(super) tables: Vec<Table>,
    pub(super) paragraph: Option<Paragraph>,
}

/// What a flow is.
#[derive(Default, Clone, PartialEq, Eq)]
pub(super) enum FlowKind {
    #[default]
    Body,
    /// A text box, with its number.
    Box(usize),
    /// A footnote or endnote, with its id.
    Note(String),
}

/// A paragraph in the making.
#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) style: Option<String>,
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
    pub(super) outline: Option<usize>,
    /// Somebody deleted its end with tracked changes: it goes on in the next one.
    pub(super) end_deleted: bool,
    pub(super) in_properties: bool,
    /// For each field that is open, whether its instruction is being read.
    pub(super) fields: Vec<bool>,
    /// What is shown after the paragraph: text boxes, charts and notes in it.
    pub(super) after: Vec<Item>,
    pub(super) run: Run,
    pub(super) anchor: Anchor,
}

/// The run that is open in a paragraph.
#[derive(Default)]
pub(super) struct Run {
    pub(super) hidden: Option<bool>,
    pub(super) start: usize,
    /// One past its tag and its properties.
    pub(super) opened: usize,
    pub(super) in_properties: bool,
    /// The text element that is open.
    pub(super) text: Option<TextElement>,
    /// The first piece of the paragraph that belongs to it.
    pub(super) first_piece: usize,
}

/// A text element that is open.
pub(super) struct TextElement {
    pub(super) preserve: bool,
    pub(super) tag: Range<usize>,
    /// Where its text begins in the paragraph.
    pub(super) from: usize,
}

impl Paragraph {
    /// Adds characters that stand for an element, such as a tab.
    pub(super) fn push_sign(&mut self, sign: &str, xml: Range<usize>) {
        self.add(sign, xml, None);
    }

    /// Adds characters of a text element; those that only lay out the part are left out.
    pub(super) fn push_text(&mut self, text: &str, xml: Range<usize>) {
        let Some(element) = &self.run.text else { return };
        let (preserve, from, tag) = (element.preserve, element.from, element.tag.clone());
        let mut text = text;
        let mut xml = xml;
        if !preserve && self.text.len() == from {
            let trimmed = text.trim_start_matches([' ', '\n', '\r', '\t']);
            xml.start = xml.start.saturating_add(text.len().saturating_sub(trimmed.len()));
            text = trimmed;
        }
        let can_be_cut = xml.len() == text.len() && preserve;
        self.add(text, xml, can_be_cut.then_some(tag));
    }

    fn add(&mut self, text: &str, xml: Range<usize>, tag: Option<Range<usize>>) {
        if text.is_empty() || self.fields.iter().any(|instruction| *instruction) {
            return;
        }
        let from = self.text.len();
        self.text.push_str(text);
        let opening = self.run.start..self.run.opened.max(self.run.start);
        let piece = AnchoredPiece {
            text: from..self.text.len(),
            xml,
            run: self.run.start,
            run_end: usize::MAX,
            opening,
            tag,
        };
        self.anchor.pieces.push(piece);
    }

    /// Ends a text element: spaces before its end only lay out the part.
    pub(super) fn end_text(&mut self) {
        let Some(element) = self.run.text.take() else { return };
        if element.preserve {
            return;
        }
        let kept = self.text.trim_end_matches([' ', '\n', '\r', '\t']).len().max(element.from);
        self.text.truncate(kept);
        while let Some(last) = self.anchor.pieces.last_mut() {
            if last.text.end <= kept {
                break;
            }
            if last.text.start < kept {
                last.text.end = kept;
                break;
            }
            self.anchor.pieces.pop();
        }
    }

    /// Ends the run: its pieces learn where.
    pub(super) fn end_run(&mut self, end: usize) {
        for piece in self.anchor.pieces.iter_mut().skip(self.run.first_piece) {
            piece.run_end = end;
        }
        self.run = Run { first_piece: self.anchor.pieces.len(), ..Run::default() };
    }
}
