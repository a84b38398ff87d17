//! What a figure measures, as a phrase; and whether two phrases mean the same quantity.
#![expect(clippy::arithmetic_side_effects, reason = "offsets within one phrase")]

use crate::words::Words;

/// Words at the end of a lead that are no part of what is measured.
const TAILS: &[&str] = &[
    "为",
    "达",
    "达到",
    "是",
    "共",
    "约",
    "近",
    "共计",
    "完成",
    "实现",
    "累计",
    "合计",
    "各",
    "计",
    "有",
    "占",
    "数为",
    "≥",
    "≤",
    "不少于",
    "不低于",
    "不超过",
    "：",
    "“",
    "”",
    "超过",
    "已",
    "的",
];

/// Words at the beginning that say when, where or how it is told.
const FRONTS: &[&str] = &[
    "其中",
    "全年",
    "当年",
    "年末",
    "本年度",
    "全省",
    "全市",
    "全县",
    "全区",
    "全国",
    "我市",
    "我县",
    "按照",
    "按",
    "根据",
    "我区",
    "我省",
    "我局",
    "截至",
    "到",
    "共",
    "实际",
    "累计",
    "另",
    "另外",
    "同时",
    "以及",
    "和",
    "及",
    "已",
    "：",
    "，",
    "“",
    "”",
];

/// Words that begin a comparison; what stands in front of them is the subject.
const COMPARISONS: &[&str] = &[
    "比上", "比去", "比年", "比2", "比1", "比同", "比预", "较上", "较去", "较年", "较2", "较同",
    "较预", "同比", "环比", "与上", "与2", "与去", "相比", "增加", "减少", "增长", "下降", "增收",
    "减收", "提高", "上升", "回落", "降低", "占", "完成", "低于", "高于", "净增", "减支", "增支",
    "多", "少", "增", "减", "降",
];

/// What an amount measures: the lead without the time in front and the verb behind.
pub(crate) fn subject_of(lead: &str) -> &str {
    let mut words = lead;
    loop {
        let before = words.len();
        words = without_number(without_year(words));
        // 累计结余 is another quantity than 当年结余.
        if words.starts_with("累计结") {
            break;
        }
        if let Some(rest) = FRONTS.iter().find_map(|front| words.strip_prefix(front)) {
            words = rest;
        }
        if words.len() == before {
            break;
        }
    }
    while let Some(rest) = TAILS.iter().find_map(|tail| words.strip_suffix(tail)) {
        if words.ends_with("总计") {
            break;
        }
        words = rest;
    }
    words
}

/// Takes `2022年`, `2022年度`, `2023统筹年度` and `12月底` from the front.
fn without_year(words: &str) -> &str {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == words.len() {
        return words;
    }
    for unit in ["年末", "年度", "年初", "年底", "年", "统筹年度", "月末", "月底", "月", "日"]
    {
        if let Some(rest) = rest.strip_prefix(unit) {
            return rest;
        }
    }
    words
}

/// Takes the number of an item from the front: `1.`, `2、`, `（3）`.
fn without_number(words: &str) -> &str {
    let digit = |c: char| c.is_ascii_digit();
    let open = words.strip_prefix('（');
    let rest = open.unwrap_or(words).trim_start_matches(digit);
    let sign = if open.is_some() { &['）'][..] } else { &['.', '、', '）'][..] };
    let numbered = words.starts_with(digit) || open.is_some_and(|words| words.starts_with(digit));
    let item = rest.strip_prefix(sign).filter(|item| numbered && !item.starts_with(digit));
    item.unwrap_or(words)
}

/// The subject that the lead of a change or share names itself: 公务接待费支出决算 in
/// 公务接待费支出决算比2021年增加; empty when it says only how much.
pub(super) fn own_subject(lead: &str) -> &str {
    let end = COMPARISONS.iter().filter_map(|word| lead.first(word)).min().unwrap_or(lead.len());
    let words = subject_of(lead.get(..end).unwrap_or(""));
    words.without_end("决算数").trim_end_matches('数')
}

/// Whether the lead of a change names something else than `subject`: 基金支出增长 behind persons.
pub(crate) fn is_of_another(lead: &str, subject: &str) -> bool {
    let own = own_subject(lead);
    !is_generic(own) && !alike(own, subject)
}

