//! Lines and tables in reading order, and which lines a sentence runs over.
#![expect(clippy::float_arithmetic, reason = "places on paper are no figures")]

use yz_diagnostics::words;
use yz_report::{Passage, Place, Role, Transcript};

use super::super::error::ReadError;
use super::super::limits;
use super::furniture;
use super::glyphs::{Glyph, Page};
use super::lines::{Line, common_size, lines, upright};
use super::ruled::{Grid, grids};
use super::spaced;

/// Ends of a sentence: what is indented below begins something new.
const ENDS: &[char] = &['。', '；', '：', '！', '？', '…', '”', ';', ':', '!', '?'];
/// A line shorter than this, in the size of its characters, runs over no edge.
const LONG: f32 = 15.0;
/// What notes at the foot of a page begin with.
const NOTE_MARKS: &[char] = &['[', '*', '注', '†', '〔', '【'];

/// What stands on a page, in order.
enum Part {
    Line(Line),
    Grid(Grid),
    /// Lines with wide gaps, as rows.
    Spaced(Vec<Line>, spaced::Spaced),
    /// A line of a note at the foot.
    Note(Line),
}

/// The text of a document between its margins.
struct Margins {
    left: f32,
    right: f32,
}

/// Reads pages.
///
/// # Errors
///
/// Too many passages.
pub(super) fn transcript(pages: &[Page]) -> Result<Transcript, ReadError> {
    let mut tables: Vec<Vec<Grid>> = Vec::new();
    let mut texts: Vec<(f32, Vec<Line>)> = Vec::new();
    let mut body: Vec<Glyph> = Vec::new();
    for page in pages {
        let glyphs = upright(page);
        let turned = glyphs.first().is_some_and(|glyph| glyph.turned.is_multiple_of(2));
        let height = if turned || glyphs.is_empty() { page.height } else { page.width };
        // Lines of a page that is read sideways are left alone.
        let is_level = glyphs.first().is_none_or(|glyph| glyph.turned == 0);
        let (found, rest) = if is_level { grids(page, glyphs) } else { (Vec::new(), glyphs) };
        texts.push((height, lines(page, rest.clone())));
        body.extend(rest);
        tables.push(found);
    }
    furniture::take_away(&mut texts);
    let size = common_size(&body);
    let mut flow = Flow::default();
    for (at, ((height, lines), grids)) in texts.into_iter().zip(tables).enumerate() {
        let margins = Margins::of(&lines, size);
        flow.page = at.saturating_add(1);
        for part in ordered(lines, grids, size, height) {
            flow.add(part, &margins)?;
        }
    }
    flow.end_notes()?;
    Ok(flow.transcript)
}

/// The parts of a page from top to bottom.
fn ordered(lines: Vec<Line>, grids: Vec<Grid>, size: f32, height: f32) -> Vec<Part> {
    let notes = first_note(&lines, size, height);
    let found = spaced::tables(lines.get(..notes).unwrap_or(&lines));
    let mut found = found.into_iter().peekable();
    let mut grids = grids.into_iter().peekable();
    let mut parts = Vec::new();
    let mut rows: Vec<Line> = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        while let Some(grid) = grids.next_if(|grid| grid.top() < line.y) {
            parts.push(Part::Grid(grid));
        }
        if notes <= at {
            parts.push(Part::Note(line));
            continue;
        }
        match found.peek() {
            Some(table) if table.from <= at => {
                let last = table.to == at.saturating_add(1);
                rows.push(line);
                if last && let Some(table) = found.next() {
                    parts.push(Part::Spaced(std::mem::take(&mut rows), table));
                }
            }
            _ => parts.push(Part::Line(line)),
        }
    }
    parts.extend(grids.map(Part::Grid));
    parts
}

/// The first line of the notes at the foot of a page: small, low, and marked.
fn first_note(lines: &[Line], size: f32, height: f32) -> usize {
    let small = |line: &&Line| line.size < size * 0.93 && height * 0.5 < line.y;
    let count = lines.iter().rev().take_while(small).count();
    let from = lines.len().saturating_sub(count);
    let marked = |line: &Line| {
        let first = line.text().chars().next();
        first.is_some_and(|c| {
            c.is_ascii_digit() || ('①'..='⑳').contains(&c) || NOTE_MARKS.contains(&c)
        })
    };
    let foot = lines.iter().skip(from);
    from.saturating_add(foot.take_while(|line| !marked(line)).count())
}

