//! What a reform would change: the same bills under several plans, person by person.

use std::collections::BTreeMap;

use yz_records::{Bill, CareKind, Category, InstitutionLevel, SettlementRow};

use crate::year::PersonYear;

/// Sums over bills, in fen but for their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// How many bills were settled.
    pub bills: i64,
    /// The whole.
    pub total_fen: i64,
    /// Within the scope of policy.
    pub eligible_fen: i64,
    /// The basic fund.
    pub basic_fen: i64,
    /// Critical-illness insurance.
    pub critical_fen: i64,
    /// Medical assistance.
    pub assistance_fen: i64,
    /// Tilt assistance.
    pub tilt_fen: i64,
    /// The person.
    pub person_fen: i64,
}

/// A dimension by which sums are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    /// By kind of care.
    Kind,
    /// By level of the institution.
    Level,
    /// By category.
    Category,
    /// By ten years of age: 0, 10, 20 …
    Age,
    /// By town.
    Town,
}

/// Counts the same bills under several plans; the first is what holds today.
///
/// Parts of the population can be counted apart and [merged](Self::merge): the result does not
/// depend on how it was cut.
#[derive(Debug, Clone)]
pub struct Simulation {
    plans: usize,
    cells: BTreeMap<(Dimension, i64), Vec<Sums>>,
    whole: Vec<Sums>,
    /// For each person with bills, one after the other: what is borne today, and the change under
    /// each reform.
    persons: Vec<i64>,
}

/// One person's sums by the codes of the dimensions that differ from bill to bill.
type Person = BTreeMap<(Dimension, i64), Sums>;

/// Who gains and who loses under a reform.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Persons who bear less.
    pub winners: i64,
    /// How much less, together.
    pub gained_fen: i64,
    /// Persons who bear more.
    pub losers: i64,
    /// How much more, together.
    pub lost_fen: i64,
    /// Persons for whom nothing changes.
    pub unchanged: i64,
    /// Tenths of the persons with bills, from those who bear least today to those who bear most.
    pub deciles: Vec<Decile>,
}

/// A tenth of the persons with bills.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decile {
    /// How many.
    pub persons: i64,
    /// What they bear today.
    pub person_fen: i64,
    /// What they bear more under the reform; below nothing where they bear less.
    pub change_fen: i64,
    /// How many bear less.
    pub winners: i64,
    /// How many bear more.
    pub losers: i64,
}

impl Sums {
    /// What the funds bear together.
    #[must_use]
    pub const fn fund_fen(self) -> i64 {
        self.basic_fen
            .saturating_add(self.critical_fen)
            .saturating_add(self.assistance_fen)
            .saturating_add(self.tilt_fen)
    }

    fn of(row: &SettlementRow) -> Self {
        Self {
            bills: 1,
            total_fen: row.total_fen,
            eligible_fen: row.eligible_fen,
            basic_fen: row.basic_fen,
            critical_fen: row.critical_fen,
            assistance_fen: row.assistance_fen,
            tilt_fen: row.tilt_fen,
            person_fen: row.person_fen,
        }
    }

    /// Adds other sums.
    pub fn add(&mut self, other: Self) {
        let fields = [
            (&mut self.bills, other.bills),
            (&mut self.total_fen, other.total_fen),
            (&mut self.eligible_fen, other.eligible_fen),
            (&mut self.basic_fen, other.basic_fen),
            (&mut self.critical_fen, other.critical_fen),
            (&mut self.assistance_fen, other.assistance_fen),
            (&mut self.tilt_fen, other.tilt_fen),
            (&mut self.person_fen, other.person_fen),
        ];
        for (sum, more) in fields {
            *sum = sum.saturating_add(more);
        }
    }
}

impl Simulation {
    /// Nothing counted yet, for so many plans.
    #[must_use]
    pub fn new(plans: usize) -> Self {
        let whole = vec![Sums::default(); plans];
        Self { plans, cells: BTreeMap::new(), whole, persons: Vec::new() }
    }