/// Endings that a name may have or not.
const ENDINGS: &[&str] = &[
    "支出决算数",
    "支出决算",
    "决算数",
    "决算",
    "预算数",
    "支出",
    "收入",
    "费",
    "经费",
    "资金",
    "金额",
    "总额",
];

/// Whether words name nothing in particular: 支出决算, 资金, 总额.
pub(crate) fn is_generic(words: &str) -> bool {
    const GENERIC: &[&str] = &[
        "支出决算",
        "收入决算",
        "决算",
        "支出",
        "收入",
        "资金",
        "金额",
        "总额",
        "总数",
        "人数",
        "数量",
        "合计",
        "总计",
        "收支",
        "本年",
        "全年",
        "分别",
        "均",
        "比重",
        "占比",
        "总量",
        "其",
        "项目",
        "实际",
        "经费",
        "预算",
        "决算数",
        "预算数",
        "执行",
        "结余",
        "补助",
        "增加额",
        "增量",
        "",
    ];
    words.chars().count() < 2 || GENERIC.contains(&words)
}

/// Whether two subjects mean the same quantity: equal, or one within the other after what says
/// nothing (支出决算, 经费) is left out.
pub(crate) fn alike(one: &str, other: &str) -> bool {
    if one.is_empty() || other.is_empty() {
        return false;
    }
    if one == other {
        return true;
    }
    let (bare, other_bare) = (core(one), core(other));
    let short = bare.len().min(other_bare.len());
    let within = bare.has(other_bare) || other_bare.has(bare);
    if short < '支'.len_utf8() * 2 || !within {
        return false;
    }
    let flow = |words: &str| (words.has("收入"), words.has("支出"));
    let left = |words: &str| words.has("结余") || words.has("结存");
    match (flow(one), flow(other)) {
        ((true, false), (false, true)) | ((false, true), (true, false)) => return false,
        ((true, _) | (_, true), (false, false)) if left(other) && !left(one) => return false,
        ((false, false), (true, _) | (_, true)) if left(one) && !left(other) => return false,
        _ => {}
    }
    one.has("进出口") == other.has("进出口")
        && ![one, other, bare, other_bare].into_iter().any(is_generic)
}

/// A subject without every ending that a name may have or not: what two mentions of one quantity
/// share.
pub(crate) fn canonical(words: &str) -> &str {
    let mut name = words.trim_matches(['“', '”', '"', '（', '）']).without_start("本年");
    while let Some(rest) = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)) {
        if rest.chars().count() < 2 {
            break;
        }
        name = rest;
    }
    name
}

/// Whether two subjects are alike, or most of their characters are the same.
pub(crate) fn similar(one: &str, other: &str) -> bool {
    if one.is_empty() || other.is_empty() || is_generic(one) || is_generic(other) {
        return false;
    }
    if alike(one, other) {
        return true;
    }
    let shared = one.chars().filter(|c| other.contains(*c)).count();
    let all = one.chars().count() + other.chars().count();
    8 <= all && all * 3 <= shared * 10
}

fn core(words: &str) -> &str {
    let mut core = words.without_start("本年").without_start("财政拨款");
    for ending in ENDINGS {
        if let Some(rest) = core.strip_suffix(ending)
            && '支'.len_utf8() * 2 <= rest.len()
        {
            core = rest;
            break;
        }
    }
    if core.is_empty() { words } else { core }
}

#[cfg(test)]
mod tests {
    use super::{alike, own_subject, subject_of};

    #[test]
    fn the_subject_is_what_is_measured() {
        assert_eq!(subject_of("2022年本年收入合计"), "本年收入");
        assert_eq!(subject_of("2023统筹年度城乡居民医保参保人数"), "城乡居民医保参保人数");
        assert_eq!(subject_of("累计结余为"), "累计结余");
    }

    #[test]
    fn a_change_may_name_its_subject() {
        assert_eq!(own_subject("公务接待费支出决算比2021年增加"), "公务接待费支出决算");
        assert_eq!(own_subject("同比减少"), "");
        assert_eq!(own_subject("比上年同期减少"), "");
    }

    #[test]
    fn names_with_and_without_what_says_nothing_are_alike() {
        assert!(alike("公务接待费支出决算", "公务接待费支出"));
        assert!(alike("一般公共预算财政拨款支出", "一般公共预算财政拨款支出"));
        assert!(!alike("公务接待费", "会议费"));
        assert!(!alike("财政拨款收入", "财政拨款支出"));
    }
}
