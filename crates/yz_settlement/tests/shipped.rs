//! The benefits that are shipped: every file loads, is called what it holds, and rests on sources
//! that are listed. Amounts are worked out by hand, and the working stands beside them.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail where it stands"
)]

use std::fs;
use std::path::PathBuf;

use yz_records::{CareKind, Category, Filing, InstitutionLevel, Place, Transfer};
use yz_settlement::{Charge, Combination, Parts, Plan, Settlement, settle};

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

fn shipped(stem: &str) -> Plan {
    let (stem, text) = files().into_iter().find(|(name, _)| name == stem).unwrap();
    plan(&stem, &text)
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
    let bengbu = shipped("340300-bengbu");
    assert!(bengbu.unverified);
    let verified: Vec<_> = bengbu.bases.iter().filter(|basis| basis.verified).collect();
    let tables: Vec<_> = verified.iter().map(|basis| basis.table).collect();
    assert_eq!(tables, ["deductible", "ratio"]);
    assert!(verified.iter().all(|basis| basis.source == "bengshan-inpatient-page"));
    let asked = |table| bengbu.bases.iter().any(|basis| basis.table == table && !basis.verified);
    assert!(asked("waiting") && asked("newborn") && asked("away") && asked("catalogue"));

    let xingtai = shipped("130500-xingtai");
    assert!(xingtai.bases.iter().all(|basis| !basis.verified));
    assert!(xingtai.bases.iter().any(|basis| basis.table == "critical_illness.incentive"));
}

/// A first stay: at a hospital of a level, with class A, class B and own cost in fen.
fn stay(
    plan: &Plan,
    (level, place, filing): (InstitutionLevel, Place, Filing),
    (category, age): (Category, i8),
    [class_a_fen, class_b_fen, own_fen]: [i64; 3],
) -> Settlement {
    let parts = Parts {
        kind: CareKind::Inpatient,
        level,
        place,
        filing,
        category,
        band: plan.band_of(age),
        tcm: false,
    };
    let charge = Charge {
        combination: Combination::new(parts),
        date: plan.first.number(),
        disease: 0,
        transfer: Transfer::None,
        total_fen: class_a_fen + class_b_fen + own_fen,
        class_a_fen,
        class_b_fen,
        prior_fen: -1,
    };
    settle(plan, &mut plan.open(0, true), &charge)
}

#[test]
fn a_floor_is_a_share_of_the_bill_less_its_deductible() {
    let bengbu = shipped("340300-bengbu");
    let referred = (InstitutionLevel::Provincial, Place::InProvince, Filing::Referred);
    let of = |cost| stay(&bengbu, referred, (Category::Ordinary, 40), cost);

    // 4,000.00 × 10 % = 400.00; eligible 6,000.00 + 4,000.00 − 400.00 = 9,600.00; less 2,000.00 =
    // 7,600.00. 65 % − 10 points: 7,600.00 × 55 % = 4,180.00. The floor: 15,000.10 − 2,000.00 =
    // 13,000.10, × 45 % = 5,850.045, half up 5,850.05.
    let done = of([600_000, 400_000, 500_010]);
    assert_eq!((done.eligible_fen, done.deductible_fen), (960_000, 200_000));
    assert_eq!((done.basic_fen, done.person_fen), (585_005, 915_005));

    // Without own cost: 10,000.00 − 2,000.00 = 8,000.00, × 45 % = 3,600.00, less than 4,180.00.
    assert_eq!(of([600_000, 400_000, 0]).basic_fen, 418_000);
    // Own cost of 20,000.00: × 45 % of 28,000.00 = 12,600.00, but 7,600.00 is all there is.
    assert_eq!(of([600_000, 400_000, 2_000_000]).basic_fen, 760_000);
    // 1,999.99 in all: the deductible takes it.
    assert_eq!(of([199_999, 0, 0]).basic_fen, 0);
}

#[test]
fn the_poor_of_xingtai_bear_half_the_deductible_and_are_insured_from_the_first_yuan() {
    let xingtai = shipped("130500-xingtai");
    let second = (InstitutionLevel::Second, Place::Local, Filing::Unfiled);
    // 5,000.00 − 200.00 = 4,800.00, × 80 % = 3,840.00. Own cost 5,000.00 − 3,840.00 = 1,160.00,
    // nothing of it below a threshold, × (60 % + 5 points) = 754.00.
    let poor = stay(&xingtai, second, (Category::Destitute, 40), [500_000, 0, 0]);
    assert_eq!((poor.deductible_fen, poor.basic_fen, poor.critical_fen), (20_000, 384_000, 75_400));
    // 5,000.00 − 400.00 = 4,600.00, × 80 % = 3,680.00; 1,320.00 is below 10,000.00.
    let other = stay(&xingtai, second, (Category::Ordinary, 40), [500_000, 0, 0]);
    assert_eq!((other.deductible_fen, other.basic_fen, other.critical_fen), (40_000, 368_000, 0));
}

/// Ages that only the ceiling tells apart are bands like any other.
#[test]
fn a_ceiling_for_children_alone_holds_for_them() {
    let (_, text) = files().into_iter().find(|(stem, _)| stem == "benchmark-county-v1").unwrap();
    let text = text.replace("[annual_ceiling]\n", "[annual_ceiling]\nage = [\"0-17\"]\n");
    let plan = plan("benchmark-county-v1", &text);
    let first = (InstitutionLevel::First, Place::Local, Filing::Unfiled);
    let of = |age| stay(&plan, first, (Category::Ordinary, age), [30_000_000, 0, 0]).basic_fen;
    // 300,000.00 − 200.00 = 299,800.00, × 85 % = 254,830.00; the ceiling is 200,000.00.
    assert_eq!((of(17), of(18)), (20_000_000, 25_483_000));
}
