//! Scores whole books, with figures and marks worked out by hand.

use std::fs;

use yz_diagnostics::Level;
use yz_facts::{Catalogue, Facts, parse_facts};
use yz_indicators::{Evidence, Sheet, Template, score};

use crate::templates::{root, templates, toml_files};
use crate::tiny;

/// The figures that the fund table of Panzhihua for 2023 rests on, as published.
const FACTS: &str = r#"
    source = "published"
    facts = [
      { fact = "combined_enrolment_rate", value = "88.56%", place = "L82" },
      { fact = "combined_enrolment_rate[stage=target]", value = "95%", place = "L82" },
      { fact = "fund_income", value = "70,325.02万元", place = "L26" },
      { fact = "fund_income[stage=budget]", value = "69,876.23万元", place = "L22" },
      { fact = "fund_expenditure", value = "64,970.33万元", place = "L26" },
      { fact = "fund_expenditure[stage=budget]", value = "66,089.86万元", place = "L22" },
      { fact = "contribution_income_share", value = "35.86%", place = "L94" },
      { fact = "benefit_expenditure_share", value = "94.04%", place = "L94" },
      { fact = "other_expenditure_share", value = "0.04%", place = "L94" },
      { fact = "interest_yield", value = "1.03%", place = "L104" },
      { fact = "interest_yield[stage=target]", value = "1.1%", place = "L104" },
      { fact = "inpatient_reimbursement_rate", value = "73.96%", place = "L108" },
      { fact = "outpatient_reimbursement_rate", value = "77.46%", place = "L108" },
      { fact = "payable_months", value = "7.44个月", place = "L112" },
      { fact = "satisfaction_rate", value = "98%", place = "L116" },
      { fact = "supervision_evaluation_rank", value = "第10名", place = "L76" },
    ]"#;

/// What the published text says of everything that no figure decides: all of it is met.
const MET: [&str; 15] = [
    "policy_making",
    "decision_process",
    "management_system",
    "budget_management",
    "performance_management",
    "policy_execution",
    "unified_management_system",
    "designated_institution_management",
    "payment_method_reform",
    "financial_management",
    "fund_risk_prevention",
    "subsidy_in_place",
    "individual_contribution_standard",
    "benefit_timeliness",
    "commendation",
];

struct Book {
    template: Template,
    facts: Facts,
    evidence: Vec<Evidence>,
}

impl Book {
    /// A book with more facts than [`FACTS`], and evidence for all of [`MET`] but those left out.
    fn new(more: &str, without: &[&str]) -> Self {
        let (_, template) =
            templates().into_iter().find(|(name, _)| name == "fund-performance").unwrap();
        let text = FACTS.replace("    ]", &format!("{more}\n    ]"));
        let facts = facts(&template, &text, &[]);
        let told = MET.iter().filter(|name| !without.contains(name));
        let entry = |name: &&str| {
            format!(
                "[[evidence]]\nindicator = \"{name}\"\nmet = true\nwhat = \"自评报告\"\n\
                 source = \"published\"\nplace = \"L42\"\n"
            )
        };
        let text: String = told.map(entry).collect();
        let (evidence, findings) =
            Evidence::parse("evidence.toml", &text, &template, &["published".to_owned()]);
        assert!(findings.is_empty(), "{findings:#?}");
        Self { template, facts, evidence }
    }

    fn score(&self) -> Sheet {
        score(&self.template, &self.facts, &self.evidence)
    }
}

/// The facts of a book with the house's concepts and the template's indicators.
fn facts(
    template: &Template,
    text: &str,
    given: &[(yz_facts::Reference, yz_facts::Given)],
) -> Facts {
    let mut files = toml_files(&root().join("codes"), "codes");
    files.extend(toml_files(&root().join("concepts"), "concepts"));
    let (mut catalogue, _) = Catalogue::load(&files);
    let findings = catalogue.add_members("indicator", template.members());
    assert!(findings.is_empty(), "{findings:#?}");
    let sources = ["published".to_owned()];
    let (declared, findings) = parse_facts("facts.toml", text, &catalogue, &sources);
    assert!(findings.is_empty(), "{findings:#?}");
    Facts::derive(catalogue, "2023".parse().unwrap(), &declared, given)
}

fn rules(sheet: &Sheet) -> Vec<(&str, Level, &str)> {
    let findings = sheet.findings.iter();
    findings.map(|found| (found.rule.name, found.level, found.subject.as_str())).collect()
}

