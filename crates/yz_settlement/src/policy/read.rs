//! The tables of the file, read one by one.

use std::collections::BTreeMap;

use toml::Spanned;
use yz_diagnostics::words;
use yz_records::CareKind;
use yz_units::{Exact, Share};

use super::adjust;
use super::compile::{Critical, Tables};
use super::model::{
    BenefitsToml, CeilingToml, CriticalToml, DeductibleToml, RatioToml, SegmentToml, Text, TiltToml,
};
use super::selectors::{Bands, bits};
use super::tables::Rules;
use super::values::Reader;
use crate::plan::{
    ADMISSIONS_MAX, DeductibleTerms, Incentive, LimitTerms, SEGMENTS_MAX, Segments, TiltTerms,
};
use crate::totals::{COUNTERS_MAX, LIMITS_MAX};

/// Percentages as the file states them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stated {
    pub(super) segments: Segments,
}

/// `[[limit]]`, read.
pub(super) struct Limit {
    pub(super) fen: i64,
    /// The place among the limits with a memory; none for a visit.
    pub(super) slot: Option<u8>,
    /// The diseases that it is for; all bills where there are none.
    pub(super) diseases: Vec<i16>,
}

/// `[[medical_assistance.rule]]`, read.
#[derive(Clone, Copy)]
pub(super) struct Assistance {
    pub(super) share: Share,
    pub(super) away_share: Option<Share>,
    pub(super) deductible_fen: i64,
    pub(super) ceiling_fen: i64,
}

impl Stated {
    /// One percentage for everything.
    pub(super) fn of(share: Share) -> Self {
        let mut segments =
            Segments { count: 1, from: [0; SEGMENTS_MAX], share: [Share::NOTHING; SEGMENTS_MAX] };
        segments.share[0] = share;
        Self { segments }
    }
}

type Read = (Tables, [LimitTerms; LIMITS_MAX], u16);

/// Every table; with the limits that have a memory, and which of them begin again each day.
pub(super) fn tables(
    file: &BenefitsToml,
    bands: &Bands,
    counters: &mut Counters,
    reader: &mut Reader<'_>,
) -> Option<Read> {
    let prior = reader.share(&file.catalogue.class_b_percent);
    let prior_basis = reader.basis("catalogue", None, file.catalogue.basis());
    let deductible = Rules::read(
        &file.deductible,
        bands,
        reader,
        |_| None,
        |rule, span, reader| deductible(rule, span, counters, reader),
    );
    let ratio = Rules::read(
        &file.ratio,
        bands,
        reader,
        |_| None,
        |rule, span, reader| stated(rule, span, reader),
    );
    let away = Rules::read(
        &file.away,
        bands,
        reader,
        |_| None,
        |rule, _, reader| adjust::away(rule, reader),
    );
    let bonus = Rules::read(
        &file.bonus,
        bands,
        reader,
        |_| None,
        |rule, _, reader| adjust::bonus(rule, reader),
    );
    let (limit, limits, daily) = self::limits(file, bands, reader);
    let ceiling: &[Spanned<CeilingToml>] = file.annual_ceiling.as_slice();
    let ceiling =
        Rules::read(ceiling, bands, reader, |_| None, |rule, _, reader| reader.fen(&rule.amount));
    let critical = match &file.critical_illness {
        Some(critical) => Some(self::critical(critical, bands, reader)?),
        None => None,
    };
    let (assistance_kinds, assistance) = assistance(file, bands, reader);
    let tilt: &[Spanned<TiltToml>] = file.tilt_assistance.as_slice();
    let tilt =
        Rules::read(tilt, bands, reader, |_| None, |rule, _, reader| tilt_terms(rule, reader));
    let prior = prior?;
    let tables = Tables {
        prior,
        prior_basis,
        deductible,
        ratio,
        away,
        bonus,
        limit,
        ceiling,
        critical,
        assistance_kinds,
        assistance,
        tilt,
    };
    Some((tables, limits, daily))
}

