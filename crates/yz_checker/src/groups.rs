//! Lists of figures that belong to a total: 其中, 包括, 按…分, 分别为, 合计.
#![expect(clippy::arithmetic_side_effects, reason = "indices into the figures of a document")]

use std::ops::Range;

use crate::brackets::{Nested, bracket, detail_of};
use crate::figures::{Flow, Joint, Mention, Role, Stage, alike, flow, subject_of};
use crate::reading::Reading;
use crate::words::Words;

mod paragraphs;

use paragraphs::over_paragraphs;

/// A total and the figures that are said to be its parts.
#[derive(Debug)]
pub(crate) struct Group {
    /// The total.
    pub(crate) total: usize,
    /// The parts, in reading order.
    pub(crate) parts: Vec<usize>,
    /// How many of the parts the list may have: it may end at a semicolon, or go on behind it. In
    /// rising order. For a total behind its parts they are counted from the end.
    pub(crate) ends: Vec<usize>,
    /// How the list is introduced.
    pub(crate) cue: Cue,
}

/// How a list of parts is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    /// 其中, behind the total.
    Among,
    /// 包括, 主要用于; and 等 may stand for more at the end.
    Include,
    /// X中，, naming the total.
    Within,
    /// 按…分: all there are.
    By,
    /// 分产业看：, which need not be all there are.
    Seen,
    /// A、B、C分别为.
    Respectively,
    /// 合计, behind the parts.
    Total,
    /// 其中： at the end of a paragraph; each of the next paragraphs is a part.
    Paragraphs,
}

/// Every list of the document.
pub(crate) fn find(reading: &Reading<'_>) -> Vec<Group> {
    let mut groups = Vec::new();
    for index in 0..reading.paragraphs.len() {
        let figures = reading.figures_of(index);
        for at in figures.clone() {
            let group = group_at(reading, figures.clone(), at);
            groups
                .extend(group.as_ref().and_then(|group| planned(reading, figures.clone(), group)));
            groups.extend(group);
            groups.extend(total_behind(reading, figures.clone(), at));
        }
        for stage in [None, Some(Stage::Planned), Some(Stage::Done)] {
            groups.extend(over_paragraphs(reading, index, stage));
        }
    }
    groups
}

fn group_at(reading: &Reading<'_>, figures: Range<usize>, at: usize) -> Option<Group> {
    let first = &reading.figures[at];
    let is_change = matches!(first.role, Role::Change(_));
    if !(is_change || first.role == Role::Amount) || !first.quantity.measure.adds_up() {
        return None;
    }
    let cue = cue(reading, figures.start, at)?;
    let total = total_of(reading, figures.start, at, cue)?;
    let (parts, ends) = parts(reading, figures, at, total, cue);
    (!parts.is_empty()).then_some(Group { total, parts, ends, cue })
}

/// What introduces the figure at `at` as the first of a list.
fn cue(reading: &Reading<'_>, first: usize, at: usize) -> Option<Cue> {
    let mention = &reading.figures[at];
    if mention.among {
        return Some(Cue::Among);
    }
    if detail_of(reading, at).is_some() {
        return Some(Cue::Include);
    }
    let between = reading.between(first, at);
    let lead = reading.lead(at);
    let amounts = ["分别为", "分别是", "分别达", "分别有", "分别"];
    let change = matches!(mention.role, Role::Change(_)) && lead.has("分别");
    if change || amounts.iter().any(|word| lead.ends_with(word)) {
        return Some(Cue::Respectively);
    }
    let seen = ["看：", "看，", "情况是：", "情况为：", "情况：", "统计，"];
    if mention.sorted && seen.iter().any(|word| between.has(word)) {
        return Some(Cue::Seen);
    }
    if between.has("分，") || between.has("分：") || between.has("划分，") {
        let by = between.rfind('按')?;
        return (between.len() - by < 40).then_some(Cue::By);
    }
    let includes = ["包括", "以下方面", "具体为", "具体是", "分为"];
    if includes.iter().any(|word| between.has(word)) {
        return Some(Cue::Include);
    }
    if between.has("中，") && !between.has("其中，") {
        return Some(Cue::Within);
    }
    None
}

