//! Charts beside the text: what each point is of, and what the text says it is.

use std::collections::BTreeMap;
use std::ops::Range;

use yz_report::{ChartData, Piece};
use yz_units::{Bound, Decimal, Scale};

use crate::figures::{Direction, Measure, Quantity, Role, canonical, similar};
use crate::judge::fits;
use crate::reading::Reading;

/// One value of a chart.
#[derive(Debug)]
pub(crate) struct Point {
    /// What it is of: the words of its label, or of the title.
    pub(crate) name: String,
    /// The year that its label names.
    pub(crate) year: Option<u16>,
    /// The figure in its label: 基本支出440.34万元.
    pub(crate) labelled: Option<Decimal>,
    /// The chart has one series, so that nothing but its name says what the value is of.
    pub(crate) alone: bool,
    /// The value.
    pub(crate) value: Decimal,
    /// Where label and value stand in the text as read.
    pub(crate) label: Range<usize>,
    /// The bytes of the value.
    pub(crate) span: Range<usize>,
}

/// What the text says of a quantity in a year.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// The value.
    pub(crate) quantity: Quantity,
    /// How it is told, or follows.
    pub(crate) words: String,
}

/// All that the text says, by name; with each the year it is of.
pub(crate) type Text<'r> = BTreeMap<&'r str, Vec<(Option<u16>, Known)>>;

/// The points of a chart, series after series.
pub(crate) fn points(reading: &Reading<'_>, chart: &ChartData) -> Vec<Point> {
    let title = chart.title.as_ref().map_or("", |title| reading.transcript.words(title));
    let title = plain_title(title);
    let mut points = Vec::new();
    for (name, values) in &chart.series {
        let series = name.as_ref().map_or("", |name| reading.transcript.words(name));
        for (category, value) in chart.categories.iter().zip(values) {
            let point = point(reading, &title, series, category, value);
            let alone = chart.series.len() == 1;
            points.extend(point.map(|point| Point { alone, ..point }));
        }
    }
    points
}

fn point(
    reading: &Reading<'_>,
    title: &str,
    series: &str,
    category: &Piece,
    value: &Piece,
) -> Option<Point> {
    let words = reading.transcript.words(value).replace(',', "");
    let number: Decimal = words.trim_end_matches(['%', '万', '元', '亿', '人']).parse().ok()?;
    let label = reading.transcript.words(category);
    let (year, rest) = year_in_front(label);
    let (name, labelled) = figure_behind(rest);
    let year = year.or_else(|| year_in_front(series).0);
    let name = match (name.is_empty(), series.is_empty() || similar(series, title)) {
        (false, _) => name.to_owned(),
        (true, true) => title.to_owned(),
        (true, false) => series.to_owned(),
    };
    let place = |piece: &Piece| {
        let offset = reading.offsets.get(piece.passage).copied().unwrap_or(0);
        offset.saturating_add(piece.span.start)..offset.saturating_add(piece.span.end)
    };
    Some(Point {
        name,
        year,
        labelled,
        alone: true,
        value: number,
        label: place(category),
        span: place(value),
    })
}

/// A title without what says that it is one: 变动情况图（单位：万元）.
fn plain_title(title: &str) -> String {
    let words = title.split(['（', '(']).next().unwrap_or(title).trim();
    let mut words = words.trim_end_matches('图');
    for tail in ["变动情况", "结构", "变化情况", "对比", "情况", "决算"] {
        words = words.strip_suffix(tail).unwrap_or(words);
    }
    words.replace("决算", "")
}

fn year_in_front(label: &str) -> (Option<u16>, &str) {
    let label = label.trim();
    let year = label.get(..4).and_then(|year| year.parse().ok());
    let rest = label.get(4..).and_then(|rest| rest.strip_prefix('年'));
    match (year, rest) {
        (Some(year), Some(rest)) => (Some(year), rest.strip_prefix('度').unwrap_or(rest).trim()),
        _ => (None, label),
    }
}

/// A label and the figure at its end.
fn figure_behind(label: &str) -> (&str, Option<Decimal>) {
    let words = label.trim_end_matches(['万', '元', '亿', '人', '%', '次']);
    let name = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    let digits = words.get(name.len()..).unwrap_or("").replace(',', "");
    (name.trim_end_matches(['：', ':', ' ', '，']), digits.parse().ok())
}

/// All that the text says: amounts, and last year's as they follow from a change.
pub(crate) fn text<'r>(reading: &'r Reading<'_>) -> Text<'r> {
    let mut text = Text::new();
    for (index, mention) in reading.figures.iter().enumerate() {
        let (of, known, year) = match mention.role {
            Role::Amount => {
                let words = reading.printed(index).to_owned();
                (index, Known { quantity: mention.quantity, words }, mention.year)
            }
            Role::Change(direction) => {
                let Some(head) = mention.head else { continue };
                let Some(before) = before(reading, head, index, direction) else { continue };
                let year = reading.figures[head].year.or(mention.year);
                (head, before, year.and_then(|year| year.checked_sub(1)))
            }
            _ => continue,
        };
        if known.quantity.measure.adds_up() {
            let name = canonical(reading.subject(of));
            text.entry(name).or_default().push((year, known));
        }
    }
    text
}

/// Last year's amount from this year's and the change.
fn before(
    reading: &Reading<'_>,
    head: usize,
    change: usize,
    direction: Direction,
) -> Option<Known> {
    let (now, by) = (reading.figures.get(head)?.quantity, reading.figures.get(change)?.quantity);
    let (digits, sign) = match direction {
        Direction::Up => (now.number.digits().checked_sub(by.number.digits())?, '-'),
        Direction::Down => (now.number.digits().checked_add(by.number.digits())?, '+'),
    };
    if now.scale != by.scale || now.number.decimals() != by.number.decimals() {
        return None;
    }
    let number = Decimal::new(digits, now.number.decimals());
    let words = format!("{} {sign} {}", reading.printed(head), reading.printed(change));
    Some(Known { quantity: Quantity { number, ..now }, words })
}

/// What the text says of the quantity with this name, in any year: nearest names first.
pub(crate) fn known<'t>(text: &'t Text<'_>, name: &str) -> Vec<&'t (Option<u16>, Known)> {
    let name = canonical(name);
    if let Some(known) = text.get(name) {
        return known.iter().collect();
    }
    let alike = text.iter().filter(|(other, _)| {
        "三个字".len() <= other.len() && shares_a_character(other, name) && similar(other, name)
    });
    alike.flat_map(|(_, known)| known).collect()
}

/// Whether the first or the last character of one name stands in the other: a cheap way to pass
/// over most names.
fn shares_a_character(one: &str, other: &str) -> bool {
    let ends = [one.chars().next(), one.chars().next_back()];
    ends.into_iter().flatten().any(|c| other.contains(c))
}

/// Whether a point of a chart is the value that the text tells.
pub(crate) fn agrees(value: Decimal, known: &Known) -> bool {
    let point = Quantity { number: value, ..known.quantity };
    matches!((point.range(), known.quantity.range()), (Some(a), Some(b)) if fits(a, b))
}

/// A value without a unit, for printing.
pub(crate) fn bare(number: Decimal) -> Quantity {
    let (scale, measure, bound) = (Scale::One, Measure::Bare, Bound::Plain);
    Quantity { number, scale, tens: 0, measure, bound, grouped: false }
}
