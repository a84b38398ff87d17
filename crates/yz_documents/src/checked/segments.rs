//! Words of a passage, cut where a figure or a remark begins or ends.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{CheckedPage, FigureShade, RemarkKind};
use crate::html::escape;

/// What lies over a stretch of a passage.
#[derive(Debug, Clone)]
struct Cover {
    span: Range<usize>,
    figure: Option<FigureShade>,
    remark: Option<usize>,
}

/// What lies over each passage, and what was written of it already.
#[derive(Debug)]
pub(super) struct Marks<'a> {
    page: &'a CheckedPage<'a>,
    covers: Vec<Vec<Cover>>,
    /// The remarks that begin in each passage.
    homes: Vec<Vec<usize>>,
    /// Remarks whose first words are on the page already.
    begun: BTreeSet<usize>,
}

impl<'a> Marks<'a> {
    pub(super) fn new(page: &'a CheckedPage<'a>) -> Self {
        let count = page.transcript.passages.len();
        let mut covers: Vec<Vec<Cover>> = vec![Vec::new(); count];
        let mut homes: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (piece, shade) in &page.figures {
            if let Some(own) = covers.get_mut(piece.passage) {
                let cover = Cover { span: piece.span.clone(), figure: Some(*shade), remark: None };
                own.push(cover);
            }
        }
        for (index, remark) in page.remarks.iter().enumerate() {
            let home = remark.pieces.first().and_then(|piece| homes.get_mut(piece.passage));
            if let Some(home) = home {
                home.push(index);
            }
            for piece in &remark.pieces {
                let Some(own) = covers.get_mut(piece.passage) else { continue };
                let over = |cover: &Cover| {
                    cover.figure.is_some()
                        && cover.span.start < piece.span.end
                        && piece.span.start < cover.span.end
                };
                // A relation that holds is shown at its figures; without one, at its words.
                let bare = remark.kind == RemarkKind::Holds && !own.iter().any(over);
                let figure = bare.then_some(FigureShade::Verified);
                own.push(Cover { span: piece.span.clone(), figure, remark: Some(index) });
            }
        }
        Self { page, covers, homes, begun: BTreeSet::new() }
    }

    /// How many stretches are shown as verified; one may be held by many relations.
    pub(super) fn verified(&self) -> usize {
        let all = self.covers.iter().map(|covers| {
            let verified = |cover: &&Cover| cover.figure == Some(FigureShade::Verified);
            let starts = covers.iter().filter(verified).map(|cover| cover.span.start);
            starts.collect::<BTreeSet<usize>>().len()
        });
        all.sum()
    }

    /// The remarks that begin in a passage, in order.
    pub(super) fn remarks_in(&self, passage: usize) -> Vec<usize> {
        self.homes.get(passage).cloned().unwrap_or_default()
    }

    /// Appends a stretch of a passage.
    pub(super) fn write(&mut self, out: &mut String, passage: usize, stretch: Range<usize>) {
        let Some(part) = self.page.transcript.passages.get(passage) else { return };
        let text = part.text.as_str();
        let covers = self.covers.get(passage).cloned().unwrap_or_default();
        let mut cuts: BTreeSet<usize> = BTreeSet::from([stretch.start, stretch.end]);
        for cover in &covers {
            cuts.extend([cover.span.start, cover.span.end]);
        }
        let cuts: Vec<usize> = cuts
            .into_iter()
            .filter(|at| stretch.start <= *at && *at <= stretch.end && text.is_char_boundary(*at))
            .collect();
        for pair in cuts.windows(2) {
            let &[start, end] = pair else { continue };
            let Some(words) = text.get(start..end) else { continue };
            let over = |cover: &&Cover| cover.span.start <= start && end <= cover.span.end;
            let own: Vec<&Cover> = covers.iter().filter(over).collect();
            let begins = own.iter().any(|one| one.figure.is_some() && one.span.start == start);
            self.write_segment(out, words, &own, begins);
        }
    }

    /// Appends words under the same covers; `begins` says that a figure begins with them.
    fn write_segment(&mut self, out: &mut String, words: &str, covers: &[&Cover], begins: bool) {
        let figure = covers.iter().filter_map(|cover| cover.figure).max();
        let remarks: Vec<(usize, RemarkKind)> = covers
            .iter()
            .filter_map(|cover| cover.remark)
            .filter_map(|index| Some((index, self.page.remarks.get(index)?.kind)))
            .filter(|(_, kind)| figure.is_some() || *kind != RemarkKind::Holds)
            .collect();
        if figure.is_none() && remarks.is_empty() {
            escape(out, words);
            return;
        }
        let mut classes: Vec<&str> = figure.map(FigureShade::class).into_iter().collect();
        let gravest = remarks.iter().map(|(_, kind)| *kind).min();
        if let Some(kind) = gravest.filter(|kind| *kind != RemarkKind::Holds) {
            classes.extend(["about", kind.class()]);
        }
        out.push_str(&format!("<span class=\"{}\"", classes.join(" ")));
        if !remarks.is_empty() {
            let names: Vec<String> = remarks.iter().map(|(index, _)| index.to_string()).collect();
            out.push_str(&format!(
                " data-remarks=\"{}\" role=\"button\" tabindex=\"0\"",
                names.join(" ")
            ));
        }
        let mut stops: BTreeSet<&str> = BTreeSet::new();
        let mut first = None;
        for (index, kind) in &remarks {
            if self.begun.insert(*index) {
                if *kind != RemarkKind::Holds {
                    stops.insert(kind.class());
                }
                first = first.or(Some(*index));
            }
        }
        match figure.filter(|_| begins) {
            Some(FigureShade::NotVerifiable) => stops.insert("plain"),
            Some(FigureShade::Verified) => stops.insert(RemarkKind::Holds.class()),
            _ => false,
        };
        if let Some(index) = first {
            out.push_str(&format!(" id=\"at-{index}\""));
        }
        if !stops.is_empty() {
            let stops: Vec<&str> = stops.into_iter().collect();
            out.push_str(&format!(" data-stop=\"{}\"", stops.join(" ")));
        }
        out.push('>');
        escape(out, words);
        out.push_str("</span>");
    }
}
