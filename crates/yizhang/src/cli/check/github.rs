//! What a check says, as the annotations of GitHub Actions: one line a finding.

use yz_diagnostics::{Finding, Language, Level, Sources};

use crate::cli::output::Output;
use crate::operations::check::CheckedFile;

pub(super) fn print(output: &Output, checked: &[CheckedFile]) {
    let language = output.language;
    let mut sources = Sources::default();
    for file in checked {
        file.add_to(&mut sources);
        match &file.result {
            Ok(checked) => {
                for finding in &checked.outcome.findings {
                    output.line(&annotation(finding, &sources, language));
                }
            }
            Err(unread) => {
                let text = unread.text(language);
                let file = property(&file.name);
                output.line(&format!("::error file={file}::{}", data(&text)));
            }
        }
    }
}

fn annotation(finding: &Finding, sources: &Sources, language: Language) -> String {
    let kind = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = &finding.place {
        properties.push(format!("file={}", property(&place.file)));
        let span = place.span.as_ref();
        if let Some(region) = span.and_then(|span| sources.region(&place.file, span)) {
            properties.push(format!("line={},col={}", region.line, region.column));
            // Columns of an end are only understood within one line.
            properties.push(match region.line == region.end_line {
                true => format!("endColumn={}", region.end_column),
                false => format!("endLine={}", region.end_line),
            });
        }
    }
    let title = match language {
        Language::Chinese => format!("{} {}", finding.rule.code, finding.rule.title),
        Language::English => format!("{} {}", finding.rule.code, finding.rule.name),
    };
    properties.push(format!("title={}", property(&title)));
    let say = |zh, en| if language == Language::Chinese { zh } else { en };
    let mut text = finding.message.get(language).to_owned();
    if let Some(figures) = &finding.comparison {
        let rows = [
            (say("原文", "printed"), &figures.printed),
            (say("重算", "recomputed"), &figures.recomputed),
            (say("相差", "difference"), &figures.difference),
            (say("算式", "working"), &figures.working),
        ];
        for (title, value) in rows.into_iter().filter(|(_, value)| !value.is_empty()) {
            text.push_str(&format!("\n{title}: {value}"));
        }
    }
    let help = finding.help.get(language);
    if !help.is_empty() {
        text.push_str(&format!("\n{}: {help}", say("怎么办", "help")));
    }
    format!("::{kind} {}::{}", properties.join(","), data(&text))
}

/// The text of an annotation.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of an annotation.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn signs_that_mean_something_are_escaped() {
        assert_eq!(data("占 9%：a,b\r\n完"), "占 9%25：a,b%0D%0A完");
        assert_eq!(property("C:a,b%"), "C%3Aa%2Cb%25");
    }
}
