//! The book of the synthetic county, with counts that a county of its size may have: it verifies,
//! and its report prints what was counted, each figure with the way down to the records.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::arithmetic_side_effects, reason = "amounts of a test's own")]

use std::collections::BTreeMap;

use yizhang::operations::synthetic_county::synthetic_county;
use yizhang::operations::{House, OpenBook, report, verify};
use yz_diagnostics::Finding;
use yz_facts::Reference;
use yz_report::Document;
use yz_store::Folder;
use yz_store::measures::{Count, Counted, CountedFile};
use yz_units::Exact;

/// Bills alike: kind, level, place; how many; and in yuan what they cost, what of it is eligible
/// and what own cost, and what the fund, critical-illness insurance, assistance and person pay.
const CARE: [([&str; 3], [i64; 8]); 3] = [
    // 400,000,000 + 6,000,000 + 14,000,000 + 180,000,000 = 600,000,000
    (
        ["inpatient", "second", "county"],
        [
            100_000,
            600_000_000,
            540_000_000,
            40_000_000,
            400_000_000,
            6_000_000,
            14_000_000,
            180_000_000,
        ],
    ),
    // 140,000,000 + 10,000,000 + 5,000,000 + 145,000,000 = 300,000,000
    (
        ["inpatient", "third", "in_province"],
        [
            20_000,
            300_000_000,
            250_000_000,
            30_000_000,
            140_000_000,
            10_000_000,
            5_000_000,
            145_000_000,
        ],
    ),
    // 112,000,000 + 88,000,000 = 200,000,000
    (
        ["outpatient", "first", "county"],
        [2_000_000, 200_000_000, 190_000_000, 5_000_000, 112_000_000, 0, 0, 88_000_000],
    ),
];

/// What each number of such bills is.
const CONCEPTS: [&str; 8] = [
    "benefit_visits",
    "medical_cost",
    "eligible_cost",
    "non_covered_cost",
    "basic_fund_paid",
    "critical_illness_paid",
    "medical_assistance_paid",
    "person_paid",
];

/// What they are told apart by, as the measures do it.
const SETS: [&[usize]; 6] = [&[], &[0], &[0, 1], &[0, 2], &[1], &[2]];
const DIMENSIONS: [&str; 3] = ["care_kind", "institution_level", "place_of_care"];

/// Everything else.
const OTHERS: [(&str, i64); 14] = [
    ("enrolled_persons", 757_000),
    ("enrolled_persons[town=1]", 31_000),
    ("subsidised_persons[category=funded_by_medical_assistance]", 158_000),
    // 762,218 × 380
    ("contribution_income", 289_642_840),
    ("newborn_enrolments", 5_100),
    ("deceased_enrolments_removed", 4_700),
    ("tilt_assistance_paid", 0),
    ("inpatient_persons", 80_000),
    ("stay_days", 960_000),
    ("stay_days[institution_level=second]", 760_000),
    ("stay_days[institution_level=third]", 200_000),
    ("stay_days[place_of_care=county]", 760_000),
    ("stay_days[place_of_care=in_province]", 200_000),
    ("duplicate_enrolments", 0),
];

fn counts() -> Vec<Count> {
    let mut sums: BTreeMap<Reference, i64> = BTreeMap::new();
    for (members, amounts) in CARE {
        for (concept, amount) in CONCEPTS.iter().zip(amounts) {
            for set in SETS {
                let mut reference = Reference::concept(*concept);
                for index in set {
                    let (dimension, member) = (DIMENSIONS[*index], members[*index]);
                    reference.dimensions.insert(dimension.to_owned(), member.to_owned());
                }
                *sums.entry(reference).or_default() += amount;
            }
        }
    }
    let others = OTHERS.iter().map(|(name, value)| (name.parse().unwrap(), *value));
    sums.extend(others);
    let count =
        |(reference, value)| Count { reference, value: Exact::from_integer(value), rows: 9 };
    sums.into_iter().map(count).collect()
}

