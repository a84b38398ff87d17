//! Scores a book by a template.

use std::collections::BTreeMap;

use yz_diagnostics::{Finding, Place, Words, words};
use yz_facts::{Fact, Facts, Reference};
use yz_units::Exact;

use crate::check::not_closed;
use crate::evidence::{Evidence, Met};
use crate::methods::{Asked, Scored};
use crate::reading::Reading;
use crate::rules::{INDICATOR_NOT_SCORED, SCORE_WITHOUT_EVIDENCE};
use crate::sheet::{EvidenceUse, Row, Sheet};
use crate::template::{Indicator, Node, Target, Template};

/// Scores a book by a template: its facts, and its evidence for what facts cannot say.
///
/// Where the book declares `full_marks[indicator=…]` of an indicator (because it copies somebody
/// else's table), those count and are added up anew; a table that does not close is a finding.
#[must_use]
pub fn score(template: &Template, facts: &Facts, evidence: &[Evidence]) -> Sheet {
    let mut findings = Vec::new();
    let mut scored: BTreeMap<&str, Row> = BTreeMap::new();
    for indicator in template.indicators() {
        let row = score_indicator(template, indicator, facts, evidence, &mut findings);
        scored.insert(&indicator.name, row);
    }
    let mut rows: Vec<Row> = Vec::new();
    for (level, node) in template.walk() {
        let mut row = match node {
            Node::Group(_) => sum_up(template, node, &scored),
            Node::Indicator(indicator) => match scored.get(indicator.name.as_str()) {
                Some(row) => row.clone(),
                None => continue,
            },
        };
        row.level = level;
        rows.push(row);
    }
    total_up(template, rows, declared_place(template, facts), findings)
}

/// Scores one indicator from what it is given; refuses, with the reason, what it cannot judge.
pub(crate) fn judge(
    indicator: &Indicator,
    full: Exact,
    value: Option<&Reading>,
    target: Option<&Reading>,
    met: Option<&Met>,
) -> Result<Scored, Words> {
    if let (Some(value), Some(target)) = (value, target)
        && value.unit != target.unit
    {
        let (value, target) = (&value.shown, &target.shown);
        return Err(words!(
            "{value} 与目标 {target} 单位不同，无法比较",
            "{value} and the target {target} differ in unit and cannot be compared"
        ));
    }
    let scored = indicator.scoring.score(&Asked { full, value, target, met })?;

    assert!(!scored.marks.is_negative(), "no method takes marks away below nothing");
    assert!(scored.marks <= full, "no method gives more than the full marks");
    Ok(scored)
}

/// What an indicator reads from the facts of the book.
struct Inputs<'a> {
    value: Option<&'a Fact>,
    target: Option<&'a Fact>,
    value_reading: Option<Reading>,
    target_reading: Option<Reading>,
}

impl<'a> Inputs<'a> {
    fn read(indicator: &Indicator, facts: &'a Facts) -> Result<Self, Words> {
        let find = |reference: &Reference| facts.find(&reference.to_string());
        let value = indicator.value.as_ref().map(find).transpose();
        let value = value.map_err(|missing| missing.message)?;
        let value_reading = value.map(reading).transpose()?;
        let (target, target_reading) = match (&indicator.target, indicator.standard) {
            (None, _) => (None, None),
            (Some(Target::Figure(figure)), _) => {
                (None, Some(Reading::standard(figure.value(), *figure)))
            }
            (Some(Target::Fact(reference)), standard) => match (find(reference), standard) {
                (Ok(fact), _) => (Some(fact), Some(standard_reading(fact)?)),
                (Err(_), Some(figure)) => (None, Some(Reading::standard(figure.value(), figure))),
                (Err(missing), None) => return Err(missing.message),
            },
        };
        Ok(Self { value, target, value_reading, target_reading })
    }
}