fn total_of(reading: &Reading<'_>, first: usize, at: usize, cue: Cue) -> Option<usize> {
    let part = &reading.figures[at];
    let fits = |index: usize| {
        let other = &reading.figures[index];
        let same_role = match part.role {
            Role::Change(_) => matches!(other.role, Role::Change(_)),
            _ => other.role == Role::Amount,
        };
        // 比预算增加 and 比去年增加 do not add up.
        let same_base = against_budget(reading, index) == against_budget(reading, at);
        same_role && same_base && other.quantity.measure == part.quantity.measure
    };
    match cue {
        Cue::Within => {
            let between = reading.between(first, at);
            let end = between.last("中，")?;
            let from = between[..end].rfind(['。', '；', '，', '：']).map_or(0, |at| at + 3);
            let name = subject_of(&between[from..end]);
            let start = at.saturating_sub(60);
            let named = |i: &usize| fits(*i) && alike(name, subject_of(reading.lead(*i)));
            (start..at).rev().find(named)
        }
        // The total stands in front of the first 按…分 of the sentence or paragraph.
        Cue::By | Cue::Seen => unsorted_before(reading, at, &fits),
        // A、B分别为: the total is the last one told before the sentence, or at its head.
        Cue::Respectively if part.sorted => unsorted_before(reading, at, &fits),
        Cue::Respectively if matches!(part.role, Role::Change(_)) => {
            let alone = |i: &usize| {
                fits(*i)
                    && reading.figures[*i].joint != Joint::List
                    && !reading.figures[*i].among
                    && !reading.lead(*i).has("分别")
            };
            (at.saturating_sub(60)..at).rev().find(alone)
        }
        Cue::Respectively => {
            let sentence = part.sentence;
            let same = |i: usize| reading.figures[i].sentence == sentence;
            let within = (first..at).find(|index| same(*index) && fits(*index));
            within.or_else(|| main_before(reading, first, at, &fits))
        }
        _ if part.joint == Joint::Sentence => {
            let last = (first..at).rev().find(|index| fits(*index))?;
            let mut sentence = reading.figures[last].sentence;
            // 其中A；B。其中，C: both are of what stands in front of the first.
            let opens = (first..at).find(|index| reading.figures[*index].sentence == sentence)?;
            let among = reading.figures[opens].among && sentence + 1 == part.sentence;
            if among {
                sentence = sentence.checked_sub(1)?;
            }
            let found = (first..at).find(|i| {
                reading.figures[*i].sentence == sentence && fits(*i) && !nested(reading, *i)
            });
            let found = found.filter(|_| among || sentence + 1 == part.sentence)?;
            Some(actual_of(reading, found, at).filter(|actual| fits(*actual)).unwrap_or(found))
        }
        _ => {
            let here = |index: &usize| fits(*index) && same_sentence(reading, *index, at);
            let part_flow = flow(reading.subject(at));
            let flows = |index: &usize| {
                here(index) && part_flow.is_some() && flow(reading.subject(*index)) == part_flow
            };
            let whole = (first..at).rev().take(6).find(flows);
            whole.or_else(|| (first..at).rev().find(here))
        }
    }
}

/// Whether a change is told against the budget.
pub(crate) fn against_budget(reading: &Reading<'_>, index: usize) -> bool {
    if !matches!(reading.figures[index].role, Role::Change(_)) {
        return false;
    }
    let first = reading.figures_of(reading.figures[index].paragraph).start;
    let words = reading.between(first, index);
    // 与2021年度预算相比，减少.
    let named = words.last("相比").and_then(|at| words.get(..at));
    let named = named.map(|words| words.rsplit(['，', '。', '；', '：']).next().unwrap_or(""));
    let lead = reading.lead(index);
    let after = || lead.last("比").max(lead.last("较")).and_then(|at| lead.get(at..));
    let base = named.or_else(after);
    base.is_some_and(|base| base.has("预算"))
}

/// 预算为44.52万元，决算为22.62万元。其中：: a list that is not of budgets is of what came of one.
fn actual_of(reading: &Reading<'_>, planned: usize, part: usize) -> Option<usize> {
    let (budget, actual) = (&reading.figures[planned], reading.figures.get(planned + 1)?);
    let pair = budget.stage == Some(Stage::Planned)
        && actual.stage == Some(Stage::Done)
        && actual.sentence == budget.sentence
        && reading.figures[part].stage != Some(Stage::Planned);
    pair.then_some(planned + 1).filter(|actual| *actual < part)
}

