//! What can be wrong with templates, evidence and scores, and what each rule says about itself.

use yz_diagnostics::{Rule, declare_rule};

/// Every rule of this crate, by code.
pub static ALL: &[&Rule] = &[
    &INDICATOR_TEMPLATE_BROKEN,
    &UNKNOWN_GROUP,
    &UNKNOWN_METHOD,
    &METHOD_KEYS_DO_NOT_FIT,
    &TARGET_NOT_READ,
    &FULL_MARKS_NOT_CLOSED,
    &BANDS_NOT_CLOSED,
    &INDICATOR_WITHOUT_SOURCE,
    &INDICATOR_WITHOUT_WORKED_CASE,
    &WORKED_CASE_FAILS,
    &UNKNOWN_INDICATOR,
    &UNKNOWN_ELEMENT,
    &EVIDENCE_DOES_NOT_FIT,
    &UNKNOWN_SOURCE,
    &INDICATOR_NOT_SCORED,
    &SCORE_WITHOUT_EVIDENCE,
];

declare_rule! {
    /// ## What it does
    /// Finds indicator templates whose files do not say what they must: a name that is not that of
    /// the folder or file, a name used twice, grades out of order, marks on top below another
    /// group.
    ///
    /// ## Why is this bad
    /// Books and reports find indicators by name; a name that means two things scores the wrong
    /// one.
    ///
    /// ## Example
    /// `indicators/fund-performance/satisfaction.toml` with `name = "satisfied"`.
    ///
    /// ## Use instead
    /// `name = "satisfaction"`
    pub static INDICATOR_TEMPLATE_BROKEN = {
        name: "indicator-template-broken",
        code: "IND001",
        title: "指标体系文件不成立",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds indicators and groups that hang below a group which is not there, or not listed before
    /// them.
    ///
    /// ## Why is this bad
    /// What hangs nowhere is in no sum: its marks would be lost without a word.
    ///
    /// ## Example
    /// `group = "outputs"`, when the template lists `output`.
    ///
    /// ## Use instead
    /// `group = "output"`
    pub static UNKNOWN_GROUP = {
        name: "unknown-group",
        code: "IND002",
        title: "不认识的指标组",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds indicators with a method of scoring that does not exist.
    ///
    /// ## Why is this bad
    /// Nobody could work the score out again.
    ///
    /// ## Example
    /// `method = "treshold"`
    ///
    /// ## Use instead
    /// `method = "threshold"`
    pub static UNKNOWN_METHOD = {
        name: "unknown-method",
        code: "IND003",
        title: "不认识的评分方法",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds indicators that lack a key of their method, or have one that their method does not
    /// use.
    ///
    /// ## Why is this bad
    /// A key that nobody reads looks like a rule and is none.
    ///
    /// ## Example
    /// `method = "threshold"` with `step = "0.1"`.
    ///
    /// ## Use instead
    /// `method = "deduct"`, or no `step`.
    pub static METHOD_KEYS_DO_NOT_FIT = {
        name: "method-keys-do-not-fit",
        code: "IND004",
        title: "评分方法的键不合",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds values, targets, standards and facts of worked cases that are neither a reference nor
    /// a printed figure.
    ///
    /// ## Why is this bad
    /// A target without its unit can be missed by a factor of ten thousand.
    ///
    /// ## Example
    /// `target = "95"`
    ///
    /// ## Use instead
    /// `target = "95%"`, or `target = "combined_enrolment_rate[stage=target]"`
    pub static TARGET_NOT_READ = {
        name: "target-not-read",
        code: "IND005",
        title: "目标值读不懂",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds full marks that are not the sum of their parts: of a group, of a whole template, of
    /// the elements or the best band of an indicator, and of the marks that a book declares
    /// instead.
    ///
    /// ## Why is this bad
    /// Points appear or get lost, and a total "out of 100" is out of something else.
    ///
    /// ## Example
    /// Groups of 8, 38, 31 and 24 marks in a table of 100: they add up to 101.
    ///
    /// ## Use instead
    /// 8, 37, 31 and 24. A difference in somebody else's published table can be accepted by name,
    /// with a reason, in `accepted.toml`.
    pub static FULL_MARKS_NOT_CLOSED = {
        name: "full-marks-not-closed",
        code: "IND006",
        title: "满分不闭合",
        level: Error,
        status: Stable("0.1.0"),
        acceptable: true,
    }
}

declare_rule! {
    /// ## What it does
    /// Finds bands that leave values out or hold values twice. A band holds its lower end and not
    /// its upper end.
    ///
    /// ## Why is this bad
    /// A value in a gap has no score, and a value in two bands has two.
    ///
    /// ## Example
    /// `{ below = "90" }` and `{ at_least = "95" }`: 92 has no band.
    ///
    /// ## Use instead
    /// `{ below = "90" }`, `{ at_least = "90", below = "95" }`, `{ at_least = "95" }`
    pub static BANDS_NOT_CLOSED = {
        name: "bands-not-closed",
        code: "IND007",
        title: "分档有空档或重叠",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds indicators whose source, place, definition, title or required evidence is empty.
    ///
    /// ## Why is this bad
    /// A score by an unknown rule cannot be defended before an audit.
    ///
    /// ## Example
    /// `source = ""`
    ///
    /// ## Use instead
    /// `source = "mof-2022-65"`, a key of `policy/sources.toml`
    pub static INDICATOR_WITHOUT_SOURCE = {
        name: "indicator-without-source",
        code: "IND008",
        title: "指标没有出处或定义",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds indicators without a worked case.
    ///
    /// ## Why is this bad
    /// Only a case worked out by hand shows that the method scores what the law means.
    ///
    /// ## Example
    /// An indicator file that ends after its method.
    ///
    /// ## Use instead
    /// A `[[case]]` with `facts` or `met`, `marks`, and the `working`.
    pub static INDICATOR_WITHOUT_WORKED_CASE = {
        name: "indicator-without-worked-case",
        code: "IND009",
        title: "指标没有算例",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Works every case out again and finds those that do not come to the marks they say, cannot be
    /// scored, or show no working.
    ///
    /// ## Why is this bad
    /// Either the method is wrong, and with it every score, or the case misleads its readers.
    ///
    /// ## Example
    /// `marks = "5"` for 88.56 % against a threshold of 95 %.
    ///
    /// ## Use instead
    /// `marks = "0"`
    pub static WORKED_CASE_FAILS = {
        name: "worked-case-fails",
        code: "IND010",
        title: "算例与评分方法不符",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds evidence for an indicator that the template does not have.
    ///
    /// ## Why is this bad
    /// The indicator that is meant stays without its evidence.
    ///
    /// ## Example
    /// `indicator = "policy_makin"`
    ///
    /// ## Use instead
    /// `indicator = "policy_making"`
    pub static UNKNOWN_INDICATOR = {
        name: "unknown-indicator",
        code: "IND011",
        title: "不认识的指标",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds evidence for an element that the indicator does not have.
    ///
    /// ## Why is this bad
    /// The marks of the element that is meant would be lost.
    ///
    /// ## Example
    /// `met = ["procedures"]`
    ///
    /// ## Use instead
    /// `met = ["procedure"]`
    pub static UNKNOWN_ELEMENT = {
        name: "unknown-element",
        code: "IND012",
        title: "不认识的要素",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds evidence that the method cannot judge by: `met` for an indicator that a fact decides,
    /// a list of elements where there are none, two entries that contradict each other.
    ///
    /// ## Why is this bad
    /// The book seems to say how the indicator stands, and nobody listens.
    ///
    /// ## Example
    /// `met = true` for the enrolment rate.
    ///
    /// ## Use instead
    /// Declare the rate in `facts.toml`; keep `what`, `source` and `place` as evidence.
    pub static EVIDENCE_DOES_NOT_FIT = {
        name: "evidence-does-not-fit",
        code: "IND013",
        title: "证据与评分方法不合",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds sources that are not listed: of indicators in `policy/sources.toml`, of evidence in
    /// `book.toml`.
    ///
    /// ## Why is this bad
    /// Nobody can look it up.
    ///
    /// ## Example
    /// `source = "mof-2022-56"`
    ///
    /// ## Use instead
    /// `source = "mof-2022-65"`
    pub static UNKNOWN_SOURCE = {
        name: "unknown-source",
        code: "IND014",
        title: "不认识的出处",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds indicators that could not be scored, and says what is missing.
    ///
    /// ## Why is this bad
    /// Without them there is no total and no grade. A missing fact is not a zero.
    ///
    /// ## Example
    /// An indicator on the enrolment rate, in a book that does not declare the rate.
    ///
    /// ## Use instead
    /// Declare the fact, or give evidence with `met`.
    pub static INDICATOR_NOT_SCORED = {
        name: "indicator-not-scored",
        code: "IND015",
        title: "指标没有评分",
        level: Hint,
        status: Stable("0.1.0"),
        acceptable: true,
    }
}

declare_rule! {
    /// ## What it does
    /// Finds scores that rest on nothing: no fact, and no entry in `evidence.toml` that says what
    /// it is, where it comes from and where it stands there.
    ///
    /// ## Why is this bad
    /// A score that is only asserted is the first thing an audit takes back.
    ///
    /// ## Example
    /// `{ indicator = "policy_making", met = true }`
    ///
    /// ## Use instead
    /// Add `what`, `source` and `place`.
    pub static SCORE_WITHOUT_EVIDENCE = {
        name: "score-without-evidence",
        code: "IND016",
        title: "得分没有证据",
        level: Warning,
        status: Stable("0.1.0"),
        acceptable: true,
    }
}
