//! Re-opens what was printed, as far from the printers' own code as can be.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};

/// The parts of a zip file by name.
pub(crate) type Parts = BTreeMap<String, Vec<u8>>;

/// The parts of a zip file.
pub(crate) fn parts(file: &[u8]) -> Parts {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a zip file");
    let mut parts = Parts::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).expect("an entry");
        let name = entry.name().expect("a name in UTF-8").into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("an entry that can be read");
        assert!(parts.insert(name.clone(), bytes).is_none(), "{name} stands twice in the file");
    }
    parts
}

/// A part as text.
pub(crate) fn part<'a>(parts: &'a Parts, name: &str) -> &'a str {
    let bytes = parts.get(name).unwrap_or_else(|| panic!("no part {name}"));
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// Every event of a part, or a panic where it is not well-formed.
pub(crate) fn events(xml: &str) -> Vec<Event<'_>> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut events = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return events,
            Ok(event) => events.push(event),
            Err(error) => panic!("not well-formed: {error}"),
        }
    }
}

/// The values of an attribute on every element of a name, in order.
pub(crate) fn attributes(xml: &str, element: &str, attribute: &str) -> Vec<String> {
    let mut values = Vec::new();
    for event in events(xml) {
        if let Event::Start(tag) | Event::Empty(tag) = event
            && tag.name().as_ref() == element
            && let Some(found) = tag.try_get_attribute(attribute).expect("attributes")
        {
            values.push(
                found.normalized_value(XmlVersion::Implicit1_0).expect("a value").into_owned(),
            );
        }
    }
    values
}

/// The text inside every element of a name, in order, with entities resolved.
pub(crate) fn texts(xml: &str, element: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut open: Option<String> = None;
    for event in events(xml) {
        match event {
            Event::Start(tag) if tag.name().as_ref() == element => open = Some(String::new()),
            Event::End(tag) if tag.name().as_ref() == element => {
                texts.push(open.take().unwrap_or_default());
            }
            Event::Text(text) => {
                if let Some(so_far) = &mut open {
                    so_far.push_str(text.as_ref());
                }
            }
            Event::GeneralRef(entity) => {
                if let Some(so_far) = &mut open {
                    let sign = match entity.as_ref() {
                        "lt" => "<",
                        "gt" => ">",
                        "amp" => "&",
                        "quot" => "\"",
                        "apos" => "'",
                        other => panic!("unknown entity {other}"),
                    };
                    so_far.push_str(sign);
                }
            }
            _ => {}
        }
    }
    texts
}

/// Checks what every package of this family promises: well-formed parts, relationships that lead
/// somewhere, and a content type for everything.
pub(crate) fn check_package(parts: &Parts) {
    for (name, bytes) in parts {
        if name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".vml") {
            events(std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{name}: UTF-8")));
        }
    }
    for (name, bytes) in parts.iter().filter(|(name, _)| name.ends_with(".rels")) {
        let xml = std::str::from_utf8(bytes).expect("UTF-8");
        let folder = name.split_once("_rels/").expect("a folder of relationships").0;
        let inside = !xml.contains(r#"TargetMode="External""#);
        for target in attributes(xml, "Relationship", "Target").iter().filter(|_| inside) {
            let path = resolved(folder, target);
            assert!(parts.contains_key(&path), "{name} leads to {path}, which is not there");
        }
    }
    let types = part(parts, "[Content_Types].xml");
    let endings = attributes(types, "Default", "Extension");
    let overrides = attributes(types, "Override", "PartName");
    for name in parts.keys().filter(|name| *name != "[Content_Types].xml") {
        let ending = name.rsplit_once('.').map_or("", |split| split.1);
        let own = overrides.iter().any(|part| part.strip_prefix('/') == Some(name));
        let plain = ending != "xml" && endings.iter().any(|known| known == ending);
        assert!(own || plain, "{name} has no content type");
    }
    for name in &overrides {
        assert!(parts.contains_key(name.trim_start_matches('/')), "{name} is not in the file");
    }
}

fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        if step == ".." {
            path.pop();
        } else {
            path.push(step);
        }
    }
    path.join("/")
}

/// The text of the file as LibreOffice prints it, or `None` where `YZ_WITHOUT` says that this
/// machine has no LibreOffice.
///
/// # Panics
///
/// Panics when a tool is missing and nobody said so.
pub(crate) fn printed_text(file: &[u8], name: &str) -> Option<String> {
    if std::env::var("YZ_WITHOUT").is_ok_and(|without| without.contains("libreoffice")) {
        report("skipped: YZ_WITHOUT says that soffice and pdftotext are missing");
        return None;
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name.replace('.', "-"));
    std::fs::create_dir_all(&folder).expect("a folder for the test");
    let path = folder.join(name);
    std::fs::write(&path, file).expect("the printed file");
    let pdf = path.with_extension("pdf");
    let _ = std::fs::remove_file(&pdf);
    convert(&path, &folder);
    let text = tool("pdftotext", Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-"));
    Some(String::from_utf8(text).expect("UTF-8"))
}

fn convert(path: &Path, folder: &Path) {
    let profile = format!("-env:UserInstallation=file:///tmp/yz-soffice-{}", std::process::id());
    let mut command = Command::new("soffice");
    command.args([&profile, "--headless", "--convert-to", "pdf", "--outdir"]);
    tool("soffice", command.arg(folder).arg(path));
    let _ = std::fs::remove_dir_all(format!("/tmp/yz-soffice-{}", std::process::id()));
}

fn tool(name: &str, command: &mut Command) -> Vec<u8> {
    let output = command.output().unwrap_or_else(|error| {
        panic!("{name} is missing ({error}): install it, or set YZ_WITHOUT=libreoffice")
    });
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[expect(clippy::print_stderr, reason = "a test that checks nothing must say so")]
fn report(message: &str) {
    eprintln!("{message}");
}
