//! Findings as comments in somebody's Word file; nothing else of the file is changed.

use std::io::{Cursor, Write};
use std::ops::Range;

use quick_xml::escape::escape;
use yz_diagnostics::words;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::docx::{self, Anchor, AnchoredPiece, Cut, Word};
use super::error::ReadError;
use super::limits;
use super::package::{Package, of_kind};
use super::xml::{Node, Xml};

/// A comment on a stretch of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocxComment {
    /// Which passage of the transcript, from 0.
    pub passage: usize,
    /// Which bytes of its text; the whole paragraph where it is empty.
    pub span: Range<usize>,
    /// Who says so.
    pub author: String,
    /// What is said; each line is a paragraph.
    pub text: String,
}

/// A text that is put in, and where.
type Insertion = (usize, String);

const TYPES: &str = "[Content_Types].xml";
const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// Puts comments into a Word file, next to those that it has.
///
/// The comments stand at the exact characters; runs are cut in two where they begin or end within
/// one. What cannot be commented in Word (charts, notes, text boxes) is commented at the paragraph
/// of the body that it belongs to. Every other part of the file is copied as it is, byte for byte,
/// and reading the new file gives the same transcript.
///
/// # Errors
///
/// [`ReadError`] as from reading the file, and where there are too many comments.
pub fn comment_docx(original: &[u8], comments: &[DocxComment]) -> Result<Vec<u8>, ReadError> {
    if comments.is_empty() {
        return Ok(original.to_vec());
    }
    if limits::COMMENTS < comments.len() {
        return Err(ReadError::too_large(&words!("批注数", "comments"), limits::COMMENTS));
    }
    let mut package = Package::open(original, docx::FORMAT)?;
    let word = docx::read(&mut package, true)?;
    let commented = Commented::new(&mut package, &word)?;
    let mut insertions = Vec::new();
    let mut entries = String::new();
    for (id, comment) in (commented.next_id..).zip(comments) {
        anchor(&word, comment, &Marks::new(&commented.prefix, id), &mut insertions);
        entries.push_str(&entry(&commented.comments_prefix, id, comment));
    }
    let main = inserted(&word.text, insertions);
    let mut parts = commented.parts(&mut package, &entries)?;
    parts.push((word.main, main));
    rewritten(original, parts)
}

/// What has to be known of a file before comments are put into it.
struct Commented {
    /// The short form of the name space of text, with its colon, in the main part.
    prefix: String,
    /// The same in the part of the comments.
    comments_prefix: String,
    name_space: String,
    next_id: usize,
    /// The name of the main part, and of the part of the comments.
    main: String,
    part: String,
    is_new: bool,
    /// An id of a relationship that is not taken.
    relation: String,
}

impl Commented {
    fn new(package: &mut Package<'_>, word: &Word) -> Result<Self, ReadError> {
        let relations = package.relations(&word.main)?;
        let (prefix, name_space) = root(&word.text, &word.main)?;
        let known = of_kind(&relations, "comments").map(str::to_owned);
        let known = known.filter(|part| package.has(part));
        let is_new = known.is_none();
        let folder = word.main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let fresh = || {
            let names = (0_usize..).map(|number| match number {
                0 => format!("{folder}/comments.xml"),
                number => format!("{folder}/comments{number}.xml"),
            });
            let mut free = names.map(|name| name.trim_start_matches('/').to_owned());
            free.find(|name| !package.has(name)).unwrap_or_default()
        };
        let part = known.unwrap_or_else(fresh);
        let mut comments_prefix = prefix.clone();
        let mut next_id = ids(&word.text, &word.main, "commentRangeStart")?;
        if !is_new {
            let text = package.text(&part)?;
            comments_prefix = root(&text, &part)?.0;
            next_id = next_id.max(ids(&text, &part, "comment")?);
        }
        let mut names = (1_usize..).map(|number| format!("rIdComments{number}"));
        let relation = names.find(|name| !relations.contains_key(name)).unwrap_or_default();
        let main = word.main.clone();
        Ok(Self { prefix, comments_prefix, name_space, next_id, main, part, is_new, relation })
    }

