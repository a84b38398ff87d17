//! The file, as it is written.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;
use yz_diagnostics::Title;

/// A word or number with its place.
pub(super) type Text = Spanned<String>;

/// A table of rules: what selects, what it says, what it rests on.
macro_rules! rule {
    ($(#[$doc:meta])* $name:ident $table:literal { $($field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            $(pub(super) $field: $type,)*
            kind: Option<Vec<Text>>,
            level: Option<Vec<Spanned<i8>>>,
            place: Option<Vec<Text>>,
            filing: Option<Vec<Text>>,
            category: Option<Vec<Text>>,
            age: Option<Vec<Text>>,
            source: Option<Text>,
            article: Option<String>,
            verified: Option<bool>,
        }

        impl Rule for $name {
            const TABLE: &'static str = $table;

            fn selectors(&self) -> Selectors<'_> {
                Selectors {
                    kind: self.kind.as_deref(),
                    level: self.level.as_deref(),
                    place: self.place.as_deref(),
                    filing: self.filing.as_deref(),
                    category: self.category.as_deref(),
                    age: self.age.as_deref(),
                }
            }

            fn basis(&self) -> BasisToml<'_> {
                BasisToml {
                    source: self.source.as_ref().map(|source| source.get_ref().as_str()),
                    article: self.article.as_deref(),
                    verified: self.verified,
                }
            }
        }
    };
}

/// What a table without selectors rests on.
macro_rules! basis {
    ($name:ident) => {
        impl $name {
            pub(super) fn basis(&self) -> BasisToml<'_> {
                BasisToml {
                    source: self.source.as_ref().map(|source| source.get_ref().as_str()),
                    article: self.article.as_deref(),
                    verified: self.verified,
                }
            }
        }
    };
}

/// A rule of a table.
pub(super) trait Rule {
    /// The table's name in the file.
    const TABLE: &'static str;

    fn selectors(&self) -> Selectors<'_>;

    fn basis(&self) -> BasisToml<'_>;
}

/// What a rule selects by, as written; absent means all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Selectors<'f> {
    pub(super) kind: Option<&'f [Text]>,
    pub(super) level: Option<&'f [Spanned<i8>]>,
    pub(super) place: Option<&'f [Text]>,
    pub(super) filing: Option<&'f [Text]>,
    pub(super) category: Option<&'f [Text]>,
    pub(super) age: Option<&'f [Text]>,
}

/// What a rule says of its source; what is left out is the file's.
#[derive(Debug, Clone, Copy)]
pub(super) struct BasisToml<'f> {
    pub(super) source: Option<&'f str>,
    pub(super) article: Option<&'f str>,
    pub(super) verified: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BenefitsToml {
    pub(super) name: Text,
    pub(super) title: Title,
    pub(super) region: String,
    pub(super) from: Spanned<Datetime>,
    pub(super) until: Spanned<Datetime>,
    #[serde(default)]
    pub(super) synthetic: bool,
    pub(super) source: String,
    pub(super) article: String,
    pub(super) verified: bool,
    pub(super) covers: Vec<Text>,
    #[serde(default = "half_up")]
    pub(super) rounding: Text,
    #[serde(default = "discharge")]
    pub(super) stay_across_year: Text,
    #[serde(default)]
    pub(super) continuous_referral: bool,
    pub(super) catalogue: CatalogueToml,
    pub(super) deductible: Vec<Spanned<DeductibleToml>>,
    pub(super) ratio: Vec<Spanned<RatioToml>>,
    #[serde(default)]
    pub(super) away: Vec<Spanned<AwayToml>>,
    #[serde(default)]
    pub(super) bonus: Vec<Spanned<BonusToml>>,
    #[serde(default)]
    pub(super) limit: Vec<Spanned<LimitToml>>,
    pub(super) annual_ceiling: Option<Spanned<CeilingToml>>,
    pub(super) critical_illness: Option<Spanned<CriticalToml>>,
    pub(super) medical_assistance: Option<Spanned<AssistanceToml>>,
    pub(super) tilt_assistance: Option<Spanned<TiltToml>>,
    #[serde(default)]
    pub(super) disease: Vec<Spanned<DiseaseToml>>,
    pub(super) waiting: Option<WaitingToml>,
    pub(super) newborn: Option<NewbornToml>,
}

fn half_up() -> Text {
    Spanned::new(0..0, "half_up".to_owned())
}

