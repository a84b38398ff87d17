//! Reads a web page: blocks to passages, tables to cells, in one pass and without a tree.
//!
//! A tree of a page that was made to do harm is deep or slow to build; tags that open and close
//! blocks are all that reading order needs. What browsers do with tags that nobody closed is done
//! for the ones that matter: cells, rows, paragraphs.

mod table;

use std::borrow::Cow;

use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};
use yz_diagnostics::words;
use yz_report::{Passage, Place, Role, Transcript};

use super::error::ReadError;
use super::{encoding, limits};
use table::Table;

/// Where the name of the encoding is looked for.
const HEAD: usize = 4096;

/// Elements that begin a block of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
    "caption",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "td",
    "th",
];

/// Elements of which nothing is shown as text.
const UNSEEN: &[&str] = &[
    "script", "style", "template", "noscript", "head", "svg", "select", "textarea", "button",
    "iframe", "object", "video", "audio", "canvas", "math", "datalist", "map", "title", "rt", "rp",
    "del",
];

/// Elements that have no end.
const EMPTY: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that another of the same kind ends.
const ENDED_BY_NEXT: &[&str] = &["p", "li", "td", "th", "tr", "dd", "dt", "option"];

/// Whether the beginning of a file is that of a page.
pub(super) fn is_page(head: &[u8]) -> bool {
    let text = lower(head);
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| text.contains(tag))
}

/// Whether there is a tag of a page at all.
pub(super) fn has_tag(head: &[u8]) -> bool {
    let text = lower(head);
    let tags = ["<p", "<div", "<table", "<span", "<h1", "<br", "<meta", "<title", "<!--"];
    tags.iter().any(|tag| text.contains(tag))
}

fn lower(head: &[u8]) -> String {
    let text = match encoding_rs::Encoding::for_bom(head) {
        Some((encoding, _)) => encoding.decode(head).0,
        None => String::from_utf8_lossy(head),
    };
    text.to_ascii_lowercase()
}

/// Reads a page.
///
/// # Errors
///
/// No text, tables too deep, or too many passages.
pub(super) fn read(bytes: &[u8]) -> Result<Transcript, ReadError> {
    let Some(text) = decoded(bytes) else {
        return Err(ReadError::damaged("html", "encoding"));
    };
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page = Page::default();
    for token in Tokenizer::new_with_emitter(text.as_ref(), emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => page.start(&tag)?,
            Token::EndTag(tag) => page.end(&tag)?,
            Token::String(text) => page.text(&String::from_utf8_lossy(&text.value)),
            _ => {}
        }
    }
    page.flush()?;
    Ok(page.finish())
}

/// The characters of a page: a mark, then UTF-8 where every byte agrees, then what the page says.
fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if encoding_rs::Encoding::for_bom(bytes).is_some() {
        return encoding::decode(bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let named = head.split("charset=").nth(1).map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'', ' ']);
        rest.split(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c)).next().unwrap_or("")
    });
    let named = named.filter(|label| !label.starts_with("utf-16"));
    named.and_then(|label| encoding::decode_as(bytes, label)).or_else(|| encoding::decode(bytes))
}

/// A page while it is read.
#[derive(Default)]
struct Page {
    passages: Vec<Passage>,
    /// The block that is open.
    block: String,
    heading: Option<u8>,
    /// Open elements `pre`, in which line ends count.
    pre: usize,
    in_caption: bool,
    tables: Vec<Table>,
    table_count: usize,
    /// An element that is not shown, and how many of its name are open within.
    unseen: Option<(String, usize)>,
}

impl Page {
    fn start(&mut self, tag: &StartTag<()>) -> Result<(), ReadError> {
        let name = String::from_utf8_lossy(&tag.name);
        let name = name.as_ref();
        if let Some((hidden, open)) = &mut self.unseen {
            if hidden == name && !ENDED_BY_NEXT.contains(&name) {
                *open = open.saturating_add(1);
                return Ok(());
            }
            let ends = hidden == name || (hidden == "head" && name == "body");
            if !ends {
                return Ok(());
            }
            self.unseen = None;
        }
        let closes_itself = tag.self_closing && matches!(name, "svg" | "math");
        if !EMPTY.contains(&name) && !closes_itself && (UNSEEN.contains(&name) || is_hidden(tag)) {
            if BLOCKS.contains(&name) {
                self.flush()?;
            }
            self.unseen = Some((name.to_owned(), 1));
            return Ok(());
        }
        match name {
            "br" if self.tables.last().is_some_and(Table::in_cell) || self.heading.is_some() => {
                self.block.push('\n');
            }
            "br" => self.flush()?,
            "table" => {
                self.flush()?;
                self.open_table()?;
            }
            "tr" => {
                self.end_cell()?;
                self.tables.iter_mut().last().into_iter().for_each(Table::start_row);
            }
            "td" | "th" => {
                self.end_cell()?;
                let span =
                    |key: &str| attribute(tag, key).and_then(|text| text.trim().parse().ok());
                let (across, down) = (span("colspan").unwrap_or(1), span("rowspan").unwrap_or(1));
                let first = self.passages.len();
                if let Some(table) = self.tables.last_mut() {
                    table.start_cell(across, down, first);
                }
            }
            "thead" | "tbody" | "tfoot" => self.end_cell()?,
            _ if BLOCKS.contains(&name) => self.flush()?,
            _ => {}
        }
        match name {
            "pre" => self.pre = self.pre.saturating_add(1),
            "caption" => self.in_caption = true,
            _ => self.heading = level(name).or(self.heading),
        }
        Ok(())
    }

