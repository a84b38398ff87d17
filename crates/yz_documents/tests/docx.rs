//! The printed Word file, re-opened.

mod common;

use common::opened::{Parts, attributes, check_package, part, parts, printed_text, texts};
use common::sample;
use yz_documents::{Format, Printer};
use yz_report::{Block, Chart, Document, Table};
use yz_units::Exact;

fn print(document: &Document) -> Vec<u8> {
    Printer::default().print(document, Format::Docx).expect("a document that can be printed")
}

fn printed() -> Parts {
    parts(&print(&sample()))
}

fn body(parts: &Parts) -> &str {
    part(parts, "word/document.xml")
}

fn charts(document: &Document) -> Vec<&Chart> {
    let charts = document.blocks.iter().filter_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    });
    charts.collect()
}

/// The text of every paragraph with its style, in printed order.
fn paragraphs(parts: &Parts) -> Vec<(String, String)> {
    let paragraph = |xml: &str| {
        let xml = format!("<w:p>{xml}</w:p>");
        let style = attributes(&xml, "w:pStyle", "w:val").concat();
        (style, texts(&xml, "w:t").concat())
    };
    let pieces = body(parts).split("<w:p>").skip(1);
    pieces.filter_map(|piece| Some(paragraph(piece.split_once("</w:p>")?.0))).collect()
}

fn styled(parts: &Parts, style: &str) -> Vec<String> {
    let all = paragraphs(parts).into_iter();
    all.filter(|paragraph| paragraph.0 == style).map(|paragraph| paragraph.1).collect()
}

#[test]
fn parts_are_well_formed_and_lead_to_each_other() {
    let parts = printed();
    check_package(&parts);
    for number in 1..=charts(&sample()).len() {
        let workbook = parts.get(&format!("word/embeddings/chart{number}.xlsx"));
        check_package(&common::opened::parts(workbook.expect("an embedded workbook")));
    }
    for id in attributes(body(&parts), "c:chart", "r:id") {
        let relations = part(&parts, "word/_rels/document.xml.rels");
        assert!(attributes(relations, "Relationship", "Id").contains(&id), "{id} leads nowhere");
    }
}

#[test]
fn the_same_document_is_the_same_file() {
    assert!(print(&sample()) == print(&sample()), "two prints differ");
}

#[test]
fn every_style_that_is_used_is_defined() {
    let parts = printed();
    let styles = part(&parts, "word/styles.xml");
    let known = attributes(styles, "w:style", "w:styleId");
    for name in ["word/document.xml", "word/footnotes.xml", "word/footer1.xml", "word/footer2.xml"]
    {
        for element in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
            for style in attributes(part(&parts, name), element, "w:val") {
                assert!(known.contains(&style), "{name} uses {style}, which is not defined");
            }
        }
    }
    let native = attributes(styles, "w:name", "w:val");
    for name in ["heading 1", "heading 5", "Title", "toc 1", "caption", "footnote text"] {
        assert!(native.iter().any(|known| known == name), "no native style {name}");
    }
    assert_eq!(attributes(styles, "w:outlineLvl", "w:val"), ["0", "1", "2", "3", "4"]);
}

#[test]
fn headings_carry_their_numbers() {
    let parts = printed();
    assert_eq!(styled(&parts, "Heading1"), ["第一部分　部门概况", "第二部分　附表"]);
    let second = ["一、基本职能及主要工作", "二、收支情况", "一、结束语"];
    assert_eq!(styled(&parts, "Heading2"), second);
    assert_eq!(styled(&parts, "Heading3"), ["（一）主要职能", "（一）收入分类"]);
    assert_eq!(styled(&parts, "Heading4"), ["1.资金安排情况"]);
    assert_eq!(styled(&parts, "Heading5"), ["（1）资金到位"]);
    assert_eq!(styled(&parts, "TOC1"), ["第一部分　部门概况", "第二部分　附表"]);
}

#[test]
fn title_lines_are_printed_once_and_the_issuer_is_not_repeated() {
    let parts = printed();
    let lines = ["某某县医疗保障局", "2023年度整体支出绩效自评报告"];
    assert_eq!(styled(&parts, "Title"), lines);
    assert_eq!(styled(&parts, "Subtitle"), ["2022年9月至2023年8月", ""]);
    let core = part(&parts, "docProps/core.xml");
    assert_eq!(texts(core, "dc:title"), [lines.concat()]);
    assert_eq!(texts(core, "dc:creator"), ["某某县医疗保障局"]);
}