/// The planned amounts of a list whose actual ones were taken:
/// 年初预算22.00万元，支出决算8.77万元，其中.
fn planned(reading: &Reading<'_>, figures: Range<usize>, group: &Group) -> Option<Group> {
    let total = group.total.checked_sub(1).filter(|total| figures.contains(total))?;
    let (this, actual) = (&reading.figures[total], &reading.figures[group.total]);
    let pair = this.stage == Some(Stage::Planned)
        && actual.stage == Some(Stage::Done)
        && this.sentence == actual.sentence
        && this.role == Role::Amount;
    if !pair || group.cue != Cue::Among {
        return None;
    }
    let first = *group.parts.first()?;
    let sentence = reading.figures[first].sentence;
    let parts = (group.total + 1..figures.end).filter(|index| {
        let mention = &reading.figures[*index];
        mention.sentence == sentence
            && mention.role == Role::Amount
            && mention.stage == Some(Stage::Planned)
            && mention.quantity.measure == this.quantity.measure
    });
    let parts: Vec<usize> = parts.collect();
    (1 < parts.len()).then(|| Group { total, ends: vec![parts.len()], parts, cue: Cue::Among })
}

fn same_sentence(reading: &Reading<'_>, one: usize, other: usize) -> bool {
    reading.figures[one].sentence == reading.figures[other].sentence
}

fn cue_is_by(reading: &Reading<'_>, first: usize, at: usize) -> bool {
    matches!(cue(reading, first, at), Some(Cue::By | Cue::Seen))
}

/// The first figure, not part of a list itself, of the paragraph's sentences before.
fn main_before(
    reading: &Reading<'_>,
    first: usize,
    at: usize,
    fits: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let same_paragraph = (first..at).rev().find(|i| fits(*i) && is_main(reading, *i));
    same_paragraph.or_else(|| {
        let before = |back: usize| reading.figures[first].paragraph.checked_sub(back);
        (1..4).filter_map(before).find_map(|paragraph| {
            reading.figures_of(paragraph).rev().find(|i| fits(*i) && is_main(reading, *i))
        })
    })
}

/// The last figure before a list of 按…分 that stands in no such list itself.
fn unsorted_before(
    reading: &Reading<'_>,
    at: usize,
    fits: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let paragraph = reading.figures[at].paragraph;
    let near = |i: &usize| paragraph <= reading.figures[*i].paragraph + 3;
    let mut before = (at.saturating_sub(60)..at).rev().filter(near);
    let found = before.find(|i| fits(*i) && !reading.figures[*i].sorted)?;
    // Behind 其中 stands a part; the total is what it is a part of.
    let sentence = reading.figures[found].sentence;
    let paragraph = reading.figures[found].paragraph;
    reading.figures_of(paragraph).find(|i| {
        reading.figures[*i].sentence == sentence && fits(*i) && !reading.figures[*i].sorted
    })
}

/// Whether a figure is told for itself: the first of its sentence, and not behind 其中.
fn is_main(reading: &Reading<'_>, index: usize) -> bool {
    let mention = &reading.figures[index];
    mention.joint == Joint::Sentence && !mention.among && !reading.lead(index).ends_with("分别为")
}

/// Whether 其中 stands in front of the figure in its part of the sentence.
fn nested(reading: &Reading<'_>, index: usize) -> bool {
    let mention = &reading.figures[index];
    let before = reading.figures_of(mention.paragraph).start..=index;
    before
        .rev()
        .take_while(|i| reading.figures[*i].part == mention.part)
        .any(|i| reading.figures[i].among)
}

