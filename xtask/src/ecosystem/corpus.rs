//! Reads the texts that are kept beside the repository, and what people found in them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::judged::{Judged, Row, Verdict};

/// A text with its rows.
pub(crate) type Text = (Judged, Vec<Row>);

/// The five seeds, each with what `seed_findings.jsonl` says about it.
///
/// # Errors
///
/// When a file is missing or not what it should be.
pub(crate) fn seeds(folder: &Path) -> Result<Vec<Text>, String> {
    let rows = rows(&folder.join("reference/seed_findings.jsonl"), "seed")?;
    load(&folder.join("seeds"), rows)
}

/// The corpus, each text with its annotations.
///
/// # Errors
///
/// When a file is missing or not what it should be.
pub(crate) fn texts(folder: &Path) -> Result<Vec<Text>, String> {
    let rows = rows(&folder.join("corpus/annotations.jsonl"), "file")?;
    load(&folder.join("corpus"), rows)
}

/// The text below the comment that says where it is from; lines keep their numbers.
pub(crate) fn without_comment(text: &str) -> String {
    match text.split_once('\n') {
        Some((first, rest)) if first.starts_with("# ") => format!("\n{rest}"),
        _ => text.to_owned(),
    }
}

pub(crate) fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn load(folder: &Path, rows: BTreeMap<String, Vec<Row>>) -> Result<Vec<Text>, String> {
    let mut texts = Vec::new();
    for (file, rows) in rows {
        let text = without_comment(&read(&folder.join(&file))?);
        texts.push((Judged::new(&file, &text), rows));
    }
    Ok(texts)
}

fn rows(path: &Path, file_key: &str) -> Result<BTreeMap<String, Vec<Row>>, String> {
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for (at, line) in read(path)?.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        let wrong = |error: &str| format!("{}:{}: {error}", path.display(), at + 1);
        let value: Value = serde_json::from_str(line).map_err(|error| wrong(&error.to_string()))?;
        let word = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
        let quote = word("quote");
        let verdict = word("verdict");
        let verdict = Verdict::named(&verdict).ok_or_else(|| wrong("no verdict"))?;
        let number = |key: &str| value.get(key).and_then(Value::as_u64);
        let id = if word("id").is_empty() { quote.clone() } else { word("id") };
        rows.entry(word(file_key)).or_default().push(Row {
            id,
            line: number("line").and_then(|line| usize::try_from(line).ok()),
            quote,
            kind: word("kind"),
            stated: word("stated"),
            tier: number("tier").unwrap_or(0),
            verdict,
        });
    }
    Ok(rows)
}
