//! `chart-differs-from-label`.

use yz_diagnostics::{Comparison, Level, declare_rule, words};

use crate::charts::{Point, bare, points};
use crate::judge::signed;
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Compares each value of a chart with the figure that stands in its own label: a slice that is
    /// called 公务接待费2万元 must be drawn with 2. When the values are those of another chart of
    /// the document, the finding says so.
    ///
    /// ## Why is this bad
    /// Charts are made by copying an older one; then the words are changed and the data forgotten,
    /// and the picture shows something else than its words.
    ///
    /// ## Example
    /// A pie with the labels 公务用车0.82万元 and 公务接待费2万元, drawn from 325.26 and 5642.54.
    ///
    /// ## Use instead
    /// The same pie drawn from 0.82 and 2.
    pub static CHART_DIFFERS_FROM_LABEL = {
        name: "chart-differs-from-label",
        code: "CHART001",
        title: "图表数据与图例不符",
        why_zh: "图表多由旧图改成：文字改了，数据忘了改，图上画的就不是所写的",
        level: Error,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    let charts: Vec<Vec<Point>> =
        reading.transcript.charts.iter().map(|chart| points(reading, chart)).collect();
    for (at, chart) in charts.iter().enumerate() {
        let wrong: Vec<&Point> = chart.iter().filter(|point| is_wrong(point)).collect();
        for point in chart.iter().filter(|point| point.labelled.is_some() && !is_wrong(point)) {
            let equation = format!(
                "{} = {}",
                point.value,
                reading.text.get(point.label.clone()).unwrap_or("")
            );
            notes.verify_at(
                &CHART_DIFFERS_FROM_LABEL,
                point.span.clone(),
                &point.value.to_string(),
                &equation,
            );
        }
        let (Some(first), Some(last)) = (wrong.first(), wrong.last()) else { continue };
        let copied = charts.iter().enumerate().find(|(other, chart)| {
            *other != at
                && wrong.len() > 1
                && wrong.iter().zip(chart.iter()).all(|(a, b)| a.value == b.value)
        });
        report(notes, first, first.span.start..last.span.end, copied.map(|(other, _)| other));
    }
}

fn is_wrong(point: &Point) -> bool {
    point.labelled.is_some_and(|labelled| labelled.value() != point.value.value())
}

fn report(
    notes: &mut Notebook,
    point: &Point,
    span: std::ops::Range<usize>,
    copied: Option<usize>,
) {
    let Some(labelled) = point.labelled else { return };
    let difference = match (point.value.value(), labelled.value()) {
        (Some(value), Some(labelled)) => value.minus(labelled),
        _ => None,
    };
    let comparison = Comparison {
        printed: point.value.to_string(),
        recomputed: labelled.to_string(),
        difference: difference
            .map_or_else(String::new, |gap| signed(gap, bare(labelled).print_with(gap, 2, ""))),
        working: format!("{} ≠ {labelled}", point.value),
    };
    let help = match copied.map(|chart| chart.saturating_add(1)) {
        Some(chart) => words!(
            "数据与第{chart}个图相同，像是复制后没有改；按图例重填数据",
            "the data are those of chart {chart}, as if copied from it; enter those of the labels"
        ),
        None => words!("按图例核对图表数据", "check the chart's data against its labels"),
    };
    notes.find_differing(
        &CHART_DIFFERS_FROM_LABEL,
        Level::Error,
        span,
        words!(
            "图表数据与图例里的数不符",
            "the chart is drawn from other figures than its labels tell"
        ),
        comparison,
        help,
    );
}