fn marks(sheet: &Sheet, name: &str) -> String {
    let row = sheet.row(name).unwrap();
    let marks = row.marks.map_or("—".to_owned(), |marks| marks.to_string());
    format!("{marks}/{}", row.full_marks)
}

/// Every mark off: supervision 4, enrolment 5, interest 1. 100 − 10 + 5 on top = 95, as published.
#[test]
fn our_own_table_comes_to_the_published_total() {
    let sheet = Book::new("", &[]).score();
    assert_eq!(rules(&sheet), []);
    let groups = ["decision", "process", "output", "benefit", "bonus"];
    let scored: Vec<String> = groups.iter().map(|name| marks(&sheet, name)).collect();
    assert_eq!(scored, ["8/8", "33/37", "26/31", "23/24", "5/5"]);
    assert_eq!(sheet.total.unwrap().to_string(), "95");
    assert_eq!(
        sheet.working.zh,
        "决策指标8 + 过程指标33 + 产出指标26 + 效益指标23 + 加分项5 = 95分"
    );
    assert_eq!(sheet.full_marks.to_string(), "100");
    assert_eq!(sheet.bonus.unwrap().to_string(), "5");
    assert_eq!(sheet.grade.unwrap().title.zh, "优");
}

/// The published text gives supervision 6 and takes 4 off: its full marks are 10, its table is 101
/// and its total 96.
#[test]
fn somebody_elses_full_marks_are_added_up_anew() {
    let full =
        r#"{ fact = "full_marks[indicator=fund_supervision]", value = "10分", place = "L76" },"#;
    let book = Book::new(full, &[]);
    let sheet = book.score();
    assert_eq!(rules(&sheet), [("full-marks-not-closed", Level::Error, "fund-performance")]);
    let comparison = sheet.findings[0].comparison.as_ref().unwrap();
    assert_eq!(sheet.findings[0].place.as_ref().unwrap().file, "facts.toml");
    assert_eq!(comparison.printed, "100分");
    assert_eq!(comparison.recomputed, "101分");
    assert_eq!(comparison.working, "8 + 38 + 31 + 24 = 101");
    assert_eq!(marks(&sheet, "fund_supervision"), "6/10");
    assert_eq!(marks(&sheet, "risk_control"), "7/11");
    assert_eq!(sheet.total.unwrap().to_string(), "96");
    assert_eq!(sheet.full_marks.to_string(), "101");
}

#[test]
fn scores_become_facts_and_the_tree_is_summed() {
    let book = Book::new("", &[]);
    let sheet = book.score();
    let given = sheet.computed();
    let facts = facts(&book.template, FACTS, &given);
    let printed = |name: &str| facts.find(name).unwrap().value.unwrap().to_string();
    assert_eq!(printed("score[indicator=fund_supervision]"), "5");
    assert_eq!(printed("full_marks[indicator=risk_control]"), "10");
    assert_eq!(printed("score[indicator=process]"), "33");
    assert_eq!(printed("full_marks"), "100");
    assert_eq!(printed("score"), "95");
    assert_eq!(printed("deduction[indicator=enrolment_policy]"), "5");
    let score = facts.find("score[indicator=enrolment_policy]").unwrap();
    let [derivation] = score.derivations.as_slice() else { panic!() };
    let yz_facts::Step::Given(given) = &derivation.step else { panic!() };
    assert!(given.unverified, "no official source says that it is all or nothing");
    assert_eq!(derivation.working, "88.56% < 95%，不得分");
    let inputs: Vec<String> = score.inputs().iter().map(ToString::to_string).collect();
    assert_eq!(
        inputs,
        [
            "combined_enrolment_rate[period=2023-12-31]",
            "combined_enrolment_rate[stage=target, period=2023-12-31]",
        ]
    );
}

#[test]
fn rows_show_value_target_deduction_and_evidence() {
    let sheet = Book::new("", &[]).score();
    let row = sheet.row("enrolment_policy").unwrap();
    assert_eq!((row.value.as_str(), row.target.as_str()), ("88.56%", "95%"));
    assert_eq!(row.deduction.unwrap().to_string(), "5");
    assert_eq!((row.level, row.is_indicator, row.verified), (2, true, false));
    assert_eq!(row.evidence[0].what, "基本医保综合参保率：88.56%");
    assert_eq!(row.evidence[0].places, ["L82"]);
    let row = sheet.row("commendation").unwrap();
    assert_eq!((row.bonus, row.deduction), (true, None));
    assert_eq!(row.evidence[0].what, "自评报告");
    // 70,325.02 ÷ 69,876.23 = 100.6422…%: the exact value is judged, the rounded one shown
    let row = sheet.row("income_budget_completion").unwrap();
    assert_eq!(row.working.zh, "95% ≤ 100.64% < 105%，得4分");
}

