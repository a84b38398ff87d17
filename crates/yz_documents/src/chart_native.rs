//! Charts that stay charts: the same native, editable chart for Word and for Excel.

use rust_xlsxwriter as xl;
use xl::{ChartDataLabelPosition as Place, ChartFont, ChartFormat, ChartLine, ChartSolidFill};
use xl::{Worksheet, XlsxError};
use yz_report::{Chart, ChartKind, Series};
use yz_units::{Decimal, Exact, Rounding};

use crate::palette::PALETTE;

/// Where on a sheet the data of a chart begins: an empty corner, series to the right of it,
/// categories below it.
#[derive(Clone, Copy)]
pub(crate) struct Corner {
    /// The row of the series' names.
    pub(crate) row: u32,
    /// The column of the categories' names.
    pub(crate) column: u16,
}

/// The quiet grey of axes and grid lines.
const GREY: &str = "BFBFBF";

/// Half-width characters that fit side by side along the axis at the size of axis labels.
const AXIS_WIDTH: usize = 88;

/// Digits that fit side by side above the columns at the size of data labels.
const LABEL_CHARACTERS: usize = 88;

/// Writes the data of a chart; the first cell is left to the caller.
pub(crate) fn write_data(
    sheet: &mut Worksheet,
    corner: Corner,
    chart: &Chart,
    text: &xl::Format,
) -> Result<(), XlsxError> {
    for (row, category) in (corner.row.saturating_add(1)..).zip(&chart.categories) {
        sheet.write_string_with_format(row, corner.column, category, text)?;
    }
    for (column, series) in (corner.column.saturating_add(1)..).zip(&chart.series) {
        sheet.write_string_with_format(corner.row, column, &series.name, text)?;
        let number = text.clone().set_num_format(number_format(chart, series));
        let number = number.set_align(xl::FormatAlign::Right);
        for (row, point) in (corner.row.saturating_add(1)..).zip(&series.points) {
            if let Some(value) = float(point.value) {
                sheet.write_number_with_format(row, column, value, &number)?;
            }
        }
    }
    Ok(())
}

/// Draws a chart over data written by [`write_data`]; `None` when there is nothing to draw.
pub(crate) fn native(chart: &Chart, sheet: &str, corner: Corner) -> Option<xl::Chart> {
    let rows = u32::try_from(chart.categories.len()).ok().filter(|rows| 0 < *rows)?;
    if chart.series.is_empty() {
        return None;
    }
    let mut drawn = xl::Chart::new(kind(chart));
    let (first, last) = (corner.row.saturating_add(1), corner.row.saturating_add(rows));
    for (index, series) in chart.series.iter().enumerate() {
        let offset = u16::try_from(index).ok()?.saturating_add(1);
        let column = corner.column.saturating_add(offset);
        let line = drawn.add_series();
        line.set_name((sheet, corner.row, column));
        line.set_categories((sheet, first, corner.column, last, corner.column));
        line.set_values((sheet, first, column, last, column));
        dress(line, chart, series, index);
    }
    drawn.title().set_hidden();
    drawn.chart_area().set_format(ChartFormat::new().set_no_border());
    if chart.series.len() < 2 {
        drawn.legend().set_hidden();
    } else {
        let legend = drawn.legend().set_position(xl::ChartLegendPosition::Bottom);
        legend.set_font(ChartFont::new().set_size(9));
    }
    if !is_pie(chart) {
        axes(&mut drawn, chart);
    }
    Some(drawn)
}

/// The decimal as the library wants it: read from its text, never computed with.
pub(crate) fn float(decimal: Decimal) -> Option<f64> {
    decimal.to_string().parse().ok()
}

/// The value as the library wants it, to ten decimals: more digits than a cell can hold.
pub(crate) fn exact_float(value: Exact) -> Option<f64> {
    float(value.rounded(10, Rounding::HalfUp))
}

