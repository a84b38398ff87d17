//! Changes a digit of a verified figure and looks whether the checker notices: what is called
//! verified would have been reported, had it been another figure.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use yz_checker::Verified;
use yz_diagnostics::{Finding, Level};

use super::judged::{Judged, span_of};
use super::tables::part;

/// How often what happened.
#[derive(Debug, Default, Clone)]
struct Counts {
    tried: usize,
    caught: usize,
    /// By the gravest new finding.
    levels: BTreeMap<&'static str, usize>,
    /// A new finding stands in the paragraph of the figure.
    near: usize,
    /// The same where the digit was not the last one, which rounding may hide.
    heavy: usize,
    heavy_caught: usize,
}

/// One digit to change.
struct Change<'a> {
    judged: &'a Judged,
    figure: &'a Verified,
    at: usize,
    digit: u8,
    /// Whether it is the last digit of the figure.
    last: bool,
}

/// Numbers that look random and are the same on every machine (splitmix64).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 where nothing is below.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(1).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }
}

/// Changes `count` digits, each in a text of its own, and prints what was noticed.
pub(crate) fn run(texts: &[&Judged], count: usize, seed: u64) {
    let figures: Vec<(&Judged, &Verified)> = texts
        .iter()
        .flat_map(|judged| judged.outcome.verified.iter().map(move |one| (*judged, one)))
        .collect();
    println!("== {count} changed digits of {} verified figures, seed {seed}", figures.len());
    let mut chance = Chance(seed);
    let mut all = Counts::default();
    let mut rules: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut misses = BTreeSet::new();
    for _ in 0..count {
        let Some((judged, figure)) = figures.get(chance.below(figures.len())) else { break };
        let Some(change) = change(judged, figure, &mut chance) else { continue };
        let new = change.new_findings();
        for counts in [&mut all, rules.entry(figure.rule.name).or_default()] {
            counts.add(&change, &new);
        }
        if new.is_empty() {
            misses.insert(change.describe());
        }
    }
    println!("caught: {}", part(all.caught, all.tried));
    println!("  in the same paragraph: {}", part(all.near, all.tried));
    println!("  other than the last digit: {}", part(all.heavy_caught, all.heavy));
    for (level, count) in &all.levels {
        println!("  {level}: {}", part(*count, all.tried));
    }
    println!(
        "\n{:<36} {:>22} {:>22} {:>22}",
        "verified by", "caught", "same paragraph", "not the last digit"
    );
    for (rule, counts) in &rules {
        let caught = part(counts.caught, counts.tried);
        let near = part(counts.near, counts.tried);
        let heavy = part(counts.heavy_caught, counts.heavy);
        println!("{rule:<36} {caught:>22} {near:>22} {heavy:>22}");
    }
    println!("\nmissed, each once: {}", misses.len());
    misses.iter().for_each(|miss| println!("  {miss}"));
    println!();
}

impl Counts {
    fn add(&mut self, change: &Change, new: &[Finding]) {
        self.tried += 1;
        self.heavy += usize::from(!change.last);
        self.heavy_caught += usize::from(!change.last && !new.is_empty());
        let gravest = new.iter().map(|finding| finding.level).min_by_key(|level| match level {
            Level::Error => 0,
            Level::Warning => 1,
            Level::Hint => 2,
        });
        if let Some(level) = gravest {
            self.caught += 1;
            *self.levels.entry(level.name()).or_default() += 1;
        }
        let paragraph = change.judged.paragraph(change.at);
        let near = |finding: &Finding| {
            span_of(finding).is_some_and(|span| paragraph.contains(&span.start))
        };
        self.near += usize::from(new.iter().any(near));
    }
}

