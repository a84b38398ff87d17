//! What figures mean: unit, dimensions, and how they follow from others.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use yz_diagnostics::{Finding, Title, Words, read_toml, words};
use yz_units::{Exact, Figure, Form, Unit};

use crate::reference::Reference;
use crate::rules::{CONCEPT_BROKEN, UNKNOWN_UNIT};

/// What a figure means.
#[derive(Debug, Clone)]
pub struct Concept {
    /// The name in references; also the name of its file.
    pub name: String,
    /// The name in print.
    pub title: Words,
    /// The unit of its values.
    pub unit: Unit,
    /// Over a period, or at its end.
    pub kind: Kind,
    /// What it may be broken down by.
    pub dimensions: Vec<String>,
    /// How it is printed when nobody says otherwise.
    pub form: Form,
    /// Set by a rule: a printed 95% is 95, not 94.5 to 95.5.
    pub exact: bool,
    /// The policy parameter that gives the value.
    pub parameter: Option<String>,
    /// Other names in reports.
    pub aliases: Vec<String>,
    /// What it comprises.
    pub definition: Words,
    /// The key of the law or paper that defines it.
    pub source: Option<String>,
    /// How it follows from other facts; the first that can gives the value, the others check it.
    pub formulas: Vec<Formula>,
    /// Its file.
    pub path: String,
    /// Where in the file each formula stands.
    pub(crate) formula_spans: Vec<Range<usize>>,
}

/// Over a period, or at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Over a period: income, visits.
    Flow,
    /// At the end of a period: a balance, a head-count.
    Stock,
}

/// How a fact follows from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// The inputs added up; those marked `true` are taken away.
    Sum(Vec<(bool, Reference)>),
    /// The product of two.
    Product(Reference, Reference),
    /// The quotient of two.
    Ratio(Reference, Reference),
    /// The change against the previous period, in percent of it.
    Growth(Reference),
    /// The change against the previous period.
    Change(Reference),
    /// The concept's own total over the members of a dimension.
    SumOver(String),
}

