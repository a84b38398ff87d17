//! `grade-differs-from-score`.

use yz_diagnostics::{Level, declare_rule, words};
use yz_units::Exact;

use crate::figures::{Measure, Role};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Compares a grade with the score beside it: 优 from 90, 良 from 80, 中 from 60, 差 below.
    ///
    /// ## Why is this bad
    /// The grade is what is published and acted upon.
    ///
    /// ## Example
    /// `自评得分85分，等级为优秀`
    ///
    /// ## Use instead
    /// `自评得分85分，等级为良好`
    ///
    /// ## Source
    /// 财预〔2020〕10号《项目支出绩效评价管理办法》.
    pub static GRADE_DIFFERS_FROM_SCORE = {
        name: "grade-differs-from-score",
        code: "SCORE003",
        title: "等级与得分不符",
        why_zh: "等次由得分决定，两者不符，读者不知道该信哪一个",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

/// Grades with their least score and the score that they stay below.
const GRADES: &[(&[&str], i64, i64)] = &[
    (&["优秀", "“优”", "等级为优", "为优。", "评为优"], 90, 121),
    (&["良好", "“良”", "等级为良", "为良。", "评为良"], 80, 90),
    (&["等级为中", "“中”", "评为中", "合格"], 60, 80),
    (&["等级为差", "“差”", "不合格"], 0, 60),
];

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for index in 0..reading.figures.len() {
        let mention = &reading.figures[index];
        let marks = mention.quantity.measure == Measure::Marks && mention.role == Role::MarksGained;
        if marks && is_of_the_whole(reading.lead(index)) {
            check_score(reading, notes, index);
        }
    }
}

fn is_of_the_whole(lead: &str) -> bool {
    ["评分", "得分", "结果", "总分"].iter().any(|word| lead.has(word)) && !lead.has("此项")
}

fn check_score(reading: &Reading<'_>, notes: &mut Notebook, index: usize) -> Option<()> {
    let mention = reading.figures.get(index)?;
    let plain = reading.paragraphs.get(mention.paragraph)?.plain.as_str();
    let rest = plain.get(mention.span.end..)?;
    let end = rest.find('。').map_or(rest.len(), |at| at.saturating_add('。'.len_utf8()));
    let sentence: String = rest.get(..end)?.chars().take(20).collect();
    let spoken = |words: &[&str]| words.iter().any(|word| sentence.has(word));
    let (words, least, below) = GRADES.iter().rev().find(|(words, ..)| spoken(words))?;
    let score = mention.quantity.value()?;
    let grade = words.iter().find(|word| sentence.has(word))?.trim_matches(['“', '”', '。']);
    let grade = grade.rsplit('为').next().unwrap_or(grade);
    if Exact::from_integer(*least) <= score && score < Exact::from_integer(*below) {
        let equation = format!("{least} ≤ {} → {grade}", reading.printed(index));
        notes.verify(reading, &GRADE_DIFFERS_FROM_SCORE, index, &equation.as_str().into());
        return Some(());
    }
    let printed = reading.printed(index);
    notes.find(
        &GRADE_DIFFERS_FROM_SCORE,
        Level::Warning,
        reading.phrase(index),
        words!("{printed}与等级“{grade}”不符", "{printed} and the grade “{grade}” do not fit"),
        words!(
            "按90、80、60分档核对等级；另有标准的，写明标准",
            "grades begin at 90, 80 and 60; where another scale holds, name it"
        ),
    );
    notes.touch(index, Level::Warning);
    Some(())
}
