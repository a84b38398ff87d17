//! `fund-of-other-scheme`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::clause_before;
use crate::needles::Needles;
use crate::notebook::Notebook;
use crate::paragraph::Paragraph;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// In a report whose title names the fund of one scheme (城乡居民 or 职工), finds the clause of
    /// a list that gives a figure of the fund of the other one, between clauses of the same build
    /// about the own fund.
    ///
    /// A sentence that compares the two funds, with the same quantity for both, is none.
    ///
    /// ## Why is this bad
    /// The sentence was copied from the report of the other fund, and the figure probably too.
    ///
    /// ## Example
    /// `全市城乡居民医保基金当期…比值为94.04%；全市职工医保基金当期其他支出…比值为0.04%`
    ///
    /// ## Use instead
    /// `全市城乡居民医保基金当期…比值为94.04%；全市城乡居民医保基金当期其他支出…比值为0.04%`
    pub static FUND_OF_OTHER_SCHEME = {
        name: "fund-of-other-scheme",
        code: "NAME006",
        title: "数据所属基金与报告不符",
        why_zh: "这一句抄自另一险种的报告，其中的数多半也是",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// Funds of residents, and of employees.
static RESIDENTS: Needles = Needles::new(&[
    "城乡居民医保基金",
    "居民医保基金",
    "城乡居民基本医疗保险基金",
    "居民基本医疗保险基金",
    "城乡居民基本养老保险基金",
    "城乡居民养老保险基金",
]);
static EMPLOYEES: Needles = Needles::new(&[
    "城镇职工医保基金",
    "职工医保基金",
    "城镇职工基本医疗保险基金",
    "职工基本医疗保险基金",
    "企业职工基本养老保险基金",
    "城镇职工基本养老保险基金",
    "职工养老保险基金",
]);

/// Paragraphs among which the title is looked for.
const TITLE: usize = 8;

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    let title = reading.paragraphs.iter().take(TITLE).find(|paragraph| {
        let plain = &paragraph.plain;
        plain.has("基金") && plain.len() <= 200 && !plain.contains(['。', '；'])
    });
    let Some(title) = title else { return };
    let residents = RESIDENTS.is_in(&title.plain);
    let employees = EMPLOYEES.is_in(&title.plain);
    let (own, other) = match (residents, employees) {
        (true, false) => (&RESIDENTS, &EMPLOYEES),
        (false, true) => (&EMPLOYEES, &RESIDENTS),
        _ => return,
    };
    for paragraph in &reading.paragraphs {
        for (at, number) in other.find_in(paragraph) {
            check_clause(paragraph, at, other.word(number), own, notes);
        }
    }
}

/// A clause about a fund: what stands before its name, and behind it up to the first figure.
struct Clause<'a> {
    before: &'a str,
    quantity: &'a str,
}

fn clause<'a>(plain: &'a str, at: usize, fund: &str) -> Option<Clause<'a>> {
    let before = clause_before(plain, at, &['。', '；', '，']);
    let rest = plain.get(at.saturating_add(fund.len())..).unwrap_or("");
    let end = rest.find(['。', '；', '，']).unwrap_or(rest.len());
    let rest = rest.get(..end).unwrap_or("");
    let figure = rest.find(|c: char| c.is_ascii_digit())?;
    Some(Clause { before, quantity: rest.get(..figure).unwrap_or("") })
}

fn check_clause(paragraph: &Paragraph, at: usize, fund: &str, own: &Needles, notes: &mut Notebook) {
    let plain = paragraph.plain.as_str();
    let Some(strange) = clause(plain, at, fund) else { return };
    let head = |quantity: &str| quantity.chars().take(2).collect::<String>();
    let mut brothers = 0_usize;
    for (place, number) in own.find(plain) {
        let Some(brother) = clause(plain, place, own.word(number)) else { continue };
        if brother.quantity == strange.quantity {
            return;
        }
        let alike = brother.before == strange.before && !strange.before.is_empty();
        if alike && head(brother.quantity) == head(strange.quantity) {
            brothers = brothers.saturating_add(1);
        }
    }
    if brothers == 0 {
        return;
    }
    let level = if 2 <= brothers { Level::Error } else { Level::Warning };
    notes.find(
        &FUND_OF_OTHER_SCHEME,
        level,
        paragraph.span(at..at.saturating_add(fund.len())),
        words!(
            "本报告只涉及另一险种的基金，此处写“{fund}”",
            "the report is about the fund of another scheme, and here stands {fund}"
        ),
        words!("核对数据属于哪个基金", "check which fund the figure belongs to"),
    );
}
