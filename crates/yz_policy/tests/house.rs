//! The policy files of the house: they load without findings, and say what the published texts say.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use yz_policy::{LookupError, Policy, Scope};
use yz_units::Date;

fn read(folder: &Path, name: &str, files: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{name}/{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            read(&entry.path(), &name, files);
        } else {
            files.push((name, fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

fn house() -> Policy {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policy");
    let mut files = Vec::new();
    read(&folder, "policy", &mut files);
    let (policy, findings) = Policy::load(&files);
    assert!(findings.is_empty(), "{findings:#?}");
    policy
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// The figure that holds, with its scope.
fn figure(policy: &Policy, name: &str, on: &str, region: &str) -> (String, String) {
    let found = policy.lookup(name, date(on), region).unwrap();
    (found.figure.to_string(), found.scope.to_string())
}

#[test]
fn every_parameter_has_a_source_that_is_cited_and_a_place() {
    let policy = house();
    for parameter in policy.parameters() {
        for value in parameter.scopes().flat_map(|scope| parameter.values(scope)) {
            assert!(policy.source(&value.source).is_some(), "{}", value.file);
            assert!(!value.place.is_empty(), "{}", value.file);
            // What rests on our own convention is never the law.
            assert!(value.source != "yizhang" || !value.verified, "{}", value.file);
        }
    }
}

#[test]
fn the_published_texts_find_their_standards() {
    let policy = house();
    let county = "county_subsidy_per_person";
    // pzh-west L18: 48,991 × 35.00; zhongshan L14: 461,025 × 21.96; linshui L198: 762,218 × 52.70
    for (on, region, printed) in [
        ("2022-09-01", "510403", "35.00元/人/年"),
        ("2023-08-31", "510403", "35.00元/人/年"),
        ("2022-12-31", "520201", "21.96元/人/年"),
        ("2022-06-30", "511623", "52.70元/人/年"),
    ] {
        assert_eq!(figure(&policy, county, on, region), (printed.to_owned(), region.to_owned()));
    }
    // panzhihua L86: 395 of its own, and 640 of the nation's
    let contribution =
        figure(&policy, "individual_contribution_per_person", "2023-12-31", "510400");
    assert_eq!(contribution, ("395元/人/年".to_owned(), "510400".to_owned()));
    let subsidy = figure(&policy, "government_subsidy_per_person", "2023-12-31", "510400");
    assert_eq!(subsidy, ("640元/人/年".to_owned(), "national".to_owned()));
    assert_eq!(figure(&policy, "enrolment_rate_standard", "2023-12-31", "510400").0, "95%");
    let interest = figure(&policy, "fund_interest_yield_standard", "2023-12-31", "510400");
    assert_eq!(interest, ("1.1%".to_owned(), "510000".to_owned()));
}

#[test]
fn a_district_before_and_after_its_benefit_year_has_no_standard() {
    let policy = house();
    for on in ["2022-08-31", "2023-09-01"] {
        let err = policy.lookup("county_subsidy_per_person", date(on), "510403").unwrap_err();
        assert!(matches!(err, LookupError::NoValueOn { .. }), "{err}");
        assert!(err.words().zh.contains("2022-09-01至2023-08-31（510403）"), "{err}");
    }
}

#[test]
fn the_centre_pays_by_tier_and_less_to_cities_with_their_own_plan() {
    let policy = house();
    for (region, share, scope) in [
        ("510403", "80%", "510000"),
        ("520201", "80%", "520000"),
        ("430412", "60%", "430000"),
        ("370100", "50%", "370000"),
        ("370203", "30%", "370200"),
        ("440300", "30%", "440300"),
        ("110101", "10%", "110000"),
    ] {
        let found = figure(&policy, "central_subsidy_share", "2023-01-01", region);
        assert_eq!(found, (share.to_owned(), scope.to_owned()), "{region}");
    }
    let shares = policy.parameter("central_subsidy_share").unwrap();
    // 31 provinces (without Hong Kong, Macau and Taiwan) and 5 cities, none for the whole country
    assert_eq!(shares.scopes().count(), 36);
    assert!(shares.values(&Scope::Nation).is_empty());
}

#[test]
fn grades_hold_their_lower_limit() {
    let policy = house();
    let on = date("2023-12-31");
    let member = |name: &str, quantity: &str, region: &str| {
        policy.band(name, quantity.parse().unwrap(), on, region).unwrap().band.member.clone()
    };
    for (marks, grade) in [
        ("0", "poor"),
        ("59.99", "poor"),
        ("60", "fair"),
        ("80", "good"),
        ("89.99", "good"),
        ("90", "excellent"),
        ("105", "excellent"),
    ] {
        assert_eq!(member("score_grade", marks, "510400"), grade, "{marks}");
    }
    // panzhihua L112: 7.44 months are 三级风险预警
    for (months, grade) in [("2.99", "1"), ("3", "2"), ("6", "3"), ("7.44", "3"), ("9", "none")] {
        assert_eq!(member("risk_warning", months, "510400"), grade, "{months}");
    }
    let found = policy.band("risk_warning", "7.44".parse().unwrap(), on, "510400").unwrap();
    assert_eq!(found.band.title.zh, "三级风险预警（一般预警）");
    assert!(!found.verified);
}

#[test]
fn the_marks_of_a_self_evaluation_add_up_to_a_hundred() {
    let policy = house();
    let marks = |part: &str| {
        let name = format!("evaluation_weight_{part}");
        policy.lookup(&name, date("2023-12-31"), "510000").unwrap().value
    };
    let parts = ["execution", "output", "benefit", "satisfaction"].map(marks);
    let sum = parts.into_iter().reduce(|sum, part| sum.plus(part).unwrap()).unwrap();
    assert_eq!(sum.to_string(), "100");
}
