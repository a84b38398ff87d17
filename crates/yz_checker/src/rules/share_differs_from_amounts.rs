//! `share-differs-from-amounts`.

use yz_diagnostics::{declare_rule, words};

use crate::figures::Role;
use crate::judge::{Claim, fits, judge, percent_of};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::shares::{base_of, other_bases};

declare_rule! {
    /// ## What it does
    /// Recomputes a share (占88.24%) from the amount in front of it and what it is a share of: the
    /// figure that the words name, or the total of the list that the amount stands in.
    ///
    /// ## Why is this bad
    /// Readers compare shares between places and years without going back to the amounts; a wrong
    /// share misleads them, and often shows that the amount itself was changed late.
    ///
    /// ## Example
    /// `支出合计4021.94万元，其中：基本支出2719.24万元，占76.61%`
    ///
    /// ## Use instead
    /// `支出合计4021.94万元，其中：基本支出2719.24万元，占67.61%`
    pub static SHARE_DIFFERS_FROM_AMOUNTS = {
        name: "share-differs-from-amounts",
        code: "RATE001",
        title: "占比与金额不符",
        why_zh: "读者拿占比在地区和年度之间比较，占比错了就会误导，也常说明金额后来改过",
        level: Error,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for share in 0..reading.figures.len() {
        check_share(reading, notes, share);
    }
}

fn check_share(reading: &Reading<'_>, notes: &mut Notebook, share: usize) -> Option<bool> {
    let mention = reading.figures.get(share).filter(|mention| mention.role == Role::Share)?;
    let head = mention.head?;
    let base = base_of(reading, share)?;
    let part = reading.figures.get(head)?.quantity;
    let whole = reading.figures.get(base.figure)?.quantity;
    if part.measure != whole.measure || !part.is_plain() || !whole.is_plain() {
        return None;
    }
    let printed = mention.range?;
    let mut figure = base.figure;
    let mut recomputed = percent_of(part.range()?, whole.range()?)?;
    if !fits(printed, recomputed) {
        // Another amount may be meant; then nothing is wrong for certain.
        let other = other_bases(reading, share, part.measure).find_map(|other| {
            let whole = reading.figures.get(other)?.range?;
            let rate = percent_of(part.range()?, whole)?;
            (other != head && fits(printed, rate) && rate_is_telling(mention.quantity))
                .then_some((other, rate))
        });
        if let Some((other, rate)) = other {
            (figure, recomputed) = (other, rate);
        }
    }
    judge(
        reading,
        notes,
        Claim {
            rule: &SHARE_DIFFERS_FROM_AMOUNTS,
            figure: share,
            at: None,
            recomputed,
            working: format!("{} ÷ {}", reading.printed(head), reading.printed(figure)),
            held: Vec::new(),
            sure: base.sure,
            few_digits_are_doubtful: false,
            message: words!("占比与金额不符", "the share does not follow from the amounts"),
            help: words!(
                "核对占比、金额，以及是占哪个数",
                "check the share, the amount, and what it is a share of"
            ),
        },
    )
}

/// Whether a rate has digits enough that another pair of amounts does not fit it by chance.
fn rate_is_telling(quantity: crate::figures::Quantity) -> bool {
    3 <= quantity.significant_digits()
}
