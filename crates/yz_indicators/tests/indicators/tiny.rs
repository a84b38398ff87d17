//! A template of one indicator, and books to score by it.

use std::collections::BTreeMap;

use yz_diagnostics::Finding;
use yz_facts::{Catalogue, Facts, Reference, parse_facts};
use yz_indicators::{Evidence, Sheet, Template, score as score_book};
use yz_units::Figure;

/// The template: one group and the indicator `tested`, whose full marks are given.
pub(crate) fn template_toml(full: &str) -> String {
    format!(
        r#"
        name = "tiny"
        title = {{ zh = "示例", en = "Example" }}
        full_marks = "{full}"
        source = "yizhang"
        verified = false
        grades = [{{ at_least = "0", title = {{ zh = "合格", en = "pass" }} }}]
        group = [
          {{ name = "output", title = {{ zh = "产出", en = "Output" }}, full_marks = "{full}" }},
        ]"#
    )
}

/// What every indicator file has besides its method.
pub(crate) const HEAD: &str = r#"
    name = "tested"
    title = { zh = "被测指标", en = "Tested" }
    group = "output"
    order = 10
    definition = { zh = "示例", en = "Example" }
    evidence = ["台账"]
    source = "yizhang"
    place = "示例"
    verified = false
"#;

/// Loads the template with an indicator of the given keys. The finding that the indicator has no
/// worked case is left out: its cases stand in `cases.md`.
pub(crate) fn load(keys: &str) -> (Option<Template>, Vec<Finding>) {
    let written: toml::Table = toml::from_str(keys).unwrap();
    let full_marks = written["full_marks"].as_str().unwrap();
    let files = [
        ("indicators/tiny/template.toml".to_owned(), template_toml(full_marks)),
        ("indicators/tiny/tested.toml".to_owned(), format!("{HEAD}{keys}\n")),
    ];
    let (template, mut findings) = Template::load("tiny", &files);
    findings.retain(|finding| finding.rule.name != "indicator-without-worked-case");
    (template, findings)
}

/// The catalogue with a concept for each fact, in the unit of its figure, and for the scores.
pub(crate) fn catalogue(facts: &BTreeMap<String, String>, template: &Template) -> Catalogue {
    let stage = r#"
        name = "stage"
        title = { zh = "环节", en = "Stage" }
        default = "actual"
        source = "yizhang"
        member = [
          { code = "actual", title = { zh = "", en = "" } },
          { code = "target", title = { zh = "目标值", en = "target" } },
        ]"#;
    let mut files = BTreeMap::from([("codes/stage.toml".to_owned(), stage.to_owned())]);
    let mut concept = |name: &str, unit: &str, dimension: &str, rest: &str| {
        let text = format!(
            "name = \"{name}\"\ntitle.zh = \"{name}\"\nunit = \"{unit}\"\nkind = \"flow\"\n\
             dimensions = [\"{dimension}\"]\n{rest}"
        );
        files.entry(format!("concepts/{name}.toml")).or_insert(text);
    };
    for (name, figure) in facts {
        let reference: Reference = name.parse().unwrap();
        let figure: Figure = figure.parse().unwrap();
        concept(&reference.concept, figure.unit().name(), "stage", "");
    }
    for indicator in template.indicators() {
        for reference in indicator.value.iter() {
            concept(&reference.concept, "percent", "stage", "");
        }
    }
    concept("score", "marks", "indicator", "sum_over = \"indicator\"");
    concept("full_marks", "marks", "indicator", "sum_over = \"indicator\"");
    let files: Vec<(String, String)> = files.into_iter().collect();
    let (mut catalogue, findings) = Catalogue::load(&files);
    assert!(findings.is_empty(), "{findings:#?}");
    let findings = catalogue.add_members("indicator", template.members());
    assert!(findings.is_empty(), "{findings:#?}");
    catalogue
}

/// Scores a book with these facts, full marks of its own, and what is met.
pub(crate) fn score(
    template: &Template,
    facts: &BTreeMap<String, String>,
    full_marks: Option<&str>,
    met: Option<&toml::Value>,
) -> Sheet {
    let mut text = String::from("source = \"book\"\nfacts = [\n");
    for (name, figure) in facts {
        text += &format!("  {{ fact = \"{name}\", value = \"{figure}\", place = \"L1\" }},\n");
    }
    if let Some(full) = full_marks {
        let name = "full_marks[indicator=tested]";
        text += &format!("  {{ fact = \"{name}\", value = \"{full}分\", place = \"L1\" }},\n");
    }
    text += "]\n";
    let sources = ["book".to_owned()];
    let catalogue = catalogue(facts, template);
    let (declared, findings) = parse_facts("facts.toml", &text, &catalogue, &sources);
    assert!(findings.is_empty(), "{findings:#?}");
    let facts = Facts::derive(catalogue, "2023".parse().unwrap(), &declared, &[]);
    let met = met.map_or(String::new(), |met| {
        format!("[[evidence]]\nindicator = \"tested\"\nmet = {met}\nwhat = \"台账\"\n")
    });
    let (evidence, findings) = Evidence::parse("evidence.toml", &met, template, &sources);
    assert!(findings.is_empty(), "{findings:#?}");
    score_book(template, &facts, &evidence)
}
