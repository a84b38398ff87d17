//! Bills as columns, seen to be sound and ready to be settled.

use datafusion::arrow::array::{Array, PrimitiveArray, RecordBatch};
use datafusion::arrow::buffer::ScalarBuffer;
use datafusion::arrow::datatypes::{Date32Type, Int8Type, Int16Type, Int64Type};
use yz_diagnostics::{Words, words};
use yz_records::{CareKind, Category, CodeList, Filing, InstitutionLevel, Place, Transfer};
use yz_settlement::{Charge, Combination, Parts, Plan};
use yz_units::{Day, SHARED_FEN_MAX};

use super::columns::{Columns, Wrong};
use super::done::Of;
use super::settler::Key;

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
    disease: Option<PrimitiveArray<Int16Type>>,
    transfer: Option<PrimitiveArray<Int8Type>>,
    prior: Option<PrimitiveArray<Int64Type>>,
}

impl Columns {
    /// Reads a batch.
    ///
    /// # Errors
    ///
    /// A row that cannot be settled, and why: of columns without a value the first of a column, of
    /// values that cannot be the first of all.
    pub(crate) fn bills(&self, plan: &Plan, batch: &RecordBatch) -> Result<Bills, Wrong> {
        let wide = |name| -> Result<ScalarBuffer<i64>, Wrong> {
            Ok(self.whole::<Int64Type>(batch, name)?.values().clone())
        };
        let bills = Bills {
            bill: wide("bill_id")?,
            person: wide("person_id")?,
            date: self.whole::<Date32Type>(batch, "date")?.values().clone(),
            total: wide("total_fen")?,
            class_a: wide("class_a_fen")?,
            class_b: wide("class_b_fen")?,
            own: wide("own_fen")?,
            combination: self.combinations(plan, batch)?,
            disease: self.maybe(batch, "disease")?,
            transfer: self.maybe(batch, "transfer")?,
            prior: self.maybe(batch, "prior_self_payment_fen")?,
        };
        self.see(plan, batch, &bills)?;
        Ok(bills)
    }

    fn combinations(&self, plan: &Plan, batch: &RecordBatch) -> Result<Vec<Combination>, Wrong> {
        let code = |name| self.whole::<Int8Type>(batch, name);
        let (kinds, levels) = (code("kind")?, code("level")?);
        let (places, categories) = (code("place")?, code("category")?);
        let (kinds, levels) = (kinds.values(), levels.values());
        let (places, categories) = (places.values(), categories.values());
        let filings = self.maybe::<Int8Type>(batch, "filing")?;
        let tcm = self.maybe::<Int8Type>(batch, "tcm")?;
        let ages = if plan.minds_age() { Some(self.ages(batch)?) } else { None };
        let mut combinations = Vec::with_capacity(kinds.len());
        for row in 0..kinds.len() {
            let parts = (|| {
                Some(Parts {
                    kind: CareKind::from_code(kinds[row])?,
                    level: InstitutionLevel::from_code(levels[row])?,
                    place: Place::from_code(places[row])?,
                    category: Category::from_code(categories[row])?,
                    filing: Filing::from_code(at(filings.as_ref(), row))?,
                    band: ages.as_ref().map_or(0, |ages| plan.band_of(ages[row])),
                    tcm: at(tcm.as_ref(), row) != 0,
                })
            })();
            let Some(parts) = parts else { return Err(self.unknown_code(batch, row)) };
            combinations.push(Combination::new(parts));
        }
        Ok(combinations)
    }

    /// The age in each row, for benefits that mind it.
    fn ages(&self, batch: &RecordBatch) -> Result<ScalarBuffer<i8>, Wrong> {
        let ages = self.whole::<Int8Type>(batch, "age")?.values().clone();
        match ages.iter().position(|age| *age < 0) {
            None => Ok(ages),
            Some(row) => {
                let age = ages[row];
                let reason = words!("年龄 {age} 为负", "the age {age} is negative");
                Err(Wrong { row, reason })
            }
        }
    }

