//! From the file to the plan: for each combination the rules that hold, flattened.

use std::collections::BTreeMap;

use yz_records::{CareKind, Category, Filing, InstitutionLevel, Place};
use yz_units::{Exact, Share};

use super::diseases::{self, OfDisease};
use super::model::{BenefitsToml, Rule};
use super::selectors::{Bands, bits};
use super::tables::{Row, Rules};
use super::values::Reader;
use super::{adjust, read};
use crate::charge::{COMBINATIONS, Combination, PER_KIND, Parts};
use crate::plan::{
    AssistanceTerms, BasisId, CriticalTerms, DeductibleTerms, Entitlement, Incentive, Plan,
    TermBases, Terms, TiltTerms,
};

/// Every table of a file, read.
pub(super) struct Tables {
    pub(super) prior: Share,
    pub(super) prior_basis: BasisId,
    pub(super) deductible: Rules<DeductibleTerms>,
    pub(super) ratio: Rules<read::Stated>,
    pub(super) away: Rules<adjust::Away>,
    pub(super) bonus: Rules<adjust::Bonus>,
    pub(super) limit: Rules<read::Limit>,
    pub(super) ceiling: Rules<i64>,
    pub(super) critical: Option<Critical>,
    pub(super) assistance_kinds: u8,
    pub(super) assistance: Rules<read::Assistance>,
    pub(super) tilt: Rules<TiltTerms>,
}

/// Critical-illness insurance, read.
pub(super) struct Critical {
    pub(super) kinds: u8,
    pub(super) by_year: bool,
    pub(super) ceiling_fen: i64,
    pub(super) stated: read::Stated,
    pub(super) basis: BasisId,
    pub(super) threshold: Rules<i64>,
    pub(super) relief: Rules<(Exact, bool)>,
    pub(super) incentive: Option<Incentive>,
}

pub(super) fn compile(file: &BenefitsToml, reader: &mut Reader<'_>) -> Option<Plan> {
    let mut bands = Bands::default();
    gather(file, &mut bands, reader);
    bands.close(reader);
    let covers = bits(Some(&file.covers), CareKind::LIST, reader);
    let covers: Vec<CareKind> =
        CareKind::ALL.iter().copied().filter(|kind| has(covers, kind.code())).collect();
    let days = reader.day(&file.from).zip(reader.day(&file.until));
    let by_admission =
        reader.one_of(&file.stay_across_year, &[("discharge", false), ("admission", true)])?;
    let mut counters = read::Counters::default();
    let (mut tables, limits, daily) = read::tables(file, &bands, &mut counters, reader)?;
    let (diseases, changes) = diseases::read(file, &mut counters, reader);
    let mut all = Builder::default();
    let mut index = vec![0_u16; COMBINATIONS].into_boxed_slice();
    for parts in combinations(&covers, bands.count()) {
        let terms = terms(&mut tables, parts, None, reader);
        if let (Some(terms), place) = (terms, Combination::new(parts).index()) {
            index[place] = all.place(terms);
        }
    }
    let of = |change| of_disease(&mut tables, change, &bands, &mut all, reader);
    let disease_index: Vec<_> = changes.iter().map(of).collect();
    let entitlement = entitlement(file, reader);
    let (first, last) = days?;
    Some(Plan {
        name: file.name.get_ref().clone(),
        title: file.title.clone(),
        region: file.region.clone(),
        first,
        last,
        synthetic: file.synthetic,
        unverified: reader.bases.iter().any(|basis| !basis.verified),
        by_admission,
        continuous_referral: file.continuous_referral,
        disease_terms: diseases::by_number(&diseases, &changes),
        bases: std::mem::take(&mut reader.bases),
        diseases,
        entitlement,
        covers,
        bands: bands.table(),
        index,
        disease_index,
        terms: all.terms,
        limits,
        daily,
        critical_ceiling_fen: tables.critical.as_ref().map_or(i64::MAX, |it| it.ceiling_fen),
        incentive: tables.critical.as_ref().and_then(|it| it.incentive),
    })
}

/// The terms of all combinations, each kept once.
#[derive(Default)]
struct Builder {
    terms: Vec<Terms>,
    places: BTreeMap<Terms, u16>,
}