/// The format of a number with so many decimals, with thousands separated or not.
pub(crate) fn digits_format(decimals: u8, grouped: bool) -> String {
    let whole = if grouped { "#,##0" } else { "0" };
    if decimals == 0 {
        return whole.to_owned();
    }
    format!("{whole}.{}", "0".repeat(usize::from(decimals)))
}

/// A pie of nothing has no slices to see; its names and zeros are drawn as columns instead.
fn is_pie(chart: &Chart) -> bool {
    chart.kind == ChartKind::Pie && chart.shares().is_some()
}

fn kind(chart: &Chart) -> xl::ChartType {
    match chart.kind {
        ChartKind::Pie if is_pie(chart) => xl::ChartType::Pie,
        ChartKind::Column | ChartKind::Pie => xl::ChartType::Column,
        ChartKind::Bar => xl::ChartType::Bar,
        ChartKind::Line => xl::ChartType::Line,
    }
}

/// The printed decimals of a series, grouped as its figures are.
pub(crate) fn number_format(chart: &Chart, series: &Series) -> String {
    let decimals = series.points.iter().map(|point| point.value.decimals()).max();
    let grouped = chart.points().any(|point| point.figure.text().contains(','));
    digits_format(decimals.unwrap_or(0), grouped)
}

/// Colours and labels of one series.
fn dress(line: &mut xl::ChartSeries, chart: &Chart, series: &Series, index: usize) {
    let fill = ChartFormat::new().set_solid_fill(&colour(index)).clone();
    let mut label = xl::ChartDataLabel::new();
    let mut font = ChartFont::new();
    font.set_size(8);
    if is_pie(chart) {
        // With the value beside it, programs disagree on which of the two numbers is formatted.
        label.show_category_name().show_percentage().show_leader_lines().set_separator('\n');
        label.set_num_format("0.00%");
        line.set_points(&slices(series));
        line.set_custom_data_labels(&hidden_zeros(series));
        label.set_position(Place::OutsideEnd);
    } else if kind(chart) == xl::ChartType::Line {
        let rule = ChartLine::new().set_color(shade(index)).set_width(2.25).clone();
        let mut marker = xl::ChartMarker::new();
        marker.set_type(xl::ChartMarkerType::Circle).set_size(6).set_format(&mut fill.clone());
        line.set_marker(&marker).set_format(ChartFormat::new().set_line(&rule));
        label.set_position(if index.is_multiple_of(2) { Place::Above } else { Place::Below });
    } else {
        line.set_format(&mut fill.clone());
        let alone = chart.series.len() == 1;
        line.set_gap(if alone && chart.categories.len() <= 3 { 180 } else { 60 });
        label.set_position(Place::OutsideEnd);
        if crowded(chart) {
            font.set_rotation(-90);
        }
    }
    if !is_pie(chart) {
        label.show_value().set_num_format(number_format(chart, series));
    }
    line.set_data_label(label.set_font(&font));
}

fn slices(series: &Series) -> Vec<xl::ChartPoint> {
    let rim = ChartLine::new().set_color("FFFFFF").set_width(1).clone();
    let slice = |index| {
        let mut format = ChartFormat::new();
        format.set_solid_fill(&colour(index)).set_border(&rim);
        xl::ChartPoint::new().set_format(&mut format)
    };
    (0..series.points.len()).map(slice).collect()
}

/// A slice of nothing keeps its row in the data but has no label in the air.
fn hidden_zeros(series: &Series) -> Vec<xl::ChartDataLabel> {
    let label = |point: &yz_report::Point| {
        let mut label = xl::ChartDataLabel::new();
        if point.value.digits() == 0 { label.set_hidden().to_custom() } else { label.to_custom() }
    };
    series.points.iter().map(label).collect()
}