#[test]
fn every_word_of_the_document_is_printed_with_its_signs() {
    let parts = printed();
    let everything = texts(body(&parts), "w:t").concat();
    let document = sample();
    for (place, run) in document.runs() {
        let in_chart = place.to_string().starts_with('图');
        for inline in run.iter().filter(|_| !in_chart) {
            let words = inline.text().trim();
            assert!(everything.contains(words), "{place}: {words} is not printed");
        }
    }
    assert!(everything.contains("2.符号 <居民> & “门诊” 'A' 一并印出。"));
}

#[test]
fn marked_figures_have_one_footnote_each_and_share_equal_ones() {
    let parts = printed();
    let notes = part(&parts, "word/footnotes.xml");
    let expected = [
        "[] 已接受的差异：申报4,016.88万元，推算4,016.89万元，相差0.01万元：申报时去尾取整。",
        "[] 未核对的参数：标准抄自二手文本，尚未与原文核对。",
    ];
    let printed: Vec<String> = notes
        .split("<w:footnote ")
        .skip(3) // the prologue and the two separators
        .map(|note| {
            texts(
                &format!("<n>{}", note.split_once('>').expect("a tag").1)
                    .replace("</w:footnotes>", "")
                    .replace("</w:footnote>", "</n>"),
                "w:t",
            )
            .concat()
        })
        .collect();
    assert_eq!(printed, expected);
    assert_eq!(attributes(body(&parts), "w:footnoteReference", "w:id"), ["2", "3"]);
    // The second standard, and the amount paid in table 1, share those two notes.
    let fields = texts(body(&parts), "w:instrText");
    let shared: Vec<&str> = fields
        .iter()
        .map(|field| field.trim())
        .filter(|field| field.starts_with("NOTEREF"))
        .collect();
    assert_eq!(shared, [r"NOTEREF _Note2 \f \h", r"NOTEREF _Note1 \f \h"]);
}

#[test]
fn wide_tables_stand_on_turned_pages() {
    let parts = printed();
    let turned = attributes(body(&parts), "w:pgSz", "w:orient");
    assert_eq!(turned, ["landscape"]);
    let widths = attributes(body(&parts), "w:pgSz", "w:w");
    assert_eq!(widths, ["11906", "16838", "11906"]);
    let turned = body(&parts).split("<w:sectPr>").nth(1).expect("a second section");
    assert!(turned.contains("第二部分"), "the heading of a wide table goes with it");
    let mut narrow = sample();
    narrow.blocks.retain(|block| !matches!(block, Block::Table(table) if table.is_wide()));
    let parts = common::opened::parts(&print(&narrow));
    assert_eq!(attributes(body(&parts), "w:pgSz", "w:w"), ["11906"]);
}

#[test]
fn tables_keep_their_merged_cells_and_repeat_their_heads() {
    let parts = printed();
    let table = body(&parts).split("<w:tbl>").nth(1).expect("a table");
    let table = format!("<w:tbl>{}</w:tbl>", table.split_once("</w:tbl>").expect("its end").0);
    let columns = attributes(&table, "w:gridCol", "w:w");
    let widths: Vec<u32> = columns.iter().map(|width| width.parse().expect("a number")).collect();
    assert_eq!(widths.iter().sum::<u32>(), 8844, "the columns fill the 156 mm of text");
    // 金额 and 合计 span two columns; 类别, 项目名称, 得分 and 产出 span two rows.
    assert_eq!(attributes(&table, "w:gridSpan", "w:val"), ["2", "2"]);
    assert_eq!(attributes(&table, "w:vMerge", "w:val"), ["restart"; 4]);
    assert_eq!(table.matches("<w:vMerge/>").count(), 4);
    assert_eq!(table.matches("<w:tblHeader/>").count(), 2);
    assert_eq!(table.matches("<w:cantSplit/>").count(), 5);
    for row in table.split("<w:tr>").skip(1) {
        let row = format!("<w:tr>{}</w:tr>", row.split_once("</w:tr>").expect("its end").0);
        let cells = attributes(&row, "w:tcW", "w:w");
        let filled: u32 = cells.iter().map(|width| width.parse::<u32>().expect("a number")).sum();
        assert_eq!(filled, 8844, "every row is as wide as the table");
    }
    let captions = ["表1　资金到位与得分情况表", "表2　一般公共预算财政拨款支出决算表"];
    assert_eq!(styled(&parts, "TableCaption"), captions);
    assert_eq!(styled(&parts, "TableUnit"), ["单位：万元", "单位：万元"]);
    assert_eq!(styled(&parts, "TableNote"), ["注：预算为年初批复数。"]);
}