impl Margins {
    fn of(lines: &[Line], size: f32) -> Self {
        let body = || lines.iter().filter(|line| (line.size - size).abs() < 1.0);
        let left = body().map(Line::from).fold(f32::INFINITY, f32::min);
        let right = body().map(Line::to).fold(0.0, f32::max);
        Self { left, right }
    }
}

/// Puts parts into a transcript.
#[derive(Default)]
struct Flow {
    transcript: Transcript,
    page: usize,
    paragraphs: usize,
    tables: usize,
    notes: usize,
    /// The line that was added last, with its margins, as long as the next may go on with it.
    last: Option<(Line, Margins, usize)>,
    /// The table that was added last, with the number of its rows.
    grid: Option<(Grid, usize)>,
    /// Notes of a page whose last sentence goes on on the next.
    waiting: Vec<(Line, usize)>,
}

impl Flow {
    fn add(&mut self, part: Part, margins: &Margins) -> Result<(), ReadError> {
        match part {
            Part::Line(line) => {
                self.grid = None;
                self.line(line, margins)
            }
            Part::Note(line) => {
                self.waiting.push((line, self.page));
                Ok(())
            }
            Part::Grid(grid) => {
                self.end_notes()?;
                self.last = None;
                self.add_grid(grid)
            }
            Part::Spaced(lines, table) => {
                self.end_notes()?;
                self.last = None;
                self.grid = None;
                self.add_spaced(&lines, &table)
            }
        }
    }

    fn line(&mut self, line: Line, margins: &Margins) -> Result<(), ReadError> {
        let goes_on = self
            .last
            .as_ref()
            .is_some_and(|(last, before, _)| runs_over(last, before, &line, margins));
        if goes_on {
            if let Some((_, _, at)) = self.last
                && let Some(passage) = self.transcript.passages.get_mut(at)
            {
                passage.continues = true;
            }
        } else {
            self.end_notes()?;
            self.paragraphs = self.paragraphs.saturating_add(1);
        }
        let at = self.transcript.passages.len();
        self.push(Place::Paragraph(self.paragraphs), Role::Text, line.text(), self.page)?;
        let margins = Margins { left: margins.left, right: margins.right };
        self.last = Some((line, margins, at));
        Ok(())
    }

    /// Adds the notes that waited for the end of a sentence.
    fn end_notes(&mut self) -> Result<(), ReadError> {
        for (line, page) in std::mem::take(&mut self.waiting) {
            let text = line.text();
            let begins = text.starts_with(|c: char| {
                c.is_ascii_digit() || ('①'..='⑳').contains(&c) || NOTE_MARKS.contains(&c)
            });
            if begins || self.notes == 0 {
                self.notes = self.notes.saturating_add(1);
            }
            self.push(Place::Note(self.notes), Role::Note, text, page)?;
        }
        Ok(())
    }

    fn add_grid(&mut self, grid: Grid) -> Result<(), ReadError> {
        let height = grid.rows.len().saturating_sub(1);
        let above = match &self.grid {
            Some((last, rows)) if grid.goes_on_from(last) => *rows,
            _ => {
                self.tables = self.tables.saturating_add(1);
                0
            }
        };
        for cell in &grid.cells {
            let row = above.saturating_add(cell.row);
            let place = Place::Cell { table: self.tables, row, column: cell.column };
            let role = Role::Cell { across: cell.across, down: cell.down };
            let texts = cell.lines.iter().map(Line::text).collect::<Vec<_>>();
            // The lines of a cell are one paragraph that a narrow column broke.
            self.push(place, role, texts.join("\n"), self.page)?;
        }
        self.grid = Some((grid, above.saturating_add(height)));
        Ok(())
    }

