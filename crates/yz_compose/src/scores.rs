//! The score table, in the layout of the official self-evaluation tables.

use serde::Deserialize;
use yz_facts::Fact;
use yz_report::{Align, Cell, Column, Inline, Row, Table};

use crate::figures::Recorder;
use crate::functions::number_text;
use crate::subject::ScoreRow;

/// What a template says about its score table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScoresToml {
    #[serde(default)]
    caption: String,
    /// Whether to print why each indicator got its marks; the table then lies on its side.
    #[serde(default)]
    remarks: bool,
}

/// The score table: groups at the left over the rows of their indicators.
pub(crate) fn table(recorder: &Recorder, head: ScoresToml) -> Table {
    let rows = &recorder.subject.scores;
    let mut names = vec![("一级指标", 6), ("二级指标", 7), ("三级指标", 8)];
    names.extend([("目标值", 6), ("完成值", 7), ("分值", 4), ("得分", 4)]);
    if head.remarks {
        names.push(("评分说明", 20));
    }
    let align = |name: &str| match name {
        "分值" | "得分" | "目标值" | "完成值" => Align::Center,
        _ => Align::Left,
    };
    let mut body = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        if row.leaf {
            body.push(leaf_row(recorder, rows, index, head.remarks));
        }
    }
    let mut total = vec![
        Cell { align: Some(Align::Center), ..Cell::text("合计").spanning(5, 1) },
        marks(recorder, "full_marks", None),
        marks(recorder, "score", None),
    ];
    if head.remarks {
        let grade = recorder.subject.grade.as_ref().map(|grade| format!("等级：{grade}"));
        total.push(Cell::text(grade.unwrap_or_default()));
    }
    body.push(Row { cells: total, strong: true });
    Table {
        caption: recorder.plain(&head.caption),
        unit: "单位：分".to_owned(),
        columns: names
            .iter()
            .map(|(name, width)| Column { width: *width, align: align(name) })
            .collect(),
        head: vec![Row {
            cells: names.iter().map(|(name, _)| Cell::text(*name)).collect(),
            strong: true,
        }],
        body,
        notes: unscored_note(recorder, rows).into_iter().collect(),
    }
}

/// A total over indicators of which some are not scored says so.
fn unscored_note(recorder: &Recorder, rows: &[ScoreRow]) -> Option<String> {
    let scored = |row: &&ScoreRow| {
        let name = format!("score[indicator={}]", row.indicator);
        recorder.subject.facts.find(&name).is_ok()
    };
    let missing: Vec<&str> = rows
        .iter()
        .filter(|row| row.leaf)
        .filter(|row| !scored(row))
        .map(|row| row.title.as_str())
        .collect();
    let (count, names) = (missing.len(), missing.join("、"));
    (count != 0)
        .then(|| format!("{count}项指标缺少数据或佐证，没有评分，合计得分不含这些指标：{names}。"))
}

/// One indicator: the cells of the groups that begin with it, its own name, and its figures.
fn leaf_row(recorder: &Recorder, rows: &[ScoreRow], index: usize, remarks: bool) -> Row {
    let mut cells = Vec::new();
    let Some(leaf) = rows.get(index) else { return Row::default() };
    for level in 1..leaf.level.min(3) {
        if let Some(group) = opening_group(rows, index, level) {
            let down = leaves_below(rows, group);
            let title = rows.get(group).map(|row| row.title.clone()).unwrap_or_default();
            cells.push(Cell::text(title).spanning(1, down));
        }
    }
    let across = 4_usize.saturating_sub(leaf.level.min(3));
    cells.push(Cell::text(&leaf.title).spanning(across, 1));
    cells.push(Cell::text(&leaf.target));
    cells.push(Cell::text(&leaf.reached));
    // Marks on top are worth nothing towards the full marks.
    cells.push(match leaf.on_top {
        true => Cell::text("—"),
        false => marks(recorder, "full_marks", Some(&leaf.indicator)),
    });
    cells.push(marks(recorder, "score", Some(&leaf.indicator)));
    if remarks {
        cells.push(Cell::text(&leaf.working));
    }
    Row { cells, strong: false }
}

/// The group of `level` above a leaf, when the leaf is the first one below it.
fn opening_group(rows: &[ScoreRow], leaf: usize, level: usize) -> Option<usize> {
    let before = rows.get(..leaf)?;
    let group = before.iter().rposition(|row| row.level == level && !row.leaf)?;
    let between = before.get(group..)?;
    (!between.iter().any(|row| row.leaf)).then_some(group)
}

fn leaves_below(rows: &[ScoreRow], group: usize) -> usize {
    let Some(level) = rows.get(group).map(|row| row.level) else { return 1 };
    let below = rows.iter().skip(group.saturating_add(1)).take_while(|row| level < row.level);
    below.filter(|row| row.leaf).count().max(1)
}

fn marks(recorder: &Recorder, concept: &str, indicator: Option<&str>) -> Cell {
    let name = match indicator {
        Some(indicator) => format!("{concept}[indicator={indicator}]"),
        None => concept.to_owned(),
    };
    // An indicator without facts is not scored: its cell stays a dash, not a gap.
    let inline = match recorder.subject.facts.find(&name) {
        Ok(fact) => Inline::Figure(recorder.figure(fact, marks_text(fact))),
        Err(_) => Inline::Text("—".to_owned()),
    };
    Cell::new(vec![inline])
}

fn marks_text(fact: &Fact) -> String {
    number_text(fact, None)
}
