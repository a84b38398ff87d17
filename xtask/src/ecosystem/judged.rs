//! A text, what the checker says about it, and what a person said about it before.

use std::ops::Range;

use yz_checker::{Outcome, Selection, Verified};
use yz_diagnostics::Finding;
use yz_report::Transcript;

use super::folded::{Folded, first_number, overlap};

/// A text with what the checker says about it.
pub(crate) struct Judged {
    pub(crate) name: String,
    pub(crate) outcome: Outcome,
    folded: Folded,
    /// For each line its bytes and those of its paragraph.
    lines: Vec<(Range<usize>, Range<usize>)>,
}

/// What a person said about a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    Ok,
    Doubtful,
    Error,
}

/// A relation that a person judged.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// The name in the lists: the identifier, or the quote.
    pub(crate) id: String,
    pub(crate) line: Option<usize>,
    pub(crate) quote: String,
    pub(crate) kind: String,
    pub(crate) stated: String,
    pub(crate) tier: u64,
    pub(crate) verdict: Verdict,
}

/// What the checker says about a row.
#[derive(Debug, Default)]
pub(crate) struct Match {
    /// Which findings are about it.
    pub(crate) findings: Vec<usize>,
    /// Whether something in the quote is verified.
    pub(crate) verified: bool,
    /// Whether the stated figure itself is.
    pub(crate) exactly: bool,
}

impl Verdict {
    /// The verdict of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "ok" => Some(Self::Ok),
            "error" => Some(Self::Error),
            "suspicious" | "ambiguous" => Some(Self::Doubtful),
            _ => None,
        }
    }
}

impl Judged {
    pub(crate) fn new(name: &str, text: &str) -> Self {
        let transcript = Transcript::from_text(text);
        let outcome = yz_checker::check(&transcript, name, &Selection::default());
        let folded = Folded::of(&outcome.text);
        let lines = lines(&transcript);
        Self { name: name.to_owned(), outcome, folded, lines }
    }

