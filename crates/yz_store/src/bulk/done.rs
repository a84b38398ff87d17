//! Settlements as columns, as they are written.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Date32Array, Int8Array, Int32Array, Int64Array};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use yz_records::{Row, SettlementRow};
use yz_settlement::{Plan, Settlement};

use super::SettledFile;
use super::columns::Columns;
use crate::records::{GROUP_ROWS, schema};

/// Which columns an answer has.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    pub(crate) schema: SchemaRef,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Those of the benchmark, with tilt assistance or without.
    Benchmark { tilt: bool },
    /// Those of the table of settlements.
    Settlements,
}

/// What is known of a bill beside its settlement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Of {
    pub(crate) bill: i64,
    pub(crate) person: i64,
    pub(crate) date: i32,
    pub(crate) total: i64,
    pub(crate) own: i64,
}

/// Settlements, column by column.
#[derive(Debug)]
pub(crate) struct Done {
    kind: Kind,
    bill: Vec<i64>,
    deductible: Vec<i64>,
    basic: Vec<i64>,
    critical: Vec<i64>,
    assistance: Vec<i64>,
    tilt: Vec<i64>,
    person_part: Vec<i64>,
    /// Empty where the benchmark's columns are written.
    wide: Wide,
    pub(crate) settled: SettledFile,
}

/// The columns that only settlements have.
#[derive(Debug, Default)]
struct Wide {
    person: Vec<i64>,
    date: Vec<i32>,
    total: Vec<i64>,
    own: Vec<i64>,
    prior: Vec<i64>,
    eligible: Vec<i64>,
}

impl Shape {
    /// The shape of the answer to a file: the benchmark's where the file is called in its words.
    pub(crate) fn of(columns: &Columns, plan: &Plan) -> Self {
        if columns.called("bill_id") != Some("claim_id") {
            return Self::settlements();
        }
        let tilt = plan.has_tilt_assistance();
        let names = ["claim_id", "deductible", "basic", "ci", "aid", "tilt", "self_pay"];
        let fields = names.into_iter().filter(|name| tilt || *name != "tilt");
        let fields: Vec<Field> =
            fields.map(|name| Field::new(name, DataType::Int64, false)).collect();
        Self { schema: Arc::new(Schema::new(fields)), kind: Kind::Benchmark { tilt } }
    }

    /// The columns of the table of settlements.
    pub(crate) fn settlements() -> Self {
        Self { schema: schema(SettlementRow::TABLE), kind: Kind::Settlements }
    }

    /// No settlements yet, with room for some: not for more than a row group, whatever a file says
    /// that it has.
    pub(crate) fn room(&self, rows: usize) -> Done {
        let rows = rows.min(GROUP_ROWS);
        let column = || Vec::with_capacity(rows);
        let wide = match self.kind {
            Kind::Benchmark { .. } => Wide::default(),
            Kind::Settlements => Wide {
                person: column(),
                date: Vec::with_capacity(rows),
                total: column(),
                own: column(),
                prior: column(),
                eligible: column(),
            },
        };
        Done {
            kind: self.kind,
            bill: column(),
            deductible: column(),
            basic: column(),
            critical: column(),
            assistance: column(),
            tilt: column(),
            person_part: column(),
            wide,
            settled: SettledFile::default(),
        }
    }
}

impl Done {
    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.bill.len()
    }

    /// Appends a settlement.
    #[inline(always)]
    pub(crate) fn push(&mut self, of: Of, done: &Settlement) {
        self.put(of, done);
        self.count(of.total, done);
    }

    #[inline(always)]
    fn put(&mut self, of: Of, done: &Settlement) {
        self.bill.push(of.bill);
        self.deductible.push(done.deductible_fen);
        self.basic.push(done.basic_fen);
        self.critical.push(done.critical_fen);
        self.assistance.push(done.assistance_fen);
        self.person_part.push(done.person_fen);
        self.tilt.push(done.tilt_fen);
        if self.kind == Kind::Settlements {
            self.wide.person.push(of.person);
            self.wide.date.push(of.date);
            self.wide.total.push(of.total);
            self.wide.own.push(of.own);
            self.wide.prior.push(done.prior_fen);
            self.wide.eligible.push(done.eligible_fen);
        }
    }

    /// Keeps a place for a settlement that is known, and counted, only later.
    pub(crate) fn keep(&mut self, of: Of) {
        self.put(of, &Settlement::default());
    }

    /// Fills a place that was kept.
    pub(crate) fn fill(&mut self, row: usize, of: Of, done: &Settlement) {
        let columns = [
            (&mut self.deductible, done.deductible_fen),
            (&mut self.basic, done.basic_fen),
            (&mut self.critical, done.critical_fen),
            (&mut self.assistance, done.assistance_fen),
            (&mut self.tilt, done.tilt_fen),
            (&mut self.person_part, done.person_fen),
            (&mut self.wide.prior, done.prior_fen),
            (&mut self.wide.eligible, done.eligible_fen),
        ];
        for (column, fen) in columns {
            // A column that is not written has no rows.
            if let Some(place) = column.get_mut(row) {
                *place = fen;
            }
        }
        self.count(of.total, done);
    }

    #[inline(always)]
    fn count(&mut self, total: i64, done: &Settlement) {
        self.settled.bills = self.settled.bills.saturating_add(1);
        self.settled.total_fen = self.settled.total_fen.saturating_add(i128::from(total));
        let fund_fen = i128::from(done.fund_fen());
        self.settled.fund_fen = self.settled.fund_fen.saturating_add(fund_fen);
    }

    /// The columns, in the order of the shape.
    pub(crate) fn columns(self) -> Vec<ArrayRef> {
        let rows = self.len();
        let fen = |column: Vec<i64>| -> ArrayRef { Arc::new(Int64Array::from(column)) };
        let paid = [self.deductible, self.basic, self.critical, self.assistance];
        match self.kind {
            Kind::Benchmark { tilt } => {
                let mut columns = vec![fen(self.bill)];
                columns.extend(paid.into_iter().map(fen));
                columns.extend(tilt.then_some(self.tilt).map(fen));
                columns.push(fen(self.person_part));
                columns
            }
            Kind::Settlements => {
                let wide = self.wide;
                let mut columns = vec![
                    fen(self.bill),
                    fen(wide.person),
                    Arc::new(Date32Array::from(wide.date)),
                    Arc::new(Int32Array::from(vec![0; rows])),
                    Arc::new(Int8Array::new_null(rows)),
                ];
                let scope = [wide.total, wide.own, wide.prior, wide.eligible];
                columns.extend(scope.into_iter().chain(paid).map(fen));
                columns.push(fen(self.tilt));
                columns.push(fen(self.person_part));
                columns
            }
        }
    }
}
