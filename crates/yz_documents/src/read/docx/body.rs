//! Walks through the text of a Word file.

use std::collections::BTreeMap;

use yz_diagnostics::words;
use yz_report::{Place, Role};

use super::chart::Chart;
use super::flow::{Flow, FlowKind, Item, Paragraph, Passage, TextElement};
use super::numbering::{Counters, Numbering};
use super::styles::Styles;
use super::table::Table;
use crate::read::error::ReadError;
use crate::read::limits;
use crate::read::xml::{Closing, Node, Tag, Xml};

/// What the walk looks things up in.
#[derive(Default)]
pub(super) struct Context {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// The charts, by the id of their relationship.
    pub(super) charts: BTreeMap<String, Chart>,
    /// The paragraphs of footnotes and endnotes, by kind and id.
    pub(super) notes: BTreeMap<String, Vec<String>>,
}

/// Walks through one part.
pub(super) struct Walker<'a> {
    pub(super) xml: Xml<'a>,
    pub(super) context: &'a Context,
    counters: Counters,
    /// The body, and within it the text boxes and notes that are open.
    flows: Vec<Flow>,
    /// For each choice that is open, whether one was taken.
    choices: Vec<bool>,
    /// The short form of the name space of text, as the part has it.
    prefix: String,
    paragraphs: usize,
    tables: usize,
    boxes: usize,
    passages: usize,
    /// How many references to notes of each kind there were.
    references: BTreeMap<String, usize>,
    /// The notes found in the part.
    notes: BTreeMap<String, Vec<String>>,
    /// Whether anchors are kept.
    anchored: bool,
}

/// Elements with what stood there before a tracked change, and others that show nothing.
const PASSED: [&str; 13] = [
    "pPrChange",
    "rPrChange",
    "tblPrChange",
    "trPrChange",
    "tcPrChange",
    "sectPrChange",
    "tblGridChange",
    "tblPrExChange",
    "numberingChange",
    "sdtPr",
    "sectPr",
    "rt",
    "moveFrom",
];

impl<'a> Walker<'a> {
    pub(super) fn new(xml: Xml<'a>, context: &'a Context, anchored: bool) -> Self {
        Self {
            xml,
            context,
            counters: Counters::default(),
            flows: vec![Flow::default()],
            choices: Vec::new(),
            prefix: String::new(),
            paragraphs: 0,
            tables: 0,
            boxes: 0,
            passages: 0,
            references: BTreeMap::new(),
            notes: BTreeMap::new(),
            anchored,
        }
    }

    /// Reads to the end and gives the items of the body.
    pub(super) fn items(mut self) -> Result<Vec<Item>, ReadError> {
        self.walk()?;
        let body = self.flows.into_iter().next();
        Ok(body.map(|body| body.items).unwrap_or_default())
    }

    /// Reads to the end and gives the notes by id.
    pub(super) fn into_notes(mut self) -> Result<BTreeMap<String, Vec<String>>, ReadError> {
        self.walk()?;
        Ok(self.notes)
    }

    fn walk(&mut self) -> Result<(), ReadError> {
        while let Some(node) = self.xml.next()? {
            match node {
                Node::Start(tag) => self.start(&tag)?,
                Node::End(tag) => self.end(&tag),
                Node::Text(text) => {
                    let span = self.xml.span();
                    if let Some(paragraph) = self.paragraph()
                        && paragraph.run.text.is_some()
                    {
                        paragraph.push_text(&text, span);
                    }
                }
            }
        }
        while 1 < self.flows.len() {
            self.end_flow();
        }
        self.end_paragraph(usize::MAX);
        Ok(())
    }

    fn flow(&mut self) -> Option<&mut Flow> {
        self.flows.last_mut()
    }

    fn paragraph(&mut self) -> Option<&mut Paragraph> {
        self.flows.last_mut()?.paragraph.as_mut()
    }

    fn start(&mut self, tag: &Tag<'_>) -> Result<(), ReadError> {
        if self.xml.depth() == 1 {
            tag.prefix().clone_into(&mut self.prefix);
        }
        match tag.name() {
            "AlternateContent" => self.choices.push(false),
            "Choice" | "Fallback" => match self.choices.last_mut() {
                Some(taken) if *taken => self.xml.skip()?,
                Some(taken) => *taken = true,
                None => {}
            },
            "chart" => {
                let chart = tag.get("id").and_then(|id| self.context.charts.get(&id));
                if let (Some(chart), Some(paragraph)) = (chart.cloned(), self.paragraph()) {
                    paragraph.after.push(Item::Chart(Box::new(chart)));
                }
            }
            // Of a formula.
            "t" if tag.prefix() == "m" => self.start_text(true),
            _ if tag.prefix() != self.prefix => {}
            name if PASSED.contains(&name) => self.xml.skip()?,
            "del" => self.deleted()?,
            "txbxContent" => {
                self.boxes = self.boxes.saturating_add(1);
                self.flows.push(Flow { kind: FlowKind::Box(self.boxes), ..Flow::default() });
            }
            // Those with a type are the lines between text and notes.
            "footnote" | "endnote" => match (tag.get("type"), tag.get("id")) {
                (None, Some(id)) => {
                    self.flows.push(Flow { kind: FlowKind::Note(id), ..Flow::default() });
                }
                _ => self.xml.skip()?,
            },
            "tbl" | "tr" | "tc" | "gridSpan" | "vMerge" | "gridBefore" => self.start_table(tag)?,
            "p" => self.start_paragraph(),
            "t" => self.start_text(tag.is("space", "preserve")),
            "footnoteReference" => self.note("footnote", tag)?,
            "endnoteReference" => self.note("endnote", tag)?,
            _ => {
                let span = self.xml.span();
                let hides = self.hides(tag);
                if let Some(paragraph) = self.paragraph() {
                    paragraph.start(tag, span, hides);
                }
            }
        }
        Ok(())
    }

