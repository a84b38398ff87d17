//! Settling in SQL: `SELECT … FROM settle('bills', 'benchmark-county-v2')`.

use std::any::Any;
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableFunctionArgs, TableFunctionImpl, TableProvider};
use datafusion::common::TableReference;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::SessionState;
use datafusion::logical_expr::{Expr, TableType};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::projection::ProjectionExec;
use datafusion::prelude::SessionContext;
use yz_settlement::Plan;

use super::columns::Columns;
use super::done::Shape;
use super::operator::SettleExec;

/// What the function is called in SQL.
pub const SETTLE: &str = "settle";

/// Makes `settle(table, policy)` known: the settlements of the bills in a table or a view, under
/// the benefits that `plans` has for a name. Nobody is asked who is insured; bills that correct or
/// reverse others are refused, so that a view leaves them out first.
pub fn register_settle(
    context: &SessionContext,
    plans: impl Fn(&str) -> std::result::Result<Plan, String> + Send + Sync + 'static,
) {
    context.register_udtf(SETTLE, Arc::new(Settle { plans: Box::new(plans) }));
}

type Plans = dyn Fn(&str) -> std::result::Result<Plan, String> + Send + Sync;

struct Settle {
    plans: Box<Plans>,
}

impl std::fmt::Debug for Settle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(SETTLE)
    }
}

impl TableFunctionImpl for Settle {
    fn call_with_args(&self, args: TableFunctionArgs<'_, '_>) -> Result<Arc<dyn TableProvider>> {
        let [table, policy] = args.exprs() else { return Err(usage()) };
        let (Some(table), Some(policy)) = (text(table), text(policy)) else { return Err(usage()) };
        let plan = (self.plans)(policy).map_err(DataFusionError::Plan)?;
        let schema = Shape::settlements().schema;
        Ok(Arc::new(Settlements { table: table.to_owned(), plan: Arc::new(plan), schema }))
    }
}

fn usage() -> DataFusionError {
    DataFusionError::Plan(
        "settle takes the name of a table of bills and the name of benefits, both in quotes: \
         settle('bills', 'benchmark-county-v2')"
            .to_owned(),
    )
}

/// The text of a literal.
fn text(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Literal(value, _) => value.try_as_str().flatten(),
        _ => None,
    }
}

/// The settlements of the bills of a table.
#[derive(Debug)]
struct Settlements {
    table: String,
    plan: Arc<Plan>,
    schema: SchemaRef,
}

#[async_trait]
impl TableProvider for Settlements {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::View
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        _: &[Expr],
        _: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        // What remembers a person's year needs every bill of it, whatever the query asks of some.
        let bills = self.bills(state).await?;
        let columns = Columns::of(&bills.schema(), &self.plan)
            .map_err(|reason| DataFusionError::Plan(reason.en))?;
        // Whoever somebody is, is not read.
        let schema = bills.schema();
        let places: Vec<usize> =
            columns.names().map(|name| schema.index_of(name)).collect::<Result<_, _>>()?;
        let bills = bills.scan(state, Some(&places), &[], None).await?;
        let settled: Arc<dyn ExecutionPlan> =
            Arc::new(SettleExec::try_new(bills, Arc::clone(&self.plan))?);
        let Some(places) = projection else { return Ok(settled) };
        let shown = places.iter().map(|place| {
            let name = self.schema.field(*place).name();
            let column = datafusion::physical_plan::expressions::col(name, &self.schema)?;
            Ok((column, name.clone()))
        });
        let shown: Vec<_> = shown.collect::<Result<_>>()?;
        Ok(Arc::new(ProjectionExec::try_new(shown, settled)?))
    }
}

impl Settlements {
    /// The table of bills, by name.
    async fn bills(&self, state: &dyn Session) -> Result<Arc<dyn TableProvider>> {
        let any: &dyn Any = state.as_any();
        let state = any.downcast_ref::<SessionState>();
        let name = TableReference::parse_str(&self.table);
        let schema = state.map(|state| state.schema_for_ref(name.clone())).transpose()?;
        let table = match schema {
            Some(schema) => schema.table(name.table()).await?,
            None => None,
        };
        table.ok_or_else(|| DataFusionError::Plan(format!("settle knows no table {}", self.table)))
    }
}