#[test]
fn what_is_missing_is_said_and_there_is_no_total_without_it() {
    let book = Book::new("", &["policy_making"]);
    let sheet = book.score();
    assert_eq!(rules(&sheet), [("indicator-not-scored", Level::Hint, "policy_making")]);
    assert_eq!((sheet.total, sheet.grade.clone()), (None, None));
    assert_eq!(sheet.working.zh, "有1项没有评分，暂无总分");
    assert_eq!(marks(&sheet, "decision"), "—/8");
    assert_eq!(marks(&sheet, "process"), "33/37");
    let unscored: Vec<&str> = sheet.unscored().map(|row| row.name.as_str()).collect();
    assert_eq!(unscored, ["policy_making"]);
    let given = sheet.computed();
    let named = |concept: &str| given.iter().filter(|(of, _)| of.concept == concept).count();
    assert_eq!((named("full_marks"), named("score")), (28, 27));
}

#[test]
fn a_score_that_nothing_supports_is_found() {
    let mut book = Book::new("", &[]);
    for entry in &mut book.evidence {
        if entry.indicator == "policy_making" {
            entry.places.clear();
        }
    }
    let sheet = book.score();
    assert_eq!(rules(&sheet), [("score-without-evidence", Level::Warning, "policy_making")]);
    assert_eq!(sheet.total.unwrap().to_string(), "95", "it is found, not taken away");
}

/// 90 and 5 on top: 95, or less where the table says so.
#[test]
fn a_total_is_capped_only_when_the_template_says_so() {
    let template = fs::read_to_string(root().join("indicators/fund-performance/template.toml"));
    let capped = template.unwrap().replace("source =", "cap_total = \"90\"\nsource =");
    let folder = root().join("indicators/fund-performance");
    let mut files = toml_files(&folder, "indicators/fund-performance");
    files.retain(|(path, _)| !path.ends_with("/template.toml"));
    files.push(("indicators/fund-performance/template.toml".to_owned(), capped));
    let (template, findings) = Template::load("fund-performance", &files);
    assert!(findings.is_empty(), "{findings:#?}");
    let book = Book { template: template.unwrap(), ..Book::new("", &[]) };
    let sheet = book.score();
    assert_eq!(sheet.total.unwrap().to_string(), "90");
    assert!(sheet.working.zh.ends_with("= 95分，按上限计90分"), "{}", sheet.working.zh);
}

/// 0 ÷ 0 is no rate: nothing is scored by it.
#[test]
fn an_undefined_rate_is_not_scored() {
    let keys = "method = \"threshold\"\nbetter = \"higher\"\nvalue = \"rate\"\ntarget = \"95%\"\n\
                full_marks = \"5\"";
    let (template, _) = tiny::load(keys);
    let template = template.unwrap();
    let concept = |name: &str, rest: &str| {
        let text = format!("name = \"{name}\"\ntitle.zh = \"{name}\"\nkind = \"flow\"\n{rest}");
        (format!("concepts/{name}.toml"), text)
    };
    let (catalogue, findings) = Catalogue::load(&[
        concept("paid", "unit = \"yuan\""),
        concept("due", "unit = \"yuan\""),
        concept("rate", "unit = \"percent\"\nratio = [\"paid\", \"due\"]"),
    ]);
    assert!(findings.is_empty(), "{findings:#?}");
    let text = "source = \"b\"\nfacts = [\n\
                { fact = \"paid\", value = \"0元\", place = \"L1\" },\n\
                { fact = \"due\", value = \"0元\", place = \"L1\" },\n]";
    let (declared, _) = parse_facts("facts.toml", text, &catalogue, &["b".to_owned()]);
    let facts = Facts::derive(catalogue, "2023".parse().unwrap(), &declared, &[]);
    let sheet = score(&template, &facts, &[]);
    assert_eq!(sheet.row("tested").unwrap().working.zh, "rate 没有定义（除数为零）");
    assert_eq!(rules(&sheet), [("indicator-not-scored", Level::Hint, "tested")]);
}
