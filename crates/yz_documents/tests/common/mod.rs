//! A document with one of everything.

#![allow(dead_code, reason = "each test file uses its own part of the tools")]

use std::collections::BTreeMap;

use yz_report::{
    Align, Block, Calculation, Cell, Chart, ChartKind, Column, Document, Figure, Heading, Inline,
    Mark, Notice, Numbering, Paragraph, Point, Row, Series, Table, Trace, TraceNote,
};
use yz_units::Exact;

pub(crate) mod opened;

/// A document with one of everything that a document can hold.
pub(crate) fn sample() -> Document {
    let mut numbering = Numbering::default();
    let mut heading = |level: u8, words: &str| {
        let content = vec![text(words)];
        Block::Heading(Heading { level, number: numbering.next(level), content })
    };
    let blocks = vec![
        Block::Contents,
        Block::PageBreak,
        heading(1, "部门概况"),
        heading(2, "基本职能及主要工作"),
        heading(3, "主要职能"),
        paragraph(vec![text(LONG)]),
        heading(4, "资金安排情况"),
        heading(5, "资金到位"),
        funds(),
        item("1.", "按时足额拨付；"),
        item("2.", "符号 <居民> & “门诊” 'A' 一并印出。"),
        heading(2, "收支情况"),
        scores(),
        column_chart(),
        heading(3, "收入分类"),
        pie(
            "本年收入构成",
            &[("一般公共预算拨款", "5996.78"), ("上年结转", "799.38"), ("其他", "0.00")],
        ),
        pie("没有发生的支出构成", &[("公务接待", "0.00"), ("公务用车", "0.00")]),
        bar_chart(),
        line_chart(),
        crowded_chart(),
        Block::PageBreak,
        heading(1, "附表"),
        wide(),
        heading(2, "结束语"),
        paragraph(vec![
            Inline::Strong("特此报告。".to_owned()),
            Inline::LineBreak,
            text("附件另送。"),
        ]),
        signed("某某县医疗保障局"),
        signed("2024年3月31日"),
    ];
    Document {
        name: "sample".to_owned(),
        title: vec!["某某县医疗保障局".to_owned(), "2023年度整体支出绩效自评报告".to_owned()],
        issuer: "某某县医疗保障局".to_owned(),
        period: "2022年9月至2023年8月".to_owned(),
        warning: String::new(),
        notices: vec![
            notice(
                "已接受的差异",
                "县级匹配资金的申报数比推算数少0.01万元，原因是申报时去尾取整。",
            ),
            notice("未核对的参数", "人均补助标准抄自二手文本，尚未与原文核对。"),
        ],
        blocks,
        traces: traces(),
    }
}

const LONG: &str = "贯彻落实国家、省、市关于医疗保障工作的法律法规和方针政策，组织实施居民医保、\
    大病保险、医疗救助等制度，监督管理医疗保障基金，推进支付方式改革，保障参保群众的合法权益。\
    落实各级财政补助资金，确保基金收支平衡、略有结余，防范基金运行风险。";

fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block::Paragraph(Paragraph { content, ..Paragraph::default() })
}

fn item(number: &str, words: &str) -> Block {
    let content = vec![text(words)];
    Block::Paragraph(Paragraph { content, number: number.to_owned(), right: false })
}

fn signed(words: &str) -> Block {
    Block::Paragraph(Paragraph { content: vec![text(words)], right: true, ..Paragraph::default() })
}

fn notice(title: &str, text: &str) -> Notice {
    Notice { title: title.to_owned(), text: text.to_owned() }
}

fn figure(text: &str, trace: &str, mark: Mark) -> Inline {
    let trace = (!trace.is_empty()).then(|| trace.to_owned());
    Inline::Figure(Figure { text: text.to_owned(), trace, mark })
}

fn funds() -> Block {
    paragraph(vec![
        text("2023年应到位县级匹配资金"),
        figure("4,016.89万元", "county_subsidy_due", Mark::Accepted),
        text("，其中按每人"),
        figure("52.70元/人/年", "subsidy_per_person", Mark::Unverified),
        text("补助"),
        figure("762,218人", "enrolled_persons", Mark::Plain),
        text("；再次提到"),
        figure("4,016.89万元", "county_subsidy_due", Mark::Accepted),
        text("时不再加注。上级补助标准"),
        figure("610元/人/年", "subsidy_above", Mark::Unverified),
        text("与前者同注。执行率"),
        figure("—", "nothing_rate", Mark::Plain),
        text("（0除以0）。"),
    ])
}

fn cell(words: &str) -> Cell {
    Cell::text(words)
}

fn number(text: &str, trace: &str) -> Cell {
    Cell::new(vec![figure(text, trace, Mark::Plain)])
}

