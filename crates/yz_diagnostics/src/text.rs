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
        let block = renderer.render(&[group(finding, sources, style)]);
        text.push_str(&with_place_named(&block, finding, sources, style.language));
        text.push_str("\n\n");
    }
    text
}

/// A block in which the place has its name instead of line and column, which nobody can count in a
/// file that has no lines.
fn with_place_named(
    block: &str,
    finding: &Finding,
    sources: &Sources,
    language: Language,
) -> String {
    let named = finding.place.as_ref().and_then(|place| {
        let name = sources.name(&place.file, place.span.as_ref()?.start)?;
        let arrow = block.find("--> ")?;
        let path = block.get(arrow..)?.find(&format!("{}:", place.file))?;
        let start = arrow.saturating_add(path).saturating_add(place.file.len());
        let rest = block.get(start..)?;
        let numbers = rest.find(|c: char| c != ':' && !c.is_ascii_digit()).unwrap_or(rest.len());
        let before = block.get(..start)?;
        Some(format!("{before}: {}{}", name.get(language), rest.get(numbers..)?))
    });
    named.unwrap_or_else(|| block.to_owned())
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
        let excerpt = place.span.as_ref().and_then(|span| sources.excerpt(&place.file, span));
        group = match excerpt {
            // Only the lines that are shown: a renderer counts through all that it is given.
            Some(excerpt) => group.element(
                Snippet::source(excerpt.lines)
                    .line_start(excerpt.first)
                    .path(place.file.as_str())
                    .annotation(AnnotationKind::Primary.span(excerpt.within)),
            ),
            None => group.element(annotate_snippets::Origin::path(place.file.as_str())),
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

#[cfg(test)]
mod tests {
    use super::{Style, to_text};
    use crate::finding::Finding;
    use crate::sources::Sources;
    use crate::toml_file::UNKNOWN_KEY;
    use crate::words::{Language, Words};

    fn text(sources: &Sources, language: Language) -> String {
        let span = "收入\n".len().."收入\n支".len();
        let finding = Finding::new(&UNKNOWN_KEY, "", Words::same("x")).at("a.docx", Some(span));
        let style = Style { language, colour: false, width: 80, printed: "原文" };
        to_text(&[finding], sources, style)
    }

    #[test]
    fn a_place_without_lines_has_its_name() {
        let mut sources = Sources::default();
        let names = ["第1段", "表1第1行第1列"].map(Words::same).to_vec();
        sources.add_named("a.docx", "收入\n支出\n", names);
        let out = text(&sources, Language::Chinese);
        assert!(out.contains("--> a.docx: 表1第1行第1列\n"), "{out}");
        sources.add("a.docx", "收入\n支出\n");
        assert!(text(&sources, Language::English).contains("--> a.docx:2:1\n"));
    }
}
