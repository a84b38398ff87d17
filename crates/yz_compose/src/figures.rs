//! Remembers every figure that a template prints, so that text can carry it as a mark.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use yz_diagnostics::Finding;
use yz_facts::{Fact, MissingFact};
use yz_report::{Figure, Inline, Mark};

use crate::rules::UNKNOWN_SOURCE_CITED;
use crate::subject::Subject;

/// Marks a figure in text: private-use characters that no report contains.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

/// What the template functions share.
#[derive(Clone)]
pub(crate) struct Recorder {
    pub(crate) subject: Arc<Subject>,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    figures: Vec<Figure>,
    /// Facts that no concept has: growth rates and gaps that the template asked for.
    made: BTreeMap<String, Fact>,
    missing: Vec<MissingFact>,
    findings: Vec<Finding>,
}

impl Recorder {
    pub(crate) fn new(subject: Arc<Subject>) -> Self {
        Self { subject, state: Arc::new(Mutex::new(State::default())) }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        // A panic while the lock is held has already ended the composition.
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Remembers a figure and gives the mark that stands for it in text.
    pub(crate) fn mark(&self, figure: Figure) -> String {
        let mut state = self.state();
        state.figures.push(figure);
        format!("{OPEN}{}{CLOSE}", state.figures.len().saturating_sub(1))
    }

    /// The figure of a fact, printed as `text`.
    pub(crate) fn figure(&self, fact: &Fact, text: String) -> Figure {
        let accepted = self.subject.remarks.contains_key(&fact.name);
        let mark = match (accepted, fact.unverified) {
            (true, _) => Mark::Accepted,
            (false, true) => Mark::Unverified,
            (false, false) => Mark::Plain,
        };
        Figure { text, trace: Some(fact.name.clone()), mark }
    }

    /// Remembers a fact that only this template knows.
    pub(crate) fn keep(&self, fact: Fact) {
        self.state().made.insert(fact.name.clone(), fact);
    }

    /// Remembers a fact that was wanted and not found; the text shows the gap.
    pub(crate) fn missing(&self, missing: MissingFact) -> String {
        self.state().missing.push(missing);
        "〔缺〕".to_owned()
    }

    pub(crate) fn unknown_source(&self, key: &str) -> String {
        let message = yz_diagnostics::words!("没有登记文件 `{key}`", "no source `{key}` is listed");
        let known = self.subject.sources.keys().map(String::as_str);
        let help = yz_diagnostics::did_you_mean(key, known);
        let finding = Finding::new(&UNKNOWN_SOURCE_CITED, key, message).help(help);
        self.state().findings.push(finding);
        "〔缺〕".to_owned()
    }

    /// Text with marks, taken apart into words and figures.
    pub(crate) fn inlines(&self, text: &str, strong: bool) -> Vec<Inline> {
        let state = self.state();
        let words = |words: &str| match strong {
            true => Inline::Strong(words.to_owned()),
            false => Inline::Text(words.to_owned()),
        };
        let mut inlines = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(OPEN) {
            let (index, after) = after.split_once(CLOSE).unwrap_or((after, ""));
            if !before.is_empty() {
                inlines.push(words(before));
            }
            let figure = index.parse::<usize>().ok().and_then(|index| state.figures.get(index));
            inlines.extend(figure.cloned().map(Inline::Figure));
            rest = after;
        }
        if !rest.is_empty() {
            inlines.push(words(rest));
        }
        inlines
    }

    /// Text with marks as it is printed.
    pub(crate) fn plain(&self, text: &str) -> String {
        yz_report::plain_text(&self.inlines(text, false))
    }

    /// What was remembered besides figures: made facts, missing facts, findings.
    pub(crate) fn finish(&self) -> (BTreeMap<String, Fact>, Vec<MissingFact>, Vec<Finding>) {
        let state = std::mem::take(&mut *self.state());
        (state.made, state.missing, state.findings)
    }
}
