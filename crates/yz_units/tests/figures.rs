//! Figures as they are printed in real reports: text, value, range, and text again.

use yz_units::{Bound, Exact, Figure, Form, Unit};

/// Text as printed, unit, value, lowest and highest true value (`-` is open), canonical text.
const CASES: &[(&str, Unit, &str, &str, &str, &str)] = &[
    // An amount in 万元 stands for half a unit of its last digit either way: 0.01万元 is 100 yuan.
    ("70,325.02万元", Unit::Yuan, "703250200", "703250150", "703250250", "70,325.02万元"),
    ("3,786.37万元", Unit::Yuan, "37863700", "37863650", "37863750", "3,786.37万元"),
    (" 1060 万元", Unit::Yuan, "10600000", "10595000", "10605000", "1060万元"),
    ("-753.16万元", Unit::Yuan, "-7531600", "-7531650", "-7531550", "-753.16万元"),
    // Amounts in 元 are exact to the fen.
    ("688714.32元", Unit::Yuan, "688714.32", "688714.32", "688714.32", "688714.32元"),
    ("1890元", Unit::Yuan, "1890", "1890", "1890", "1890元"),
    // Full-width digits, point and percent sign never matter.
    ("３２１．５万元", Unit::Yuan, "3215000", "3214500", "3215500", "321.5万元"),
    ("８８.５６％", Unit::Percent, "88.56", "88.555", "88.565", "88.56%"),
    // Percentages and points are rounded to their last digit.
    ("88.56%", Unit::Percent, "88.56", "88.555", "88.565", "88.56%"),
    ("100%", Unit::Percent, "100", "99.5", "100.5", "100%"),
    ("6.44个百分点", Unit::PercentagePoint, "6.44", "6.435", "6.445", "6.44个百分点"),
    ("5个百分点", Unit::PercentagePoint, "5", "4.5", "5.5", "5个百分点"),
    // Rates a head, marks and counts are exact; counts in 万 are not.
    ("35.00元/人", Unit::YuanPerPerson, "35", "35", "35", "35.00元/人"),
    ("52.7元/人/年", Unit::YuanPerPersonYear, "52.7", "52.7", "52.7", "52.7元/人/年"),
    ("48991人", Unit::Persons, "48991", "48991", "48991", "48991人"),
    ("66.10万人", Unit::Persons, "661000", "660950", "661050", "66.10万人"),
    ("44730人次", Unit::Visits, "44730", "44730", "44730", "44730人次"),
    ("95分", Unit::Marks, "95", "95", "95", "95分"),
    ("第10名", Unit::Rank, "10", "10", "10", "第10名"),
    // 余 and 多 reach to the next unit of the last digit that is not zero.
    ("-8000余元", Unit::Yuan, "-8000", "-9000", "-8000", "-8000余元"),
    ("八千余人", Unit::Persons, "8000", "8000", "9000", "八千余人"),
    ("九百多条", Unit::Records, "900", "900", "1000", "九百多条"),
    ("7.7万余人", Unit::Persons, "77000", "77000", "78000", "7.7万余人"),
    ("两次", Unit::Times, "2", "2", "2", "两次"),
    // Bounds.
    ("≥1次", Unit::Times, "1", "1", "-", "≥1次"),
    ("≥ 95 %", Unit::Percent, "95", "94.5", "-", "≥95%"),
    ("95%以上", Unit::Percent, "95", "94.5", "-", "95%以上"),
    ("≤10%", Unit::Percent, "10", "-", "10.5", "≤10%"),
    // 约 and 左右 allow a twentieth: 75 ± 3.75.
    ("约75%", Unit::Percent, "75", "71.25", "78.75", "约75%"),
    ("75%左右", Unit::Percent, "75", "71.25", "78.75", "75%左右"),
    // Time.
    ("二〇二三年", Unit::Year, "2023", "2023", "2023", "二〇二三年"),
    ("2007年", Unit::Year, "2007", "2007", "2007", "2007年"),
    ("3-5年", Unit::Years, "3", "2.5", "5", "3-5年"),
    ("7.44个月", Unit::Months, "7.44", "7.435", "7.445", "7.44个月"),
    ("三级", Unit::Grade, "3", "3", "3", "三级"),
    ("5-5年", Unit::Years, "5", "4.5", "5", "5-5年"),
    ("-5--3元", Unit::Yuan, "-5", "-5", "-3", "-5--3元"),
    // The largest and the finest that are read.
    (
        "10000000000亿元",
        Unit::Yuan,
        "1000000000000000000",
        "999999999950000000",
        "1000000000050000000",
        "10000000000亿元",
    ),
    ("0.000000001元", Unit::Yuan, "0.000000001", "0.000000001", "0.000000001", "0.000000001元"),
    ("1.2亿元", Unit::Yuan, "120000000", "115000000", "125000000", "1.2亿元"),
];

