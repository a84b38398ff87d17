//! Prints a `yz_report` document as docx, pdf, html and xlsx.
//!
//! One document feeds all four formats, and one chart description draws the same picture in each.
//! Nothing here knows what a figure means.

mod chart_native;
mod chart_svg;
mod checked;
mod docx;
mod grid;
mod html;
mod palette;
mod pdf;
mod print;
mod read;
mod remark;
mod xlsx;

pub use checked::{CheckedPage, CheckedRemark, FigureShade, RemarkKind};
pub use print::{Format, PrintError, Printer};
pub use read::{
    DocxComment, Kind, Problem, ReadDocument, ReadError, comment_docx, limits, read, read_file,
};
