//! Bills as columns, seen to be sound and ready to be settled.

use datafusion::arrow::array::{Array, PrimitiveArray, RecordBatch};
use datafusion::arrow::buffer::ScalarBuffer;
use datafusion::arrow::datatypes::{Date32Type, Int8Type, Int16Type, Int64Type, Schema};
use yz_diagnostics::{Words, words};
use yz_records::{CareKind, Category, CodeList, Filing, InstitutionLevel, Place, Transfer};
use yz_settlement::{Charge, Combination, Parts, Plan};
use yz_units::{Day, SHARED_FEN_MAX};

use super::columns::{Columns, Wrong};
use super::done::Of;
use super::settler::Key;

/// How the bills of a file are read under a plan.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    pub(crate) columns: Columns,
    days: (i32, i32),
}

/// The bills of a batch.
#[derive(Debug)]
pub(crate) struct Bills {
    bill: ScalarBuffer<i64>,
    person: ScalarBuffer<i64>,
    date: ScalarBuffer<i32>,
    total: ScalarBuffer<i64>,
    own: ScalarBuffer<i64>,
    class_a: ScalarBuffer<i64>,
    class_b: ScalarBuffer<i64>,
    combination: Vec<Combination>,
    /// Present where the file has the columns.
    disease: Option<ScalarBuffer<i16>>,
    transfer: Option<PrimitiveArray<Int8Type>>,
    prior: Option<PrimitiveArray<Int64Type>>,
}

impl Reading {
    /// Finds the columns in a file.
    ///
    /// # Errors
    ///
    /// Which column is missing or cannot be read.
    pub(crate) fn of(schema: &Schema, plan: &Plan) -> Result<Self, Words> {
        let columns = Columns::of(schema, plan.minds_age())?;
        // A stay that belongs to the year of its admission may end after the year.
        let last = if plan.by_admission { i32::MAX } else { plan.last.number() };
        Ok(Self { columns, days: (plan.first.number(), last) })
    }

    /// Reads a batch.
    ///
    /// # Errors
    ///
    /// The first row that cannot be settled, and why.
    pub(crate) fn bills(&self, plan: &Plan, batch: &RecordBatch) -> Result<Bills, Wrong> {
        let fen = |name| -> Result<ScalarBuffer<i64>, Wrong> {
            Ok(self.columns.whole::<Int64Type>(batch, name)?.values().clone())
        };
        let bills = Bills {
            bill: fen("bill_id")?,
            person: fen("person_id")?,
            date: self.columns.whole::<Date32Type>(batch, "date")?.values().clone(),
            total: fen("total_fen")?,
            class_a: fen("class_a_fen")?,
            class_b: fen("class_b_fen")?,
            own: fen("own_fen")?,
            combination: self.combinations(plan, batch)?,
            disease: self.diseases(batch),
            transfer: self.columns.maybe::<Int8Type>(batch, "transfer"),
            prior: self.columns.maybe::<Int64Type>(batch, "prior_self_payment_fen"),
        };
        self.first_wrong(plan, batch, &bills).map_or(Ok(bills), Err)
    }

    /// The disease of each row; nothing where no row has one.
    fn diseases(&self, batch: &RecordBatch) -> Option<ScalarBuffer<i16>> {
        let numbers = self.columns.maybe::<Int16Type>(batch, "disease")?;
        if numbers.null_count() == 0 {
            return Some(numbers.values().clone());
        }
        Some(numbers.iter().map(Option::unwrap_or_default).collect::<Vec<_>>().into())
    }

