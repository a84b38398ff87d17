//! Findings as SARIF 2.1.0, the form in which other programs take over what a checker found.
//!
//! Lines and columns count characters of the text as it was read. Where a format has no lines, a
//! line is a paragraph or cell, and the name of its place stands beside it.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::finding::{Finding, Level};
use crate::rule::Rule;
use crate::sources::{Region, Sources};
use crate::words::Language;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// A file that could not be read, and why.
#[derive(Debug, Clone, Copy)]
pub struct Unread<'a> {
    /// The file.
    pub file: &'a str,
    /// Why, and what to do.
    pub message: &'a str,
}

/// One run of a checker.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sarif<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [Run<'a>; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    invocations: [Invocation<'a>; 1],
    column_kind: &'a str,
    language: &'a str,
    results: Vec<Outcome<'a>>,
}

#[derive(Debug, Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    version: &'a str,
    rules: Vec<Descriptor<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'a str,
    name: &'a str,
    short_description: Message<'a>,
    full_description: Message<'a>,
    help: Help<'a>,
    default_configuration: Configuration<'a>,
}

#[derive(Debug, Serialize)]
struct Configuration<'a> {
    level: &'a str,
}

#[derive(Debug, Serialize)]
struct Message<'a> {
    text: std::borrow::Cow<'a, str>,
}

#[derive(Debug, Serialize)]
struct Help<'a> {
    text: &'a str,
    markdown: &'a str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'a> {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification<'a>>,
}

#[derive(Debug, Serialize)]
struct Notification<'a> {
    level: &'a str,
    message: Message<'a>,
    locations: [Location; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'a str,
    message: Message<'a>,
    locations: Vec<Location>,
    properties: BTreeMap<&'a str, String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Stretch>,
}

#[derive(Debug, Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Stretch {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    char_offset: usize,
    char_length: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Message<'static>>,
}

impl<'a> Sarif<'a> {
    /// The findings of one run over many files; `rules` are those that could have spoken.
    #[must_use]
    pub fn new(
        version: &'a str,
        rules: &[&'static Rule],
        findings: &[&'a Finding],
        unread: &[Unread<'a>],
        sources: &Sources,
        language: Language,
    ) -> Self {
        let mut known: Vec<&'static Rule> = rules.to_vec();
        for finding in findings {
            if !known.contains(&finding.rule) {
                known.push(finding.rule);
            }
        }
        let index = |rule: &Rule| known.iter().position(|one| *one == rule).unwrap_or(0);
        let one = |finding: &&'a Finding| outcome(finding, index(finding.rule), sources, language);
        let results = findings.iter().map(one).collect();
        let notifications = unread.iter().map(|file| Notification {
            level: "error",
            message: Message { text: file.message.into() },
            locations: [location(file.file, None, Vec::new())],
        });
        let invocation = Invocation {
            execution_successful: unread.is_empty(),
            tool_execution_notifications: notifications.collect(),
        };
        let rules = known.into_iter().map(|rule| descriptor(rule, language)).collect();
        let run = Run {
            tool: Tool { driver: Driver { name: "yizhang", version, rules } },
            invocations: [invocation],
            column_kind: "unicodeCodePoints",
            language: if language == Language::Chinese { "zh-CN" } else { "en" },
            results,
        };
        Self { schema: SCHEMA, version: "2.1.0", runs: [run] }
    }
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "note",
    }
}

fn descriptor(rule: &'static Rule, language: Language) -> Descriptor<'static> {
    let title = if language == Language::Chinese { rule.title } else { rule.name };
    Descriptor {
        id: rule.code,
        name: rule.name,
        short_description: Message { text: title.into() },
        full_description: Message { text: rule.why_in_any(language).into() },
        help: Help { text: rule.docs, markdown: rule.docs },
        default_configuration: Configuration { level: level(rule.level) },
    }
}

fn outcome<'a>(
    finding: &'a Finding,
    rule_index: usize,
    sources: &Sources,
    language: Language,
) -> Outcome<'a> {
    let mut properties = BTreeMap::new();
    let mut add = |name, text: &str| {
        if !text.is_empty() {
            properties.insert(name, text.to_owned());
        }
    };
    if let Some(comparison) = &finding.comparison {
        add("printed", &comparison.printed);
        add("recomputed", &comparison.recomputed);
        add("difference", &comparison.difference);
        add("equation", &comparison.working);
    }
    add("why", &finding.rule.why_in_any(language));
    add("help", finding.help.get(language));
    let places = finding.place.iter().map(|place| {
        let span = place.span.clone();
        let region = span.as_ref().and_then(|span| sources.region(&place.file, span));
        let words = span.as_ref().and_then(|span| sources.text(&place.file)?.get(span.clone()));
        let name = span.and_then(|span| sources.name(&place.file, span.start));
        let names =
            name.map(|name| Logical { fully_qualified_name: name.get(language).to_owned() });
        let region = region.map(|region| stretch(region, words));
        location(&place.file, region, names.into_iter().collect())
    });
    Outcome {
        rule_id: finding.rule.code,
        rule_index,
        level: level(finding.level),
        message: Message { text: finding.message.get(language).into() },
        locations: places.collect(),
        properties,
    }
}

fn stretch(region: Region, words: Option<&str>) -> Stretch {
    Stretch {
        start_line: region.line,
        start_column: region.column,
        end_line: region.end_line,
        end_column: region.end_column,
        char_offset: region.offset,
        char_length: region.length,
        snippet: words.map(|words| Message { text: words.to_owned().into() }),
    }
}

fn location(file: &str, region: Option<Stretch>, logical_locations: Vec<Logical>) -> Location {
    let artifact_location = Artifact { uri: uri(file) };
    Location { physical_location: Physical { artifact_location, region }, logical_locations }
}

/// What stands in a reference as it is; everything else is escaped.
const PLAIN: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A path as a relative or absolute reference.
fn uri(path: &str) -> String {
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    format!("{scheme}{}", utf8_percent_encode(&path.replace('\\', "/"), PLAIN))
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("a b/报.txt"), "a%20b/%E6%8A%A5.txt");
        assert_eq!(uri("/tmp/x.txt"), "file:///tmp/x.txt");
        assert_eq!(uri(r"dir\x.txt"), "dir/x.txt");
    }
}