    fn end(&mut self, tag: &EndTag<()>) -> Result<(), ReadError> {
        let name = String::from_utf8_lossy(&tag.name);
        let name = name.as_ref();
        if let Some((hidden, open)) = &mut self.unseen {
            if hidden == name {
                *open = open.saturating_sub(1);
                if *open == 0 {
                    self.unseen = None;
                }
                return Ok(());
            }
            // Nothing is hidden beyond its table.
            if name != "table" || UNSEEN.contains(&hidden.as_str()) {
                return Ok(());
            }
            self.unseen = None;
        }
        match name {
            "td" | "th" | "tr" => self.end_cell()?,
            "table" => {
                self.end_cell()?;
                self.close_table();
            }
            _ if BLOCKS.contains(&name) => self.flush()?,
            _ => {}
        }
        match name {
            "pre" => self.pre = self.pre.saturating_sub(1),
            "caption" => self.in_caption = false,
            _ if level(name).is_some() => self.heading = None,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.unseen.is_some() {
            return;
        }
        if 0 < self.pre {
            self.block.push_str(text);
            return;
        }
        for c in text.chars() {
            let white = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            let gap = self.block.is_empty() || self.block.ends_with([' ', '\n']);
            match white {
                true if gap => {}
                true => self.block.push(' '),
                false => self.block.push(c),
            }
        }
    }

    fn open_table(&mut self) -> Result<(), ReadError> {
        if limits::TABLE_DEPTH <= self.tables.len() {
            let what = words!("表格的嵌套层数", "tables within tables");
            return Err(ReadError::too_large(&what, limits::TABLE_DEPTH));
        }
        if let Some(outer) = self.tables.last_mut() {
            outer.holds_table = true;
        }
        self.table_count = self.table_count.saturating_add(1);
        self.tables.push(Table::new(self.table_count, self.passages.len()));
        Ok(())
    }

    /// Ends a table. One that only lays out the page is none: its passages are running text.
    fn close_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        if !table.is_layout() {
            return;
        }
        for passage in self.passages.iter_mut().skip(table.first) {
            if matches!(passage.place, Place::Cell { table: one, .. } if one == table.number) {
                passage.place = Place::Paragraph(0);
                passage.role = Role::Text;
            }
        }
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        self.flush()?;
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        if let Some((place, role)) = table.place()
            && !self.passages.iter().skip(table.cell_start()).any(|one| one.place == place)
        {
            self.push(place, role, String::new())?;
        }
        if let Some(table) = self.tables.last_mut() {
            table.end_cell();
        }
        Ok(())
    }

    /// Ends the block that is open.
    fn flush(&mut self) -> Result<(), ReadError> {
        let block = std::mem::take(&mut self.block);
        if block.trim().is_empty() {
            return Ok(());
        }
        let cell = self.tables.last().and_then(Table::place);
        let (place, role) = match (cell, self.tables.last(), self.heading) {
            (_, Some(table), _) if self.in_caption => {
                (Place::Caption { table: table.number }, Role::Text)
            }
            (Some(cell), ..) => cell,
            (None, _, Some(level)) => (Place::Paragraph(0), Role::Heading(level)),
            (None, _, None) => (Place::Paragraph(0), Role::Text),
        };
        if 0 < self.pre && !matches!(role, Role::Cell { .. }) {
            for line in block.lines().filter(|line| !line.trim().is_empty()) {
                self.push(place, role, line.to_owned())?;
            }
            return Ok(());
        }
        let text = block.trim_matches([' ', '\n', '\t', '\r']).to_owned();
        self.push(place, role, text)
    }

    fn push(&mut self, place: Place, role: Role, text: String) -> Result<(), ReadError> {
        if limits::PASSAGES <= self.passages.len() {
            let what = words!("段落和单元格数", "paragraphs and cells");
            return Err(ReadError::too_large(&what, limits::PASSAGES));
        }
        self.passages.push(Passage { place, page: None, role, text, continues: false });
        Ok(())
    }

    /// Counts paragraphs and tables as a reader does, now that it is known which are which.
    fn finish(mut self) -> Transcript {
        while !self.tables.is_empty() {
            self.close_table();
        }
        let mut numbers = std::collections::BTreeMap::new();
        let mut paragraphs = 0_usize;
        for passage in &mut self.passages {
            let next = numbers.len().saturating_add(1);
            match &mut passage.place {
                Place::Paragraph(number) => {
                    paragraphs = paragraphs.saturating_add(1);
                    *number = paragraphs;
                }
                Place::Cell { table, .. } | Place::Caption { table } => {
                    *table = *numbers.entry(*table).or_insert(next);
                }
                _ => {}
            }
        }
        Transcript { passages: self.passages, charts: Vec::new() }
    }
}

fn level(name: &str) -> Option<u8> {
    let level: u8 = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(&value.value).into_owned())
}

fn is_hidden(tag: &StartTag<()>) -> bool {
    let style = attribute(tag, "style").unwrap_or_default().to_lowercase();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let unseen = style.contains("display:none") || style.contains("visibility:hidden");
    unseen || tag.attributes.contains_key(b"hidden".as_slice())
}

#[cfg(test)]
mod tests;
