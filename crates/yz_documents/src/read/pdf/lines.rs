//! Characters to lines, and lines to pieces where wide gaps are.
#![expect(clippy::float_arithmetic, reason = "places on paper are no figures")]

use super::glyphs::{Glyph, Page};

/// A printed line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// The line that the characters stand on.
    pub(super) y: f32,
    pub(super) size: f32,
    /// From left to right, with wide gaps between.
    pub(super) pieces: Vec<Piece>,
    /// All of it is said to be a header or footer.
    pub(super) artifact: bool,
}

/// A stretch of a line without wide gaps.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) from: f32,
    pub(super) to: f32,
    pub(super) text: String,
}

/// How much lower than its neighbour a character may stand on the same line, in its size.
const SAME_LINE: f32 = 0.45;
/// From which width on, in the size of the characters, a gap parts two pieces.
const WIDE_GAP: f32 = 1.2;
/// From which width on a gap between Latin letters is a space.
const SPACE: f32 = 0.22;
/// How near the same character may be drawn again to look bold.
const BOLD: f32 = 0.12;

impl Line {
    pub(super) fn from(&self) -> f32 {
        self.pieces.first().map_or(0.0, |piece| piece.from)
    }

    pub(super) fn to(&self) -> f32 {
        self.pieces.last().map_or(0.0, |piece| piece.to)
    }

    /// The words, with a tab for each wide gap.
    pub(super) fn text(&self) -> String {
        let texts: Vec<&str> = self.pieces.iter().map(|piece| piece.text.as_str()).collect();
        texts.join("\t")
    }
}

/// The lines of some glyphs of a page, from top to bottom.
pub(super) fn lines(page: &Page, mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines = Vec::new();
    let mut open: Vec<Glyph> = Vec::new();
    let (mut y, mut size) = (0.0_f32, 0.0_f32);
    for glyph in glyphs {
        if !open.is_empty() && size.max(glyph.size) * SAME_LINE < glyph.y - y {
            lines.extend(line(page, std::mem::take(&mut open)));
            size = 0.0;
        }
        if size < glyph.size {
            (y, size) = (glyph.y, glyph.size);
        }
        open.push(glyph);
    }
    lines.extend(line(page, open));
    lines
}

/// One line of glyphs; `None` where only spaces are drawn.
fn line(page: &Page, mut glyphs: Vec<Glyph>) -> Option<Line> {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let size = common_size(&glyphs);
    let (mut y, mut artifact) = (0.0, true);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last: Option<(Glyph, &str)> = None;
    let mut spaced = false;
    for glyph in glyphs {
        let text = word(page, &glyph);
        if text.chars().all(|c| c.is_whitespace() || c.is_control()) {
            spaced = true;
            continue;
        }
        if let Some((before, same)) = last
            && same == text
            && glyph.x - before.x < BOLD * glyph.size
        {
            continue;
        }
        let gap = pieces.last().map_or(f32::INFINITY, |piece| glyph.x - piece.to);
        let wide = WIDE_GAP * size.min(glyph.size * 1.5) < gap;
        match pieces.last_mut() {
            Some(piece) if !wide => {
                let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                let both = latin(piece.text.chars().next_back()) && latin(text.chars().next());
                if spaced || (both && SPACE * glyph.size < gap) {
                    piece.text.push(' ');
                }
                piece.text.push_str(text);
                piece.to = piece.to.max(glyph.x + glyph.width);
            }
            _ => {
                let text = text.to_owned();
                pieces.push(Piece { from: glyph.x, to: glyph.x + glyph.width, text });
            }
        }
        if (glyph.size - size).abs() < 0.1 || last.is_none() {
            y = glyph.y;
        }
        artifact &= glyph.artifact;
        spaced = false;
        last = Some((glyph, text));
    }
    (!pieces.is_empty()).then_some(Line { y, size, pieces, artifact })
}

fn word<'a>(page: &'a Page, glyph: &Glyph) -> &'a str {
    let index = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
    page.text.get(index(glyph.from)..index(glyph.to)).unwrap_or("")
}

/// The size of most characters, in tenths of a point.
pub(super) fn common_size(glyphs: &[Glyph]) -> f32 {
    let mut sizes: Vec<f32> = glyphs.iter().map(|glyph| glyph.size).collect();
    sizes.sort_by(f32::total_cmp);
    let mut best = (0_usize, 0.0_f32);
    let mut run = (0_usize, 0.0_f32);
    for size in sizes {
        run = if size - run.1 < 0.3 { (run.0.saturating_add(1), run.1) } else { (1, size) };
        if best.0 <= run.0 {
            best = run;
        }
    }
    best.1
}

/// The glyphs of a page in the direction in which most of them run, turned upright.
pub(super) fn upright(page: &Page) -> Vec<Glyph> {
    let count = |turned: u8| page.glyphs.iter().filter(|glyph| glyph.turned == turned).count();
    let main = (0..4_u8).max_by_key(|turned| (count(*turned), 4_u8.saturating_sub(*turned)));
    let main = main.unwrap_or(0);
    let own = page.glyphs.iter().filter(|glyph| glyph.turned == main);
    let turn = |glyph: &Glyph| {
        let (x, y) = match main {
            0 => (glyph.x, glyph.y),
            1 => (glyph.y, page.width - glyph.x),
            2 => (page.width - glyph.x, page.height - glyph.y),
            _ => (page.height - glyph.y, glyph.x),
        };
        Glyph { x, y, turned: main, ..*glyph }
    };
    own.map(turn).collect()
}

/// A page of words at places; each character is as wide as it is high, Latin ones half.
#[cfg(test)]
pub(super) fn sample(words: &[(f32, f32, &str)]) -> Page {
    let mut page = Page { width: 595.0, height: 842.0, ..Page::default() };
    for (x, y, text) in words {
        let mut x = *x;
        for c in text.chars() {
            let (y, size) = (*y, 10.0);
            let width = if c.is_ascii() { 5.0 } else { 10.0 };
            let from = u32::try_from(page.text.len()).unwrap();
            page.text.push(c);
            let to = u32::try_from(page.text.len()).unwrap();
            page.glyphs.push(Glyph { x, y, size, width, from, to, turned: 0, artifact: false });
            x += width;
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::{Line, lines, sample};

    fn texts(words: &[(f32, f32, &str)]) -> Vec<String> {
        let page = sample(words);
        lines(&page, page.glyphs.clone()).iter().map(Line::text).collect()
    }

    #[test]
    fn characters_are_joined_by_their_places() {
        let drawn = [(100.0, 50.0, "万元"), (60.0, 50.5, "收入1.5"), (60.0, 70.0, "支出")];
        assert_eq!(texts(&drawn), ["收入1.5万元", "支出"]);
        // A raised mark belongs to its line; a wide gap parts two pieces.
        assert_eq!(
            texts(&[(60.0, 50.0, "收入"), (80.0, 46.5, "1"), (120.0, 50.0, "9")]),
            ["收入1\t9"]
        );
        // Drawn twice to look bold.
        assert_eq!(texts(&[(60.0, 50.0, "收入"), (60.5, 50.0, "收入")]), ["收入"]);
        assert_eq!(texts(&[(60.0, 50.0, "a b"), (78.0, 50.0, "c")]), ["a b c"]);
    }
}
