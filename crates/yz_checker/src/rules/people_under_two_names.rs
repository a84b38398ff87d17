//! `people-under-two-names`.

use std::collections::BTreeMap;

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::is_han;
use crate::difference::difference;
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Finds the same number of people under two names, of which one has a character more:
    /// 18名离休干部 and 18名离退休干部.
    ///
    /// The finding is at the name that the text uses less.
    ///
    /// ## Why is this bad
    /// Each name has its own rules: 离休 and 退休 are paid from different money.
    ///
    /// ## Example
    /// `保障了全县18名离退休干部医保待遇` … `减轻了全县18名离休干部医疗费用负担`
    ///
    /// ## Use instead
    /// `18名离休干部` in both places
    pub static PEOPLE_UNDER_TWO_NAMES = {
        name: "people-under-two-names",
        code: "NAME004",
        title: "同一人群前后称谓不一",
        why_zh: "称谓不同，政策就不同：离休与退休由不同的资金支付",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

/// Characters of a name that are compared.
const NAME: usize = 4;

struct Count {
    paragraph: usize,
    start: usize,
    name: usize,
}

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    // By the number: 18.
    let mut counts: BTreeMap<&str, Vec<Count>> = BTreeMap::new();
    for (number, paragraph) in reading.paragraphs.iter().enumerate() {
        let plain = paragraph.plain.as_str();
        for (at, measure) in plain.match_indices('名') {
            let head = plain.get(..at).unwrap_or("");
            let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
            let start = at.saturating_sub(digits);
            let name = at.saturating_add(measure.len());
            let long = plain
                .get(name..)
                .is_some_and(|rest| rest.chars().take(NAME).filter(|c| is_han(*c)).count() == NAME);
            if let Some(figure) = plain.get(start..at).filter(|_| 2 <= digits && long) {
                let count = Count { paragraph: number, start, name };
                counts.entry(figure).or_default().push(count);
            }
        }
    }
    for (figure, counts) in &counts {
        check_counts(reading, figure, counts, notes);
    }
}

/// Compares each name with the first that differs from it.
fn check_counts(reading: &Reading<'_>, figure: &str, counts: &[Count], notes: &mut Notebook) {
    let words_of = |count: &Count, length: usize| -> &str {
        let plain = reading.paragraphs.get(count.paragraph).map_or("", |p| p.plain.as_str());
        let rest = plain.get(count.name..).unwrap_or("");
        let end = rest.char_indices().nth(length).map_or(rest.len(), |(at, _)| at);
        rest.get(..end).unwrap_or("")
    };
    let Some(first) = counts.first() else { return };
    let longer = NAME.saturating_add(1);
    for other in counts {
        let pairs = [(first, other), (other, first)];
        let found = pairs.into_iter().find_map(|(short, long)| {
            let (short, long) = (words_of(short, NAME), words_of(long, longer));
            let found = difference(short, long);
            let one_more = found.left.is_empty() && found.right.chars().count() == 1;
            let inside = !found.head.is_empty() && found.head.len() < short.len();
            (one_more && inside).then_some((short, long))
        });
        let Some((short, long)) = found else { continue };
        let uses = |name: &str| -> usize {
            reading.paragraphs.iter().map(|p| p.plain.matches(name).count()).sum()
        };
        let (rare, common) = if uses(long) <= uses(short) { (long, short) } else { (short, long) };
        for count in counts.iter().filter(|count| words_of(count, longer).starts_with(rare)) {
            let Some(paragraph) = reading.paragraphs.get(count.paragraph) else { continue };
            let end = count.name.saturating_add(rare.len());
            notes.find(
                &PEOPLE_UNDER_TWO_NAMES,
                Level::Warning,
                paragraph.span(count.start..end),
                words!(
                    "“{figure}名{rare}”在别处作“{figure}名{common}”",
                    "{figure}名{rare} is called {figure}名{common} elsewhere"
                ),
                words!("核对人员范围，前后统一", "say which people are meant, in one way"),
            );
        }
        return;
    }
}