fn axes(drawn: &mut xl::Chart, chart: &Chart) {
    let rule = ChartLine::new().set_color(GREY).set_width(0.75).clone();
    let mut small = ChartFont::new();
    small.set_size(9);
    let mut names = small.clone();
    if slanted(chart) {
        names.set_rotation(-45);
    }
    // The library counts axes as they lie: the names of lying bars stand along its y axis.
    let lying = kind(chart) == xl::ChartType::Bar;
    let axis = if lying { drawn.y_axis() } else { drawn.x_axis() };
    axis.set_font(&names).set_format(ChartFormat::new().set_line(&rule));
    axis.set_major_tick_type(xl::ChartAxisTickType::None);
    axis.set_minor_tick_type(xl::ChartAxisTickType::None);
    axis.set_label_position(xl::ChartAxisLabelPosition::Low);
    axis.set_major_gridlines(false);
    if lying {
        // Bars are read from the top; the axis of values stays below them.
        axis.set_reverse().set_crossing(xl::ChartAxisCrossing::Max);
    }
    let axis = if lying { drawn.x_axis() } else { drawn.y_axis() };
    axis.set_font(&small).set_num_format(axis_format(chart));
    axis.set_major_tick_type(xl::ChartAxisTickType::None);
    axis.set_minor_tick_type(xl::ChartAxisTickType::None);
    axis.set_format(ChartFormat::new().set_line(&rule));
    axis.set_major_gridlines(!lying);
    if lying {
        // Every bar has its value beside it, and the axis below has no room for long numbers.
        axis.set_label_position(xl::ChartAxisLabelPosition::None);
    } else {
        axis.set_major_gridlines_line(ChartLine::new().set_color("E4E4E4").set_width(0.75));
    }
    if kind(chart) != xl::ChartType::Line && chart.points().all(|point| 0 <= point.value.digits()) {
        // A column that does not stand on zero lies about its height.
        axis.set_min(0);
    }
    if let Some(top) = headroom(chart) {
        axis.set_max(top);
    }
}

/// Where the axis ends when labels stand upright on the columns: a third above the highest.
fn headroom(chart: &Chart) -> Option<f64> {
    let highest = chart.points().filter_map(|point| point.value.value()).max()?;
    let upright = kind(chart) == xl::ChartType::Column && crowded(chart);
    let top = highest.times(Exact::fraction(4, 3)?)?.rounded(0, Rounding::Up);
    (upright && 0 < top.digits()).then(|| float(top))?
}

/// Whole numbers along the axis, unless all values are so small that they need their decimals.
fn axis_format(chart: &Chart) -> String {
    let ten = Exact::from_integer(10);
    let small = |point: &yz_report::Point| point.value.value().is_some_and(|v| v.abs() < ten);
    match chart.series.first() {
        Some(series) if chart.points().all(small) => number_format(chart, series),
        _ => digits_format(0, chart.points().any(|point| point.figure.text().contains(','))),
    }
}

/// Whether names stand aslant below the axis, and so take room from the picture above.
pub(crate) fn slanted(chart: &Chart) -> bool {
    !is_pie(chart) && kind(chart) != xl::ChartType::Bar && !wraps(chart)
}

/// Whether the names fit below the axis: in one line each, or in three where there are few.
fn wraps(chart: &Chart) -> bool {
    // not a figure: room for names, in columns
    let line = AXIS_WIDTH.checked_div(chart.categories.len()).unwrap_or(AXIS_WIDTH);
    let longest = chart.categories.iter().map(|name| display_width(name)).max().unwrap_or(0);
    let lines = if chart.categories.len() <= 6 { 3 } else { 1 };
    longest <= line.saturating_mul(lines)
}

/// The width of a text in half-width characters: a Chinese character counts as two.
pub(crate) fn display_width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Whether the labels of neighbouring columns would run into each other.
fn crowded(chart: &Chart) -> bool {
    let longest = chart.points().map(|point| point.value.to_text(true).len()).max().unwrap_or(0);
    let asked = longest.saturating_add(1).saturating_mul(chart.points().count());
    chart.kind != ChartKind::Bar && LABEL_CHARACTERS < asked
}

fn shade(index: usize) -> &'static str {
    PALETTE.iter().cycle().nth(index).copied().unwrap_or(GREY)
}

fn colour(index: usize) -> ChartSolidFill {
    ChartSolidFill::new().set_color(shade(index)).clone()
}
