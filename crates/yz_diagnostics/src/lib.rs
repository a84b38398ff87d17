//! Findings, and what every rule says about itself.
//!
//! A [`Finding`] says what is wrong, where, why it matters and what to do, in Chinese and in
//! English; where numbers disagree it carries printed, recomputed and difference. A [`Rule`] is
//! declared once with [`declare_rule!`], and the comment on the declaration is its documentation.

mod finding;
mod json;
mod rule;
mod sarif;
mod sources;
mod text;
mod toml_file;
mod words;

pub use finding::{Comparison, Finding, Level, Place, outcome};
pub use json::FindingJson;
pub use rule::{Rule, RuleStatus};
pub use sarif::{Sarif, Unread};
pub use sources::{Region, Sources};
pub use text::{Style, to_text};
pub use toml_file::{
    BROKEN_TOML, FILE_RULES, MISSING_KEY, UNKNOWN_KEY, VALUE_OF_WRONG_KIND, did_you_mean, nearest,
    read_toml,
};
pub use words::{Language, Title, Words};
