//! What must hold between the files of a template.

use yz_diagnostics::{Comparison, Finding, Words, did_you_mean, words};
use yz_facts::{Catalogue, Reference};
use yz_units::Exact;

use crate::reading::Reading;
use crate::rules::{
    FULL_MARKS_NOT_CLOSED, INDICATOR_TEMPLATE_BROKEN, INDICATOR_WITHOUT_SOURCE,
    INDICATOR_WITHOUT_WORKED_CASE, UNKNOWN_GROUP, UNKNOWN_SOURCE, WORKED_CASE_FAILS,
};
use crate::score::judge;
use crate::template::{Case, Indicator, Node, Target, Template};

impl Template {
    /// Checks tree, sums, sources and worked cases. Sums are left alone unless the template is
    /// `complete`: a file that does not read would be reported twice.
    pub(crate) fn check(&self, complete: bool) -> Vec<Finding> {
        let mut findings = self.check_tree();
        if complete && findings.is_empty() {
            findings.extend(self.check_sums());
        }
        for indicator in &self.indicators {
            findings.extend(indicator.check_words());
            findings.extend(indicator.check_cases());
        }
        findings
    }

    /// Checks that every fact and source that the template names is known.
    #[must_use]
    pub fn check_references(&self, catalogue: &Catalogue, sources: &[String]) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut source = |key: &String, path: &str, span| {
            if !sources.contains(key) {
                let message = words!(
                    "出处 `{key}` 不在 policy/sources.toml 里",
                    "the source `{key}` is not in policy/sources.toml"
                );
                let help = did_you_mean(key, sources.iter().map(String::as_str));
                let finding = Finding::new(&UNKNOWN_SOURCE, key, message).help(help);
                findings.push(finding.at(path, span));
            }
        };
        source(&self.source, &self.path, None);
        for indicator in &self.indicators {
            source(&indicator.source, &indicator.path, Some(indicator.source_span.clone()));
        }
        for indicator in &self.indicators {
            let value = indicator.value.as_ref().map(|value| (value, &indicator.value_span));
            let target = match &indicator.target {
                Some(Target::Fact(reference)) => Some((reference, &indicator.target_span)),
                _ => None,
            };
            for (reference, span) in value.into_iter().chain(target) {
                if let Err(finding) = catalogue.check_reference(reference) {
                    findings.push(finding.at(&indicator.path, Some(span.clone())));
                }
            }
        }
        findings
    }

    fn check_tree(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (place, group) in self.groups.iter().enumerate() {
            let before = self.groups.get(..place).unwrap_or(&[]);
            if let Some(parent) = &group.parent
                && before.iter().all(|known| known.name != *parent)
            {
                let name = &group.name;
                let message = words!(
                    "组 {name} 的上级 `{parent}` 没有在它之前列出",
                    "the parent `{parent}` of the group {name} is not listed before it"
                );
                let help = did_you_mean(parent, before.iter().map(|known| known.name.as_str()));
                let finding = Finding::new(&UNKNOWN_GROUP, name, message).help(help);
                findings.push(finding.at(&self.path, Some(group.span.clone())));
            }
            if before.iter().any(|known| known.name == group.name) {
                findings.push(self.listed_twice(&group.name));
            }
        }
        for (place, indicator) in self.indicators.iter().enumerate() {
            let (name, group) = (&indicator.name, &indicator.group);
            if self.group(group).is_none() {
                let message = words!(
                    "指标 {name} 所属的组 `{group}` 不在 template.toml 里",
                    "the group `{group}` of {name} is not in template.toml"
                );
                let help = did_you_mean(group, self.groups.iter().map(|known| known.name.as_str()));
                let finding = Finding::new(&UNKNOWN_GROUP, name, message).help(help);
                findings.push(finding.at(&indicator.path, Some(indicator.name_span.clone())));
            }
            let before = self.indicators.get(..place).unwrap_or(&[]);
            if self.group(name).is_some() || before.iter().any(|known| known.name == *name) {
                findings.push(self.listed_twice(name));
            }
        }
        findings
    }

    fn listed_twice(&self, name: &str) -> Finding {
        let message = words!(
            "`{name}` 用了两次：组和指标的名称合在一起也不能重复",
            "`{name}` occurs twice: groups and indicators share their names"
        );
        let help = words!("给其中一个换个名称", "give one of them another name");
        Finding::new(&INDICATOR_TEMPLATE_BROKEN, name, message).help(help).at(&self.path, None)
    }

    /// Every group is worth what its parts add up to, and the template what its top groups do.
    fn check_sums(&self) -> Vec<Finding> {
        let full = |node: &Node<'_>| node.full_marks();
        let mut findings = Vec::new();
        for group in &self.groups {
            let parts: Vec<_> = self.children(Some(&group.name)).iter().map(full).collect();
            let finding = not_closed(&group.name, &group.title, group.full_marks, &parts);
            let place = Some(group.span.clone());
            findings.extend(finding.map(|finding| finding.at(&self.path, place)));
        }
        let top = self.children(None);
        let counted = top.iter().filter(|node| !self.is_bonus(node.name()));
        let parts: Vec<_> = counted.map(full).collect();
        let finding = not_closed(&self.name, &self.title, self.full_marks, &parts);
        findings.extend(finding.map(|finding| finding.at(&self.path, None)));
        findings
    }
}