/// The yearly deductibles that are counted apart, by name.
#[derive(Default)]
pub(super) struct Counters(BTreeMap<String, u8>);

impl Counters {
    fn of(&mut self, name: &str, span: std::ops::Range<usize>, reader: &mut Reader<'_>) -> u8 {
        let next = u8::try_from(self.0.len()).unwrap_or(u8::MAX);
        let counter = *self.0.entry(name.to_owned()).or_insert(next);
        if COUNTERS_MAX <= usize::from(counter) {
            let message = words!("年度起付线多于八个", "more than eight yearly deductibles");
            let help = words!("用 shared 合并计算", "count some of them together with `shared`");
            reader.wrong(span, message, help);
            return 0;
        }
        counter
    }
}

const PER: [(&str, u8); 4] = [("none", 0), ("visit", 1), ("year", 2), ("admission", 3)];

fn deductible(
    rule: &DeductibleToml,
    span: std::ops::Range<usize>,
    counters: &mut Counters,
    reader: &mut Reader<'_>,
) -> Option<DeductibleTerms> {
    let per = reader.one_of(&rule.per, &PER)?;
    if per == 0 {
        return Some(DeductibleTerms::None);
    }
    let fen = amount(rule.amount.as_ref(), &rule.per, reader)?;
    Some(match per {
        1 => DeductibleTerms::Visit { fen },
        2 => {
            let own = format!("rule at {}", span.start);
            let name = rule.shared.as_deref().unwrap_or(&own);
            DeductibleTerms::Year { fen, counter: counters.of(name, span, reader) }
        }
        _ => DeductibleTerms::Admission { fen: admissions(rule, fen, reader)? },
    })
}

fn amount(amount: Option<&Text>, per: &Text, reader: &mut Reader<'_>) -> Option<i64> {
    if amount.is_none() {
        let message = words!("起付线没有金额", "a deductible without an amount");
        let help =
            words!("补上 amount，或写 per = \"none\"", "add amount, or write per = \"none\"");
        reader.wrong(per.span(), message, help);
    }
    reader.fen(amount?)
}

/// The deductible of the first admission and of those after it.
fn admissions(
    rule: &DeductibleToml,
    first: i64,
    reader: &mut Reader<'_>,
) -> Option<[i64; ADMISSIONS_MAX]> {
    let next = rule.next.as_deref().unwrap_or_default();
    let floor = match &rule.floor {
        Some(floor) => reader.fen(floor)?.min(first),
        None => 0,
    };
    let mut fen = [first; ADMISSIONS_MAX];
    if let Some(many) = next.get(ADMISSIONS_MAX.saturating_sub(1)) {
        let message = words!("next 多于七项", "next has more than seven entries");
        let help = words!("最后一项适用于以后各次", "the last one holds for all later admissions");
        reader.wrong(many.span(), message, help);
    }
    let mut last = first;
    for (place, amount) in fen.iter_mut().enumerate().skip(1) {
        if let Some(text) = next.get(place.saturating_sub(1)) {
            last = reduced(text, first, reader)?.max(floor);
        }
        *amount = last;
    }
    Some(fen)
}

/// `"50%"` of the first, `"-100.00"` less than it, or `"100.00"`.
fn reduced(text: &Text, first: i64, reader: &mut Reader<'_>) -> Option<i64> {
    let written = text.get_ref();
    let part = |text: &str, span| Spanned::new(span, text.to_owned());
    if let Some(percent) = written.strip_suffix('%') {
        return Some(reader.share(&part(percent, text.span()))?.of(first));
    }
    if let Some(step) = written.strip_prefix('-') {
        let step = reader.fen(&part(step, text.span()))?;
        return Some(first.saturating_sub(step).max(0));
    }
    Some(reader.fen(text)?.min(first))
}

