//! The body: title, headings, paragraphs, contents, captions and notices.

use yz_report::{Block, Chart, Document, Figure, Heading, Inline, Paragraph, Table, plain_text};

use super::chart;
use super::flow::{Flow, Paragraph as Printed};
use super::notes::Footnotes;
use super::package::{Package, Relationships};
use super::section::{Furniture, Side};
use super::table;
use super::xml::{NAME_SPACES, PROLOGUE, field, run};

/// The body of a document while it is written.
pub(super) struct Body<'a> {
    document: &'a Document,
    flow: Flow<'a>,
    notes: Footnotes,
    package: &'a mut Package,
    relations: &'a mut Relationships,
    headings: usize,
    tables: usize,
    charts: usize,
}

/// The parts that the body becomes.
pub(super) struct Written {
    /// `word/document.xml`.
    pub(super) document: String,
    /// `word/footnotes.xml`.
    pub(super) footnotes: String,
}

impl<'a> Body<'a> {
    /// An empty body.
    pub(super) fn new(
        document: &'a Document,
        furniture: &'a Furniture,
        package: &'a mut Package,
        relations: &'a mut Relationships,
    ) -> Self {
        Self {
            document,
            flow: Flow::new(furniture),
            notes: Footnotes::default(),
            package,
            relations,
            headings: 0,
            tables: 0,
            charts: 0,
        }
    }

    /// Writes everything, in printed order.
    pub(super) fn document(&mut self) -> Result<(), String> {
        self.title();
        let blocks = &self.document.blocks;
        for (index, block) in blocks.iter().enumerate() {
            if let Some(side) = side(blocks.iter().skip(index)) {
                self.flow.turn(side);
            }
            match block {
                Block::Heading(heading) => self.heading(heading),
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) => self.table(table),
                Block::Chart(chart) => self.chart(chart)?,
                Block::Contents => self.contents(),
                Block::PageBreak => self.flow.break_page(),
            }
        }
        self.flow.turn(Side::Portrait);
        self.notices();
        Ok(())
    }

    /// The finished parts; those of charts are in the package already.
    pub(super) fn finish(self) -> Written {
        let body = self.flow.finish();
        Written {
            document: format!(
                "{PROLOGUE}<w:document {NAME_SPACES}><w:body>{body}</w:body></w:document>"
            ),
            footnotes: self.notes.to_xml(),
        }
    }

    fn title(&mut self) {
        let document = self.document;
        for line in &document.title {
            self.flow.paragraph("Title", run("", line));
        }
        let title = document.full_title();
        let below = [document.issuer.as_str(), document.period.as_str()];
        for line in below.into_iter().filter(|line| !line.is_empty() && !title.contains(*line)) {
            self.flow.paragraph("Subtitle", run("", line));
        }
        if !title.is_empty() {
            self.flow.paragraph("Subtitle", String::new());
        }
    }

    fn heading(&mut self, heading: &Heading) {
        self.headings = self.headings.saturating_add(1);
        let (style, number) = match heading.level {
            ..=1 => ("Heading1", spaced(&heading.number)),
            2 => ("Heading2", heading.number.clone()),
            3 => ("Heading3", heading.number.clone()),
            4 => ("Heading4", heading.number.clone()),
            5.. => ("Heading5", heading.number.clone()),
        };
        let mut runs = if number.is_empty() { String::new() } else { run("", &number) };
        runs += &self.runs(&heading.content, false);
        let id = self.headings;
        let marked = format!(
            r#"<w:bookmarkStart w:id="{id}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{id}"/>"#,
            name = bookmark(id),
        );
        self.flow.paragraph(style, marked);
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let style = if paragraph.right { "Signature" } else { "BodyText" };
        let mut runs = String::new();
        if !paragraph.number.is_empty() {
            runs += &run("", &paragraph.number);
        }
        runs += &self.runs(&paragraph.content, false);
        self.flow.paragraph(style, runs);
    }

    fn table(&mut self, table: &Table) {
        self.tables = self.tables.saturating_add(1);
        if !table.caption.is_empty() {
            let caption = numbered("表", self.tables, &table.caption);
            self.flow.paragraph("TableCaption", caption);
        }
        if !table.unit.is_empty() {
            self.flow.paragraph("TableUnit", run("", &table.unit));
        }
        let side = if table.is_wide() { Side::Landscape } else { Side::Portrait };
        let xml = table::table(table, side, |content, strong| self.runs(content, strong));
        self.flow.table(&xml);
        for note in &table.notes {
            self.flow.paragraph("TableNote", run("", note));
        }
        // Keeps two tables apart, which would grow together otherwise.
        self.flow.paragraph("Gap", String::new());
    }

    fn chart(&mut self, chart: &Chart) -> Result<(), String> {
        self.charts = self.charts.saturating_add(1);
        let drawing = chart::draw(chart, self.charts, self.package, self.relations)?;
        let drawing = drawing.unwrap_or_else(|| run("", "（本图没有数据）"));
        self.flow.add(Printed { style: "Figure", runs: drawing, keep_next: true });
        let mut caption = numbered("图", self.charts, &chart::caption(chart));
        for point in chart.points() {
            if let Inline::Figure(figure) = &point.figure {
                caption += &self.notes.refer(self.document, figure);
            }
        }
        self.flow.paragraph("Caption", caption);
        Ok(())
    }

    /// The contents: a field, filled in so that it is not empty before it is first updated.
    fn contents(&mut self) {
        self.flow.paragraph("TOCHeading", run("", "目　录"));
        let open = concat!(
            r#"<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText "#,
            r#"xml:space="preserve"> TOC \o "1-3" \h \z \u </w:instrText></w:r>"#,
            r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r>"#,
        );
        let close = r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
        let headings = self.document.blocks.iter().filter_map(|block| match block {
            Block::Heading(heading) => Some(heading),
            _ => None,
        });
        let listed: Vec<(usize, &Heading)> =
            (1..).zip(headings).filter(|(_, heading)| heading.level <= 3).collect();
        let last = listed.len().saturating_sub(1);
        for (index, (id, heading)) in listed.iter().enumerate() {
            let style = match heading.level {
                ..=1 => "TOC1",
                2 => "TOC2",
                3.. => "TOC3",
            };
            let before = if index == 0 { open } else { "" };
            let after = if index == last { close } else { "" };
            self.flow.paragraph(style, format!("{before}{}{after}", entry(*id, heading)));
        }
    }

    fn notices(&mut self) {
        if self.document.notices.is_empty() {
            return;
        }
        self.flow.paragraph("Gap", String::new());
        self.flow.paragraph("NoticeTitle", run("", "编报说明"));
        for notice in &self.document.notices {
            let title = run("<w:b/>", &format!("{}：", notice.title));
            self.flow.paragraph("Notice", title + &run("", &notice.text));
        }
        self.flow.paragraph("Gap", String::new());
    }

    fn runs(&mut self, content: &[Inline], strong: bool) -> String {
        let plain = if strong { "<w:b/>" } else { "" };
        let mut runs = String::new();
        for inline in content {
            runs += &match inline {
                Inline::Text(text) => run(plain, text),
                Inline::Strong(text) => run("<w:b/>", text),
                Inline::Figure(figure) => run(plain, &figure.text) + &self.refer(figure),
                Inline::LineBreak => "<w:r><w:br/></w:r>".to_owned(),
            };
        }
        runs
    }

    fn refer(&mut self, figure: &Figure) -> String {
        self.notes.refer(self.document, figure)
    }
}