impl Builder {
    fn place(&mut self, terms: Terms) -> u16 {
        if let Some(place) = self.places.get(&terms) {
            return *place;
        }
        let place = u16::try_from(self.terms.len()).unwrap_or(u16::MAX);
        self.terms.push(terms.clone());
        self.places.insert(terms, place);
        place
    }
}

pub(super) fn has(bits: u8, code: i8) -> bool {
    bits >> (code & 7) & 1 == 1
}

/// Every combination that can be met.
fn combinations(kinds: &[CareKind], bands: u8) -> Vec<Parts> {
    let mut all = Vec::new();
    for kind in kinds {
        for level in InstitutionLevel::ALL {
            for place in Place::ALL {
                let home: &[Filing] = &[Filing::Unfiled];
                let filings = if *place == Place::Local { home } else { Filing::ALL };
                for filing in filings {
                    for category in Category::ALL {
                        for (band, tcm) in (0..bands).flat_map(|band| [(band, false), (band, true)])
                        {
                            all.push(Parts {
                                kind: *kind,
                                level: *level,
                                place: *place,
                                filing: *filing,
                                category: *category,
                                band,
                                tcm,
                            });
                        }
                    }
                }
            }
        }
    }
    all
}

/// What holds for a combination, and for a disease in it.
fn terms(
    tables: &mut Tables,
    parts: Parts,
    change: Option<&OfDisease>,
    reader: &mut Reader<'_>,
) -> Option<Terms> {
    let mut bases = TermBases { prior: Some(tables.prior_basis), ..TermBases::default() };
    let own = change.and_then(|change| Some((change.deductible?, change.basis)));
    let deductible = match own {
        Some(own) => Some(own),
        None => tables.deductible.exactly_one(parts, reader).map(|row| (row.value, row.basis)),
    };
    let own = change.and_then(|change| Some((read::Stated::of(change.percent?), change.basis)));
    let stated = match own {
        Some(own) => Some(own),
        None => tables.ratio.exactly_one(parts, reader).map(|row| (row.value, row.basis)),
    };
    let adjusted = !change.is_some_and(|change| change.fixed && change.percent.is_some());
    let (stated, basis) = stated?;
    let share = adjust::share(tables, parts, stated, adjusted, &mut bases, reader)?;
    bases.share = Some(basis);
    let (deductible, basis) = deductible?;
    bases.deductible = Some(basis);
    let (limits, visit_limit_fen) = limits(tables, parts, change, &mut bases);
    let ceiling = tables.ceiling.at_most_one(parts, reader).map(|row| (row.value, row.basis));
    bases.ceiling = ceiling.map(|(_, basis)| basis);
    let critical = critical(tables, parts, &mut bases, reader);
    let assistance = assistance(tables, parts, &mut bases, reader);
    let tilt = tilt(tables, parts, &mut bases, reader).filter(|_| assistance.is_some());
    Some(Terms {
        prior: tables.prior,
        deductible,
        share,
        limits,
        visit_limit_fen,
        ceiling_fen: ceiling.map_or(i64::MAX, |(fen, _)| fen),
        critical,
        assistance,
        tilt,
        bases,
    })
}

fn limits(
    tables: &Tables,
    parts: Parts,
    change: Option<&OfDisease>,
    bases: &mut TermBases,
) -> (u16, i64) {
    let (mut limits, mut visit) = (0, i64::MAX);
    let disease = change.map_or(0, |change| change.number);
    let holds = |row: &&Row<read::Limit>| {
        row.value.diseases.is_empty() || row.value.diseases.contains(&disease)
    };
    for row in tables.limit.all(parts).filter(holds) {
        match row.value.slot {
            Some(slot) => limits |= 1_u16 << (slot & 7),
            None if row.value.fen < visit => {
                visit = row.value.fen;
                bases.visit_limit = Some(row.basis);
            }
            None => {}
        }
    }
    (limits, visit)
}