    fn combinations(&self, plan: &Plan, batch: &RecordBatch) -> Result<Vec<Combination>, Wrong> {
        let code = |name| self.columns.whole::<Int8Type>(batch, name);
        let (kinds, levels) = (code("kind")?, code("level")?);
        let (places, categories) = (code("place")?, code("category")?);
        let (kinds, levels) = (kinds.values(), levels.values());
        let (places, categories) = (places.values(), categories.values());
        let maybe = |name| self.columns.maybe::<Int8Type>(batch, name);
        let (filings, ages, tcm) = (maybe("filing"), maybe("age"), maybe("tcm"));
        let mut combinations = Vec::with_capacity(kinds.len());
        for row in 0..kinds.len() {
            let parts = (|| {
                Some(Parts {
                    kind: CareKind::from_code(kinds[row])?,
                    level: InstitutionLevel::from_code(levels[row])?,
                    place: Place::from_code(places[row])?,
                    category: Category::from_code(categories[row])?,
                    filing: Filing::from_code(at(filings.as_ref(), row))?,
                    band: plan.band_of(at(ages.as_ref(), row)),
                    tcm: at(tcm.as_ref(), row) != 0,
                })
            })();
            let Some(parts) = parts else {
                return Err(self.unknown_code(batch, row));
            };
            combinations.push(Combination::new(parts));
        }
        Ok(combinations)
    }

    /// Which code of a row is of no list.
    fn unknown_code(&self, batch: &RecordBatch, row: usize) -> Wrong {
        let lists: [(&str, CodeList); 5] = [
            ("kind", CareKind::LIST),
            ("level", InstitutionLevel::LIST),
            ("place", Place::LIST),
            ("category", Category::LIST),
            ("filing", Filing::LIST),
        ];
        for (name, list) in lists {
            let Some(codes) = self.columns.maybe::<Int8Type>(batch, name) else { continue };
            let code = at(Some(&codes), row);
            if !list.holds(code) {
                let called = self.columns.called(name).unwrap_or(name);
                let known = list.codes.iter().map(|(code, name, _)| format!("{code} {name}"));
                let known = known.collect::<Vec<_>>().join("、");
                let reason = words!(
                    "列 {called} 的代码 {code} 不在 {known} 之中",
                    "column {called}: the code {code} is none of {known}"
                );
                return Wrong { row, reason };
            }
        }
        Wrong { row, reason: words!("代码不在目录中", "a code is of no list") }
    }

    /// The first row whose amounts, day or kind cannot be settled.
    fn first_wrong(&self, plan: &Plan, batch: &RecordBatch, bills: &Bills) -> Option<Wrong> {
        // One pass without branches for the many batches in which nothing is wrong.
        let sound = (0..bills.bill.len()).fold(true, |sound, row| sound & bills.adds_up(row));
        let (first, last) = self.days;
        let in_days =
            bills.date.iter().fold(true, |all, day| all & (first <= *day) & (*day <= last));
        let covers = plan.covers();
        let covered = covers.len() == CareKind::ALL.len()
            || bills.combination.iter().all(|it| it.kind().is_some_and(|it| covers.contains(&it)));
        let stands = self.correcting(batch).is_none();
        if sound && in_days && covered && stands {
            return None;
        }
        (0..bills.bill.len()).find_map(|row| {
            let reason = self.why(plan, batch, bills, row)?;
            Some(Wrong { row, reason })
        })
    }

    /// Why a row cannot be settled; nothing where it can.
    fn why(&self, plan: &Plan, batch: &RecordBatch, bills: &Bills, row: usize) -> Option<Words> {
        let (first, last) = self.days;
        if !bills.adds_up(row) {
            return Some(bills.why_not(row));
        }
        if bills.date[row] < first || last < bills.date[row] {
            let day = Day::from_number(bills.date[row]);
            let (first, last) = (plan.first, plan.last);
            return Some(words!(
                "日期 {day} 不在待遇规则的适用期 {first} 至 {last} 内",
                "the date {day} is not within the days of the benefits, {first} to {last}"
            ));
        }
        let kind = bills.combination[row].kind()?;
        if !plan.covers().contains(&kind) {
            let (title, name, plan) = (kind.title(), kind.name(), &plan.name);
            return Some(words!(
                "待遇规则 {plan} 没有医疗类别“{title}”",
                "the benefits {plan} do not know the kind of care {name}"
            ));
        }
        (self.correcting(batch) == Some(row)).then(|| {
            words!(
                "这一行更正或冲销另一笔费用；请导入账本后用 yizhang settle 账本 结算",
                "the row corrects or reverses another bill; import it into a book and settle that"
            )
        })
    }