/// A disease's deductible: none, by visit, or by year.
pub(super) fn simple_deductible(
    (per, amount, shared): (&Text, Option<&Text>, &str),
    counters: &mut Counters,
    reader: &mut Reader<'_>,
) -> Option<DeductibleTerms> {
    let known = reader.one_of(per, &PER[..3])?;
    if known == 0 {
        return Some(DeductibleTerms::None);
    }
    let fen = self::amount(amount, per, reader)?;
    if known == 1 {
        return Some(DeductibleTerms::Visit { fen });
    }
    Some(DeductibleTerms::Year { fen, counter: counters.of(shared, per.span(), reader) })
}

fn stated(
    rule: &RatioToml,
    span: std::ops::Range<usize>,
    reader: &mut Reader<'_>,
) -> Option<Stated> {
    match (&rule.percent, &rule.segments) {
        (Some(percent), None) => Some(Stated::of(reader.share(percent)?)),
        (None, Some(list)) => segments(list, span, reader),
        _ => {
            let message =
                words!("比例要么有 percent，要么有 segments", "percent or segments, not both");
            let help = words!("二者只写其一", "write one of the two");
            reader.wrong(span, message, help);
            None
        }
    }
}

fn segments(
    list: &[SegmentToml],
    span: std::ops::Range<usize>,
    reader: &mut Reader<'_>,
) -> Option<Stated> {
    let mut stated = Stated::of(Share::NOTHING);
    let mut before = None;
    for (place, segment) in list.iter().enumerate() {
        let (from, share) = (reader.fen(&segment.from)?, reader.share(&segment.percent)?);
        let fits = before.map_or(from == 0, |before| before < from) && place < SEGMENTS_MAX;
        if !fits {
            let message = words!(
                "分段不是从 0 起依次升高，或多于五段",
                "segments do not begin at 0 and rise, or are more than five"
            );
            let help =
                words!("各段写明起点，第一段为 \"0\"", "give where each begins, the first \"0\"");
            reader.wrong(segment.from.span(), message, help);
            return None;
        }
        before = Some(from);
        stated.segments.from[place] = from;
        stated.segments.share[place] = share;
        stated.segments.count = u8::try_from(place.saturating_add(1)).ok()?;
    }
    if list.is_empty() {
        let message = words!("没有分段", "no segment");
        reader.wrong(span, message, words!("补上分段", "add segments"));
        return None;
    }
    Some(stated)
}

fn limits(
    file: &BenefitsToml,
    bands: &Bands,
    reader: &mut Reader<'_>,
) -> (Rules<Limit>, [LimitTerms; LIMITS_MAX], u16) {
    let numbers: Vec<(&str, i16)> = file
        .disease
        .iter()
        .map(|it| (it.get_ref().name.get_ref().as_str(), *it.get_ref().number.get_ref()))
        .collect();
    let (mut limits, mut daily, mut count) = ([LimitTerms::default(); LIMITS_MAX], 0_u16, 0_usize);
    let rules = Rules::read(
        &file.limit,
        bands,
        reader,
        |rule| Some(rule.name.get_ref().as_str()),
        |rule, span, reader| {
            let per = reader.one_of(&rule.per, &[("visit", 0), ("day", 1), ("year", 2)])?;
            let fen = reader.fen(&rule.amount)?;
            let diseases = rule.disease.as_deref().unwrap_or_default().iter();
            let diseases: Vec<i16> =
                diseases.filter_map(|name| reader.one_of(name, &numbers)).collect();
            if per == 0 {
                return Some(Limit { fen, slot: None, diseases });
            }
            if LIMITS_MAX <= count {
                let message =
                    words!("有记忆的限额多于八个", "more than eight limits with a memory");
                let help =
                    words!("合并限额，或用病种的 annual_limit", "join some, or use annual_limit");
                reader.wrong(span, message, help);
                return None;
            }
            let basis =
                reader.basis("limit", Some(rule.name.get_ref()), super::model::Rule::basis(rule));
            limits[count] = LimitTerms { fen, basis: Some(basis) };
            daily |= u16::from(per == 1) << (count & 7);
            let slot = u8::try_from(count).ok();
            count = count.saturating_add(1);
            Some(Limit { fen, slot, diseases })
        },
    );
    (rules, limits, daily)
}

