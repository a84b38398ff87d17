//! Dimensions and their members, from code lists.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use yz_diagnostics::{Finding, Title, Words, read_toml, words};

use crate::rules::CODE_LIST_BROKEN;

/// What facts may be broken down by: level of government, functional class, town.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// The name in references.
    pub name: String,
    /// The name in print.
    pub title: Words,
    /// The member meant when none is named.
    pub default: Option<String>,
    /// What the levels of the list are called, from the top: 类, 款, 项.
    pub levels: Vec<String>,
    /// The members, in the order of the list.
    pub members: Vec<Member>,
}

/// One member of a dimension.
#[derive(Debug, Clone, Default)]
pub struct Member {
    /// The code in references.
    pub code: String,
    /// The member that this one is part of.
    pub parent: Option<String>,
    /// The name in print; empty for a member that goes without saying.
    pub title: Words,
    /// What it comprises.
    pub definition: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodesToml {
    name: String,
    title: Title,
    default: Option<String>,
    source: String,
    #[serde(default)]
    levels: Vec<String>,
    #[serde(default)]
    member: Vec<MemberToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MemberToml {
    code: String,
    parent: Option<String>,
    title: Title,
    #[serde(default)]
    definition: Title,
}

impl Dimension {
    /// The member with a code.
    #[must_use]
    pub fn member(&self, code: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.code == code)
    }

    /// The members that a member (or, for `None`, the total) is the sum of.
    pub fn parts_of<'a>(&'a self, parent: Option<&'a str>) -> impl Iterator<Item = &'a Member> {
        self.members.iter().filter(move |member| member.parent.as_deref() == parent)
    }

    /// A member and all that it is part of, from the member upwards.
    #[must_use]
    pub fn lineage(&self, code: &str) -> Vec<&Member> {
        let mut lineage: Vec<&Member> = Vec::new();
        let mut next = self.member(code);
        while let Some(member) = next {
            // A list that names itself as parent is refused when it loads; never loop all the same.
            if lineage.iter().any(|seen| seen.code == member.code) {
                break;
            }
            lineage.push(member);
            next = member.parent.as_deref().and_then(|parent| self.member(parent));
        }
        lineage
    }

    /// Reads a code list.
    ///
    /// # Errors
    ///
    /// Findings for a file that does not read, a code given twice, a parent that is no member, a
    /// circle of parents, too many levels, a default that is no member.
    pub(crate) fn parse(path: &str, text: &str) -> Result<(Self, String), Vec<Finding>> {
        let file: CodesToml = read_toml(path, text).map_err(|finding| vec![*finding])?;
        let members = file.member.into_iter().map(|member| Member {
            code: member.code,
            parent: member.parent,
            title: member.title.into(),
            definition: member.definition.into(),
        });
        let dimension = Self {
            name: file.name,
            title: file.title.into(),
            default: file.default,
            levels: file.levels,
            members: members.collect(),
        };
        let findings = dimension.check(path, text);
        if findings.is_empty() { Ok((dimension, file.source)) } else { Err(findings) }
    }

    fn check(&self, path: &str, text: &str) -> Vec<Finding> {
        let mut faults = self.faults();
        if let Some(default) = &self.default
            && self.member(default).is_none()
        {
            let message =
                words!("默认成员 {default} 不在表中", "the default {default} is not in the list");
            faults.push(Fault { code: default.clone(), message, help: list_help() });
        }
        let place = |code: &str| {
            let start = text.find(&format!("\"{code}\""))?;
            Some(start..start.saturating_add(code.len()).saturating_add(2))
        };
        let finding = |fault: Fault| {
            let span = place(&fault.code);
            Finding::new(&CODE_LIST_BROKEN, path, fault.message).at(path, span).help(fault.help)
        };
        faults.into_iter().map(finding).collect()
    }

    /// Adds members to the list, in the place of those that have their codes; the findings have no
    /// place.
    ///
    /// Members that do not fit stay, so that what is said about them still reads, but are part of
    /// nothing: sums over them end.
    pub(crate) fn add(&mut self, added: Vec<Member>) -> Vec<Finding> {
        let codes: BTreeSet<String> = added.iter().map(|member| member.code.clone()).collect();
        self.members.retain(|known| !codes.contains(&known.code));
        self.members.extend(added);
        let finding = |fault: Fault| {
            Finding::new(&CODE_LIST_BROKEN, fault.code, fault.message).help(fault.help)
        };
        let findings: Vec<Finding> = self.faults().into_iter().map(finding).collect();
        if !findings.is_empty() {
            let mut seen = BTreeSet::new();
            self.members.retain(|member| seen.insert(member.code.clone()));
            for member in self.members.iter_mut().filter(|member| codes.contains(&member.code)) {
                member.parent = None;
            }
        }
        findings
    }

    /// What is wrong with the members.
    fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut parents: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for member in &self.members {
            let code = member.code.as_str();
            if parents.contains_key(code) {
                let message = words!("代码 {code} 列了两次", "the code {code} is listed twice");
                faults.push(Fault { code: code.to_owned(), message, help: list_help() });
            } else {
                parents.insert(code, member.parent.as_deref());
            }
        }
        for member in &self.members {
            let code = member.code.as_str();
            if let Some(parent) = member.parent.as_deref()
                && (parent == code || !parents.contains_key(parent))
            {
                let message = words!(
                    "{code} 的上级 {parent} 不在表中",
                    "the parent {parent} of {code} is not in the list"
                );
                faults.push(Fault { code: parent.to_owned(), message, help: list_help() });
            }
        }
        faults.extend(shape_faults(&parents));
        faults
    }
}

