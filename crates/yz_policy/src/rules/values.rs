//! What can be wrong with the values of a parameter.

use yz_diagnostics::declare_rule;

declare_rule! {
    /// ## What it does
    /// Finds region codes that are not the six digits of GB/T 2260.
    ///
    /// ## Why is this bad
    /// Province and city are read from the digits; a wrong code falls back on the wrong region.
    ///
    /// ## Example
    /// `regions = ["51"]`
    ///
    /// ## Use instead
    /// `regions = ["510000"]`
    pub static MALFORMED_REGION_CODE = {
        name: "malformed-region-code",
        code: "POL009",
        title: "行政区划代码不成立",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds values that name no source.
    ///
    /// ## Why is this bad
    /// A number of the law that nobody can look up is hearsay, and a report would print it as law.
    ///
    /// ## Example
    /// A `[[value]]` without `source`.
    ///
    /// ## Use instead
    /// `source = "nhsa-2023-24"`, a key of `policy/sources.toml`.
    pub static VALUE_WITHOUT_SOURCE = {
        name: "value-without-source",
        code: "POL010",
        title: "值没有出处",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds values whose source is not in `policy/sources.toml`.
    ///
    /// ## Why is this bad
    /// Reports cite the title and number of the document; they are entered once, in that file.
    ///
    /// ## Example
    /// `source = "nhsa-2023-42"`, where there is only `nhsa-2023-24`.
    ///
    /// ## Use instead
    /// Correct the key, or enter the document in `policy/sources.toml`.
    pub static PARAMETER_SOURCE_UNKNOWN = {
        name: "parameter-source-unknown",
        code: "POL011",
        title: "出处没有登记",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds values whose last day comes before their first.
    ///
    /// ## Why is this bad
    /// Such a value never holds, and the days that it was meant for have none.
    ///
    /// ## Example
    /// `from = 2023-12-31` and `until = 2023-01-01`
    ///
    /// ## Use instead
    /// `from = 2023-01-01` and `until = 2023-12-31`
    pub static VALUE_ENDS_BEFORE_START = {
        name: "value-ends-before-start",
        code: "POL012",
        title: "值在开始之前结束",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds days between two values of a parameter on which it has none, neither in the region nor
    /// in anything around it.
    ///
    /// ## Why is this bad
    /// What falls on these days could not be settled or scored.
    ///
    /// ## Example
    /// A value until 2022-06-30, and the next from 2023-01-01.
    ///
    /// ## Use instead
    /// Let the first hold until 2022-12-31, or add a value for the second half of the year.
    pub static GAP_BETWEEN_VALUES = {
        name: "gap-between-values",
        code: "POL013",
        title: "两个值之间有空档",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds days on which a parameter has two values in the same region.
    ///
    /// ## Why is this bad
    /// Which of the two is paid would be chance.
    ///
    /// ## Example
    /// A value from 2022-01-01 until 2023-06-30, and another from 2023-01-01.
    ///
    /// ## Use instead
    /// Let the first end on 2022-12-31, the day before the second starts.
    pub static OVERLAPPING_VALUES = {
        name: "overlapping-values",
        code: "POL014",
        title: "同一天有两个值",
        level: Error,
        status: Stable("0.1.0"),
    }
}
