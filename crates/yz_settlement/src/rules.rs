//! What can be wrong with a file of benefits.

use yz_diagnostics::{Rule, declare_rule};

/// Every rule of this crate, by code.
pub static RULES: &[&Rule] =
    &[&BENEFIT_RULES_OVERLAP, &BENEFIT_RULES_LEAVE_GAP, &BENEFIT_VALUE_NOT_USABLE];

declare_rule! {
    /// ## What it does
    /// Finds two rules of a table of benefits that both hold for the same bill.
    ///
    /// ## Why is this bad
    /// Which of the two is paid would depend on who reads first.
    ///
    /// ## Example
    /// ```toml
    /// [[ratio]]
    /// kind = ["inpatient"]
    /// percent = "75"
    ///
    /// [[ratio]]
    /// kind = ["inpatient"]
    /// level = [1]
    /// percent = "85"
    /// ```
    ///
    /// ## Use instead
    /// Give the first rule `level = [2, 3, 4]`.
    pub static BENEFIT_RULES_OVERLAP = {
        name: "benefit-rules-overlap",
        code: "BEN001",
        title: "两条待遇规则同时适用",
        level: Error,
        status: Stable("0.3.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds bills for which a table of benefits has no rule.
    ///
    /// ## Why is this bad
    /// Such a bill could not be settled, and nobody would know before it comes.
    ///
    /// ## Example
    /// ```toml
    /// covers = ["outpatient", "inpatient"]
    ///
    /// [[ratio]]
    /// kind = ["inpatient"]
    /// percent = "75"
    /// ```
    ///
    /// ## Use instead
    /// Add a rule for `outpatient`, or take it from `covers`.
    pub static BENEFIT_RULES_LEAVE_GAP = {
        name: "benefit-rules-leave-gap",
        code: "BEN002",
        title: "待遇规则有空档",
        level: Error,
        status: Stable("0.3.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds words, amounts, percentages and segments in a file of benefits that cannot be used.
    ///
    /// ## Why is this bad
    /// A percentage of 850 or an unknown category would settle bills wrongly, or not at all.
    ///
    /// ## Example
    /// ```toml
    /// [[ratio]]
    /// percent = "850"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// [[ratio]]
    /// percent = "85"
    /// ```
    pub static BENEFIT_VALUE_NOT_USABLE = {
        name: "benefit-value-not-usable",
        code: "BEN003",
        title: "待遇规则的值不能用",
        level: Error,
        status: Stable("0.3.0"),
    }
}
