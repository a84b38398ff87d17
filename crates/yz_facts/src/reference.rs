//! Names of facts: as people write them, and resolved.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use yz_diagnostics::{Words, words};
use yz_units::Period;

/// A fact as people name it: `county_subsidy_due[stage=plan, period=previous]`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The concept.
    pub concept: String,
    /// The dimensions that are pinned; `*` drops one that would be inherited.
    pub dimensions: BTreeMap<String, String>,
    /// The period, when it is not that of whoever asks.
    pub period: Option<PeriodReference>,
}

/// The period of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeriodReference {
    /// This one.
    At(Period),
    /// The one a year before that of whoever asks.
    Previous,
}

/// A fact, resolved: nothing is left to whoever asks. Members that are the default of their
/// dimension are left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The concept.
    pub concept: String,
    /// The dimensions.
    pub dimensions: BTreeMap<String, String>,
    /// The period.
    pub period: Period,
}

impl Reference {
    /// A concept without dimensions.
    #[must_use]
    pub fn concept(name: impl Into<String>) -> Self {
        Self { concept: name.into(), dimensions: BTreeMap::new(), period: None }
    }
}

impl FromStr for Reference {
    type Err = Words;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || {
            words!(
                "“{text}”不是事实的写法，应写成 fund_income 或 fund_income[stage=budget]",
                "{text:?} names no fact: write fund_income or fund_income[stage=budget]"
            )
        };
        let text = text.trim();
        let (name, inside) = match text.split_once('[') {
            None => (text, ""),
            Some((name, rest)) => (name, rest.strip_suffix(']').ok_or_else(wrong)?),
        };
        let is_word = |word: &str| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        if !is_word(name.trim()) {
            return Err(wrong());
        }
        let mut reference = Self::concept(name.trim());
        for pair in inside.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').ok_or_else(wrong)?;
            let (key, value) = (key.trim(), value.trim());
            if !is_word(key) || value.is_empty() {
                return Err(wrong());
            }
            if key == "period" {
                reference.period = Some(parse_period(value)?);
            } else if reference.dimensions.insert(key.to_owned(), value.to_owned()).is_some() {
                return Err(wrong());
            }
        }
        Ok(reference)
    }
}

fn parse_period(text: &str) -> Result<PeriodReference, Words> {
    if text == "previous" {
        return Ok(PeriodReference::Previous);
    }
    let wrong = |_| {
        words!(
            "“{text}”不是期间，应写成 2022、2022-06、2022-12-31、2022-09-01/2023-08-31 或 previous",
            "{text:?} is no period: write 2022, 2022-06, 2022-12-31, \
             2022-09-01/2023-08-31 or previous"
        )
    };
    text.parse().map(PeriodReference::At).map_err(wrong)
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let period = self.period.map(|period| match period {
            PeriodReference::At(period) => period.to_string(),
            PeriodReference::Previous => "previous".to_owned(),
        });
        write_name(f, &self.concept, &self.dimensions, period)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_name(f, &self.concept, &self.dimensions, Some(self.period.to_string()))
    }
}

pub(crate) fn write_name(
    f: &mut impl fmt::Write,
    concept: &str,
    dimensions: &BTreeMap<String, String>,
    period: Option<String>,
) -> fmt::Result {
    f.write_str(concept)?;
    let pairs = dimensions.iter().map(|(key, value)| format!("{key}={value}"));
    let pairs: Vec<String> = pairs.chain(period.map(|period| format!("period={period}"))).collect();
    if pairs.is_empty() { Ok(()) } else { write!(f, "[{}]", pairs.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::Reference;

    #[test]
    fn references_print_as_they_are_read_dimensions_in_order() {
        let cases = [
            ("fund_income", "fund_income"),
            ("fund_income[ stage = budget ]", "fund_income[stage=budget]"),
            ("x[period=previous,b=2,a=1]", "x[a=1, b=2, period=previous]"),
            ("x[period=2022-09-01/2023-08-31]", "x[period=2022-09-01/2023-08-31]"),
        ];
        for (text, canonical) in cases {
            assert_eq!(text.parse::<Reference>().unwrap().to_string(), canonical);
        }
        for wrong in ["", "基金收入", "x[", "x[a]", "x[a=1", "x[a=1,a=2]", "x[period=23]", "x y"]
        {
            assert!(wrong.parse::<Reference>().is_err(), "{wrong:?}");
        }
    }
}