    /// `w:del`: deleted text, the deleted end of a paragraph, or a deleted row.
    fn deleted(&mut self) -> Result<(), ReadError> {
        let Some(flow) = self.flows.last_mut() else { return Ok(()) };
        match &mut flow.paragraph {
            Some(paragraph) if paragraph.in_properties => paragraph.end_deleted = true,
            Some(_) => self.xml.skip()?,
            None => match flow.tables.last_mut() {
                Some(table) if table.place().is_none() => table.delete_row(),
                _ => self.xml.skip()?,
            },
        }
        Ok(())
    }

    fn start_text(&mut self, preserve: bool) {
        let tag_end = self.xml.span().end;
        if let Some(paragraph) = self.paragraph()
            && paragraph.run.hidden != Some(true)
        {
            let from = paragraph.text.len();
            let first_piece = paragraph.anchor.pieces.len();
            let trimmed = false;
            let element = TextElement { preserve, tag_end, from, first_piece, trimmed };
            paragraph.run.text = Some(element);
        }
    }

    /// Whether a style of characters hides its text.
    fn hides(&self, tag: &Tag<'_>) -> bool {
        let id = if tag.name() == "rStyle" { tag.get("val") } else { None };
        id.is_some_and(|id| self.context.styles.of(Some(&id)).hidden == Some(true))
    }

    fn start_table(&mut self, tag: &Tag<'_>) -> Result<(), ReadError> {
        if tag.name() == "tbl" {
            self.end_paragraph(self.xml.span().start);
            self.tables = self.tables.saturating_add(1);
            let table = Table::new(self.tables);
            let deep: usize = self.flows.iter().map(|flow| flow.tables.len()).sum();
            if limits::TABLE_DEPTH <= deep {
                let what = words!("表格的嵌套层数", "tables within tables");
                return Err(ReadError::too_large(&what, limits::TABLE_DEPTH));
            }
            if let Some(flow) = self.flow() {
                flow.tables.push(table);
            }
            return Ok(());
        }
        let Some(flow) = self.flows.last_mut() else { return Ok(()) };
        let items = flow.items.len();
        let Some(table) = flow.tables.last_mut() else { return Ok(()) };
        match tag.name() {
            "tr" => table.start_row(items),
            "tc" => table.start_cell(items),
            "gridSpan" => table.set_across(tag.number("val").unwrap_or(1)),
            "vMerge" => table.set_merge(tag.is("val", "restart")),
            _ => table.pass(tag.number("val").unwrap_or(0)),
        }
        Ok(())
    }

    fn start_paragraph(&mut self) {
        self.end_paragraph(self.xml.span().start);
        let inside = self.xml.span().end;
        let mut paragraph = Paragraph::default();
        paragraph.anchor.inside = inside..inside;
        if let Some(flow) = self.flow() {
            flow.paragraph = Some(paragraph);
        }
    }

    /// A reference to a note: its text is shown after the paragraph.
    fn note(&mut self, kind: &str, tag: &Tag<'_>) -> Result<(), ReadError> {
        let id = tag.get("id").unwrap_or_default();
        let count = self.references.entry(kind.to_owned()).or_default();
        *count = count.saturating_add(1);
        let (number, span) = (count.to_string(), self.xml.span());
        // A raised number would grow together with the figure before it; one in brackets is read.
        if let Some(paragraph) = self.paragraph()
            && paragraph.text.ends_with(['[', '［', '〔', '【'])
        {
            paragraph.push_sign(&number, span);
        }
        let Some(texts) = self.context.notes.get(&format!("{kind} {id}")) else { return Ok(()) };
        self.boxes = self.boxes.saturating_add(1);
        let place = Place::Note(self.boxes);
        self.count(texts.len())?;
        let items = texts.iter().map(|text| {
            let text = text.clone();
            let role = Role::Note;
            Item::Passage(Box::new(Passage { place, role, text, continues: false, anchor: None }))
        });
        if let Some(paragraph) = self.paragraph() {
            paragraph.after.extend(items);
        }
        Ok(())
    }

