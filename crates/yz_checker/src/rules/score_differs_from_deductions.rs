//! `score-differs-from-deductions`.

use yz_diagnostics::{declare_rule, words};
use yz_units::{Exact, Range};

use crate::figures::Role;
use crate::judge::{Claim, judge};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Takes the marks off 100 that a paragraph says were taken off (扣4分), adds what was added
    /// (加5分), and compares the rest with the score that the paragraph tells.
    ///
    /// ## Why is this bad
    /// The reader is told what the marks were lost for, and should come to the same score.
    ///
    /// ## Example
    /// `以100分为基数，累计扣分25分，得分70分`
    ///
    /// ## Use instead
    /// `以100分为基数，累计扣分25分，得分75分`
    pub static SCORE_DIFFERS_FROM_DEDUCTIONS = {
        name: "score-differs-from-deductions",
        code: "SCORE002",
        title: "得分与扣分不符",
        why_zh: "满分减去扣分应当就是得分，否则不知道哪一个作数",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in 0..reading.paragraphs.len() {
        check_paragraph(reading, notes, paragraph);
    }
}

fn check_paragraph(reading: &Reading<'_>, notes: &mut Notebook, paragraph: usize) -> Option<bool> {
    let marks = |role: Role| {
        let figures = reading.figures_of(paragraph);
        figures.filter(move |index| reading.figures[*index].role == role)
    };
    let gathered = |index: &usize| reading.lead(*index).has("累计");
    let lost: Vec<usize> = match marks(Role::MarksLost).find(gathered) {
        Some(all) => vec![all],
        None => marks(Role::MarksLost).collect(),
    };
    let based = marks(Role::MarksFull).any(|index| reading.lead(index).ends_with('以'));
    let score = marks(Role::MarksGained).find(|index| {
        let lead = reading.lead(*index);
        let result = lead.has("结果为") || lead.has("得分为") || lead.has("得分");
        result && (based || !lead.has("此项"))
    })?;
    let enough = based && !lost.is_empty() || 2 <= lost.len() && is_hundred(reading, score);
    if !enough || (based && !gathered(lost.first()?)) {
        return None;
    }
    let added: Vec<usize> = match based {
        true => Vec::new(),
        false => marks(Role::MarksAdded).collect(),
    };
    let mut rest = Range::exactly(Exact::HUNDRED);
    let mut working = "100分".to_owned();
    for index in &lost {
        rest = rest.minus(reading.figures.get(*index)?.range?)?;
        working = format!("{working} - {}", reading.printed(*index));
    }
    for index in &added {
        rest = rest.plus(reading.figures.get(*index)?.range?)?;
        working = format!("{working} + {}", reading.printed(*index));
    }
    let held = lost.into_iter().chain(added).collect();
    judge(
        reading,
        notes,
        Claim {
            rule: &SCORE_DIFFERS_FROM_DEDUCTIONS,
            figure: score,
            at: None,
            recomputed: rest,
            working,
            held,
            sure: false,
            few_digits_are_doubtful: false,
            message: words!(
                "得分不等于100分减扣分加加分",
                "the score is not 100 less the marks taken off"
            ),
            help: words!(
                "核对扣分是否列全，满分是否为100分",
                "check that all marks taken off are told, and that full marks are 100"
            ),
        },
    )
}

/// Whether a score is of a table of 100 marks.
fn is_hundred(reading: &Reading<'_>, score: usize) -> bool {
    let value = reading.figures[score].quantity.value();
    value.is_some_and(|value| Exact::from_integer(50) <= value && value <= Exact::from_integer(120))
}