#[test]
fn printed_figures_read_and_print() {
    let end = |end: Option<Exact>| end.map_or_else(|| "-".to_owned(), |end| end.to_string());
    for (text, unit, value, low, high, printed) in CASES {
        let figure: Figure = text.parse().unwrap_or_else(|err| panic!("{text}: {err}"));
        assert_eq!(figure.unit(), *unit, "{text}");
        assert_eq!(figure.value().to_string(), *value, "{text}");
        assert_eq!(end(figure.range().low()), *low, "{text}");
        assert_eq!(end(figure.range().high()), *high, "{text}");
        assert_eq!(figure.to_string(), *printed, "{text}");
        let again: Figure = printed.parse().unwrap();
        assert_eq!(again.to_string(), *printed);
        assert_eq!(again.range(), figure.range(), "{text}");
    }
}

#[test]
fn what_is_no_figure_is_refused_with_its_reason() {
    let cases = [
        ("万元", "has no digits"),
        ("165.00", "has no unit"),
        ("7,03,25元", "commas stand before three digits"),
        ("1.2.3%", "there is one point at most"),
        ("100斤", "not a known unit"),
        ("100万元整", "not a known unit"),
        ("", "has no digits"),
        ("--5元", "two minus signs"),
        ("-", "has no digits"),
        ("1.234,567元", "commas stand before three digits"),
        ("7,032.5,020元", "commas stand before three digits"),
        ("千千千元", "千, 百 and 十 fall"),
        ("两千三百千人", "千, 百 and 十 fall"),
        ("5-3元", "write the smaller number first"),
        ("-3--5元", "write the smaller number first"),
        // One more than 10^18; one more decimal than nine; 1.0 亿亿亿.
        ("1000000000000000001元", "is too large"),
        ("-10000000000.00000001亿元", "is too large"),
        ("1-1000000000000000001元", "is too large"),
        ("0.0000000001元", "is too large"),
        ("0.00000000000001万元", "is too large"),
        ("9999999999999999999999999999999999999元", "is too large"),
        ("99999999999999999999999999999999999999999999999999999亿元", "is too large"),
    ];
    for (text, reason) in cases {
        let err = text.parse::<Figure>().unwrap_err();
        assert!(err.to_string().contains(reason), "{text:?}: {err}");
        assert!(!err.message_zh().is_empty());
    }
}

#[test]
fn a_standard_is_exact_when_its_rule_says_so() {
    let standard: Figure = "95%".parse().unwrap();
    assert!(standard.exact_range().is_exact());
    assert!(!standard.range().is_exact());
    assert_eq!("95%以上".parse::<Figure>().unwrap().bound(), Bound::AtLeast);
}

#[test]
fn every_printed_form_reads_back_within_its_range() {
    // Any value printed in any form must lie in the range that the printed figure stands for.
    let forms = [("0.00万元", "40168888.60"), ("0.00%", "88.2371"), ("0.0000亿元", "703250200")];
    for (example, value) in forms {
        let form: Form = example.parse::<Figure>().unwrap().form();
        let value: Exact = value.parse().unwrap();
        let printed = form.print(value);
        assert!(printed.range().holds(value), "{printed}");
        assert_eq!(printed.to_string().parse::<Figure>().unwrap(), printed);
    }
}
