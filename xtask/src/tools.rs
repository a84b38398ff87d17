//! The programs outside the workspace that our tests read our own output with.

use std::fs;
use std::process::{Command, Stdio};

/// What a person may leave out by name.
#[derive(Debug)]
pub(crate) struct Tool {
    /// The name for `--without=`.
    pub(crate) name: &'static str,
    /// What it is for.
    purpose: &'static str,
    /// Commands that must all be there.
    programs: &'static [&'static str],
    /// The packages of Debian and Ubuntu that bring it.
    packages: &'static [&'static str],
    /// Whether tests must not run without it unless told so.
    needed: bool,
}

const TOOLS: &[Tool] = &[
    Tool {
        name: "libreoffice",
        purpose: "opens the docx and xlsx files that we print",
        programs: &["soffice"],
        packages: &["libreoffice-writer-nogui", "libreoffice-calc-nogui"],
        needed: true,
    },
    Tool {
        name: "pdftotext",
        purpose: "reads text and fonts back from the PDF files that we print",
        programs: &["pdftotext", "pdffonts"],
        packages: &["poppler-utils"],
        needed: true,
    },
    Tool {
        name: "fonts",
        purpose: "a Chinese font, for LibreOffice to lay out our files with",
        programs: &["fc-list"],
        packages: &["fonts-noto-cjk", "fontconfig"],
        needed: true,
    },
    Tool {
        name: "chromium",
        purpose: "opens the HTML pages that we print",
        programs: &["chromium"],
        packages: &["chromium"],
        needed: false,
    },
    Tool {
        name: "deny",
        purpose: "checks the licences of what we stand on",
        programs: &["cargo-deny"],
        packages: &[],
        needed: false,
    },
];

impl Tool {
    fn is_here(&self) -> bool {
        let programs = self.programs.iter().all(|program| is_on_path(program));
        programs && (self.name != "fonts" || has_chinese_font())
    }
}

/// What is left out of this run: what the caller named, and what is missing and not needed.
/// Installs what is missing and needed where it can.
///
/// # Errors
///
/// When a name is unknown, or something needed is missing and cannot be installed.
pub(crate) fn settle(without: &[&str]) -> Result<Vec<&'static str>, String> {
    let known = |name: &&&str| !TOOLS.iter().any(|tool| tool.name == **name);
    if let Some(name) = without.iter().find(known) {
        let names: Vec<&str> = TOOLS.iter().map(|tool| tool.name).collect();
        return Err(format!("--without={name}: known are {}", names.join(", ")));
    }
    let mut left_out = Vec::new();
    let mut missing = Vec::new();
    for tool in TOOLS {
        if without.contains(&tool.name) {
            left_out.push(tool.name);
        } else if !tool.is_here() {
            if tool.needed {
                missing.push(tool);
            } else {
                println!("{} is not here: it {}; left out", tool.name, tool.purpose);
                left_out.push(tool.name);
            }
        }
    }
    if !missing.is_empty() {
        install(&missing)?;
    }
    Ok(left_out)
}

fn install(missing: &[&Tool]) -> Result<(), String> {
    let packages: Vec<&str> = missing.iter().flat_map(|tool| tool.packages).copied().collect();
    if !is_root() || !is_debian() {
        return Err(explain(missing, &packages));
    }
    println!("installing {}", packages.join(" "));
    // A stale list of packages is worth a try, so a failing update alone stops nothing.
    apt_get(&["update"]);
    let mut arguments = vec!["install", "-y", "--no-install-recommends"];
    arguments.extend(&packages);
    if !apt_get(&arguments) || !missing.iter().all(|tool| tool.is_here()) {
        return Err(explain(missing, &packages));
    }
    Ok(())
}

fn apt_get(arguments: &[&str]) -> bool {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// What is missing, how to get it, how to go on without it.
fn explain(missing: &[&Tool], packages: &[&str]) -> String {
    let mut text = String::from("some programs that the tests need are missing:\n");
    for tool in missing {
        let programs = tool.programs.join(", ");
        text.push_str(&format!("  {:<12} {} ({programs})\n", tool.name, tool.purpose));
    }
    let names: Vec<&str> = missing.iter().map(|tool| tool.name).collect();
    let (packages, names) = (packages.join(" "), names.join(","));
    text.push_str(&format!(
        "get them:       sudo apt-get install --no-install-recommends {packages}\n\
         or leave out:   cargo xtask test --without={names}"
    ));
    text
}

fn is_on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn has_chinese_font() -> bool {
    let listed = Command::new("fc-list").arg(":lang=zh").output();
    listed.is_ok_and(|output| !output.stdout.trim_ascii().is_empty())
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn is_debian() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    is_debian_like(&release)
}

fn is_debian_like(release: &str) -> bool {
    let ids = release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")));
    ids.flat_map(|ids| ids.trim_matches('"').split(' ')).any(|id| matches!(id, "debian" | "ubuntu"))
}

#[cfg(test)]
mod tests {
    use super::{TOOLS, explain, is_debian_like, settle};

    #[test]
    fn relatives_of_debian_are_known() {
        assert!(is_debian_like("NAME=x\nID=debian\n"));
        assert!(is_debian_like("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_debian_like("ID=fedora\nVARIANT_ID=debian\n"));
    }

    #[test]
    fn an_unknown_name_is_refused_with_the_known_ones() {
        let error = settle(&["pdftotxt"]).unwrap_err();
        assert_eq!(
            error,
            "--without=pdftotxt: known are libreoffice, pdftotext, fonts, chromium, deny"
        );
    }

    #[test]
    fn what_is_missing_is_told_with_both_ways_on() {
        let missing: Vec<_> = TOOLS.iter().take(2).collect();
        let text = explain(&missing, &["poppler-utils"]);
        assert!(text.contains("apt-get install --no-install-recommends poppler-utils"));
        assert!(text.ends_with("--without=libreoffice,pdftotext"));
    }
}
