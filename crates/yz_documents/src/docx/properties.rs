//! What a file says about itself: title, issuer, and how it wants to be opened.

use yz_report::Document;

use super::package::{Package, Relationships};
use super::xml::{NAME_SPACES, PROLOGUE, escaped};

/// No clock is read: the same document is the same file, whenever it is printed.
const WRITTEN: &str = "2000-01-01T00:00:00Z";

/// Adds the properties, and the relationships of the package to its main parts.
pub(super) fn add(document: &Document, package: &mut Package) {
    let mut relations = Relationships::default();
    relations.add("officeDocument", "word/document.xml");
    relations.add("extended-properties", "docProps/app.xml");
    relations.add_core("docProps/core.xml");
    package.add("docProps/app.xml", "openxmlformats-officedocument.extended-properties+xml", app());
    package.add("docProps/core.xml", "openxmlformats-package.core-properties+xml", core(document));
    package.relate("", &relations);
}

/// The part `word/settings.xml`.
pub(super) fn settings() -> String {
    format!(
        concat!(
            r#"{}<w:settings {}><w:zoom w:percent="100"/>"#,
            r#"<w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/>"#,
            r#"<w:characterSpacingControl w:val="compressPunctuation"/>"#,
            r#"<w:footnotePr><w:footnote w:id="0"/><w:footnote w:id="1"/></w:footnotePr>"#,
            r#"<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" "#,
            r#"w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>"#,
            r#"<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>"#,
        ),
        PROLOGUE, NAME_SPACES,
    )
}

/// Version 12 makes readers take the defaults of Office 2007, by which the charts are written.
fn app() -> String {
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    format!(
        concat!(
            r#"{}<Properties xmlns="{}"><Application>Microsoft Office Word</Application>"#,
            r#"<AppVersion>12.0000</AppVersion></Properties>"#,
        ),
        PROLOGUE, space,
    )
}

fn core(document: &Document) -> String {
    let space = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    format!(
        concat!(
            r#"{prologue}<cp:coreProperties xmlns:cp="{space}" "#,
            r#"xmlns:dc="http://purl.org/dc/elements/1.1/" "#,
            r#"xmlns:dcterms="http://purl.org/dc/terms/" "#,
            r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"#,
            r#"<dc:title>{title}</dc:title><dc:creator>{issuer}</dc:creator>"#,
            r#"<dcterms:created xsi:type="dcterms:W3CDTF">{written}</dcterms:created>"#,
            r#"<dcterms:modified xsi:type="dcterms:W3CDTF">{written}</dcterms:modified>"#,
            r#"<dc:language>zh-CN</dc:language></cp:coreProperties>"#,
        ),
        prologue = PROLOGUE,
        space = space,
        title = escaped(&document.full_title()),
        issuer = escaped(&document.issuer),
        written = WRITTEN,
    )
}
