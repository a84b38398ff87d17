//! `confused-characters`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::{after, before, clause_after, clause_before};
use crate::needles::Needles;
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::words::Words;

declare_rule! {
    /// ## What it does
    /// Finds words that are written with a character that sounds or looks like the right one, from
    /// the lists that proofreaders of official writing use: 布署 for 部署, 帐户 for 账户, 所至 for
    /// 所致 at the end of a reason, 截止 for 截至 before a date.
    ///
    /// A word counts only where no two other words can meet in it: 公布署名 holds 布署, and is
    /// right.
    ///
    /// ## Why is this bad
    /// Some of the wrong words mean something else: a list that is 截止 on a day is closed, one
    /// that counts 截至 a day is not.
    ///
    /// ## Example
    /// `主要原因是各级专项补助增加所至。`
    ///
    /// ## Use instead
    /// `主要原因是各级专项补助增加所致。`
    pub static CONFUSED_CHARACTERS = {
        name: "confused-characters",
        code: "FORM004",
        title: "易混字误用",
        why_zh: "有的错字会改变意思，如“截止”与“截至”",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// A wrong word, the right one, and the characters before and after which it is none.
type Confusion = (&'static str, &'static str, &'static str, &'static str);

/// What a word list decides; `tests` keep it in the order of [`NEEDLES`].
const SURE: &[Confusion] = &[
    ("布署", "部署", "发公颁宣刊配", "名"),
    ("部暑", "部署", "干", "期假运热"),
    ("按装", "安装", "", "机修配置载卸潢备箱订束饰质"),
    ("己经", "已经", "自知", ""),
    ("己完成", "已完成", "自", ""),
    ("自已的", "自己的", "来", ""),
    ("即然", "既然", "定立当", ""),
    ("惯彻", "贯彻", "", ""),
    ("措失", "措施", "举", "良"),
    ("再接再励", "再接再厉", "", ""),
    ("一如继往", "一如既往", "", ""),
    ("按步就班", "按部就班", "", ""),
    ("因地治宜", "因地制宜", "", ""),
    ("迫不急待", "迫不及待", "", ""),
    ("不径而走", "不胫而走", "", ""),
    ("一愁莫展", "一筹莫展", "", ""),
    ("鼎立支持", "鼎力支持", "", ""),
    ("鼎立相助", "鼎力相助", "", ""),
    ("默守成规", "墨守成规", "", ""),
    ("以身作责", "以身作则", "", ""),
    ("融汇贯通", "融会贯通", "", ""),
    ("坚苦奋斗", "艰苦奋斗", "", ""),
    ("竞竞业业", "兢兢业业", "", ""),
    ("责无旁代", "责无旁贷", "", ""),
    ("再所难免", "在所难免", "", ""),
    ("不记其数", "不计其数", "", ""),
    ("首曲一指", "首屈一指", "", ""),
    ("入不付出", "入不敷出", "", ""),
    ("幅射", "辐射", "大", "线線击门"),
    ("辐员", "幅员", "", ""),
    ("松驰", "松弛", "", ""),
    ("急燥", "急躁", "", ""),
    ("震憾", "震撼", "", ""),
    ("针炙", "针灸", "", ""),
    ("时侯", "时候", "", ""),
    ("气侯", "气候", "", ""),
    ("侯选人", "候选人", "", ""),
    ("复盖", "覆盖", "批恢修回答重反", "章印公了"),
    ("防犯", "防范", "预谨", "罪"),
    ("拔付", "拨付", "选提插", ""),
    ("财政拔款", "财政拨款", "", ""),
    ("津帖", "津贴", "", ""),
    ("扶恤", "抚恤", "", ""),
    ("瞻养", "赡养", "", ""),
    ("峻工", "竣工", "严险冷陡高", ""),
    ("簿弱", "薄弱", "", ""),
    ("园满完成", "圆满完成", "", ""),
    ("收支平横", "收支平衡", "", ""),
    ("收人支出", "收入支出", "招接吸", ""),
    ("收人预算", "收入预算", "招接吸", ""),
    ("收人决算", "收入决算", "招接吸", ""),
];

/// Older spellings and words that are right elsewhere.
const DOUBTFUL: &[Confusion] = &[
    ("帐户", "账户", "", ""),
    ("帐目", "账目", "", ""),
    ("帐簿", "账簿", "", ""),
    ("帐务", "账务", "", ""),
    ("账薄", "账簿", "", ""),
    ("记帐", "记账", "", "篷"),
    ("结帐", "结账", "", ""),
    ("转帐", "转账", "", ""),
    ("台帐", "台账", "", ""),
    ("对帐", "对账", "", "篷"),
    ("坏帐", "坏账", "", "篷"),
    ("签定", "签订", "标便书", "点时期额于义位价制向居"),
];

static NEEDLES: Needles = Needles::new(&[
    "布署",
    "部暑",
    "按装",
    "己经",
    "己完成",
    "自已的",
    "即然",
    "惯彻",
    "措失",
    "再接再励",
    "一如继往",
    "按步就班",
    "因地治宜",
    "迫不急待",
    "不径而走",
    "一愁莫展",
    "鼎立支持",
    "鼎立相助",
    "默守成规",
    "以身作责",
    "融汇贯通",
    "坚苦奋斗",
    "竞竞业业",
    "责无旁代",
    "再所难免",
    "不记其数",
    "首曲一指",
    "入不付出",
    "幅射",
    "辐员",
    "松驰",
    "急燥",
    "震憾",
    "针炙",
    "时侯",
    "气侯",
    "侯选人",
    "复盖",
    "防犯",
    "拔付",
    "财政拔款",
    "津帖",
    "扶恤",
    "瞻养",
    "峻工",
    "簿弱",
    "园满完成",
    "收支平横",
    "收人支出",
    "收人预算",
    "收人决算",
    "帐户",
    "帐目",
    "帐簿",
    "帐务",
    "账薄",
    "记帐",
    "结帐",
    "转帐",
    "台帐",
    "对帐",
    "坏帐",
    "签定",
    "所至",
    "截止",
    "既使",
]);

/// What makes 所至 the end of a reason.
static CAUSES: Needles = Needles::new(&[
    "原因", "由于", "因为", "因", "增加", "减少", "下降", "上升", "增长", "提高", "降低", "影响",
    "造成", "导致",
]);

/// What follows 截止 where a day is meant up to which something was counted.
const DAYS: [&str; 12] = [
    "目前", "当前", "今年", "本年", "去年", "上年", "年末", "年底", "月末", "月底", "本月", "评价",
];

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in &reading.paragraphs {
        let plain = paragraph.plain.as_str();
        for (at, number) in NEEDLES.find_in(paragraph) {
            let wrong = NEEDLES.word(number);
            let end = at.saturating_add(wrong.len());
            let Some((right, level)) = judge(plain, at..end, number) else { continue };
            notes.find(
                &CONFUSED_CHARACTERS,
                level,
                paragraph.span(at..end),
                words!("“{wrong}”应为“{right}”", "{wrong} should be {right}"),
                words!("改为“{right}”", "write {right}"),
            );
        }
    }
}

fn judge(
    plain: &str,
    word: std::ops::Range<usize>,
    number: usize,
) -> Option<(&'static str, Level)> {
    let doubtful = number.checked_sub(SURE.len());
    let (confusion, level) = match doubtful {
        None => (SURE.get(number), Level::Error),
        Some(number) => (DOUBTFUL.get(number), Level::Warning),
    };
    if let Some((_, right, not_after, not_before)) = confusion {
        let last = before(plain, word.start).is_some_and(|c| not_after.contains(c));
        let next = after(plain, word.end).is_some_and(|c| not_before.contains(c));
        return (!last && !next).then_some((right, level));
    }
    let rest = plain.get(word.end..).unwrap_or("");
    match NEEDLES.word(number) {
        "所至" => {
            let ends = rest.is_empty() || rest.starts_with(['。', '；', '，', '）']);
            let clause = clause_before(plain, word.start, &['。', '；']);
            (ends && CAUSES.is_in(clause)).then_some(("所致", Level::Error))
        }
        "截止" => {
            let year = rest.bytes().take_while(u8::is_ascii_digit).count();
            let dated = (1..=4).contains(&year)
                && rest.get(year..).is_some_and(|rest| rest.starts_with(['年', '月']));
            let day = dated || DAYS.iter().any(|day| rest.starts_with(day));
            // 报名于…截止 and 截止2022年… after a colon say when something closed.
            let closes = before(plain, word.start).is_some_and(|c| matches!(c, '名' | '标' | '交'));
            (day && !closes).then_some(("截至", Level::Warning))
        }
        "既使" => {
            let clause = clause_after(plain, word.end, &['。', '；']);
            let concedes = clause.contains('也') || clause.has("仍");
            (concedes && !clause.contains(['又', '且'])).then_some(("即使", Level::Warning))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{DOUBTFUL, NEEDLES, SURE};

    #[test]
    fn the_list_that_is_searched_is_the_list_that_is_judged() {
        for (number, confusion) in SURE.iter().chain(DOUBTFUL).enumerate() {
            assert_eq!(NEEDLES.word(number), confusion.0);
            assert!(!confusion.1.contains(confusion.0));
        }
    }
}
