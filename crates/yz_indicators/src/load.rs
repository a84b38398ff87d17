//! Reads the folder of a template.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use yz_diagnostics::{Finding, Words, did_you_mean, read_toml, words};
use yz_facts::Reference;
use yz_units::{Exact, Figure};

use crate::evidence::MetToml;
use crate::keys::{BandToml, Better, ElementToml, Keys, Refusal, decimal};
use crate::methods::{self, Judges};
use crate::rules::{
    INDICATOR_TEMPLATE_BROKEN, METHOD_KEYS_DO_NOT_FIT, TARGET_NOT_READ, UNKNOWN_METHOD,
};
use crate::template::{Case, Grade, Group, Indicator, Target, Template};

/// A title or definition in two languages.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TitleToml {
    zh: String,
    en: String,
}

impl From<TitleToml> for Words {
    fn from(title: TitleToml) -> Self {
        Self { zh: title.zh, en: title.en }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateToml {
    name: Spanned<String>,
    title: TitleToml,
    full_marks: Spanned<String>,
    cap_total: Option<Spanned<String>>,
    source: Spanned<String>,
    verified: bool,
    grades: Spanned<Vec<GradeToml>>,
    #[serde(default)]
    group: Vec<GroupToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GradeToml {
    at_least: String,
    title: TitleToml,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupToml {
    name: Spanned<String>,
    title: TitleToml,
    parent: Option<String>,
    order: Option<u32>,
    full_marks: Spanned<String>,
    #[serde(default)]
    bonus: bool,
    cap: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorToml {
    name: Spanned<String>,
    title: TitleToml,
    group: String,
    order: u32,
    definition: TitleToml,
    value: Option<Spanned<String>>,
    target: Option<Spanned<String>>,
    standard: Option<Spanned<String>>,
    full_marks: Spanned<String>,
    evidence: Vec<String>,
    source: Spanned<String>,
    place: String,
    verified: bool,
    method: Spanned<String>,
    better: Option<Spanned<Better>>,
    step: Option<Spanned<String>>,
    marks_per_step: Option<Spanned<String>>,
    most: Option<Spanned<String>>,
    per_item: Option<Spanned<String>>,
    cap: Option<Spanned<String>>,
    band: Option<Spanned<Vec<BandToml>>>,
    elements: Option<Spanned<Vec<ElementToml>>>,
    #[serde(default)]
    case: Vec<Spanned<CaseToml>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseToml {
    #[serde(default)]
    facts: BTreeMap<String, String>,
    met: Option<MetToml>,
    full_marks: Option<String>,
    marks: String,
    working: String,
}

impl Template {
    /// Reads the files of a template, given as paths and texts, and checks that they fit together:
    /// full marks that close at every level, bands without gaps or overlaps, worked cases that
    /// come out.
    ///
    /// Returns every finding, not the first. What does not read is left out; without a readable
    /// `template.toml` there is no template.
    ///
    /// Whether facts and sources exist is asked by [`Template::check_references`].
    #[must_use]
    pub fn load(name: &str, files: &[(String, String)]) -> (Option<Self>, Vec<Finding>) {
        let mut findings = Vec::new();
        let Some((path, text)) = files.iter().find(|(path, _)| stem(path) == "template") else {
            let message = words!(
                "指标体系 {name} 没有 template.toml",
                "the template {name} has no template.toml"
            );
            let help = words!("补上 template.toml：名称、满分、等级和各组", "add template.toml");
            let finding = Finding::new(&INDICATOR_TEMPLATE_BROKEN, name, message).help(help);
            return (None, vec![finding]);
        };
        let mut template = match Self::read(name, path, text) {
            Ok(template) => template,
            Err(finding) => return (None, vec![*finding]),
        };
        for (path, text) in files.iter().filter(|(path, _)| stem(path) != "template") {
            match Indicator::read(path, text) {
                Ok(indicator) => template.indicators.push(indicator),
                Err(finding) => findings.push(*finding),
            }
        }
        let complete = findings.is_empty();
        findings.extend(template.check(complete));
        template.sort();
        (Some(template), findings)
    }

    fn read(name: &str, path: &str, text: &str) -> Result<Self, Box<Finding>> {
        let file: TemplateToml = read_toml(path, text)?;
        let written = file.name.get_ref();
        let at = |refusal: Refusal| Box::new(refusal.finding(name, path, file.name.span()));
        if written != name {
            let message = words!(
                "文件夹叫 {name}，文件里写的却是 {written}",
                "the folder is {name}, the file says {written}"
            );
            let help = words!("改成 name = \"{name}\"", "write name = \"{name}\"");
            return Err(at(Refusal::new(&INDICATOR_TEMPLATE_BROKEN, message).help(help)));
        }
        let full_marks = spanned_decimal("full_marks", &file.full_marks).map_err(at)?;
        let cap = file.cap_total.as_ref().map(|cap| spanned_decimal("cap_total", cap));
        let cap_total = cap.transpose().map_err(at)?;
        let grades = read_grades(&file.grades).map_err(at)?;
        let mut groups: Vec<Group> = Vec::new();
        for group in file.group {
            let before = groups.iter().filter(|known| known.parent == group.parent).count();
            groups.push(group.read(before).map_err(at)?);
        }
        Ok(Self {
            name: name.to_owned(),
            title: file.title.into(),
            full_marks,
            cap_total,
            source: file.source.into_inner(),
            verified: file.verified,
            grades,
            groups,
            indicators: Vec::new(),
            path: path.to_owned(),
        })
    }

    /// Puts groups and indicators in tree order.
    fn sort(&mut self) {
        let names = self.walk().into_iter().map(|(_, node)| node.name().to_owned());
        let places: BTreeMap<String, usize> =
            names.enumerate().map(|(place, name)| (name, place)).collect();
        let place = |name: &str| places.get(name).copied();
        self.groups.sort_by_key(|group| place(&group.name));
        self.indicators.sort_by_key(|indicator| place(&indicator.name));
    }
}

fn read_grades(rows: &Spanned<Vec<GradeToml>>) -> Result<Vec<Grade>, Refusal> {
    let at = |refusal: Refusal| refusal.at(rows.span());
    let mut grades: Vec<Grade> = Vec::new();
    for row in rows.get_ref() {
        let at_least = decimal("at_least", &row.at_least).map_err(at)?;
        if grades.last().is_some_and(|better| better.at_least <= at_least) {
            let message = words!(
                "等级要从高到低写：{at_least}不小于前一级",
                "grades descend: {at_least} is not below the one before it"
            );
            return Err(at(Refusal::new(&INDICATOR_TEMPLATE_BROKEN, message)));
        }
        grades.push(Grade { at_least, title: row.title.clone().into() });
    }
    if grades.last().is_none_or(|worst| !worst.at_least.is_zero()) {
        let message = words!(
            "最低一级要写 at_least = \"0\"，否则低分没有等级",
            "the lowest grade is at_least = \"0\", or low totals have no grade"
        );
        return Err(at(Refusal::new(&INDICATOR_TEMPLATE_BROKEN, message)));
    }
    Ok(grades)
}

impl GroupToml {
    /// Reads a group; one without an order stands after the siblings `before` it.
    fn read(self, before: usize) -> Result<Group, Refusal> {
        let usual = u32::try_from(before.saturating_add(1)).unwrap_or(u32::MAX);
        let cap = self.cap.as_ref().map(|cap| spanned_decimal("cap", cap)).transpose()?;
        if self.bonus != cap.is_some() || (self.bonus && self.parent.is_some()) {
            let message = words!(
                "加分组写 bonus = true 和 cap，并放在最上层；其他组都不写",
                "marks on top need bonus = true and cap at the top level; no other group has them"
            );
            return Err(Refusal::new(&INDICATOR_TEMPLATE_BROKEN, message).at(self.name.span()));
        }
        Ok(Group {
            span: self.name.span(),
            name: self.name.into_inner(),
            title: self.title.into(),
            parent: self.parent,
            order: self.order.unwrap_or(usual.saturating_mul(10)),
            full_marks: spanned_decimal("full_marks", &self.full_marks)?,
            bonus: self.bonus,
            cap,
        })
    }
}

impl Indicator {
    fn read(path: &str, text: &str) -> Result<Self, Box<Finding>> {
        let file: IndicatorToml = read_toml(path, text)?;
        let (name, span) = (file.name.get_ref().clone(), file.name.span());
        file.read(path).map_err(|refusal| Box::new(refusal.finding(&name, path, span)))
    }
}

impl IndicatorToml {
    fn read(self, path: &str) -> Result<Indicator, Refusal> {
        check_name(self.name.get_ref(), stem(path))?;
        let method = methods::find(self.method.get_ref())
            .ok_or_else(|| unknown_method(self.method.get_ref()).at(self.method.span()))?;
        let full_marks = spanned_decimal("full_marks", &self.full_marks)?;
        let value = self.value.as_ref().map(read_reference).transpose()?;
        let target = self.target.as_ref().map(read_target).transpose()?;
        let standard = self.standard.as_ref().map(read_figure).transpose()?;
        let cases = self.case.iter().map(read_case).collect::<Result<Vec<Case>, Refusal>>()?;
        check_shape(method, value.is_some(), target.is_some())?;
        check_standard(standard.is_some(), target.as_ref())?;
        let span =
            |text: &Option<Spanned<String>>| text.as_ref().map_or(self.name.span(), Spanned::span);
        let (value_span, target_span) = (span(&self.value), span(&self.target));
        let mut keys = Keys {
            better: self.better,
            step: self.step,
            marks_per_step: self.marks_per_step,
            most: self.most,
            per_item: self.per_item,
            cap: self.cap,
            band: self.band,
            elements: self.elements,
            ..Keys::default()
        };
        let scoring = (method.read)(&mut keys, full_marks)?;
        if let Some((key, span)) = keys.left_over() {
            let of = method.name;
            let message = words!("方法 {of} 没有 `{key}`", "the method {of} has no `{key}`");
            return Err(Refusal::new(&METHOD_KEYS_DO_NOT_FIT, message).at(span));
        }
        let elements = match keys.elements {
            Some(_) => keys.elements(full_marks)?,
            None => Vec::new(),
        };
        Ok(Indicator {
            name_span: self.name.span(),
            name: self.name.into_inner(),
            title: self.title.into(),
            group: self.group,
            order: self.order,
            definition: self.definition.into(),
            value,
            target,
            standard,
            full_marks,
            evidence: self.evidence,
            source_span: self.source.span(),
            source: self.source.into_inner(),
            place: self.place,
            verified: self.verified,
            method,
            elements,
            scoring,
            cases,
            path: path.to_owned(),
            value_span,
            target_span,
        })
    }
}

fn check_name(name: &str, file: &str) -> Result<(), Refusal> {
    if name == file {
        return Ok(());
    }
    let message = words!(
        "文件叫 {file}.toml，里面写的却是 {name}",
        "the file is {file}.toml, but says {name}"
    );
    let help = words!("改成 name = \"{file}\"", "write name = \"{file}\"");
    Err(Refusal::new(&INDICATOR_TEMPLATE_BROKEN, message).help(help))
}

fn check_standard(given: bool, target: Option<&Target>) -> Result<(), Refusal> {
    if !given || matches!(target, Some(Target::Fact(_))) {
        return Ok(());
    }
    let message = words!(
        "standard 是 target 引用的事实缺失时的标准值，target 要写成引用",
        "`standard` stands in for the fact that `target` names: `target` is no reference"
    );
    Err(Refusal::new(&METHOD_KEYS_DO_NOT_FIT, message))
}

/// A method that judges by a fact needs one, and the others may have none.
fn check_shape(method: &methods::Method, value: bool, target: bool) -> Result<(), Refusal> {
    let (fits, zh, en) = match method.judges {
        Judges::ValueAgainstTarget => (value && target, "value 和 target", "`value` and `target`"),
        Judges::Value => (value && !target, "value，不要 target", "`value` and no `target`"),
        Judges::Met => (!value && !target, "证据，不要 value 和 target", "evidence only"),
        Judges::ValueOrMet => (!target, "value 或证据，不要 target", "`value` or evidence"),
    };
    if fits {
        return Ok(());
    }
    let name = method.name;
    let message = words!("方法 {name} 需要 {zh}", "the method {name} needs {en}");
    Err(Refusal::new(&METHOD_KEYS_DO_NOT_FIT, message))
}

fn read_case(case: &Spanned<CaseToml>) -> Result<Case, Refusal> {
    let span = first_line(case.span());
    let at = |refusal: Refusal| refusal.at(span.clone());
    let CaseToml { facts, met, full_marks, marks, working } = case.get_ref();
    let fact = |(name, figure): (&String, &String)| {
        let reference = name.parse::<Reference>().map_err(not_read)?;
        let figure = figure
            .parse::<Figure>()
            .map_err(|err| not_read(Words { zh: err.message_zh(), en: err.to_string() }))?;
        Ok((reference, figure))
    };
    let full_marks = full_marks.as_ref().map(|full| not_negative("full_marks", full)).transpose();
    Ok(Case {
        facts: facts.iter().map(fact).collect::<Result<Vec<_>, Refusal>>().map_err(at)?,
        met: met.clone().map(Into::into),
        full_marks: full_marks.map_err(at)?,
        marks: decimal("marks", marks).map_err(at)?,
        working: working.clone(),
        span: span.clone(),
    })
}

/// The head of a table: its place is shown by its first line.
fn first_line(span: Range<usize>) -> Range<usize> {
    span.start..span.start.saturating_add("[[case]]".len()).min(span.end)
}

fn unknown_method(name: &str) -> Refusal {
    let message = words!("没有叫 `{name}` 的评分方法", "there is no method `{name}`");
    let help = did_you_mean(name, methods::ALL.iter().map(|method| method.name));
    Refusal::new(&UNKNOWN_METHOD, message).help(help)
}

fn read_reference(text: &Spanned<String>) -> Result<Reference, Refusal> {
    text.get_ref().parse().map_err(|message| not_read(message).at(text.span()))
}

/// A reference starts with a letter, a figure never does.
fn read_target(text: &Spanned<String>) -> Result<Target, Refusal> {
    if text.get_ref().starts_with(|c: char| c.is_ascii_alphabetic()) {
        return read_reference(text).map(Target::Fact);
    }
    read_figure(text).map(Target::Figure)
}

fn read_figure(text: &Spanned<String>) -> Result<Figure, Refusal> {
    text.get_ref().parse::<Figure>().map_err(|err| {
        not_read(Words { zh: err.message_zh(), en: err.to_string() }).at(text.span())
    })
}

fn not_read(message: Words) -> Refusal {
    Refusal::new(&TARGET_NOT_READ, message)
}

fn spanned_decimal(key: &str, text: &Spanned<String>) -> Result<Exact, Refusal> {
    not_negative(key, text.get_ref()).map_err(|refusal| refusal.at(text.span()))
}

fn not_negative(key: &str, text: &str) -> Result<Exact, Refusal> {
    let number = decimal(key, text)?;
    if number.is_negative() {
        let message = words!("`{key}` 不能小于零", "`{key}` is below nothing");
        return Err(Refusal::new(&INDICATOR_TEMPLATE_BROKEN, message));
    }
    Ok(number)
}

/// The name of a file without its folders and ending.
fn stem(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.strip_suffix(".toml").unwrap_or(file)
}