/// How many levels a list may have: functional classes have three.
const LEVELS: usize = 8;

/// Something wrong with a list, and the code that shows it.
struct Fault {
    code: String,
    message: Words,
    help: Words,
}

fn list_help() -> Words {
    words!(
        "改正代码表：代码不重复，上级和默认成员都要列出",
        "mend the list: codes occur once, parents and the default are members"
    )
}

/// Members that are part of themselves, once a circle, and members one level too deep.
fn shape_faults(parents: &BTreeMap<&str, Option<&str>>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut levels: BTreeMap<&str, usize> = BTreeMap::new();
    for code in parents.keys() {
        let mut way: Vec<&str> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut next = Some(*code);
        while let Some(code) = next.filter(|code| !levels.contains_key(code) && seen.insert(*code))
        {
            way.push(code);
            // A member that is its own parent, or whose parent is not listed, is said already.
            next = parents.get(code).copied().flatten();
            next = next.filter(|parent| *parent != code && parents.contains_key(parent));
        }
        let known = next.and_then(|code| levels.get(code).copied());
        if let (Some(first), None) = (next, known) {
            faults.push(circle_fault(first, &way));
            levels.extend(way.into_iter().map(|code| (code, 0)));
            continue;
        }
        let mut level = known.unwrap_or(0);
        for code in way.into_iter().rev() {
            level = level.saturating_add(1);
            levels.insert(code, level);
            // What is below a member too deep is too deep as well, which need not be said.
            if level == LEVELS.saturating_add(1) {
                faults.push(depth_fault(code));
            }
        }
    }
    faults
}

fn circle_fault(first: &str, way: &[&str]) -> Fault {
    let circle = way.iter().skip_while(|code| **code != first).chain([&first]);
    let chain = circle.copied().collect::<Vec<_>>().join(" → ");
    Fault {
        code: first.to_owned(),
        message: words!("上级绕成了圈：{chain}", "the parents go in a circle: {chain}"),
        help: words!("去掉其中一个 parent", "remove one `parent` of the circle"),
    }
}

fn depth_fault(code: &str) -> Fault {
    let level = LEVELS.saturating_add(1);
    Fault {
        code: code.to_owned(),
        message: words!(
            "{code} 在第{level}级，代码表最多{LEVELS}级",
            "{code} is at level {level}, a list has at most {LEVELS}"
        ),
        help: words!("去掉中间的级", "leave out levels between"),
    }
}
