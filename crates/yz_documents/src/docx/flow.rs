//! The flow of paragraphs and tables through pages and sections.

use super::section::{Furniture, Side};

/// A paragraph of the body.
#[derive(Default)]
pub(super) struct Paragraph {
    /// The id of its style.
    pub(super) style: &'static str,
    /// Its runs, as XML.
    pub(super) runs: String,
    /// Stays on the page of what follows, beyond what its style says.
    pub(super) keep_next: bool,
}

/// The body so far. The last paragraph is held back: a section ends inside the properties of its
/// last paragraph, and an empty paragraph made for that could spill onto an empty page.
pub(super) struct Flow<'a> {
    furniture: &'a Furniture,
    xml: String,
    held: Option<(Paragraph, bool)>,
    side: Side,
    break_next: bool,
    empty: bool,
}

impl<'a> Flow<'a> {
    /// An empty body that begins upright.
    pub(super) const fn new(furniture: &'a Furniture) -> Self {
        let xml = String::new();
        let side = Side::Portrait;
        Self { furniture, xml, held: None, side, break_next: false, empty: true }
    }

    /// Adds a paragraph.
    pub(super) fn paragraph(&mut self, style: &'static str, runs: String) {
        self.add(Paragraph { style, runs, keep_next: false });
    }

    /// Adds a paragraph with its properties.
    pub(super) fn add(&mut self, paragraph: Paragraph) {
        self.release("");
        self.held = Some((paragraph, self.break_next));
        self.break_next = false;
        self.empty = false;
    }

    /// Adds a table, given as XML.
    pub(super) fn table(&mut self, xml: &str) {
        if self.break_next {
            self.paragraph("Gap", String::new());
        }
        self.release("");
        self.xml += xml;
        self.empty = false;
    }

    /// What follows starts on a new page.
    pub(super) fn break_page(&mut self) {
        self.break_next = !self.empty;
    }

    /// What follows stands on pages held so.
    pub(super) fn turn(&mut self, side: Side) {
        if side == self.side {
            return;
        }
        if !self.empty {
            self.end_section();
        }
        self.side = side;
    }

    /// The whole body.
    pub(super) fn finish(mut self) -> String {
        self.release("");
        self.xml + &self.side.properties(self.furniture)
    }

    fn end_section(&mut self) {
        if self.held.is_none() {
            self.paragraph("Gap", String::new());
        }
        let properties = self.side.properties(self.furniture);
        self.release(&properties);
        // The new section begins on a new page, and needs no break for it.
        self.break_next = false;
        self.empty = true;
    }

    fn release(&mut self, section: &str) {
        if let Some((Paragraph { style, runs, keep_next }, break_before)) = self.held.take() {
            let keep = if keep_next { "<w:keepNext/>" } else { "" };
            let new_page = if break_before { "<w:pageBreakBefore/>" } else { "" };
            let style = format!(r#"<w:pStyle w:val="{style}"/>"#);
            let properties = [&style, keep, new_page, section].concat();
            self.xml += &format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>");
        }
    }
}