fn critical(
    critical: &Spanned<CriticalToml>,
    bands: &Bands,
    reader: &mut Reader<'_>,
) -> Option<Critical> {
    let (span, toml) = (critical.span(), critical.get_ref());
    let threshold = Rules::read(
        &toml.threshold,
        bands,
        reader,
        |_| None,
        |rule, _, reader| reader.fen(&rule.amount),
    );
    let relief = Rules::read(
        &toml.relief,
        bands,
        reader,
        |_| None,
        |rule, _, reader| {
            let points = match &rule.points {
                Some(points) => reader.exact(points)?,
                None => Exact::ZERO,
            };
            Some((points, rule.no_ceiling.unwrap_or(false)))
        },
    );
    let ceiling_fen = match &toml.ceiling {
        Some(ceiling) => reader.fen(ceiling)?,
        None => NO_CEILING,
    };
    let incentive = match &toml.incentive {
        Some(it) => {
            reader.basis("critical_illness.incentive", None, it.basis());
            Some(Incentive {
                after_years: it.after_years,
                per_year_fen: reader.fen(&it.per_year)?,
                most: Share::percent(reader.exact(&it.most_percent)?, yz_units::Rounding::Down)?,
            })
        }
        None => None,
    };
    let basis = reader.basis("critical_illness", None, toml.basis());
    Some(Critical {
        kinds: bits(Some(&toml.kinds), CareKind::LIST, reader),
        by_year: reader.one_of(&toml.by, &[("bill", false), ("year", true)])?,
        ceiling_fen,
        stated: segments(&toml.segment, span, reader)?,
        basis,
        threshold,
        relief,
        incentive,
    })
}

/// No ceiling: more than anything can come to, with room for what is added.
const NO_CEILING: i64 = i64::MAX;

fn assistance(
    file: &BenefitsToml,
    bands: &Bands,
    reader: &mut Reader<'_>,
) -> (u8, Rules<Assistance>) {
    let Some(toml) = &file.medical_assistance else {
        let none: &[Spanned<super::model::AssistanceRuleToml>] = &[];
        return (0, Rules::read(none, bands, reader, |_| None, |_, _, _| None));
    };
    let kinds = bits(Some(&toml.get_ref().kinds), CareKind::LIST, reader);
    let rules = Rules::read(
        &toml.get_ref().rule,
        bands,
        reader,
        |_| None,
        |rule, _, reader| {
            let away_share = match &rule.away_percent {
                Some(percent) => Some(reader.share(percent)?),
                None => None,
            };
            let deductible_fen = match &rule.deductible {
                Some(amount) => reader.fen(amount)?,
                None => 0,
            };
            let ceiling_fen = match &rule.ceiling {
                Some(amount) => reader.fen(amount)?,
                None => NO_CEILING,
            };
            let share = reader.share(&rule.percent)?;
            Some(Assistance { share, away_share, deductible_fen, ceiling_fen })
        },
    );
    (kinds, rules)
}

fn tilt_terms(rule: &TiltToml, reader: &mut Reader<'_>) -> Option<TiltTerms> {
    let ceiling_fen = match &rule.ceiling {
        Some(amount) => reader.fen(amount)?,
        None => NO_CEILING,
    };
    Some(TiltTerms {
        threshold_fen: reader.fen(&rule.threshold)?,
        share: reader.share(&rule.percent)?,
        ceiling_fen,
        feedback: rule.feedback.unwrap_or(true),
        within_bill: rule.within_bill.unwrap_or(true),
    })
}
