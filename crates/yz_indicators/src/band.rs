//! Bands that hold every value exactly once.

use yz_diagnostics::words;
use yz_units::Exact;

use crate::keys::{BandToml, Keys, Refusal};
use crate::rules::{BANDS_NOT_CLOSED, FULL_MARKS_NOT_CLOSED, METHOD_KEYS_DO_NOT_FIT};

/// One band of values and its marks: `at_least ≤ x < below`.
#[derive(Debug, Clone)]
pub(crate) struct Band {
    pub(crate) at_least: Option<Exact>,
    pub(crate) below: Option<Exact>,
    pub(crate) marks: Exact,
}

/// One band of places and what it loses: up to and including `at_most`.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) at_most: Option<Exact>,
    pub(crate) lose: Exact,
}

impl Band {
    pub(crate) fn holds(&self, value: Exact) -> bool {
        self.at_least.is_none_or(|low| low <= value) && self.below.is_none_or(|high| value < high)
    }
}

/// Reads bands of values; refuses gaps, overlaps, and bands of which none gives the full marks.
pub(crate) fn ranges(keys: &mut Keys, full: Exact) -> Result<Vec<Band>, Refusal> {
    let mut bands = Vec::new();
    for row in keys.bands()? {
        if row.at_most.is_some() || row.lose.is_some() {
            return Err(wrong_keys("at_least、below、marks", "at_least, below and marks"));
        }
        bands.push(Band {
            at_least: keys.number("at_least", row.at_least.as_deref())?,
            below: keys.number("below", row.below.as_deref())?,
            marks: marks_of(keys, "marks", &row)?,
        });
    }
    bands.sort_by_key(|band| band.at_least);
    check_cover(&bands).map_err(|refusal| keys.at_bands(refusal))?;
    let best = bands.iter().map(|band| band.marks).max().unwrap_or(Exact::ZERO);
    if best != full {
        let message = words!(
            "最高一档{best}分，满分却是{full}分",
            "the best band gives {best} of {full} marks"
        );
        return Err(keys.at_bands(Refusal::new(&FULL_MARKS_NOT_CLOSED, message)));
    }
    Ok(bands)
}

/// Reads bands of places; refuses places out of order, and bands of which none keeps all marks.
pub(crate) fn steps(keys: &mut Keys, full: Exact) -> Result<Vec<Step>, Refusal> {
    let mut steps: Vec<Step> = Vec::new();
    for row in keys.bands()? {
        if row.at_least.is_some() || row.below.is_some() || row.marks.is_some() {
            return Err(wrong_keys("at_most、lose", "at_most and lose"));
        }
        let at_most = keys.number("at_most", row.at_most.as_deref())?;
        let lose = marks_of(keys, "lose", &row)?;
        let open_before = steps.last().is_some_and(|step| step.at_most.is_none());
        let ascends = steps.last().is_none_or(|step| match at_most {
            Some(place) => step.at_most < Some(place),
            None => true,
        });
        if open_before || !ascends {
            let message = words!(
                "名次各档要从小到大，只有最后一档不写 at_most",
                "bands of places ascend, and only the last has no at_most"
            );
            return Err(keys.at_bands(Refusal::new(&BANDS_NOT_CLOSED, message)));
        }
        steps.push(Step { at_most, lose });
    }
    if steps.last().is_none_or(|step| step.at_most.is_some()) {
        let message = words!(
            "最后一档之后的名次没有着落：最后一档不要写 at_most",
            "no band holds the last places: leave at_most out of the last band"
        );
        return Err(keys.at_bands(Refusal::new(&BANDS_NOT_CLOSED, message)));
    }
    let least = steps.iter().map(|step| step.lose).min().unwrap_or(Exact::ZERO);
    let most = steps.iter().map(|step| step.lose).max().unwrap_or(Exact::ZERO);
    if !least.is_zero() || full < most {
        let message = words!(
            "各档扣分应从0分到不超过满分{full}分，现为{least}分到{most}分",
            "bands lose from 0 to at most the full marks of {full}, not from {least} to {most}"
        );
        return Err(keys.at_bands(Refusal::new(&FULL_MARKS_NOT_CLOSED, message)));
    }
    Ok(steps)
}

fn marks_of(keys: &Keys, key: &str, row: &BandToml) -> Result<Exact, Refusal> {
    let text = if key == "marks" { &row.marks } else { &row.lose };
    let marks = keys.number(key, text.as_deref())?;
    match marks {
        Some(marks) if !marks.is_negative() => Ok(marks),
        _ => {
            let message = words!(
                "每一档都要写 {key}，且不小于零",
                "every band needs `{key}`, not below nothing"
            );
            Err(keys.at_bands(Refusal::new(&METHOD_KEYS_DO_NOT_FIT, message)))
        }
    }
}

fn wrong_keys(zh: &str, en: &str) -> Refusal {
    let message = words!("这个方法的每一档只写 {zh}", "a band of this method has {en} only");
    Refusal::new(&METHOD_KEYS_DO_NOT_FIT, message)
}

/// Bands in ascending order must meet end to end, from no lower end to no upper end.
fn check_cover(bands: &[Band]) -> Result<(), Refusal> {
    let refuse = |message| Err(Refusal::new(&BANDS_NOT_CLOSED, message));
    let (Some(first), Some(last)) = (bands.first(), bands.last()) else {
        return refuse(words!("一档也没有", "there are no bands"));
    };
    if let Some(low) = first.at_least {
        return refuse(words!("小于{low}的数值没有着落", "no band holds values below {low}"));
    }
    for (band, next) in bands.iter().zip(bands.iter().skip(1)) {
        match (band.below, next.at_least) {
            (Some(end), Some(start)) if end < start => {
                return refuse(words!(
                    "从{end}到{start}的数值没有着落",
                    "no band holds values from {end} to {start}"
                ));
            }
            (Some(end), Some(start)) if end == start && band.at_least < band.below => {}
            (_, start) => {
                let start = start.map_or_else(String::new, |start| start.to_string());
                return refuse(words!(
                    "从{start}起的数值落在两档里",
                    "two bands hold values from {start}"
                ));
            }
        }
    }
    match last.below {
        None => Ok(()),
        Some(high) => {
            refuse(words!("{high}及以上的数值没有着落", "no band holds values from {high} up"))
        }
    }
}
