//! What a figure in running text counts or measures.

use yz_units::Scale;

/// What a figure counts or measures. Measure words that no rule knows by name keep their word, so
/// that like is only compared with like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Measure {
    /// 元.
    Yuan,
    /// 元/人, 每人…元: a rate a head.
    YuanPerPerson,
    /// %.
    Percent,
    /// ‰.
    Permille,
    /// 个百分点.
    Points,
    /// 倍.
    Multiple,
    /// 分, marks of a score.
    Marks,
    /// 人, 名 persons.
    Persons,
    /// 人次.
    Visits,
    /// 个月.
    Months,
    /// A part of a proportion such as 6.0:46.9:47.1.
    Proportion,
    /// Any other measure word.
    Word(&'static str),
    /// No unit is printed.
    Bare,
}

impl Measure {
    /// Whether amounts in it can be added up.
    pub(crate) fn adds_up(self) -> bool {
        !matches!(
            self,
            Self::Percent
                | Self::Permille
                | Self::Points
                | Self::Multiple
                | Self::YuanPerPerson
                | Self::Bare
                | Self::Proportion
        )
    }

    /// Whether whole numbers of it are counted and not rounded.
    pub(crate) fn is_counted(self) -> bool {
        matches!(self, Self::Persons | Self::Visits | Self::Marks | Self::YuanPerPerson)
            || matches!(self, Self::Word(word) if !MEASURED.contains(&word))
    }
}

/// Words for what is measured and therefore rounded.
const MEASURED: &[&str] = &[
    "亩",
    "公顷",
    "平方米",
    "平方公里",
    "平方千米",
    "立方米",
    "公里",
    "千米",
    "米",
    "吨",
    "公斤",
    "千克",
    "千瓦时",
    "千瓦",
    "升",
    "小时",
    "岁",
    "天",
    "年",
    "美元",
    "吨标准煤",
];

/// Measure words, the longer before those that they begin with.
const WORDS: &[&str] = &[
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "吨标准煤",
    "千瓦时",
    "千瓦",
    "公顷",
    "公里",
    "公斤",
    "千克",
    "千米",
    "人次",
    "批次",
    "例次",
    "户次",
    "辆次",
    "场次",
    "人天",
    "床日",
    "小时",
    "分钟",
    "美元",
    "欧元",
    "港元",
    "个月",
    "项目",
    "台（套）",
    "台套",
    "个",
    "家",
    "次",
    "户",
    "件",
    "起",
    "例",
    "条",
    "份",
    "辆",
    "台",
    "套",
    "张",
    "所",
    "座",
    "处",
    "只",
    "头",
    "匹",
    "株",
    "亩",
    "吨",
    "米",
    "升",
    "克",
    "度",
    "岁",
    "天",
    "日",
    "年",
    "周",
    "级",
    "类",
    "种",
    "门",
    "部",
    "本",
    "册",
    "期",
    "届",
    "场",
    "项",
    "批",
    "笔",
    "宗",
    "艘",
    "架",
    "颗",
    "片",
    "幅",
    "篇",
    "枚",
    "支",
    "队",
    "位",
    "间",
    "层",
    "对",
    "组",
    "班",
    "口",
    "床",
    "床位",
];

/// A unit found behind a number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) measure: Measure,
    pub(crate) scale: Scale,
    /// How much more than the scale the unit is worth: 千元 and 百元.
    pub(crate) tens: u8,
    /// Bytes of scale and unit.
    pub(crate) len: usize,
}

/// Reads scale and unit at the beginning of `rest`.
pub(crate) fn read(rest: &str) -> Found {
    let (scale, scale_len) = read_scale(rest);
    let after = rest.get(scale_len..).unwrap_or("");
    let found = |measure, unit_len: usize| Found {
        measure,
        scale,
        tens: 0,
        len: scale_len.saturating_add(unit_len),
    };
    let Some(first) = after.chars().next() else { return found(Measure::Bare, 0) };
    match first {
        '元' => {
            for per in ["元/人/年", "元/人·年", "元/人年", "元/人/月", "元/人"] {
                if after.starts_with(per) && !after.starts_with("元/人次") {
                    return found(Measure::YuanPerPerson, per.len());
                }
            }
            if after.starts_with("元/") {
                return found(Measure::Word("元/"), "元".len());
            }
            found(Measure::Yuan, "元".len())
        }
        '千' | '百' if after.get('千'.len_utf8()..).is_some_and(|tail| tail.starts_with('元')) =>
        {
            let tens = if first == '千' { 3 } else { 2 };
            Found { tens, ..found(Measure::Yuan, "千元".len()) }
        }
        '%' => found(Measure::Percent, 1),
        '‰' => found(Measure::Permille, "‰".len()),
        '个' if after.starts_with("个百分点") => found(Measure::Points, "个百分点".len()),
        '百' if after.starts_with("百分点") => found(Measure::Points, "百分点".len()),
        '个' if after.starts_with("个月") => found(Measure::Months, "个月".len()),
        '倍' => found(Measure::Multiple, "倍".len()),
        '分' if !after.starts_with("分钟") && !after.starts_with("分之") => {
            found(Measure::Marks, "分".len())
        }
        '人' if after.starts_with("人次") => found(Measure::Visits, "人次".len()),
        '人' if after.starts_with("人天") => found(Measure::Word("人天"), "人天".len()),
        '人' => found(Measure::Persons, "人".len()),
        '名' => found(Measure::Persons, "名".len()),
        _ => match WORDS.iter().find(|word| after.starts_with(**word)) {
            Some(word) => found(Measure::Word(word), word.len()),
            None => found(Measure::Bare, 0),
        },
    }
}

fn read_scale(rest: &str) -> (Scale, usize) {
    for (word, scale) in [("万", Scale::TenThousand), ("亿", Scale::HundredMillion)] {
        if rest.starts_with(word) {
            return (scale, word.len());
        }
    }
    (Scale::One, 0)
}