    /// The parts that change beside the main part.
    fn parts(
        &self,
        package: &mut Package<'_>,
        entries: &str,
    ) -> Result<Vec<(String, String)>, ReadError> {
        if !self.is_new {
            let text = package.text(&self.part)?;
            return Ok(vec![(self.part.clone(), appended(&text, entries)?)]);
        }
        let colon = &self.comments_prefix;
        let space = match colon.trim_end_matches(':') {
            "" => format!("xmlns=\"{}\"", self.name_space),
            prefix => format!("xmlns:{prefix}=\"{}\"", self.name_space),
        };
        let comments = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
             <{colon}comments {space}>{entries}</{colon}comments>"
        );
        let (folder, file) = self.main.rsplit_once('/').unwrap_or(("", &self.main));
        let slash = if folder.is_empty() { "" } else { "/" };
        let relations = format!("{folder}{slash}_rels/{file}.rels");
        let office = if self.name_space.contains("purl.oclc.org") {
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
        } else {
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        };
        let (part, relation) = (&self.part, &self.relation);
        let target = format!("/{part}");
        let mut old = package.text(&relations)?;
        if old.is_empty() {
            let space = "http://schemas.openxmlformats.org/package/2006/relationships";
            old = format!("<Relationships xmlns=\"{space}\"></Relationships>");
        }
        let colon = root(&old, &relations)?.0;
        let line = format!(
            "<{colon}Relationship Id=\"{relation}\" Type=\"{office}/comments\" \
             Target=\"{target}\"/>"
        );
        let types = package.text(TYPES)?;
        let colon = root(&types, TYPES)?.0;
        let kind = format!("<{colon}Override PartName=\"/{part}\" ContentType=\"{KIND}\"/>");
        Ok(vec![
            (TYPES.to_owned(), appended(&types, &kind)?),
            (relations, appended(&old, &line)?),
            (part.clone(), comments),
        ])
    }
}

/// The prefix of the root of a part, with its colon, and its name space.
fn root(text: &str, part: &str) -> Result<(String, String), ReadError> {
    let mut xml = Xml::new(text, docx::FORMAT, part);
    while let Some(node) = xml.next()? {
        let Node::Start(tag) = node else { continue };
        let prefix = tag.prefix();
        let named = if prefix.is_empty() { tag.get("xmlns") } else { tag.get(prefix) };
        let colon = if prefix.is_empty() { String::new() } else { format!("{prefix}:") };
        return Ok((colon, named.unwrap_or_default()));
    }
    Err(ReadError::damaged(docx::FORMAT, part))
}

/// One more than the largest id of the elements of a name.
fn ids(text: &str, part: &str, name: &str) -> Result<usize, ReadError> {
    let mut xml = Xml::new(text, docx::FORMAT, part);
    let mut next = 0_usize;
    while let Some(node) = xml.next()? {
        if let Node::Start(tag) = node
            && tag.name() == name
            && let Some(id) = tag.number("id").filter(|id| *id < usize::MAX / 2)
        {
            next = next.max(id.saturating_add(1));
        }
    }
    Ok(next)
}

/// A part with more at the end of its root.
fn appended(text: &str, more: &str) -> Result<String, ReadError> {
    let broken = || ReadError::damaged(docx::FORMAT, "root");
    let trimmed = text.trim_end();
    if let Some(open) = trimmed.strip_suffix("/>") {
        // A root without anything in it.
        let start = open.rfind('<').ok_or_else(broken)?;
        let name: String = open
            .get(start..)
            .unwrap_or("")
            .trim_start_matches('<')
            .chars()
            .take_while(|c| !c.is_whitespace())
            .collect();
        if trimmed.matches('<').count().saturating_sub(trimmed.matches("<?").count()) == 1 {
            return Ok(format!("{open}>{more}</{name}>"));
        }
    }
    let end = text.rfind("</").ok_or_else(broken)?;
    let (before, after) = text.split_at(end);
    Ok(format!("{before}{more}{after}"))
}

