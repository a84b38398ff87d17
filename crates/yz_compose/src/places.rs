//! Finds where in a template, or in the prose that it reads, something is written.

use std::ops::Range;

use yz_diagnostics::Finding;

use crate::subject::Subject;
use crate::template::Template;

/// The texts of a report, the staff's prose before the template: a slip is likelier there.
pub(crate) struct Places<'a> {
    files: Vec<(&'a str, &'a str)>,
    template: &'a str,
}

impl<'a> Places<'a> {
    pub(crate) fn new(template: &'a Template, subject: &'a Subject) -> Self {
        let prose =
            subject.narrative.iter().map(|prose| (prose.path.as_str(), prose.text.as_str()));
        let own = (template.path.as_str(), template.text.as_str());
        Self { files: prose.chain([own]).collect(), template: &template.path }
    }

    /// The finding at the first of these words that is written anywhere, else at the template.
    pub(crate) fn at_words(&self, finding: Finding, words: &[&str]) -> Finding {
        let quoted = words.iter().map(|word| (format!("\"{word}\""), 1));
        let plain = words.iter().map(|word| ((*word).to_owned(), 0));
        let found = quoted.chain(plain).find_map(|(wanted, quote)| {
            self.files.iter().find_map(|(path, text)| {
                let start = text.find(&wanted)?.saturating_add(quote);
                let length = wanted.len().saturating_sub(quote.saturating_mul(2));
                Some((*path, start..start.saturating_add(length)))
            })
        });
        self.placed(finding, found)
    }

    /// The finding at the only line that reads so; without a line where several do, or none.
    pub(crate) fn at_line(&self, finding: Finding, line: &str) -> Finding {
        let wanted = line.trim();
        let mut found = Vec::new();
        for (path, text) in &self.files {
            let mut start = 0_usize;
            for own in text.split_inclusive('\n') {
                if !wanted.is_empty() && own.trim() == wanted {
                    let from = start.saturating_add(own.find(wanted).unwrap_or(0));
                    found.push((*path, from..from.saturating_add(wanted.len())));
                }
                start = start.saturating_add(own.len());
            }
        }
        let only = if found.len() == 1 { found.pop() } else { None };
        self.placed(finding, only)
    }

    fn placed(&self, finding: Finding, found: Option<(&str, Range<usize>)>) -> Finding {
        match found {
            Some((path, span)) => finding.at(path, Some(span)),
            None => finding.at(self.template, None),
        }
    }
}
