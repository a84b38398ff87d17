//! A document that has one of everything, for the tests of the page and of the PDF.

mod parts;

use yz_report::{
    Block, Calculation, Chart, ChartKind, Column, Document, Mark, Notice, Row, Table, Trace,
    TraceNote, Traces,
};

use parts::{cell, chart, figure, head, heading, marked, number, paragraph, strong, text, words};

/// Characters that mean something in HTML, JSON, scripts or the template.
pub(crate) const HOSTILE: &str =
    r##"<script>alert("x")</script> #set page() *粗* $1+1$ \u{41} @x `y` {b} & 'q' //"##;

/// A document that has one of everything.
pub(crate) fn sample() -> Document {
    let mut blocks = vec![Block::Contents, Block::PageBreak];
    blocks.extend(overview());
    blocks.extend(charts());
    blocks.extend(wide_part());
    Document {
        name: "sample".to_owned(),
        title: vec![
            "青禾县医疗保障局".to_owned(),
            "2023年度城乡居民医保基金绩效自评报告".to_owned(),
        ],
        issuer: "青禾县医疗保障局".to_owned(),
        period: "2023年".to_owned(),
        warning: String::new(),
        notices: notices(),
        blocks,
        traces: traces(),
    }
}

fn notices() -> Vec<Notice> {
    let notice =
        |title: &str, text: &str| Notice { title: title.to_owned(), text: text.to_owned() };
    vec![
        notice("模拟数据", "本报告的数据由程序生成，不代表任何地区。"),
        notice("已接受的差异", "县级财政补助应拨金额：公开文本去尾取整，与推算值相差0.89万元。"),
        notice("未核对的参数", "人均财政补助标准抄自二手资料，尚未与原文核对。"),
    ]
}

fn overview() -> Vec<Block> {
    let long = "全县城乡居民基本医疗保险坚持以收定支、收支平衡、略有结余的原则，基金运行总体平稳。\
                按照年度工作安排，经办机构对参保登记、缴费核定、待遇支付和基金监管各环节逐项自查，\
                对发现的问题建立台账，限期整改。";
    let mut blocks = vec![
        heading(1, "第一部分", "基本情况"),
        heading(2, "一、", "基金收支情况"),
        paragraph(vec![
            text("2023年，全县城乡居民基本医疗保险参保"),
            figure("762,218人", "enrolled_persons"),
            text("，县级财政补助按每人每年"),
            figure("52.70元", "county_subsidy_per_person"),
            text("的标准安排，应拨"),
            marked("4,016.89万元", "county_subsidy_due", Mark::Accepted),
            text("，实际到位"),
            figure("4,016.00万元", "county_subsidy_paid"),
            text("，到位率"),
            figure("99.98%", "county_subsidy_rate"),
            text("。全年基金收入"),
            marked("70,325.02万元", "fund_income", Mark::Unverified),
            text("，比上年增长"),
            figure("6.30%", "fund_income_growth"),
            text("；当年没有发生的项目以"),
            figure("—", "nothing_over_nothing"),
            text("表示。"),
            words("基金运行总体平稳"),
            text("，"),
            text(HOSTILE),
        ]),
        paragraph(vec![text(long), text(long)]),
        heading(3, "（一）", "收入构成"),
        strong_paragraph(),
        Block::Table(income_table()),
        heading(3, "（二）", "主要做法"),
        parts::item("1.", "压实乡镇责任，建立参保动态台账；"),
        parts::item("2.", "开展“一人一档”核对，清理重复参保；"),
        heading(4, "1.", "参保扩面"),
        paragraph(vec![text(long)]),
        heading(5, "（1）", "困难群体资助参保"),
        paragraph(vec![
            text(long),
            text("应补应资助人数再次核对为"),
            figure("762,218人", "enrolled_persons"),
            text("。"),
        ]),
    ];
    for _ in 0..6 {
        blocks.push(paragraph(vec![text(long), text(long), text(long)]));
    }
    blocks
}

fn strong_paragraph() -> Block {
    paragraph(vec![
        words("从来源看，"),
        text("个人缴费、财政补助和利息收入分别占"),
        figure("37.66%", "share_individual"),
        text("等，各级应拨"),
        marked("4,016.89万元", "county_subsidy_due", Mark::Accepted),
        text("已全部入账。"),
    ])
}