fn reading(fact: &Fact) -> Result<Reading, Words> {
    let (Some(value), Some(figure)) = (fact.value, fact.figure) else {
        return Err(undefined(fact));
    };
    Ok(Reading::new(value, figure))
}

fn standard_reading(fact: &Fact) -> Result<Reading, Words> {
    let (Some(value), Some(figure)) = (fact.value, fact.figure) else {
        return Err(undefined(fact));
    };
    Ok(Reading::standard(value, figure))
}

fn undefined(fact: &Fact) -> Words {
    let name = &fact.name;
    words!("{name} 没有定义（除数为零）", "{name} is undefined (a share of nothing)")
}

fn score_indicator(
    template: &Template,
    indicator: &Indicator,
    facts: &Facts,
    evidence: &[Evidence],
    findings: &mut Vec<Finding>,
) -> Row {
    let name = &indicator.name;
    let full = declared_full_marks(name, facts).unwrap_or(indicator.full_marks);
    let uses: Vec<&Evidence> = evidence.iter().filter(|entry| entry.indicator == *name).collect();
    let inputs = Inputs::read(indicator, facts);
    let outcome = match &inputs {
        Err(reason) => Err(reason.clone()),
        Ok(inputs) => {
            let (value, target) = (inputs.value_reading.as_ref(), inputs.target_reading.as_ref());
            judge(indicator, full, value, target, merged(&uses).as_ref())
        }
    };
    let shown = |reading: Option<&Reading>| reading.map_or(String::new(), |of| of.shown.clone());
    let inputs = inputs.ok();
    let read = inputs.as_ref();
    let used: Vec<&Fact> =
        read.map(|of| of.value.into_iter().chain(of.target).collect()).unwrap_or_default();
    let mut shown_evidence: Vec<EvidenceUse> = uses.iter().map(|entry| entry.shown()).collect();
    shown_evidence.extend(used.iter().map(|fact| fact_as_evidence(fact, facts)));
    match &outcome {
        Err(reason) => findings.push(not_scored(indicator, reason)),
        Ok(_) => findings.extend(without_evidence(indicator, &shown_evidence)),
    }
    let marks = outcome.as_ref().ok().map(|scored| scored.marks);
    let bonus = template.is_bonus(&indicator.group);
    Row {
        level: 0,
        name: name.clone(),
        title: indicator.title.clone(),
        parent: Some(indicator.group.clone()),
        is_indicator: true,
        bonus,
        target: shown(read.and_then(|of| of.target_reading.as_ref())),
        value: shown(read.and_then(|of| of.value_reading.as_ref())),
        full_marks: full,
        marks,
        deduction: marks.filter(|_| !bonus).and_then(|marks| full.minus(marks)),
        working: outcome.map_or_else(|reason| reason, |scored| scored.working),
        evidence: shown_evidence,
        evidence_required: indicator.evidence.clone(),
        verified: indicator.verified,
        method: indicator.method.title,
        inputs: used.iter().map(|fact| fact.key.clone()).collect(),
        rests_on_unverified: used.iter().any(|fact| fact.unverified),
        source: (indicator.source.clone(), indicator.place.clone()),
    }
}

/// The full marks that the book declares for an indicator instead of those of the template.
fn declared_full_marks(indicator: &str, facts: &Facts) -> Option<Exact> {
    let fact = facts.find(&format!("full_marks[indicator={indicator}]")).ok()?;
    let declared = fact.declared.as_ref().map(|declared| declared.figure.value());
    declared.filter(|full| !full.is_negative())
}

/// Where the book first declares full marks of its own.
fn declared_place(template: &Template, facts: &Facts) -> Option<Place> {
    template.indicators().find_map(|indicator| {
        let name = &indicator.name;
        let fact = facts.find(&format!("full_marks[indicator={name}]")).ok()?;
        let declared = fact.declared.as_ref()?;
        Some(Place { file: declared.file.clone(), span: Some(declared.span.clone()) })
    })
}

