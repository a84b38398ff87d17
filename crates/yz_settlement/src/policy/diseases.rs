//! The region's list of diseases.

use yz_diagnostics::words;
use yz_records::{CareKind, Sex};
use yz_units::Share;

use super::model::{BasisToml, BenefitsToml, DiseaseToml};
use super::read::{self, Counters};
use super::selectors::ages;
use super::values::Reader;
use crate::plan::{BasisId, DeductibleTerms, Disease, DiseaseTerms};

/// What a disease changes in the combinations of its kind.
pub(super) struct OfDisease {
    pub(super) number: i16,
    pub(super) kind: CareKind,
    pub(super) percent: Option<Share>,
    /// Whether care away and bonuses leave the percentage alone.
    pub(super) fixed: bool,
    pub(super) deductible: Option<DeductibleTerms>,
    pub(super) limit_fen: Option<i64>,
    pub(super) basis: BasisId,
}

/// The list, and what each disease changes, in the same order.
pub(super) fn read(
    file: &BenefitsToml,
    counters: &mut Counters,
    reader: &mut Reader<'_>,
) -> (Vec<Disease>, Vec<OfDisease>) {
    let (mut diseases, mut changes) = (Vec::new(), Vec::new());
    for disease in &file.disease {
        let number = disease.get_ref().number.clone();
        let taken = diseases.iter().any(|known: &Disease| known.number == *number.get_ref());
        if taken || !(1..=4_096).contains(number.get_ref()) {
            let written = number.get_ref();
            let message =
                words!("病种编号 {written} 不可用", "the number {written} cannot be used");
            let help =
                words!("每个病种用 1 到 4096 中自己的编号", "give each its own, of 1 to 4096");
            reader.wrong(number.span(), message, help);
            continue;
        }
        if let Some((disease, change)) = one(disease.get_ref(), counters, reader) {
            diseases.push(disease);
            changes.push(change);
        }
    }
    (diseases, changes)
}

fn one(
    toml: &DiseaseToml,
    counters: &mut Counters,
    reader: &mut Reader<'_>,
) -> Option<(Disease, OfDisease)> {
    let name = toml.name.get_ref();
    let basis = BasisToml {
        source: toml.source.as_ref().map(|source| source.get_ref().as_str()),
        article: toml.article.as_deref(),
        verified: toml.verified,
    };
    let basis = reader.basis("disease", Some(&toml.title.zh), basis);
    let kinds: Vec<(&str, CareKind)> =
        CareKind::ALL.iter().map(|kind| (kind.name(), *kind)).collect();
    let kind = reader.one_of(&toml.kind, &kinds)?;
    let sexes: Vec<(&str, Sex)> = Sex::ALL.iter().map(|sex| (sex.name(), *sex)).collect();
    let sex = match &toml.sex {
        Some(sex) => Some(reader.one_of(sex, &sexes)?),
        None => None,
    };
    let ages = match &toml.age {
        Some(age) => ages(age, reader)?,
        None => (0, i8::MAX),
    };
    let percent = match &toml.percent {
        Some(percent) => Some(reader.share(percent)?),
        None => None,
    };
    let deductible = match &toml.deductible {
        Some(it) => {
            let of = (&it.per, it.amount.as_ref(), it.shared.as_deref().unwrap_or(name));
            Some(read::simple_deductible(of, counters, reader)?)
        }
        None => None,
    };
    let limit_fen = match &toml.annual_limit {
        Some(limit) => Some(reader.fen(limit)?),
        None => None,
    };
    let number = *toml.number.get_ref();
    let (certified, visits_most) = (toml.certified, toml.visits_most);
    let (name, title) = (name.clone(), toml.title.clone());
    let disease = Disease { number, name, title, kind, certified, sex, ages, visits_most };
    let fixed = toml.fixed;
    Some((disease, OfDisease { number, kind, percent, fixed, deductible, limit_fen, basis }))
}

/// By the number of a disease, where its terms stand.
pub(super) fn by_number(diseases: &[Disease], changes: &[OfDisease]) -> Vec<DiseaseTerms> {
    let kind = CareKind::Outpatient;
    let none = DiseaseTerms { kind, index: 0, disease: 0, limit_fen: None, basis: None };
    let most = diseases.iter().map(|disease| disease.number).max().unwrap_or(0);
    let mut terms = vec![none; usize::try_from(most).unwrap_or(0).saturating_add(1)];
    for (place, change) in (1_u16..).zip(changes) {
        if let Some(slot) = usize::try_from(change.number).ok().and_then(|at| terms.get_mut(at)) {
            *slot = DiseaseTerms {
                kind: change.kind,
                index: place,
                disease: place,
                limit_fen: change.limit_fen,
                basis: Some(change.basis),
            };
        }
    }
    terms
}
