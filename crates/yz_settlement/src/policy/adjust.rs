//! Adjustments to the percentage of the basic fund: care away, bonuses, the minimum.

use yz_units::Exact;

use super::compile::Tables;
use super::model::{AwayToml, BonusToml};
use super::read::Stated;
use super::values::Reader;
use crate::charge::Parts;
use crate::plan::{Minimum, MinimumOf, SEGMENTS_MAX, ShareTerms, TermBases};

/// `[[away]]`, read.
#[derive(Clone, Copy)]
pub(super) struct Away {
    factor: Exact,
    points: Exact,
    minimum: Option<Minimum>,
}

/// `[[bonus]]`, read.
#[derive(Clone, Copy)]
pub(super) struct Bonus {
    points: Exact,
    tcm: Option<bool>,
}

const MINIMUM_OF: [(&str, MinimumOf); 3] = [
    ("eligible", MinimumOf::Eligible),
    ("total", MinimumOf::Total),
    ("total_less_deductible", MinimumOf::TotalLessDeductible),
];

pub(super) fn away(rule: &AwayToml, reader: &mut Reader<'_>) -> Option<Away> {
    let factor = match &rule.factor {
        Some(factor) => reader.exact(factor)?,
        None => Exact::ONE,
    };
    let points = match &rule.points {
        Some(points) => reader.exact(points)?,
        None => Exact::ZERO,
    };
    let minimum = match &rule.minimum_percent {
        Some(percent) => Some(reader.share(percent)?),
        None => None,
    };
    let of = match &rule.minimum_of {
        Some(of) => reader.one_of(of, &MINIMUM_OF)?,
        None => MinimumOf::Eligible,
    };
    Some(Away { factor, points, minimum: minimum.map(|share| Minimum { share, of }) })
}

pub(super) fn bonus(rule: &BonusToml, reader: &mut Reader<'_>) -> Option<Bonus> {
    Some(Bonus { points: reader.exact(&rule.points)?, tcm: rule.tcm })
}

/// The percentages of a combination: stated, times a factor, plus points, within 0 and 100.
pub(super) fn share(
    tables: &mut Tables,
    parts: Parts,
    stated: Stated,
    adjusted: bool,
    bases: &mut TermBases,
    reader: &mut Reader<'_>,
) -> Option<ShareTerms> {
    let mut segments = stated.segments;
    let mut numbers = [0; SEGMENTS_MAX];
    for (number, share) in numbers.iter_mut().zip(&segments.share) {
        *number = share.as_millionths();
    }
    let mut terms = ShareTerms { segments, stated: numbers, minimum: None };
    if !adjusted {
        return Some(terms);
    }
    let away = tables.away.at_most_one(parts, reader).map(|row| (row.value, row.basis));
    let (mut factor, mut points) = (Exact::ONE, Exact::ZERO);
    if let Some((away, basis)) = away {
        (factor, points) = (away.factor, away.points);
        terms.minimum = away.minimum;
        bases.away = Some(basis);
    }
    for row in tables.bonus.all(parts) {
        if row.value.tcm.is_none_or(|tcm| tcm == parts.tcm) {
            points = points.plus(row.value.points)?;
            bases.bonus = Some(row.basis);
        }
    }
    for share in segments.share.iter_mut().take(usize::from(segments.count)) {
        let percent = share.as_percent().times(factor)?.plus(points)?;
        let percent = percent.max(Exact::ZERO).min(Exact::HUNDRED);
        *share = reader.share_of(percent, 0..0)?;
    }
    terms.segments = segments;
    Some(terms)
}