impl Formula {
    /// The references that it reads.
    #[must_use]
    pub fn inputs(&self) -> Vec<&Reference> {
        match self {
            Self::Sum(parts) => parts.iter().map(|part| &part.1).collect(),
            Self::Product(a, b) | Self::Ratio(a, b) => vec![a, b],
            Self::Growth(a) | Self::Change(a) => vec![a],
            Self::SumOver(_) => Vec::new(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptToml {
    name: String,
    title: Title,
    unit: Spanned<String>,
    kind: Kind,
    #[serde(default)]
    dimensions: Vec<String>,
    print: Option<Spanned<String>>,
    #[serde(default)]
    exact: bool,
    parameter: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    definition: Title,
    source: Option<String>,
    sum: Option<Spanned<Vec<String>>>,
    product: Option<Spanned<Vec<String>>>,
    ratio: Option<Spanned<Vec<String>>>,
    growth: Option<Spanned<String>>,
    change: Option<Spanned<String>>,
    sum_over: Option<Spanned<String>>,
    #[serde(default)]
    also: Vec<FormulaToml>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct FormulaToml {
    sum: Option<Spanned<Vec<String>>>,
    product: Option<Spanned<Vec<String>>>,
    ratio: Option<Spanned<Vec<String>>>,
    growth: Option<Spanned<String>>,
    change: Option<Spanned<String>>,
    sum_over: Option<Spanned<String>>,
}

type SpannedFormula = (Formula, Range<usize>);

impl FormulaToml {
    /// Every formula that is written here; more than one is refused by the caller.
    fn formulas(self) -> Result<Vec<SpannedFormula>, (Words, Range<usize>)> {
        let mut found = Vec::new();
        if let Some(parts) = self.sum {
            let span = parts.span();
            let signed = |part: &String| {
                let plain = part.trim_start_matches('-');
                plain.parse().map(|reference| (plain.len() < part.len(), reference))
            };
            let parts: Result<Vec<_>, Words> = parts.get_ref().iter().map(signed).collect();
            found.push((Formula::Sum(parts.map_err(|words| (words, span.clone()))?), span));
        }
        if let Some(pair) = self.product {
            let span = pair.span();
            let (a, b) = two(pair.get_ref()).map_err(|words| (words, span.clone()))?;
            found.push((Formula::Product(a, b), span));
        }
        if let Some(pair) = self.ratio {
            let span = pair.span();
            let (a, b) = two(pair.get_ref()).map_err(|words| (words, span.clone()))?;
            found.push((Formula::Ratio(a, b), span));
        }
        if let Some(text) = self.growth {
            let span = text.span();
            let of = text.get_ref().parse().map_err(|words| (words, span.clone()))?;
            found.push((Formula::Growth(of), span));
        }
        if let Some(text) = self.change {
            let span = text.span();
            let of = text.get_ref().parse().map_err(|words| (words, span.clone()))?;
            found.push((Formula::Change(of), span));
        }
        if let Some(text) = self.sum_over {
            let span = text.span();
            found.push((Formula::SumOver(text.into_inner()), span));
        }
        Ok(found)
    }
}

fn two(pair: &[String]) -> Result<(Reference, Reference), Words> {
    match pair {
        [a, b] => Ok((a.parse()?, b.parse()?)),
        _ => {
            let count = pair.len();
            Err(words!(
                "乘积和比率各要两个输入，这里写了{count}个",
                "a product and a ratio take two inputs, here are {count}"
            ))
        }
    }
}

/// The one concept that is counted from the calendar.
pub(crate) const MONTHS_IN_PERIOD: &str = "months_in_period";

/// Methods of scoring give marks to the hundredth.
const MARKS_DECIMALS_MAX: u8 = 2;

impl Concept {
    /// Whole months of the period, counted from the calendar.
    pub(crate) fn months_in_period() -> Self {
        let title = words!("期间月数", "Months in the period");
        Self::adhoc(MONTHS_IN_PERIOD, title, Form::usual(Unit::Months).with_decimals(0))
    }

    /// The form in which a value is printed. Marks that a method gives to the hundredth keep their
    /// decimals: 9.55分 is not 10分, which would be full marks.
    pub(crate) fn form_of(&self, value: Exact) -> Form {
        match (self.unit, value.as_decimal(MARKS_DECIMALS_MAX)) {
            (Unit::Marks, Some(marks)) => {
                self.form.with_decimals(self.form.decimals.max(marks.decimals()))
            }
            _ => self.form,
        }
    }

    /// A concept that no file declares, printed in `form`.
    pub(crate) fn adhoc(name: &str, title: Words, form: Form) -> Self {
        Self {
            name: name.to_owned(),
            title,
            unit: form.unit,
            kind: Kind::Flow,
            dimensions: Vec::new(),
            form,
            exact: true,
            parameter: None,
            aliases: Vec::new(),
            definition: Words::default(),
            source: None,
            formulas: Vec::new(),
            path: format!("concepts/{name}.toml"),
            formula_spans: Vec::new(),
        }
    }

    /// Every concept and dimension that it names.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let inputs = self.formulas.iter().flat_map(Formula::inputs);
        let concepts = inputs.map(|reference| reference.concept.as_str());
        concepts.chain(self.dimensions.iter().map(String::as_str))
    }

    /// Reads a concept's file.
    ///
    /// # Errors
    ///
    /// A finding for a file that does not read, a name that is not the file's, an unknown unit, a
    /// form of print in another unit, a formula that is none.
    pub(crate) fn parse(path: &str, text: &str) -> Result<Self, Box<Finding>> {
        let file: ConceptToml = read_toml(path, text)?;
        let broken = |message: Words, span: Option<Range<usize>>| {
            let help = words!(
                "写法见 docs/formats.md 的 concepts 一节",
                "see the section on concepts in docs/formats.md"
            );
            Box::new(Finding::new(&CONCEPT_BROKEN, path, message).at(path, span).help(help))
        };
        let name = file.name;
        let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml");
        if stem != name {
            return Err(broken(
                words!("名称 {name} 与文件名 {stem} 不同", "the name {name} is not the file's"),
                None,
            ));
        }
        let unit = parse_unit(path, &file.unit)?;
        let form = parse_form(unit, file.print.as_ref())
            .map_err(|(words, span)| broken(words, Some(span)))?;
        let first = FormulaToml {
            sum: file.sum,
            product: file.product,
            ratio: file.ratio,
            growth: file.growth,
            change: file.change,
            sum_over: file.sum_over,
        };
        let mut formulas = Vec::new();
        for written in std::iter::once(first).chain(file.also) {
            let found = written.formulas().map_err(|(words, span)| broken(words, Some(span)))?;
            if let [_, second, ..] = found.as_slice() {
                let message = words!(
                    "一处只能写一个公式，其余写进 [[also]]",
                    "one formula at a place; further ones go into [[also]]"
                );
                return Err(broken(message, Some(second.1.clone())));
            }
            formulas.extend(found);
        }
        let (formulas, formula_spans) = formulas.into_iter().unzip();
        Ok(Self {
            name,
            title: file.title.into(),
            unit,
            kind: file.kind,
            dimensions: file.dimensions,
            form,
            exact: file.exact,
            parameter: file.parameter,
            aliases: file.aliases,
            definition: file.definition.into(),
            source: file.source,
            formulas,
            path: path.to_owned(),
            formula_spans,
        })
    }
}

fn parse_unit(path: &str, unit: &Spanned<String>) -> Result<Unit, Box<Finding>> {
    let name = unit.get_ref();
    name.parse().map_err(|_| {
        let message = words!("不认识的单位 `{name}`", "`{name}` is not a unit");
        let known: Vec<&str> = Unit::all().map(Unit::name).collect();
        let help = yz_diagnostics::did_you_mean(name, known);
        let finding = Finding::new(&UNKNOWN_UNIT, name, message);
        Box::new(finding.at(path, Some(unit.span())).help(help))
    })
}

fn parse_form(unit: Unit, print: Option<&Spanned<String>>) -> Result<Form, (Words, Range<usize>)> {
    let Some(print) = print else { return Ok(Form::usual(unit)) };
    let example = print.get_ref();
    let figure: Figure = example.parse().map_err(|err: yz_units::ParseFigureError| {
        (Words { zh: err.message_zh(), en: err.to_string() }, print.span())
    })?;
    let printed = figure.unit();
    let short = matches!((unit, printed), (Unit::YuanPerPersonYear, Unit::YuanPerPerson));
    let year = matches!((unit, printed), (Unit::Year, Unit::Years) | (Unit::Years, Unit::Year));
    if printed != unit && !short && !year {
        let words = words!(
            "印出的样子“{example}”用的单位不是 {unit}",
            "the form {example:?} is not in the unit {unit}"
        );
        return Err((words, print.span()));
    }
    let form = figure.form();
    Ok(if year { Form { unit, ..form } } else { form })
}

#[cfg(test)]
mod tests {
    use yz_diagnostics::words;
    use yz_units::{Exact, Form, Unit};

    use super::Concept;

    fn printed(unit: Unit, value: Exact) -> String {
        let concept = Concept::adhoc("score", words!("得分", "score"), Form::usual(unit));
        concept.form_of(value).print(value).to_string()
    }

    #[test]
    fn marks_keep_their_hundredths_and_whole_marks_stay_whole() {
        assert_eq!(printed(Unit::Marks, "9.55".parse().unwrap()), "9.55分");
        assert_eq!(printed(Unit::Marks, "9.6".parse().unwrap()), "9.6分");
        assert_eq!(printed(Unit::Marks, "10".parse().unwrap()), "10分");
        assert_eq!(printed(Unit::Persons, "9.55".parse().unwrap()), "10人");
    }

    #[test]
    fn marks_that_no_method_gives_are_rounded_as_the_concept_is() {
        // 2 ÷ 3 has no end: nothing but a calculation of somebody's own gives it.
        assert_eq!(printed(Unit::Marks, Exact::fraction(2, 3).unwrap()), "1分");
    }
}
