//! Prints a document as PDF, typeset by typst with the fonts inside the program.
//!
//! The template is fixed; everything of the document goes through a data file, so that no text can
//! be taken for markup.

mod data;
mod world;

use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use yz_report::{Block, Document};

use crate::chart_svg::ChartDrawer;
pub(crate) use data::table_note;
use world::{Ground, PrintWorld};

/// Prints PDFs; keeps the fonts from one to the next.
#[derive(Default)]
pub(crate) struct PdfPrinter {
    ground: Option<Ground>,
}

impl PdfPrinter {
    /// Prints a document; the same document gives the same bytes.
    pub(crate) fn print(
        &mut self,
        document: &Document,
        charts: &mut ChartDrawer,
    ) -> Result<Vec<u8>, String> {
        let mut files = vec![("data.json".to_owned(), data::json(document)?)];
        let pictures = document.blocks.iter().filter_map(|block| match block {
            Block::Chart(chart) => Some(chart),
            _ => None,
        });
        for (index, chart) in pictures.enumerate() {
            let number = index.saturating_add(1);
            let svg = charts.draw(chart, number)?;
            files.push((data::picture(number), svg.into_bytes()));
        }
        let ground = match self.ground.take() {
            Some(ground) => ground,
            None => Ground::new()?,
        };
        let world = PrintWorld::new(ground, files)?;
        let printed = typeset(&world, document);
        self.ground = Some(world.into_ground());
        printed
    }
}

fn typeset(world: &PrintWorld, document: &Document) -> Result<Vec<u8>, String> {
    let pages: PagedDocument = typst::compile(world).output.map_err(|errors| messages(&errors))?;
    // The identifier of a PDF is made from this text; by default it would hold the time.
    let title = document.full_title();
    let ident = format!("{} {} {title}", document.issuer, document.name);
    let options =
        PdfOptions { ident: typst::foundations::Smart::Custom(ident), ..PdfOptions::default() };
    typst_pdf::pdf(&pages, &options).map_err(|errors| messages(&errors))
}

fn messages(errors: &[SourceDiagnostic]) -> String {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    messages.join("; ")
}
