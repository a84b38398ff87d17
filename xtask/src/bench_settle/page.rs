//! The measured tables in `docs/benchmarks.md`, with the machine and the day.

use std::collections::BTreeMap;
use std::process::Command;
use std::{env, fs};

use crate::bench::machine;
use crate::tree;

const PAGE: &str = "docs/benchmarks.md";
/// Between these the command writes; the rest of the page is a person's.
const BEGIN: &str = "<!-- Made by `cargo xtask bench settle --write`. -->\n";
const END: &str = "<!-- Made until here. -->\n";

/// Puts the tables into the page in place of those that stand there.
///
/// # Errors
///
/// When the page has no place for them, or cannot be written.
pub(super) fn write(tables: &str) -> Result<(), String> {
    let path = tree::root().join(PAGE);
    let page = fs::read_to_string(&path).map_err(|error| format!("{PAGE}: {error}"))?;
    let page = filled(&page, tables).ok_or_else(|| {
        format!(
            "{PAGE} has no place for tables: give it lines `{}` and `{}`",
            BEGIN.trim(),
            END.trim()
        )
    })?;
    fs::write(&path, page).map_err(|error| format!("{PAGE}: {error}"))?;
    println!("wrote {PAGE}");
    Ok(())
}

/// The page with other tables between the marks.
fn filled(page: &str, tables: &str) -> Option<String> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{}\n\n{END}{after}", tables.trim()))
}

/// The machine, the day and what was compared, one line each.
pub(super) fn circumstances(versions: &BTreeMap<String, String>, load: &str) -> Vec<String> {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let unknown = |text: String| if text.is_empty() { "unknown".to_owned() } else { text };
    let commit = unknown(said("git", &["describe", "--always", "--dirty"]));
    let packages: Vec<String> =
        versions.iter().map(|(name, version)| format!("{name} {version}")).collect();
    vec![
        format!("machine: {}; {}; load before {load}", unknown(model(&cpu)), machine()),
        format!("system: {} {}, kernel {}", env::consts::OS, env::consts::ARCH, kernel.trim()),
        format!("day: {}", unknown(said("date", &["+%Y-%m-%d"]))),
        format!("versions: yizhang {} ({commit})", env!("CARGO_PKG_VERSION")),
        format!("compared: {}; {}", said("rustc", &["--version"]), packages.join(", ")),
    ]
}

/// How busy the machine is; asked before anything of ours is built.
pub(super) fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split_whitespace().next().unwrap_or("unknown").to_owned()
}

fn model(cpuinfo: &str) -> String {
    let line = cpuinfo.lines().find(|line| line.starts_with("model name"));
    line.and_then(|line| line.split_once(':')).map_or("", |(_, name)| name.trim()).to_owned()
}

/// What a program prints, or nothing where it is not there.
fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).current_dir(tree::root()).output();
    let output = output.map(|output| output.stdout).unwrap_or_default();
    String::from_utf8_lossy(&output).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{BEGIN, END, PAGE, filled, model};
    use crate::tree;

    #[test]
    fn new_tables_replace_old_ones_and_nothing_else() {
        let page = format!("Words.\n\n{BEGIN}\nold\n\n{END}\nMore.\n");
        let filled_once = filled(&page, "\n| new |\n").unwrap();
        assert_eq!(filled_once, format!("Words.\n\n{BEGIN}\n| new |\n\n{END}\nMore.\n"));
        assert_eq!(filled(&filled_once, "| new |").unwrap(), filled_once);
        assert!(filled("Words.\n", "new").is_none());
    }

    #[test]
    fn the_page_has_a_place_for_the_tables() {
        let page = fs::read_to_string(tree::root().join(PAGE)).unwrap();
        assert!(filled(&page, "new").is_some());
    }

    #[test]
    fn the_processor_is_named_once() {
        let cpuinfo = "processor\t: 0\nmodel name\t: Xeon  8\nprocessor\t: 1\nmodel name\t: B\n";
        assert_eq!(model(cpuinfo), "Xeon  8");
        assert_eq!(model(""), "");
    }
}