    /// The first row that corrects or reverses another.
    fn correcting(&self, batch: &RecordBatch) -> Option<usize> {
        let rows = ["corrects", "reverses"].into_iter().filter_map(|name| {
            let others = self.columns.maybe::<Int64Type>(batch, name)?;
            let some = others.null_count() < others.len();
            (0..others.len()).find(|row| some && others.is_valid(*row))
        });
        rows.min()
    }
}

/// A code of a column that a file may leave out; 0 where there is none.
#[inline(always)]
fn at(codes: Option<&PrimitiveArray<Int8Type>>, row: usize) -> i8 {
    codes.filter(|codes| codes.is_valid(row)).map_or(0, |codes| codes.value(row))
}

impl Bills {
    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.bill.len()
    }

    /// The place of a row in the order.
    #[inline(always)]
    pub(crate) fn key(&self, row: usize) -> Key {
        (self.person[row], self.date[row], self.bill[row])
    }

    /// What is known of a row beside its settlement.
    #[inline(always)]
    pub(crate) fn of(&self, row: usize) -> Of {
        Of {
            bill: self.bill[row],
            person: self.person[row],
            date: self.date[row],
            total: self.total[row],
            own: self.own[row],
        }
    }

    /// What the steps see of a row.
    #[inline(always)]
    pub(crate) fn charge(&self, row: usize) -> Charge {
        let prior = self.prior.as_ref().filter(|prior| prior.is_valid(row));
        Charge {
            combination: self.combination[row],
            date: self.date[row],
            disease: self.disease.as_ref().map_or(0, |numbers| numbers[row]),
            transfer: self.transfer.as_ref().map_or(Transfer::None, |codes| {
                Transfer::from_code(at(Some(codes), row)).unwrap_or(Transfer::None)
            }),
            total_fen: self.total[row],
            class_a_fen: self.class_a[row],
            class_b_fen: self.class_b[row],
            prior_fen: prior.map_or(-1, |prior| prior.value(row)),
        }
    }

    /// Whether the amounts of a row are not negative, in range, and add up.
    #[inline(always)]
    fn adds_up(&self, row: usize) -> bool {
        let (total, own) = (self.total[row], self.own[row]);
        let (a, b) = (self.class_a[row], self.class_b[row]);
        let sum = a.wrapping_add(b).wrapping_add(own);
        let prior = self.prior.as_ref().filter(|prior| prior.is_valid(row));
        (0 <= a)
            & (0 <= b)
            & (0 <= own)
            & (total <= SHARED_FEN_MAX)
            & (a <= total)
            & (b <= total)
            & (sum == total)
            & prior.is_none_or(|prior| (0..=b).contains(&prior.value(row)))
    }

    /// What is wrong with amounts that do not add up.
    fn why_not(&self, row: usize) -> Words {
        let (total, own) = (self.total[row], self.own[row]);
        let (a, b) = (self.class_a[row], self.class_b[row]);
        if a < 0 || b < 0 || own < 0 {
            return words!("金额为负", "an amount is negative");
        }
        if SHARED_FEN_MAX < total {
            return words!("总额 {total} 分过大", "the total of {total} fen is too large");
        }
        if a.wrapping_add(b).wrapping_add(own) != total {
            return words!(
                "甲类 {a} 分 + 乙类 {b} 分 + 自费 {own} 分，不等于总额 {total} 分",
                "class A {a} + class B {b} + own cost {own} fen are not the total, {total} fen"
            );
        }
        words!(
            "先行自付金额为负，或大于乙类金额 {b} 分",
            "first-pay is negative or above class B, {b} fen"
        )
    }
}
