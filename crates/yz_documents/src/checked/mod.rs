//! Somebody's document as one page of HTML, with remarks at their places.
//!
//! The page knows no rule: it is given a transcript, what is known of each figure, and remarks in
//! words. It asks nothing of any server and can be read, and printed, without scripts.

mod blocks;
mod cards;
mod page;
mod segments;
mod tables;

use yz_diagnostics::Language;
use yz_report::{Piece, Transcript};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct CheckedPage<'a> {
    /// What the document is called.
    pub name: &'a str,
    /// The document as it was read.
    pub transcript: &'a Transcript,
    /// Every figure with what is known of it.
    pub figures: Vec<(Piece, FigureShade)>,
    /// What is to be said, in reading order.
    pub remarks: Vec<CheckedRemark>,
    /// The language of the page's own words.
    pub language: Language,
}

/// What is known of a figure, the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FigureShade {
    /// Nothing in the document lets it be recomputed.
    NotVerifiable,
    /// A relation holds it.
    Verified,
    /// Somebody should ask.
    Doubtful,
    /// It cannot be right.
    Wrong,
}

/// One remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedRemark {
    /// How it is shown.
    pub kind: RemarkKind,
    /// The words that it is about, in each passage that they touch.
    pub pieces: Vec<Piece>,
    /// What people call the place.
    pub place: String,
    /// What is said.
    pub title: String,
    /// The numbers and reasons, each with its name.
    pub rows: Vec<(String, String)>,
    /// Who says it: the rule.
    pub source: String,
}

/// How a remark is shown, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkKind {
    /// It cannot be right as it stands.
    Error,
    /// A reader should ask.
    Warning,
    /// Worth knowing.
    Hint,
    /// A relation that holds.
    Holds,
}

impl CheckedPage<'_> {
    /// The page with everything inside.
    ///
    /// ```
    /// use yz_diagnostics::Language;
    /// use yz_documents::CheckedPage;
    /// use yz_report::Transcript;
    ///
    /// let transcript = Transcript::from_text("收入<b>\n");
    /// let page = CheckedPage {
    ///     name: "report.txt",
    ///     transcript: &transcript,
    ///     figures: Vec::new(),
    ///     remarks: Vec::new(),
    ///     language: Language::Chinese,
    /// };
    /// assert!(page.to_html().contains("收入&lt;b&gt;"));
    /// ```
    #[must_use]
    pub fn to_html(&self) -> String {
        page::write(self)
    }

    const fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::Chinese => zh,
            Language::English => en,
        }
    }

    fn count(&self, shade: FigureShade) -> usize {
        self.figures.iter().filter(|(_, own)| *own == shade).count()
    }

    fn remarks_of(&self, kind: RemarkKind) -> usize {
        self.remarks.iter().filter(|remark| remark.kind == kind).count()
    }
}

impl FigureShade {
    const fn class(self) -> &'static str {
        match self {
            Self::NotVerifiable => "plain",
            Self::Verified => "verified",
            Self::Doubtful => "doubtful",
            Self::Wrong => "wrong",
        }
    }
}

impl RemarkKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
            Self::Holds => "holds",
        }
    }
}
