//! What a rule says about itself.

use crate::finding::Level;

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
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Rule {}

/// Declares a rule; the comment on it becomes its documentation. `acceptable: true` at the end lets
/// books accept its findings; without it they cannot.
#[macro_export]
macro_rules! declare_rule {
    (
        $(#[doc = $doc:expr])+
        $vis:vis static $ident:ident = {
            name: $name:literal,
            code: $code:literal,
            title: $title:literal,
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
            level: $crate::Level::$level,
            status: $crate::RuleStatus::$status($version),
            docs: concat!($($doc, "\n"),+),
            acceptable: $crate::declare_rule!(@acceptable $($acceptable)?),
        };
    };
    (@acceptable) => { false };
    (@acceptable $acceptable:literal) => { $acceptable };
}
