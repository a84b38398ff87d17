//! What holds on a day in a region.

use std::fmt;

use yz_diagnostics::{Words, did_you_mean, words};
use yz_units::{Date, Exact, Figure};

use crate::check::days;
use crate::model::{Band, Content, Parameter, Policy, Scope, Source, Value};

/// The amount that holds on a day in a region, with what it rests on.
#[derive(Debug, Clone)]
pub struct Found<'p> {
    /// The parameter.
    pub parameter: &'p Parameter,
    /// The amount, in the parameter's unit.
    pub value: Exact,
    /// The amount as printed, with the digits that its source gives it: `35.00元/人/年`.
    pub figure: Figure,
    /// Where it holds, the most specific scope that has a value on that day.
    pub scope: &'p Scope,
    /// What sets it.
    pub source: &'p Source,
    /// Where in the source.
    pub place: &'p str,
    /// Whether it was seen in the source; if not, whoever prints it says so.
    pub verified: bool,
    /// The first day on which it holds.
    pub from: Date,
    /// The last day on which it holds; none when it holds until further notice.
    pub until: Option<Date>,
}

/// The band into which a quantity falls on a day in a region, with what it rests on.
#[derive(Debug, Clone)]
pub struct FoundBand<'p> {
    /// The parameter.
    pub parameter: &'p Parameter,
    /// The band.
    pub band: &'p Band,
    /// Where it holds, the most specific scope that has bands on that day.
    pub scope: &'p Scope,
    /// What sets it.
    pub source: &'p Source,
    /// Where in the source.
    pub place: &'p str,
    /// Whether it was seen in the source; if not, whoever prints it says so.
    pub verified: bool,
    /// The first day on which it holds.
    pub from: Date,
    /// The last day on which it holds; none when it holds until further notice.
    pub until: Option<Date>,
}

/// Days on which a scope has a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// Where.
    pub scope: Scope,
    /// The first day.
    pub from: Date,
    /// The last day; none when there is no end yet.
    pub until: Option<Date>,
}

/// Why the policy has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookupError {
    /// No parameter has this name.
    UnknownName {
        /// The name asked for.
        name: String,
        /// "Did you mean", or what names there are.
        suggestion: Words,
    },
    /// The region is no GB/T 2260 code of six digits.
    MalformedRegion {
        /// The text that should have been a code.
        region: String,
    },
    /// Neither the region nor anything around it has a value, on any day.
    NoValueForRegion {
        /// The name of the parameter.
        name: String,
        /// The region asked for.
        region: String,
        /// The regions that have values.
        regions: Vec<String>,
    },
    /// There are values, but none on that day.
    NoValueOn {
        /// The name of the parameter.
        name: String,
        /// The day asked for.
        on: Date,
        /// The days for which there are values.
        known: Vec<Dated>,
    },
    /// The parameter has bands, not an amount.
    HasBands {
        /// The name of the parameter.
        name: String,
    },
    /// The parameter has an amount, not bands.
    HasNoBands {
        /// The name of the parameter.
        name: String,
    },
    /// The quantity falls into no band; loading the policy found the gap.
    OutsideBands {
        /// The name of the parameter.
        name: String,
        /// The quantity, as text.
        quantity: String,
    },
}

