//! Charts as SVG, drawn by Apache ECharts in a small JavaScript engine.

use std::collections::BTreeMap;

use rquickjs::{CatchResultExt, Context, Ctx, Runtime};
use serde::Serialize;
use yz_report::{Chart, ChartKind, Point};
use yz_units::Rounding;

use crate::palette::PALETTE;

const ECHARTS: &str = include_str!("../assets/echarts/echarts.common.min.js");
const DRAW: &str = include_str!("../assets/chart.js");

/// What ECharts looks for and an engine without a page does not have.
const SURROUNDINGS: &str = "var module, exports;
globalThis.setTimeout = function () { return 0; };
globalThis.clearTimeout = function () {};";

/// ECharts recurses deeper than the engine's usual quarter of a megabyte.
const STACK_BYTES: usize = 4 << 20;

/// How many pictures are kept for the next format; more than any report has.
const KEPT_MAX: usize = 64;

/// Draws charts; starts its engine at the first one.
#[derive(Default)]
pub(crate) struct ChartDrawer {
    engine: Option<Engine>,
    /// Pictures by description: a document is mostly printed in several formats in a row.
    drawn: BTreeMap<String, String>,
}

struct Engine {
    context: Context,
}

/// What `chart.js` is told about a chart.
#[derive(Serialize)]
struct Spec<'a> {
    kind: &'static str,
    prefix: String,
    palette: Vec<String>,
    categories: &'a [String],
    series: Vec<SeriesSpec<'a>>,
    /// A pie's shares in percent as printed; nothing when the whole is nothing.
    shares: Option<Vec<String>>,
    /// All values lie so close together that an axis from zero would show a flat line.
    narrow: bool,
}

#[derive(Serialize)]
struct SeriesSpec<'a> {
    name: &'a str,
    points: Vec<PointSpec>,
}

#[derive(Serialize)]
struct PointSpec {
    value: String,
    printed: String,
    nothing: bool,
    negative: bool,
}

impl ChartDrawer {
    /// Draws a chart without its title; the same chart and number give the same bytes.
    ///
    /// `number` goes into the ids inside, so that several pictures can stand on one page.
    /// Shapes carry `ecmeta_series_index` and `ecmeta_data_index`.
    pub(crate) fn draw(&mut self, chart: &Chart, number: usize) -> Result<String, String> {
        let spec = serde_json::to_string(&Spec::new(chart, number)).map_err(|e| e.to_string())?;
        if let Some(svg) = self.drawn.get(&spec) {
            return Ok(svg.clone());
        }
        let engine = match self.engine.take() {
            Some(engine) => engine,
            None => Engine::start()?,
        };
        let svg = engine.draw(&spec);
        self.engine = Some(engine);
        let svg = svg?;
        if KEPT_MAX <= self.drawn.len() {
            self.drawn.clear();
        }
        self.drawn.insert(spec, svg.clone());
        Ok(svg)
    }
}

impl Engine {
    fn start() -> Result<Self, String> {
        let runtime = Runtime::new().map_err(|error| error.to_string())?;
        runtime.set_max_stack_size(STACK_BYTES);
        let context = Context::full(&runtime).map_err(|error| error.to_string())?;
        context.with(|ctx| {
            for script in [SURROUNDINGS, ECHARTS, DRAW] {
                ctx.eval::<(), _>(script).catch(&ctx).map_err(|error| error.to_string())?;
            }
            Ok::<(), String>(())
        })?;
        Ok(Self { context })
    }

    fn draw(&self, spec: &str) -> Result<String, String> {
        self.context.with(|ctx: Ctx<'_>| {
            // The description goes in as a value: as source text, a name could break out of it.
            let spec = ctx.json_parse(spec).catch(&ctx).map_err(|error| error.to_string())?;
            let draw: rquickjs::Function<'_> =
                ctx.globals().get("drawChart").catch(&ctx).map_err(|error| error.to_string())?;
            draw.call((spec,)).catch(&ctx).map_err(|error| error.to_string())
        })
    }
}

impl<'a> Spec<'a> {
    fn new(chart: &'a Chart, number: usize) -> Self {
        let series = chart.series.iter().map(|series| SeriesSpec {
            name: &series.name,
            points: series.points.iter().map(|point| PointSpec::new(chart, point)).collect(),
        });
        Self {
            kind: match chart.kind {
                ChartKind::Column => "column",
                ChartKind::Bar => "bar",
                ChartKind::Line => "line",
                ChartKind::Pie => "pie",
            },
            prefix: format!("chart{number}"),
            palette: PALETTE.iter().map(|colour| format!("#{colour}")).collect(),
            categories: &chart.categories,
            series: series.collect(),
            shares: shares(chart),
            narrow: is_narrow(chart),
        }
    }
}

impl PointSpec {
    fn new(chart: &Chart, point: &Point) -> Self {
        Self {
            value: point.value.to_string(),
            printed: without_unit(chart, point).to_owned(),
            nothing: point.value.digits() == 0,
            negative: point.value.digits() < 0,
        }
    }
}

/// The shares of a pie as printed, `57.12`; nothing for other charts and for an empty whole.
pub(crate) fn shares(chart: &Chart) -> Option<Vec<String>> {
    if chart.kind != ChartKind::Pie {
        return None;
    }
    let print = |share: yz_units::Exact| share.rounded(2, Rounding::HalfUp).to_string();
    Some(chart.shares()?.into_iter().map(print).collect())
}

/// A point's figure as printed, without the unit, which the caption names once for all.
fn without_unit<'a>(chart: &Chart, point: &'a Point) -> &'a str {
    let text = point.figure.text();
    match text.strip_suffix(chart.unit.as_str()) {
        Some(number) if !number.is_empty() => number,
        _ => text,
    }
}

/// Whether the smallest value is above two thirds of the largest.
fn is_narrow(chart: &Chart) -> bool {
    let values: Option<Vec<_>> = chart.points().map(|point| point.value.value()).collect();
    let bounds = values.and_then(|all| Some((*all.iter().min()?, *all.iter().max()?)));
    let Some((least, most)) = bounds else { return false };
    let three = yz_units::Exact::from_integer(3);
    let two = yz_units::Exact::from_integer(2);
    matches!((least.times(three), most.times(two)), (Some(a), Some(b)) if b < a)
}
