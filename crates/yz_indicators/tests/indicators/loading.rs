//! What a template that does not stand is told.

use yz_diagnostics::Finding;
use yz_facts::Catalogue;
use yz_indicators::{Evidence, Template};

use crate::tiny::{HEAD, template_toml};

/// The keys of an indicator that stands.
const KEYS: &str = r#"
    method = "threshold"
    better = "higher"
    value = "enrolment_rate"
    target = "95%"
    full_marks = "5"

    [[case]]
    facts = { "enrolment_rate" = "88.56%" }
    marks = "0"
    working = "88.56% < 95%"
"#;

/// Loads the tiny template after replacing texts in `template.toml` and in `tested.toml`.
fn load(template: &[(&str, &str)], indicator: &[(&str, &str)]) -> (Option<Template>, Vec<Finding>) {
    let replaced = |text: String, changes: &[(&str, &str)]| {
        changes.iter().fold(text, |text, (old, new)| {
            assert!(text.contains(old), "{old:?} is not in {text}");
            text.replace(old, new)
        })
    };
    let files = [
        ("indicators/tiny/template.toml".to_owned(), replaced(template_toml("5"), template)),
        ("indicators/tiny/tested.toml".to_owned(), replaced(format!("{HEAD}{KEYS}"), indicator)),
    ];
    Template::load("tiny", &files)
}

fn only(findings: &[Finding]) -> &Finding {
    assert_eq!(findings.len(), 1, "{findings:#?}");
    &findings[0]
}

/// The rule and the English message of the only finding about a changed indicator.
fn told(indicator: &[(&str, &str)]) -> (String, String) {
    let (_, findings) = load(&[], indicator);
    let finding = only(&findings);
    let place = finding.place.as_ref().unwrap();
    assert_eq!(place.file, "indicators/tiny/tested.toml");
    (finding.rule.name.to_owned(), format!("{}; {}", finding.message.en, finding.help.en))
}

#[test]
fn a_template_that_stands_has_no_findings() {
    let (template, findings) = load(&[], &[]);
    assert!(findings.is_empty(), "{findings:#?}");
    assert_eq!(template.unwrap().indicators().count(), 1);
}

#[test]
fn a_mistyped_key_is_named_with_the_nearest_one() {
    let (rule, words) = told(&[("evidence =", "evidense =")]);
    assert_eq!(rule, "unknown-key");
    assert!(words.contains("did you mean `evidence`?"), "{words}");
}

#[test]
fn a_missing_key_is_named() {
    let (rule, words) = told(&[("source = \"yizhang\"\n", "\n")]);
    assert_eq!(rule, "missing-key");
    assert!(words.contains("`source` is missing"), "{words}");
}

#[test]
fn a_mistyped_method_and_group_are_named_with_the_nearest_ones() {
    let (rule, words) = told(&[("\"threshold\"", "\"treshold\"")]);
    assert_eq!(rule, "unknown-method");
    assert!(words.contains("did you mean `threshold`?"), "{words}");
    let (_, findings) = load(&[], &[("group = \"output\"", "group = \"outputs\"")]);
    let finding = only(&findings);
    assert_eq!(finding.rule.name, "unknown-group");
    assert_eq!(finding.help.en, "did you mean `output`?");
}

#[test]
fn names_must_be_those_of_folder_and_file() {
    assert_eq!(told(&[("\"tested\"", "\"testet\"")]).0, "indicator-template-broken");
    let (template, findings) = load(&[("\"tiny\"", "\"small\"")], &[]);
    assert!(template.is_none());
    assert_eq!(only(&findings).rule.name, "indicator-template-broken");
    let (template, findings) = Template::load("tiny", &[]);
    assert!(template.is_none());
    assert_eq!(only(&findings).rule.name, "indicator-template-broken");
}

#[test]
fn full_marks_close_at_every_level() {
    // the group prints 6, its only indicator has 5
    let group = ("en = \"Output\" }, full_marks = \"5\"", "en = \"Output\" }, full_marks = \"6\"");
    let (_, findings) = load(&[group], &[]);
    let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.name).collect();
    assert_eq!(rules, ["full-marks-not-closed"; 2], "the group, and the whole");
    let of_group = findings[0].comparison.as_ref().unwrap();
    assert_eq!(findings[0].subject, "output");
    assert_eq!((of_group.printed.as_str(), of_group.recomputed.as_str()), ("6分", "5分"));
    assert_eq!((of_group.difference.as_str(), of_group.working.as_str()), ("1分", "5 = 5"));
    let of_all = findings[1].comparison.as_ref().unwrap();
    assert_eq!(findings[1].subject, "tiny");
    assert_eq!((of_all.printed.as_str(), of_all.recomputed.as_str()), ("5分", "6分"));
}

#[test]
fn worked_cases_are_worked_out_again() {
    let (_, findings) = load(&[], &[("marks = \"0\"", "marks = \"5\"")]);
    let finding = only(&findings);
    assert_eq!(finding.rule.name, "worked-case-fails");
    let comparison = finding.comparison.as_ref().unwrap();
    assert_eq!((comparison.printed.as_str(), comparison.recomputed.as_str()), ("5分", "0分"));
    assert_eq!(comparison.working, "88.56% < 95%，不得分");
    let (_, findings) = load(&[], &[("{ \"enrolment_rate\"", "{ \"other_rate\"")]);
    assert_eq!(only(&findings).message.en.as_str(), UNUSED);
    assert_eq!(told(&[("\"88.56% < 95%\"", "\"\"")]).0, "worked-case-fails");
    assert_eq!(told(&[("88.56%\" }", "88.56\" }")]).0, "target-not-read");
}

