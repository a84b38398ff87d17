//! The zip file around the parts: relationships, content types, fixed times.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::xml::{PROLOGUE, escaped};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The parts of a file, in the order in which they are written.
#[derive(Default)]
pub(super) struct Package {
    parts: Vec<Part>,
}

struct Part {
    name: String,
    /// `None` when the name's ending says it.
    content_type: Option<&'static str>,
    bytes: Vec<u8>,
}

/// The relationships of one part to others, in the order in which they were added.
#[derive(Default)]
pub(super) struct Relationships {
    entries: Vec<(String, String)>,
}

impl Relationships {
    /// Adds a relationship of an office kind, such as `styles`, and returns its id.
    pub(super) fn add(&mut self, kind: &str, target: &str) -> String {
        self.push(format!("{OFFICE}/{kind}"), target)
    }

    /// Adds the relationship to the core properties, which alone has a kind of the package.
    pub(super) fn add_core(&mut self, target: &str) {
        self.push(format!("{PACKAGE}/relationships/metadata/core-properties"), target);
    }

    fn push(&mut self, kind: String, target: &str) -> String {
        self.entries.push((kind, target.to_owned()));
        format!("rId{}", self.entries.len())
    }

    fn to_xml(&self) -> String {
        let entry = |(index, (kind, target)): (usize, &(String, String))| {
            let id = index.saturating_add(1);
            let target = escaped(target);
            format!(r#"<Relationship Id="rId{id}" Type="{kind}" Target="{target}"/>"#)
        };
        let entries: String = self.entries.iter().enumerate().map(entry).collect();
        let space = format!("{PACKAGE}/relationships");
        format!(r#"{PROLOGUE}<Relationships xmlns="{space}">{entries}</Relationships>"#)
    }
}

impl Package {
    /// Adds a part; `kind` is the end of its content type, such as
    /// `wordprocessingml.styles+xml`.
    pub(super) fn add(&mut self, name: &str, kind: &'static str, bytes: impl Into<Vec<u8>>) {
        self.push(name, Some(kind), bytes.into());
    }

    /// Adds a part whose ending says what it is.
    pub(super) fn add_plain(&mut self, name: &str, bytes: impl Into<Vec<u8>>) {
        self.push(name, None, bytes.into());
    }

    /// Adds the relationships of a part, given by its own name; `""` for the package itself.
    pub(super) fn relate(&mut self, name: &str, relationships: &Relationships) {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let slash = if folder.is_empty() { "" } else { "/" };
        self.add_plain(&format!("{folder}{slash}_rels/{file}.rels"), relationships.to_xml());
    }

    fn push(&mut self, name: &str, content_type: Option<&'static str>, bytes: Vec<u8>) {
        self.parts.push(Part { name: name.to_owned(), content_type, bytes });
    }

    /// The zip file. Every entry carries the same fixed time, so the same parts are the same bytes.
    pub(super) fn to_zip(&self) -> Result<Vec<u8>, zip::result::ZipError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        let types = ("[Content_Types].xml", self.content_types().into_bytes());
        zip.start_file(types.0, options)?;
        zip.write_all(&types.1)?;
        for part in &self.parts {
            zip.start_file(part.name.as_str(), options)?;
            zip.write_all(&part.bytes)?;
        }
        Ok(zip.finish()?.into_inner())
    }

    fn content_types(&self) -> String {
        let default = |ending: &str, kind: &str| {
            format!(r#"<Default Extension="{ending}" ContentType="application/{kind}"/>"#)
        };
        let sheet = "vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        let defaults = [
            default("rels", "vnd.openxmlformats-package.relationships+xml"),
            default("xml", "xml"),
            default("xlsx", sheet),
        ];
        let overridden = |part: &Part| {
            let (name, kind) = (&part.name, part.content_type?);
            Some(format!(r#"<Override PartName="/{name}" ContentType="application/vnd.{kind}"/>"#))
        };
        let overrides: String = self.parts.iter().filter_map(overridden).collect();
        format!(
            r#"{PROLOGUE}<Types xmlns="{PACKAGE}/content-types">{}{overrides}</Types>"#,
            defaults.concat(),
        )
    }
}
