//! What is drawn on the pages of a pdf: characters and straight lines, each with its place.
#![expect(
    clippy::float_arithmetic,
    clippy::arithmetic_side_effects,
    reason = "places on paper are no figures"
)]

use std::time::Instant;

use hayro_cmap::BfString;
use hayro_interpret::font::Glyph as DrawnGlyph;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, interpret_page,
};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use kurbo::{Affine, BezPath, PathEl, Point, Rect};
use yz_diagnostics::words;

use super::super::error::ReadError;
use super::super::limits;
use super::radicals::unified;

/// A page as it is drawn; places are in points from the upper left corner.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) width: f32,
    pub(super) height: f32,
    /// The characters of all glyphs.
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
    /// Horizontal lines.
    pub(super) across: Vec<Rule>,
    /// Vertical lines.
    pub(super) down: Vec<Rule>,
}

/// A character, or a few that are drawn as one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub(super) x: f32,
    /// The line that it stands on.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) width: f32,
    /// Which bytes of the page's text.
    pub(super) from: u32,
    pub(super) to: u32,
    /// Quarters of a turn.
    pub(super) turned: u8,
    /// It is said to be a header or footer.
    pub(super) artifact: bool,
}

/// A straight line, level or upright.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
}

/// Why drawing was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    Time,
    Glyphs,
}

/// Straight lines that are kept, of a page and of all pages.
const RULES: usize = 10_000;
const ALL_RULES: usize = 60_000;
/// Elements of a path that may be the border of something.
const PATH: usize = 64;

/// Draws all pages.
///
/// # Errors
///
/// Damaged, asking for a password, or too many pages.
pub(super) fn pages(bytes: Vec<u8>) -> Result<Vec<Page>, ReadError> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::encrypted("pdf"),
        LoadPdfError::Decryption(_) => ReadError::encrypted("pdf"),
        LoadPdfError::Invalid => ReadError::damaged("pdf", "no pages"),
    })?;
    let drawn = pdf.pages();
    if limits::PAGES < drawn.len() {
        return Err(ReadError::too_large(&words!("页数", "pages"), limits::PAGES));
    }
    let cache = InterpreterCache::new();
    let until = Instant::now().checked_add(super::patience());
    let mut pages = Vec::new();
    let (mut count, mut rules) = (0_usize, 0_usize);
    for page in drawn.iter() {
        let (width, height) = page.render_dimensions();
        let transform = Affine::new(page.initial_transform(true).as_coeffs());
        let settings = InterpreterSettings { render_annotations: false, ..Default::default() };
        let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context = Context::new(transform, area, &cache, pdf.xref(), settings);
        let sheet = Page { width, height, ..Page::default() };
        let (calls, artifacts) = (0, Vec::new());
        let mut pen = Pen { page: sheet, count, rules, calls, until, artifacts };
        interpret_page(page, &mut context, &mut pen);
        (count, rules) = (pen.count, pen.rules);
        pages.push(pen.page);
    }
    Ok(pages)
}

/// What receives the drawing of one page.
struct Pen {
    page: Page,
    /// Glyphs of all pages so far.
    count: usize,
    /// Straight lines of all pages so far.
    rules: usize,
    calls: usize,
    until: Option<Instant>,
    /// For each marked stretch that is open, whether it is a header, a footer or a border.
    artifacts: Vec<bool>,
}

impl Pen {
    /// Counts a call, and ends the drawing where that has taken too long.
    fn tick(&mut self) {
        self.calls = self.calls.saturating_add(1);
        let late = || self.until.is_some_and(|until| until < Instant::now());
        if self.calls & 0xff == 0 && late() {
            std::panic::resume_unwind(Box::new(Stop::Time));
        }
    }

    fn rule(&mut self, a: Point, b: Point) {
        if ALL_RULES < self.rules {
            return;
        }
        self.rules = self.rules.saturating_add(1);
        let (dx, dy) = ((a.x - b.x).abs(), (a.y - b.y).abs());
        let rule = |at: f64, one: f64, two: f64| Rule {
            at: narrow(at),
            from: narrow(one.min(two)),
            to: narrow(one.max(two)),
        };
        if dy < 0.5 && 3.0 < dx && self.page.across.len() < RULES {
            self.page.across.push(rule(a.y, a.x, b.x));
        } else if dx < 0.5 && 3.0 < dy && self.page.down.len() < RULES {
            self.page.down.push(rule(a.x, a.y, b.y));
        }
    }
}

impl Device<'_> for Pen {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {
        self.tick();
    }
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {
        self.tick();
    }

    fn draw_path(&mut self, path: &BezPath, to: Affine, _: &Paint<'_>, _: &PathDrawMode) {
        self.tick();
        if PATH < path.elements().len() {
            return;
        }
        let (mut first, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match element {
                PathEl::MoveTo(point) => {
                    (first, last) = (to * *point, to * *point);
                }
                PathEl::LineTo(point) => {
                    let point = to * *point;
                    self.rule(last, point);
                    last = point;
                }
                PathEl::ClosePath => {
                    self.rule(last, first);
                    last = first;
                }
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => last = to * *point,
            }
        }
    }

    fn draw_glyph(
        &mut self,
        glyph: &DrawnGlyph<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        self.tick();
        self.count = self.count.saturating_add(1);
        if limits::GLYPHS < self.count {
            std::panic::resume_unwind(Box::new(Stop::Glyphs));
        }
        let matrix = transform * glyph_transform;
        let origin = matrix * Point::ZERO;
        let right = matrix * Point::new(1000.0, 0.0) - origin;
        let up = (matrix * Point::new(0.0, 1000.0) - origin).hypot();
        let fits = |value: f64| value.is_finite() && value.abs() < 1e5;
        if !fits(origin.x) || !fits(origin.y) || !fits(up) || up < 0.5 {
            return;
        }
        let Some(turned) = quarter(right.x, right.y) else { return };
        let from = self.page.text.len();
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => self.page.text.push(unified(c)),
            Some(BfString::String(text)) => self.page.text.extend(text.chars().map(unified)),
            None => self.page.text.push(char::REPLACEMENT_CHARACTER),
        }
        let text = self.page.text.get(from..).unwrap_or("");
        let advance = match glyph {
            DrawnGlyph::Outline(glyph) => glyph.advance_width(),
            DrawnGlyph::Type3(_) => None,
        };
        let usual = if text.is_ascii() { 500.0 } else { 1000.0 };
        let advance = f64::from(advance.filter(|width| 0.0 < *width).unwrap_or(usual));
        let index = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.page.glyphs.push(Glyph {
            x: narrow(origin.x),
            y: narrow(origin.y),
            size: narrow(up),
            width: narrow(right.hypot() * advance / 1000.0),
            from: index(from),
            to: index(self.page.text.len()),
            turned,
            artifact: self.artifacts.contains(&true),
        });
    }

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<i32>) {
        self.artifacts.push(tag == b"Artifact");
    }

    fn end_marked_content(&mut self) {
        self.artifacts.pop();
    }
}

/// Quarters of a turn to the right; `None` for text that runs askew, which is a watermark.
fn quarter(x: f64, y: f64) -> Option<u8> {
    let (across, along) = (x.abs(), y.abs());
    match (along < across * 0.1, across < along * 0.1) {
        (true, _) => Some(if x < 0.0 { 2 } else { 0 }),
        (_, true) => Some(if y < 0.0 { 3 } else { 1 }),
        _ => None,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a place on paper, to a thousandth of a point")]
fn narrow(value: f64) -> f32 {
    value as f32
}
