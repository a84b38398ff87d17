//! `document-title-in-two-spellings`.

use std::collections::BTreeMap;

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::is_han;
use crate::difference::{Difference, difference};
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::titles::{Title, titles};

declare_rule! {
    /// ## What it does
    /// Finds two titles between 《》 that differ in one character, and two that differ in a word of
    /// two characters which one of them leaves out (a warning).
    ///
    /// Titles of less than ten characters, and those that differ in a number, a level of
    /// government, a fund, or a word by which documents are told apart (收入 and 支出), are two
    /// documents. The finding is at the spelling whose words are rarer in the text.
    ///
    /// ## Why is this bad
    /// The reader cannot know whether one document is meant or two, nor find the one that is
    /// misspelt.
    ///
    /// ## Example
    /// `《医疗保障基金统筹统支财务经办规范》` … `《医疗保障基金统收统支财务经办规范》`
    ///
    /// ## Use instead
    /// `《医疗保障基金统收统支财务经办规范》` in both places
    pub static DOCUMENT_TITLE_IN_TWO_SPELLINGS = {
        name: "document-title-in-two-spellings",
        code: "NAME001",
        title: "同一文件名称前后不一",
        why_zh: "读者不知道说的是一份文件还是两份，也找不到写错名称的那一份",
        level: Error,
        status: Stable("0.2.0"),
    }
}

/// Characters of a title that is long enough to tell a slip from another document.
const LEAST: usize = 10;

/// Characters by which documents of one kind are told apart.
const TELLING: &str = "一二三四五六七八九十零〇百首末上中下前后左右东西南北大小新旧老幼男女\
甲乙丙丁省市区县州乡镇村国央内外收支入出存贷借增减正副初高低长短年月季春夏秋冬法令局厅部\
委司院级类批号期版卷册";

/// Words by which a document is told from another that it belongs to.
const VERSIONS: [&str; 8] = ["实施", "暂行", "试行", "修订", "修正", "补充", "配套", "专项"];

/// What all laws begin with: 审计法 and 统计法 are two, however long their whole names.
const STATE: &str = "中华人民共和国";

/// How many of the next names in order each name is compared with.
const NEIGHBOURS: usize = 8;

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    let titles = titles(reading);
    let mut known: BTreeMap<&str, &Title<'_>> = BTreeMap::new();
    for title in &titles {
        if LEAST <= title.words.trim_start_matches(STATE).chars().count() {
            known.entry(title.words).or_insert(title);
        }
    }
    // Names that differ in one place stand near each other, sorted from one end or from the other.
    let mut names: Vec<&str> = known.keys().copied().collect();
    let mut pairs = neighbours(&names);
    names.sort_unstable_by(|left, right| left.chars().rev().cmp(right.chars().rev()));
    pairs.extend(neighbours(&names));
    pairs.sort_unstable();
    pairs.dedup();
    for (left, right) in pairs {
        if let (Some(left), Some(right)) = (known.get(left), known.get(right)) {
            compare(reading, left, right, notes);
        }
    }
}

fn neighbours<'n>(names: &[&'n str]) -> Vec<(&'n str, &'n str)> {
    let mut pairs = Vec::new();
    for (at, name) in names.iter().enumerate() {
        for other in names.iter().skip(at.saturating_add(1)).take(NEIGHBOURS) {
            pairs.push(if name < other { (*name, *other) } else { (*other, *name) });
        }
    }
    pairs
}

fn compare(reading: &Reading<'_>, left: &Title<'_>, right: &Title<'_>, notes: &mut Notebook) {
    let found = difference(left.words, right.words);
    let Some(level) = level(&found).filter(|_| !in_place_name(left.words, &found)) else { return };
    // The spelling that the rest of the text uses less is taken for the slip.
    let (left_uses, right_uses) =
        (uses(reading, left.words, &found), uses(reading, right.words, &found));
    let (first, second) = match left.paragraph <= right.paragraph {
        true => ((left, left_uses), (right, right_uses)),
        false => ((right, right_uses), (left, left_uses)),
    };
    let (slip, other) = if first.1 < second.1 { (first.0, second.0) } else { (second.0, first.0) };
    let Some(paragraph) = reading.paragraphs.get(slip.paragraph) else { return };
    let (printed, also) = (slip.words, other.words);
    notes.find(
        &DOCUMENT_TITLE_IN_TWO_SPELLINGS,
        level,
        paragraph.span(slip.place.clone()),
        words!("《{printed}》与《{also}》疑为同一文件", "《{printed}》 seems to be 《{also}》"),
        words!("核对文件名称，前后统一", "look the title up, and spell it in one way"),
    );
}

/// How sure it is that two titles are of one document; none where they are of two.
fn level(found: &Difference<'_>) -> Option<Level> {
    let both = || found.left.chars().chain(found.right.chars());
    let tells = both().all(|c| TELLING.contains(c)) || VERSIONS.contains(&found.left);
    if tells || VERSIONS.contains(&found.right) || !both().all(is_han) {
        return None;
    }
    let (left, right) = (found.left.chars().count(), found.right.chars().count());
    match (left.min(right), left.max(right)) {
        (1, 1) | (0, 1) => Some(Level::Error),
        (0, 2) => Some(Level::Warning),
        _ => None,
    }
}

/// Whether the difference belongs to the name of a place: 广安市 and 雅安市.
fn in_place_name(title: &str, found: &Difference<'_>) -> bool {
    let rest = title.get(found.head.len()..).unwrap_or("");
    let near = found.left.chars().count().saturating_add(2);
    rest.chars().take(near).any(|c| "省市县区州镇乡村旗".contains(c))
}

/// How often the words around the difference stand in the text, in one spelling.
fn uses(reading: &Reading<'_>, title: &str, found: &Difference<'_>) -> usize {
    let start = found.head.char_indices().next_back().map_or(0, |(at, _)| at);
    let length = found.characters().saturating_add(3);
    let words: String = title.get(start..).unwrap_or("").chars().take(length).collect();
    reading.paragraphs.iter().map(|p| p.plain.matches(words.as_str()).count()).sum()
}
