//! Settling as a step of a query: an operator of DataFusion.

use std::fmt;
use std::sync::Arc;

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::{
    EquivalenceProperties, LexOrdering, OrderingRequirements, PhysicalExpr, PhysicalSortExpr,
};
use datafusion::physical_plan::execution_plan::{
    Boundedness, EmissionType, ReplaceChildrenOptions,
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

use super::bills::Reading;
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
    reading: Arc<Reading>,
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
        let reading = Reading::of(&schema, &plan).map_err(refused)?;
        let shape = Shape::settlements();
        let wanted = ["person_id", "date", "bill_id"];
        let order = sorted_by(&schema, wanted.map(|name| reading.columns.called(name)))?;
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
            Boundedness::Bounded,
        );
        let (reading, properties) = (Arc::new(reading), Arc::new(properties));
        Ok(Self { input, plan, reading, shape, order, properties })
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
        let mode = datafusion::physical_plan::execution_plan::ChildrenPropertiesMode::Recompute;
        self.replace_children(children, ReplaceChildrenOptions::new(mode))
    }

    fn execute(
        &self,
        partition: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        let input = self.input.execute(partition, context)?;
        let (plan, reading) = (Arc::clone(&self.plan), Arc::clone(&self.reading));
        let shape = self.shape.clone();
        let mut settler = Settler::new(&plan);
        let settled = input.map(move |batch| {
            let batch = batch?;
            let bills = reading.bills(&plan, &batch).map_err(|wrong| refused(wrong.reason))?;
            let mut done = shape.room(bills.len());
            settler.rows(&plan, &bills, 0, &mut done).map_err(|_| {
                DataFusionError::Execution("a bill is there twice, or out of order".to_owned())
            })?;
            Ok(RecordBatch::try_new(Arc::clone(&shape.schema), done.columns())?)
        });
        let schema = Arc::clone(&self.shape.schema);
        Ok(Box::pin(RecordBatchStreamAdapter::new(schema, settled)))
    }
}
