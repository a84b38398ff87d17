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
    /// Whether and how its text element can be cut in two.
    pub(in crate::read) cut: Option<Cut>,
}

/// How a text element can be cut in two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct Cut {
    /// One past its tag.
    pub(in crate::read) tag_end: usize,
    /// Whether the tag says that spaces at the ends of the text count.
    pub(in crate::read) preserve: bool,
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
    /// One past its tag.
    pub(super) tag_end: usize,
    /// Where its text begins in the paragraph.
    pub(super) from: usize,
    /// The first piece of the paragraph that belongs to it.
    pub(super) first_piece: usize,
    /// Whether spaces at its beginning were left out.
    pub(super) trimmed: bool,
}

impl Paragraph {
    /// Adds characters that stand for an element, such as a tab.
    pub(super) fn push_sign(&mut self, sign: &str, xml: Range<usize>) {
        self.add(sign, xml, None);
    }

    /// Adds characters of a text element; those that only lay out the part are left out.
    pub(super) fn push_text(&mut self, text: &str, xml: Range<usize>) {
        let Some(element) = &mut self.run.text else { return };
        let (mut text, mut xml) = (text, xml);
        if !element.preserve && self.text.len() == element.from {
            let trimmed = text.trim_start_matches([' ', '\n', '\r', '\t']);
            let less = text.len().saturating_sub(trimmed.len());
            element.trimmed |= 0 < less;
            xml.start = xml.start.saturating_add(less);
            text = trimmed;
        }
        let cut = Cut { tag_end: element.tag_end, preserve: element.preserve };
        let can_be_cut = xml.len() == text.len();
        self.add(text, xml, can_be_cut.then_some(cut));
    }

    fn add(&mut self, text: &str, xml: Range<usize>, cut: Option<Cut>) {
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
            run_end: 0,
            opening,
            cut,
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
        if element.trimmed || kept < self.text.len() {
            // Spaces that do not count would count, were the element cut.
            let own = self.anchor.pieces.iter_mut().skip(element.first_piece);
            own.for_each(|piece| piece.cut = None);
        }
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
