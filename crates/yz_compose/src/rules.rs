//! What can be wrong with templates and prose, and what each rule says about itself.

use yz_diagnostics::{Rule, declare_rule};

/// Every rule of this crate, by code.
pub static ALL: &[&Rule] = &[
    &NUMBER_IN_PROSE,
    &TEMPLATE_BROKEN,
    &NARRATIVE_MISSING,
    &UNKNOWN_SOURCE_CITED,
    &COMPARISON_IN_PROSE,
];

declare_rule! {
    /// ## What it does
    /// Finds numbers typed into a template or a narrative, in digits (88.56) or in words
    /// (八千余人).
    ///
    /// ## Why is this bad
    /// A typed number is bound to nothing: next year it is still there, and wrong.
    ///
    /// ## Example
    /// `全年收入70,325.02万元。`
    ///
    /// ## Use instead
    /// `全年收入{{ fact("fund_income") }}。` Names that hold digits go into `{{ as_is("…") }}`;
    /// titles in 《》 and numbers of documents such as 〔2022〕58号 may stand as they are.
    pub static NUMBER_IN_PROSE = {
        name: "number-in-prose",
        code: "TEXT001",
        title: "正文里有直接写的数字",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds templates and narratives that cannot be filled: an unclosed tag, an unknown function
    /// or word, a table or chart that does not read.
    ///
    /// ## Why is this bad
    /// The report cannot be made, or would have a hole.
    ///
    /// ## Example
    /// `{{ fact("fund_income") `
    ///
    /// ## Use instead
    /// `{{ fact("fund_income") }}`
    pub static TEMPLATE_BROKEN = {
        name: "template-broken",
        code: "TEXT002",
        title: "模板无法套用",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds reports whose book lacks a piece of prose that the template needs.
    ///
    /// ## Why is this bad
    /// The report would have a heading with nothing below it.
    ///
    /// ## Example
    /// A template with the section `problems`, and no `narrative/<report>/problems.md`.
    ///
    /// ## Use instead
    /// Write the file; the finding says what belongs in it.
    pub static NARRATIVE_MISSING = {
        name: "narrative-missing",
        code: "TEXT003",
        title: "缺少文字说明",
        level: Warning,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds citations of documents that neither `policy/sources.toml` nor the book lists.
    ///
    /// ## Why is this bad
    /// A document cited by hand ends up in two spellings.
    ///
    /// ## Example
    /// `{{ cite("nhsa-2023-42") }}`
    ///
    /// ## Use instead
    /// `{{ cite("nhsa-2023-24") }}`, or a new entry in `policy/sources.toml`.
    pub static UNKNOWN_SOURCE_CITED = {
        name: "unknown-source-cited",
        code: "TEXT004",
        title: "引用了没有登记的文件",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds words that say which way a figure goes (增长, 下降, 高于, 低于 …) typed right before a
    /// figure.
    ///
    /// ## Why is this bad
    /// Next year the figure turns and the word does not.
    ///
    /// ## Example
    /// `比上年增长{{ fact("fund_income_growth") }}`
    ///
    /// ## Use instead
    /// `比上年{{ growth("fund_income") }}`
    pub static COMPARISON_IN_PROSE = {
        name: "comparison-in-prose",
        code: "TEXT005",
        title: "比较的词是直接写的",
        level: Warning,
        status: Stable("0.1.0"),
    }
}
