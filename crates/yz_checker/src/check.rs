//! Runs the rules.

use yz_report::Transcript;

use crate::notebook::Notebook;
use crate::outcome::{CheckedFigure, FigureState, Outcome};
use crate::reading::Reading;
use crate::rules;
use crate::selection::{Selection, silence};

/// Checks a document; `name` is what findings call the file.
///
/// The same document gives the same outcome on any day and any machine.
///
/// ```
/// use yz_checker::{Selection, check};
/// use yz_report::Transcript;
///
/// let read = Transcript::from_text("县人民政府审核批复。。\n");
/// let outcome = check(&read, "report.txt", &Selection::default());
/// assert_eq!(outcome.findings[0].rule.name, "doubled-punctuation");
/// ```
#[must_use]
pub fn check(transcript: &Transcript, name: &str, selection: &Selection) -> Outcome {
    let text = transcript.text();
    let reading = Reading::new(transcript, &text);
    let mut notes = Notebook::default();
    for (rule, check) in rules::ALL {
        if selection.holds(rule) {
            check(&reading, &mut notes);
        }
    }
    let Notebook { mut findings, mut verified, states } = notes;
    let figures = (0..reading.figures.len()).map(|figure| CheckedFigure {
        span: reading.span(figure),
        state: states.get(&figure).copied().unwrap_or(FigureState::NotVerifiable),
    });
    let figures = figures.collect();
    silence(transcript, &reading.offsets, &mut findings);
    for finding in &mut findings {
        if let Some(place) = &mut finding.place {
            name.clone_into(&mut place.file);
        }
    }
    let start = |finding: &yz_diagnostics::Finding| {
        let span = finding.place.as_ref().and_then(|place| place.span.clone());
        span.map_or((0, 0), |span| (span.start, span.end))
    };
    findings.sort_by_key(|finding| (start(finding), finding.rule.code));
    verified.sort_by_key(|one| (one.span.start, one.span.end, one.rule.code));
    drop(reading);
    Outcome { text, findings, verified, figures }
}
