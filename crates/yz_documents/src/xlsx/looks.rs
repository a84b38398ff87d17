//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::chart_native::display_width;

/// The formats of all sheets.
pub(super) struct Looks {
    /// A title above a sheet.
    pub(super) title: Format,
    /// The name of what stands beside it.
    pub(super) label: Format,
    /// A link to a sheet.
    pub(super) link: Format,
    /// The head of a table.
    pub(super) head: Format,
    /// Words in a table.
    pub(super) text: Format,
    /// Words without a frame.
    pub(super) plain: Format,
    /// Remarks below a table, and the unit above it.
    pub(super) small: Format,
}

impl Looks {
    /// The one set of formats.
    pub(super) fn new() -> Self {
        let base = Format::new().set_font_name("宋体").set_font_size(11);
        let base = base.set_align(FormatAlign::VerticalCenter);
        let framed = base.clone().set_border(FormatBorder::Thin).set_border_color("8C8C8C");
        let framed = framed.set_text_wrap();
        let head = framed.clone().set_bold().set_background_color("E8EEF2");
        let link = framed.clone().set_font_color("2F6F8F");
        Self {
            title: base.clone().set_bold().set_font_size(14).set_align(FormatAlign::Center),
            label: head.clone(),
            link: link.set_underline(FormatUnderline::Single),
            head: head.set_align(FormatAlign::Center),
            text: framed,
            small: base.clone().set_font_size(9),
            plain: base,
        }
    }
}

/// The colour of numbers that were put in, not calculated: as accountants mark them.
pub(super) const INPUT: Color = Color::RGB(0x1F_4E_9E);

/// The text as far as a cell can hold it.
pub(super) fn clipped(text: &str) -> String {
    const CELL: usize = 32_000;
    text.chars().filter(|c| *c == '\n' || !c.is_control()).take(CELL).collect()
}

/// The height of a row, in points, that shows all lines of its texts; each comes with the width of
/// its column. Programs that do not measure rows themselves would cut the text off.
pub(super) fn height<'a>(texts: impl IntoIterator<Item = (&'a str, u32)>) -> u32 {
    let lines = texts.into_iter().map(|(text, width)| {
        // Breaking between words wastes a little of every line.
        let width = usize::try_from(width).unwrap_or(1).saturating_sub(1).max(1);
        // not a figure: lines of a cell
        let line = |line: &str| display_width(line).div_ceil(width).max(1);
        text.lines().map(line).sum::<usize>()
    });
    let lines = u32::try_from(lines.max().unwrap_or(1).max(1)).unwrap_or(u32::MAX);
    lines.saturating_mul(15).saturating_add(3).min(TALLEST)
}

/// The tallest row that a spreadsheet takes.
const TALLEST: u32 = 400;
