//! `class-name-not-in-list`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::difference::difference;
use crate::functional_classes::CLASSES;
use crate::notebook::Notebook;
use crate::paragraph::Paragraph;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Finds a 项 of a functional class of expenditure that is almost, but not quite, one of the
    /// list 《政府收支分类科目》: 机关事业单位养老保险缴费支出 lacks 基本.
    ///
    /// It speaks only where 类 and 款 are in the list and the name differs from that of a 项 in at
    /// most two characters; the list is not complete, and other names may be right.
    ///
    /// ## Why is this bad
    /// Accounts of several departments are added up by the names of their classes.
    ///
    /// ## Example
    /// `行政事业单位养老支出（款）机关事业单位养老保险缴费支出（项）`
    ///
    /// ## Use instead
    /// `行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）`
    pub static CLASS_NAME_NOT_IN_LIST = {
        name: "class-name-not-in-list",
        code: "CLASS001",
        title: "功能分类科目名称不规范",
        why_zh: "各部门的账按科目名称汇总，名称不同就汇总不到一起",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

const ITEM: &str = "（项）";

/// Characters that a name of the list must have at least, and by which another may differ at most.
const LEAST: usize = 6;
const NEAR: usize = 2;

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in &reading.paragraphs {
        if !paragraph.characters.may_hold(ITEM) {
            continue;
        }
        for (at, _) in paragraph.plain.match_indices(ITEM) {
            check_item(paragraph, at, notes);
        }
    }
}

fn check_item(paragraph: &Paragraph, end: usize, notes: &mut Notebook) {
    let plain = paragraph.plain.get(..end).unwrap_or("");
    let Some((head, item)) = plain.rsplit_once("（款）") else { return };
    let Some((head, group)) = head.rsplit_once("（类）") else { return };
    let start = end.saturating_sub(item.len());
    let class = head.trim_end_matches("支出");
    let known = CLASSES.iter().find(|(name, _)| class.ends_with(name));
    let group = group.trim_start_matches("支出");
    let Some((_, items)) =
        known.and_then(|(_, groups)| groups.iter().find(|(name, _)| *name == group))
    else {
        return;
    };
    let bare = |name: &str| name.trim_end_matches("支出").to_owned();
    if items.iter().any(|name| bare(name) == bare(item)) {
        return;
    }
    let near = items.iter().find(|name| {
        let found = difference(item, name);
        LEAST <= name.chars().count() && found.characters() <= NEAR
    });
    let Some(near) = near else { return };
    notes.find(
        &CLASS_NAME_NOT_IN_LIST,
        Level::Warning,
        paragraph.span(start..end),
        words!(
            "《政府收支分类科目》中“{group}”款下是“{near}”，印作“{item}”",
            "the list of functional classes has {near} under {group}, and {item} is printed"
        ),
        words!("按当年科目改为“{near}”", "write {near}, if the list of the year has it so"),
    );
}
