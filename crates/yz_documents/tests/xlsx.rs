//! The printed spreadsheet, re-opened.

mod common;

use std::collections::BTreeMap;

use common::opened::{Parts, attributes, check_package, part, parts, printed_text, texts};
use common::sample;
use yz_documents::{Format, Printer};
use yz_report::{Block, Document, Table};

fn print(document: &Document) -> Vec<u8> {
    Printer::default().print(document, Format::Xlsx).expect("a document that can be printed")
}

fn printed() -> Parts {
    parts(&print(&sample()))
}

/// A cell: its formula, and its value as text.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    formula: String,
    value: String,
}

fn sheet_names(parts: &Parts) -> Vec<String> {
    attributes(part(parts, "xl/workbook.xml"), "sheet", "name")
}

fn sheet<'a>(parts: &'a Parts, name: &str) -> &'a str {
    let names = sheet_names(parts);
    let mut numbered = (1..).zip(&names);
    let (number, _) = numbered.find(|(_, known)| *known == name).expect("a sheet of that name");
    part(parts, &format!("xl/worksheets/sheet{number}.xml"))
}

/// Every cell of a sheet by its address.
fn cells(parts: &Parts, name: &str) -> BTreeMap<String, Seen> {
    let shared = texts(part(parts, "xl/sharedStrings.xml"), "si");
    let mut cells = BTreeMap::new();
    for piece in sheet(parts, name).split("<c ").skip(1) {
        let Some((cell, _)) = piece.split_once("</c>") else { continue };
        let xml = format!("<c {cell}</c>");
        let address = attributes(&xml, "c", "r").concat();
        let value = texts(&xml, "v").concat();
        let is_shared = attributes(&xml, "c", "t") == ["s"];
        let value = if is_shared {
            shared[value.parse::<usize>().expect("an index")].clone()
        } else {
            value
        };
        cells.insert(address, Seen { formula: texts(&xml, "f").concat(), value });
    }
    cells
}

#[test]
fn parts_are_well_formed_and_lead_to_each_other() {
    let parts = printed();
    check_package(&parts);
    let expected =
        ["说明", "资金到位与得分情况表", "一般公共预算财政拨款支出决算表", "事实", "图表"];
    assert_eq!(sheet_names(&parts), expected);
}

#[test]
fn the_same_document_is_the_same_file() {
    assert!(print(&sample()) == print(&sample()), "two prints differ");
}

#[test]
fn facts_are_live_formulas_over_their_inputs() {
    let cells = cells(&printed(), "事实");
    let row = |id: &str| {
        let found = cells.iter().find(|(at, seen)| at.starts_with('A') && seen.value == id);
        found.expect("a fact of that name").0.trim_start_matches('A').to_owned()
    };
    let value = |id: &str| &cells[&format!("D{}", row(id))];
    let d = |id: &str| format!("D{}", row(id));
    let product = format!("{}*{}", d("enrolled_persons"), d("subsidy_per_person"));
    let sum = format!("{}-{}", d("county_subsidy_paid"), d("county_subsidy_due"));
    let rate = format!("{}/{}*100", d("part"), d("whole"));
    let growth = format!("({0}-{1})/{1}*100", d("part"), d("whole"));
    let nothing = format!("IF({0}=0,\"—\",{0}/{0}*100)", d("nothing"));
    // 762,218 × 52.70; 40,168,800.00 − 40,168,888.60; 31 ÷ 40; (31 − 40) ÷ 40; 0 ÷ 0.
    let expected = [
        ("county_subsidy_due", product, "40168888.6"),
        ("difference", sum, "-88.6"),
        ("rate", rate, "77.5"),
        ("growth", growth, "-22.5"),
        ("nothing_rate", nothing, "—"),
        ("score", String::new(), "5"),
        ("enrolled_persons", String::new(), "762218"),
    ];
    for (id, formula, result) in expected {
        let seen = value(id);
        let trimmed = if seen.value.contains('.') {
            seen.value.trim_end_matches('0').trim_end_matches('.')
        } else {
            &seen.value
        };
        assert_eq!((seen.formula.as_str(), trimmed), (formula.as_str(), result), "{id}");
    }
    let due = row("county_subsidy_due");
    assert_eq!(cells[&format!("F{due}")].value, "4,016.89万元");
    assert!(cells[&format!("K{due}")].value.starts_with("已接受的差异：申报4,016.88万元"));
    assert_eq!(cells[&format!("I{}", row("part"))].value, "部门决算（公开文本）");
}

#[test]
fn a_calculation_that_gives_another_value_stays_a_number() {
    let mut document = sample();
    let due = document.traces.get_mut("county_subsidy_due").expect("the fact");
    due.value = "40168800.00".parse().expect("a decimal");
    let cells = cells(&parts(&print(&document)), "事实");
    let (at, _) = cells
        .iter()
        .find(|(at, seen)| at.starts_with('A') && seen.value == "county_subsidy_due")
        .expect("the fact");
    let seen = &cells[&at.replace('A', "D")];
    assert_eq!((seen.formula.as_str(), seen.value.as_str()), ("", "40168800"));
}

