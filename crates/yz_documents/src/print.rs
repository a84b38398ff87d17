//! The door: one document, four formats.

use std::fmt;

use yz_report::Document;

/// A format in which a document is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Word: native styles, tables and charts.
    Docx,
    /// PDF with the fonts inside.
    Pdf,
    /// One page with everything inside; a click on a figure shows where it comes from.
    Html,
    /// Excel: score table, facts with origin and formulas, native charts.
    Xlsx,
}

/// A document that could not be printed.
#[derive(Debug)]
pub struct PrintError {
    /// The format.
    pub format: Format,
    /// What went wrong, in the words of the library that refused.
    pub message: String,
}

/// Prints documents; keeps what is dear to make (fonts, the chart engine) from one to the next.
#[derive(Default)]
pub struct Printer {
    pdf: crate::pdf::PdfPrinter,
    charts: crate::chart_svg::ChartDrawer,
}

impl Format {
    /// Every format, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Docx, Self::Pdf, Self::Html, Self::Xlsx];

    /// The file name's ending, which is also the name on the command line.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
        }
    }
}

impl Printer {
    /// Prints a document; the same document gives the same bytes.
    ///
    /// # Errors
    ///
    /// [`PrintError`] when the library behind a format refuses.
    pub fn print(&mut self, document: &Document, format: Format) -> Result<Vec<u8>, PrintError> {
        let printed = match format {
            Format::Docx => crate::docx::print(document),
            Format::Pdf => self.pdf.print(document, &mut self.charts),
            Format::Html => crate::html::print(document, &mut self.charts),
            Format::Xlsx => crate::xlsx::print(document),
        };
        printed.map_err(|message| PrintError { format, message })
    }
}

impl fmt::Display for PrintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} could not be printed: {}", self.format.extension(), self.message)
    }
}

impl std::error::Error for PrintError {}