    fn count(&mut self, more: usize) -> Result<(), ReadError> {
        self.passages = self.passages.saturating_add(more);
        if limits::PASSAGES < self.passages {
            let what = words!("段落和单元格数", "paragraphs and cells");
            return Err(ReadError::too_large(&what, limits::PASSAGES));
        }
        Ok(())
    }

    fn end(&mut self, tag: &Closing<'_>) {
        let span = self.xml.span();
        if tag.name() == "t"
            && let Some(paragraph) = self.paragraph()
        {
            paragraph.end_text();
        }
        if tag.name() == "AlternateContent" {
            self.choices.pop();
        }
        if tag.prefix() != self.prefix {
            return;
        }
        match tag.name() {
            "txbxContent" | "footnote" | "endnote" => self.end_flow(),
            "p" => self.end_paragraph(span.start),
            "tbl" | "tr" | "tc" => {
                self.end_paragraph(span.start);
                let Some(flow) = self.flows.last_mut() else { return };
                let Some(table) = flow.tables.last_mut() else { return };
                match tag.name() {
                    "tc" => table.end_cell(&mut flow.items),
                    "tr" => table.end_row(&mut flow.items),
                    _ => {
                        let table = flow.tables.pop();
                        table.into_iter().for_each(|table| table.end(&mut flow.items));
                    }
                }
            }
            _ => {
                if let Some(paragraph) = self.paragraph() {
                    paragraph.end(tag.name(), span.end);
                }
            }
        }
    }

    /// Ends a text box or a note; what stands in a box is shown after its paragraph.
    fn end_flow(&mut self) {
        if self.flows.len() < 2 {
            return;
        }
        self.end_paragraph(usize::MAX);
        let Some(flow) = self.flows.pop() else { return };
        if let FlowKind::Note(id) = flow.kind {
            let texts = flow.items.into_iter().filter_map(|item| match item {
                Item::Passage(passage) => Some(passage.text),
                Item::Chart(_) => None,
            });
            self.notes.insert(id, texts.filter(|text| !text.trim().is_empty()).collect());
            return;
        }
        let Some(outer) = self.flows.last_mut() else { return };
        match &mut outer.paragraph {
            Some(paragraph) => paragraph.after.extend(flow.items),
            None => outer.items.extend(flow.items),
        }
    }

    fn end_paragraph(&mut self, end: usize) {
        let Some(flow) = self.flows.last_mut() else { return };
        let Some(mut paragraph) = flow.paragraph.take() else { return };
        let style = self.context.styles.of(paragraph.style.as_deref());
        let label = label(&paragraph, &style, self.context, &mut self.counters);
        let label = label.unwrap_or_default();
        let inner = std::mem::take(&mut paragraph.after);
        let blank = paragraph.text.trim().is_empty();
        let gone = paragraph.end_deleted && blank;
        if !blank && flow.kind == FlowKind::Body && flow.tables.is_empty() && !style.is_title {
            self.paragraphs = self.paragraphs.saturating_add(1);
        }
        let outline = paragraph.outline.or(style.outline).filter(|level| *level < 9);
        let heading = outline.filter(|_| !blank).and_then(|level| u8::try_from(level).ok());
        let heading = heading.map(|level| Role::Heading(level.saturating_add(1)));
        let (place, role) = match (&flow.kind, flow.tables.last().and_then(Table::place)) {
            (_, Some(cell)) => cell,
            (FlowKind::Box(number), None) => (Place::Note(*number), Role::Note),
            (FlowKind::Note(_), None) => (Place::Note(0), Role::Note),
            (FlowKind::Body, None) if style.is_title && !blank => (Place::Title, Role::Heading(1)),
            (FlowKind::Body, None) => {
                (Place::Paragraph(self.paragraphs.max(1)), heading.unwrap_or(Role::Text))
            }
        };
        let body = self.flows.len() == 1;
        paragraph.anchor.inside.end = end;
        paragraph.anchor.label = label.len();
        let anchor =
            (self.anchored && body).then(|| Box::new(std::mem::take(&mut paragraph.anchor)));
        let text = if label.is_empty() { paragraph.text } else { label + &paragraph.text };
        let continues = paragraph.end_deleted;
        let Some(flow) = self.flows.last_mut() else { return };
        if !gone {
            let passage = Passage { place, role, text, continues, anchor };
            flow.items.push(Item::Passage(Box::new(passage)));
            self.passages = self.passages.saturating_add(1);
        }
        flow.items.extend(inner);
    }
}

/// The number that a list sets before a paragraph.
fn label(
    paragraph: &Paragraph,
    style: &super::styles::Style,
    context: &Context,
    counters: &mut Counters,
) -> Option<String> {
    let list = paragraph.list.as_ref().or(style.list.as_ref())?;
    if list == "0" {
        return None;
    }
    let by_style = || {
        let style = paragraph.style.as_deref()?;
        context.numbering.level_of_style(list, style)
    };
    let own = paragraph.list.as_ref().and(paragraph.level);
    let level = own.or_else(by_style).or(paragraph.level).or(style.level).unwrap_or(0);
    context.numbering.next(list, level, counters)
}
