//! What can be wrong between a region and the nation, and among bands.

use yz_diagnostics::declare_rule;

declare_rule! {
    /// ## What it does
    /// Finds regions that set a value of their own for a parameter that is fixed for the country.
    ///
    /// ## Why is this bad
    /// The central share of a subsidy, for one, is not the region's to set.
    ///
    /// ## Example
    /// `policy/regions/510000-sichuan/central_subsidy_share.toml`
    ///
    /// ## Use instead
    /// Name the region in a `[[value]]` of the national file: `regions = ["510000"]`.
    pub static REGION_SETS_FIXED_VALUE = {
        name: "region-sets-fixed-value",
        code: "POL015",
        title: "地区另定全国统一的值",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds values of a region that are exactly those of the nation on the same days.
    ///
    /// ## Why is this bad
    /// When the nation changes its value, the copy stays behind and wins over the new one.
    ///
    /// ## Example
    /// 640 in `policy/regions/510400-panzhihua/`, while the nation's minimum is 640.
    ///
    /// ## Use instead
    /// Remove the region's value; the nation's holds there by itself.
    pub static REGION_REPEATS_NATION = {
        name: "region-repeats-nation",
        code: "POL016",
        title: "地区重复全国的值",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds values of a region below the national minimum or above the national maximum, unless
    /// the value says in `exception` why it may be.
    ///
    /// ## Why is this bad
    /// Most often the amount or a date is mistyped; if not, the reason must be on record.
    ///
    /// ## Example
    /// 620 in a region, while the national minimum of that year is 640.
    ///
    /// ## Use instead
    /// Correct the amount, or add `exception = "…"` with the document that allows it.
    pub static REGION_OUTSIDE_LIMIT = {
        name: "region-outside-limit",
        code: "POL017",
        title: "地区的值越过国家界限",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds values for the whole country of a parameter whose kind is `local`.
    ///
    /// ## Why is this bad
    /// A region that has not said what it sets would get that value instead of an honest gap.
    ///
    /// ## Example
    /// `kind = "local"` and a `[[value]]` in `policy/national`.
    ///
    /// ## Use instead
    /// Move the value to the region that set it, or change the kind.
    pub static NATIONAL_VALUE_OF_LOCAL_PARAMETER = {
        name: "national-value-of-local-parameter",
        code: "POL018",
        title: "各地自定的参数有全国的值",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds bands whose lower limit is not below their upper one.
    ///
    /// ## Why is this bad
    /// Nothing can fall into such a band; most often the two limits are exchanged.
    ///
    /// ## Example
    /// `from_value = "6"` and `to_value = "3"`
    ///
    /// ## Use instead
    /// `from_value = "3"` and `to_value = "6"`
    pub static EMPTY_POLICY_BAND = {
        name: "empty-policy-band",
        code: "POL019",
        title: "档次里什么也没有",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds quantities that fall into no band.
    ///
    /// ## Why is this bad
    /// A fund whose months of reserve fall into the gap would have no risk grade.
    ///
    /// ## Example
    /// A band up to 3 and the next from 4.
    ///
    /// ## Use instead
    /// Let the first end at 4 or the second begin at 3: a band holds its lower limit, not its
    /// upper.
    pub static GAP_BETWEEN_POLICY_BANDS = {
        name: "gap-between-policy-bands",
        code: "POL020",
        title: "分档有空档",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds quantities that fall into two bands.
    ///
    /// ## Why is this bad
    /// Two bands may never both apply: the grade would depend on the order of lines.
    ///
    /// ## Example
    /// A band from 3 to 6 and another from 5 to 9.
    ///
    /// ## Use instead
    /// A band from 3 to 6 and another from 6 to 9.
    pub static OVERLAPPING_POLICY_BANDS = {
        name: "overlapping-policy-bands",
        code: "POL021",
        title: "分档重叠",
        level: Error,
        status: Stable("0.1.0"),
    }
}
