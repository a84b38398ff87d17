//! Findings as text for people: the line, what is wrong, the numbers, what to do.

use annotate_snippets::{AnnotationKind, Group, Level as Title, Renderer, Snippet};

use crate::finding::{Finding, Level};
use crate::sources::Sources;
use crate::words::Language;

/// How findings are printed.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The language of the words.
    pub language: Language,
    /// Whether to colour.
    pub colour: bool,
    /// The width of the terminal, in half-width columns.
    pub width: usize,
    /// What the figure that stands there is called in Chinese: 申报 in a book, 原文 in a document.
    pub printed: &'static str,
}

/// Findings as text, each a block that ends with an empty line.
#[must_use]
pub fn to_text(findings: &[Finding], sources: &Sources, style: Style) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(style.width);
    let mut text = String::new();
    for finding in findings {
        text.push_str(&renderer.render(&[group(finding, sources, style)]));
        text.push_str("\n\n");
    }
    text
}

fn group<'a>(finding: &'a Finding, sources: &'a Sources, style: Style) -> Group<'a> {
    let language = style.language;
    let chinese = language == Language::Chinese;
    let level = match finding.level {
        _ if finding.accepted.is_some() => {
            Title::NOTE.with_name(if chinese { "已接受" } else { "accepted" })
        }
        Level::Error => Title::ERROR.with_name(if chinese { "错误" } else { "error" }),
        Level::Warning => Title::WARNING.with_name(if chinese { "警告" } else { "warning" }),
        Level::Hint => Title::HELP.with_name(if chinese { "提示" } else { "hint" }),
    };
    let title = level.primary_title(finding.message.get(language)).id(finding.rule.name);
    let mut group = Group::with_title(title);
    if let Some(place) = &finding.place {
        let text = sources.text(&place.file).unwrap_or("");
        let span = place.span.clone().filter(|span| span.end <= text.len());
        let name = span.as_ref().and_then(|span| sources.name(&place.file, span.start));
        group = match (span, name) {
            (Some(span), None) => group.element(
                Snippet::source(text)
                    .path(place.file.as_str())
                    .annotation(AnnotationKind::Primary.span(span)),
            ),
            (Some(span), Some(name)) => {
                let path = format!("{}: {}", place.file, name.get(language));
                let snippet = Snippet::source(text);
                group
                    .element(annotate_snippets::Origin::path(path))
                    .element(snippet.annotation(AnnotationKind::Primary.span(span)))
            }
            (None, _) => group.element(annotate_snippets::Origin::path(place.file.as_str())),
        };
    }
    let note =
        |zh: &'static str, en: &'static str| Title::NOTE.with_name(if chinese { zh } else { en });
    if let Some(comparison) = &finding.comparison {
        let rows = [
            (style.printed, "printed", &comparison.printed),
            ("重算", "recomputed", &comparison.recomputed),
            ("相差", "difference", &comparison.difference),
            ("算式", "working", &comparison.working),
        ];
        for (zh, en, value) in rows.into_iter().filter(|row| !row.2.is_empty()) {
            group = group.element(note(zh, en).message(value.as_str()));
        }
    }
    if let Some(reason) = &finding.accepted {
        group = group.element(note("理由", "reason").message(reason.as_str()));
    }
    let why = finding.rule.why(language);
    if !why.is_empty() {
        group = group.element(note("为什么", "why").message(why));
    }
    let help = finding.help.get(language);
    if !help.is_empty() {
        let title = Title::HELP.with_name(if chinese { "怎么办" } else { "help" });
        group = group.element(title.message(help));
    }
    group
}
