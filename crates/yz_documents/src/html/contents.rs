//! The list of headings, which is also the way around the page.

use yz_report::{Block, Document, Heading, plain_text};

use super::figures::write_run;
use super::text::escaped;

/// How many levels of headings are listed.
const LEVELS: u8 = 3;

/// The headings of a document in order.
pub(super) fn headings(document: &Document) -> impl Iterator<Item = &Heading> {
    document.blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) => Some(heading),
        _ => None,
    })
}

/// The level that the highest heading of the document has; headings start below it.
pub(super) fn top_level(document: &Document) -> u8 {
    headings(document).map(|heading| heading.level).min().unwrap_or(1)
}

/// Appends the list of headings.
pub(super) fn write_contents(out: &mut String, document: &Document, printed: bool) {
    let top = top_level(document);
    let class = if printed { "contents printed" } else { "contents" };
    out.push_str(&format!("<nav class=\"{class}\" id=\"contents\" aria-label=\"目录\">\n"));
    out.push_str("<p class=\"contents-title\">目录</p>\n<ol>\n");
    for (index, heading) in headings(document).enumerate() {
        let depth = heading.level.saturating_sub(top).saturating_add(1);
        if LEVELS < depth {
            continue;
        }
        out.push_str(&format!(
            "<li class=\"depth-{depth}\"><a href=\"#section-{}\">{}</a></li>\n",
            index.saturating_add(1),
            escaped(&titled(heading)),
        ));
    }
    if !document.notices.is_empty() {
        out.push_str("<li class=\"depth-1\"><a href=\"#notices\">编报说明</a></li>\n");
    }
    out.push_str("</ol>\n</nav>\n");
}

/// The number and words of a heading on one line.
pub(super) fn titled(heading: &Heading) -> String {
    let words = plain_text(&heading.content).replace('\n', "");
    format!("{}{}{words}", heading.number, gap(heading))
}

/// 第一部分 stands apart from the words after it; 一、 brings its own mark.
const fn gap(heading: &Heading) -> &'static str {
    if heading.level == 1 && !heading.number.is_empty() { "\u{3000}" } else { "" }
}

/// Appends a heading; `depth` is 1 for the highest of the document.
pub(super) fn write_heading(out: &mut String, heading: &Heading, depth: u8, document: &Document) {
    let rank = depth.saturating_add(1).min(6);
    out.push_str(&format!("<h{rank} class=\"level-{}\">", heading.level));
    out.push_str(&escaped(&heading.number));
    out.push_str(gap(heading));
    write_run(out, &heading.content, document);
    out.push_str(&format!("</h{rank}>\n"));
}
