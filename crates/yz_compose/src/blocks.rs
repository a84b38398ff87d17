//! Tables and charts, written as TOML inside fences.

use serde::Deserialize;
use toml::Spanned;
use yz_diagnostics::{Finding, words};
use yz_facts::Fact;
use yz_report::{Align, Block, Cell, Chart, ChartKind, Column, Inline, Point, Row, Series, Table};
use yz_units::{Decimal, Figure, Form, Rounding, Scale};

use crate::figures::Recorder;
use crate::functions::{number_text, printed};
use crate::rules::TEMPLATE_BROKEN;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableToml {
    #[serde(default)]
    caption: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    wide: bool,
    columns: Vec<ColumnToml>,
    #[serde(default)]
    rows: Vec<Vec<CellToml>>,
    total: Option<Vec<CellToml>>,
    #[serde(default)]
    notes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnToml {
    head: String,
    width: u16,
    #[serde(default)]
    align: AlignToml,
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum AlignToml {
    #[default]
    Left,
    Center,
    Right,
}

/// A cell: a text, or a text that spans columns or rows.
#[derive(Deserialize)]
#[serde(untagged)]
enum CellToml {
    Text(String),
    Spanning(SpanningToml),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpanningToml {
    text: String,
    #[serde(default = "one")]
    across: usize,
    #[serde(default = "one")]
    down: usize,
}

const fn one() -> usize {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChartToml {
    kind: KindToml,
    title: String,
    #[serde(default)]
    unit: String,
    categories: Vec<String>,
    series: Vec<SeriesToml>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum KindToml {
    Column,
    Bar,
    Line,
    Pie,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeriesToml {
    name: String,
    facts: Spanned<Vec<String>>,
}

/// Reads a fenced block of a template.
///
/// # Errors
///
/// A finding, and the line of the block that it is about, when the block does not read.
pub(crate) fn block(
    recorder: &Recorder,
    path: &str,
    kind: &str,
    text: &str,
) -> Result<Block, Box<Refused>> {
    match kind {
        "table" => Ok(Block::Table(table(recorder, read(path, kind, text)?))),
        "chart" => chart(recorder, path, text, read(path, kind, text)?).map(Block::Chart),
        "scores" => Ok(Block::Table(crate::scores::table(recorder, read(path, kind, text)?))),
        other => {
            let message = words!("不认识的块 ```{other}", "```{other} is no block");
            let help = words!("可用的块：table、chart、scores", "blocks: table, chart, scores");
            let finding = Finding::new(&TEMPLATE_BROKEN, path, message).help(help);
            Err(Box::new((finding, format!("```{other}"))))
        }
    }
}

/// What is wrong with a block, and the line of it that says so.
pub(crate) type Refused = (Finding, String);

fn read<T: serde::de::DeserializeOwned>(
    path: &str,
    kind: &str,
    text: &str,
) -> Result<T, Box<Refused>> {
    yz_diagnostics::read_toml(path, text).map_err(|found| {
        let (zh, en) = (&found.message.zh, &found.message.en);
        let message = words!("块 ```{kind} 读不懂：{zh}", "a ```{kind} block does not read: {en}");
        let span = found.place.and_then(|place| place.span);
        let line = line_at(text, span.map_or(0, |span| span.start));
        let finding = Finding::new(&TEMPLATE_BROKEN, path, message).help(found.help);
        Box::new((finding, line))
    })
}

/// The line of a text that holds a byte.
fn line_at(text: &str, byte: usize) -> String {
    let before = text.get(..byte).unwrap_or("").matches('\n').count();
    text.lines().nth(before).unwrap_or("").to_owned()
}

fn table(recorder: &Recorder, table: TableToml) -> Table {
    let form = unit_form(&table.unit);
    let columns: Vec<Column> = table
        .columns
        .iter()
        .map(|column| Column { width: column.width, align: column.align.into() })
        .collect();
    let head = table.columns.iter().map(|column| Cell::text(&column.head)).collect();
    let row = |cells: Vec<CellToml>, strong: bool| Row {
        cells: cells.into_iter().map(|text| cell(recorder, text, form)).collect(),
        strong,
    };
    let mut body: Vec<Row> = table.rows.into_iter().map(|cells| row(cells, false)).collect();
    body.extend(table.total.map(|cells| row(cells, true)));
    let mut made = Table {
        caption: recorder.plain(&table.caption),
        unit: if table.unit.is_empty() {
            String::new()
        } else {
            format!("单位：{}", table.unit)
        },
        columns,
        head: vec![Row { cells: head, strong: true }],
        body,
        notes: table.notes.iter().map(|note| recorder.plain(note)).collect(),
    };
    if table.wide && !made.is_wide() {
        // A page on its side is asked for by a wider last column.
        if let Some(last) = made.columns.last_mut() {
            last.width = last.width.saturating_add(Table::PAGE_WIDTH);
        }
    }
    made
}

impl From<AlignToml> for Align {
    fn from(align: AlignToml) -> Self {
        match align {
            AlignToml::Left => Self::Left,
            AlignToml::Center => Self::Center,
            AlignToml::Right => Self::Right,
        }
    }
}

fn cell(recorder: &Recorder, cell: CellToml, form: Option<Form>) -> Cell {
    let (text, across, down) = match cell {
        CellToml::Text(text) => (text, 1, 1),
        CellToml::Spanning(cell) => (cell.text, cell.across, cell.down),
    };
    let content = match text.strip_prefix('=') {
        Some(reference) => fact_cell(recorder, reference.trim(), form),
        None => recorder.inlines(&text, false),
    };
    Cell::new(content).spanning(across, down)
}

fn fact_cell(recorder: &Recorder, reference: &str, form: Option<Form>) -> Vec<Inline> {
    match recorder.subject.facts.find(reference) {
        Ok(fact) => {
            let text = cell_text(fact, form);
            vec![Inline::Figure(recorder.figure(fact, text))]
        }
        Err(missing) => vec![Inline::Text(recorder.missing(*missing))],
    }
}

/// In a table with a unit, figures of that unit print their number only; others print whole.
fn cell_text(fact: &Fact, form: Option<Form>) -> String {
    match (form, fact.figure) {
        (Some(form), Some(figure)) if form.unit == figure.unit() => {
            if form.scale == figure.form().scale {
                return number_text(fact, None);
            }
            number_text(fact, Some(form))
        }
        _ => printed(fact, None),
    }
}

/// The form of a table's or chart's unit: two decimals where amounts are scaled or in percent.
fn unit_form(unit: &str) -> Option<Form> {
    let figure: Figure = format!("0{unit}").parse().ok()?;
    let form = figure.form();
    let usual = Form::usual(form.unit);
    let scaled = form.scale != Scale::One;
    Some(form.with_decimals(if scaled { 2 } else { usual.decimals }))
}

fn chart(
    recorder: &Recorder,
    path: &str,
    text: &str,
    chart: ChartToml,
) -> Result<Chart, Box<Refused>> {
    let form = unit_form(&chart.unit);
    let mut series = Vec::new();
    for one in chart.series {
        let (expected, found) = (chart.categories.len(), one.facts.get_ref().len());
        if expected != found {
            let title = &chart.title;
            let message = words!(
                "图“{title}”有{expected}个类别，系列里却有{found}个数",
                "the chart {title:?} has {expected} categories and a series of {found}"
            );
            let help = words!("一个类别配一个事实", "one fact for each category");
            let finding = Finding::new(&TEMPLATE_BROKEN, path, message).help(help);
            return Err(Box::new((finding, line_at(text, one.facts.span().start))));
        }
        let points = one.facts.get_ref().iter().map(|name| point(recorder, name, form));
        series.push(Series { name: recorder.plain(&one.name), points: points.collect() });
    }
    Ok(Chart {
        kind: match chart.kind {
            KindToml::Column => ChartKind::Column,
            KindToml::Bar => ChartKind::Bar,
            KindToml::Line => ChartKind::Line,
            KindToml::Pie => ChartKind::Pie,
        },
        title: recorder.plain(&chart.title),
        unit: chart.unit,
        categories: chart.categories.iter().map(|name| recorder.plain(name)).collect(),
        series,
    })
}

fn point(recorder: &Recorder, name: &str, form: Option<Form>) -> Point {
    match recorder.subject.facts.find(name.trim_start_matches('=')) {
        Ok(fact) => {
            let form =
                form.or(fact.figure.map(Figure::form)).unwrap_or(recorder.subject.facts.form(name));
            // The printed figure decides the digits, so that text and chart show the same.
            let same = fact.figure.filter(|figure| figure.form().scale == form.scale);
            let (value, text) = match (same, fact.value) {
                (Some(figure), _) => (figure.number(), figure.to_string()),
                (None, Some(value)) => {
                    let figure = form.print(value);
                    (figure.number(), figure.to_string())
                }
                (None, None) => {
                    (yz_units::Exact::ZERO.rounded(form.decimals, Rounding::HalfUp), "—".to_owned())
                }
            };
            Point::new(value, recorder.figure(fact, text))
        }
        Err(missing) => {
            let text = recorder.missing(*missing);
            let figure = yz_report::Figure { text, trace: None, mark: yz_report::Mark::Plain };
            Point::new(Decimal::new(0, 0), figure)
        }
    }
}
