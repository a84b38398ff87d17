//! The zip file around docx and xlsx: parts by name, unpacked no further than the limits allow.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use yz_diagnostics::words;
use zip::ZipArchive;
use zip::result::ZipError;

use super::error::ReadError;
use super::xml::{Node, Xml};
use super::{encoding, limits};

/// An opened package.
pub(super) struct Package<'a> {
    format: &'static str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// How much has been unpacked.
    unpacked: usize,
}

/// Below this size unpacked, a ratio means nothing.
const RATIO_FROM: usize = 1 << 20;

impl<'a> Package<'a> {
    /// Opens a package without unpacking anything.
    ///
    /// # Errors
    ///
    /// Damaged, or too many parts.
    pub(super) fn open(bytes: &'a [u8], format: &'static str) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes));
        let zip = zip.map_err(|error| ReadError::damaged(format, &error.to_string()))?;
        if limits::PARTS < zip.len() {
            let what = words!("压缩包里的部件数", "parts in the package");
            return Err(ReadError::too_large(&what, limits::PARTS));
        }
        Ok(Self { format, zip, unpacked: 0 })
    }

    /// Whether a part stands in this folder.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.zip.file_names_raw().any(|name| name.starts_with(folder.as_bytes()))
    }

    /// What messages call the format, once that is known.
    pub(super) fn set_format(&mut self, format: &'static str) {
        self.format = format;
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The text of a part, empty where there is none of this name.
    ///
    /// # Errors
    ///
    /// Damaged, asking for a password, or larger than a part may be.
    pub(super) fn text(&mut self, name: &str) -> Result<String, ReadError> {
        let format = self.format;
        let broken = |what: &str| ReadError::damaged(format, &format!("{name}: {what}"));
        let mut part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(String::new()),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(ReadError::encrypted(format));
            }
            Err(error) => return Err(broken(&error.to_string())),
        };
        let packed = usize::try_from(part.compressed_size()).unwrap_or(usize::MAX);
        let by_ratio = packed.saturating_mul(limits::UNPACKED_RATIO).max(RATIO_FROM);
        let left = limits::UNPACKED_BYTES.saturating_sub(self.unpacked);
        let most = limits::PART_BYTES.min(left).min(by_ratio);
        let declared = usize::try_from(part.size()).unwrap_or(usize::MAX);
        let mut bytes = Vec::new();
        if declared <= most {
            let more = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
            let read = part.by_ref().take(more).read_to_end(&mut bytes);
            read.map_err(|error| broken(&error.to_string()))?;
        }
        if most < declared.max(bytes.len()) {
            let times = limits::UNPACKED_RATIO;
            let what = match most == by_ratio {
                true => words!(
                    "部件{name}解压后的字节数（压缩前的{times}倍）",
                    "bytes of {name} after unpacking ({times} times as packed)",
                ),
                false => words!("部件{name}解压后的字节数", "bytes of {name} after unpacking"),
            };
            return Err(ReadError::too_large(&what, most));
        }
        self.unpacked = self.unpacked.saturating_add(bytes.len());
        match String::from_utf8(bytes) {
            Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
            Err(error) => match encoding::decode(error.as_bytes()) {
                Some(text) => Ok(text.into_owned()),
                None => Err(broken("no text")),
            },
        }
    }

    /// The relationships of a part: from id to kind (its last word) and the name of the part.
    ///
    /// # Errors
    ///
    /// As [`Package::text`].
    pub(super) fn relations(&mut self, name: &str) -> Result<Relations, ReadError> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let slash = if folder.is_empty() { "" } else { "/" };
        let path = format!("{folder}{slash}_rels/{file}.rels");
        let text = self.text(&path)?;
        let mut xml = Xml::new(&text, self.format, &path);
        let mut relations = Relations::new();
        while let Some(node) = xml.next()? {
            let Node::Start(tag) = node else { continue };
            if tag.name() != "Relationship" || tag.is("TargetMode", "External") {
                continue;
            }
            let (Some(id), Some(target)) = (tag.get("Id"), tag.get("Target")) else { continue };
            let kind = tag.get("Type").unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
            relations.insert(id, (kind, resolved(folder, &target)));
        }
        Ok(relations)
    }

    /// The main part of the package, by its relationship; `usual` where that is missing.
    ///
    /// # Errors
    ///
    /// As [`Package::text`], and damaged when there is no such part.
    pub(super) fn main_part(&mut self, usual: &str) -> Result<String, ReadError> {
        let relations = self.relations("")?;
        let mut targets = relations.into_values();
        let main = targets.find(|(kind, _)| kind == "officeDocument").map(|(_, target)| target);
        let main = main.filter(|name| self.has(name)).unwrap_or_else(|| usual.to_owned());
        if self.has(&main) { Ok(main) } else { Err(ReadError::damaged(self.format, &main)) }
    }
}

/// From the id of a relationship to its kind and target.
pub(super) type Relations = BTreeMap<String, (String, String)>;

/// The one part of a kind among relationships.
pub(super) fn of_kind<'a>(relations: &'a Relations, kind: &str) -> Option<&'a str> {
    let mut all = relations.values();
    all.find(|(one, _)| one == kind).map(|(_, target)| target.as_str())
}

/// A target as the name of a part: relative to the folder, or from the root.
fn resolved(folder: &str, target: &str) -> String {
    let (base, target) = match target.strip_prefix('/') {
        Some(target) => ("", target),
        None => (folder, target),
    };
    let mut path: Vec<&str> = base.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_are_resolved_from_their_folder() {
        assert_eq!(resolved("word", "charts/chart1.xml"), "word/charts/chart1.xml");
        assert_eq!(resolved("word", "/word/charts/chart1.xml"), "word/charts/chart1.xml");
        assert_eq!(resolved("xl/worksheets", "../drawings/a.xml"), "xl/drawings/a.xml");
        assert_eq!(resolved("", "../../../etc/passwd"), "etc/passwd");
    }
}
