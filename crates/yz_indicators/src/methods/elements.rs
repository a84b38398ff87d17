//! Marks for each element that is met.

use std::sync::Arc;

use yz_diagnostics::{Words, words};
use yz_units::Exact;

use super::{Asked, Scored, Scoring, awarded, declare_method, less, too_large};
use crate::keys::{Element, Keys, Refusal};

declare_method! {
    /// ## How it scores
    /// The full marks less those of the elements that are not met.
    ///
    /// ## Keys
    /// `[[elements]]` with `name`, `title.zh`, `title.en`, `marks`; together they must be the full
    /// marks. Evidence says which are met: `met = ["procedure", "documents"]`, or `met = true` for
    /// all and `met = false` for none.
    ///
    /// ## At the edge
    /// An empty list is none. A book that declares other full marks loses the marks of the same
    /// elements from them, and never goes below nothing.
    pub(super) static METHOD = {
        name: "elements",
        title: "按要素得分",
        judges: Met,
        read: read,
    }
}

#[derive(Debug)]
struct Elements {
    elements: Vec<Element>,
}

fn read(keys: &mut Keys, full: Exact) -> Result<Arc<dyn Scoring>, Refusal> {
    Ok(Arc::new(Elements { elements: keys.elements(full)? }))
}

impl Scoring for Elements {
    fn score(&self, asked: &Asked<'_>) -> Result<Scored, Words> {
        let met = asked.met()?;
        let mut lost = Exact::ZERO;
        let (mut met_zh, mut met_en) = (Vec::new(), Vec::new());
        let (mut missed_zh, mut missed_en) = (Vec::new(), Vec::new());
        for element in &self.elements {
            let (title, marks) = (&element.title, element.marks);
            if met.holds(&element.name) {
                met_zh.push(format!("{}{marks}分", title.zh));
                met_en.push(format!("{} {marks}", title.en));
            } else {
                lost = lost.plus(marks).ok_or_else(too_large)?;
                missed_zh.push(format!("{}{marks}分", title.zh));
                missed_en.push(format!("{} {marks}", title.en));
            }
        }
        let marks = less(asked.full, lost)?;
        let (met_zh, met_en) = (met_zh.join("、"), met_en.join(", "));
        let (missed_zh, missed_en) = (missed_zh.join("、"), missed_en.join(", "));
        let Words { zh, en } = awarded(marks);
        let working = match (met_zh.is_empty(), missed_zh.is_empty()) {
            (_, true) => words!("符合：{met_zh}，{zh}", "met: {met_en}; {en}"),
            (true, _) => words!("不符合：{missed_zh}，{zh}", "not met: {missed_en}; {en}"),
            _ => words!(
                "符合：{met_zh}；不符合：{missed_zh}，{zh}",
                "met: {met_en}; not met: {missed_en}; {en}"
            ),
        };
        Ok(Scored { marks, working })
    }
}
