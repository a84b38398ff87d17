//! What can be wrong with a book as a whole, and what each rule says about itself.

use yz_diagnostics::{Rule, declare_rule};

/// Every rule of this crate, by code.
pub static ALL: &[&Rule] = &[
    &UNKNOWN_TEMPLATE,
    &UNKNOWN_REPORT,
    &ACCEPTED_FINDING_ABSENT,
    &PARAMETER_WITHOUT_VALUE,
    &FINDING_NOT_ACCEPTABLE,
];

declare_rule! {
    /// ## What it does
    /// Finds names of report templates and indicator templates that do not exist.
    ///
    /// ## Why is this bad
    /// The report or score sheet cannot be made.
    ///
    /// ## Example
    /// `template = "fund-perfomance"`
    ///
    /// ## Use instead
    /// `template = "fund-performance"`
    pub static UNKNOWN_TEMPLATE = {
        name: "unknown-template",
        code: "BOOK005",
        title: "没有这个模板",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds names of reports that the book does not publish.
    ///
    /// ## Why is this bad
    /// There is nothing to print.
    ///
    /// ## Example
    /// `yizhang report books/linshui-2022 --report final-account`
    ///
    /// ## Use instead
    /// `--report final-accounts`
    pub static UNKNOWN_REPORT = {
        name: "unknown-report",
        code: "BOOK006",
        title: "账里没有这份报告",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds acceptances of findings that do not occur (any more).
    ///
    /// ## Why is this bad
    /// A reader of `accepted.toml` believes in a difference that is not there; a mistyped subject
    /// accepts nothing.
    ///
    /// ## Example
    /// `subject = "county_subsidy_due"`, when the finding is about
    /// `county_subsidy_due[project=matching_money]`.
    ///
    /// ## Use instead
    /// Copy the subject from `yizhang verify BOOK --format json`, or delete the entry.
    pub static ACCEPTED_FINDING_ABSENT = {
        name: "accepted-finding-absent",
        code: "BOOK007",
        title: "接受了并不存在的差异",
        level: Warning,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds policy parameters that a concept needs and that have no value for the book's region
    /// and period, where the book does not declare one either.
    ///
    /// ## Why is this bad
    /// Everything that rests on the parameter is missing.
    ///
    /// ## Example
    /// A county whose subsidy per head is not in `policy/regions/`.
    ///
    /// ## Use instead
    /// Add the value with its source, or declare the fact in the book.
    pub static PARAMETER_WITHOUT_VALUE = {
        name: "parameter-without-value",
        code: "BOOK008",
        title: "政策参数没有取值",
        level: Hint,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds acceptances of findings that nobody can accept: what does not read, what is missing, a
    /// number typed into prose; and of rules that do not exist.
    ///
    /// ## Why is this bad
    /// A book can disagree with what was published, and say so. It cannot agree to be incomplete.
    ///
    /// ## Example
    /// `[[accepted]] finding = "figure-not-read" subject = "fund_income" reason = "原文如此"`
    ///
    /// ## Use instead
    /// Mend what the finding is about. Only `declared-differs-from-derived`,
    /// `full-marks-not-closed`, `rate-of-nothing`, `score-without-evidence` and
    /// `indicator-not-scored` can be accepted.
    pub static FINDING_NOT_ACCEPTABLE = {
        name: "finding-not-acceptable",
        code: "BOOK009",
        title: "接受了不能接受的错误",
        level: Error,
        status: Stable("0.1.0"),
    }
}