fn county(house: &House) -> OpenBook {
    let tables = vec!["bills".to_owned(), "settlements".to_owned()];
    let file = "measures/basic_fund_paid.sql".to_owned();
    let counted = Counted {
        period: "2024".parse().unwrap(),
        measures: vec![CountedFile { file, tables, sha256: String::new() }],
        records: Vec::new(),
        facts: counts(),
    };
    let text = counted.to_toml(&house.catalogue);
    let mut files = synthetic_county().files;
    files.push(("counted.toml".to_owned(), text));
    OpenBook::read(house, Folder::new(files), "county".to_owned()).unwrap()
}

fn document(house: &House, open: &OpenBook) -> Document {
    let (document, findings) = report::document(house, open, &open.book.reports[0]);
    let blocking: Vec<&Finding> = findings.iter().filter(|finding| finding.blocks()).collect();
    assert!(blocking.is_empty(), "{blocking:#?}");
    document
}

#[test]
fn the_county_verifies_and_is_scored() {
    let house = House::load(None).unwrap();
    let open = county(&house);
    let findings = verify::verify(&house, &open);
    let open_findings: Vec<&Finding> =
        findings.iter().filter(|one| one.level != yz_diagnostics::Level::Hint).collect();
    assert!(open_findings.is_empty(), "{open_findings:#?}");
    let sheet = open.sheet.as_ref().unwrap();
    assert_eq!(sheet.unscored().count(), 0);
    assert!(open.book.synthetic);
    assert_eq!(open.book.benefits.as_deref(), Some("benchmark-county-v2"));
}

#[test]
fn the_report_prints_what_was_counted_and_what_follows() {
    let house = House::load(None).unwrap();
    let open = county(&house);
    let document = document(&house, &open);
    let printed: Vec<&str> = document.figures().map(|(_, figure)| figure.text.as_str()).collect();
    let expected = [
        "757000人",
        "2120000人次",
        "120000人次",
        // 900,000,000 ÷ 120,000; 960,000 ÷ 120,000
        "7,500.00元",
        "8.00天",
        // 120,000 ÷ 757,000
        "15.85%",
        // (400 + 140) ÷ (540 + 250); 400 ÷ 540; 112 ÷ 190
        "68.35%",
        "74.07%",
        "58.95%",
        // (652 + 16 + 19) ÷ 1,100
        "62.45%",
        // 100,000 and 20,000 of 120,000; 140 ÷ 652
        "83.33%",
        "16.67%",
        "21.47%",
        // 652,000,000 + 49,544,200 + 213,000 = 701,757,200, ÷ 715,000,000
        "98.15%",
    ];
    for figure in expected {
        assert!(printed.contains(&figure), "{figure} is not printed: {printed:?}");
    }
}

#[test]
fn a_counted_figure_leads_down_to_measure_rows_and_words() {
    let house = House::load(None).unwrap();
    let open = county(&house);
    let traces = document(&house, &open).traces;
    let rate = &traces["benefit_expenditure"];
    assert_eq!(rate.origin, "推算");
    let paid = &traces["basic_fund_paid"];
    assert_eq!(paid.origin, "从记录计数");
    assert_eq!(paid.source, "measures/basic_fund_paid.sql");
    assert_eq!(paid.place, "records/bills、records/settlements，9行");
    assert_eq!(
        paid.working,
        "统筹基金为已结算费用支付的金额，按更正后的数：相加 9 行 = 652,000,000.00元"
    );
}

/// A declaration that the records contradict is found, and the counted figure goes on.
#[test]
fn what_is_declared_is_held_against_what_was_counted() {
    let house = House::load(None).unwrap();
    let mut files = county(&house).book.folder.files;
    let wrong = "source = \"synthetic\"\nfacts = [\n  { fact = \"basic_fund_paid\", \
                 value = \"66,200.00万元\", place = \"报表\" },\n]\n";
    files.push(("facts/report.toml".to_owned(), wrong.to_owned()));
    let open = OpenBook::read(&house, Folder::new(files), "county".to_owned()).unwrap();
    let found: Vec<&Finding> = open.findings.iter().filter(|finding| finding.blocks()).collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].rule.name, "declared-differs-from-derived");
    assert_eq!(
        found[0].message.zh,
        "统筹基金支付（basic_fund_paid）写的是66,200.00万元，从记录计数是65,200.00万元"
    );
    assert_eq!(open.facts.find("benefit_expenditure").unwrap().printed(), "65,200.00万元");
}
