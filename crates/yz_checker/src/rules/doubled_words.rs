//! `doubled-words`.

use std::ops::Range;

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::{after, before, is_han};
use crate::needles::{Needles, width};
use crate::notebook::Notebook;
use crate::paragraph::Paragraph;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Finds a word that stands twice in a row where Chinese does not double words: 居民居民, 的的.
    /// Also a noun that stands directly before and after 等: 参保工作等工作.
    ///
    /// It is an error where the same words with the word once stand elsewhere in the text; else two
    /// names may have met (居民居民身份证), and it is a warning. Counting (一项一项) and words
    /// between quotation marks are none.
    ///
    /// ## Why is this bad
    /// A name that is written twice is another name to a search, and a slip of the hand makes
    /// readers doubt the figures beside it.
    ///
    /// ## Example
    /// `2022年城乡居民居民参保人数762218人`
    ///
    /// ## Use instead
    /// `2022年城乡居民参保人数762218人`
    pub static DOUBLED_WORDS = {
        name: "doubled-words",
        code: "FORM002",
        title: "词语重复",
        why_zh: "名称重写一遍就成了另一个名称，查不到；读者也会怀疑旁边的数字",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// Characters of the longest word that is looked for.
const LONGEST: usize = 8;

/// How often the whole text is searched for a word at most.
const SEARCHES: usize = 40;

/// Numerals and words that are doubled in good Chinese.
const COUNTING: &str = "一二三四五六七八九十百千万亿两几每半逐某多好很非越";

/// Nouns that both end a name and begin one, so that two of them may meet.
static JOINTS: Needles = Needles::new(&[
    "资金", "项目", "指标", "单位", "部门", "预算", "决算", "支出", "收入", "基金", "工程", "企业",
    "医院", "学校", "管理", "服务", "工作", "绩效", "评价", "目标", "任务", "成本", "效益", "质量",
    "数量", "机构", "人员", "系统", "平台", "信息", "数据", "制度", "政策", "标准", "产业", "经济",
    "社会", "文化", "技术", "产品", "设备", "教育", "发展", "建设", "安全", "财政", "补助", "补贴",
    "科技", "环境", "农业", "工业", "公司", "集团", "中心", "国家", "地方", "城市", "农村", "问题",
    "情况", "内容", "政府", "合同", "采购", "贷款", "债务", "债券", "投资", "资产", "税收", "保险",
    "卫生",
]);

/// Particles that never follow themselves, unless one of them belongs to another word: the
/// characters before and after which that is so.
const PARTICLES: [(&str, &str, &str); 6] = [
    ("的的", "目标靶鹄", "确士哥卡"),
    ("了了", "明除为终末未不得时", "解结却断事无望然账案"),
    ("和和", "共饱温总调缓平中谐柔暖随晴祥附唱应求间之", "平谐睦解气美善蔼约县田静顺林龙"),
    (
        "在在",
        "存所现内实潜外正好自旨",
        "于线建校职籍岗乎座读编册场世位施押役产研内外途学售办用租库案",
    ),
    ("与与", "参给赋授付干", "会其此时"),
    ("及及", "以普涉顾波提触", "时格早其物"),
];

static PARTICLE_WORDS: Needles = Needles::new(&["的的", "了了", "和和", "在在", "与与", "及及"]);

/// Nouns so wide that one of them is enough.
static ET_CETERA: Needles = Needles::new(&[
    "工作等工作",
    "情况等情况",
    "问题等问题",
    "方面等方面",
    "内容等内容",
    "任务等任务",
    "事项等事项",
    "措施等措施",
]);

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    let mut searches = SEARCHES;
    for paragraph in &reading.paragraphs {
        check_words(reading, paragraph, &mut searches, notes);
        for (at, word) in PARTICLE_WORDS.find_in(paragraph) {
            check_particle(paragraph, at, word, notes);
        }
        for (at, word) in ET_CETERA.find_in(paragraph) {
            let found = ET_CETERA.word(word);
            notes.find(
                &DOUBLED_WORDS,
                Level::Warning,
                paragraph.span(at..at.saturating_add(found.len())),
                words!(
                    "“等”的前后是同一个词：{found}",
                    "the same noun before and after 等: {found}"
                ),
                words!("删去其中一个", "take one of them out"),
            );
        }
    }
}