/// The finding that full marks are not the sum of their parts.
pub(crate) fn not_closed(
    name: &str,
    title: &Words,
    full: Exact,
    parts: &[Exact],
) -> Option<Finding> {
    let sum = parts.iter().try_fold(Exact::ZERO, |sum, part| sum.plus(*part))?;
    if sum == full {
        return None;
    }
    let terms: Vec<String> = parts.iter().map(Exact::to_string).collect();
    let terms = if terms.is_empty() { "0".to_owned() } else { terms.join(" + ") };
    let difference = full.minus(sum)?;
    let (zh, en) = (&title.zh, &title.en);
    let message = words!(
        "“{zh}”的满分是{full}分，各部分合计却是{sum}分",
        "the full marks of {en:?} are {full}, but its parts add up to {sum}"
    );
    let help = words!(
        "逐项核对满分：合计要等于上一级",
        "compare the full marks one by one: they add up to those of the level above"
    );
    let comparison = Comparison {
        printed: format!("{full}分"),
        recomputed: format!("{sum}分"),
        difference: format!("{difference}分"),
        working: format!("{terms} = {sum}"),
    };
    Some(Finding::new(&FULL_MARKS_NOT_CLOSED, name, message).help(help).comparing(comparison))
}

impl Indicator {
    fn check_words(&self) -> Option<Finding> {
        let missing = [
            ("source", self.source.is_empty()),
            ("place", self.place.is_empty()),
            ("evidence", self.evidence.is_empty()),
            ("definition.zh", self.definition.zh.is_empty()),
            ("definition.en", self.definition.en.is_empty()),
            ("title.zh", self.title.zh.is_empty()),
            ("title.en", self.title.en.is_empty()),
        ];
        let key = missing.into_iter().find(|(_, missing)| *missing)?.0;
        let name = &self.name;
        let message = words!("指标 {name} 的 `{key}` 是空的", "`{key}` of {name} is empty");
        let help = words!(
            "写明出处、位置、定义和需要的佐证材料",
            "say where it comes from, what it means and what must support it"
        );
        let finding = Finding::new(&INDICATOR_WITHOUT_SOURCE, name, message).help(help);
        Some(finding.at(&self.path, Some(self.name_span.clone())))
    }

    fn check_cases(&self) -> Vec<Finding> {
        let name = &self.name;
        if self.cases.is_empty() {
            let message = words!("指标 {name} 没有算例", "{name} has no worked case");
            let help = words!(
                "写一个 [[case]]：facts 或 met、marks，以及手算的 working",
                "add a [[case]]: facts or met, marks, and working done by hand"
            );
            let finding = Finding::new(&INDICATOR_WITHOUT_WORKED_CASE, name, message).help(help);
            return vec![finding.at(&self.path, Some(self.name_span.clone()))];
        }
        self.cases.iter().filter_map(|case| self.check_case(case)).collect()
    }

    fn check_case(&self, case: &Case) -> Option<Finding> {
        let name = &self.name;
        let (message, comparison) = match self.work(case) {
            Ok((marks, _)) if marks == case.marks && !case.working.is_empty() => return None,
            Ok((marks, _)) if marks == case.marks => {
                let message =
                    words!("指标 {name} 的算例没有写算法", "a case of {name} shows no working");
                (message, None)
            }
            Ok((marks, working)) => {
                let printed = case.marks;
                let message = words!(
                    "指标 {name} 的算例写得{printed}分，评分方法给出{marks}分",
                    "a case of {name} says {printed} marks, but its method gives {marks}"
                );
                let difference = printed.minus(marks).unwrap_or(Exact::ZERO);
                let comparison = Comparison {
                    printed: format!("{printed}分"),
                    recomputed: format!("{marks}分"),
                    difference: format!("{difference}分"),
                    working,
                };
                (message, Some(comparison))
            }
            Err(reason) => {
                let (zh, en) = (reason.zh, reason.en);
                let message = words!(
                    "指标 {name} 的算例评不出分：{zh}",
                    "a case of {name} cannot be scored: {en}"
                );
                (message, None)
            }
        };
        let help = words!(
            "照定义手算一遍：算例错就改算例，方法错就改方法的键",
            "work it out by hand from the definition, and mend the case or the method's keys"
        );
        let finding = Finding::new(&WORKED_CASE_FAILS, name, message).help(help);
        let finding = finding.at(&self.path, Some(case.span.clone()));
        Some(match comparison {
            Some(comparison) => finding.comparing(comparison),
            None => finding,
        })
    }

    /// The marks that a worked case comes to, and how.
    fn work(&self, case: &Case) -> Result<(Exact, String), yz_diagnostics::Words> {
        let figure = |of: &Reference| {
            case.facts.iter().find(|(reference, _)| reference == of).map(|(_, figure)| *figure)
        };
        let read = |reference: &Reference| {
            self.value.as_ref() == Some(reference)
                || self.target == Some(Target::Fact(reference.clone()))
        };
        if let Some((unread, _)) = case.facts.iter().find(|(reference, _)| !read(reference)) {
            return Err(words!("指标不用 {unread}", "the indicator does not use {unread}"));
        }
        let value = self.value.as_ref().and_then(figure);
        let value = value.map(|figure| Reading::new(figure.value(), figure));
        let target = match &self.target {
            None => None,
            Some(Target::Figure(figure)) => Some(*figure),
            Some(Target::Fact(reference)) => figure(reference).or(self.standard),
        };
        let target = target.map(|figure| Reading::standard(figure.value(), figure));
        if let Some(crate::evidence::Met::Elements(names)) = &case.met
            && let Some(unknown) =
                names.iter().find(|name| self.elements.iter().all(|known| known.name != **name))
        {
            return Err(words!("没有要素 `{unknown}`", "there is no element `{unknown}`"));
        }
        let full = case.full_marks.unwrap_or(self.full_marks);
        let scored = judge(self, full, value.as_ref(), target.as_ref(), case.met.as_ref())?;
        Ok((scored.marks, scored.working.zh))
    }
}