/// What is put around the characters that a comment is about.
struct Marks {
    start: String,
    end: String,
    prefix: String,
}

impl Marks {
    fn new(colon: &str, id: usize) -> Self {
        let start = format!("<{colon}commentRangeStart {colon}id=\"{id}\"/>");
        let end = format!(
            "<{colon}commentRangeEnd {colon}id=\"{id}\"/>\
             <{colon}r><{colon}commentReference {colon}id=\"{id}\"/></{colon}r>"
        );
        Self { start, end, prefix: colon.to_owned() }
    }
}

fn entry(colon: &str, id: usize, comment: &DocxComment) -> String {
    let legal =
        |c: &char| matches!(c, '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    let clean = |text: &str| {
        let text: String = text.chars().filter(legal).collect();
        escape(text.as_str()).into_owned()
    };
    let author = clean(&comment.author);
    let initials: String = comment.author.chars().filter(|c| c.is_alphanumeric()).take(2).collect();
    let paragraphs: String = comment
        .text
        .split('\n')
        .map(|line| {
            let text = clean(line);
            format!(
                "<{colon}p><{colon}r><{colon}t xml:space=\"preserve\">{text}</{colon}t></{colon}r>\
                 </{colon}p>"
            )
        })
        .collect();
    format!(
        "<{colon}comment {colon}id=\"{id}\" {colon}author=\"{author}\" \
         {colon}initials=\"{initials}\">{paragraphs}</{colon}comment>"
    )
}

/// Finds where a comment stands and puts its marks there.
fn anchor(word: &Word, comment: &DocxComment, marks: &Marks, insertions: &mut Vec<Insertion>) {
    let usable = |at: usize| {
        let anchor = word.anchors.get(at)?.as_ref()?;
        let inside = &anchor.inside;
        let fits = inside.start <= inside.end && inside.end <= word.text.len();
        // An element that ends itself has no inside.
        let has_inside = word.text.get(inside.end..).is_some_and(|rest| rest.starts_with("</"));
        (fits && has_inside).then_some(&**anchor)
    };
    if let Some(own) = usable(comment.passage)
        && let Some((first, last)) = ends(own, &comment.span)
    {
        let text = &word.text;
        begin(text, own, first, marks, insertions);
        finish(text, own, last, marks, insertions);
        return;
    }
    let blank = |at: &usize| {
        word.transcript.passages.get(*at).is_none_or(|passage| passage.text.trim().is_empty())
    };
    let before = (0..=comment.passage.min(word.anchors.len())).rev();
    let after = comment.passage..word.anchors.len();
    let shown = before.clone().chain(after.clone()).filter(|at| !blank(at)).find_map(usable);
    let Some(near) = shown.or_else(|| before.chain(after).find_map(usable)) else { return };
    insertions.push((near.inside.start, marks.start.clone()));
    insertions.push((near.inside.end, marks.end.clone()));
}

/// A place in a piece: which one, and the byte of the paragraph's own text.
type Spot<'a> = (usize, &'a AnchoredPiece, usize);

/// The pieces in which a span begins and ends.
fn ends<'a>(anchor: &'a Anchor, span: &Range<usize>) -> Option<(Spot<'a>, Spot<'a>)> {
    let start = span.start.saturating_sub(anchor.label);
    let end = span.end.saturating_sub(anchor.label);
    if end <= start {
        return None;
    }
    let runs = || anchor.pieces.iter().enumerate().filter(|(_, piece)| piece.run < piece.run_end);
    let runs = || runs().filter(|(_, piece)| !piece.opening.is_empty());
    let (first, begins) = runs().find(|(_, piece)| start < piece.text.end)?;
    let (last, finishes) = runs().rev().find(|(_, piece)| piece.text.start < end)?;
    let right = begins.text.start < end && start < finishes.text.end && first <= last;
    right.then(|| {
        let start = start.max(begins.text.start);
        ((first, begins, start), (last, finishes, end.min(finishes.text.end)))
    })
}

