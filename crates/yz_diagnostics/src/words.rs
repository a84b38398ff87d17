//! Texts in the two languages of the house.

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