fn income_table() -> Table {
    let row = |name: &str, budget: &str, actual: &str, rate: &str| Row {
        cells: vec![
            cell(vec![text(name)]),
            cell(vec![figure(budget, "fund_income_budget")]),
            cell(vec![figure(actual, "fund_income")]),
            cell(vec![figure(rate, "rate")]),
        ],
        strong: name == "合计",
    };
    Table {
        caption: "2023年基金收入预算执行情况".to_owned(),
        unit: "单位：万元".to_owned(),
        columns: vec![
            Column { width: 14, align: yz_report::Align::Left },
            number(9),
            number(9),
            number(8),
        ],
        head: vec![
            head(vec![("收入项目", 1, 2), ("2023年", 2, 1), ("执行率", 1, 2)]),
            head(vec![("年初预算", 1, 1), ("决算", 1, 1)]),
        ],
        body: vec![
            row("个人缴费", "26,480.00", "26,484.31", "100.02%"),
            row("中央和省级财政补助", "39,372.96", "39,600.00", "100.58%"),
            row(
                "县级财政补助（含对特困人员、低保对象等困难群体的参保资助）",
                "4,016.89",
                "4,016.00",
                "99.98%",
            ),
            row("利息收入", "0.00", "224.71", "—"),
            row("合计", "69,869.85", "70,325.02", "100.65%"),
        ],
        notes: vec!["执行率为决算数与年初预算数之比；预算为零的以“—”表示。".to_owned()],
    }
}

fn charts() -> Vec<Block> {
    let quarters = ["一季度", "二季度", "三季度", "四季度"];
    let mut blocks = vec![heading(2, "二、", "主要指标图示")];
    let mut add = |chart: Chart| blocks.push(Block::Chart(chart));
    add(chart(
        ChartKind::Column,
        "各季度基金支出",
        "万元",
        &quarters,
        &[("基金支出", &["14820.05", "15236.40", "16001.77", "17990.12"])],
    ));
    add(chart(
        ChartKind::Column,
        "各级财政补助应拨与到位",
        "万元",
        &["中央", "省级", "市级", "县级"],
        &[
            ("应拨", &["29270.80", "8003.12", "0", "4016.89"]),
            ("到位", &["29270.80", "8003.12", "0", "4016.00"]),
        ],
    ));
    add(chart(
        ChartKind::Bar,
        "定点医疗机构基金支付前五名",
        "万元",
        &[
            "青禾县人民医院",
            "青禾县中医医院",
            "青禾县妇幼保健计划生育服务中心（县儿童医院）",
            "城关镇中心卫生院",
            "东湾镇卫生院",
        ],
        &[("基金支付", &["18240.33", "9120.50", "3005.20", "880.00", "12.5"])],
    ));
    add(chart(
        ChartKind::Line,
        "近五年参保率",
        "%",
        &["2019年", "2020年", "2021年", "2022年", "2023年"],
        &[
            ("全县", &["95.10", "95.62", "96.01", "95.88", "96.40"]),
            ("全省平均", &["94.80", "95.00", "95.30", "95.55", "95.90"]),
        ],
    ));
    add(chart(
        ChartKind::Pie,
        "基金收入来源",
        "万元",
        &["个人缴费", "中央和省级财政补助", "县级财政补助", "利息收入", "其他收入"],
        &[("收入", &["26484.31", "39600.00", "4016.00", "224.71", "0.00"])],
    ));
    add(chart(
        ChartKind::Pie,
        "大病保险省级调剂金构成",
        "万元",
        &["调入", "调出"],
        &[("金额", &["0", "0"])],
    ));
    add(chart(
        ChartKind::Column,
        "当期结余",
        "万元",
        &["2021年", "2022年", "2023年"],
        &[("当期结余", &["1520.30", "-846.11", "276.68"])],
    ));
    blocks
}

fn wide_part() -> Vec<Block> {
    let towns =
        ["城关镇", "东湾镇", "西岭乡", "南坪镇", "北渡乡", "<b>河口</b>镇", "云台镇", "石桥乡"];
    let months = [
        "参保人数",
        "个人缴费",
        "财政补助",
        "资助参保",
        "住院人次",
        "门诊人次",
        "住院支出",
        "门诊支出",
        "大病支出",
    ];
    let mut columns = vec![Column { width: 8, align: yz_report::Align::Left }];
    columns.extend(months.map(|_| number(7)));
    let mut first: Vec<(&str, usize, usize)> = vec![("乡镇", 1, 1)];
    first.extend(months.map(|month| (month, 1, 1)));
    let mut body: Vec<Row> = Vec::new();
    for round in 0..5 {
        for (index, town) in towns.iter().enumerate() {
            let mut cells = vec![cell(vec![text(town)])];
            for month in 0..months.len() {
                let value = format!("1,{index}{month}{round}.0{round}");
                cells.push(cell(vec![figure(&value, "town_figure")]));
            }
            body.push(Row { cells, strong: false });
        }
    }
    body.push(strong("合计", months.len()));
    let table = Table {
        caption: "各乡镇参保和待遇情况".to_owned(),
        unit: "单位：人、万元、人次".to_owned(),
        columns,
        head: vec![head(first)],
        body,
        notes: Vec::new(),
    };
    vec![
        heading(1, "第二部分", "附表"),
        Block::Table(table),
        heading(2, "一、", "落款"),
        parts::right("青禾县医疗保障局"),
        parts::right("2024年3月15日"),
    ]
}

