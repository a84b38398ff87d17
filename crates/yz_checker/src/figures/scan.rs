//! Finds the figures of a paragraph.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "offsets within one paragraph, and digits of which eighteen are the most"
)]

use std::ops::Range;

use yz_units::{Bound, Decimal};

use super::lead::{Lead, lead};
use super::measure::{self, Measure};
use super::quantity::Quantity;
use super::{Mention, Role};
use crate::paragraph::Paragraph;

/// The most digits that are a figure; longer ones are numbers of things.
const DIGITS_MAX: usize = 15;

/// Adds every figure of a paragraph, without its role, in reading order.
///
/// Years, dates, numbers of headings and documents, places in a ranking and words such as DRG3 are
/// no figures.
pub(crate) fn scan(index: usize, paragraph: &Paragraph, mentions: &mut Vec<Mention>) {
    let plain = paragraph.plain.as_str();
    let bytes = plain.as_bytes();
    let mut at = 0;
    let mut before = Before::default();
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let digits = number_end(bytes, at);
        let Some(token) = token(plain, at..digits) else {
            before.see_year(plain, at..digits);
            at = digits;
            continue;
        };
        let start = token.span.start;
        let lead = lead(plain, before.end, start, &mut before.counts);
        let Lead { lead, joint, among, .. } = lead;
        let (sentence, part) = (before.counts.sentence, before.counts.part);
        before.end = token.span.end;
        at = token.span.end;
        let (year, base_year) = (before.year, before.base_year.take());
        let sorted = before.counts.sorted;
        mentions.push(Mention {
            paragraph: index,
            sentence,
            part,
            span: token.span,
            lead,
            joint,
            among,
            quantity: token.quantity,
            range: token.quantity.range(),
            role: Role::Amount,
            year,
            base_year,
            sorted,
            name: 0..0,
            stage: None,
            head: None,
        });
    }
}

#[derive(Debug, Default)]
struct Before {
    end: usize,
    counts: super::lead::Counts,
    year: Option<u16>,
    base_year: Option<u16>,
}

impl Before {
    /// Remembers a year, and whether it is only compared with: 比2021年, 与2021年相比.
    fn see_year(&mut self, plain: &str, digits: Range<usize>) {
        let (head, rest) = (&plain[..digits.start], &plain[digits.end..]);
        let year = plain[digits].parse().ok().filter(|year| (1949..2100).contains(year));
        if year.is_none() || !rest.starts_with('年') {
            return;
        }
        match head.ends_with(['比', '较', '与', '同']) {
            true => self.base_year = year,
            false => self.year = year,
        }
    }
}

struct Token {
    span: Range<usize>,
    quantity: Quantity,
}

/// One past the digits, separators and point of the number at `start`.
fn number_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    let mut point = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' => at += 1,
            b',' if grouped_at(bytes, at) => at += 1,
            b'.' if !point && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => {
                point = true;
                at += 1;
            }
            _ => break,
        }
    }
    at
}

/// Whether exactly three digits follow the comma.
fn grouped_at(bytes: &[u8], comma: usize) -> bool {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (1..=3).all(|step| digit(comma + step)) && !digit(comma + 4)
}

fn token(plain: &str, digits: Range<usize>) -> Option<Token> {
    let text = &plain[digits.clone()];
    let (head, rest) = (&plain[..digits.start], &plain[digits.end..]);
    if text.len() > DIGITS_MAX || is_a_name(head, text, rest) {
        return None;
    }
    let negative = head.ends_with('-') && !head.trim_end_matches('-').ends_with(is_figure_end);
    let number = decimal(text, negative)?;
    let (found, over) = read_unit(rest);
    let measure = match found.measure {
        Measure::Yuan if per_head(head) => Measure::YuanPerPerson,
        // 3.1: 2.0 and the like.
        Measure::Bare if is_proportion(head, rest) => Measure::Proportion,
        other => other,
    };
    let mut end = digits.end + found.len;
    let bound = match bound_in_front(head) {
        Bound::Plain if over => Bound::Over,
        // 300—500元: the upper end, and no value.
        Bound::Plain if ends_a_range(head) => Bound::AtMost,
        Bound::Plain => {
            let (bound, len) = bound_behind(&plain[end..]);
            end += len;
            bound
        }
        bound => bound,
    };
    let start = if negative { digits.start - 1 } else { digits.start };
    let grouped = text.contains(',');
    let (scale, tens) = (found.scale, found.tens);
    Some(Token {
        span: start..end,
        quantity: Quantity { number, scale, tens, measure, bound, grouped },
    })
}

/// The unit behind a number, and whether 余 or 多 stands between the two: 3000余人, 20多万元.
fn read_unit(rest: &str) -> (measure::Found, bool) {
    let found = measure::read(rest);
    let word = ['余', '多'].into_iter().find_map(|word| Some((word, rest.strip_prefix(word)?)));
    let Some((word, after)) = word.filter(|_| found.len == 0) else { return (found, false) };
    let behind = measure::read(after);
    match behind.measure {
        Measure::Bare => (found, false),
        _ => (measure::Found { len: behind.len + word.len_utf8(), ..behind }, true),
    }
}

fn is_figure_end(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '%' | '年' | '月' | '日' | '岁' | '元')
}

fn decimal(text: &str, negative: bool) -> Option<Decimal> {
    let mut digits = 0_i128;
    let mut decimals = 0_u8;
    let mut point = false;
    for byte in text.bytes() {
        match byte {
            b'.' => point = true,
            b'0'..=b'9' => {
                digits = digits * 10 + i128::from(byte - b'0');
                decimals += u8::from(point);
            }
            _ => {}
        }
    }
    (decimals <= 9).then(|| Decimal::new(if negative { -digits } else { digits }, decimals))
}

