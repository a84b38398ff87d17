//! Which rules speak, in the whole document or in one place of it.

use std::ops::Range;

use yz_diagnostics::{Finding, Rule, RuleStatus, Words, did_you_mean};
use yz_report::Transcript;

use crate::rules;

/// Which rules speak: all that are stable, unless some are asked for or silenced.
///
/// A rule is named by its name (`total-differs-from-parts`), its code (`SUM001`), or the letters
/// that codes of its family begin with (`SUM`).
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only these; all when empty.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
    /// Rules on trial speak too.
    pub preview: bool,
}

impl Selection {
    /// Whether a rule speaks.
    #[must_use]
    pub fn holds(&self, rule: &Rule) -> bool {
        let named = |names: &[String]| names.iter().any(|name| names_rule(name, rule));
        let alive = match rule.status {
            RuleStatus::Preview(_) => self.preview || named(&self.select),
            RuleStatus::Removed(_) => false,
            _ => true,
        };
        alive && (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }
}

/// Says what a name of a rule, a code or the letters of a family was meant to be when it names no
/// rule; `None` when it does.
///
/// ```
/// assert!(yz_checker::unknown_rule("doubled-punctuation").is_none());
/// let help = yz_checker::unknown_rule("doubled-punctuaton").unwrap();
/// assert_eq!(help.en, "did you mean `doubled-punctuation`?");
/// ```
#[must_use]
pub fn unknown_rule(name: &str) -> Option<Words> {
    if rules::all().any(|rule| names_rule(name, rule)) {
        return None;
    }
    let names = rules::all().map(|rule| rule.name);
    let codes = rules::all().map(|rule| rule.code);
    let like_a_code = !name.is_empty() && !name.contains(|c: char| c.is_ascii_lowercase());
    Some(if like_a_code { did_you_mean(name, codes) } else { did_you_mean(name, names) })
}

/// Whether a name, a code or the letters of a family mean this rule.
#[must_use]
pub(crate) fn names_rule(name: &str, rule: &Rule) -> bool {
    let family = rule.code.trim_end_matches(|c: char| c.is_ascii_digit());
    name == rule.name || name == rule.code || name == family
}

/// How a document says in place that a rule is to be silent: the mark, and names of rules with
/// commas between.
pub(crate) const MARK: &str = "yizhang:ignore";

/// Whether a passage may hold the mark: told first from a letter that Chinese text has
/// few of.
pub(crate) fn marks(passage: &str) -> bool {
    passage.as_bytes().contains(&b'y') && passage.contains(MARK)
}

/// The names behind each mark of a passage, with their bytes in it. A mark without a name gives an
/// empty one.
pub(crate) fn silenced_names(passage: &str) -> Vec<(&str, Range<usize>)> {
    let mut names = Vec::new();
    for (mark, _) in passage.match_indices(MARK) {
        let mut at = mark.saturating_add(MARK.len());
        loop {
            let rest = passage.get(at..).unwrap_or("");
            let gap = rest.len().saturating_sub(rest.trim_start_matches([' ', '：']).len());
            let start = at.saturating_add(gap);
            let rest = rest.get(gap..).unwrap_or("");
            let other = |c: char| !c.is_ascii_alphanumeric() && c != '-';
            let name = rest.get(..rest.find(other).unwrap_or(rest.len())).unwrap_or("");
            let name = name.trim_end_matches('-');
            let end = start.saturating_add(name.len());
            names.push((name, if name.is_empty() { mark..at } else { start..end }));
            let rest = passage.get(end..).unwrap_or("").trim_start_matches(' ');
            match rest.chars().next().filter(|c| matches!(c, ',' | '，' | '、')) {
                Some(comma) if !name.is_empty() => {
                    at = passage.len().saturating_sub(rest.len()).saturating_add(comma.len_utf8());
                }
                _ => break,
            }
        }
    }
    names
}

/// Takes out the findings that the document itself silences: in a passage with the mark, and in the
/// next one that is not blank, with the lines in which its sentence goes on.
pub(crate) fn silence(transcript: &Transcript, offsets: &[usize], findings: &mut Vec<Finding>) {
    let mut silenced: Vec<(Range<usize>, &str)> = Vec::new();
    for (at, passage) in transcript.passages.iter().enumerate() {
        if !marks(&passage.text) {
            continue;
        }
        for (name, _) in silenced_names(&passage.text) {
            silenced.push((at..end_of_silence(transcript, at), name));
        }
    }
    if silenced.is_empty() {
        return;
    }
    findings.retain(|finding| {
        let span = finding.place.as_ref().and_then(|place| place.span.as_ref());
        let Some(start) = span.map(|span| span.start) else { return true };
        let passage = offsets.partition_point(|offset| *offset <= start).saturating_sub(1);
        let spoken = |(passages, name): &(Range<usize>, &str)| {
            passages.contains(&passage) && names_rule(name, finding.rule)
        };
        !silenced.iter().any(spoken)
    });
}

/// One past the last passage that a mark in the passage `at` silences.
fn end_of_silence(transcript: &Transcript, at: usize) -> usize {
    let passages = &transcript.passages;
    let next = |from: usize| {
        let mut rest = passages.iter().enumerate().skip(from);
        rest.find(|(_, one)| !one.text.trim().is_empty())
    };
    let mut end = at.saturating_add(1);
    while let Some((index, passage)) = next(end) {
        end = index.saturating_add(1);
        if !passage.continues {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use yz_report::Transcript;

    use super::{Selection, silenced_names, unknown_rule};
    use crate::check::check;

    fn lines(text: &str) -> Vec<usize> {
        let outcome = check(&Transcript::from_text(text), "report.txt", &Selection::default());
        let start = |finding: &yz_diagnostics::Finding| {
            finding.place.clone().and_then(|place| place.span).map_or(0, |span| span.start)
        };
        let line = |place: usize| text[..place].matches('\n').count().saturating_add(1);
        outcome.findings.iter().map(|one| line(start(one))).collect()
    }

    #[test]
    fn names_follow_the_mark_with_commas_between() {
        let names =
            |text| silenced_names(text).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(
            names("<!-- yizhang:ignore sum-wrong, FORM，ratio-wrong -->"),
            ["sum-wrong", "FORM", "ratio-wrong"]
        );
        assert_eq!(names("yizhang:ignore sum-wrong--> 收入"), ["sum-wrong"]);
        assert_eq!(names("yizhang:ignore"), [""]);
        assert!(names("收入").is_empty());
        let text = "甲 yizhang:ignore a-b";
        assert_eq!(&text[silenced_names(text)[0].1.clone()], "a-b");
    }

    #[test]
    fn a_mark_silences_its_passage_and_the_next_that_is_not_blank() {
        let text = "甲。。\nyizhang:ignore doubled-punctuation 乙。。\n\n丙。。\n丁。。\n";
        assert_eq!(lines(text), [1, 5]);
    }

    #[test]
    fn a_mark_for_another_rule_silences_nothing() {
        assert_eq!(lines("yizhang:ignore unknown-rule\n甲。。\n"), [2]);
    }

    #[test]
    fn a_mark_that_names_no_rule_is_found() {
        assert_eq!(lines("yizhang:ignore doubled-punctuatio\n甲。\n"), [1]);
        assert_eq!(lines("甲。\nyizhang:ignore\n乙。\n"), [2]);
    }

    #[test]
    fn names_codes_and_families_are_known() {
        for name in ["doubled-punctuation", "FORM001", "FORM"] {
            assert!(unknown_rule(name).is_none(), "{name}");
        }
        assert!(unknown_rule("FORM00").unwrap().zh.contains("FORM001"));
        assert!(unknown_rule("").is_some());
    }
}
