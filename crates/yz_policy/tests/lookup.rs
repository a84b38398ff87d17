//! Who wins where regions lie in one another, and what is said when there is no answer.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use yz_policy::{LookupError, Policy};
use yz_units::Date;

const SOURCES: &str = r#"
[notice]
title = "通知"
issuer = "某局"
date = "2023"
"#;

const HEAD: &str = r#"
title.zh = "补助标准"
title.en = "Subsidy"
unit = "yuan/person/year"
"#;

/// A file of the house: name, kind (for the nation), and values as (from, until, amount).
fn file(folder: &str, name: &str, kind: &str, values: &[(&str, &str, &str)]) -> (String, String) {
    let mut text = format!("name = \"{name}\"\n");
    if folder == "national" {
        text.push_str(&format!("{HEAD}kind = \"{kind}\"\n"));
    }
    for (from, until, amount) in values {
        text.push_str(&format!("[[value]]\nfrom = {from}\namount = \"{amount}\"\n"));
        text.push_str("source = \"notice\"\nplace = \"一\"\nverified = false\n");
        if !until.is_empty() {
            text.push_str(&format!("until = {until}\n"));
        }
    }
    (format!("policy/{folder}/{name}.toml"), text)
}

fn policy() -> Policy {
    let files = [
        file(
            "national",
            "subsidy",
            "minimum",
            &[("2022-01-01", "", "610"), ("2023-01-01", "2023-12-31", "640")],
        ),
        file("regions/510000-sichuan", "subsidy", "", &[("2023-03-01", "2023-10-31", "650")]),
        file("regions/510400-panzhihua", "subsidy", "", &[("2023-04-01", "2023-09-30", "660")]),
        file("regions/510403-xiqu", "subsidy", "", &[("2023-05-01", "2023-08-31", "670.50")]),
        file("national", "own_share", "local", &[]),
        file("regions/511623-linshui", "own_share", "", &[("2022-01-01", "", "52.70")]),
        file("national", "nothing_yet", "local", &[]),
        ("policy/sources.toml".to_owned(), SOURCES.to_owned()),
    ];
    let (policy, findings) = Policy::load(&files);
    assert!(findings.is_empty(), "{findings:#?}");
    policy
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn the_most_specific_value_of_the_day_wins() {
    let policy = policy();
    for (on, region, amount, scope) in [
        ("2023-05-01", "510403", "670.50", "510403"),
        ("2023-08-31", "510403", "670.50", "510403"),
        ("2023-04-30", "510403", "660", "510400"),
        ("2023-09-01", "510403", "660", "510400"),
        ("2023-10-01", "510403", "650", "510000"),
        ("2023-11-01", "510403", "640", "national"),
        ("2023-05-01", "510411", "660", "510400"),
        ("2023-05-01", "511623", "650", "510000"),
        ("2023-05-01", "520201", "640", "national"),
    ] {
        let found = policy.lookup("subsidy", date(on), region).unwrap();
        let is = (found.figure.number().to_string(), found.scope.to_string());
        assert_eq!(is, (amount.to_owned(), scope.to_owned()), "{on} {region}");
        assert!(found.from <= date(on) && found.until.is_none_or(|until| date(on) <= until));
    }
}

#[test]
fn a_value_without_an_end_holds_until_the_day_before_the_next() {
    let policy = policy();
    let found = policy.lookup("subsidy", date("2022-12-31"), "110101").unwrap();
    assert_eq!(found.value.to_string(), "610");
    assert_eq!(found.until, Some(date("2022-12-31")));
    let found = policy.lookup("own_share", date("2099-01-01"), "511623").unwrap();
    assert_eq!(found.until, None);
    assert_eq!(found.figure.to_string(), "52.70元/人/年");
    assert_eq!((found.source.cited().as_str(), found.place), ("《通知》", "一"));
}

#[test]
fn a_day_without_a_value_names_the_days_with_one() {
    let policy = policy();
    for on in ["2021-12-31", "2024-01-01"] {
        let err = policy.lookup("subsidy", date(on), "520201").unwrap_err();
        assert_eq!(
            err.words().zh,
            format!(
                "政策参数“subsidy”在{on}没有值；\
                 已有的日期：2022-01-01至2022-12-31（全国）；2023-01-01至2023-12-31（全国）"
            )
        );
    }
}

#[test]
fn a_region_without_a_value_names_the_regions_with_one() {
    let policy = policy();
    let err = policy.lookup("own_share", date("2022-06-30"), "520201").unwrap_err();
    assert_eq!(
        err.to_string(),
        "policy parameter `own_share` has no value for 520201; regions with one: 511623"
    );
    let err = policy.lookup("nothing_yet", date("2022-06-30"), "520201").unwrap_err();
    assert_eq!(err.words().zh, "政策参数“nothing_yet”还没有任何值");
}

#[test]
fn an_unknown_name_is_asked_back() {
    let policy = policy();
    let err = policy.lookup("subsydy", date("2022-06-30"), "520201").unwrap_err();
    assert_eq!(err.words().zh, "没有政策参数“subsydy”；是不是想写 `subsidy`？");
    assert_eq!(err.words().en, "there is no policy parameter `subsydy`; did you mean `subsidy`?");
    assert_eq!(policy.names().collect::<Vec<_>>(), ["nothing_yet", "own_share", "subsidy"]);
}

#[test]
fn a_region_is_six_digits() {
    let policy = policy();
    for region in ["", "5104", "5104031", "51040x", "５１０４０３"] {
        let err = policy.lookup("subsidy", date("2022-06-30"), region).unwrap_err();
        assert!(matches!(err, LookupError::MalformedRegion { .. }), "{region}");
    }
}

#[test]
fn an_amount_has_no_bands() {
    let policy = policy();
    let quantity = "7.44".parse().unwrap();
    let err = policy.band("subsidy", quantity, date("2022-06-30"), "510403").unwrap_err();
    assert!(matches!(err, LookupError::HasNoBands { .. }));
}