    /// The line of a byte, from 1.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.lines.partition_point(|(line, _)| line.start <= byte)
    }

    /// The bytes of the paragraph that a byte is in.
    pub(crate) fn paragraph(&self, byte: usize) -> Range<usize> {
        let line = self.line(byte).saturating_sub(1);
        self.lines.get(line).map_or(0..0, |(_, paragraph)| paragraph.clone())
    }

    pub(crate) fn words(&self, span: &Range<usize>) -> &str {
        self.outcome.text.get(span.clone()).unwrap_or("")
    }

    /// Whether a row can be located at all.
    pub(crate) fn locates(&self, row: &Row) -> bool {
        !self.quoted(row, &self.scope(row)).is_empty()
    }

    pub(crate) fn judge(&self, row: &Row) -> Match {
        let scope = self.scope(row);
        let mut quoted = self.quoted(row, &scope);
        if quoted.is_empty() && row.line.is_some() {
            quoted.push(scope.clone());
        }
        let exact = self.stated(row, &quoted);
        let touches =
            |span: &Range<usize>, all: &[Range<usize>]| all.iter().any(|one| overlap(one, span));
        let stated = first_number(&row.stated);
        let about = |finding: &Finding| {
            let Some(span) = span_of(finding) else { return false };
            let printed = finding.comparison.as_ref().map(|figures| figures.printed.as_str());
            let same = stated.is_some() && printed.and_then(first_number) == stated;
            touches(&span, &quoted) || (row.line.is_some() && same && overlap(&span, &scope))
        };
        let all = self.outcome.findings.iter().enumerate();
        let findings = all.filter(|(_, finding)| about(finding)).map(|(at, _)| at).collect();
        let same_figure = |one: &Verified| {
            let number = first_number(&one.printed);
            let here = row.line.is_some() && overlap(&one.span, &scope);
            here && number.is_some() && number == stated
        };
        let exactly = |one: &Verified| touches(&one.span, &exact) || same_figure(one);
        let verified = &self.outcome.verified;
        Match {
            findings,
            verified: verified.iter().any(|one| touches(&one.span, &quoted) || same_figure(one)),
            exactly: verified.iter().any(exactly),
        }
    }

    /// Where a row may be found: its paragraph, or the whole text.
    fn scope(&self, row: &Row) -> Range<usize> {
        let all = 0..self.outcome.text.len();
        let Some(line) = row.line else { return all };
        self.lines.get(line.saturating_sub(1)).map_or(all, |(_, paragraph)| paragraph.clone())
    }

    /// The places of the quote; it may be abridged.
    fn quoted(&self, row: &Row, scope: &Range<usize>) -> Vec<Range<usize>> {
        let pieces = row.quote.split(['…', '\t']).filter(|piece| !piece.trim().is_empty());
        let mut places = Vec::new();
        for piece in pieces {
            places.extend(self.folded.find_all(piece, scope));
        }
        if places.is_empty() {
            let words = row.stated.split(['(', '（', ' ']).next().unwrap_or("");
            places = self.folded.find_all(words, scope);
        }
        places
    }

    /// The places of the stated figure in the quote; else the last figure in it.
    fn stated(&self, row: &Row, quoted: &[Range<usize>]) -> Vec<Range<usize>> {
        let stated = first_number(&row.stated);
        let mut places = Vec::new();
        for quote in quoted {
            let numbers = self.folded.numbers(quote);
            let same = |number: &String| Some(number) == stated.as_ref();
            let found: Vec<_> = numbers.iter().filter(|(_, number)| same(number)).collect();
            match found.as_slice() {
                [] => places.extend(numbers.last().map(|(span, _)| span.clone())),
                found => places.extend(found.iter().map(|(span, _)| span.clone())),
            }
        }
        places
    }

    /// One finding on one line.
    pub(crate) fn describe(&self, finding: &Finding) -> String {
        let span = span_of(finding).unwrap_or(0..0);
        let quote = self.words(&span).replace('\n', "⏎");
        let working = finding.comparison.as_ref().map_or("", |one| one.working.as_str());
        format!(
            "{}:{} {} {} 「{quote}」 {} [{working}]",
            self.name,
            self.line(span.start),
            finding.level.name(),
            finding.rule.name,
            finding.message.zh,
        )
    }

    /// Every finding and everything that is verified, one a line.
    pub(crate) fn list(&self) {
        for finding in &self.outcome.findings {
            println!("{}", self.describe(finding));
        }
        for one in &self.outcome.verified {
            let quote = self.words(&one.span).replace('\n', "⏎");
            let (line, rule) = (self.line(one.span.start), one.rule.name);
            let (name, printed) = (&self.name, &one.printed);
            println!("{name}:{line} verified {rule} 「{quote}」 {printed} [{}]", one.equation);
        }
    }
}

pub(crate) fn span_of(finding: &Finding) -> Option<Range<usize>> {
    finding.place.as_ref().and_then(|place| place.span.clone())
}

fn lines(transcript: &Transcript) -> Vec<(Range<usize>, Range<usize>)> {
    let mut lines: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let (mut start, mut first, mut goes_on) = (0, 0, false);
    for passage in &transcript.passages {
        let end = start + passage.text.len();
        if !goes_on {
            first = lines.len();
        }
        goes_on = passage.continues || (goes_on && passage.text.trim().is_empty());
        lines.push((start..end, start..end));
        let from = lines[first].0.start;
        for (_, paragraph) in lines.iter_mut().skip(first) {
            *paragraph = from..end;
        }
        start = end + 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Judged, Row, Verdict};

    fn row(line: Option<usize>, quote: &str, stated: &str) -> Row {
        Row {
            id: "one".to_owned(),
            line,
            quote: quote.to_owned(),
            kind: "typo".to_owned(),
            stated: stated.to_owned(),
            tier: 1,
            verdict: Verdict::Error,
        }
    }

    #[test]
    fn a_finding_is_about_the_row_whose_quote_it_touches() {
        let text = "第一行。\n县人民政府审核批复。。\n";
        let judged = Judged::new("one.txt", text);
        assert_eq!(judged.judge(&row(Some(2), "审核 批复。。", "。。")).findings, [0]);
        assert_eq!(judged.judge(&row(Some(2), "审核…批复。。", "。。")).findings, [0]);
        assert!(judged.judge(&row(Some(1), "第一行", "第一行")).findings.is_empty());
        assert!(judged.judge(&row(None, "第一行", "第一行")).findings.is_empty());
        assert!(!judged.locates(&row(None, "没有的话", "3")));
        assert_eq!(judged.line(0), 1);
    }
}
