//! `yizhang.toml`: which rules speak about which files, for a folder and all below it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use serde::Deserialize;
use toml::Spanned;
use yz_checker::rules::UNKNOWN_RULE;
use yz_checker::{Selection, unknown_rule};
use yz_diagnostics::{Finding, VALUE_OF_WRONG_KIND, read_toml, words};
use yz_store::rules::{ACCEPTED_WITHOUT_REASON, BOOK_NOT_FOUND};

use super::{Wanted, WrongConfig};

const NAME: &str = "yizhang.toml";

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    #[serde(default)]
    select: Vec<Spanned<String>>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
    #[serde(default)]
    preview: bool,
    #[serde(default)]
    ignore_in: Vec<IgnoreIn>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IgnoreIn {
    file: Spanned<String>,
    rules: Vec<Spanned<String>>,
    reason: Spanned<String>,
}

#[derive(Debug, Default)]
struct Config {
    select: Vec<String>,
    ignore: Vec<String>,
    preview: bool,
    ignore_in: Vec<(GlobMatcher, Vec<String>)>,
    /// The folder that patterns with a slash begin at.
    folder: PathBuf,
}

/// The configurations met so far.
pub(super) struct Configs<'a> {
    wanted: &'a Wanted,
    known: BTreeMap<PathBuf, Config>,
    pub(super) wrong: WrongConfig,
}

impl<'a> Configs<'a> {
    pub(super) fn new(wanted: &'a Wanted) -> Self {
        Self { wanted, known: BTreeMap::new(), wrong: WrongConfig::default() }
    }

    /// Which rules speak about a file: what the nearest configuration says, and on top of it what
    /// the command line says. `--select` replaces, `--ignore` adds.
    pub(super) fn selection(&mut self, file: &Path) -> Selection {
        let own = &self.wanted.selection;
        let Some(path) = self.wanted.config.clone().or_else(|| nearest(file)) else {
            return own.clone();
        };
        if !self.known.contains_key(&path) {
            let config = self.load(&path);
            self.known.insert(path.clone(), config);
        }
        let Some(config) = self.known.get(&path) else { return own.clone() };
        let select = if own.select.is_empty() { &config.select } else { &own.select };
        let mut ignore = [config.ignore.as_slice(), &own.ignore].concat();
        for (pattern, rules) in &config.ignore_in {
            if is_meant(pattern, &config.folder, file) {
                ignore.extend(rules.iter().cloned());
            }
        }
        let preview = own.preview || config.preview;
        Selection { select: select.clone(), ignore, preview }
    }

    fn load(&mut self, path: &Path) -> Config {
        let label = path.display().to_string();
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(err) => {
                let message = words!("读不了 {label}：{err}", "{label} cannot be read: {err}");
                self.wrong.findings.push(Finding::new(&BOOK_NOT_FOUND, label, message));
                return Config::default();
            }
        };
        let read = read_toml::<File>(&label, &text);
        self.wrong.sources.add(label.as_str(), text);
        match read {
            Ok(file) => self.understand(&label, path, file),
            Err(finding) => {
                self.wrong.findings.push(*finding);
                Config::default()
            }
        }
    }

    fn understand(&mut self, label: &str, path: &Path, file: File) -> Config {
        let inner = file.ignore_in.iter().flat_map(|one| &one.rules);
        for name in file.select.iter().chain(&file.ignore).chain(inner) {
            let (span, name) = (name.span(), name.get_ref());
            if let Some(help) = unknown_rule(name) {
                let message = words!("没有叫 `{name}` 的规则", "there is no rule `{name}`");
                let finding = Finding::new(&UNKNOWN_RULE, name, message).help(help);
                self.wrong.findings.push(finding.at(label, Some(span)));
            }
        }
        let mut ignore_in = Vec::new();
        for one in file.ignore_in {
            if one.reason.get_ref().trim().is_empty() {
                let message = words!("忽略要写理由", "whoever ignores a rule says why");
                let help = words!("在 reason 里写明理由", "give the reason in `reason`");
                let finding = Finding::new(&ACCEPTED_WITHOUT_REASON, label, message).help(help);
                self.wrong.findings.push(finding.at(label, Some(one.reason.span())));
            }
            match GlobBuilder::new(one.file.get_ref()).literal_separator(true).build() {
                Ok(glob) => ignore_in.push((glob.compile_matcher(), names(one.rules))),
                Err(err) => {
                    let message = words!("看不懂的文件名样式：{err}", "no pattern of files: {err}");
                    let help = words!("写成 *.docx 或 2023/*.pdf", "write *.docx or 2023/*.pdf");
                    let finding = Finding::new(&VALUE_OF_WRONG_KIND, label, message).help(help);
                    self.wrong.findings.push(finding.at(label, Some(one.file.span())));
                }
            }
        }
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        Config {
            select: names(file.select),
            ignore: names(file.ignore),
            preview: file.preview,
            ignore_in,
            folder: absolute.parent().map(Path::to_owned).unwrap_or_default(),
        }
    }
}

fn names(spanned: Vec<Spanned<String>>) -> Vec<String> {
    spanned.into_iter().map(Spanned::into_inner).collect()
}

/// A pattern without a slash means the file's name, one with a slash its way from the folder of
/// the configuration.
fn is_meant(pattern: &GlobMatcher, folder: &Path, file: &Path) -> bool {
    if !pattern.glob().glob().contains('/') {
        return file.file_name().is_some_and(|name| pattern.is_match(name));
    }
    let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    pattern.is_match(absolute.strip_prefix(folder).unwrap_or(file))
}

/// The configuration beside a file or, where there is none, in the nearest folder above.
fn nearest(file: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(file).ok()?;
    let here = std::path::absolute(".").ok()?;
    let found = absolute.ancestors().skip(1).map(|folder| folder.join(NAME));
    let found = found.into_iter().find(|path| path.is_file())?;
    // As the user would write it.
    Some(found.strip_prefix(&here).map(Path::to_owned).unwrap_or(found))
}
