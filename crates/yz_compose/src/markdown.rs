//! Turns rendered Markdown into the blocks of a document.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use yz_diagnostics::Finding;
use yz_report::{Align, Block, Cell, Column, Heading, Inline, Numbering, Paragraph, Row, Table};

use crate::blocks;
use crate::figures::Recorder;

/// Reads the Markdown that a template gave, with the marks of figures in it.
pub(crate) struct Reader<'a> {
    recorder: &'a Recorder,
    path: &'a str,
    numbering: Numbering,
    blocks: Vec<Block>,
    findings: Vec<Finding>,
    /// The run of words being read.
    run: Vec<Inline>,
    strong: bool,
    /// The kind and text of the fence being read.
    fence: Option<(String, String)>,
    table: Option<Table>,
    /// The next number of each list being read; `None` for one with bullets.
    lists: Vec<Option<u64>>,
    item: String,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(recorder: &'a Recorder, path: &'a str) -> Self {
        Self {
            recorder,
            path,
            numbering: Numbering::default(),
            blocks: Vec::new(),
            findings: Vec::new(),
            run: Vec::new(),
            strong: false,
            fence: None,
            table: None,
            lists: Vec::new(),
            item: String::new(),
        }
    }

    pub(crate) fn read(mut self, markdown: &str) -> (Vec<Block>, Vec<Finding>) {
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            match event {
                Event::Start(tag) => self.start(tag),
                Event::End(tag) => self.end(tag),
                Event::Text(text) | Event::Code(text) => self.text(&text),
                Event::HardBreak => self.run.push(Inline::LineBreak),
                // Chinese sentences run on without a space at a line's end.
                Event::SoftBreak => self.soft_break(),
                Event::Rule => self.blocks.push(Block::PageBreak),
                _ => {}
            }
        }
        (self.blocks, self.findings)
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::CodeBlock(CodeBlockKind::Fenced(kind)) => {
                self.fence = Some((kind.trim().to_owned(), String::new()));
            }
            Tag::Strong => self.strong = true,
            Tag::List(first) => self.lists.push(first),
            Tag::Item => {
                self.flush_paragraph();
                self.item = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let item = format!("{number}.");
                        *number = number.saturating_add(1);
                        item
                    }
                    _ => String::new(),
                };
            }
            Tag::Table(aligns) => {
                let align = |align: &pulldown_cmark::Alignment| match align {
                    pulldown_cmark::Alignment::Center => Align::Center,
                    pulldown_cmark::Alignment::Right => Align::Right,
                    _ => Align::Left,
                };
                let column = |of| Column { width: 0, align: align(of) };
                let columns = aligns.iter().map(column).collect();
                self.table = Some(Table { columns, ..Table::default() });
            }
            Tag::TableHead => self.row(true),
            Tag::TableRow => self.row(false),
            _ => {}
        }
    }

    fn row(&mut self, head: bool) {
        if let Some(table) = &mut self.table {
            let rows = if head { &mut table.head } else { &mut table.body };
            rows.push(Row { cells: Vec::new(), strong: head });
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let level = level as u8;
                let content = std::mem::take(&mut self.run);
                let number = self.numbering.next(level);
                self.blocks.push(Block::Heading(Heading { level, number, content }));
            }
            TagEnd::Paragraph | TagEnd::Item => self.flush_paragraph(),
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Strong => self.strong = false,
            TagEnd::CodeBlock => self.close_fence(),
            TagEnd::TableCell => {
                let content = std::mem::take(&mut self.run);
                if let Some(table) = &mut self.table {
                    let body = !table.body.is_empty();
                    let rows = if body { &mut table.body } else { &mut table.head };
                    if let Some(row) = rows.last_mut() {
                        row.cells.push(Cell::new(content));
                    }
                }
            }
            TagEnd::Table => self.close_table(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.fence {
            Some((_, fence)) => fence.push_str(text),
            None => self.run.extend(self.recorder.inlines(text, self.strong)),
        }
    }

    fn soft_break(&mut self) {
        let latin = self.run.last().is_some_and(|inline| {
            inline.text().chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric())
        });
        if latin && matches!(self.run.last(), Some(Inline::Text(_))) {
            self.run.push(Inline::Text(" ".to_owned()));
        }
    }

    fn flush_paragraph(&mut self) {
        let content = merged(std::mem::take(&mut self.run));
        if content.is_empty() {
            return;
        }
        let number = std::mem::take(&mut self.item);
        let text = yz_report::plain_text(&content);
        let block = match text.trim() {
            "[[contents]]" => Block::Contents,
            "[[page-break]]" => Block::PageBreak,
            other if other.starts_with("[[right]]") => {
                let content = without_prefix(content, "[[right]]");
                Block::Paragraph(Paragraph { content, number, right: true })
            }
            _ => Block::Paragraph(Paragraph { content, number, right: false }),
        };
        self.blocks.push(block);
    }

    fn close_fence(&mut self) {
        let Some((kind, text)) = self.fence.take() else { return };
        match blocks::block(self.recorder, self.path, &kind, &text) {
            Ok(block) => self.blocks.push(block),
            Err(finding) => self.findings.push(*finding),
        }
    }

    /// Columns of a Markdown table are as wide as their longest cell.
    fn close_table(&mut self) {
        let Some(mut table) = self.table.take() else { return };
        let widths: Vec<u16> = (0..table.columns.len())
            .map(|index| {
                let cells = table.rows().filter_map(|row| row.cells.get(index));
                let longest = cells.map(|cell| cell.plain().chars().count()).max();
                u16::try_from(longest.unwrap_or(4).clamp(4, 24)).unwrap_or(24)
            })
            .collect();
        for (column, width) in table.columns.iter_mut().zip(widths) {
            column.width = width;
        }
        self.blocks.push(Block::Table(table));
    }
}

/// Neighbouring words as one, and no white space at the ends.
fn merged(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut merged: Vec<Inline> = Vec::new();
    for inline in inlines {
        match (merged.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, inline) => merged.push(inline),
        }
    }
    if let Some(Inline::Text(first)) = merged.first_mut() {
        *first = first.trim_start().to_owned();
    }
    merged.retain(|inline| !inline.text().is_empty() || matches!(inline, Inline::LineBreak));
    merged
}

fn without_prefix(mut content: Vec<Inline>, prefix: &str) -> Vec<Inline> {
    if let Some(Inline::Text(first)) = content.first_mut() {
        *first = first.trim_start_matches(prefix).trim_start().to_owned();
    }
    content.retain(|inline| !inline.text().is_empty());
    content
}