impl Change<'_> {
    /// The text with the digit changed.
    fn text(&self) -> String {
        let text = &self.judged.outcome.text;
        let (before, after) = (&text[..self.at], &text[self.at + 1..]);
        format!("{before}{}{after}", char::from(self.digit))
    }

    /// What the checker says that it did not say before. A digit is one byte, so that the places
    /// of everything else stay.
    fn new_findings(&self) -> Vec<Finding> {
        let known: BTreeSet<_> = self.judged.outcome.findings.iter().map(key).collect();
        let now = Judged::new(&self.judged.name, &self.text());
        let findings = now.outcome.findings.into_iter();
        findings.filter(|finding| !known.contains(&key(finding))).collect()
    }

    fn describe(&self) -> String {
        let judged = self.judged;
        let line = judged.line(self.at);
        let paragraph = judged.paragraph(self.at);
        let mut verified: Vec<&str> = judged
            .outcome
            .verified
            .iter()
            .filter(|one| one.span == self.figure.span)
            .map(|one| one.rule.name)
            .collect();
        verified.dedup();
        let from = self.at.saturating_sub(60).max(paragraph.start);
        let before: String = judged.words(&(floor(judged, from)..self.at)).replace('\n', "");
        let to = (self.at + 60).min(paragraph.end);
        let after: String = judged.words(&(self.at + 1..floor(judged, to))).replace('\n', "");
        let old = judged.words(&(self.at..self.at + 1));
        format!(
            "{}:{line} …{before}[{old}→{}]{after}… {} [{}]",
            judged.name,
            char::from(self.digit),
            verified.join(", "),
            self.figure.equation,
        )
    }
}

/// The last place that is a boundary of characters and not after this one.
fn floor(judged: &Judged, mut at: usize) -> usize {
    while !judged.outcome.text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn key(finding: &Finding) -> (&'static str, usize, usize) {
    let span = span_of(finding).unwrap_or(0..0);
    (finding.rule.name, span.start, span.end)
}

/// One digit of the figure and another digit for it, which leaves no idle 0 in front.
fn change<'a>(judged: &'a Judged, figure: &'a Verified, chance: &mut Chance) -> Option<Change<'a>> {
    let figure_at = printed_at(judged, figure);
    let bytes = judged.outcome.text.as_bytes();
    let digits: Vec<usize> =
        figure_at.clone().filter(|at| bytes.get(*at).is_some_and(u8::is_ascii_digit)).collect();
    let at = *digits.get(chance.below(digits.len()))?;
    let old = *bytes.get(at)?;
    let is = |at: Option<usize>, what: fn(&u8) -> bool| {
        at.and_then(|at| bytes.get(at)).is_some_and(what)
    };
    let first = !is(at.checked_sub(1), |byte| byte.is_ascii_digit() || *byte == b'.');
    let leading = first && is(Some(at + 1), u8::is_ascii_digit);
    let choices: Vec<u8> =
        (b'0'..=b'9').filter(|digit| *digit != old && !(leading && *digit == b'0')).collect();
    let digit = *choices.get(chance.below(choices.len()))?;
    Some(Change { judged, figure, at, digit, last: digits.last() == Some(&at) })
}

/// Where the printed figure stands in the words that were verified.
fn printed_at(judged: &Judged, figure: &Verified) -> Range<usize> {
    let words = judged.words(&figure.span);
    match words.find(&figure.printed) {
        Some(at) => figure.span.start + at..figure.span.start + at + figure.printed.len(),
        None => figure.span.clone(),
    }
}

#[cfg(test)]
mod tests {
    use yz_checker::Verified;

    use super::{Chance, change};
    use crate::ecosystem::judged::Judged;

    #[test]
    fn chance_is_the_same_everywhere() {
        let mut chance = Chance(1);
        // The first number of splitmix64 with seed 1, from its reference implementation.
        assert_eq!(chance.next(), 0x910A_2DEC_8902_5CC1);
        assert_eq!(Chance(1).below(0), 0);
    }

    #[test]
    fn one_digit_of_the_figure_changes_and_none_becomes_an_idle_zero() {
        let text = "县人民政府审核批复。。收入30万元\n";
        let judged = Judged::new("one", text);
        let start = text.find("30").unwrap();
        let figure = Verified {
            rule: judged.outcome.findings[0].rule,
            span: start..start + "30万元".len(),
            equation: "".into(),
            printed: "30万元".to_owned(),
        };
        let mut chance = Chance(7);
        for _ in 0..50 {
            let change = change(&judged, &figure, &mut chance).unwrap();
            let changed = change.text();
            assert_ne!(changed, text);
            assert!(!changed.contains("收入0"));
            assert!(change.new_findings().is_empty());
        }
    }
}
