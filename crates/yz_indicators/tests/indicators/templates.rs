//! Every template of the house loads without a finding, and its worked cases come out.

use std::fs;
use std::path::{Path, PathBuf};

use yz_facts::Catalogue;
use yz_indicators::{Node, Template};

#[test]
fn every_template_loads_without_findings() {
    let templates = templates();
    assert!(5 <= templates.len(), "{} templates", templates.len());
    for (name, template) in templates {
        assert_eq!(template.full_marks.to_string(), "100", "{name}");
        assert_eq!(template.grade("90".parse().unwrap()).unwrap().title.zh, "优", "{name}");
        assert_eq!(template.grade("89.99".parse().unwrap()).unwrap().title.zh, "良", "{name}");
        assert_eq!(template.grade("0".parse().unwrap()).unwrap().title.zh, "差", "{name}");
    }
}

/// Facts and sources that templates name must be those of the house.
#[test]
fn every_fact_and_source_of_every_template_is_known() {
    let mut files = toml_files(&root().join("codes"), "codes");
    files.extend(toml_files(&root().join("concepts"), "concepts"));
    let (catalogue, _) = Catalogue::load(&files);
    let sources = fs::read_to_string(root().join("policy/sources.toml")).unwrap();
    let sources: toml::Table = toml::from_str(&sources).unwrap();
    let sources: Vec<String> = sources.keys().cloned().collect();
    for (_, template) in templates() {
        let findings = template.check_references(&catalogue, &sources);
        assert!(findings.is_empty(), "{findings:#?}");
    }
}

/// The names on which books and reports agreed with us.
#[test]
fn the_fund_tree_stands_in_its_order() {
    let templates = templates();
    let (_, fund) = templates.iter().find(|(name, _)| name == "fund-performance").unwrap();
    let shown =
        |(level, node): (usize, Node<'_>)| format!("{level} {} {}", node.name(), node.full_marks());
    let tree: Vec<String> = fund.walk().into_iter().map(shown).collect();
    let expected = [
        "1 decision 8",
        "2 policy_making 5",
        "2 decision_process 3",
        "1 process 37",
        "2 management_system 3",
        "2 budget_management 4",
        "2 performance_management 5",
        "2 policy_execution 3",
        "2 organisation 8",
        "3 unified_management_system 4",
        "3 designated_institution_management 2",
        "3 payment_method_reform 2",
        "2 financial_management 4",
        "2 risk_control 10",
        "3 fund_supervision 9",
        "3 fund_risk_prevention 1",
        "1 output 31",
        "2 enrolment_policy 5",
        "2 contribution_policy 10",
        "3 subsidy_in_place 5",
        "3 individual_contribution_standard 5",
        "2 budget_accuracy 8",
        "3 income_budget_completion 4",
        "3 expenditure_budget_completion 4",
        "2 income_expenditure_quality 3",
        "3 premium_share_of_income 1",
        "3 benefit_share_of_expenditure 1",
        "3 other_share_of_expenditure 1",
        "2 benefit_timeliness 5",
        "1 benefit 24",
        "2 economic_benefit 4",
        "2 social_benefit 10",
        "3 inpatient_reimbursement 5",
        "3 outpatient_reimbursement 5",
        "2 fund_sustainability 5",
        "3 current_balance_kept 3",
        "3 fund_safety 2",
        "2 satisfaction 5",
        "1 bonus 5",
        "2 commendation 5",
    ];
    assert_eq!(tree, expected);
    assert!(fund.is_bonus("bonus") && !fund.is_bonus("risk_control"));
}

#[test]
fn members_name_their_parents_first() {
    for (name, template) in templates() {
        let members = template.members();
        for (place, member) in members.iter().enumerate() {
            let Some(parent) = &member.parent else { continue };
            let before = &members[..place];
            assert!(before.iter().any(|known| known.code == *parent), "{name} {}", member.code);
        }
        let indicators = template.indicators().count();
        assert_eq!(members.len(), indicators + template.groups.len(), "{name}");
    }
}

/// Every template of the house, with its name; a finding fails the test.
pub(crate) fn templates() -> Vec<(String, Template)> {
    let mut templates = Vec::new();
    for entry in fs::read_dir(root().join("indicators")).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let files = toml_files(&entry.path(), &format!("indicators/{name}"));
        let (template, findings) = Template::load(&name, &files);
        assert!(findings.is_empty(), "{findings:#?}");
        templates.push((name, template.unwrap()));
    }
    templates.sort_by(|a, b| a.0.cmp(&b.0));
    templates
}

/// The TOML files of a folder with their texts, by path below the root.
pub(crate) fn toml_files(dir: &Path, shown: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.ends_with(".toml") {
            files.push((format!("{shown}/{name}"), fs::read_to_string(&path).unwrap()));
        }
    }
    files.sort();
    files
}

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}