#[test]
fn figures_in_tables_are_numbers_that_can_be_added_up() {
    let parts = printed();
    let cells = cells(&parts, "资金到位与得分情况表");
    let value = |at: &str| cells[at].value.as_str();
    assert_eq!(value("A1"), "表1　资金到位与得分情况表");
    assert_eq!(value("A2"), "单位：万元");
    // Heads in rows 3 and 4. 40,168,888.60 yuan are 4,016.88886 in 万元, and print as 4,016.89.
    assert_eq!((value("A3"), value("C3"), value("C4")), ("类别", "金额", "预算"));
    assert_eq!(
        (value("B5"), value("C5"), value("D5")),
        ("县级匹配资金 <A&B>", "4016.88886", "4016.88")
    );
    assert_eq!((value("C6"), value("D6"), value("E6")), ("0", "—", "88.56"));
    // The trace says −88.60 yuan where −12.30 is printed: what is printed stands.
    assert_eq!((value("C7"), value("D7"), value("E7")), ("4016.88886", "-12.3", "两行\n文字"));
    let xml = sheet(&parts, "资金到位与得分情况表");
    let merged = attributes(xml, "mergeCell", "ref");
    for area in ["A1:E1", "A2:E2", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "A5:A6", "A7:B7", "A8:E8"] {
        assert!(merged.iter().any(|seen| seen == area), "{area} is not merged: {merged:?}");
    }
    assert_eq!(attributes(xml, "pane", "ySplit"), ["4"]);
    let formats = attributes(part(&parts, "xl/styles.xml"), "numFmt", "formatCode");
    assert!(formats.iter().any(|format| format == "0.00\"%\""), "{formats:?}");
}

#[test]
fn codes_stay_words() {
    let cells = cells(&printed(), "一般公共预算财政拨款支出决算表");
    assert_eq!(cells["A4"].value, "2101300");
    let parts = printed();
    let xml = sheet(&parts, "一般公共预算财政拨款支出决算表");
    let cell =
        xml.split("<c r=\"A4\"").nth(1).expect("the cell").split_once('>').expect("its tag").0;
    assert!(cell.contains("t=\"s\""), "a code is no amount: {cell}");
}

#[test]
fn charts_are_native_and_hold_the_printed_numbers() {
    let parts = printed();
    let document = sample();
    let charts = document.blocks.iter().filter_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    });
    let mut seen = 0;
    for (number, chart) in (1..).zip(charts) {
        let held = texts(part(&parts, &format!("xl/charts/chart{number}.xml")), "c:v");
        for point in chart.points() {
            let value = point.value.value().expect("a value").to_string();
            let same = |text: &&String| {
                text.parse::<yz_units::Exact>().is_ok_and(|v| v.to_string() == value)
            };
            assert!(held.iter().any(|text| same(&text)), "{}: {value}", chart.title);
        }
        seen += 1;
    }
    assert_eq!(seen, 6);
    let cells = cells(&parts, "图表");
    assert_eq!(cells["A1"].value, "图1　收、支决算总计变动情况图（单位：万元）");
    assert_eq!((cells["B2"].value.as_str(), cells["C4"].value.as_str()), ("收入总计", "6790.01"));
}

#[test]
fn the_first_sheet_says_what_the_others_are() {
    let cells = cells(&printed(), "说明");
    let values: Vec<&str> = cells.values().map(|seen| seen.value.as_str()).collect();
    for words in [
        "某某县医疗保障局2023年度整体支出绩效自评报告",
        "2022年9月至2023年8月",
        "已接受的差异",
        "未核对的参数",
        "事实",
        "图表",
        "表2　一般公共预算财政拨款支出决算表",
    ] {
        assert!(values.contains(&words), "{words} is missing: {values:?}");
    }
}

#[test]
fn empty_documents_and_equal_captions_can_be_printed() {
    check_package(&parts(&print(&Document::default())));
    let table = || Block::Table(Table { caption: "同名".to_owned(), ..Table::default() });
    let blocks = vec![table(), table(), Block::Table(Table::default())];
    let printed = parts(&print(&Document { blocks, ..Document::default() }));
    check_package(&printed);
    assert_eq!(sheet_names(&printed), ["说明", "同名", "同名（2）", "表3"]);
}

#[test]
fn libreoffice_prints_every_sheet() {
    let Some(text) = printed_text(&print(&sample()), "sample.xlsx") else { return };
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for words in
        ["资金到位与得分情况表", "4,016.89", "40,168,888.60", "-22.50", "图5基金收支月度走势"]
    {
        assert!(text.contains(words), "{words} is not on the pages");
    }
    assert!(!text.contains("#DIV/0!") && !text.contains("###"), "no cell shows an error");
}
