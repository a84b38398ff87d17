//! Prints a document as docx: native styles, tables, charts and footnotes, after GB/T 9704.

mod body;
mod chart;
mod flow;
mod notes;
mod package;
mod properties;
mod section;
mod styles;
mod table;
mod xml;

use yz_report::Document;

use body::Body;
use package::{Package, Relationships};

/// Prints a document; the same document gives the same bytes.
///
/// # Errors
///
/// A message when a chart or the zip file cannot be made.
pub(crate) fn print(document: &Document) -> Result<Vec<u8>, String> {
    let mut package = Package::default();
    let mut relations = Relationships::default();
    relations.add("styles", "styles.xml");
    relations.add("fontTable", "fontTable.xml");
    relations.add("settings", "settings.xml");
    relations.add("theme", "theme/theme1.xml");
    relations.add("footnotes", "footnotes.xml");
    let furniture = section::furniture(document, &mut package, &mut relations);
    let mut body = Body::new(document, &furniture, &mut package, &mut relations);
    body.document()?;
    let written = body.finish();

    package.add("word/document.xml", kind!("document.main"), written.document);
    package.relate("word/document.xml", &relations);
    package.add("word/footnotes.xml", kind!("footnotes"), written.footnotes);
    package.add("word/styles.xml", kind!("styles"), styles::styles());
    package.add("word/fontTable.xml", kind!("fontTable"), styles::font_table());
    package.add("word/settings.xml", kind!("settings"), properties::settings());
    let theme = chart::theme()?;
    package.add("word/theme/theme1.xml", "openxmlformats-officedocument.theme+xml", theme);
    properties::add(document, &mut package);
    package.to_zip().map_err(|error| error.to_string())
}

/// The content type of a part of a Word file.
macro_rules! kind {
    ($name:literal) => {
        concat!("openxmlformats-officedocument.wordprocessingml.", $name, "+xml")
    };
}
use kind;
