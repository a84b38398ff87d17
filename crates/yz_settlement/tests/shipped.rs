//! The benefits that are shipped: every file loads, is called what it holds, and rests on sources
//! that are listed.

use std::fs;
use std::path::PathBuf;

use yz_settlement::Plan;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The stem and text of every file of `benefits/`, in order.
fn files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = fs::read_dir(root().join("benefits"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .map(|path| {
            let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (stem, fs::read_to_string(&path).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn plan(stem: &str, text: &str) -> Plan {
    let path = format!("benefits/{stem}.toml");
    Plan::load(&path, text).unwrap_or_else(|findings| panic!("{path}: {findings:#?}"))
}

#[test]
fn every_file_has_one_rule_for_each_combination() {
    let files = files();
    assert!(4 <= files.len(), "{}", files.len());
    for (stem, text) in files {
        assert_eq!(plan(&stem, &text).name, stem);
    }
}

#[test]
fn every_source_is_listed() {
    let sources = fs::read_to_string(root().join("policy/sources.toml")).unwrap();
    let sources: toml::Table = sources.parse().unwrap();
    for (stem, text) in files() {
        for basis in plan(&stem, &text).bases {
            assert!(sources.contains_key(&basis.source), "{stem}: {}", basis.source);
        }
    }
}

/// What a file without its rule for level 2 leaves open is found, so the first test can fail.
#[test]
fn a_rule_taken_out_leaves_a_gap() {
    for (stem, text) in files() {
        let mut file: toml::Table = text.parse().unwrap();
        file["ratio"].as_array_mut().unwrap().pop();
        let findings = Plan::load(&stem, &file.to_string()).unwrap_err();
        assert!(findings.iter().any(|it| it.rule.name == "benefit-rules-leave-gap"), "{stem}");
    }
}

/// The values of the page of 蚌山区 are verified, what was read into it is not; of 邢台 nothing is.
#[test]
fn what_was_not_seen_says_so() {
    let (stem, text) = files().into_iter().find(|(stem, _)| stem == "340300-bengbu").unwrap();
    let bengbu = plan(&stem, &text);
    assert!(bengbu.unverified);
    let verified: Vec<_> = bengbu.bases.iter().filter(|basis| basis.verified).collect();
    let tables: Vec<_> = verified.iter().map(|basis| basis.table).collect();
    assert_eq!(tables, ["deductible", "ratio"]);
    assert!(verified.iter().all(|basis| basis.source == "bengshan-inpatient-page"));
    let asked = |table| bengbu.bases.iter().any(|basis| basis.table == table && !basis.verified);
    assert!(asked("waiting") && asked("newborn") && asked("away") && asked("catalogue"));

    let (stem, text) = files().into_iter().find(|(stem, _)| stem == "130500-xingtai").unwrap();
    let xingtai = plan(&stem, &text);
    assert!(xingtai.bases.iter().all(|basis| !basis.verified));
    assert!(xingtai.bases.iter().any(|basis| basis.table == "critical_illness.incentive"));
}