#[test]
fn charts_hold_the_printed_numbers_and_can_be_edited() {
    let parts = printed();
    let document = sample();
    for (number, chart) in (1..).zip(charts(&document)) {
        let xml = part(&parts, &format!("word/charts/chart{number}.xml"));
        let mut held = texts(xml, "c:v").into_iter();
        for series in &chart.series {
            assert_eq!(held.next().as_ref(), Some(&series.name));
            for category in &chart.categories {
                assert_eq!(held.next().as_ref(), Some(category));
            }
            for point in &series.points {
                let value: Exact = held.next().expect("a value").parse().expect("a decimal");
                assert_eq!(Some(value), point.value.value(), "{}", chart.title);
            }
        }
        assert_eq!(held.next(), None);
        let order = ["<c:txPr>", "<c:externalData", "<c:printSettings>"];
        let order = order.map(|element| xml.rfind(element).expect(element));
        assert!(order.is_sorted(), "the schema wants the data before the print settings");
        assert_eq!(attributes(xml, "c:showSerName", "val"), vec!["0"; chart.series.len()]);
    }
    let kinds: Vec<&str> = (1..=6)
        .map(|number| part(&parts, &format!("word/charts/chart{number}.xml")))
        .map(|xml| {
            let kinds =
                ["c:barDir val=\"col\"", "c:barDir val=\"bar\"", "c:lineChart", "c:pieChart"];
            kinds.into_iter().find(|kind| xml.contains(kind)).expect("a known kind")
        })
        .collect();
    let (column, bar) = ("c:barDir val=\"col\"", "c:barDir val=\"bar\"");
    // A pie of nothing is drawn as columns; a pie of one slice beside zeros stays a pie.
    assert_eq!(kinds, [column, "c:pieChart", column, bar, "c:lineChart", column]);
    let hidden = part(&parts, "word/charts/chart2.xml");
    assert!(hidden.contains(r#"<c:dLbl><c:idx val="2"/><c:delete val="1"/></c:dLbl>"#));
    let captions = styled(&parts, "Caption");
    assert_eq!(captions[0], "图1　收、支决算总计变动情况图（单位：万元）");
}

#[test]
fn notices_stand_at_the_end_or_first_when_the_data_are_made_up() {
    let place = |parts: &Parts| {
        let styles: Vec<String> =
            paragraphs(parts).into_iter().map(|paragraph| paragraph.0).collect();
        let notices = styles.iter().position(|style| style == "NoticeTitle").expect("notices");
        let heading = styles.iter().position(|style| style == "Heading1").expect("a heading");
        heading.cmp(&notices)
    };
    let parts = printed();
    assert!(place(&parts).is_lt());
    assert!(styled(&parts, "Notice")[0].starts_with("已接受的差异：县级匹配资金"));
    assert!(!parts.contains_key("word/header1.xml"));

    let mut made_up = sample();
    made_up.warning = "合成数据：不反映任何真实地区或个人".to_owned();
    let parts = common::opened::parts(&print(&made_up));
    check_package(&parts);
    let header = texts(part(&parts, "word/header1.xml"), "w:t").concat();
    assert_eq!(header, made_up.warning);
    let references = body(&parts).matches("<w:headerReference").count();
    assert_eq!(references, 6, "three sections, odd and even pages");
}

#[test]
fn page_breaks_and_empty_documents_leave_no_stray_paragraphs() {
    let parts = printed();
    assert_eq!(body(&parts).matches("<w:pageBreakBefore/>").count(), 1);
    let empty = parts_of(Vec::new());
    check_package(&empty);
    assert_eq!(paragraphs(&empty), []);
    let empty_table = parts_of(vec![Block::PageBreak, Block::Table(Table::default())]);
    check_package(&empty_table);
}

fn parts_of(blocks: Vec<Block>) -> Parts {
    parts(&print(&Document { blocks, ..Document::default() }))
}

#[test]
fn libreoffice_prints_what_word_would() {
    let Some(text) = printed_text(&print(&sample()), "sample.docx") else { return };
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for words in [
        "2023年度整体支出绩效自评报告",
        "第一部分部门概况",
        "（一）主要职能",
        "4,016.89万元[1]",
        "610元/人/年[2]",
        "表1资金到位与得分情况表",
        "单位：万元",
        "县级匹配资金<A&B>",
        "图2本年收入构成（单位：万元）",
        "2101339",
        "编报说明",
        "—1—",
    ] {
        assert!(text.contains(words), "{words} is not on the pages");
    }
    let heads = text.matches("科目编码").count();
    assert!(2 <= heads, "the head of the long table stands on every page, seen {heads} times");
}
