//! Sections: the page, upright or on its side, with its header and footer.

use yz_report::Document;

use super::package::{Package, Relationships};
use super::xml::{NAME_SPACES, PROLOGUE, escaped, field, run};

/// How a page is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Upright.
    Portrait,
    /// Turned, for wide tables.
    Landscape,
}

/// The references of every section to its header and footers.
pub(super) struct Furniture {
    references: String,
}

impl Side {
    /// The width of the text, in twentieths of a point: 156 mm, or 225 mm on a turned page.
    pub(super) const fn text_width(self) -> u32 {
        match self {
            Self::Portrait => 8844,
            Self::Landscape => 12756,
        }
    }

    /// The section's properties.
    pub(super) fn properties(self, furniture: &Furniture) -> String {
        let references = &furniture.references;
        // GB/T 9704: 37 mm above, 35 mm below, 28 mm and 26 mm beside; page numbers 7 mm below
        // the text. A turned page turns its margins with it.
        let page = match self {
            Self::Portrait => concat!(
                r#"<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" "#,
                r#"w:bottom="1984" w:left="1588" w:header="1134" w:footer="1276" w:gutter="0"/>"#,
            ),
            Self::Landscape => concat!(
                r#"<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar "#,
                r#"w:top="1588" w:right="2098" w:bottom="1474" w:left="1984" w:header="850" "#,
                r#"w:footer="794" w:gutter="0"/>"#,
            ),
        };
        format!(r#"<w:sectPr>{references}<w:type w:val="nextPage"/>{page}</w:sectPr>"#)
    }
}

/// Adds header and footers: page numbers at the outer side, and on every page the warning that the
/// data are made up where they are.
pub(super) fn furniture(
    document: &Document,
    package: &mut Package,
    relations: &mut Relationships,
) -> Furniture {
    let mut references = String::new();
    if !document.warning.is_empty() {
        let warning = run(r#"<w:color w:val="B5523B"/>"#, &document.warning);
        let header = part("hdr", "Header", &warning);
        package.add("word/header1.xml", super::kind!("header"), header);
        let id = relations.add("header", "header1.xml");
        references += &format!(r#"<w:headerReference w:type="even" r:id="{id}"/>"#);
        references += &format!(r#"<w:headerReference w:type="default" r:id="{id}"/>"#);
    }
    let number = field("PAGE", &run("", "1"));
    let number = [run("", "— "), number, run("", " —")].concat();
    for (file, kind, style) in
        [("footer1.xml", "even", "FooterEven"), ("footer2.xml", "default", "Footer")]
    {
        let footer = part("ftr", style, &number);
        package.add(&format!("word/{file}"), super::kind!("footer"), footer);
        let id = relations.add("footer", file);
        references += &format!(r#"<w:footerReference w:type="{kind}" r:id="{id}"/>"#);
    }
    Furniture { references }
}

fn part(tag: &str, style: &str, runs: &str) -> String {
    let style = escaped(style);
    format!(
        concat!(
            r#"{prologue}<w:{tag} {spaces}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>"#,
            r#"{runs}</w:p></w:{tag}>"#,
        ),
        prologue = PROLOGUE,
        spaces = NAME_SPACES,
        tag = tag,
        style = style,
        runs = runs,
    )
}
