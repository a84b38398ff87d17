//! A document as the data that the template reads.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use yz_report::{Align, Block, Chart, Document, Figure, Inline, Table};

use crate::grid::{Content, lines};
use crate::remark::remark;

/// Figures up to this length stay on one line; longer ones would leave holes in the line before.
const UNBROKEN_MAX: usize = 10;

/// The name of the file that holds the picture of a chart.
pub(super) fn picture(number: usize) -> String {
    format!("chart-{number}.svg")
}

/// The document as JSON.
pub(super) fn json(document: &Document) -> Result<Vec<u8>, String> {
    let mut writer =
        Writer { document, noted: BTreeSet::new(), notes: BTreeMap::new(), tables: 0, charts: 0 };
    let blocks: Vec<Value> = document.blocks.iter().map(|block| writer.block(block)).collect();
    let notices: Vec<Value> = document
        .notices
        .iter()
        .map(|notice| json!({ "title": notice.title, "text": notice.text }))
        .collect();
    let data = json!({
        "title": document.title,
        "issuer": document.issuer,
        "period": document.period,
        "warning": document.warning,
        "notices": notices,
        "blocks": blocks,
    });
    serde_json::to_vec(&data).map_err(|error| error.to_string())
}

struct Writer<'a> {
    document: &'a Document,
    /// Which traces have their footnote already.
    noted: BTreeSet<String>,
    /// The footnotes so far, each with its number: the same words are printed once.
    notes: BTreeMap<String, usize>,
    tables: usize,
    charts: usize,
}

impl Writer<'_> {
    fn block(&mut self, block: &Block) -> Value {
        match block {
            Block::Heading(heading) => json!({
                "kind": "heading",
                "level": heading.level.clamp(1, 5),
                "number": heading.number,
                "content": self.run(&heading.content, false),
            }),
            Block::Paragraph(paragraph) => json!({
                "kind": "paragraph",
                "number": paragraph.number,
                "right": paragraph.right,
                "content": self.run(&paragraph.content, true),
            }),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::Contents => json!({ "kind": "contents" }),
            Block::PageBreak => json!({ "kind": "page-break" }),
        }
    }

    /// A run of text: strings are text, objects are everything else.
    fn run(&mut self, content: &[Inline], flowing: bool) -> Vec<Value> {
        content
            .iter()
            .map(|inline| match inline {
                Inline::Text(text) => json!(text),
                Inline::Strong(text) => json!({ "strong": text }),
                Inline::LineBreak => json!({ "break": true }),
                Inline::Figure(figure) => {
                    let whole = flowing && figure.text.chars().count() <= UNBROKEN_MAX;
                    let note = self.footnote(figure);
                    json!({ "figure": figure.text, "whole": whole, "note": note })
                }
            })
            .collect()
    }

    /// What must be known about a figure, where it is printed for the first time.
    fn footnote(&mut self, figure: &Figure) -> Option<Value> {
        let words = remark(self.document, figure)?;
        let name = figure.trace.clone().unwrap_or_else(|| figure.text.clone());
        self.noted.insert(name).then(|| self.numbered(words))
    }

    /// The number of a footnote, and its words where they are printed for the first time.
    fn numbered(&mut self, words: String) -> Value {
        if let Some(number) = self.notes.get(&words) {
            return json!({ "number": number });
        }
        let number = self.notes.len().saturating_add(1);
        let note = json!({ "number": number, "words": words });
        self.notes.insert(words, number);
        note
    }

    fn table(&mut self, table: &Table) -> Value {
        self.tables = self.tables.saturating_add(1);
        let widths: Vec<u16> = table.columns.iter().map(|column| column.width.max(1)).collect();
        let (mut head, mut body) = (Vec::new(), Vec::new());
        for line in lines(table) {
            let mut cells = Vec::new();
            for slot in &line.slots {
                let own = table.columns.get(slot.column).map(|column| column.align);
                let align = if line.head { Align::Center } else { own.unwrap_or_default() };
                let (content, down, align) = match slot.content {
                    Content::Cell(cell, down) => {
                        (self.run(&cell.content, false), down, cell.align.unwrap_or(align))
                    }
                    Content::Nothing => (Vec::new(), 1, align),
                    Content::Below => continue,
                };
                cells.push(json!({
                    "content": content,
                    "across": slot.across,
                    "down": down,
                    "align": align_name(align),
                    "strong": line.row.strong,
                }));
            }
            if line.head { head.push(cells) } else { body.push(cells) }
        }
        json!({
            "kind": "table",
            "number": self.tables,
            "caption": table.caption,
            "unit": table.unit,
            "wide": table.is_wide(),
            "columns": widths,
            "head": head,
            "body": body,
            "notes": table.notes.iter().map(|note| table_note(note)).collect::<Vec<_>>(),
        })
    }

    fn chart(&mut self, chart: &Chart) -> Value {
        self.charts = self.charts.saturating_add(1);
        let figures = chart.points().filter_map(|point| match &point.figure {
            Inline::Figure(figure) => Some(figure),
            _ => None,
        });
        let notes: Vec<Value> = figures.filter_map(|figure| self.footnote(figure)).collect();
        json!({
            "kind": "chart",
            "number": self.charts,
            "title": chart.title,
            "unit": chart.unit,
            "file": picture(self.charts),
            "notes": notes,
        })
    }
}

/// A remark below a table, with the word that says so.
pub(crate) fn table_note(note: &str) -> String {
    if note.starts_with('注') { note.to_owned() } else { format!("注：{note}") }
}

const fn align_name(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}