fn discharge() -> Text {
    Spanned::new(0..0, "discharge".to_owned())
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CatalogueToml {
    pub(super) class_b_percent: Text,
    source: Option<Text>,
    article: Option<String>,
    verified: Option<bool>,
}

basis!(CatalogueToml);

rule! {
    /// `[[deductible]]`
    DeductibleToml "deductible" {
        per: Text,
        amount: Option<Text>,
        next: Option<Vec<Text>>,
        floor: Option<Text>,
        shared: Option<String>,
    }
}

rule! {
    /// `[[ratio]]`
    RatioToml "ratio" {
        percent: Option<Text>,
        segments: Option<Vec<SegmentToml>>,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SegmentToml {
    pub(super) from: Text,
    pub(super) percent: Text,
}

rule! {
    /// `[[away]]`
    AwayToml "away" {
        factor: Option<Text>,
        points: Option<Text>,
        minimum_percent: Option<Text>,
        minimum_of: Option<Text>,
    }
}

rule! {
    /// `[[bonus]]`
    BonusToml "bonus" {
        points: Text,
        tcm: Option<bool>,
    }
}

rule! {
    /// `[[limit]]`
    LimitToml "limit" {
        name: Text,
        per: Text,
        amount: Text,
        disease: Option<Vec<Text>>,
    }
}

rule! {
    /// `[annual_ceiling]`
    CeilingToml "annual_ceiling" {
        amount: Text,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CriticalToml {
    pub(super) kinds: Vec<Text>,
    #[serde(default = "bill")]
    pub(super) by: Text,
    pub(super) ceiling: Option<Text>,
    pub(super) threshold: Vec<Spanned<ThresholdToml>>,
    pub(super) segment: Vec<SegmentToml>,
    #[serde(default)]
    pub(super) relief: Vec<Spanned<ReliefToml>>,
    pub(super) incentive: Option<IncentiveToml>,
    source: Option<Text>,
    article: Option<String>,
    verified: Option<bool>,
}

basis!(CriticalToml);

fn bill() -> Text {
    Spanned::new(0..0, "bill".to_owned())
}

rule! {
    /// `[[critical_illness.threshold]]`
    ThresholdToml "critical_illness.threshold" {
        amount: Text,
    }
}

rule! {
    /// `[[critical_illness.relief]]`
    ReliefToml "critical_illness.relief" {
        points: Option<Text>,
        no_ceiling: Option<bool>,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IncentiveToml {
    pub(super) after_years: i64,
    pub(super) per_year: Text,
    pub(super) most_percent: Text,
    source: Option<Text>,
    article: Option<String>,
    verified: Option<bool>,
}

basis!(IncentiveToml);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AssistanceToml {
    pub(super) kinds: Vec<Text>,
    pub(super) rule: Vec<Spanned<AssistanceRuleToml>>,
}

rule! {
    /// `[[medical_assistance.rule]]`
    AssistanceRuleToml "medical_assistance.rule" {
        percent: Text,
        away_percent: Option<Text>,
        deductible: Option<Text>,
        ceiling: Option<Text>,
    }
}

rule! {
    /// `[tilt_assistance]`
    TiltToml "tilt_assistance" {
        threshold: Text,
        percent: Text,
        ceiling: Option<Text>,
        feedback: Option<bool>,
        within_bill: Option<bool>,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DiseaseToml {
    pub(super) number: Spanned<i16>,
    pub(super) name: Text,
    pub(super) title: Title,
    pub(super) kind: Text,
    pub(super) percent: Option<Text>,
    #[serde(default)]
    pub(super) fixed: bool,
    pub(super) deductible: Option<DiseaseDeductibleToml>,
    pub(super) annual_limit: Option<Text>,
    #[serde(default = "yes")]
    pub(super) certified: bool,
    pub(super) sex: Option<Text>,
    pub(super) age: Option<Text>,
    pub(super) visits_most: Option<i64>,
    pub(super) source: Option<Text>,
    pub(super) article: Option<String>,
    pub(super) verified: Option<bool>,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DiseaseDeductibleToml {
    pub(super) per: Text,
    pub(super) amount: Option<Text>,
    pub(super) shared: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WaitingToml {
    pub(super) months: i32,
    #[serde(default)]
    pub(super) per_broken_year: i32,
    #[serde(default = "never")]
    pub(super) long_break_years: i32,
    #[serde(default)]
    pub(super) long_break_months: i32,
    source: Option<Text>,
    article: Option<String>,
    verified: Option<bool>,
}

basis!(WaitingToml);

fn never() -> i32 {
    i32::MAX
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewbornToml {
    pub(super) days: i32,
    source: Option<Text>,
    article: Option<String>,
    verified: Option<bool>,
}

basis!(NewbornToml);
