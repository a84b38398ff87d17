//! The data that ships inside the program, and a folder laid over it.

use std::path::Path;

use rust_embed::RustEmbed;
use yz_diagnostics::Finding;

use crate::folder::{Folder, read_folder};

#[derive(RustEmbed)]
#[folder = "../../policy/"]
#[prefix = "policy/"]
struct Policy;

#[derive(RustEmbed)]
#[folder = "../../benefits/"]
#[prefix = "benefits/"]
struct Benefits;

#[derive(RustEmbed)]
#[folder = "../../concepts/"]
#[prefix = "concepts/"]
struct Concepts;

#[derive(RustEmbed)]
#[folder = "../../codes/"]
#[prefix = "codes/"]
struct Codes;

#[derive(RustEmbed)]
#[folder = "../../measures/"]
#[prefix = "measures/"]
struct Measures;

#[derive(RustEmbed)]
#[folder = "../../indicators/"]
#[prefix = "indicators/"]
struct Indicators;

#[derive(RustEmbed)]
#[folder = "../../reports/templates/"]
#[prefix = "reports/templates/"]
struct Templates;

#[derive(RustEmbed)]
#[folder = "../../books/"]
#[exclude = "*/expected/*"]
struct Books;

fn embedded<T: RustEmbed>(into: &mut Vec<(String, String)>) {
    for path in T::iter() {
        if let Some(file) = T::get(&path) {
            // What is embedded was checked to be UTF-8 by the tests of the tree.
            into.push((path.to_string(), String::from_utf8_lossy(&file.data).into_owned()));
        }
    }
}

/// The policy, concepts, code lists, measures, indicators and templates: those that ship inside the
/// program, with the folder `over` (of the same shape) laid over them.
///
/// # Errors
///
/// A finding when the folder cannot be read.
pub fn data(over: Option<&Path>) -> Result<Folder, Box<Finding>> {
    let mut files = Vec::new();
    embedded::<Policy>(&mut files);
    embedded::<Benefits>(&mut files);
    embedded::<Concepts>(&mut files);
    embedded::<Codes>(&mut files);
    embedded::<Measures>(&mut files);
    embedded::<Indicators>(&mut files);
    embedded::<Templates>(&mut files);
    let shipped = Folder::new(files);
    match over {
        Some(path) => Ok(shipped.overlaid(read_folder(path)?)),
        None => Ok(shipped),
    }
}

/// The names of the books that ship inside the program.
#[must_use]
pub fn shipped_books() -> Vec<String> {
    let mut names: Vec<String> =
        Books::iter().filter_map(|path| Some(path.split_once('/')?.0.to_owned())).collect();
    names.sort();
    names.dedup();
    names
}

/// A book that ships inside the program.
#[must_use]
pub fn shipped_book(name: &str) -> Folder {
    let mut files = Vec::new();
    embedded::<Books>(&mut files);
    let prefix = format!("{name}/");
    let own = files
        .into_iter()
        .filter_map(|(path, text)| path.strip_prefix(&prefix).map(|path| (path.to_owned(), text)));
    Folder::new(own.collect())
}