fn begin(text: &str, anchor: &Anchor, at: Spot<'_>, marks: &Marks, out: &mut Vec<Insertion>) {
    let (index, piece, start) = at;
    let before = index.checked_sub(1).and_then(|before| anchor.pieces.get(before));
    let is_first = before.is_none_or(|before| before.run != piece.run);
    match piece.cut {
        Some(cut) if !is_first || piece.text.start < start => {
            cut_at(text, (piece, cut, start), &marks.start, marks, out);
        }
        _ => out.push((piece.run, marks.start.clone())),
    }
}

fn finish(text: &str, anchor: &Anchor, at: Spot<'_>, marks: &Marks, out: &mut Vec<Insertion>) {
    let (index, piece, end) = at;
    let after = anchor.pieces.get(index.saturating_add(1));
    let is_last = after.is_none_or(|after| after.run != piece.run);
    match piece.cut {
        Some(cut) if !is_last || end < piece.text.end => {
            cut_at(text, (piece, cut, end), &marks.end, marks, out);
        }
        _ => out.push((piece.run_end, marks.end.clone())),
    }
}

/// Ends the run at a character, puts a mark, and begins the run anew with its properties.
fn cut_at(
    text: &str,
    (piece, cut, at): (&AnchoredPiece, Cut, usize),
    mark: &str,
    marks: &Marks,
    out: &mut Vec<Insertion>,
) {
    let place = piece.xml.start.saturating_add(at.saturating_sub(piece.text.start));
    let opening = text.get(piece.opening.clone()).unwrap_or("");
    let colon = &marks.prefix;
    let said = " xml:space=\"preserve\"";
    let tag = cut.tag_end.saturating_sub(1);
    if !cut.preserve && !out.iter().any(|(at, text)| *at == tag && text == said) {
        out.push((tag, said.to_owned()));
    }
    let again = format!("</{colon}t></{colon}r>{mark}{opening}<{colon}t{said}>");
    out.push((place, again));
}

fn inserted(text: &str, mut insertions: Vec<Insertion>) -> String {
    insertions.sort_by_key(|(at, _)| *at);
    let mut out = String::with_capacity(text.len().saturating_mul(2));
    let mut from = 0_usize;
    for (at, more) in insertions {
        out.push_str(text.get(from..at).unwrap_or(""));
        out.push_str(&more);
        from = at;
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out
}

/// The file with some parts replaced or added; the others are copied as they are packed.
fn rewritten(original: &[u8], parts: Vec<(String, String)>) -> Result<Vec<u8>, ReadError> {
    let broken =
        |error: zip::result::ZipError| ReadError::damaged(docx::FORMAT, &error.to_string());
    let unwritten = |error: std::io::Error| ReadError::damaged(docx::FORMAT, &error.to_string());
    let mut old = ZipArchive::new(Cursor::new(original)).map_err(broken)?;
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let mut left = parts;
    for index in 0..old.len() {
        let file = old.by_index_raw(index).map_err(broken)?;
        let name = file.name().map(|name| name.into_owned()).unwrap_or_default();
        let Some(at) = left.iter().position(|(part, _)| *part == name) else {
            new.raw_copy_file(file).map_err(broken)?;
            continue;
        };
        let (_, text) = left.swap_remove(at);
        new.start_file(name, options).map_err(broken)?;
        new.write_all(text.as_bytes()).map_err(unwritten)?;
    }
    left.sort();
    for (name, text) in left {
        new.start_file(name, options).map_err(broken)?;
        new.write_all(text.as_bytes()).map_err(unwritten)?;
    }
    Ok(new.finish().map_err(broken)?.into_inner())
}
