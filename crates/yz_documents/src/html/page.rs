//! The page around the parts.

use yz_report::{Block, Chart, ChartKind, Document, Mark, Paragraph};

use super::contents::{top_level, write_contents, write_heading};
use super::figures::{mark_sign, mark_word, write_run};
use super::table::{write_chart_data, write_table};
use super::text::escaped;
use super::traces;
use crate::chart_svg::ChartDrawer;

const STYLE: &str = concat!(
    include_str!("../../assets/base.css"),
    include_str!("../../assets/page.css"),
    include_str!("../../assets/page-trace.css"),
    include_str!("../../assets/page-media.css"),
);
const SCRIPT: &str = include_str!("../../assets/page.js");

/// The page may run and show what is inside it and ask for nothing else.
pub(crate) const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/// Prints a document as one page with everything inside.
pub(crate) fn print(document: &Document, charts: &mut ChartDrawer) -> Result<Vec<u8>, String> {
    let mut page = Page { out: String::new(), document, charts, tables: 0, pictures: 0 };
    page.write_head();
    page.write_title();
    page.write_body()?;
    page.write_notices();
    page.write_foot()?;
    Ok(page.out.into_bytes())
}

struct Page<'a> {
    out: String,
    document: &'a Document,
    charts: &'a mut ChartDrawer,
    /// How many tables are printed so far.
    tables: usize,
    /// How many charts are printed so far.
    pictures: usize,
}

