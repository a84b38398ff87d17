//! Running text with figures that know where they come from.

use yz_report::{Document, Figure, Inline, Mark};

use super::text::{escape, escaped, percent_encoded};
use crate::remark::remark;

/// Figures up to this length stay on one line.
const UNBROKEN_MAX: usize = 18;

/// Appends a run of text.
pub(super) fn write_run(out: &mut String, content: &[Inline], document: &Document) {
    for inline in content {
        match inline {
            Inline::Text(text) => escape(out, text),
            Inline::Strong(text) => {
                out.push_str("<strong>");
                escape(out, text);
                out.push_str("</strong>");
            }
            Inline::Figure(figure) => write_figure(out, figure, document),
            Inline::LineBreak => out.push_str("<br>"),
        }
    }
}

fn write_figure(out: &mut String, figure: &Figure, document: &Document) {
    let long = if UNBROKEN_MAX < figure.text.chars().count() { " long" } else { "" };
    let text = escaped(&figure.text);
    let trace = figure.trace.as_ref().filter(|id| document.traces.contains_key(*id));
    match trace {
        Some(id) => {
            let (address, id) = (percent_encoded(id), escaped(id));
            out.push_str(&format!(
                "<a class=\"figure{long}\" href=\"#trace={address}\" data-trace=\"{id}\">{text}</a>"
            ));
        }
        None => out.push_str(&format!("<span class=\"figure{long}\">{text}</span>")),
    }
    if let Some(note) = remark(document, figure) {
        let (sign, note) = (mark_sign(figure.mark), escaped(&note));
        out.push_str(&format!("<sup class=\"mark\" title=\"{note}\">{sign}</sup>"));
    }
}

/// The sign behind a marked figure.
pub(super) const fn mark_sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Plain => "",
        Mark::Accepted => "※",
        Mark::Unverified => "△",
    }
}

/// What a mark means, in a few words.
pub(super) const fn mark_word(mark: Mark) -> &'static str {
    match mark {
        Mark::Plain => "",
        Mark::Accepted => "与申报数不同，差异已说明理由并接受",
        Mark::Unverified => "所依据的参数尚未与原文核对",
    }
}