fn critical(
    tables: &mut Tables,
    parts: Parts,
    bases: &mut TermBases,
    reader: &mut Reader<'_>,
) -> Option<CriticalTerms> {
    let critical = tables.critical.as_mut().filter(|it| has(it.kinds, parts.kind.code()))?;
    let threshold = critical.threshold.exactly_one(parts, reader)?;
    bases.threshold = Some(threshold.basis);
    bases.segments = Some(critical.basis);
    let threshold_fen = threshold.value;
    let relief = critical.relief.at_most_one(parts, reader).map(|row| (row.value, row.basis));
    bases.relief = relief.map(|(_, basis)| basis);
    let ((points, no_ceiling), _) = relief.unwrap_or(((Exact::ZERO, false), BasisId(0)));
    let mut segments = critical.stated.segments;
    for share in segments.share.iter_mut().take(usize::from(segments.count)) {
        let lifted = share.as_percent().plus(points).unwrap_or(Exact::HUNDRED);
        *share = reader.share_of(lifted.min(Exact::HUNDRED), 0..0)?;
    }
    let ceiling_fen = if no_ceiling { i64::MAX } else { critical.ceiling_fen };
    Some(CriticalTerms { threshold_fen, segments, ceiling_fen, by_year: critical.by_year })
}

fn assistance(
    tables: &mut Tables,
    parts: Parts,
    bases: &mut TermBases,
    reader: &mut Reader<'_>,
) -> Option<AssistanceTerms> {
    if !has(tables.assistance_kinds, parts.kind.code()) {
        return None;
    }
    let row = tables.assistance.at_most_one(parts, reader)?;
    bases.assistance = Some(row.basis);
    let unfiled = parts.place != Place::Local && parts.filing == Filing::Unfiled;
    let rule = &row.value;
    let share = rule.away_share.filter(|_| unfiled).unwrap_or(rule.share);
    let (deductible_fen, ceiling_fen) = (rule.deductible_fen, rule.ceiling_fen);
    Some(AssistanceTerms { deductible_fen, share, ceiling_fen })
}

fn tilt(
    tables: &mut Tables,
    parts: Parts,
    bases: &mut TermBases,
    reader: &mut Reader<'_>,
) -> Option<TiltTerms> {
    let row = tables.tilt.at_most_one(parts, reader)?;
    bases.tilt = Some(row.basis);
    Some(row.value)
}

/// The combinations of a disease's kind, with what the disease changes.
fn of_disease(
    tables: &mut Tables,
    change: &OfDisease,
    bands: &Bands,
    all: &mut Builder,
    reader: &mut Reader<'_>,
) -> Box<[u16]> {
    let mut index = vec![0_u16; PER_KIND].into_boxed_slice();
    for parts in combinations(&[change.kind], bands.count()) {
        if let Some(terms) = terms(tables, parts, Some(change), reader) {
            index[Combination::new(parts).index_in_kind()] = all.place(terms);
        }
    }
    index
}

fn gather(file: &BenefitsToml, bands: &mut Bands, reader: &mut Reader<'_>) {
    fn each<R: Rule>(rules: &[toml::Spanned<R>], bands: &mut Bands, reader: &mut Reader<'_>) {
        for rule in rules {
            bands.gather(rule.get_ref().selectors(), reader);
        }
    }
    each(&file.deductible, bands, reader);
    each(&file.ratio, bands, reader);
    each(&file.away, bands, reader);
    each(&file.bonus, bands, reader);
    each(&file.limit, bands, reader);
    each(file.annual_ceiling.as_slice(), bands, reader);
    each(file.tilt_assistance.as_slice(), bands, reader);
    if let Some(critical) = &file.critical_illness {
        each(&critical.get_ref().threshold, bands, reader);
        each(&critical.get_ref().relief, bands, reader);
    }
    if let Some(assistance) = &file.medical_assistance {
        each(&assistance.get_ref().rule, bands, reader);
    }
}

fn entitlement(file: &BenefitsToml, reader: &mut Reader<'_>) -> Entitlement {
    let mut entitlement = Entitlement {
        newborn_days: file.newborn.as_ref().map(|newborn| newborn.days),
        ..Entitlement::default()
    };
    if let Some(newborn) = &file.newborn {
        reader.basis("newborn", None, newborn.basis());
    }
    if let Some(waiting) = &file.waiting {
        reader.basis("waiting", None, waiting.basis());
        entitlement.wait_months = waiting.months;
        entitlement.wait_per_broken_year = waiting.per_broken_year;
        entitlement.long_break_years = waiting.long_break_years;
        entitlement.long_break_months = waiting.long_break_months;
    }
    entitlement
}
