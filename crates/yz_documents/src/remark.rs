//! What a reader must know about a marked figure, in words.

use yz_report::{Document, Figure, Mark, TraceNote};

/// What must be known about a figure: the notes of its trace, or what its mark says by itself.
pub(crate) fn remark(document: &Document, figure: &Figure) -> Option<String> {
    let by_itself = match figure.mark {
        Mark::Plain => return None,
        Mark::Accepted => "与申报的数不一致，差异已附理由接受。",
        Mark::Unverified => "所依据的参数尚未与文件原文核对。",
    };
    let notes = figure.trace.as_ref().and_then(|id| document.traces.get(id));
    let notes = notes.map_or(&[][..], |trace| trace.notes.as_slice());
    if notes.is_empty() {
        return Some(by_itself.to_owned());
    }
    let note = |note: &TraceNote| format!("{}：{}", note.title, note.text.trim_end_matches('。'));
    Some(format!("{}。", notes.iter().map(note).collect::<Vec<_>>().join("；")))
}
