//! `vital-rates-differ`.

use yz_diagnostics::{declare_rule, words};
use yz_units::Range;

use crate::figures::{Measure, Role};
use crate::judge::{Claim, judge};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Recomputes the natural growth of a population from its rates of births and deaths, and the
    /// rate of deaths from that of births: both are of the same population.
    ///
    /// ## Why is this bad
    /// One of the three rates is wrong, and they are quoted for years.
    ///
    /// ## Example
    /// `出生率为6.77‰，死亡率为7.37‰，自然增长率为-0.06‰`
    ///
    /// ## Use instead
    /// `出生率为6.77‰，死亡率为7.37‰，自然增长率为-0.60‰`
    pub static VITAL_RATES_DIFFER = {
        name: "vital-rates-differ",
        code: "RATE010",
        title: "人口自然增长率与出生率、死亡率不符",
        why_zh: "自然增长率就是出生率减死亡率，三个率必有一个错",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// How many figures back a rate is looked for.
const LOOK_BACK: usize = 14;

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for index in 0..reading.figures.len() {
        if !is_rate(reading, index) {
            continue;
        }
        let lead = reading.lead(index);
        if lead.has("自然增长率") {
            growth(reading, notes, index);
        } else if lead.has("死亡率") {
            deaths(reading, notes, index);
        }
    }
}

fn is_rate(reading: &Reading<'_>, index: usize) -> bool {
    let mention = &reading.figures[index];
    let told = matches!(mention.role, Role::Rate | Role::Amount | Role::ChangeRate(_));
    mention.quantity.measure == Measure::Permille && told && mention.quantity.is_plain()
}

/// The nearest rate of this name before a figure of its paragraph.
fn rate(reading: &Reading<'_>, before: usize, name: &str) -> Option<usize> {
    let paragraph = reading.figures.get(before)?.paragraph;
    let start = before.saturating_sub(LOOK_BACK).max(reading.figures_of(paragraph).start);
    (start..before).rev().find(|index| {
        is_rate(reading, *index)
            && reading.lead(*index).has(name)
            && reading.figures[*index].year == reading.figures[before].year
    })
}

fn growth(reading: &Reading<'_>, notes: &mut Notebook, index: usize) -> Option<bool> {
    let (births, deaths) = (rate(reading, index, "出生率")?, rate(reading, index, "死亡率")?);
    let range = |index: usize| reading.figures.get(index)?.range;
    let recomputed = range(births)?.minus(range(deaths)?)?;
    let working = format!("{} - {}", reading.printed(births), reading.printed(deaths));
    judge(reading, notes, claim(index, recomputed, working, vec![births, deaths], true))
}

/// 出生人口956万人，出生率为6.77‰；死亡人口1041万人，死亡率为7.37‰.
fn deaths(reading: &Reading<'_>, notes: &mut Notebook, index: usize) -> Option<bool> {
    let births = rate(reading, index, "出生率")?;
    let (born, died) = (counted(reading, births, "出生")?, counted(reading, index, "死亡")?);
    let range = |index: usize| reading.figures.get(index)?.range;
    let recomputed: Range = range(died)?.times(range(births)?)?.over(range(born)?)?;
    let working = format!(
        "{} ÷ {} × {}",
        reading.printed(died),
        reading.printed(born),
        reading.printed(births)
    );
    judge(reading, notes, claim(index, recomputed, working, vec![births, born, died], false))
}

/// The persons right in front of a rate.
fn counted(reading: &Reading<'_>, rate: usize, name: &str) -> Option<usize> {
    let paragraph = reading.figures.get(rate)?.paragraph;
    let start = rate.saturating_sub(2).max(reading.figures_of(paragraph).start);
    (start..rate).rev().find(|index| {
        let mention = &reading.figures[*index];
        mention.role == Role::Amount
            && mention.quantity.measure == Measure::Persons
            && mention.quantity.is_plain()
            && reading.lead(*index).has(name)
    })
}

fn claim(figure: usize, recomputed: Range, working: String, held: Vec<usize>, sure: bool) -> Claim {
    Claim {
        rule: &VITAL_RATES_DIFFER,
        figure,
        at: None,
        recomputed,
        working,
        held,
        sure,
        few_digits_are_doubtful: false,
        message: words!(
            "与出生率、死亡率不符",
            "the rate does not follow from those of births and deaths"
        ),
        help: words!(
            "自然增长率 = 出生率 − 死亡率；出生、死亡人数用同一人口数计算",
            "growth = births - deaths; both rates are of one population"
        ),
    }
}
