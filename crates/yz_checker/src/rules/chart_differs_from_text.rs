//! `chart-differs-from-text`.

use yz_diagnostics::{Comparison, Level, declare_rule, words};

use crate::charts::{Known, Point, agrees, known, points, text};
use crate::figures::canonical;
use crate::judge::signed;
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Compares each value of a chart with what the text says of the same quantity in the same
    /// year, last year's amounts included where they follow from a change. Two years whose values
    /// are exchanged are told as such.
    ///
    /// ## Why is this bad
    /// Most readers look at the picture first. A chart with its years exchanged shows growth where
    /// the text tells of decline.
    ///
    /// ## Example
    /// The text says `2022年收支总计6796.16万元，比2021年减少351.21万元`; the chart has 2021年
    /// 6796.16 and 2022年 7147.37.
    ///
    /// ## Use instead
    /// 2021年 7147.37 and 2022年 6796.16.
    pub static CHART_DIFFERS_FROM_TEXT = {
        name: "chart-differs-from-text",
        code: "CHART002",
        title: "图表与正文不符",
        why_zh: "多数读者先看图；图与正文不符，读者带走的是错的数",
        level: Error,
        status: Stable("0.2.0"),
    }
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    if reading.transcript.charts.is_empty() {
        return;
    }
    let text = text(reading);
    for chart in &reading.transcript.charts {
        let points = points(reading, chart);
        let told: Vec<Option<Told<'_>>> = points
            .iter()
            .map(|point| {
                let exact = text.contains_key(canonical(&point.name));
                tell(point, &known(&text, &point.name), exact)
            })
            .collect();
        for (at, point) in points.iter().enumerate() {
            match told.get(at).and_then(Option::as_ref) {
                Some(Told::Same(known)) => {
                    let equation = format!("{} = {}", point.value, known.words);
                    notes.verify_at(
                        &CHART_DIFFERS_FROM_TEXT,
                        point.span.clone(),
                        &point.value.to_string(),
                        &equation,
                    );
                }
                Some(Told::Other(known)) => report(notes, &points, &told, at, known),
                None => {}
            }
        }
    }
}

/// What the text says of a point.
enum Told<'t> {
    Same(&'t Known),
    Other(&'t Known),
}

fn tell<'t>(point: &Point, known: &[&'t (Option<u16>, Known)], exact: bool) -> Option<Told<'t>> {
    let of_year = |known: &&&(Option<u16>, Known)| match (known.0, point.year) {
        (Some(a), Some(b)) => a == b,
        (_, None) => true,
        (None, Some(_)) => false,
    };
    let same = known.iter().filter(of_year).find(|known| agrees(point.value, &known.1));
    if let Some(same) = same {
        return Some(Told::Same(&same.1));
    }
    // Of a year there is one value; without one the name must leave no other reading. A label with
    // its own figure is another rule's business, unless its year is wrong.
    let mut others = known.iter().filter(of_year);
    let other = others.next()?;
    let alone = others.all(|one| one.1.quantity.number == other.1.quantity.number);
    let certain = alone && (point.alone || point.year.is_some());
    let named = point.year.is_some() || point.labelled.is_none() && exact;
    (certain && named).then_some(Told::Other(&other.1))
}

fn report(
    notes: &mut Notebook,
    points: &[Point],
    told: &[Option<Told<'_>>],
    at: usize,
    known: &Known,
) {
    let Some(point) = points.get(at) else { return };
    let swapped = points.iter().enumerate().find(|(other, their)| {
        let other = *other;
        let theirs = told.get(other).and_then(Option::as_ref);
        other != at
            && agrees(their.value, known)
            && matches!(theirs, Some(Told::Other(known)) if agrees(point.value, known))
    });
    let partner = swapped.map(|(other, _)| other);
    if partner.is_some_and(|other| other < at) {
        // The pair was told at the first of the two.
        return;
    }
    let swapped = partner.is_some();
    let (printed, told) = (point.value.to_string(), &known.words);
    let difference = match (point.value.value(), known.quantity.number.value()) {
        (Some(value), Some(known)) => value.minus(known),
        _ => None,
    };
    let comparison = Comparison {
        recomputed: known.quantity.number.to_string(),
        difference: difference
            .map_or_else(String::new, |gap| signed(gap, known.quantity.print_with_scale_one(gap))),
        working: format!("{told} ≠ {printed}"),
        printed,
    };
    let message = match swapped {
        true => {
            words!("图表中两个年度的数对调了", "the values of two years are exchanged in the chart")
        }
        false => words!("图表与正文不符", "the chart shows another value than the text"),
    };
    // Of two that are exchanged, the label is wrong as likely as the value: both are underlined.
    let span = match swapped {
        true => {
            point.label.start
                ..partner
                    .and_then(|other| points.get(other))
                    .map_or(point.span.end, |other| other.label.end.max(point.label.end))
        }
        false => point.span.clone(),
    };
    notes.find_differing(
        &CHART_DIFFERS_FROM_TEXT,
        Level::Error,
        span,
        message,
        comparison,
        words!(
            "按正文核对图表的年度和数值",
            "check years and values of the chart against the text"
        ),
    );
}
