//! What a check says, for programs: an interface, documented in `docs/interfaces.md`.

use std::ops::Range;

use serde::Serialize;
use yz_checker::{FigureState, Verified};
use yz_diagnostics::{Finding, Language, Level};
use yz_report::Index;

use crate::cli::output::Output;
use crate::operations::check::{Checked, CheckedFile, Unread, place_words};

#[derive(Serialize)]
struct FileJson<'a> {
    file: &'a str,
    summary: Summary,
    findings: Vec<FindingJson<'a>>,
    verified: Vec<VerifiedJson<'a>>,
    error: Option<ErrorJson<'a>>,
}

/// Counts of figures and of findings.
#[derive(Default, Serialize)]
struct Summary {
    figures: usize,
    verified: usize,
    errors: usize,
    warnings: usize,
    hints: usize,
    not_verifiable: usize,
    in_error: usize,
    doubtful: usize,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    rule: &'a str,
    code: &'a str,
    level: &'a str,
    message: &'a str,
    quote: &'a str,
    place: Option<PlaceJson>,
    equation: &'a str,
    printed: Option<&'a str>,
    recomputed: Option<&'a str>,
    difference: Option<&'a str>,
    why: String,
    help: &'a str,
}

#[derive(Serialize)]
struct VerifiedJson<'a> {
    rule: &'a str,
    code: &'a str,
    quote: &'a str,
    place: Option<PlaceJson>,
    equation: &'a str,
    printed: &'a str,
}

/// Where in the file: characters of a passage, which in a text file is a line.
#[derive(Serialize)]
struct PlaceJson {
    line: usize,
    start: usize,
    end: usize,
    page: Option<usize>,
    place: String,
}

/// Words of the text, and where they stand.
type Located<'a> = (&'a str, Option<PlaceJson>);

#[derive(Serialize)]
struct ErrorJson<'a> {
    message: &'a str,
    help: &'a str,
}

/// Prints one object for one file, and a list for several.
pub(super) fn print(output: &Output, checked: &[CheckedFile]) {
    let language = output.language;
    match checked {
        [one] => output.json(&file_json(one, language)),
        many => output.json(&many.iter().map(|one| file_json(one, language)).collect::<Vec<_>>()),
    }
}

fn file_json(file: &CheckedFile, language: Language) -> FileJson<'_> {
    match &file.result {
        Ok(checked) => checked_json(&file.name, checked, language),
        Err(Unread { message, help }) => FileJson {
            file: &file.name,
            summary: Summary::default(),
            findings: Vec::new(),
            verified: Vec::new(),
            error: Some(ErrorJson { message: message.get(language), help: help.get(language) }),
        },
    }
}

fn checked_json<'a>(name: &'a str, checked: &'a Checked, language: Language) -> FileJson<'a> {
    let index = checked.transcript.index();
    let place = |span: &Range<usize>| located(checked, &index, span, language);
    let outcome = &checked.outcome;
    FileJson {
        file: name,
        summary: summary(checked),
        findings: outcome.findings.iter().map(|one| finding_json(one, &place, language)).collect(),
        verified: outcome.verified.iter().map(|one| verified_json(one, &place)).collect(),
        error: None,
    }
}

fn summary(checked: &Checked) -> Summary {
    let outcome = &checked.outcome;
    Summary {
        figures: outcome.figures.len(),
        verified: outcome.count(FigureState::Verified),
        errors: outcome.findings_of(Level::Error),
        warnings: outcome.findings_of(Level::Warning),
        hints: outcome.findings_of(Level::Hint),
        not_verifiable: outcome.count(FigureState::NotVerifiable),
        in_error: outcome.count(FigureState::Wrong),
        doubtful: outcome.count(FigureState::Doubtful),
    }
}

fn finding_json<'a>(
    finding: &'a Finding,
    place: &dyn Fn(&Range<usize>) -> Located<'a>,
    language: Language,
) -> FindingJson<'a> {
    let span = finding.place.as_ref().and_then(|place| place.span.as_ref());
    let (quote, place) = span.map_or(("", None), place);
    let comparison = finding.comparison.as_ref();
    FindingJson {
        rule: finding.rule.name,
        code: finding.rule.code,
        level: finding.level.name(),
        message: finding.message.get(language),
        quote,
        place,
        equation: comparison.map_or("", |figures| figures.working.as_str()),
        printed: comparison.map(|figures| figures.printed.as_str()),
        recomputed: comparison.map(|figures| figures.recomputed.as_str()),
        difference: comparison.map(|figures| figures.difference.as_str()),
        why: finding.rule.why_in_any(language),
        help: finding.help.get(language),
    }
}

fn verified_json<'a>(
    one: &'a Verified,
    place: &dyn Fn(&Range<usize>) -> Located<'a>,
) -> VerifiedJson<'a> {
    let (quote, place) = place(&one.span);
    VerifiedJson {
        rule: one.rule.name,
        code: one.rule.code,
        quote,
        place,
        equation: &one.equation,
        printed: &one.printed,
    }
}

/// The words at a stretch of the text and where they stand; what goes on in later passages is cut
/// off.
fn located<'a>(
    checked: &'a Checked,
    index: &Index<'_>,
    span: &Range<usize>,
    language: Language,
) -> Located<'a> {
    let Some(piece) = index.piece(span) else { return ("", None) };
    let Some(passage) = checked.transcript.passages.get(piece.passage) else { return ("", None) };
    let quote = checked.transcript.words(&piece);
    let before = passage.text.get(..piece.span.start).unwrap_or("");
    let start = before.chars().count();
    let place = PlaceJson {
        line: piece.passage.saturating_add(1),
        start,
        end: start.saturating_add(quote.chars().count()),
        page: passage.page,
        place: place_words(passage.place, None).get(language).to_owned(),
    };
    (quote, Some(place))
}
