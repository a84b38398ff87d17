//! The page around the document.

use super::blocks::{Block, blocks};
use super::cards::{kind_word, write_card, write_list};
use super::segments::Marks;
use super::tables::{write_chart, write_table};
use super::{CheckedPage, FigureShade, RemarkKind};
use crate::html::{POLICY, escaped};

const STYLE: &str =
    concat!(include_str!("../../assets/base.css"), include_str!("../../assets/checked.css"),);
const SCRIPT: &str = include_str!("../../assets/checked.js");

/// The page with everything inside.
pub(super) fn write(page: &CheckedPage<'_>) -> String {
    let mut out = String::new();
    write_head(&mut out, page);
    write_summary(&mut out, page);
    let mut marks = Marks::new(page);
    write_bar(&mut out, page, marks.verified());
    out.push_str("<main id=\"main\">\n");
    for block in blocks(page.transcript) {
        write_block(&mut out, page, &mut marks, &block);
    }
    write_homeless(&mut out, page);
    out.push_str(&format!("</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"));
    out
}

fn write_head(out: &mut String, page: &CheckedPage<'_>) {
    let title = page.say("核对", "check");
    out.push_str(&format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{} · {title}</title>\n<style>\n{STYLE}</style>\n\
         <noscript><style>.card[hidden] {{ display: block !important; }} \
         .bar .do {{ display: none; }}</style></noscript>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">{}</a>\n",
        page.say("zh-CN", "en"),
        escaped(page.name),
        page.say("跳到正文", "to the document"),
    ));
}

fn write_summary(out: &mut String, page: &CheckedPage<'_>) {
    let shades = [
        (FigureShade::Verified, page.say("核实", "verified")),
        (FigureShade::Wrong, page.say("有误", "in error")),
        (FigureShade::Doubtful, page.say("存疑", "doubtful")),
        (FigureShade::NotVerifiable, page.say("无从核实", "not verifiable")),
    ];
    out.push_str(&format!(
        "<header>\n<p class=\"kind\">{}</p>\n<h1>{}</h1>\n",
        page.say("医账 · 核对", "yizhang · check"),
        escaped(page.name)
    ));
    let all = page.figures.len();
    if all != 0 {
        let label = page.say("文中的数字", "figures of the document");
        out.push_str(&format!("<div class=\"share\" role=\"img\" aria-label=\"{label}\">"));
        for (shade, _) in shades {
            let count = page.count(shade);
            if count != 0 {
                let class = shade.class();
                out.push_str(&format!("<i class=\"of-{class}\" style=\"flex-grow:{count}\"></i>"));
            }
        }
        out.push_str("</div>\n");
    }
    out.push_str(&format!(
        "<ul class=\"counts\">\n<li><b>{all}</b> {}</li>\n",
        page.say("个数字", "figures")
    ));
    for (shade, word) in shades {
        let (class, count) = (shade.class(), page.count(shade));
        out.push_str(&format!("<li class=\"of-{class}\"><b>{count}</b> {word}</li>\n"));
    }
    out.push_str("</ul>\n");
    write_list(out, page);
    out.push_str("</header>\n");
}

/// The bar that filters and walks through remarks and figures; `holds` are those in green.
fn write_bar(out: &mut String, page: &CheckedPage<'_>, holds: usize) {
    out.push_str(&format!(
        "<nav class=\"bar\" aria-label=\"{}\">\n<div class=\"do filter\">\n",
        page.say("筛选", "filter")
    ));
    let mut button = |class: &str, word: &str, count: usize| {
        let none = if count == 0 { " disabled" } else { "" };
        // What holds or cannot be known is not what a reader comes for first.
        let pressed = !matches!(class, "holds" | "plain");
        out.push_str(&format!(
            "<button type=\"button\" data-filter=\"{class}\" class=\"{class}\" \
             aria-pressed=\"{pressed}\"{none}>{word} <b>{count}</b></button>\n"
        ));
    };
    let kinds = [RemarkKind::Error, RemarkKind::Warning, RemarkKind::Hint];
    for kind in kinds {
        button(kind.class(), kind_word(page, kind), page.remarks_of(kind));
    }
    button("holds", page.say("核实", "verified"), holds);
    let plain = page.count(FigureShade::NotVerifiable);
    button("plain", page.say("无从核实", "not verifiable"), plain);
    let (before, after) = (page.say("上一处", "previous"), page.say("下一处", "next"));
    out.push_str(&format!(
        "</div>\n<div class=\"do walk\">\n<span id=\"position\" role=\"status\"></span>\n\
         <button type=\"button\" id=\"before\">{before}</button>\n\
         <button type=\"button\" id=\"after\">{after}</button>\n</div>\n</nav>\n"
    ));
}

fn write_block(out: &mut String, page: &CheckedPage<'_>, marks: &mut Marks<'_>, block: &Block) {
    let passages = block.passages();
    let remarks: Vec<usize> =
        passages.iter().flat_map(|passage| marks.remarks_in(*passage)).collect();
    out.push_str("<div class=\"block\">\n");
    if !remarks.is_empty() {
        out.push_str("<div class=\"cards\">\n");
        for index in remarks {
            write_card(out, page, index);
        }
        out.push_str("</div>\n");
    }
    out.push_str("<div class=\"body\">\n");
    let length =
        |at: usize| page.transcript.passages.get(at).map_or(0, |passage| passage.text.len());
    match block {
        Block::Heading(level, at) => {
            let rank = level.saturating_add(1).min(6);
            out.push_str(&format!("<h{rank}>"));
            marks.write(out, *at, 0..length(*at));
            out.push_str(&format!("</h{rank}>\n"));
        }
        Block::Paragraph(passages) => {
            let first = passages.first().and_then(|at| page.transcript.passages.get(*at));
            // Some documents indent by characters of their own.
            let own = first.is_some_and(|passage| passage.text.starts_with('\u{3000}'));
            out.push_str(if own { "<p class=\"indented\">" } else { "<p>" });
            for at in passages {
                marks.write(out, *at, 0..length(*at));
            }
            out.push_str("</p>\n");
        }
        Block::Note(at) => {
            out.push_str("<p class=\"note\">");
            marks.write(out, *at, 0..length(*at));
            out.push_str("</p>\n");
        }
        Block::Table(range) => write_table(out, marks, page.transcript, range.clone()),
        Block::Chart(index, _) => {
            if let Some(chart) = page.transcript.charts.get(*index) {
                write_chart(out, marks, page.transcript, chart);
            }
        }
    }
    out.push_str("</div>\n</div>\n");
}

/// Remarks about the document as a whole stand below it.
fn write_homeless(out: &mut String, page: &CheckedPage<'_>) {
    let blank = |at: usize| {
        let passage = page.transcript.passages.get(at);
        passage.is_none_or(|passage| passage.text.trim().is_empty())
    };
    let remarks = page.remarks.iter().enumerate();
    let homeless = remarks.filter(|(_, one)| one.pieces.first().is_none_or(|p| blank(p.passage)));
    let homeless: Vec<usize> = homeless.map(|(index, _)| index).collect();
    if homeless.is_empty() {
        return;
    }
    out.push_str("<div class=\"block\">\n<div class=\"cards\">\n");
    for index in homeless {
        write_card(out, page, index);
    }
    out.push_str("</div>\n</div>\n");
}
