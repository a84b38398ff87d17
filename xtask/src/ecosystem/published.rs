//! The texts of `reports/published`: ours in wording, somebody's in figures.
//!
//! Each folder has `text.txt`; `source.toml`, which says where its figures are from;
//! `annotations.tsv`, what a person recomputed, where somebody did; and `expected.tsv`, what the
//! checker said when it was last looked through.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::corpus::{Text, read};
use super::judged::{Judged, Row, Verdict, span_of};

const FOLDER: &str = "reports/published";
const HEAD: &str = "line\trule\tlevel\tquote\n";

/// All published texts, in order of their names.
///
/// # Errors
///
/// When a folder lacks a file, or a file is not what it should be.
pub(crate) fn texts(root: &Path) -> Result<Vec<Text>, String> {
    let folder = root.join(FOLDER);
    let entries = fs::read_dir(&folder).map_err(|error| format!("{FOLDER}: {error}"))?;
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let mut texts = Vec::new();
    for name in names {
        let folder = folder.join(&name);
        source(&folder)?;
        let judged = Judged::new(&name, &read(&folder.join("text.txt"))?);
        let rows = annotations(&folder.join("annotations.tsv"))?;
        if let Some(row) = rows.iter().find(|row| !judged.locates(row)) {
            return Err(format!("{FOLDER}/{name}: no such words in the text: {}", row.quote));
        }
        texts.push((judged, rows));
    }
    Ok(texts)
}

/// Compares what is said with what is expected, and prints what came and what went; whether
/// nothing did. With `bless` the expected files are written anew.
///
/// # Errors
///
/// When a file cannot be read or written.
pub(crate) fn compare(root: &Path, texts: &[Text], bless: bool) -> Result<bool, String> {
    let mut same = true;
    for (judged, _) in texts {
        let path = root.join(FOLDER).join(&judged.name).join("expected.tsv");
        let now = expected(judged);
        if bless {
            fs::write(&path, &now).map_err(|error| format!("{}: {error}", path.display()))?;
            continue;
        }
        let before = fs::read_to_string(&path).unwrap_or_default();
        for (sign, line) in differences(&before, &now) {
            println!("{sign} {} {}", judged.name, line.replace('\t', " "));
            same = false;
        }
    }
    if !same {
        println!("`cargo xtask ecosystem --bless` writes what is said now, once you looked at it");
    }
    Ok(same)
}

/// The findings one a line, then the verified figures by rule.
fn expected(judged: &Judged) -> String {
    let mut text = HEAD.to_owned();
    for finding in &judged.outcome.findings {
        let span = span_of(finding).unwrap_or(0..0);
        let quote = judged.words(&span).replace(['\n', '\t'], " ");
        let (line, rule) = (judged.line(span.start), finding.rule.name);
        let _ = writeln!(text, "{line}\t{rule}\t{}\t{quote}", finding.level.name());
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &judged.outcome.verified {
        *counts.entry(one.rule.name).or_default() += 1;
    }
    for (rule, count) in counts {
        let _ = writeln!(text, "0\t{rule}\tverified\t{count}");
    }
    text
}

/// Lines that are only in one of two texts: `-` gone, `+` new.
fn differences<'a>(before: &'a str, now: &'a str) -> Vec<(char, &'a str)> {
    let mut counts: BTreeMap<&str, isize> = BTreeMap::new();
    before.lines().for_each(|line| *counts.entry(line).or_default() -= 1);
    now.lines().for_each(|line| *counts.entry(line).or_default() += 1);
    let differing = counts.into_iter().filter(|(_, count)| *count != 0);
    differing.map(|(line, count)| (if count < 0 { '-' } else { '+' }, line)).collect()
}

fn source(folder: &Path) -> Result<(), String> {
    let path = folder.join("source.toml");
    let table = read(&path)?.parse::<toml::Table>();
    let table = table.map_err(|error| format!("{}: {error}", path.display()))?;
    for key in ["title", "authority", "year", "note"] {
        if !table.get(key).is_some_and(toml::Value::is_str) {
            return Err(format!("{}: `{key}` is missing", path.display()));
        }
    }
    Ok(())
}

fn annotations(path: &Path) -> Result<Vec<Row>, String> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let mut rows = Vec::new();
    for (at, line) in read(path)?.lines().enumerate().skip(1) {
        let wrong = |what: &str| format!("{}:{}: {what}", path.display(), at + 1);
        let fields: Vec<&str> = line.split('\t').collect();
        let [kind, verdict, stated, _, quote] = fields.as_slice() else {
            return Err(wrong("kind, verdict, stated, equation and quote, with tabs between"));
        };
        rows.push(Row {
            id: (*quote).to_owned(),
            line: None,
            quote: (*quote).to_owned(),
            kind: (*kind).to_owned(),
            stated: (*stated).to_owned(),
            tier: 0,
            verdict: Verdict::named(verdict).ok_or_else(|| wrong("no verdict"))?,
        });
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::{compare, differences, texts};
    use crate::tree;

    #[test]
    fn what_is_said_about_published_texts_is_what_was_looked_through() {
        let texts = texts(&tree::root()).unwrap();
        assert!(!texts.is_empty());
        assert!(compare(&tree::root(), &texts, false).unwrap());
    }

    #[test]
    fn a_line_that_came_or_went_is_told() {
        assert_eq!(differences("a\nb\nb\n", "b\nc\n"), [('-', "a"), ('-', "b"), ('+', "c")]);
        assert!(differences("a\nb\n", "b\na\n").is_empty());
    }
}