fn trace(title: &str, printed: &str, value: &str, unit: &str, calculation: Calculation) -> Trace {
    Trace {
        title: title.to_owned(),
        about: "2023年 青禾县".to_owned(),
        printed: printed.to_owned(),
        value: value.parse().expect("a decimal number"),
        unit: unit.to_owned(),
        origin: if calculation == Calculation::None { "申报" } else { "推算" }.to_owned(),
        working: String::new(),
        source: String::new(),
        place: String::new(),
        calculation,
        notes: Vec::new(),
    }
}

fn declared(title: &str, printed: &str, value: &str, unit: &str) -> Trace {
    Trace {
        source: "青禾县2023年城乡居民医保基金决算表</script>".to_owned(),
        place: "L26、L90".to_owned(),
        ..trace(title, printed, value, unit, Calculation::None)
    }
}

fn note(title: &str, text: &str) -> Vec<TraceNote> {
    vec![TraceNote { title: title.to_owned(), text: text.to_owned() }]
}

fn traces() -> Traces {
    let id = |name: &str| name.to_owned();
    let one = yz_units::Exact::ONE;
    let due = Trace {
        working: "762,218人 × 52.70元/人/年 = 40,168,888.60元".to_owned(),
        notes: note("已接受的差异", "公开文本去尾取整，申报4,016.00万元，推算4,016.89万元。"),
        ..trace(
            "县级财政补助应拨金额",
            "4,016.89万元",
            "40168888.6",
            "元",
            Calculation::Product(id("enrolled_persons"), id("county_subsidy_per_person"), one),
        )
    };
    let rate = Trace {
        working: "40,160,000.00元 ÷ 40,168,888.60元 = 99.98%".to_owned(),
        value: yz_units::Exact::fraction(4_016_000_000_000, 40_168_888_600).expect("not over zero"),
        ..trace(
            "县级财政补助到位率",
            "99.98%",
            "0",
            "%",
            Calculation::Ratio(id("county_subsidy_paid"), id("county_subsidy_due"), one),
        )
    };
    let income = Trace {
        notes: note("未核对的参数", "人均财政补助标准抄自二手资料。"),
        working: "26,484.31万元 + 4,016.89万元 = 70,325.02万元".to_owned(),
        ..trace(
            "基金收入",
            "70,325.02万元",
            "703250200",
            "元",
            Calculation::Sum(vec![(false, id("individual")), (true, id("county_subsidy_due"))]),
        )
    };
    let persons = trace(
        "参保人数",
        "762,218人",
        "762218",
        "人",
        Calculation::Other(vec![id("enrolled_in_towns"), id("enrolled_elsewhere")]),
    );
    Traces::from([
        (id("enrolled_persons"), persons),
        (id("enrolled_in_towns"), declared("各乡镇参保人数", "750,000人", "750000", "人")),
        (id("enrolled_elsewhere"), declared("学校统一参保人数", "12,218人", "12218", "人")),
        (
            id("county_subsidy_per_person"),
            declared("县级人均补助标准", "52.70元/人/年", "52.7", "元"),
        ),
        (id("county_subsidy_due"), due),
        (
            id("county_subsidy_paid"),
            declared("县级财政补助到位金额", "4,016.00万元", "40160000", "元"),
        ),
        (id("county_subsidy_rate"), rate),
        (id("individual"), declared("个人缴费收入", "26,484.31万元", "264843100", "元")),
        (id("fund_income"), income),
        (
            id("fund_income[stage=budget]"),
            declared("基金收入（年初预算）", "69,869.85万元", "698698500", "元"),
        ),
        (id("town_figure"), declared("各乡镇数", "1,000.00", "1000", "万元")),
    ])
}