fn check_words(
    reading: &Reading<'_>,
    paragraph: &Paragraph,
    searches: &mut usize,
    notes: &mut Notebook,
) {
    let plain = paragraph.plain.as_str();
    let bytes = plain.as_bytes();
    let mut at = 0_usize;
    while let Some(&first) = bytes.get(at) {
        let found = if width(first) == 3 { doubled(bytes, at) } else { None };
        let word = found.and_then(|length| plain.get(at..at.saturating_add(length)));
        let Some(word) = word else {
            at = at.saturating_add(width(first));
            continue;
        };
        let place = at..at.saturating_add(word.len().saturating_mul(2));
        at = place.end;
        // In a table saved as text, columns with one heading stand beside each other.
        let span = paragraph.span(place.clone());
        if span.len() != place.len() || !is_slip(plain, place.clone(), word) {
            continue;
        }
        let joint = word.chars().count() == 2 && JOINTS.is_in(word);
        let sure = !joint && *searches != 0 && stands_once(reading, plain, place, word);
        *searches = searches.saturating_sub(1);
        notes.find(
            &DOUBLED_WORDS,
            if sure { Level::Error } else { Level::Warning },
            span,
            words!("“{word}”重复", "{word} stands twice"),
            words!("删去一个“{word}”", "take one of them out"),
        );
    }
}

/// The bytes of the longest word that begins here and follows itself.
fn doubled(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let (first, second) = (rest.get(2)?, rest.get(5)?);
    (2..=LONGEST).rev().map(|characters| characters.saturating_mul(3)).find(|&length| {
        // The last byte of a character tells most of them apart.
        rest.get(length.saturating_add(2)) == Some(first)
            && rest.get(length.saturating_add(5)) == Some(second)
            && rest.get(..length) == rest.get(length..length.saturating_mul(2))
    })
}

/// Whether Chinese does not double this word here.
fn is_slip(plain: &str, place: Range<usize>, word: &str) -> bool {
    let Some(first) = word.chars().next() else { return false };
    let same = word.chars().all(|c| c == first);
    if same || !word.chars().all(is_han) || word.contains(|c| COUNTING.contains(c)) {
        return false;
    }
    let quoted = before(plain, place.start).is_some_and(|c| matches!(c, '“' | '‘' | '《' | '「'));
    // A third time is a rhythm: names, and cheers.
    let again = plain.get(place.end..).is_some_and(|rest| rest.starts_with(word));
    let past = after(plain, place.end).is_some_and(|c| matches!(c, '看' | '吧' | '再'));
    !quoted && !again && !past
}

/// Whether the same words with the word once stand elsewhere in the text: what shows that it was
/// not two names that met.
fn stands_once(reading: &Reading<'_>, plain: &str, place: Range<usize>, word: &str) -> bool {
    let (Some(last), Some(next)) = (before(plain, place.start), after(plain, place.end)) else {
        return false;
    };
    let next = next.is_alphabetic().then(|| plain.get(place.end..)).flatten().unwrap_or("");
    let next: String = next.chars().take(2).collect();
    let once = format!("{last}{word}{next}");
    let known = |paragraph: &Paragraph| paragraph.plain.contains(once.as_str());
    !next.is_empty() && reading.paragraphs.iter().any(known)
}

fn check_particle(paragraph: &Paragraph, at: usize, number: usize, notes: &mut Notebook) {
    let Some(&(found, not_after, not_before)) = PARTICLES.get(number) else { return };
    let plain = paragraph.plain.as_str();
    let end = at.saturating_add(found.len());
    let (Some(last), next) = (before(plain, at), after(plain, end)) else { return };
    let belongs = !is_han(last)
        || not_after.contains(last)
        || next.is_none_or(|next| !is_han(next) || not_before.contains(next))
        || next == after(found, 0);
    let span = paragraph.span(at..end);
    if belongs || span.len() != found.len() {
        return;
    }
    let one = found.chars().next().unwrap_or_default();
    notes.find(
        &DOUBLED_WORDS,
        Level::Error,
        span,
        words!("“{one}”重复", "{one} stands twice"),
        words!("删去一个“{one}”", "take one of them out"),
    );
}
