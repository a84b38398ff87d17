//! What can be wrong with a policy file as a whole.

use yz_diagnostics::declare_rule;

declare_rule! {
    /// ## What it does
    /// Finds files that are neither `policy/sources.toml` nor a parameter of the nation or of a
    /// region.
    ///
    /// ## Why is this bad
    /// The place of a file says where its values hold. A file elsewhere would hold nowhere, in
    /// silence.
    ///
    /// ## Example
    /// `policy/510400/individual_contribution_per_person.toml`
    ///
    /// ## Use instead
    /// `policy/regions/510400-panzhihua/individual_contribution_per_person.toml`
    pub static MISPLACED_POLICY_FILE = {
        name: "misplaced-policy-file",
        code: "POL001",
        title: "政策文件放错位置",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds parameters whose `name` is not the name of their file.
    ///
    /// ## Why is this bad
    /// People look for a parameter by its file, data by its name: both must lead to the same place.
    ///
    /// ## Example
    /// `policy/national/subsidy.toml` with `name = "government_subsidy_per_person"`.
    ///
    /// ## Use instead
    /// Name the file `government_subsidy_per_person.toml`.
    pub static PARAMETER_UNLIKE_FILE = {
        name: "parameter-unlike-file",
        code: "POL002",
        title: "参数名与文件名不一致",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds a parameter that two files give for the same region.
    ///
    /// ## Why is this bad
    /// Whoever mends one of the two does not see the other; which of them counts would be chance.
    ///
    /// ## Example
    /// The same parameter in `regions/510400-panzhihua/` and `regions/510400-pzh/`.
    ///
    /// ## Use instead
    /// Keep one folder for a region, and in it one file for a parameter.
    pub static DUPLICATE_PARAMETER = {
        name: "duplicate-parameter",
        code: "POL003",
        title: "参数重复给出",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds parameters of regions that `policy/national` does not define.
    ///
    /// ## Why is this bad
    /// Unit, title and kind are said once, nationally; without them a region's number means
    /// nothing.
    ///
    /// ## Example
    /// `policy/regions/510403-xiqu/county_subsidy.toml` without
    /// `policy/national/county_subsidy.toml`.
    ///
    /// ## Use instead
    /// Define it in `policy/national`, with `kind = "local"` where the nation sets no value.
    pub static UNDEFINED_PARAMETER = {
        name: "undefined-parameter",
        code: "POL004",
        title: "地区参数没有国家定义",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds parameters in a unit that the house does not know.
    ///
    /// ## Why is this bad
    /// An amount whose unit is not known can be neither printed nor multiplied with a head-count.
    ///
    /// ## Example
    /// `unit = "yuan/head"`
    ///
    /// ## Use instead
    /// `unit = "yuan/person/year"`
    pub static PARAMETER_UNIT_UNKNOWN = {
        name: "parameter-unit-unknown",
        code: "POL005",
        title: "参数的单位不认识",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds parameters whose `kind` is none of `fixed`, `minimum`, `maximum` and `local`.
    ///
    /// ## Why is this bad
    /// The kind says what a region may set by itself; without it no region can be checked.
    ///
    /// ## Example
    /// `kind = "floor"`
    ///
    /// ## Use instead
    /// `kind = "minimum"`
    pub static PARAMETER_KIND_UNKNOWN = {
        name: "parameter-kind-unknown",
        code: "POL006",
        title: "参数的类别不认识",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds amounts and limits of bands that are no plain decimal numbers.
    ///
    /// ## Why is this bad
    /// A unit, a comma or a word inside the number leaves open what is meant.
    ///
    /// ## Example
    /// `amount = "52.7元"`
    ///
    /// ## Use instead
    /// `amount = "52.70"`, and the unit in `unit`.
    pub static AMOUNT_NOT_DECIMAL = {
        name: "amount-not-decimal",
        code: "POL007",
        title: "金额不是十进制数",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds values that have both an amount and bands.
    ///
    /// ## Why is this bad
    /// A parameter is one or the other; whoever asks for it must get one answer.
    ///
    /// ## Example
    /// A `[[value]]` with `amount = "9"` and a `[[value.band]]`.
    ///
    /// ## Use instead
    /// Keep one of the two, or make two parameters.
    pub static AMOUNT_BESIDE_BANDS = {
        name: "amount-beside-bands",
        code: "POL008",
        title: "同一个值既有金额又有分档",
        level: Error,
        status: Stable("0.1.0"),
    }
}