impl Page<'_> {
    fn write_head(&mut self) {
        let title = escaped(&self.document.full_title());
        let issuer = escaped(&self.document.issuer);
        self.out.push_str(&format!(
            "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"author\" content=\"{issuer}\">\n<title>{title}</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#main\">跳到正文</a>\n"
        ));
        if !self.document.warning.is_empty() {
            let warning = escaped(&self.document.warning);
            self.out.push_str(&format!("<p class=\"every-page\" role=\"note\">{warning}</p>\n"));
        }
    }

    fn write_title(&mut self) {
        self.out.push_str("<header class=\"title\">\n<h1>");
        for line in &self.document.title {
            self.out.push_str(&format!("<span>{}</span> ", escaped(line)));
        }
        self.out.push_str("</h1>\n");
        let (issuer, period) = (escaped(&self.document.issuer), escaped(&self.document.period));
        let parts = [("issuer", issuer), ("period", period)];
        if parts.iter().any(|(_, text)| !text.is_empty()) {
            self.out.push_str("<p class=\"about\">");
            for (class, text) in parts.iter().filter(|(_, text)| !text.is_empty()) {
                self.out.push_str(&format!("<span class=\"{class}\">{text}</span> "));
            }
            self.out.push_str("</p>\n");
        }
        if !self.document.notices.is_empty() {
            let count = self.document.notices.len();
            self.out.push_str(&format!(
                "<p class=\"warning\"><a href=\"#notices\">编报说明（{count}条）</a></p>\n"
            ));
        }
        if !self.document.traces.is_empty() {
            self.out.push_str(
                "<p class=\"howto\" hidden>带虚线的数字可以点击，逐层查看其来源和算法。</p>\n",
            );
        }
        self.out.push_str("</header>\n");
    }

    fn write_body(&mut self) -> Result<(), String> {
        let document = self.document;
        let top = top_level(document);
        let listed = document.blocks.contains(&Block::Contents);
        if !listed {
            write_contents(&mut self.out, document, false);
        }
        self.out.push_str("<main id=\"main\">\n");
        let mut open: Vec<u8> = Vec::new();
        let mut sections = 0_usize;
        for block in &document.blocks {
            match block {
                Block::Heading(heading) => {
                    let depth = heading.level.saturating_sub(top).saturating_add(1);
                    while open.pop_if(|last| depth <= *last).is_some() {
                        self.out.push_str("</section>\n");
                    }
                    open.push(depth);
                    sections = sections.saturating_add(1);
                    self.out.push_str(&format!("<section id=\"section-{sections}\">\n"));
                    write_heading(&mut self.out, heading, depth, document);
                }
                Block::Paragraph(paragraph) => self.write_paragraph(paragraph),
                Block::Table(table) => {
                    self.tables = self.tables.saturating_add(1);
                    write_table(&mut self.out, table, self.tables, document);
                }
                Block::Chart(chart) => self.write_chart(chart)?,
                Block::Contents => write_contents(&mut self.out, document, true),
                Block::PageBreak => self.out.push_str("<div class=\"page-break\"></div>\n"),
            }
        }
        for _ in open {
            self.out.push_str("</section>\n");
        }
        Ok(())
    }

    fn write_paragraph(&mut self, paragraph: &Paragraph) {
        let class = match (paragraph.right, paragraph.number.is_empty()) {
            (true, _) => " class=\"right\"",
            (false, false) => " class=\"numbered\"",
            (false, true) => "",
        };
        self.out.push_str(&format!("<p{class}>{}", escaped(&paragraph.number)));
        write_run(&mut self.out, &paragraph.content, self.document);
        self.out.push_str("</p>\n");
    }

    fn write_chart(&mut self, chart: &Chart) -> Result<(), String> {
        self.pictures = self.pictures.saturating_add(1);
        let number = self.pictures;
        let svg = self.charts.draw(chart, number)?;
        let (title, unit) = (escaped(&chart.title), escaped(&chart.unit));
        let svg = svg.replacen("<svg ", &format!("<svg role=\"img\" aria-label=\"{title}\" "), 1);
        let pie = if chart.kind == ChartKind::Pie { " pie" } else { "" };
        let unit = if unit.is_empty() { unit } else { format!("（单位：{unit}）") };
        self.out.push_str(&format!(
            "<figure class=\"chart{pie}\" id=\"chart-{number}\">\n\
             <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\">\n{svg}\n\
             </div>\n<p class=\"hint\" aria-hidden=\"true\">左右滑动看全图</p>\n\
             <figcaption><span class=\"caption\"><b>图{number}</b> {title}{unit}</span>\
             </figcaption>\n<details><summary>图中数据</summary>\n"
        ));
        write_chart_data(&mut self.out, chart, self.document);
        self.out.push_str("</details>\n</figure>\n");
        Ok(())
    }

    fn write_notices(&mut self) {
        let document = self.document;
        let marked = |mark| document.figures().any(|(_, figure)| figure.mark == mark);
        let marks: Vec<Mark> =
            [Mark::Accepted, Mark::Unverified].into_iter().filter(|mark| marked(*mark)).collect();
        if !document.notices.is_empty() || !marks.is_empty() {
            self.out.push_str("<section class=\"notices\" id=\"notices\">\n<h2>编报说明</h2>\n");
            if !document.notices.is_empty() {
                self.out.push_str("<dl>\n");
                for notice in &document.notices {
                    let (title, text) = (escaped(&notice.title), escaped(&notice.text));
                    self.out.push_str(&format!("<dt>{title}</dt><dd>{text}</dd>\n"));
                }
                self.out.push_str("</dl>\n");
            }
            for mark in marks {
                let (sign, word) = (mark_sign(mark), mark_word(mark));
                self.out.push_str(&format!("<p class=\"sign\"><b>{sign}</b> {word}</p>\n"));
            }
            self.out.push_str("</section>\n");
        }
        self.out.push_str("</main>\n");
    }

    fn write_foot(&mut self) -> Result<(), String> {
        let json = traces::json(self.document)?;
        self.out.push_str(&format!(
            "<a class=\"to-contents\" href=\"#contents\">目录</a>\n\
             <aside id=\"trace\" role=\"dialog\" aria-label=\"数字的来源\" tabindex=\"-1\" hidden>\
             </aside>\n<div id=\"tip\" role=\"status\" hidden></div>\n\
             <script type=\"application/json\" id=\"traces\">{json}</script>\n\
             <script>\n{SCRIPT}</script>\n</body>\n</html>\n"
        ));
        Ok(())
    }
}
