//! `balance-differs-from-flows`.

use yz_diagnostics::{declare_rule, words};

use crate::figures::{Role, subject_of};
use crate::judge::{Claim, judge};
use crate::notebook::Notebook;
use crate::reading::Reading;

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
    if subject.contains("结余") || subject.contains("结存") {
        if is_opening(subject) {
            told.opening = Some(index);
        } else if is_closing(subject) {
            closing(reading, notes, index, told);
            told.closing = Some(index);
        } else if is_of_the_year(subject) {
            balance(reading, notes, index, told);
            told.balance = Some(index);
        }
        return;
    }
    let listed = reading.list_of(index).is_some();
    let total = |flow: &str| subject.ends_with(flow) || subject.ends_with("预算") && subject.contains(flow);
    if total("收入") && (!listed || is_whole_flow(subject)) {
        *told = Told { income: Some(index), closing: told.closing, ..Told::default() };
    } else if total("支出") && (!listed || is_whole_flow(subject)) {
        told.expenditure = Some(index);
    }
}

fn is_whole_flow(subject: &str) -> bool {
    ["本年收入", "本年支出", "总收入", "总支出", "基金收入", "基金支出"].contains(&subject)
}

fn is_opening(subject: &str) -> bool {
    ["上年", "年初", "期初"].iter().any(|word| subject.contains(word))
}

fn is_closing(subject: &str) -> bool {
    ["滚存", "累计", "年末", "期末"].iter().any(|word| subject.contains(word))
}

fn is_of_the_year(subject: &str) -> bool {
    ["当期", "本年", "当年", "收支", "年度"].iter().any(|word| subject.contains(word))
}

fn balance(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    index: usize,
    told: &Told,
) -> Option<bool> {
    let (income, expenditure) = (told.income?, told.expenditure?);
    if !same_measure(reading, &[income, expenditure, index]) {
        return None;
    }
    let range = |index: usize| reading.figures.get(index)?.quantity.range();
    let recomputed = range(income)?.minus(range(expenditure)?)?;
    let printed = (reading.printed(income), reading.printed(expenditure));
    let working = format!("{} - {}", printed.0, printed.1);
    let sure = is_near(reading, income, index);
    let held = if sure { vec![income, expenditure] } else { Vec::new() };
    judge(reading, notes, claim(index, recomputed, working, held, sure))
}

fn closing(
    reading: &Reading<'_>,
    notes: &mut Notebook,
    index: usize,
    told: &Told,
) -> Option<bool> {
    let balance = told.balance?;
    let opening = told.opening.or(told.closing)?;
    if !same_measure(reading, &[opening, balance, index]) {
        return None;
    }
    let range = |index: usize| reading.figures.get(index)?.quantity.range();
    let recomputed = range(opening)?.plus(range(balance)?)?;
    let working = format!("{} + {}", reading.printed(opening), reading.printed(balance));
    let sure = is_near(reading, balance, index) && told.opening.is_some();
    judge(reading, notes, claim(index, recomputed, working, vec![opening, balance], sure))
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
        recomputed,
        working,
        held,
        sure,
        message: words!("结余与收支不符", "the balance does not follow from the flows"),
        help: words!(
            "当年结余 = 收入 − 支出，年末结余 = 年初结余 + 当年结余；核对各数是否同一基金、同一口径",
            "balance = income - expenditure, closing = opening + balance; check that all are of one fund"
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
