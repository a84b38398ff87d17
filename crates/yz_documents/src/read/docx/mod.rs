//! Reads a Word file: paragraphs in order, tables, notes, text boxes, charts.

mod body;
pub(super) mod chart;
mod flow;
mod inline;
mod labels;
mod numbering;
mod styles;
mod table;

use std::collections::BTreeMap;

use yz_diagnostics::words;
use yz_report::{ChartData, Passage, Piece, Place, Role, Transcript};

use super::error::ReadError;
use super::limits;
use super::package::{Package, Relations, of_kind};
use super::xml::Xml;
use body::{Context, Walker};
use chart::Chart;
use flow::Item;
pub(super) use flow::{Anchor, AnchoredPiece, Cut};
use numbering::Numbering;
use styles::Styles;

/// What messages call the format.
pub(super) const FORMAT: &str = "docx";

/// A Word file as it was read, with the way back into its main part.
pub(super) struct Word {
    pub(super) transcript: Transcript,
    /// For each passage where its characters stand; only when asked for.
    pub(super) anchors: Vec<Option<Box<Anchor>>>,
    /// The name of the main part.
    pub(super) main: String,
    /// Its text.
    pub(super) text: String,
}

/// Reads a Word file; `anchored` keeps the way back.
///
/// # Errors
///
/// Damaged, asking for a password, or beyond a limit.
pub(super) fn read(package: &mut Package<'_>, anchored: bool) -> Result<Word, ReadError> {
    let main = package.main_part("word/document.xml")?;
    let relations = package.relations(&main)?;
    let mut context = Context::default();
    if let Some(part) = of_kind(&relations, "styles") {
        context.styles = Styles::read(&package.text(part)?, part)?;
    }
    if let Some(part) = of_kind(&relations, "numbering") {
        context.numbering = Numbering::read(&package.text(part)?, part)?;
    }
    context.charts = charts(package, &relations, FORMAT)?;
    for (kind, one) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
        let Some(part) = of_kind(&relations, kind) else { continue };
        let text = package.text(part)?;
        let notes = Walker::new(Xml::new(&text, FORMAT, part), &context, false).into_notes()?;
        let notes = notes.into_iter().map(|(id, texts)| (format!("{one} {id}"), texts));
        context.notes.extend(notes.collect::<Vec<_>>());
    }
    let text = package.text(&main)?;
    let items = Walker::new(Xml::new(&text, FORMAT, &main), &context, anchored).items()?;
    let (transcript, anchors) = assembled(items)?;
    Ok(Word { transcript, anchors, main, text })
}

/// The charts that a part leads to, by the id of their relationship.
///
/// # Errors
///
/// As [`read`].
pub(super) fn charts(
    package: &mut Package<'_>,
    relations: &Relations,
    format: &'static str,
) -> Result<BTreeMap<String, Chart>, ReadError> {
    let mut charts = BTreeMap::new();
    for (id, (kind, part)) in relations {
        if kind != "chart" {
            continue;
        }
        if limits::CHARTS <= charts.len() {
            let what = words!("图表数", "charts");
            return Err(ReadError::too_large(&what, limits::CHARTS));
        }
        let text = package.text(part)?;
        if let Some(chart) = chart::read(&text, format, part)? {
            charts.insert(id.clone(), chart);
        }
    }
    Ok(charts)
}

type Assembled = (Transcript, Vec<Option<Box<Anchor>>>);

fn assembled(items: Vec<Item>) -> Result<Assembled, ReadError> {
    if limits::PASSAGES < items.len() {
        let what = words!("段落和单元格数", "paragraphs and cells");
        return Err(ReadError::too_large(&what, limits::PASSAGES));
    }
    let mut transcript = Transcript::default();
    let mut anchors = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Item::Passage(passage) => {
                let flow::Passage { place, role, text, continues, anchor } = *passage;
                transcript.passages.push(Passage { place, page: None, role, text, continues });
                anchors.push(anchor);
            }
            Item::Chart(chart) => {
                push_chart(&mut transcript, *chart);
                anchors.resize_with(transcript.passages.len(), || None);
            }
        }
    }
    Ok((transcript, anchors))
}

/// Adds a chart: a passage for each of its words, and the chart naming them.
pub(super) fn push_chart(transcript: &mut Transcript, chart: Chart) {
    let number = transcript.charts.len().saturating_add(1);
    let mut point = 0_usize;
    let mut add = |text: String| {
        let place = Place::Point { chart: number, point };
        point = point.saturating_add(1);
        let length = text.len();
        let passage = transcript.push(place, Role::Chart, text);
        Piece { passage, span: 0..length }
    };
    let title = chart.title.map(&mut add);
    let categories = chart.categories.into_iter().map(&mut add).collect();
    let series = chart.series.into_iter().map(|(name, values)| {
        let name = name.map(&mut add);
        (name, values.into_iter().map(&mut add).collect())
    });
    let series = series.collect();
    transcript.charts.push(ChartData { title, categories, series });
}
