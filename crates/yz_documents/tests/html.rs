//! The page holds everything, asks for nothing, and says where each figure comes from.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common_html;

use std::collections::BTreeSet;

use common_html::{HOSTILE, sample};
use yz_documents::{Format, Printer};
use yz_report::{Block, Chart, ChartKind, Document, Inline, Paragraph, Series};

fn print(document: &Document) -> String {
    let bytes = Printer::default().print(document, Format::Html).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// What stands between `from` and `to`, everywhere in a text.
fn between<'a>(text: &'a str, from: &'a str, to: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(from).skip(1).filter_map(move |rest| Some(rest.split_once(to)?.0))
}

fn traces_of(page: &str) -> serde_json::Value {
    let open = "<script type=\"application/json\" id=\"traces\">";
    serde_json::from_str(between(page, open, "</script>").next().unwrap()).unwrap()
}

#[test]
fn page_asks_for_nothing_outside() {
    let page = print(&sample());
    for address in between(&page, "http", "\"") {
        assert!(
            address.starts_with("://www.w3.org/") || address.starts_with("-equiv="),
            "http{address}"
        );
    }
    for asking in ["src=", "@import", "url(//", "<link", "<iframe", "fetch(", "XMLHttp"] {
        assert!(!page.contains(asking), "{asking}");
    }
}

#[test]
fn each_clickable_figure_has_its_trace() {
    let page = print(&sample());
    let traces = traces_of(&page);
    let named: BTreeSet<&str> = between(&page, " data-trace=\"", "\"").collect();
    assert!(named.contains("county_subsidy_due"), "{named:?}");
    for id in &named {
        assert!(traces.get(*id).is_some(), "{id}");
    }
    // A figure whose trace was not handed over is printed all the same.
    assert!(!named.contains("rate"));
    assert!(page.contains("<span class=\"figure\">100.65%</span>"));
}

#[test]
fn traces_say_exactly_what_was_calculated_from_what() {
    let traces = traces_of(&print(&sample()));
    let due = &traces["county_subsidy_due"];
    assert_eq!(due["exact"], "40,168,888.60元");
    assert_eq!(due["inputs"][0]["id"], "enrolled_persons");
    assert_eq!(due["inputs"][1]["role"], "乘数");
    assert_eq!(traces["county_subsidy_rate"]["exact"], "≈ 99.977872%");
    assert_eq!(traces["fund_income"]["inputs"][1]["role"], "减");
    assert_eq!(traces["individual"]["source"], "青禾县2023年城乡居民医保基金决算表</script>");
}

#[test]
fn hostile_text_stays_text() {
    let mut document = sample();
    let evil = "\"><script>alert(1)</script><img onerror='x'>";
    document.title = vec![evil.to_owned()];
    document.issuer = evil.to_owned();
    document.notices[0].text = evil.to_owned();
    for block in &mut document.blocks {
        match block {
            Block::Heading(heading) => heading.content = vec![Inline::Text(evil.to_owned())],
            Block::Table(table) => table.caption = evil.to_owned(),
            Block::Chart(chart) => {
                chart.title = evil.to_owned();
                chart.categories.iter_mut().for_each(|name| name.push_str(evil));
                chart.series.iter_mut().for_each(|series| series.name = evil.to_owned());
            }
            _ => {}
        }
    }
    for trace in document.traces.values_mut() {
        trace.title = evil.to_owned();
    }
    let page = print(&document);
    assert_eq!(page.matches("<script").count(), 2, "data and script, nothing else");
    assert_eq!(page.matches("<img").count(), 0);
    assert!(page.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;"), "{HOSTILE}");
    assert_eq!(traces_of(&page)["fund_income"]["title"], evil);
}

#[test]
fn same_document_gives_the_same_page() {
    let document = sample();
    let mut printer = Printer::default();
    let first = printer.print(&document, Format::Html).unwrap();
    assert!(first == printer.print(&document, Format::Html).unwrap());
    // A new engine draws the same pictures, whatever was drawn before them.
    let mut other = Printer::default();
    let mut before = sample();
    before.blocks.retain(|block| matches!(block, Block::Chart(_)));
    before.blocks.reverse();
    other.print(&before, Format::Html).unwrap();
    assert!(first == other.print(&document, Format::Html).unwrap());
}

#[test]
fn charts_share_no_ids_and_name_their_points() {
    let page = print(&sample());
    let ids: Vec<&str> = between(&page, " id=\"", "\"").collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    assert!(page.contains("ecmeta_series_index=\"1\" ecmeta_data_index=\"3\""));
    assert!(page.contains("data-series=\"1\" data-index=\"3\""));
    assert!(!page.contains("\"zr"), "an id that depends on earlier pictures");
}

#[test]
fn labels_are_printed_as_in_the_text_and_nothing_has_no_label() {
    let page = print(&sample());
    let pictures: Vec<&str> = between(&page, "<svg ", "</svg>").collect();
    assert!(pictures[0].contains(">14,820.05</text>"));
    assert!(pictures[0].contains(">15,236.40</text>"), "the last zero stays");
    let pie = pictures[4];
    assert!(pie.contains(">26,484.31（37.66%）</text>"), "{pie}");
    assert!(!pie.contains("其他收入"), "a slice of nothing has no label");
    assert!(pictures[5].contains(">无数据</text>"));
    assert_eq!(between(&page, "<td class=\"share\">", "</td>").count(), 5);
}

#[test]
fn marks_are_explained_where_they_stand_and_at_the_end() {
    let page = print(&sample());
    assert!(page.contains("title=\"已接受的差异：公开文本去尾取整"));
    assert!(page.contains("※</sup>") && page.contains("△</sup>"));
    let end = between(&page, "id=\"notices\"", "</section>").next().unwrap();
    for word in ["模拟数据", "已接受的差异", "<b>※</b>", "<b>△</b>"] {
        assert!(end.contains(word), "{word}");
    }
}

#[test]
fn tables_keep_their_merged_cells_and_heads() {
    let page = print(&sample());
    assert!(page.contains("<th class=\"center first\" scope=\"col\" rowspan=\"2\">收入项目</th>"));
    assert!(page.contains("<th class=\"center\" scope=\"colgroup\" colspan=\"2\">2023年</th>"));
    assert!(page.contains("<figure class=\"table wide\" id=\"table-2\">"));
    assert!(page.contains("<tr class=\"strong\"><th class=\"left first\" scope=\"row\">合计</th>"));
}

#[test]
fn empty_documents_and_charts_print() {
    let kinds = [ChartKind::Column, ChartKind::Bar, ChartKind::Line, ChartKind::Pie];
    for kind in kinds {
        for series in [Vec::new(), vec![Series { name: String::new(), points: Vec::new() }]] {
            let chart = Chart {
                kind,
                title: String::new(),
                unit: String::new(),
                categories: Vec::new(),
                series,
            };
            let blocks = vec![Block::Chart(chart), Block::Paragraph(Paragraph::default())];
            assert!(print(&Document { blocks, ..Document::default() }).contains("<svg "));
        }
    }
    assert!(!print(&Document::default()).contains("编报说明</h2>"));
}