    fn add_spaced(&mut self, lines: &[Line], table: &spaced::Spaced) -> Result<(), ReadError> {
        self.tables = self.tables.saturating_add(1);
        let mut row = 0_usize;
        for line in lines {
            // A line of one piece goes on with a cell of the row above.
            if 2 <= line.pieces.len() || row == 0 {
                row = row.saturating_add(1);
            }
            for piece in &line.pieces {
                let column = table.column(piece.from, piece.to);
                let place = Place::Cell { table: self.tables, row, column };
                let role = Role::Cell { across: 1, down: 1 };
                self.push(place, role, piece.text.clone(), self.page)?;
            }
        }
        Ok(())
    }

    fn push(
        &mut self,
        place: Place,
        role: Role,
        text: String,
        page: usize,
    ) -> Result<(), ReadError> {
        if limits::PASSAGES <= self.transcript.passages.len() {
            let what = words!("行和单元格数", "lines and cells");
            return Err(ReadError::too_large(&what, limits::PASSAGES));
        }
        let page = Some(page);
        self.transcript.passages.push(Passage { place, page, role, text, continues: false });
        Ok(())
    }
}

/// Whether a sentence runs over the end of a line into the next.
fn runs_over(last: &Line, before: &Margins, next: &Line, margins: &Margins) -> bool {
    let size = last.size;
    if size * 0.08 < (size - next.size).abs() || last.to() - last.from() < LONG * size {
        return false;
    }
    let text = next.text();
    // A word that does not fit leaves the line short.
    let word = text.chars().take_while(|c| c.is_ascii_graphic()).count();
    let word = u16::try_from(word.min(40)).map_or(0.0, f32::from) * 0.55;
    let reaches = before.right - (1.6 + word) * size < last.to();
    let indented = margins.left + size < next.from();
    let ended = last.text().ends_with(ENDS);
    reaches && !(indented && (ended || begins_item(&text)))
}

/// `（一）`, `一、`, `1.`, `第三条`
fn begins_item(text: &str) -> bool {
    let text = text.trim_start_matches(['（', '(']);
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(number);
    let marked = rest.starts_with(['、', '.', '．', '）', ')']);
    let amount = rest.trim_start_matches('.').starts_with(|c: char| c.is_ascii_digit());
    (rest.len() < text.len() && marked && !amount) || text.starts_with('第')
}

#[cfg(test)]
mod tests {
    use yz_report::Transcript;

    use super::transcript;
    use crate::read::pdf::lines::sample;

    fn continues(read: &Transcript) -> Vec<bool> {
        read.passages.iter().map(|passage| passage.continues).collect()
    }

    const FULL: &str = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十";

    #[test]
    fn a_sentence_runs_over_lines_pages_and_their_footers() {
        let first = sample(&[
            (90.0, 160.0, &FULL[6..]),
            (70.0, 180.0, FULL),
            (70.0, 200.0, "到此为止。"),
            (90.0, 220.0, &FULL[6..]),
            (280.0, 800.0, "- 1 -"),
        ]);
        let second = sample(&[
            (70.0, 160.0, "续完。"),
            (90.0, 180.0, &FULL[6..]),
            (90.0, 200.0, "（二）另起"),
            (280.0, 800.0, "- 2 -"),
        ]);
        let read = transcript(&[first, second]).unwrap();
        assert_eq!(continues(&read), [true, true, false, true, false, false, false]);
        assert_eq!(read.passages[4].text, "续完。");
        assert_eq!(read.passages[4].page, Some(2));
        assert_eq!(read.passages[3].place, read.passages[4].place);
    }

    #[test]
    fn notes_at_the_foot_wait_for_the_end_of_the_sentence() {
        let mut first = sample(&[(70.0, 160.0, FULL), (70.0, 180.0, FULL), (70.0, 700.0, "①注文")]);
        for glyph in first.glyphs.iter_mut().filter(|glyph| 600.0 < glyph.y) {
            glyph.size = 8.0;
        }
        let second = sample(&[(70.0, 160.0, "完。"), (90.0, 180.0, FULL)]);
        let read = transcript(&[first, second]).unwrap();
        let texts: Vec<&str> = read.passages.iter().map(|passage| passage.text.as_str()).collect();
        assert_eq!(texts, [FULL, FULL, "完。", "①注文", FULL]);
        assert_eq!(continues(&read), [true, true, false, false, false]);
        assert_eq!(read.passages[3].role, yz_report::Role::Note);
    }
}