/// Whether the number names something instead of measuring it.
fn is_a_name(head: &str, text: &str, rest: &str) -> bool {
    let last = head.chars().next_back();
    let next = rest.chars().next();
    let whole = text.bytes().all(|byte| byte.is_ascii_digit());
    if last.is_some_and(|c| c.is_ascii_alphabetic())
        || matches!(last, Some('第' | '〔' | '[' | '#'))
    {
        return true;
    }
    match next {
        Some('年') if whole && text.len() == 4 => return true,
        Some('年') if rest.starts_with("年期") || rest.starts_with("年级") => return true,
        Some('月') if whole && text.len() <= 2 => return true,
        Some('日' | '号' | '时' | '点') if whole => return true,
        Some('〕' | ']' | '℃' | '°') => return true,
        Some(c) if c.is_ascii_alphabetic() => return true,
        _ => {}
    }
    // 2021-2023年, 3-5年, 0—17岁: the first of two ends, or the second.
    if whole && is_range(head, rest) {
        return true;
    }
    is_list_number(head, whole, rest) || is_year_alone(text, rest, last)
}

/// Whether a number and a dash stand right in front.
fn ends_a_range(head: &str) -> bool {
    let words = head.trim_end_matches(['-', '~', '—', '–']);
    words.len() < head.len() && words.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether the number is an end of a range of ages, years or places.
fn is_range(head: &str, rest: &str) -> bool {
    let dashes: &[char] = &['-', '~', '—', '–', '至', '到'];
    let digit_after =
        |text: &str| text.trim_start_matches(dashes).starts_with(|c: char| c.is_ascii_digit());
    let first = rest.starts_with(dashes) && digit_after(rest) && range_unit(rest);
    let words = head.trim_end_matches(dashes);
    let second = words.len() < head.len()
        && words.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '岁' | '月' | '日'))
        && (rest.starts_with("岁") || rest.starts_with("周岁") || rest.starts_with('年'));
    first || second || rest.starts_with("岁") || rest.starts_with("周岁")
}

/// Whether what follows `-17岁` is a range of ages, years or days, and not of money.
fn range_unit(rest: &str) -> bool {
    let after = rest.trim_start_matches(|c: char| !c.is_ascii_digit());
    let after = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    !after.starts_with('%') || rest.starts_with('-')
}

/// Whether the number stands in front of an item: `1.`, `2、`, `（3）`.
fn is_list_number(head: &str, whole: bool, rest: &str) -> bool {
    if !whole {
        return false;
    }
    let last = head.chars().next_back();
    let begins = last.is_none_or(|c| "。；：，、（\t”".contains(c));
    match rest.chars().next() {
        Some('.') => begins,
        Some('、') => last.is_none_or(|c| "。；：（\t".contains(c)),
        Some('）') => last == Some('（') || last.is_none_or(|c| "。；：，".contains(c)),
        _ => false,
    }
}

/// Whether four digits without a unit are a year.
fn is_year_alone(text: &str, rest: &str, last: Option<char>) -> bool {
    let year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    let unit = measure::read(rest).measure != Measure::Bare;
    year && !text.contains('.') && !unit && last != Some('：')
}

/// Whether the figure is one of a proportion: `6.0:46.9`.
fn is_proportion(head: &str, rest: &str) -> bool {
    let digit = |text: Option<char>| text.is_some_and(|c| c.is_ascii_digit());
    let behind = rest.strip_prefix([':', '：']).is_some_and(|rest| digit(rest.chars().next()));
    let before = head.strip_suffix([':', '：']).is_some_and(|head| digit(head.chars().next_back()));
    behind || before
}

fn per_head(head: &str) -> bool {
    const WORDS: [&str; 8] = [
        "每人",
        "每人每年",
        "每人每年补助",
        "人均",
        "每人次",
        "每人补助",
        "每人每年缴纳",
        "每人缴纳",
    ];
    let head = head.trim_end_matches(['约', '为']);
    WORDS.iter().any(|word| head.ends_with(word) && !head.ends_with("每人次"))
}

fn bound_in_front(head: &str) -> Bound {
    const WORDS: &[(&str, Bound)] = &[
        ("≥", Bound::AtLeast),
        (">=", Bound::AtLeast),
        ("不低于", Bound::AtLeast),
        ("不少于", Bound::AtLeast),
        ("至少", Bound::AtLeast),
        ("≤", Bound::AtMost),
        ("<=", Bound::AtMost),
        ("不高于", Bound::AtMost),
        ("不超过", Bound::AtMost),
        ("控制在", Bound::AtMost),
        ("约", Bound::About),
        ("大约", Bound::About),
        ("近", Bound::About),
        ("超", Bound::Over),
        ("超过", Bound::Over),
        ("突破", Bound::Over),
    ];
    let found = WORDS.iter().find(|(word, _)| head.ends_with(word));
    found.map_or(Bound::Plain, |(_, bound)| *bound)
}

fn bound_behind(rest: &str) -> (Bound, usize) {
    const WORDS: &[(&str, Bound)] = &[
        ("以上", Bound::AtLeast),
        ("及以上", Bound::AtLeast),
        ("以下", Bound::AtMost),
        ("及以下", Bound::AtMost),
        ("以内", Bound::AtMost),
        ("之内", Bound::AtMost),
        ("左右", Bound::About),
        ("余", Bound::Over),
        ("多", Bound::Over),
    ];
    let found = WORDS.iter().find(|(word, _)| rest.starts_with(word));
    found.map_or((Bound::Plain, 0), |(word, bound)| (*bound, word.len()))
}