/// What all entries about one indicator show to be met.
fn merged(uses: &[&Evidence]) -> Option<Met> {
    let mut met: Option<Met> = None;
    for entry in uses.iter().filter_map(|entry| entry.met.as_ref()) {
        met = match met {
            None => Some(entry.clone()),
            // Entries that contradict each other were reported when they were read.
            Some(before) => before.and(entry).or(Some(before)),
        };
    }
    met
}

impl Evidence {
    fn shown(&self) -> EvidenceUse {
        EvidenceUse {
            what: self.what.clone(),
            source: self.source.clone(),
            places: self.places.clone(),
        }
    }
}

/// A fact supports the score that is made of it: it has a source itself.
fn fact_as_evidence(fact: &Fact, facts: &Facts) -> EvidenceUse {
    let title = facts.title(&fact.key).zh;
    let (source, places) = match &fact.declared {
        Some(declared) => (declared.source.clone(), declared.places.clone()),
        None => (String::new(), Vec::new()),
    };
    EvidenceUse { what: format!("{title}：{}", fact.printed()), source, places }
}

fn not_scored(indicator: &Indicator, reason: &Words) -> Finding {
    let (name, title) = (&indicator.name, &indicator.title);
    let (title_zh, title_en) = (&title.zh, &title.en);
    let (zh, en) = (&reason.zh, &reason.en);
    let message =
        words!("指标“{title_zh}”没有评分：{zh}", "the indicator “{title_en}” is not scored: {en}");
    let help = match (&indicator.value, &indicator.target) {
        (None, _) => words!(
            "在 evidence.toml 里给 {name} 写一条证据，用 met 说明符合情况",
            "add an entry for {name} to evidence.toml, with `met`"
        ),
        (Some(value), Some(Target::Fact(target))) => words!(
            "在 facts.toml 里申报 {value} 和 {target}，或补上推算它们要用的事实",
            "declare {value} and {target} in facts.toml, or what they follow from"
        ),
        (Some(value), _) => words!(
            "在 facts.toml 里申报 {value}，或补上推算它要用的事实",
            "declare {value} in facts.toml, or what it follows from"
        ),
    };
    Finding::new(&INDICATOR_NOT_SCORED, name, message).help(help)
}

/// The finding about a score that nothing supports: no fact, and no entry that says what and where.
fn without_evidence(indicator: &Indicator, uses: &[EvidenceUse]) -> Option<Finding> {
    let by_fact = indicator.value.is_some();
    let told = |entry: &EvidenceUse| {
        !entry.what.is_empty() && !entry.source.is_empty() && !entry.places.is_empty()
    };
    if by_fact || uses.iter().any(told) {
        return None;
    }
    let (name, title) = (&indicator.name, &indicator.title);
    let (title_zh, title_en) = (&title.zh, &title.en);
    let wanted = indicator.evidence.join("、");
    let message = words!(
        "指标“{title_zh}”的得分没有证据",
        "the score of the indicator “{title_en}” has no evidence"
    );
    let help = words!(
        "在 evidence.toml 的 {name} 一条写明 what、source 和 place；应有的材料：{wanted}",
        "say what, source and place in the entry for {name}; it asks for: {wanted}"
    );
    Some(Finding::new(&SCORE_WITHOUT_EVIDENCE, name, message).help(help))
}

