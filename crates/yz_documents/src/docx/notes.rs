//! Footnotes: what must be known about a figure, at the foot of the page that prints it.

use std::collections::BTreeSet;

use yz_report::{Document, Figure};

use crate::remark::remark;

use super::xml::{NAME_SPACES, PROLOGUE, field, run};

/// The ids below this one belong to the separators.
const FIRST: usize = 2;

/// The footnotes so far.
#[derive(Default)]
pub(super) struct Footnotes {
    /// The texts, in the order in which they were first referred to.
    texts: Vec<String>,
    /// Which figures have had their footnote: by trace, or by text for figures without one.
    seen: BTreeSet<String>,
}

impl Footnotes {
    /// The reference that follows a figure; empty for a plain one and for one that had it before.
    ///
    /// Figures that share a remark share the footnote: the second refers to the first one's number.
    pub(super) fn refer(&mut self, document: &Document, figure: &Figure) -> String {
        let Some(text) = remark(document, figure) else { return String::new() };
        let subject = figure.trace.clone().unwrap_or_else(|| text.clone());
        if !self.seen.insert(subject) {
            return String::new();
        }
        if let Some(index) = self.texts.iter().position(|known| *known == text) {
            let number = index.saturating_add(1);
            let number = number.to_string();
            return bracketed(&field(&format!("NOTEREF _Note{number} \\f \\h"), &raised(&number)));
        }
        let id = self.texts.len().saturating_add(FIRST);
        self.texts.push(text);
        let number = self.texts.len();
        bracketed(&format!(
            concat!(
                r#"<w:bookmarkStart w:id="{mark}" w:name="_Note{number}"/><w:r><w:rPr>"#,
                r#"<w:rStyle w:val="FootnoteReference"/></w:rPr>"#,
                r#"<w:footnoteReference w:id="{id}"/>"#,
                r#"</w:r><w:bookmarkEnd w:id="{mark}"/>"#,
            ),
            mark = BOOKMARKS.saturating_add(number),
            number = number,
            id = id,
        ))
    }

    /// The part `word/footnotes.xml`.
    pub(super) fn to_xml(&self) -> String {
        let separators = [(0, "separator"), (1, "continuationSeparator")].map(|(id, kind)| {
            format!(
                concat!(
                    r#"<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:pPr><w:pStyle "#,
                    r#"w:val="FootnoteText"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>"#,
                ),
                kind = kind,
                id = id,
            )
        });
        let note = |(index, text): (usize, &String)| {
            format!(
                concat!(
                    r#"<w:footnote w:id="{id}"><w:p><w:pPr>"#,
                    r#"<w:pStyle w:val="FootnoteText"/></w:pPr>"#,
                    r#"{number}{text}</w:p></w:footnote>"#,
                ),
                id = index.saturating_add(FIRST),
                number = bracketed(concat!(
                    r#"<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>"#,
                    r#"<w:footnoteRef/></w:r>"#,
                )),
                text = run("", &format!(" {text}")),
            )
        };
        let notes: String = self.texts.iter().enumerate().map(note).collect();
        let separators = separators.concat();
        format!("{PROLOGUE}<w:footnotes {NAME_SPACES}>{separators}{notes}</w:footnotes>")
    }
}

/// Brackets keep the number of a footnote from being read as the last digit of a figure.
fn bracketed(reference: &str) -> String {
    [&raised("["), reference, &raised("]")].concat()
}

fn raised(text: &str) -> String {
    run(r#"<w:vertAlign w:val="superscript"/>"#, text)
}

/// Bookmarks of footnotes are counted from here, those of headings from 1.
const BOOKMARKS: usize = 100_000;
