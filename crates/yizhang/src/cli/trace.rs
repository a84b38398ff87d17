//! The walk of a fact down to its origin, as a tree of lines.

use yz_facts::{Fact, Key, Step};

use super::output::Output;
use crate::operations::OpenBook;

/// Deeper than any honest calculation; a tree that ran deeper would not be read either.
const DEPTH_MAX: usize = 12;

/// The tree of a fact: its working, what was declared, and below it what it rests on.
pub(crate) fn tree(output: &Output, open: &OpenBook, fact: &Fact) -> String {
    let mut lines = Vec::new();
    branch(output, open, fact, "", "", 0, &mut lines);
    lines.push(String::new());
    lines.join("\n")
}

fn branch(
    output: &Output,
    open: &OpenBook,
    fact: &Fact,
    first: &str,
    rest: &str,
    depth: usize,
    lines: &mut Vec<String>,
) {
    let origin = fact.origin();
    let title = open.facts.title(&fact.key);
    lines.push(format!(
        "{first}{}  {}  {}  {}",
        title.get(output.language),
        output.paint(&fact.printed(), anstyle::Style::new().bold()),
        output.say(origin.title(), origin.name()),
        output.dim(&fact.name),
    ));
    let inputs: Vec<&Key> = if depth < DEPTH_MAX { fact.inputs() } else { Vec::new() };
    let bar = if inputs.is_empty() { "  " } else { "│ " };
    for note in notes(output, open, fact) {
        lines.push(format!("{rest}{bar}{note}"));
    }
    for (index, key) in inputs.iter().enumerate() {
        let Some(input) = open.facts.get(key) else { continue };
        let last = index.saturating_add(1) == inputs.len();
        let (head, tail) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        let (head, tail) = (format!("{rest}{head}"), format!("{rest}{tail}"));
        branch(output, open, input, &head, &tail, depth.saturating_add(1), lines);
    }
}

/// What is to be said about one fact below its line.
fn notes(output: &Output, open: &OpenBook, fact: &Fact) -> Vec<String> {
    let mut notes = Vec::new();
    for derivation in &fact.derivations {
        notes.push(derivation.working.clone());
        if let Step::Given(given) = &derivation.step
            && !given.source.is_empty()
        {
            notes.push(output.dim(&format!("{} {}", given.source, given.place)));
        }
    }
    if let Some(declared) = &fact.declared {
        let printed = declared.figure.to_string();
        let places = source(open, fact);
        let says = output.say("申报", "declared");
        let line = format!("{says} {printed}  {places}");
        notes.push(if fact.disputed { output.red(&line) } else { output.dim(&line) });
        if !declared.note.is_empty() {
            notes.push(output.dim(&declared.note));
        }
    }
    let accepted = open.findings.iter().filter(|finding| finding.subject == fact.name);
    for finding in accepted {
        if let Some(comparison) = &finding.comparison {
            let says = output.say("相差", "difference");
            notes.push(output.red(&format!("{says} {}", comparison.difference)));
        }
        if let Some(reason) = &finding.accepted {
            let says = output.say("已接受", "accepted");
            notes.push(output.dim(&format!("{says}：{reason}")));
        }
    }
    if fact.unverified {
        notes.push(output.dim(output.say("依据未核对", "rests on something unverified")));
    }
    notes
}

/// Where a fact was declared: `linshui-2022.txt L198、L212`; where policy gives it, the document.
pub(crate) fn source(open: &OpenBook, fact: &Fact) -> String {
    if let Some(declared) = &fact.declared {
        let known = open.book.sources.iter().find(|source| source.key == declared.source);
        let name = known.map_or(declared.source.as_str(), |source| match source.file.as_str() {
            "" => source.title.as_str(),
            file => file,
        });
        return format!("{name} {}", declared.places.join("、"));
    }
    match fact.derivations.first().map(|derivation| &derivation.step) {
        Some(Step::Given(given)) => format!("{} {}", given.source, given.place),
        Some(_) => fact.derivations.first().map(|one| one.working.clone()).unwrap_or_default(),
        None => String::new(),
    }
}
