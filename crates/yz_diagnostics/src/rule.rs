//! What a rule says about itself.

use crate::finding::Level;
use crate::words::Language;

/// Where a rule stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleStatus {
    /// On trial since this version; off unless asked for.
    Preview(&'static str),
    /// On by default since this version.
    Stable(&'static str),
    /// Still known, on its way out since this version.
    Deprecated(&'static str),
    /// Gone since this version; its code is never used again.
    Removed(&'static str),
}

/// What a rule says about itself.
#[derive(Debug)]
pub struct Rule {
    /// The name people use, such as `declared-differs-from-derived`. Names the defect, and reads
    /// well after "the book has …".
    pub name: &'static str,
    /// The number official letters cite, such as `BOOK011`. Never reused.
    pub code: &'static str,
    /// The name in Chinese.
    pub title: &'static str,
    /// Why its findings matter, in Chinese and one sentence; empty where nobody has said it yet.
    pub why_zh: &'static str,
    /// How much a finding of this rule matters, unless the finding says otherwise.
    pub level: Level,
    /// Where the rule stands in its life.
    pub status: RuleStatus,
    /// The documentation, taken from the comment on the declaration.
    pub docs: &'static str,
    /// Whether the declaration says that a book may accept findings of this rule.
    pub acceptable: bool,
}

impl Rule {
    /// Whether a book may accept a finding of this rule: it says that the book disagrees with what
    /// was published, and not that something is missing or unreadable.
    #[must_use]
    pub const fn is_acceptable(&self) -> bool {
        self.acceptable
    }

    /// Why findings of this rule matter, in one sentence; empty where it is not said.
    ///
    /// The English is the first sentence of the documentation below "Why is this bad".
    #[must_use]
    pub fn why(&self, language: Language) -> String {
        match language {
            Language::Chinese => self.why_zh.to_owned(),
            Language::English => first_sentence(self.section("## Why is this bad")),
        }
    }

    /// The same in the language asked for or, where it is said in English only, in English.
    #[must_use]
    pub fn why_in_any(&self, language: Language) -> String {
        let own = self.why(language);
        if own.is_empty() { self.why(Language::English) } else { own }
    }

    /// What the documentation says below a heading, up to the next one.
    #[must_use]
    pub fn section(&self, heading: &str) -> &'static str {
        let rest = self.docs.split_once(heading).map_or("", |(_, rest)| rest);
        rest.split_once("\n ##").map_or(rest, |(own, _)| own)
    }
}

/// The first sentence of a comment, on one line.
fn first_sentence(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.split_once(". ") {
        Some((first, _)) => format!("{first}."),
        None => line,
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Rule {}

/// Declares a rule; the comment on it becomes its documentation. `why_zh` behind the title says in
/// Chinese why findings matter. `acceptable: true` at the end lets books accept its findings;
/// without it they cannot.
#[macro_export]
macro_rules! declare_rule {
    (
        $(#[doc = $doc:expr])+
        $vis:vis static $ident:ident = {
            name: $name:literal,
            code: $code:literal,
            title: $title:literal,
            $(why_zh: $why_zh:literal,)?
            level: $level:ident,
            status: $status:ident($version:literal),
            $(acceptable: $acceptable:literal,)?
        }
    ) => {
        $(#[doc = $doc])+
        $vis static $ident: $crate::Rule = $crate::Rule {
            name: $name,
            code: $code,
            title: $title,
            why_zh: concat!($($why_zh)?),
            level: $crate::Level::$level,
            status: $crate::RuleStatus::$status($version),
            docs: concat!($($doc, "\n"),+),
            acceptable: $crate::declare_rule!(@acceptable $($acceptable)?),
        };
    };
    (@acceptable) => { false };
    (@acceptable $acceptable:literal) => { $acceptable };
}

#[cfg(test)]
mod tests {
    use crate::words::Language;

    declare_rule!(
        /// ## What it does
        /// Finds sums.
        ///
        /// ## Why is this bad
        /// A reader adds
        /// up. Then he writes.
        ///
        /// ## Example
        /// `1 + 1 = 3`
        static WITH_REASON = {
            name: "with-reason",
            code: "TEST001",
            title: "有理由",
            why_zh: "读者会加一遍",
            level: Error,
            status: Stable("0.1.0"),
        }
    );

    declare_rule!(
        /// Nothing is said.
        static WITHOUT_REASON = {
            name: "without-reason",
            code: "TEST002",
            title: "没有理由",
            level: Hint,
            status: Stable("0.1.0"),
            acceptable: true,
        }
    );

    #[test]
    fn the_reason_is_one_sentence_in_each_language() {
        assert_eq!(WITH_REASON.why(Language::Chinese), "读者会加一遍");
        assert_eq!(WITH_REASON.why(Language::English), "A reader adds up.");
        assert_eq!(WITH_REASON.section("## Example").trim(), "`1 + 1 = 3`");
    }

    #[test]
    fn a_reason_that_nobody_gave_is_empty() {
        assert_eq!(WITHOUT_REASON.why_in_any(Language::Chinese), "");
        assert_eq!(WITHOUT_REASON.section("## Example"), "");
        assert!(WITHOUT_REASON.is_acceptable());
    }
}
