//! Somebody's document as a page with remarks beside it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::arithmetic_side_effects, reason = "counts of a test's own")]

use std::fs;
use std::path::Path;

use yz_diagnostics::Language;
use yz_documents::{CheckedPage, CheckedRemark, FigureShade, RemarkKind};
use yz_report::{ChartData, Piece, Place, Role, Transcript};

/// The words of the n-th passage that hold them.
fn piece(read: &Transcript, words: &str) -> Piece {
    let found = read.passages.iter().enumerate().find_map(|(passage, own)| {
        let start = own.text.find(words)?;
        Some(Piece { passage, span: start..start + words.len() })
    });
    found.unwrap_or_else(|| panic!("nowhere: {words}"))
}

fn remark(read: &Transcript, kind: RemarkKind, words: &str, title: &str) -> CheckedRemark {
    CheckedRemark {
        kind,
        pieces: vec![piece(read, words)],
        place: "第2段".to_owned(),
        title: title.to_owned(),
        rows: Vec::new(),
        source: "SUM001 total-differs-from-parts".to_owned(),
    }
}

/// A short report of a made-up county: 6,000.00 + 1,200.00 + 800.00 is 8,000.00, and 8,100.00 is
/// printed; 50,000 × 35.00 is 175.00万.
fn report() -> Transcript {
    let mut read = Transcript::default();
    read.push(Place::Paragraph(1), Role::Heading(1), "城乡居民基本医疗保险基金绩效自评报告");
    read.push(Place::Paragraph(2), Role::Heading(2), "一、基金收入情况");
    read.push(
        Place::Paragraph(3),
        Role::Text,
        "2023年，全县基金收入8,100.00万元，其中：个人缴费6,000.00万元，各级财政补助1,200.00万元，\
         利息及其他收入800.00万元。参保居民50,000人，县级财政按每人35.00元安排配套资金175.00万元，\
         参保率98.6%，较上年提高1.2个百分点。。",
    );
    read.push(Place::Caption { table: 1 }, Role::Text, "表1 基金收支情况（单位：万元）");
    let mut cell = |row, column, across, down, text: &str| {
        let role = Role::Cell { across, down };
        read.push(Place::Cell { table: 1, row, column }, role, text);
    };
    cell(1, 1, 1, 2, "项目");
    cell(1, 2, 2, 1, "2023年");
    cell(1, 4, 1, 2, "增减");
    cell(2, 2, 1, 1, "预算");
    cell(2, 3, 1, 1, "决算");
    for (row, name) in [(3, "个人缴费"), (4, "财政补助"), (5, "合计")] {
        cell(row, 1, 1, 1, name);
        for (column, number) in [(2, "5,900.00"), (3, "6,000.00"), (4, "100.00")] {
            cell(row, column, 1, 1, &format!("{number}{}", " ".repeat(row - 3)));
        }
    }
    let mut point = 0;
    let mut label = |text: &str| {
        let at = read.push(Place::Point { chart: 1, point }, Role::Chart, text);
        point += 1;
        Piece::whole(at, text)
    };
    let title = Some(label("图1 参保人数（人）"));
    let categories = vec![label("2022年"), label("2023年")];
    let series = vec![(Some(label("参保人数")), vec![label("49,000"), label("50,001")])];
    read.charts.push(ChartData { title, categories, series });
    read.push(Place::Note(1), Role::Note, "注：数据来自<script>alert(1)</script>基金财务报表。");
    read
}

fn page(read: &Transcript) -> String {
    let figure = |words: &str, shade| (piece(read, words), shade);
    let mut sum = remark(read, RemarkKind::Error, "基金收入8,100.00万元", "合计与各项之和不符");
    sum.rows = [
        ("原文", "8,100.00万元"),
        ("重算", "8,000.00万元"),
        ("相差", "100.00万元"),
        ("算式", "6,000.00 + 1,200.00 + 800.00 = 8,000.00万元"),
        ("为什么", "读者会把各项加一遍，加不拢的合计让整份报告失去信用"),
        ("怎么办", "核对各项，改正合计或缺漏的一项"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec();
    let mut product = remark(read, RemarkKind::Holds, "175.00万元", "175.00万元与文中其他数字相符");
    product.rows.push(("算式".to_owned(), "50,000人 × 35.00元/人 = 175.00万元".to_owned()));
    let mut chart = remark(read, RemarkKind::Warning, "50,001", "图中的数与正文不同");
    chart.place = "图1".to_owned();
    let page = CheckedPage {
        name: "某县2023年度自评报告<终稿>.docx",
        transcript: read,
        figures: vec![
            figure("8,100.00万元", FigureShade::Wrong),
            figure("6,000.00万元", FigureShade::Verified),
            figure("1,200.00万元", FigureShade::Verified),
            figure("800.00万元", FigureShade::Verified),
            figure("50,000人", FigureShade::Verified),
            figure("175.00万元", FigureShade::Verified),
            figure("98.6%", FigureShade::NotVerifiable),
            figure("1.2个百分点", FigureShade::NotVerifiable),
            figure("50,001", FigureShade::Doubtful),
        ],
        remarks: vec![
            sum,
            product,
            remark(read, RemarkKind::Hint, "。。", "标点重复：。。"),
            chart,
        ],
        language: Language::Chinese,
    };
    page.to_html()
}

#[test]
fn the_page_shows_every_word_and_nothing_of_the_document_is_markup() {
    let read = report();
    let html = page(&read);
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("checked.html");
    fs::write(kept, &html).unwrap();
    assert!(!html.contains("<script>alert"));
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;基金财务报表"));
    assert!(html.contains("<h1>某县2023年度自评报告&lt;终稿&gt;.docx</h1>"));
    let plain = without_tags(&html);
    for passage in &read.passages {
        let text = passage.text.replace('<', "&lt;").replace('>', "&gt;");
        assert!(plain.contains(&text), "{text}");
    }
    for outside in ["http:", "https:", "src=", "url("] {
        assert!(!html.contains(outside), "{outside}");
    }
}

#[test]
fn figures_and_remarks_stand_at_their_words() {
    let html = page(&report());
    let wrong = "<span class=\"wrong about error\" data-remarks=\"0\" role=\"button\" \
                 tabindex=\"0\">8,100.00万元</span>";
    assert!(html.contains(wrong), "the figure inside the words of its finding");
    let first = "id=\"at-0\" data-stop=\"error\">基金收入</span>";
    assert!(html.contains(first), "one stop for a finding of two stretches");
    let holds = "<span class=\"verified\" data-remarks=\"1\" role=\"button\" tabindex=\"0\" \
                 id=\"at-1\" data-stop=\"holds\">175.00万元</span>";
    assert!(html.contains(holds));
    assert!(html.contains("<span class=\"plain\" data-stop=\"plain\">98.6%</span>"));
    assert!(html.contains("id=\"remark-1\" data-kind=\"holds\" hidden"));
}

#[test]
fn merged_cells_stay_merged() {
    let html = page(&report());
    let head = "<tr class=\"head\"><td rowspan=\"2\">项目</td><td colspan=\"2\">2023年</td>\
                <td rowspan=\"2\">增减</td></tr>\n<tr><td>预算</td><td>决算</td></tr>";
    assert!(html.contains(head));
}

fn without_tags(html: &str) -> String {
    let mut plain = String::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        plain.push_str(text);
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
    }
    plain + rest
}
