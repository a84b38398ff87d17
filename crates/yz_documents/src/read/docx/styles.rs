//! What a style says of a paragraph: heading, number, hidden.

use std::collections::BTreeMap;

use super::super::error::ReadError;
use super::super::xml::{Node, Xml};

/// The styles of a document, by id.
#[derive(Default)]
pub(super) struct Styles {
    all: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: String,
}

/// What one style says; what it leaves out, the style that it is based on says.
#[derive(Default, Clone)]
pub(super) struct Style {
    name: String,
    based_on: String,
    /// The level of a heading, from 0; 9 for running text.
    pub(super) outline: Option<usize>,
    /// Which list.
    pub(super) list: Option<String>,
    /// Which level of it, from 0.
    pub(super) level: Option<usize>,
    /// Whether its text is not shown.
    pub(super) hidden: Option<bool>,
    /// The title of the document.
    pub(super) is_title: bool,
}

/// How many styles may be based on each other.
const CHAIN: usize = 16;

impl Styles {
    /// Reads the part of the styles.
    pub(super) fn read(text: &str, part: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(text, super::FORMAT, part);
        let mut styles = Self::default();
        let mut id = String::new();
        let mut style = Style::default();
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(tag) => match tag.name() {
                    "style" => {
                        id = tag.get("styleId").unwrap_or_default();
                        style = Style::default();
                        let is_default =
                            matches!(tag.get("default").as_deref(), Some("1" | "true"));
                        if is_default && tag.is("type", "paragraph") {
                            styles.usual.clone_from(&id);
                        }
                    }
                    "name" => style.name = tag.get("val").unwrap_or_default().to_lowercase(),
                    "basedOn" => style.based_on = tag.get("val").unwrap_or_default(),
                    "outlineLvl" => style.outline = tag.number("val"),
                    "numId" => style.list = tag.get("val"),
                    "ilvl" => style.level = tag.number("val"),
                    "vanish" => style.hidden = Some(tag.is_on()),
                    "docDefaults" | "latentStyles" | "tblStylePr" => xml.skip()?,
                    _ => {}
                },
                Node::End(tag) if tag.name() == "style" => {
                    styles.all.insert(std::mem::take(&mut id), std::mem::take(&mut style));
                }
                _ => {}
            }
        }
        Ok(styles)
    }

    /// Everything that a style says, with what it is based on; `None` for the usual style.
    pub(super) fn of(&self, id: Option<&str>) -> Style {
        let mut whole = Style::default();
        let mut id = id.unwrap_or(&self.usual);
        let mut named = false;
        for _ in 0..CHAIN {
            let Some(style) = self.all.get(id) else { break };
            let name = style.name.trim();
            whole.is_title |= !named && matches!(name, "title" | "标题");
            whole.outline = whole.outline.or(style.outline).or_else(|| heading(name));
            whole.list = whole.list.take().or_else(|| style.list.clone());
            whole.level = whole.level.or(style.level);
            whole.hidden = whole.hidden.or(style.hidden);
            named = true;
            id = &style.based_on;
        }
        if self.all.is_empty() {
            whole.outline = heading(&id.to_lowercase());
        }
        whole
    }
}

/// The level, from 0, of `heading 2`, `标题 2` and the like.
fn heading(name: &str) -> Option<usize> {
    let rest = ["heading", "标题"].iter().find_map(|word| name.strip_prefix(word))?;
    let digit: usize = rest.trim().parse().ok()?;
    digit.checked_sub(1).filter(|level| *level < 9)
}

#[cfg(test)]
mod tests {
    use super::Styles;

    #[test]
    fn a_style_says_what_it_is_based_on_says() {
        let styles = Styles::read(
            r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:default="1" w:styleId="a">
            <w:name w:val="Normal"/></w:style>
            <w:style w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/></w:style>
            <w:style w:styleId="3"><w:name w:val="一级"/><w:basedOn w:val="2"/></w:style>
            <w:style w:styleId="4"><w:name w:val="标题 1"/></w:style>
            <w:style w:styleId="5"><w:name w:val="正文A"/><w:basedOn w:val="2"/>
            <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
            <w:style w:styleId="6"><w:name w:val="Title"/></w:style>
            <w:style w:styleId="7"><w:name w:val="x"/><w:basedOn w:val="7"/></w:style></w:styles>"#,
            "styles",
        )
        .unwrap();
        let outline = |id| styles.of(Some(id)).outline;
        assert_eq!(
            ["2", "3", "4", "5", "7"].map(outline),
            [Some(1), Some(1), Some(0), Some(9), None]
        );
        assert_eq!(styles.of(None).outline, None);
        assert!(styles.of(Some("6")).is_title && !styles.of(Some("4")).is_title);
    }
}