/// How the page of the first of these blocks is held: turned for a wide table and for the headings
/// right above it, as it was before for a page break.
fn side<'a>(blocks: impl Iterator<Item = &'a Block>) -> Option<Side> {
    let mut blocks = blocks.peekable();
    if matches!(blocks.peek(), Some(Block::PageBreak)) {
        return None;
    }
    match blocks.find(|block| !matches!(block, Block::Heading(_))) {
        Some(Block::Table(table)) if table.is_wide() => Some(Side::Landscape),
        _ => Some(Side::Portrait),
    }
}

/// `第一部分` stands apart from its words; the other numbers end in a sign of their own.
fn spaced(number: &str) -> String {
    if number.is_empty() { String::new() } else { format!("{number}　") }
}

/// The name by which the contents find a heading.
fn bookmark(heading: usize) -> String {
    format!("_Toc{heading:08}")
}

/// One line of the contents, which leads to its heading.
///
/// Only who lays out pages knows their numbers. The field is marked for an update on opening, which
/// adds them; until then a line has none, rather than a guess.
fn entry(id: usize, heading: &Heading) -> String {
    let number = if heading.level <= 1 { spaced(&heading.number) } else { heading.number.clone() };
    let text = run("", &format!("{number}{}", plain_text(&heading.content).replace('\n', " ")));
    let name = bookmark(id);
    format!(r#"<w:hyperlink w:anchor="{name}" w:history="1">{text}</w:hyperlink>"#)
}

/// A caption such as 表1 with its words; the number counts itself.
fn numbered(what: &str, number: usize, words: &str) -> String {
    let count = field(&format!("SEQ {what} \\* ARABIC"), &run("", &number.to_string()));
    [run("", what), count, run("", &format!("　{words}"))].concat()
}
