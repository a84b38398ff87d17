//! A tree of indicators with their full marks.

use std::ops::Range;
use std::sync::Arc;

use yz_diagnostics::Words;
use yz_facts::{Member, Reference};
use yz_units::{Exact, Figure};

use crate::evidence::Met;
use crate::keys::Element;
use crate::methods::{Method, Scoring};

/// A tree of indicators with their full marks: one folder of `indicators/`.
#[derive(Debug, Clone)]
pub struct Template {
    /// The name of the folder.
    pub name: String,
    /// The name in print.
    pub title: Words,
    /// What all indicators together are worth, those on top apart.
    pub full_marks: Exact,
    /// The most that a total can be, where marks on top may not pass it.
    pub cap_total: Option<Exact>,
    /// The key of the law or paper that sets the table.
    pub source: String,
    /// Whether the marks are those of the official table.
    pub verified: bool,
    /// The grades, best first.
    pub grades: Vec<Grade>,
    /// The groups, in tree order.
    pub groups: Vec<Group>,
    /// The indicators, in tree order.
    pub(crate) indicators: Vec<Indicator>,
    /// The path of `template.toml`.
    pub(crate) path: String,
}

/// A grade of the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    /// The least total that earns it.
    pub at_least: Exact,
    /// The name in print: 优.
    pub title: Words,
}

/// A branch of the tree.
#[derive(Debug, Clone)]
pub struct Group {
    /// The name in files.
    pub name: String,
    /// The name in print.
    pub title: Words,
    /// The group that it belongs to.
    pub parent: Option<String>,
    /// Its place among its siblings.
    pub order: u32,
    /// What its parts add up to.
    pub full_marks: Exact,
    /// Whether its marks come on top of the full marks.
    pub bonus: bool,
    /// The most that it can give, for marks on top.
    pub cap: Option<Exact>,
    /// Where in `template.toml`.
    pub(crate) span: Range<usize>,
}

/// A leaf of the tree: what is scored.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// The name in files.
    pub name: String,
    /// The name in print.
    pub title: Words,
    /// The group that it belongs to.
    pub group: String,
    /// Its place among its siblings.
    pub order: u32,
    /// What it measures.
    pub definition: Words,
    /// The fact that is scored.
    pub value: Option<Reference>,
    /// What the fact is compared with.
    pub target: Option<Target>,
    /// The figure to compare with where the book declares no target.
    pub standard: Option<Figure>,
    /// The most that it can give.
    pub full_marks: Exact,
    /// What must support the score.
    pub evidence: Vec<String>,
    /// The key of the law or paper that defines it.
    pub source: String,
    /// Where in it.
    pub place: String,
    /// Whether this way of scoring is the official one.
    pub verified: bool,
    /// How it is scored.
    pub method: &'static Method,
    /// The elements that evidence can show to be met.
    pub elements: Vec<Element>,
    pub(crate) scoring: Arc<dyn Scoring>,
    pub(crate) cases: Vec<Case>,
    pub(crate) path: String,
    pub(crate) name_span: Range<usize>,
    pub(crate) source_span: Range<usize>,
    pub(crate) value_span: Range<usize>,
    pub(crate) target_span: Range<usize>,
}

/// What a fact is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Another fact.
    Fact(Reference),
    /// A figure.
    Figure(Figure),
}

/// A worked case.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) facts: Vec<(Reference, Figure)>,
    pub(crate) met: Option<Met>,
    /// Other full marks than those of the template.
    pub(crate) full_marks: Option<Exact>,
    pub(crate) marks: Exact,
    pub(crate) working: String,
    pub(crate) span: Range<usize>,
}

/// A branch or a leaf.
#[derive(Debug, Clone, Copy)]
pub enum Node<'a> {
    /// A branch.
    Group(&'a Group),
    /// A leaf.
    Indicator(&'a Indicator),
}

impl<'a> Node<'a> {
    /// The name in files.
    #[must_use]
    pub fn name(self) -> &'a str {
        match self {
            Self::Group(group) => &group.name,
            Self::Indicator(indicator) => &indicator.name,
        }
    }

    /// The name in print.
    #[must_use]
    pub fn title(self) -> &'a Words {
        match self {
            Self::Group(group) => &group.title,
            Self::Indicator(indicator) => &indicator.title,
        }
    }

    /// The group above.
    #[must_use]
    pub fn parent(self) -> Option<&'a str> {
        match self {
            Self::Group(group) => group.parent.as_deref(),
            Self::Indicator(indicator) => Some(&indicator.group),
        }
    }

    /// The marks that the template prints for it.
    #[must_use]
    pub fn full_marks(self) -> Exact {
        match self {
            Self::Group(group) => group.full_marks,
            Self::Indicator(indicator) => indicator.full_marks,
        }
    }

    fn order(self) -> u32 {
        match self {
            Self::Group(group) => group.order,
            Self::Indicator(indicator) => indicator.order,
        }
    }
}

impl Template {
    /// The indicator of a name.
    #[must_use]
    pub fn indicator(&self, name: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.name == name)
    }

    /// The group of a name.
    #[must_use]
    pub fn group(&self, name: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.name == name)
    }

    /// Every indicator, in tree order.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.indicators.iter()
    }

    /// The branches and leaves right below a group (or, for `None`, at the top), in order.
    #[must_use]
    pub fn children(&self, parent: Option<&str>) -> Vec<Node<'_>> {
        let groups = self.groups.iter().map(Node::Group);
        let nodes = groups.chain(self.indicators.iter().map(Node::Indicator));
        let mut children: Vec<Node<'_>> = nodes.filter(|node| node.parent() == parent).collect();
        children.sort_by_key(|node| (node.order(), node.name()));
        children
    }

    /// The whole tree from the top, each branch before what is below it, with its level from 1.
    #[must_use]
    pub fn walk(&self) -> Vec<(usize, Node<'_>)> {
        let mut nodes = Vec::new();
        self.walk_below(None, 1, &mut nodes);
        nodes
    }

    fn walk_below<'a>(
        &'a self,
        parent: Option<&str>,
        level: usize,
        nodes: &mut Vec<(usize, Node<'a>)>,
    ) {
        for node in self.children(parent) {
            nodes.push((level, node));
            if let Node::Group(group) = node {
                self.walk_below(Some(&group.name), level.saturating_add(1), nodes);
            }
        }
    }

    /// Whether marks of a group come on top of the full marks.
    #[must_use]
    pub fn is_bonus(&self, group: &str) -> bool {
        let mut next = self.group(group);
        // Groups that are each other's parents are refused when loading; never loop all the same.
        for _ in &self.groups {
            match next {
                Some(group) if group.bonus => return true,
                Some(group) => next = group.parent.as_deref().and_then(|name| self.group(name)),
                None => return false,
            }
        }
        false
    }

    /// The grade of a total.
    #[must_use]
    pub fn grade(&self, total: Exact) -> Option<&Grade> {
        self.grades.iter().find(|grade| grade.at_least <= total)
    }

    /// The tree as members of the dimension `indicator`, for the catalogue of facts.
    #[must_use]
    pub fn members(&self) -> Vec<Member> {
        let member = |node: Node<'_>| Member {
            code: node.name().to_owned(),
            parent: node.parent().map(str::to_owned),
            title: node.title().clone(),
            definition: match node {
                Node::Group(_) => Words::default(),
                Node::Indicator(indicator) => indicator.definition.clone(),
            },
        };
        self.walk().into_iter().map(|(_, node)| member(node)).collect()
    }
}
