//! Facts as a book declares them, with source and place.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use yz_diagnostics::{Finding, Words, read_toml, words};
use yz_units::{Exact, Figure, Unit};

use crate::catalogue::Catalogue;
use crate::concept::Concept;
use crate::reference::Reference;
use crate::rules::{FACT_WITHOUT_SOURCE, FIGURE_NOT_READ, REFERENCE_NOT_READ, UNIT_MISMATCH};

/// A fact as a book declares it.
#[derive(Debug, Clone)]
pub struct Declared {
    /// Which fact, as written.
    pub reference: Reference,
    /// The figure as printed in the source.
    pub figure: Figure,
    /// The key of the source.
    pub source: String,
    /// Where in the source: every place that prints it.
    pub places: Vec<String>,
    /// What must be known about it.
    pub note: String,
    /// The file that declares it.
    pub file: String,
    /// The bytes of the file that hold the value.
    pub span: Range<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactsToml {
    source: Option<String>,
    facts: Vec<FactToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactToml {
    fact: Spanned<String>,
    value: Spanned<String>,
    place: Option<PlacesToml>,
    source: Option<String>,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum PlacesToml {
    One(String),
    Many(Vec<String>),
}

/// Reads a file of declared facts.
///
/// Returns what reads, and a finding for each entry that does not: an unknown concept, dimension or
/// member, a value that is no figure or is in another unit, an entry without source or place.
#[must_use]
pub fn parse_facts(
    path: &str,
    text: &str,
    catalogue: &Catalogue,
    sources: &[String],
) -> (Vec<Declared>, Vec<Finding>) {
    let file: FactsToml = match read_toml(path, text) {
        Ok(file) => file,
        Err(finding) => return (Vec::new(), vec![*finding]),
    };
    let mut declared = Vec::new();
    let mut findings = Vec::new();
    for entry in file.facts {
        match entry.read(path, file.source.as_deref(), catalogue, sources) {
            Ok(fact) => declared.push(fact),
            Err(finding) => findings.push(*finding),
        }
    }
    (declared, findings)
}

impl FactToml {
    fn read(
        self,
        path: &str,
        default_source: Option<&str>,
        catalogue: &Catalogue,
        sources: &[String],
    ) -> Result<Declared, Box<Finding>> {
        let name = self.fact.get_ref().clone();
        let at = |finding: Finding, span: Range<usize>| Box::new(finding.at(path, Some(span)));
        let reference: Reference = name.parse().map_err(|message| {
            let finding = Finding::new(&REFERENCE_NOT_READ, &name, message);
            at(finding.help(how_to_refer(&name, catalogue)), self.fact.span())
        })?;
        let concept = catalogue
            .check_reference(&reference)
            .map_err(|finding| at(*finding, self.fact.span()))?;
        let figure = read_figure(concept, &name, self.value.get_ref())
            .map_err(|finding| at(*finding, self.value.span()))?;
        let places = match self.place {
            None => Vec::new(),
            Some(PlacesToml::One(place)) => vec![place],
            Some(PlacesToml::Many(places)) => places,
        };
        let source = self.source.or_else(|| default_source.map(str::to_owned));
        let known = source.as_ref().is_some_and(|source| sources.contains(source));
        if !known || places.is_empty() {
            let message = without_source(&name, source.as_deref(), places.is_empty());
            let list = sources.join("、");
            let help = words!(
                "写上 place = \"…\"；文件开头的 source 要是 book.toml 里列出的出处（{list}）",
                "add place = \"…\"; source at the head of the file is one of book.toml's ({list})"
            );
            let finding = Finding::new(&FACT_WITHOUT_SOURCE, &name, message).help(help);
            return Err(at(finding, self.fact.span()));
        }
        Ok(Declared {
            reference,
            figure,
            source: source.unwrap_or_default(),
            places,
            note: self.note.unwrap_or_default(),
            file: path.to_owned(),
            span: self.value.span(),
        })
    }
}

/// A fact named by its Chinese title is a fact whose name can be looked up.
fn how_to_refer(name: &str, catalogue: &Catalogue) -> Words {
    let title = name.split('[').next().unwrap_or(name).trim();
    match catalogue.called(title) {
        Some(concept) => {
            let own = &concept.name;
            words!("“{title}”的名称是 `{own}`", "the name of {title:?} is `{own}`")
        }
        None => words!(
            "名称见 docs/concepts.md；维度写成 [维度=成员]，期间写成 [period=2021]，几个用逗号分开",
            "docs/concepts.md lists the names; dimensions are [dimension=member], periods \
             [period=2021], with commas between"
        ),
    }
}

fn without_source(name: &str, source: Option<&str>, no_place: bool) -> Words {
    match source {
        None => words!("{name} 没有写出处", "{name} has no source"),
        Some(_) if no_place => words!("{name} 没有写位置", "{name} has no place"),
        Some(source) => words!(
            "{name} 的出处 `{source}` 不在 book.toml 里",
            "the source `{source}` of {name} is not in book.toml"
        ),
    }
}

fn read_figure(concept: &Concept, name: &str, text: &str) -> Result<Figure, Box<Finding>> {
    let figure: Figure = text.parse().map_err(|err: yz_units::ParseFigureError| {
        let message = Words { zh: err.message_zh(), en: err.to_string() };
        let example = example(concept);
        let help = words!(
            "照印出来的样子写，连同单位，如 \"{example}\"",
            "write it as printed, with its unit, as in \"{example}\""
        );
        Box::new(Finding::new(&FIGURE_NOT_READ, name, message).help(help))
    })?;
    let (expected, found) = (concept.unit, figure.unit());
    let same_sign = matches!(
        (expected, found),
        (Unit::Year, Unit::Years)
            | (Unit::Years, Unit::Year)
            | (Unit::YuanPerPersonYear, Unit::YuanPerPerson)
    );
    if expected == found || same_sign {
        let keeps = expected == found || expected == Unit::YuanPerPersonYear;
        return Ok(if keeps { figure } else { figure.with_unit(expected) });
    }
    let (wanted, got) = (expected.symbol(), found.symbol());
    let title = &concept.title.zh;
    let message = words!(
        "{title}（{name}）的单位应是{wanted}，写的却是{got}：“{text}”",
        "{name} is measured in {wanted}, but {text:?} is in {got}"
    );
    let help = words!(
        "如果数值没错，就是概念选错了；用 `yizhang facts` 查看各概念的单位",
        "if the value is right, the concept is wrong: `yizhang facts` lists concepts and units"
    );
    Err(Box::new(Finding::new(&UNIT_MISMATCH, name, message).help(help)))
}

/// A figure of the concept as it is printed, with digits to look at: 12.00万元.
fn example(concept: &Concept) -> String {
    let dozen = Exact::from_integer(12).times(concept.form.scale.factor());
    concept.form.print(dozen.unwrap_or(Exact::ZERO)).to_string()
}
