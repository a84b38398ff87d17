//! What a figure does in its sentence, told from the words that lead up to it.

use super::measure::Measure;
use crate::words::Words;

/// What a figure does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// It measures something by itself: 收入5996.78万元.
    Amount,
    /// The base that a share or rate is of: 占年初预算60999万元的.
    Base,
    /// A share of something: 占88.24%.
    Share,
    /// How much of a budget or target was done: 完成预算的100.64%.
    Completion,
    /// By how much something changed, in its own unit: 比上年增加69.42万元.
    Change(Direction),
    /// By how many percent something changed: 增长145.30%.
    ChangeRate(Direction),
    /// By how many points a rate changed or differs: 提高5个百分点.
    ChangePoints(Direction),
    /// What something is compared with: 低于95%.
    Standard(Direction),
    /// What something came from: 由A增加到B.
    From,
    /// A rate that stands by itself: 参保率97%.
    Rate,
    /// Marks gained: 得5分.
    MarksGained,
    /// Marks taken off: 扣4分.
    MarksLost,
    /// Marks added: 加5分.
    MarksAdded,
    /// Marks that can be had: 满分10分.
    MarksFull,
}

/// More or less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    /// More.
    Up,
    /// Less.
    Down,
}

/// Words for more and less; they stand right in front of the figure.
const VERBS: &[(&str, Direction)] = &[
    ("负增长", Direction::Down),
    ("增加", Direction::Up),
    ("增长", Direction::Up),
    ("增收", Direction::Up),
    ("增支", Direction::Up),
    ("增产", Direction::Up),
    ("净增", Direction::Up),
    ("上升", Direction::Up),
    ("上涨", Direction::Up),
    ("提高", Direction::Up),
    ("提升", Direction::Up),
    ("增幅", Direction::Up),
    ("增速", Direction::Up),
    ("增长率", Direction::Up),
    ("同比增", Direction::Up),
    ("扩大", Direction::Up),
    ("多", Direction::Up),
    ("增", Direction::Up),
    ("减少", Direction::Down),
    ("下降", Direction::Down),
    ("减收", Direction::Down),
    ("减支", Direction::Down),
    ("减产", Direction::Down),
    ("缩小", Direction::Down),
    ("收窄", Direction::Down),
    ("净减", Direction::Down),
    ("降低", Direction::Down),
    ("回落", Direction::Down),
    ("缩减", Direction::Down),
    ("压减", Direction::Down),
    ("降幅", Direction::Down),
    ("下跌", Direction::Down),
    ("少", Direction::Down),
    ("降", Direction::Down),
    ("减", Direction::Down),
];

/// Words that stand between a verb and its figure and change nothing.
const FILLERS: &[&str] = &[
    "了", "约", "近", "各", "额", "为", "达", "达到", "幅度", "比例", "比率", "合计", "共", "超过",
    "-", "超",
];

/// The role of a figure from the words in front of it and its measure. The figure before it stands
/// right in front of the words when `joined`.
pub(super) fn role(lead: &str, measure: Measure, joined: bool) -> Role {
    let words = trimmed(lead);
    if measure == Measure::Marks {
        return marks(words);
    }
    if let Some(standard) = standard(lead) {
        return standard;
    }
    let direction = verb(words);
    match (measure, direction) {
        (Measure::Points, _) => {
            Role::ChangePoints(direction.or_else(|| beside(words)).unwrap_or(Direction::Up))
        }
        (Measure::Percent | Measure::Permille, Some(direction)) => Role::ChangeRate(direction),
        (Measure::Percent | Measure::Permille, None) => percent(words, joined),
        (_, Some(direction)) => Role::Change(direction),
        (_, None) if is_from(words) => Role::From,
        (_, None) => Role::Amount,
    }
}

/// The words without fillers at their end.
fn trimmed(lead: &str) -> &str {
    let mut words = lead;
    while let Some(rest) = FILLERS.iter().find_map(|filler| words.strip_suffix(filler)) {
        words = rest;
    }
    words
}

fn verb(words: &str) -> Option<Direction> {
    VERBS.iter().find(|(verb, _)| words.ends_with(verb)).map(|(_, direction)| *direction)
}

/// 高于 and 低于 somewhere in front of points.
fn beside(words: &str) -> Option<Direction> {
    match (words.has("低于"), words.has("高于")) {
        (true, false) => Some(Direction::Down),
        (false, true) => Some(Direction::Up),
        _ => None,
    }
}

/// 低于95%, 高于95%, 超过标准值95%: what is compared with.
fn standard(lead: &str) -> Option<Role> {
    let words = lead.without_end("标准值").without_end("目标值").without_end("的");
    for (word, direction) in [("低于", Direction::Down), ("高于", Direction::Up)] {
        let plain =
            words.ends_with(word) && !words.ends_with("不低于") && !words.ends_with("不高于");
        if plain {
            return Some(Role::Standard(direction));
        }
    }
    None
}

fn percent(words: &str, joined: bool) -> Role {
    let base = words.ends_with('的') || words.is_empty();
    if joined && base {
        // 占A的B% and 完成A的B%: what A is tells the role; it is settled with the figure before.
        return Role::Share;
    }
    if completion(words) {
        return Role::Completion;
    }
    let share = words.ends_with("比重") && !words.has("之比");
    if share || words.contains('占') {
        return Role::Share;
    }
    Role::Rate
}

/// Budgets of which a share is how much was done; any other, such as 支出总预算, has shares.
const PLAIN_BUDGETS: &[&str] = &[
    "年初预算",
    "预算",
    "调整预算",
    "全年预算",
    "年度预算",
    "调整后预算",
    "变动预算",
    "年计划",
    "计划",
    "目标",
    "任务",
];

/// Whether the words say how much of a budget or task was done.
pub(super) fn completion(words: &str) -> bool {
    let rate = [
        "执行率",
        "完成率",
        "到位率",
        "支付率",
        "支出率",
        "预算执行进度",
        "拨付率",
        "使用率",
        "支出进度",
    ];
    let of = words.trim_end_matches(['的', '数', '（', '）']);
    let share_of = of.rsplit_once('占').map(|(_, base)| base);
    if share_of.is_some_and(|base| !PLAIN_BUDGETS.contains(&base)) {
        return false;
    }
    let budget = of.ends_with("预算")
        || of.ends_with("计划")
        || of.ends_with("目标任务")
        || of.ends_with("目标")
        || of.ends_with("任务");
    let done = words.has("完成") || words.starts_with("为") || words.has("达到") || words.has("占");
    rate.iter().any(|rate| words.ends_with(rate)) || (budget && done)
}

fn is_from(words: &str) -> bool {
    let from = words.rfind('由').or_else(|| words.rfind('从'));
    from.is_some_and(|at| {
        let rest = words.get(at..).unwrap_or("");
        rest.chars().count() <= 8 && !rest.has("组成")
    })
}

fn marks(words: &str) -> Role {
    let ends = |list: &[&str]| list.iter().any(|word| words.ends_with(word));
    if ends(&["扣", "扣减", "扣除", "扣分", "共扣", "累计扣", "减", "累计扣分"]) {
        return Role::MarksLost;
    }
    if ends(&["加", "加分", "另加"]) {
        return Role::MarksAdded;
    }
    if ends(&["满分", "分值", "标准分", "权重", "基础分", "满分值"])
        || words.ends_with('以')
        || words == "总分"
    {
        return Role::MarksFull;
    }
    Role::MarksGained
}