impl Policy {
    /// Looks up the amount that holds on a day in a region.
    ///
    /// The region's own value wins over its city's, its city's over its province's, and its
    /// province's over the nation's.
    ///
    /// # Errors
    ///
    /// [`LookupError`], which says what there is instead: names like this one, days with a value,
    /// regions with a value.
    pub fn lookup(&self, name: &str, on: Date, region: &str) -> Result<Found<'_>, LookupError> {
        let (parameter, scope, value, source) = self.find(name, on, region)?;
        let has_bands = || LookupError::HasBands { name: name.to_owned() };
        let Content::Amount(amount) = &value.content else { return Err(has_bands()) };
        Ok(Found {
            parameter,
            value: amount.value().unwrap_or(Exact::ZERO),
            figure: parameter.figure(*amount),
            scope,
            source,
            place: &value.place,
            verified: value.verified,
            from: value.from,
            until: value.until,
        })
    }

    /// Looks up the band into which a quantity falls on a day in a region, as [`Self::lookup`].
    ///
    /// # Errors
    ///
    /// [`LookupError`], as for [`Self::lookup`].
    pub fn band(
        &self,
        name: &str,
        quantity: Exact,
        on: Date,
        region: &str,
    ) -> Result<FoundBand<'_>, LookupError> {
        let (parameter, scope, value, source) = self.find(name, on, region)?;
        let has_no_bands = || LookupError::HasNoBands { name: name.to_owned() };
        let Content::Bands(bands) = &value.content else { return Err(has_no_bands()) };
        let band = bands.iter().find(|band| band.holds(quantity));
        let band = band.ok_or_else(|| LookupError::OutsideBands {
            name: name.to_owned(),
            quantity: quantity.to_string(),
        })?;
        Ok(FoundBand {
            parameter,
            band,
            scope,
            source,
            place: &value.place,
            verified: value.verified,
            from: value.from,
            until: value.until,
        })
    }

    fn find(
        &self,
        name: &str,
        on: Date,
        region: &str,
    ) -> Result<(&Parameter, &Scope, &Value, &Source), LookupError> {
        let unknown = || LookupError::UnknownName {
            name: name.to_owned(),
            suggestion: did_you_mean(name, self.names()),
        };
        let parameter = self.parameter(name).ok_or_else(unknown)?;
        let malformed = || LookupError::MalformedRegion { region: region.to_owned() };
        let around = Scope::around(region).ok_or_else(malformed)?;
        let mut known = Vec::new();
        for scope in &around {
            let Some((scope, values)) = parameter.values.get_key_value(scope) else { continue };
            // Where two values hold (an error found on loading), the later one is the correction.
            let value = values.iter().rev().find(|value| value.holds(on));
            let source = value.and_then(|value| self.source(&value.source));
            if let (Some(value), Some(source)) = (value, source) {
                return Ok((parameter, scope, value, source));
            }
            known.extend(values.iter().map(|value| Dated {
                scope: scope.clone(),
                from: value.from,
                until: value.until,
            }));
        }
        let name = name.to_owned();
        if known.is_empty() {
            let regions = parameter.scopes().filter(|scope| **scope != Scope::Nation);
            let regions = regions.map(ToString::to_string).collect();
            return Err(LookupError::NoValueForRegion { name, region: region.to_owned(), regions });
        }
        Err(LookupError::NoValueOn { name, on, known })
    }
}

impl LookupError {
    /// What is wrong and what there is instead, in both languages.
    #[must_use]
    pub fn words(&self) -> Words {
        match self {
            Self::UnknownName { name, suggestion } => {
                let (zh, en) = (&suggestion.zh, &suggestion.en);
                words!("没有政策参数“{name}”；{zh}", "there is no policy parameter `{name}`; {en}")
            }
            Self::MalformedRegion { region } => words!(
                "“{region}”不是六位行政区划代码（GB/T 2260），如 510403",
                "{region:?} is no region code of six digits (GB/T 2260), such as 510403"
            ),
            Self::NoValueForRegion { name, regions, .. } if regions.is_empty() => words!(
                "政策参数“{name}”还没有任何值",
                "the policy parameter `{name}` has no value anywhere"
            ),
            Self::NoValueForRegion { name, region, regions } => {
                let (zh, en) = (regions.join("、"), regions.join(", "));
                words!(
                    "政策参数“{name}”在 {region} 没有值；有值的地区：{zh}",
                    "policy parameter `{name}` has no value for {region}; regions with one: {en}"
                )
            }
            Self::NoValueOn { name, on, known } => {
                let each = known.iter().map(Dated::words);
                let (zh, en): (Vec<_>, Vec<_>) = each.map(|words| (words.zh, words.en)).unzip();
                let (zh, en) = (zh.join("；"), en.join("; "));
                words!(
                    "政策参数“{name}”在{on}没有值；已有的日期：{zh}",
                    "the policy parameter `{name}` has no value on {on}; there is one {en}"
                )
            }
            Self::HasBands { name } => words!(
                "政策参数“{name}”是分档的，要用数值去查它落在哪一档",
                "the policy parameter `{name}` has bands: ask for the band of a quantity"
            ),
            Self::HasNoBands { name } => words!(
                "政策参数“{name}”是一个数，没有分档",
                "the policy parameter `{name}` is an amount and has no bands"
            ),
            Self::OutsideBands { name, quantity } => words!(
                "{quantity} 不在政策参数“{name}”的任何一档",
                "{quantity} falls into no band of the policy parameter `{name}`"
            ),
        }
    }
}

impl Dated {
    fn words(&self) -> Words {
        let (days, scope) = (days(self.from, self.until), self.scope.words());
        let (zh, en) =
            (format!("{}（{}）", days.zh, scope.zh), format!("{} ({})", days.en, scope.en));
        Words { zh, en }
    }
}

impl fmt::Display for LookupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().en)
    }
}

impl std::error::Error for LookupError {}
