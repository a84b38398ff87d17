//! `entity-of-other-level`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::before;
use crate::needles::Needles;
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Finds 县级财政, 县政府 … in the report of an office of a district (区), and 区级财政, 区政府
    /// … in that of a county. Whose report it is says a line that is nothing but the name of an
    /// office.
    ///
    /// 县（市、区）, 区县, lists of levels, and names of other counties are none.
    ///
    /// ## Why is this bad
    /// The words were left from a template, and the reader is told that another government pays.
    ///
    /// ## Example
    /// `县级财政给予配套资金` in a report of `钟山区医疗保障局`
    ///
    /// ## Use instead
    /// `区级财政给予配套资金`
    pub static ENTITY_OF_OTHER_LEVEL = {
        name: "entity-of-other-level",
        code: "NAME005",
        title: "行政层级称谓与报告单位不符",
        why_zh: "这是模板留下的词，读者会以为是另一级政府出钱",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

/// What only a county has, and what only a district has, in the same order.
static COUNTY: Needles = Needles::new(&[
    "县级财政",
    "县级配套",
    "县级预算",
    "县级补助",
    "县财政",
    "县人民政府",
    "县政府",
    "县医保局",
    "县医疗保障局",
]);
static DISTRICT: Needles = Needles::new(&[
    "区级财政",
    "区级配套",
    "区级预算",
    "区级补助",
    "区财政",
    "区人民政府",
    "区政府",
    "区医保局",
    "区医疗保障局",
]);

/// Offices that publish reports.
const OFFICES: [&str; 8] =
    ["医疗保障局", "财政局", "民政局", "社会保障局", "人民政府", "卫生健康局", "审计局", "教育局"];

/// What may stand before the own 县 or 区: the beginning of a sentence, and words that govern it.
const GOVERNING: &str = "。；，：“（向由经报对给从至到与为在使";

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    let mut level = None;
    for paragraph in &reading.paragraphs {
        let Some(own) = level_of_office(&paragraph.plain) else { continue };
        if level.is_some_and(|level| level != own) {
            // Two offices of two levels: nothing is known.
            return;
        }
        level = Some(own);
    }
    let (needles, own, own_en) = match level {
        Some('区') => (&COUNTY, '区', "a district"),
        Some('县') => (&DISTRICT, '县', "a county"),
        _ => return,
    };
    for paragraph in &reading.paragraphs {
        let plain = paragraph.plain.as_str();
        for (at, number) in needles.find_in(paragraph) {
            if before(plain, at).is_some_and(|c| !GOVERNING.contains(c)) {
                continue;
            }
            let found = needles.word(number);
            let other = if own == '区' { DISTRICT.word(number) } else { COUNTY.word(number) };
            notes.find(
                &ENTITY_OF_OTHER_LEVEL,
                Level::Warning,
                paragraph.span(at..at.saturating_add(found.len())),
                words!(
                    "报告单位属于{own}，此处写“{found}”",
                    "the report is by an office of {own_en}, and here stands {found}"
                ),
                words!("核对层级，应为“{other}”", "check the level; {other} is expected"),
            );
        }
    }
}

/// 县 or 区, from a line that is nothing but the name of an office.
fn level_of_office(plain: &str) -> Option<char> {
    // A line of thirty characters at most, three bytes each.
    if 90 < plain.len() {
        return None;
    }
    let name = plain.trim_start_matches('（').trim_end_matches('）');
    let name = match name.rsplit_once('：') {
        Some((label, name)) if label.ends_with("部门") || label.ends_with("单位") => name,
        Some(_) => return None,
        None => name,
    };
    let office = OFFICES.iter().find_map(|office| name.strip_suffix(office))?;
    let place = office.strip_suffix("人力资源和").unwrap_or(office);
    let level = place.chars().next_back().filter(|c| matches!(c, '县' | '区'))?;
    // 自治区 and 开发区 are districts of other kinds.
    let other = ["自治区", "开发区", "高新区", "新区", "地区", "区县", "县区"];
    let marks = place.contains(['，', '。', '、', '的', '向', '由']);
    (!marks && !other.iter().any(|end| place.ends_with(end))).then_some(level)
}
