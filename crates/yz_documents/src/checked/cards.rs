//! Remarks: as cards beside their place, and as a list on top.

use super::{CheckedPage, RemarkKind};
use crate::html::escaped;

/// Appends the card of a remark. That a relation holds is only shown when somebody asks.
pub(super) fn write_card(out: &mut String, page: &CheckedPage<'_>, index: usize) {
    let Some(remark) = page.remarks.get(index) else { return };
    let class = remark.kind.class();
    let hidden = if remark.kind == RemarkKind::Holds { " hidden" } else { "" };
    out.push_str(&format!(
        "<div class=\"card {class}\" id=\"remark-{index}\" data-kind=\"{class}\"{hidden}>\n\
         <p class=\"said\"><b class=\"tag\">{}</b>{}</p>\n",
        kind_word(page, remark.kind),
        escaped(&remark.title)
    ));
    if !remark.rows.is_empty() {
        out.push_str("<dl>");
        for (name, value) in &remark.rows {
            out.push_str(&format!("<dt>{}</dt><dd>{}</dd>", escaped(name), escaped(value)));
        }
        out.push_str("</dl>\n");
    }
    out.push_str(&format!(
        "<p class=\"source\"><span>{}</span><span>{}</span></p>\n</div>\n",
        escaped(&remark.place),
        escaped(&remark.source)
    ));
}

/// Appends the list of what is wrong, each with the way to its place.
pub(super) fn write_list(out: &mut String, page: &CheckedPage<'_>) {
    let remarks = page.remarks.iter().enumerate();
    let listed: Vec<_> = remarks.filter(|(_, one)| one.kind != RemarkKind::Holds).collect();
    if listed.is_empty() {
        let none = page.say("没有发现问题。", "Nothing was found to be wrong.");
        out.push_str(&format!("<p class=\"none\">{none}</p>\n"));
        return;
    }
    let title = page.say("问题一览", "What was found");
    let open = if listed.len() <= LISTED_OPEN { " open" } else { "" };
    out.push_str(&format!(
        "<details class=\"list\"{open}><summary>{title}（{}）</summary>\n<ol>\n",
        listed.len()
    ));
    for (index, remark) in listed {
        let class = remark.kind.class();
        out.push_str(&format!(
            "<li data-kind=\"{class}\"><a href=\"#remark-{index}\"><b class=\"tag {class}\">{}</b>\
             <span class=\"what\">{}</span><span class=\"where\">{}</span></a></li>\n",
            kind_word(page, remark.kind),
            escaped(&remark.title),
            escaped(&remark.place)
        ));
    }
    out.push_str("</ol>\n</details>\n");
}

/// A list no longer than this does not keep the document from the first screen.
const LISTED_OPEN: usize = 8;

/// What a kind of remark is called.
pub(super) const fn kind_word(page: &CheckedPage<'_>, kind: RemarkKind) -> &'static str {
    match kind {
        RemarkKind::Error => page.say("错误", "error"),
        RemarkKind::Warning => page.say("警告", "warning"),
        RemarkKind::Hint => page.say("提示", "hint"),
        RemarkKind::Holds => page.say("核实", "verified"),
    }
}
