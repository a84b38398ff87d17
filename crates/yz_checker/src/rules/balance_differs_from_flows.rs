//! `balance-differs-from-flows`.

use yz_diagnostics::{declare_rule, words};

use crate::figures::{Flow, Role, flow, subject_of};
use crate::judge::{Claim, judge};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Recomputes the balance of a fund's year from income and expenditure, and the closing balance
    /// from the opening one.
    ///
    /// ## Why is this bad
    /// The balance decides how many months a fund can pay; it must follow from what came in and
    /// went out.
    ///
    /// ## Example
    /// `本年收入79653万元，本年支出78034万元，本年收支结余1916万元`
    ///
    /// ## Use instead
    /// `本年收入79653万元，本年支出78034万元，本年收支结余1619万元`
    pub static BALANCE_DIFFERS_FROM_FLOWS = {
        name: "balance-differs-from-flows",
        code: "SUM002",
        title: "结余与收支不符",
        why_zh: "结余决定基金还能支付几个月，必须由收支得出",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// The last income, expenditure, balance of the year and closing balance that were told.
#[derive(Debug, Default, Clone, Copy)]
struct Told {
    income: Option<usize>,
    expenditure: Option<usize>,
    balance: Option<usize>,
    opening: Option<usize>,
    closing: Option<usize>,
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    let mut told = Told::default();
    for index in 0..reading.figures.len() {
        if reading.figures[index].role == Role::Amount {
            read(reading, notes, index, &mut told);
        }
    }
}

fn read(reading: &Reading<'_>, notes: &mut Notebook, index: usize, told: &mut Told) {
    let subject = subject_of(reading.lead(index));
    if subject.has("结余") || subject.has("结存") {
        if is_opening(subject) {
            told.opening = Some(index);
        } else if is_closing(reading.lead(index)) {
            closing(reading, notes, index, told);
            told.closing = Some(index);
        } else if is_of_the_year(reading.lead(index)) {
            balance(reading, notes, index, told);
            told.balance = Some(index);
        }
        return;
    }
    let name = subject.without_end("总量").without_end("预算数").without_end("预算");
    let whole = is_whole_flow(subject);
    let listed = reading.list_of(index).is_some() && !has_both_flows(reading, index);
    // What is told of the whole is not replaced by one source of it in the same sentence.
    let kept = |known: Option<usize>| {
        known.is_some_and(|known| {
            is_whole_flow(subject_of(reading.lead(known))) && same_sentence(reading, known, index)
        })
    };
    if name.ends_with("收入") && (!listed || whole) && (whole || !kept(told.income)) {
        let opening = told.opening.filter(|opening| same_sentence(reading, *opening, index));
        *told = Told { income: Some(index), opening, closing: told.closing, ..Told::default() };
    } else if name.ends_with("支出") && (!listed || whole) && (whole || !kept(told.expenditure)) {
        told.expenditure = Some(index);
    }
}

fn same_sentence(reading: &Reading<'_>, one: usize, other: usize) -> bool {
    let (one, other) = (&reading.figures[one], &reading.figures[other]);
    one.paragraph == other.paragraph && one.sentence == other.sentence
}

/// Whether the part of the sentence tells of income and of expenditure: a fund of its own.
fn has_both_flows(reading: &Reading<'_>, index: usize) -> bool {
    let mention = &reading.figures[index];
    let mut near = index.saturating_sub(8)..index.saturating_add(9).min(reading.figures.len());
    let part = |i: &usize| {
        let other = &reading.figures[*i];
        other.paragraph == mention.paragraph
            && other.part == mention.part
            && other.role == Role::Amount
    };
    let (mut income, mut expenditure) = (false, false);
    for other in near.by_ref().filter(part) {
        match flow(reading.subject(other)) {
            Some(Flow::Income) => income = true,
            Some(Flow::Expenditure) => expenditure = true,
            _ => {}
        }
    }
    income && expenditure
}

fn is_whole_flow(subject: &str) -> bool {
    const WHOLE: &[&str] = &[
        "本年收入",
        "本年支出",
        "总收入",
        "总支出",
        "收入总量",
        "支出总量",
        "收入总计",
        "支出总计",
        "基金总收入",
        "基金总支出",
        "收入合计",
        "支出合计",
        "当年收入",
        "当年支出",
    ];
    WHOLE.contains(&subject)
}

fn is_opening(subject: &str) -> bool {
    ["上年", "年初", "期初"].iter().any(|word| subject.has(word))
}

fn is_closing(subject: &str) -> bool {
    ["滚存", "累计", "年末", "期末"].iter().any(|word| subject.has(word))
}

fn is_of_the_year(subject: &str) -> bool {
    ["当期", "本年", "当年", "收支", "年度"].iter().any(|word| subject.has(word))
}

fn balance(reading: &Reading<'_>, notes: &mut Notebook, index: usize, told: &Told) -> Option<bool> {
    let (income, expenditure) = (told.income?, told.expenditure?);
    if !same_measure(reading, &[income, expenditure, index]) {
        return None;
    }
    let range = |index: usize| reading.figures.get(index)?.range;
    let recomputed = range(income)?.minus(range(expenditure)?)?;
    let printed = (reading.printed(income), reading.printed(expenditure));
    let working = format!("{} - {}", printed.0, printed.1);
    let sure = is_near(reading, income, index);
    let held = if sure { vec![income, expenditure] } else { Vec::new() };
    judge(reading, notes, claim(index, recomputed, working, held, sure))
}

fn closing(reading: &Reading<'_>, notes: &mut Notebook, index: usize, told: &Told) -> Option<bool> {
    let next_year = |closing: &usize| {
        let year = |index: usize| reading.figures.get(index).and_then(|mention| mention.year);
        let next = year(*closing).map(|year| year.saturating_add(1));
        next.is_some() && year(index) == next
    };
    let opening = told.opening.or(told.closing.filter(next_year))?;
    let Some(balance) = told.balance else { return carried(reading, notes, index, told) };
    if !same_measure(reading, &[opening, balance, index]) {
        return None;
    }
    let range = |index: usize| reading.figures.get(index)?.range;
    let recomputed = range(opening)?.plus(range(balance)?)?;
    let working = format!("{} + {}", reading.printed(opening), reading.printed(balance));
    let sure = is_near(reading, balance, index) && told.opening.is_some();
    judge(reading, notes, claim(index, recomputed, working, vec![opening, balance], sure))
}

/// 年初结余10万元，收入100万元，支出105万元，年末结余5万元: without the balance of the year.
/// Something may have been taken out that is not told.
fn carried(reading: &Reading<'_>, notes: &mut Notebook, index: usize, told: &Told) -> Option<bool> {
    let all = [told.opening?, told.income?, told.expenditure?];
    let together = all.iter().all(|figure| same_sentence(reading, *figure, index));
    if !together || !same_measure(reading, &all) || !same_measure(reading, &[all[0], index]) {
        return None;
    }
    let [opening, income, expenditure] = all.map(|figure| reading.figures[figure].range);
    let recomputed = opening?.plus(income?)?.minus(expenditure?)?;
    let [opening, income, expenditure] = all.map(|figure| reading.printed(figure));
    let working = format!("{opening} + {income} - {expenditure}");
    judge(reading, notes, claim(index, recomputed, working, all.to_vec(), false))
}

fn claim(
    figure: usize,
    recomputed: yz_units::Range,
    working: String,
    held: Vec<usize>,
    sure: bool,
) -> Claim {
    Claim {
        rule: &BALANCE_DIFFERS_FROM_FLOWS,
        figure,
        at: None,
        recomputed,
        working,
        held,
        sure,
        few_digits_are_doubtful: false,
        message: words!("结余与收支不符", "the balance does not follow from the flows"),
        help: words!(
            "当年结余 = 收入 − 支出，年末结余 = 年初结余 + 当年结余；\
             核对各数是否同一基金、同一口径",
            "balance = income - expenditure, closing = opening + balance; \
             check that all are of one fund"
        ),
    }
}

fn same_measure(reading: &Reading<'_>, figures: &[usize]) -> bool {
    let measures = figures.iter().map(|index| &reading.figures[*index].quantity);
    let mut measures = measures.map(|quantity| (quantity.measure, quantity.is_plain()));
    let Some(first) = measures.next() else { return false };
    first.1 && measures.all(|measure| measure == first)
}

fn is_near(reading: &Reading<'_>, one: usize, other: usize) -> bool {
    reading.figures[one].paragraph == reading.figures[other].paragraph
}
