//! Which rules speak.

use yz_diagnostics::{Rule, RuleStatus};

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

/// Whether a name, a code or the letters of a family mean this rule.
#[must_use]
pub(crate) fn names_rule(name: &str, rule: &Rule) -> bool {
    let family = rule.code.trim_end_matches(|c: char| c.is_ascii_digit());
    name == rule.name || name == rule.code || name == family
}
