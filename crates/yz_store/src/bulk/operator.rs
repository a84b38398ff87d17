//! Settling as a step of a query: an operator of DataFusion.

use std::fmt;
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, SchemaRef};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::{
    EquivalenceProperties, LexOrdering, OrderingRequirements, PhysicalExpr, PhysicalSortExpr,
};
use datafusion::physical_plan::execution_plan::{
    ChildrenPropertiesMode, EmissionType, ReplaceChildrenOptions,
};
use datafusion::physical_plan::expressions::col;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, Distribution, ExecutionPlan, ExecutionPlanProperties,
    InputDistributionRequirements, PlanProperties,
};
use futures::StreamExt;
use yz_diagnostics::Words;
use yz_settlement::Plan;

use super::columns::Columns;
use super::done::Shape;
use super::settler::Settler;

/// Settles bills: one row of settlements for each row of bills.
///
/// It asks for all bills of a person in one partition, by person, date and number; whoever plans
/// the query spreads and sorts them where they are not so already. Settlements keep the order.
#[derive(Debug)]
pub struct SettleExec {
    input: Arc<dyn ExecutionPlan>,
    plan: Arc<Plan>,
    columns: Arc<Columns>,
    shape: Shape,
    /// What the input must be sorted by: person, date, number.
    order: LexOrdering,
    properties: Arc<PlanProperties>,
}

impl SettleExec {
    /// Settles what a plan of a query gives, under a region's benefits.
    ///
    /// # Errors
    ///
    /// When the input has not the columns of bills.
    pub fn try_new(input: Arc<dyn ExecutionPlan>, plan: Arc<Plan>) -> Result<Self> {
        let schema = input.schema();
        let columns = Columns::of(&schema, &plan).map_err(refused)?;
        days_only(&schema, &columns)?;
        let shape = Shape::settlements();
        let wanted = ["person_id", "date", "bill_id"];
        let order = sorted_by(&schema, wanted.map(|name| columns.called(name)))?;
        let mut equal = EquivalenceProperties::new(Arc::clone(&shape.schema));
        equal.add_ordering(sorted_by(&shape.schema, wanted.map(Some))?);
        let properties = PlanProperties::new(
            equal,
            // The same partitions as the input's. That they are by person is no longer said: the
            // column has another place.
            datafusion::physical_expr::Partitioning::UnknownPartitioning(
                input.output_partitioning().partition_count(),
            ),
            EmissionType::Incremental,
            input.boundedness(),
        );
        let (columns, properties) = (Arc::new(columns), Arc::new(properties));
        Ok(Self { input, plan, columns, shape, order, properties })
    }
}

/// Ascending by columns.
fn sorted_by(schema: &SchemaRef, names: [Option<&str>; 3]) -> Result<LexOrdering> {
    let columns = names.into_iter().flatten().map(|name| col(name, schema));
    let columns: Vec<_> = columns.collect::<Result<_>>()?;
    LexOrdering::new(columns.into_iter().map(PhysicalSortExpr::new_default))
        .ok_or_else(|| DataFusionError::Plan("bills are sorted by nothing".to_owned()))
}

fn refused(reason: Words) -> DataFusionError {
    DataFusionError::Plan(reason.en)
}

/// A bill that cannot be settled, by its number where it has one.
fn wrong_bill(number: Option<i64>, reason: Words) -> DataFusionError {
    let number = number.map_or_else(String::new, |number| format!("bill {number}: "));
    DataFusionError::Execution(format!("{number}{}", reason.en))
}

/// Bills are sorted by day, so that a column of moments would be in another order.
fn days_only(schema: &SchemaRef, columns: &Columns) -> Result<()> {
    let called = columns.called("date").unwrap_or_default();
    match schema.field_with_name(called)?.data_type() {
        DataType::Date32 => Ok(()),
        other => Err(DataFusionError::Plan(format!(
            "column {called} is of type {other}, not Date32; cast it in a view"
        ))),
    }
}

impl DisplayAs for SettleExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SettleExec: policy={}", self.plan.name)
    }
}

impl ExecutionPlan for SettleExec {
    fn name(&self) -> &'static str {
        "SettleExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.input]
    }

    fn input_distribution_requirements(&self) -> InputDistributionRequirements {
        let person = Arc::clone(&self.order.first().expr);
        InputDistributionRequirements::new(vec![Distribution::KeyPartitioned(vec![person])])
    }

    fn required_input_ordering(&self) -> Vec<Option<OrderingRequirements>> {
        vec![Some(OrderingRequirements::from(self.order.clone()))]
    }

    fn maintains_input_order(&self) -> Vec<bool> {
        vec![true]
    }

    fn apply_expressions(
        &self,
        visit: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        for sorted in &self.order {
            if visit(&sorted.expr)? == TreeNodeRecursion::Stop {
                return Ok(TreeNodeRecursion::Stop);
            }
        }
        Ok(TreeNodeRecursion::Continue)
    }

    fn replace_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
        _: ReplaceChildrenOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match children.into_iter().next() {
            Some(input) => Ok(Arc::new(Self::try_new(input, Arc::clone(&self.plan))?)),
            None => Err(DataFusionError::Internal("SettleExec has one input".to_owned())),
        }
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let options = ReplaceChildrenOptions::new(ChildrenPropertiesMode::Recompute);
        self.replace_children(children, options)
    }

    fn execute(
        &self,
        partition: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        let input = self.input.execute(partition, context)?;
        let (plan, columns) = (Arc::clone(&self.plan), Arc::clone(&self.columns));
        let shape = self.shape.clone();
        let mut settler = Settler::new(&plan);
        let settled = input.map(move |batch| {
            let batch = batch?;
            let bills = columns
                .bills(&plan, &batch)
                .map_err(|wrong| wrong_bill(columns.number(&batch, wrong.row), wrong.reason))?;
            let mut done = shape.room(bills.len());
            settler.rows(&plan, &bills, 0, &mut done).map_err(|(row, cause)| {
                let number = bills.of(row).bill;
                wrong_bill(Some(number), cause.words(number))
            })?;
            Ok(RecordBatch::try_new(Arc::clone(&shape.schema), done.columns())?)
        });
        let schema = Arc::clone(&self.shape.schema);
        Ok(Box::pin(RecordBatchStreamAdapter::new(schema, settled)))
    }
}
