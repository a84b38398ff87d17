//! Texts in the two languages of the house.

use serde::Deserialize;

/// A language in which findings and tables are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// 中文, the default.
    #[default]
    Chinese,
    /// English.
    English,
}

/// The same text in Chinese and in English.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// 中文.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The text in one language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }

    /// The same text in both languages: a name, a figure, a path.
    #[must_use]
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { zh: text.clone(), en: text }
    }
}

/// A title or definition as data files write it: `title.zh = "…"` and `title.en = "…"`.
///
/// The Chinese is always there. Where a clerk leaves the English out, the Chinese stands in both
/// languages, so that no output has a gap where a name should be.
///
/// ```
/// use yz_diagnostics::{Title, Words, read_toml};
///
/// let title: Title = read_toml("town.toml", "zh = \"城南镇\"").unwrap();
/// assert_eq!(Words::from(title), Words::same("城南镇"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// 中文.
    pub zh: String,
    /// English.
    #[serde(default)]
    pub en: String,
}

impl From<Title> for Words {
    fn from(title: Title) -> Self {
        if title.en.is_empty() {
            return Self::same(title.zh);
        }
        Self { zh: title.zh, en: title.en }
    }
}

/// A text in both languages, each a format string that may capture variables.
///
/// ```
/// let count = 3;
/// let words = yz_diagnostics::words!("共{count}处", "{count} places");
/// assert_eq!(words.zh, "共3处");
/// ```
#[macro_export]
macro_rules! words {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::Words { zh: ::std::format!($zh), en: ::std::format!($en) }
    };
}