fn row(cells: Vec<Cell>) -> Row {
    Row { cells, strong: false }
}

fn columns(widths: &[u16]) -> Vec<Column> {
    let column = |(index, width): (usize, &u16)| {
        let align = if index < 2 { Align::Left } else { Align::Right };
        Column { width: *width, align }
    };
    widths.iter().enumerate().map(column).collect()
}

/// An upright table with a head of two rows, tall and wide cells, notes, and a marked figure.
fn scores() -> Block {
    Block::Table(Table {
        caption: "资金到位与得分情况表".to_owned(),
        unit: "单位：万元".to_owned(),
        columns: columns(&[6, 12, 8, 8, 6]),
        head: vec![
            row(vec![
                cell("类别").spanning(1, 2),
                cell("项目名称").spanning(1, 2),
                cell("金额").spanning(2, 1),
                cell("得分").spanning(1, 2),
            ]),
            row(vec![cell("预算"), cell("实际")]),
        ],
        body: vec![
            row(vec![
                cell("产出").spanning(1, 2),
                cell("县级匹配资金 <A&B>"),
                number("4,016.89", "county_subsidy_due"),
                Cell::new(vec![figure("4,016.88", "county_subsidy_paid", Mark::Accepted)]),
                number("5分", ""),
            ]),
            row(vec![
                cell("城乡居民基本医疗保险参保缴费政策宣传与动员"),
                number("0.00", "nothing"),
                number("—", "nothing_rate"),
                number("88.56%", "rate"),
            ]),
            Row {
                cells: vec![
                    cell("合计").spanning(2, 1),
                    number("4,016.89", "county_subsidy_due"),
                    number("-12.30", "difference"),
                    Cell::new(vec![text("两行"), Inline::LineBreak, text("文字")]),
                ],
                strong: true,
            },
        ],
        notes: vec!["注：预算为年初批复数。".to_owned()],
    })
}

/// A table too wide for an upright page, and long enough for several turned ones.
fn wide() -> Block {
    let functions = (0..40).map(|index| {
        let code = format!("21013{index:02}");
        let mut cells = vec![cell(&code), cell("城乡居民基本医疗保险基金补助支出")];
        cells.extend((0..6).map(|_| number("1,234.50", "")));
        row(cells)
    });
    let heads = [
        "科目编码",
        "科目名称",
        "合计",
        "基本支出",
        "项目支出",
        "上缴上级",
        "经营支出",
        "补助下级",
    ];
    Block::Table(Table {
        caption: "一般公共预算财政拨款支出决算表".to_owned(),
        unit: "单位：万元".to_owned(),
        columns: columns(&[7, 14, 8, 8, 8, 8, 8, 8]),
        head: vec![row(heads.map(cell).to_vec())],
        body: functions.collect(),
        notes: Vec::new(),
    })
}

fn series(name: &str, values: &[&str]) -> Series {
    let point = |value: &&str| {
        let value: yz_units::Decimal = value.parse().expect("a decimal");
        let text = format!("{}万元", value.to_text(true));
        Point::new(value, Figure { text, trace: None, mark: Mark::Plain })
    };
    Series { name: name.to_owned(), points: values.iter().map(point).collect() }
}

fn chart(kind: ChartKind, title: &str, categories: &[&str], series: Vec<Series>) -> Block {
    let categories = categories.iter().map(|name| (*name).to_owned()).collect();
    let (title, unit) = (title.to_owned(), "万元".to_owned());
    Block::Chart(Chart { kind, title, unit, categories, series })
}

fn column_chart() -> Block {
    let series = vec![
        series("收入总计", &["7147.00", "6796.16"]),
        series("支出总计", &["7147.00", "6790.01"]),
    ];
    chart(ChartKind::Column, "收、支决算总计变动情况图", &["2021年", "2022年"], series)
}

fn pie(title: &str, slices: &[(&str, &str)]) -> Block {
    let names: Vec<&str> = slices.iter().map(|slice| slice.0).collect();
    let values: Vec<&str> = slices.iter().map(|slice| slice.1).collect();
    chart(ChartKind::Pie, title, &names, vec![series("金额", &values)])
}

fn bar_chart() -> Block {
    let names = [
        "行政单位医疗保险基金缴费支出",
        "事业单位医疗",
        "财政对城乡居民基本医疗保险基金的补助",
        "城乡医疗救助",
        "疾病应急救助 & <其他>",
    ];
    let values = ["25.73", "15.11", "4016.88", "1612.40", "0.00"];
    chart(ChartKind::Bar, "一般公共预算支出按功能分类", &names, vec![series("决算数", &values)])
}