const UNUSED: &str = "a case of tested cannot be scored: the indicator does not use other_rate";

#[test]
fn an_indicator_needs_a_worked_case_a_source_and_a_readable_target() {
    let case = &KEYS[KEYS.find("[[case]]").unwrap()..];
    assert_eq!(told(&[(case, "")]).0, "indicator-without-worked-case");
    assert_eq!(told(&[("source = \"yizhang\"", "source = \"\"")]).0, "indicator-without-source");
    assert_eq!(told(&[("\"95%\"\n", "\"95\"\n")]).0, "target-not-read");
    assert_eq!(told(&[("full_marks = \"5\"", "full_marks = \"five\"")]).0, "value-of-wrong-kind");
}

#[test]
fn grades_descend_to_zero() {
    let (template, findings) = load(&[("at_least = \"0\"", "at_least = \"60\"")], &[]);
    assert!(template.is_none());
    assert_eq!(only(&findings).rule.name, "indicator-template-broken");
}

#[test]
fn unknown_facts_and_sources_are_found_with_their_place() {
    let (template, _) = load(&[], &[]);
    let template = template.unwrap();
    let concept = "name = \"enrolment_rate\"\ntitle.zh = \"参保率\"\nunit = \"percent\"\n\
                   kind = \"stock\"";
    let files = [("concepts/enrolment_rate.toml".to_owned(), concept.to_owned())];
    let (catalogue, _) = Catalogue::load(&files);
    let known = ["yizhang".to_owned()];
    assert!(template.check_references(&catalogue, &known).is_empty());
    let findings = template.check_references(&Catalogue::default(), &known);
    assert_eq!(only(&findings).rule.name, "unknown-concept");
    let other = ["yizhan".to_owned()];
    let findings = template.check_references(&catalogue, &other);
    assert_eq!(findings.len(), 2, "the template and its indicator");
    assert!(findings.iter().all(|finding| finding.rule.name == "unknown-source"));
    assert_eq!(findings[1].help.en, "did you mean `yizhan`?");
}

/// A template with one indicator of elements, to hold evidence against.
fn by_elements() -> Template {
    let keys = r#"
        method = "elements"
        full_marks = "5"
        elements = [{ name = "procedure", title = { zh = "程序", en = "p" }, marks = "5" }]

        [[case]]
        met = ["procedure"]
        marks = "5"
        working = "5"
    "#;
    let (template, findings) = load(&[], &[(KEYS, keys)]);
    assert!(findings.is_empty(), "{findings:#?}");
    template.unwrap()
}

#[test]
fn evidence_must_fit_the_template() {
    let read = |template: &Template, rest: &str| {
        let text = format!("[[evidence]]\nindicator = {rest}");
        let (evidence, findings) =
            Evidence::parse("evidence.toml", &text, template, &["book".to_owned()]);
        let told = findings.first().map(|finding| {
            let place = finding.place.as_ref().unwrap();
            assert_eq!(place.file, "evidence.toml");
            (
                finding.rule.name,
                finding.help.en.clone(),
                text[place.span.clone().unwrap()].to_owned(),
            )
        });
        (evidence.len(), told)
    };
    let template = by_elements();
    assert_eq!(read(&template, "\"tested\"\nmet = [\"procedure\"]"), (1, None));
    assert_eq!(read(&template, "\"tested\"\nmet = true\nsource = \"book\""), (1, None));
    let told = |rule, help: &str, at: &str| (0, Some((rule, help.to_owned(), at.to_owned())));
    assert_eq!(
        read(&template, "\"teste\"\nmet = true"),
        told("unknown-indicator", "did you mean `tested`?", "\"teste\"")
    );
    assert_eq!(
        read(&template, "\"tested\"\nmet = [\"procedures\"]"),
        told("unknown-element", "did you mean `procedure`?", "[\"procedures\"]")
    );
    assert_eq!(
        read(&template, "\"tested\"\nsource = \"boook\""),
        told("unknown-source", "did you mean `book`?", "\"boook\"")
    );
    let by_fact = load(&[], &[]).0.unwrap();
    let (left, told) = read(&by_fact, "\"tested\"\nmet = true");
    assert_eq!((left, told.unwrap().0), (0, "evidence-does-not-fit"));
}

#[test]
fn entries_that_contradict_each_other_are_found() {
    let template = by_elements();
    let entry = |met: &str| format!("[[evidence]]\nindicator = \"tested\"\nmet = {met}\n");
    let both = |a, b| {
        let text = entry(a) + &entry(b);
        Evidence::parse("evidence.toml", &text, &template, &[]).1
    };
    assert!(both("[\"procedure\"]", "[]").is_empty(), "lists are put together");
    assert!(both("true", "true").is_empty());
    assert_eq!(only(&both("true", "false")).rule.name, "evidence-does-not-fit");
}