fn parts(
    reading: &Reading<'_>,
    figures: Range<usize>,
    at: usize,
    total: usize,
    cue: Cue,
) -> (Vec<usize>, Vec<usize>) {
    let first = &reading.figures[at];
    let change = matches!(first.role, Role::Change(_));
    let (mut parts, mut ends) = (Vec::new(), Vec::new());
    let mut nested = Nested::of(reading, at);
    let mut last_part = first.part;
    let closed = bracket(reading, at).map_or(usize::MAX, |place| place.end);
    for index in at..figures.end {
        let mention = &reading.figures[index];
        let new_list =
            index > at && (cue == Cue::By || cue == Cue::Seen || cue == Cue::Respectively);
        if mention.sentence != first.sentence
            || closed < mention.span.start
            || (index > at && is_total_word(reading, index))
            || (new_list && cue_is_by(reading, figures.start, index))
            || (cue == Cue::Respectively && index > at && mention.joint != Joint::List)
        {
            break;
        }
        if index > at {
            nested.see(reading, index);
        }
        let role = matches!(mention.role, Role::Change(_)) == change
            && (change || mention.role == Role::Amount);
        if nested.holds(mention)
            || flows_apart(reading, total, index)
            || stages_apart(reading, total, index)
            || is_average(reading.lead(index))
            || !role
            || mention.quantity.measure != reading.figures[total].quantity.measure
        {
            continue;
        }
        if mention.part != last_part && !parts.is_empty() {
            ends.push(parts.len());
        }
        last_part = mention.part;
        parts.push(index);
    }
    ends.push(parts.len());
    (parts, ends)
}

/// Whether one figure is of what came in and the other of what went out or is left.
fn flows_apart(reading: &Reading<'_>, total: usize, part: usize) -> bool {
    let lead = reading.lead(part);
    match (flow(reading.subject(total)), flow(reading.subject(part))) {
        // What was left of last year comes in.
        (None | Some(Flow::Income), Some(Flow::Balance)) if lead.has("上年") => false,
        (Some(total), Some(part)) => total != part,
        (None, Some(Flow::Balance)) => true,
        _ => false,
    }
}

/// Whether one figure was planned and the other is what came of it.
fn stages_apart(reading: &Reading<'_>, total: usize, part: usize) -> bool {
    let (total, part) = (reading.figures[total].stage, reading.figures[part].stage);
    match (total, part) {
        (Some(total), Some(part)) => total != part,
        (None, Some(Stage::Planned)) => true,
        _ => false,
    }
}

/// Whether words say how much there is for each: 每千人口床位数, 次均费用.
fn is_average(lead: &str) -> bool {
    ["每", "人均", "次均", "户均", "日均", "平均"].iter().any(|word| lead.has(word))
}

/// Whether a figure is called a total of what stands before it.
fn is_total_word(reading: &Reading<'_>, index: usize) -> bool {
    let lead = reading.lead(index);
    ["合计", "总计", "共计", "小计", "共得", "累计扣"].iter().any(|word| lead.has(word))
}

/// A，B，全县实际参保C人: words that may sum up what stands before.
fn sums_up(reading: &Reading<'_>, index: usize) -> bool {
    let lead = reading.lead(index);
    let counted = reading.figures[index].quantity.measure == crate::figures::Measure::Persons;
    counted && ["实际完成", "共有", "全部", "总人数", "实际参保"].iter().any(|word| lead.has(word))
}

/// A, B, 合计C.
fn total_behind(reading: &Reading<'_>, figures: Range<usize>, at: usize) -> Option<Group> {
    let total = &reading.figures[at];
    let amount = matches!(total.role, Role::Amount | Role::MarksGained);
    let told = is_total_word(reading, at) || sums_up(reading, at);
    if !amount || total.among || !total.quantity.measure.adds_up() || !told {
        return None;
    }
    if total.joint == Joint::Sentence {
        return None;
    }
    let (mut parts, mut nested) = (Vec::new(), Nested::of(reading, at));
    for index in figures.start..at {
        let mention = &reading.figures[index];
        if mention.sentence != total.sentence {
            continue;
        }
        if is_total_word(reading, index) {
            parts.clear();
            continue;
        }
        nested.see(reading, index);
        let same = mention.role == total.role && mention.quantity.measure == total.quantity.measure;
        if same && !nested.holds(mention) {
            parts.push(index);
        }
    }
    let ends = (2..=parts.len()).collect::<Vec<_>>();
    (!ends.is_empty()).then_some(Group { total: at, parts, ends, cue: Cue::Total })
}

/// Signs of a change: as printed, with the direction of its word.
pub(crate) fn sign_of(mention: &Mention) -> bool {
    matches!(mention.role, Role::Change(crate::figures::Direction::Down))
}
