//! Dimensions and their members, from code lists.

use std::collections::BTreeMap;

use serde::Deserialize;
use yz_diagnostics::{Finding, Words, read_toml, words};

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

#[derive(Deserialize, Default, Clone)]
#[serde(deny_unknown_fields)]
pub(crate) struct TitleToml {
    #[serde(default)]
    pub(crate) zh: String,
    #[serde(default)]
    pub(crate) en: String,
}

impl From<TitleToml> for Words {
    fn from(title: TitleToml) -> Self {
        Self { zh: title.zh, en: title.en }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodesToml {
    name: String,
    title: TitleToml,
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
    title: TitleToml,
    #[serde(default)]
    definition: TitleToml,
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
    /// default that is no member.
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
        let mut findings = Vec::new();
        let mut wrong = |code: &str, message: Words| {
            let span = text.find(&format!("\"{code}\"")).map(|at| {
                at..at.saturating_add(code.len()).saturating_add(2)
            });
            let help = words!(
                "改正代码表：代码不重复，上级和默认成员都要列出",
                "mend the list: codes occur once, parents and the default are members"
            );
            findings.push(Finding::new(&CODE_LIST_BROKEN, path, message).at(path, span).help(help));
        };
        let mut seen = BTreeMap::new();
        for member in &self.members {
            let code = &member.code;
            if seen.insert(code, ()).is_some() {
                wrong(code, words!("代码 {code} 列了两次", "the code {code} is listed twice"));
            }
            if let Some(parent) = &member.parent
                && (parent == code || self.member(parent).is_none())
            {
                wrong(parent, words!(
                    "{code} 的上级 {parent} 不在表中",
                    "the parent {parent} of {code} is not in the list"
                ));
            }
        }
        if let Some(default) = &self.default
            && self.member(default).is_none()
        {
            wrong(default, words!(
                "默认成员 {default} 不在表中",
                "the default {default} is not in the list"
            ));
        }
        findings
    }
}