fn line_chart() -> Block {
    let months: Vec<String> = (1..=12).map(|month| format!("2023年{month}月")).collect();
    let months: Vec<&str> = months.iter().map(String::as_str).collect();
    let income = [
        "812.5", "640.0", "702.3", "655.1", "690.8", "720.4", "731.2", "745.9", "760.0", "590.3",
        "805.7", "910.6",
    ];
    let spent = [
        "500.1", "505.2", "498.7", "510.0", "530.5", "541.6", "550.0", "561.3", "570.9", "575.4",
        "590.8", "640.2",
    ];
    let series = vec![series("基金收入", &income), series("基金支出", &spent)];
    chart(ChartKind::Line, "基金收支月度走势", &months, series)
}

/// So many long names and numbers that they have to be turned.
fn crowded_chart() -> Block {
    let names: Vec<String> =
        (1..=14).map(|index| format!("第{index}乡镇（街道）便民服务中心")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let values: Vec<String> = (1..=14).map(|index| format!("{index}000.50")).collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    chart(ChartKind::Column, "各乡镇参保缴费", &names, vec![series("金额", &values)])
}

fn trace(title: &str, printed: &str, value: &str, unit: &str, calculation: Calculation) -> Trace {
    let derived = calculation != Calculation::None;
    Trace {
        title: title.to_owned(),
        about: "2023年 某某县医疗保障局".to_owned(),
        printed: printed.to_owned(),
        value: value.parse().expect("a decimal"),
        unit: unit.to_owned(),
        origin: if derived { "推算" } else { "申报" }.to_owned(),
        working: if derived { format!("{title}的算式 = {printed}") } else { String::new() },
        source: if derived { String::new() } else { "部门决算（公开文本）".to_owned() },
        place: if derived { String::new() } else { "L198".to_owned() },
        calculation,
        notes: Vec::new(),
    }
}

fn noted(trace: Trace, title: &str, text: &str) -> Trace {
    let note = TraceNote { title: title.to_owned(), text: text.to_owned() };
    Trace { notes: vec![note], ..trace }
}

/// 762,218 persons × 52.70 yuan = 40,168,888.60 yuan; 40,168,800.00 − 40,168,888.60 = −88.60 yuan;
/// 40,168,800.00 ÷ 45,357,497.74 is about 88.56 percent.
fn traces() -> BTreeMap<String, Trace> {
    let id = str::to_owned;
    let product =
        Calculation::Product(id("enrolled_persons"), id("subsidy_per_person"), Exact::ONE);
    let sum = Calculation::Sum(vec![
        (false, id("county_subsidy_paid")),
        (true, id("county_subsidy_due")),
    ]);
    let unverified = |trace| noted(trace, "未核对的参数", "标准抄自二手文本，尚未与原文核对");
    let rate = Calculation::Ratio(id("part"), id("whole"), Exact::HUNDRED);
    let nothing_rate = Calculation::Ratio(id("nothing"), id("nothing"), Exact::HUNDRED);
    let growth = Calculation::Growth(id("part"), id("whole"));
    let other = Calculation::Other(vec![id("part"), id("whole")]);
    let none = Calculation::None;
    let accepted = "申报4,016.88万元，推算4,016.89万元，相差0.01万元：申报时去尾取整";
    let entries = [
        ("enrolled_persons", trace("参保人数", "762,218人", "762218", "人", none.clone())),
        (
            "subsidy_per_person",
            unverified(trace("补助标准", "52.70元/人/年", "52.70", "元/人/年", none.clone())),
        ),
        (
            "subsidy_above",
            unverified(trace("上级补助标准", "610元/人/年", "610", "元/人/年", none.clone())),
        ),
        (
            "county_subsidy_due",
            noted(
                trace("县级补助应拨金额", "4,016.89万元", "40168888.60", "元", product),
                "已接受的差异",
                accepted,
            ),
        ),
        (
            "county_subsidy_paid",
            noted(
                trace("县级补助实拨金额", "4,016.88万元", "40168800.00", "元", none.clone()),
                "已接受的差异",
                accepted,
            ),
        ),
        ("difference", trace("差额", "-88.60元", "-88.60", "元", sum)),
        ("part", trace("部分", "31元", "31", "元", none.clone())),
        ("whole", trace("整体", "40元", "40", "元", none.clone())),
        ("rate", trace("比率", "77.5%", "77.5", "%", rate)),
        ("growth", trace("增长率", "-22.5%", "-22.5", "%", growth)),
        ("score", trace("得分", "5分", "5", "分", other)),
        ("nothing", trace("没有发生的金额", "0.00万元", "0", "元", none)),
        ("nothing_rate", trace("没有发生的比率", "—", "0", "%", nothing_rate)),
    ];
    entries.into_iter().map(|(id, trace)| (id.to_owned(), trace)).collect()
}