    /// Which code of a row is of no list.
    fn unknown_code(&self, batch: &RecordBatch, row: usize) -> Wrong {
        let lists: [(&str, CodeList); 6] = [
            ("kind", CareKind::LIST),
            ("level", InstitutionLevel::LIST),
            ("place", Place::LIST),
            ("category", Category::LIST),
            ("filing", Filing::LIST),
            ("transfer", Transfer::LIST),
        ];
        for (name, list) in lists {
            let Ok(Some(codes)) = self.maybe::<Int8Type>(batch, name) else { continue };
            let code = at(Some(&codes), row);
            if !list.holds(code) {
                let called = self.called(name).unwrap_or(name);
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

    /// Looks whether amounts, days, kinds, diseases and transfers can be settled.
    ///
    /// # Errors
    ///
    /// The first row that cannot.
    fn see(&self, plan: &Plan, batch: &RecordBatch, bills: &Bills) -> Result<(), Wrong> {
        let year_days = self.year_days(plan, batch, bills)?;
        let others = self.others(batch)?;
        // One pass without branches for the many batches in which nothing is wrong.
        let sound = (0..bills.len()).fold(true, |sound, row| sound & bills.adds_up(row));
        let (first, last) = (plan.first.number(), plan.last.number());
        let in_days =
            year_days.iter().fold(true, |all, day| all & (first <= *day) & (*day <= last));
        let covers = plan.covers();
        let covered = covers.len() == CareKind::ALL.len()
            || bills.combination.iter().all(|it| it.kind().is_some_and(|it| covers.contains(&it)));
        let rarely = bills.disease.is_some() || bills.transfer.is_some() || !others.is_empty();
        if sound && in_days && covered && !rarely {
            return Ok(());
        }
        for row in 0..bills.len() {
            if !bills.transfer_is_known(row) {
                return Err(self.unknown_code(batch, row));
            }
            let corrects = others.iter().any(|other| other.is_valid(row));
            if let Some(reason) = why(plan, bills, row, year_days[row], corrects) {
                return Err(Wrong { row, reason });
            }
        }
        Ok(())
    }

    /// The day of each row that decides to which year it belongs.
    fn year_days(
        &self,
        plan: &Plan,
        batch: &RecordBatch,
        bills: &Bills,
    ) -> Result<ScalarBuffer<i32>, Wrong> {
        let admitted = match plan.by_admission {
            true => self.maybe::<Date32Type>(batch, "admitted")?,
            false => None,
        };
        let Some(admitted) = admitted else { return Ok(bills.date.clone()) };
        let days = bills.date.iter().zip(admitted.iter());
        Ok(days.map(|(date, admitted)| admitted.unwrap_or(*date)).collect::<Vec<_>>().into())
    }

    /// The columns by which rows correct or reverse others, where any row does.
    fn others(&self, batch: &RecordBatch) -> Result<Vec<PrimitiveArray<Int64Type>>, Wrong> {
        let mut others = Vec::new();
        for name in ["corrects", "reverses"] {
            let column = self.maybe::<Int64Type>(batch, name)?;
            others.extend(column.filter(|column| column.null_count() < column.len()));
        }
        Ok(others)
    }

    /// The number of a row's bill, to say which one is wrong.
    pub(crate) fn number(&self, batch: &RecordBatch, row: usize) -> Option<i64> {
        let bills = self.maybe::<Int64Type>(batch, "bill_id").ok()??;
        (row < bills.len() && bills.is_valid(row)).then(|| bills.value(row))
    }
}

/// Why a row cannot be settled; nothing where it can.
fn why(plan: &Plan, bills: &Bills, row: usize, year_day: i32, corrects: bool) -> Option<Words> {
    if !bills.adds_up(row) {
        return Some(bills.why_not(row));
    }
    let (first, last) = (plan.first, plan.last);
    if year_day < first.number() || last.number() < year_day {
        let day = Day::from_number(year_day);
        return Some(words!(
            "日期 {day} 不在待遇规则的适用期 {first} 至 {last} 内",
            "the date {day} is not within the days of the benefits, {first} to {last}"
        ));
    }
    let kind = bills.combination[row].kind()?;
    let name = &plan.name;
    if !plan.covers().contains(&kind) {
        let (zh, en) = (kind.title(), kind.name());
        return Some(words!(
            "待遇规则 {name} 没有医疗类别“{zh}”",
            "the benefits {name} do not know the kind of care {en}"
        ));
    }
    let disease = bills.disease(row);
    if disease != 0 && kind != CareKind::Inpatient && plan.listed(disease, kind).is_none() {
        let (zh, en) = (kind.title(), kind.name());
        return Some(words!(
            "待遇规则 {name} 的“{zh}”没有病种 {disease}",
            "the benefits {name} list no disease {disease} for the kind of care {en}"
        ));
    }
    corrects.then(|| {
        words!(
            "这一行更正或冲销另一笔费用；请导入账本后用 yizhang settle 账本 结算",
            "the row corrects or reverses another bill; import it into a book and settle that"
        )
    })
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
            disease: self.disease(row),
            transfer: self.transfer.as_ref().map_or(Transfer::None, |codes| {
                Transfer::from_code(at(Some(codes), row)).unwrap_or(Transfer::None)
            }),
            total_fen: self.total[row],
            class_a_fen: self.class_a[row],
            class_b_fen: self.class_b[row],
            prior_fen: prior.map_or(-1, |prior| prior.value(row)),
        }
    }

    #[inline(always)]
    fn disease(&self, row: usize) -> i16 {
        let disease = self.disease.as_ref().filter(|numbers| numbers.is_valid(row));
        disease.map_or(0, |numbers| numbers.value(row))
    }

    fn transfer_is_known(&self, row: usize) -> bool {
        Transfer::from_code(at(self.transfer.as_ref(), row)).is_some()
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
        let amounts = [("甲类", "class A", a), ("乙类", "class B", b), ("自费", "own cost", own)];
        if let Some((zh, en, fen)) = amounts.into_iter().find(|(.., fen)| *fen < 0) {
            return words!("{zh}金额 {fen} 分，不能为负", "{en}, {fen} fen, is negative");
        }
        if SHARED_FEN_MAX < total {
            return words!("总额 {total} 分过大", "the total of {total} fen is too large");
        }
        let exact = [a, b, own].into_iter().map(i128::from).sum::<i128>();
        if exact != i128::from(total) {
            return words!(
                "甲类 {a} 分 + 乙类 {b} 分 + 自费 {own} 分，不等于总额 {total} 分",
                "class A {a} + class B {b} + own cost {own} fen are not the total, {total} fen"
            );
        }
        let prior = self.prior.as_ref().map_or(0, |prior| prior.value(row));
        words!(
            "先行自付金额 {prior} 分为负，或大于乙类金额 {b} 分",
            "first-pay, {prior} fen, is negative or above class B, {b} fen"
        )
    }
}
