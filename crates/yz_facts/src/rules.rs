//! What can be wrong with facts, and what each rule says about itself.

use yz_diagnostics::{Rule, declare_rule};

/// Every rule of this crate, by code.
pub static ALL: &[&Rule] = &[
    &CODE_LIST_BROKEN,
    &CONCEPT_BROKEN,
    &UNKNOWN_UNIT,
    &UNKNOWN_CONCEPT,
    &UNKNOWN_DIMENSION,
    &UNKNOWN_MEMBER,
    &REFERENCE_NOT_READ,
    &FIGURE_NOT_READ,
    &UNIT_MISMATCH,
    &FACT_DECLARED_TWICE,
    &DECLARED_DIFFERS_FROM_DERIVED,
    &CYCLIC_FORMULA,
    &MISSING_FACT,
    &FACT_WITHOUT_SOURCE,
    &RATE_OF_NOTHING,
    &VALUE_TOO_LARGE,
];

declare_rule! {
    /// ## What it does
    /// Finds code lists, and members that a book lists, that contradict themselves: a code twice, a
    /// parent or default that is no member, parents in a circle or more than eight levels deep.
    ///
    /// ## Why is this bad
    /// A total over such a list would count a member twice or not at all.
    ///
    /// ## Example
    /// A member whose `parent = "210"` is not in the list.
    ///
    /// ## Use instead
    /// List the parent as a member of its own.
    pub static CODE_LIST_BROKEN = {
        name: "code-list-broken",
        code: "FACT001",
        title: "代码表自相矛盾",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds concepts whose file does not say what it must: a name that is not the file's, two
    /// formulas at one place, a form of print in another unit.
    ///
    /// ## Why is this bad
    /// A figure whose meaning is not clear cannot be derived or checked.
    ///
    /// ## Example
    /// `concepts/fund_income.toml` with `name = "income"`.
    ///
    /// ## Use instead
    /// `name = "fund_income"`.
    pub static CONCEPT_BROKEN = {
        name: "concept-broken",
        code: "FACT002",
        title: "概念文件不成立",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds units that are not in the list of units.
    ///
    /// ## Why is this bad
    /// Without its unit a number means nothing, and nothing may be added to it.
    ///
    /// ## Example
    /// `unit = "yuan/head"`
    ///
    /// ## Use instead
    /// `unit = "yuan/person"`
    pub static UNKNOWN_UNIT = {
        name: "unknown-unit",
        code: "FACT003",
        title: "不认识的单位",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds references to concepts that do not exist.
    ///
    /// ## Why is this bad
    /// The figure would be lost in silence.
    ///
    /// ## Example
    /// `fact = "fund_incom"`
    ///
    /// ## Use instead
    /// `fact = "fund_income"`
    pub static UNKNOWN_CONCEPT = {
        name: "unknown-concept",
        code: "FACT004",
        title: "不认识的概念",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds references with a dimension that the concept does not have.
    ///
    /// ## Why is this bad
    /// The figure would never meet the others of its kind.
    ///
    /// ## Example
    /// `fund_income[town=a]`, when fund income is not kept by town.
    ///
    /// ## Use instead
    /// A dimension that the concept lists, or none.
    pub static UNKNOWN_DIMENSION = {
        name: "unknown-dimension",
        code: "FACT005",
        title: "概念没有这个维度",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds references to members that are not in the code list of their dimension.
    ///
    /// ## Why is this bad
    /// A mistyped member would be left out of every total.
    ///
    /// ## Example
    /// `fund_income[stage=bugdet]`
    ///
    /// ## Use instead
    /// `fund_income[stage=budget]`
    pub static UNKNOWN_MEMBER = {
        name: "unknown-member",
        code: "FACT006",
        title: "代码表里没有这个成员",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds texts that do not name a fact.
    ///
    /// ## Why is this bad
    /// Nobody can say which figure is meant.
    ///
    /// ## Example
    /// `fact = "fund_income[stage]"`
    ///
    /// ## Use instead
    /// `fact = "fund_income[stage=budget]"`
    pub static REFERENCE_NOT_READ = {
        name: "reference-not-read",
        code: "FACT007",
        title: "事实的写法读不懂",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds values that are no printed figure: no digits, no unit, commas in the wrong place.
    ///
    /// ## Why is this bad
    /// 165.00 may be yuan or ten thousand yuan; a figure carries its unit.
    ///
    /// ## Example
    /// `value = "165.00"`
    ///
    /// ## Use instead
    /// `value = "165.00万元"`
    pub static FIGURE_NOT_READ = {
        name: "figure-not-read",
        code: "FACT008",
        title: "数值读不懂",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds values in another unit than their concept, and formulas whose units do not fit:
    /// a percentage where money is expected.
    ///
    /// ## Why is this bad
    /// Such a figure is either in the wrong place or mistyped.
    ///
    /// ## Example
    /// `{ fact = "fund_income", value = "100.64%" }`
    ///
    /// ## Use instead
    /// `{ fact = "fund_income_completion_rate", value = "100.64%" }`
    pub static UNIT_MISMATCH = {
        name: "unit-mismatch",
        code: "FACT009",
        title: "单位不符",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds facts that are declared more than once.
    ///
    /// ## Why is this bad
    /// Of two values one is wrong; of two equal ones one is forgotten at the next change.
    ///
    /// ## Example
    /// Two entries `fact = "enrolled_persons"`.
    ///
    /// ## Use instead
    /// One entry with all places: `place = ["L12", "L34"]`.
    pub static FACT_DECLARED_TWICE = {
        name: "fact-declared-twice",
        code: "FACT010",
        title: "事实重复申报",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds declared figures that do not follow from the facts they rest on, beyond what rounding
    /// allows. A printed figure stands for all values that round to it; the rule speaks only when
    /// no true values fit.
    ///
    /// ## Why is this bad
    /// One of the figures is wrong, and the reader cannot know which.
    ///
    /// ## Example
    /// 50,000 persons at 35.00 yuan, and a planned amount of 165.00万元.
    ///
    /// ## Use instead
    /// 175.00万元; or find the input that is wrong. A difference in somebody else's published text
    /// can be accepted by name, with a reason, in `accepted.toml`.
    pub static DECLARED_DIFFERS_FROM_DERIVED = {
        name: "declared-differs-from-derived",
        code: "FACT011",
        title: "申报数与推算数不符",
        level: Error,
        status: Stable("0.1.0"),
        acceptable: true,
    }
}

declare_rule! {
    /// ## What it does
    /// Finds formulas that come back to the fact they are to derive.
    ///
    /// ## Why is this bad
    /// A figure that rests on itself has no origin.
    ///
    /// ## Example
    /// `a` is the sum of `b` and `c`, and `b` is the difference of `a` and `c`, and none of them is
    /// declared.
    ///
    /// ## Use instead
    /// Declare one of them, with its source.
    pub static CYCLIC_FORMULA = {
        name: "cyclic-formula",
        code: "FACT012",
        title: "公式循环",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds facts that a template, an indicator or a command asks for and that are neither
    /// declared nor derivable.
    ///
    /// ## Why is this bad
    /// The report would have a hole.
    ///
    /// ## Example
    /// A template prints the months payable, and the book has no accumulated balance.
    ///
    /// ## Use instead
    /// Declare the missing input that the finding names.
    pub static MISSING_FACT = {
        name: "missing-fact",
        code: "FACT013",
        title: "缺少事实",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds declared facts without a source or place.
    ///
    /// ## Why is this bad
    /// Nobody can walk from the printed figure to where it came from.
    ///
    /// ## Example
    /// `{ fact = "fund_income", value = "70,325.02万元" }`
    ///
    /// ## Use instead
    /// `{ fact = "fund_income", value = "70,325.02万元", place = "表1第3行" }`, and `source = "…"`
    /// at the head of the file.
    pub static FACT_WITHOUT_SOURCE = {
        name: "fact-without-source",
        code: "FACT014",
        title: "事实没有出处",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds rates of nothing that were declared as a number: 0 of 0 printed as 0 %.
    ///
    /// ## Why is this bad
    /// A budget of nothing cannot be completed to any percentage; "0 %" says that nothing was done.
    ///
    /// ## Example
    /// `{ fact = "completion_rate[item=abroad]", value = "0%" }` with budget and expenditure of 0.
    ///
    /// ## Use instead
    /// Leave the rate out; it is printed as —.
    pub static RATE_OF_NOTHING = {
        name: "rate-of-nothing",
        code: "FACT015",
        title: "零除以零写成了比率",
        level: Warning,
        status: Stable("0.1.0"),
        acceptable: true,
    }
}

declare_rule! {
    /// ## What it does
    /// Finds calculations that leave the range of exact numbers.
    ///
    /// ## Why is this bad
    /// A wrapped number would be a lie; the calculation stops instead.
    ///
    /// ## Example
    /// A product of two amounts of money with twenty digits each.
    ///
    /// ## Use instead
    /// Look for an input with digits too many.
    pub static VALUE_TOO_LARGE = {
        name: "value-too-large",
        code: "FACT016",
        title: "数值过大",
        level: Error,
        status: Stable("0.1.0"),
    }
}