    /// Counts a person's year under each plan. The years differ in their plan only.
    pub fn count(&mut self, years: &[PersonYear<'_>]) {
        let town = years.first().and_then(|year| year.person).map_or(0, |person| person.town);
        if years.first().is_none_or(|year| year.bills.is_empty()) {
            return;
        }
        let mut today = 0;
        for (plan, year) in years.iter().enumerate().take(self.plans) {
            let mut person = Person::new();
            let mut sum = Sums::default();
            let mut person_fen = 0_i64;
            for place in year.settle() {
                let row = place.row();
                person_fen = person_fen.saturating_add(row.person_fen);
                if row.refusal.is_none() {
                    let sums = Sums::of(&row);
                    sum.add(sums);
                    for key in keys(place.bill) {
                        person.entry(key).or_default().add(sums);
                    }
                }
            }
            self.whole[plan].add(sum);
            self.add(plan, (Dimension::Town, i64::from(town)), sum);
            for (key, sums) in person {
                self.add(plan, key, sums);
            }
            if plan == 0 {
                today = person_fen;
                self.persons.push(person_fen);
            } else {
                self.persons.push(person_fen.saturating_sub(today));
            }
        }
    }

    fn add(&mut self, plan: usize, key: (Dimension, i64), sums: Sums) {
        let plans = self.plans;
        self.cells.entry(key).or_insert_with(|| vec![Sums::default(); plans])[plan].add(sums);
    }

    /// Adds what was counted of another part of the population.
    pub fn merge(&mut self, other: Self) {
        for (sums, more) in self.whole.iter_mut().zip(other.whole) {
            sums.add(more);
        }
        for (key, more) in other.cells {
            for (plan, sums) in more.into_iter().enumerate().take(self.plans) {
                self.add(plan, key, sums);
            }
        }
        self.persons.extend(other.persons);
    }

    /// The sums of all bills, by plan.
    #[must_use]
    pub fn whole(&self) -> &[Sums] {
        &self.whole
    }

    /// The sums by the codes of a dimension, each by plan, in the order of the codes.
    #[must_use]
    pub fn by(&self, dimension: Dimension) -> Vec<(i64, &[Sums])> {
        let cells = self.cells.iter().filter(|((known, _), _)| *known == dimension);
        cells.map(|((_, code), sums)| (*code, sums.as_slice())).collect()
    }

    /// How many persons have bills.
    #[must_use]
    pub fn persons(&self) -> usize {
        self.persons.chunks_exact(self.plans.max(1)).len()
    }

    /// Who gains and who loses under a plan, compared with the first.
    #[must_use]
    pub fn change(&self, plan: usize) -> Change {
        let of = |person: &[i64]| {
            let today = person.first().copied().unwrap_or(0);
            let change = if plan == 0 { 0 } else { person.get(plan).copied().unwrap_or(0) };
            (today, change)
        };
        let each = self.persons.chunks_exact(self.plans.max(1));
        let mut persons: Vec<(i64, i64)> = each.map(of).collect();
        persons.sort_unstable();
        let mut change = Change::default();
        for tenth in 0..10_usize {
            let decile = decile(tenth_of(&persons, tenth));
            change.winners = change.winners.saturating_add(decile.winners);
            change.losers = change.losers.saturating_add(decile.losers);
            change.deciles.push(decile);
        }
        for (_, more) in &persons {
            change.gained_fen = change.gained_fen.saturating_sub((*more).min(0));
            change.lost_fen = change.lost_fen.saturating_add((*more).max(0));
        }
        let all = i64::try_from(persons.len()).unwrap_or(i64::MAX);
        change.unchanged = all.saturating_sub(change.winners).saturating_sub(change.losers);
        change
    }
}

/// The cells that a bill belongs to, beside its person's town.
fn keys(bill: &Bill) -> [(Dimension, i64); 4] {
    let tens = i64::from(bill.age).saturating_div(10).saturating_mul(10);
    [
        (Dimension::Kind, i64::from(bill.kind.code())),
        (Dimension::Level, i64::from(bill.level.code())),
        (Dimension::Category, i64::from(bill.category.code())),
        (Dimension::Age, tens),
    ]
}

/// A tenth of a list: the sizes differ by one at most.
fn tenth_of<T>(list: &[T], tenth: usize) -> &[T] {
    let bound = |tenth: usize| list.len().saturating_mul(tenth).saturating_div(10);
    &list[bound(tenth)..bound(tenth.saturating_add(1))]
}

fn decile(persons: &[(i64, i64)]) -> Decile {
    let mut decile = Decile::default();
    for (today, change) in persons {
        decile.persons = decile.persons.saturating_add(1);
        decile.person_fen = decile.person_fen.saturating_add(*today);
        decile.change_fen = decile.change_fen.saturating_add(*change);
        decile.winners = decile.winners.saturating_add(i64::from(*change < 0));
        decile.losers = decile.losers.saturating_add(i64::from(0 < *change));
    }
    decile
}

impl Dimension {
    /// Every dimension.
    pub const ALL: [Self; 5] = [Self::Kind, Self::Level, Self::Category, Self::Age, Self::Town];

    /// The title, Chinese and English.
    #[must_use]
    pub const fn titles(self) -> (&'static str, &'static str) {
        match self {
            Self::Kind => ("医疗类别", "Kind of care"),
            Self::Level => ("机构级别", "Level of institution"),
            Self::Category => ("人员类别", "Category"),
            Self::Age => ("年龄", "Age"),
            Self::Town => ("乡镇", "Town"),
        }
    }

    /// The title of a code.
    #[must_use]
    pub fn code_title(self, code: i64) -> String {
        let small = i8::try_from(code).unwrap_or(-1);
        let title = match self {
            Self::Kind => CareKind::from_code(small).map(CareKind::title),
            Self::Level => InstitutionLevel::from_code(small).map(InstitutionLevel::title),
            Self::Category => Category::from_code(small).map(Category::title),
            Self::Age => return format!("{code}–{}岁", code.saturating_add(9)),
            Self::Town => None,
        };
        title.map_or_else(|| code.to_string(), str::to_owned)
    }
}