/// The row of a group: the sum of the indicators below it.
fn sum_up(template: &Template, node: Node<'_>, scored: &BTreeMap<&str, Row>) -> Row {
    let below = leaves(template, node.name());
    let below: Vec<&Row> = below.iter().filter_map(|name| scored.get(name)).collect();
    let sum = |of: &dyn Fn(&Row) -> Option<Exact>| {
        below.iter().try_fold(Exact::ZERO, |sum, row| sum.plus(of(row)?))
    };
    let full_marks = sum(&|row| Some(row.full_marks)).unwrap_or_else(|| node.full_marks());
    let cap = template.group(node.name()).and_then(|group| group.cap);
    let marks = sum(&|row| row.marks).map(|marks| cap.map_or(marks, |cap| marks.min(cap)));
    let bonus = template.is_bonus(node.name());
    let unscored = below.iter().filter(|row| row.marks.is_none()).count();
    Row {
        level: 0,
        name: node.name().to_owned(),
        title: node.title().clone(),
        parent: node.parent().map(str::to_owned),
        is_indicator: false,
        bonus,
        target: String::new(),
        value: String::new(),
        full_marks,
        marks,
        deduction: marks.filter(|_| !bonus).and_then(|marks| full_marks.minus(marks)),
        working: match marks {
            Some(_) => Words::default(),
            None => words!("{unscored}项没有评分", "{unscored} not scored"),
        },
        evidence: Vec::new(),
        evidence_required: Vec::new(),
        verified: below.iter().all(|row| row.verified),
        method: "",
        inputs: Vec::new(),
        rests_on_unverified: below.iter().any(|row| row.rests_on_unverified),
        source: (template.source.clone(), String::new()),
    }
}

fn leaves<'a>(template: &'a Template, group: &str) -> Vec<&'a str> {
    let mut names = Vec::new();
    for child in template.children(Some(group)) {
        match child {
            Node::Indicator(indicator) => names.push(indicator.name.as_str()),
            Node::Group(group) => names.extend(leaves(template, &group.name)),
        }
    }
    names
}

/// Total, grade, and whether the full marks in force close.
fn total_up(
    template: &Template,
    rows: Vec<Row>,
    place: Option<Place>,
    mut findings: Vec<Finding>,
) -> Sheet {
    let top: Vec<&Row> = rows.iter().filter(|row| row.parent.is_none()).collect();
    let (on_top, counted): (Vec<&Row>, Vec<&Row>) = top.iter().partition(|row| row.bonus);
    let sum = |rows: &[&Row], of: &dyn Fn(&Row) -> Option<Exact>| {
        rows.iter().try_fold(Exact::ZERO, |sum, row| sum.plus(of(row)?))
    };
    let parts: Vec<Exact> = counted.iter().map(|row| row.full_marks).collect();
    let unclosed = not_closed(&template.name, &template.title, template.full_marks, &parts);
    findings.extend(unclosed.map(|finding| Finding { place, ..finding }));
    let full_marks = sum(&counted, &|row| Some(row.full_marks)).unwrap_or(template.full_marks);
    let base = sum(&counted, &|row| row.marks);
    let bonus = sum(&on_top, &|row| row.marks);
    let uncapped = base.zip(bonus).and_then(|(base, bonus)| base.plus(bonus));
    let total = uncapped.map(|total| template.cap_total.map_or(total, |cap| total.min(cap)));
    let terms: Vec<String> =
        top.iter().filter_map(|row| Some(format!("{}{}", row.title.zh, row.marks?))).collect();
    let terms_en: Vec<String> =
        top.iter().filter_map(|row| Some(format!("{} {}", row.title.en, row.marks?))).collect();
    let (terms, terms_en) = (terms.join(" + "), terms_en.join(" + "));
    let unscored = rows.iter().filter(|row| row.is_indicator && row.marks.is_none()).count();
    let working = match (total, uncapped) {
        (Some(total), Some(uncapped)) if total < uncapped => words!(
            "{terms} = {uncapped}分，按上限计{total}分",
            "{terms_en} = {uncapped}, capped at {total}"
        ),
        (Some(total), _) => words!("{terms} = {total}分", "{terms_en} = {total}"),
        (None, _) => words!(
            "有{unscored}项没有评分，暂无总分",
            "{unscored} indicators are not scored: there is no total yet"
        ),
    };
    let grade = total.and_then(|total| template.grade(total)).cloned();
    Sheet {
        template: template.name.clone(),
        title: template.title.clone(),
        full_marks,
        bonus,
        total,
        working,
        grade,
        findings,
        rows,
    }
}
