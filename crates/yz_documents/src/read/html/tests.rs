use yz_report::{Place, Role, Transcript};

fn read(page: &str) -> Transcript {
    super::read(page.as_bytes()).unwrap()
}

fn texts(read: &Transcript) -> Vec<&str> {
    read.passages.iter().map(|passage| passage.text.as_str()).collect()
}

#[test]
fn blocks_are_passages_and_hidden_ones_are_not() {
    let page = read(
        "<!DOCTYPE html><html><head><title>标题</title><style>p{}</style></head><body>\
         <h1>一、<b>概况</b></h1><p>收入<span>70,325.02</span>万元&amp;\n  其他<p>第二段<br>另行\
         <p hidden>暗<p>明<div style='display: none'>无<div>无</div>无</div><script>1<2</script>\
         <ul><li>甲<li>乙</ul>尾",
    );
    let wanted = ["一、概况", "收入70,325.02万元& 其他", "第二段", "另行", "明", "甲", "乙", "尾"];
    assert_eq!(texts(&page), wanted);
    assert_eq!(page.passages[0].role, Role::Heading(1));
    assert_eq!(page.passages[7].place, Place::Paragraph(8));
}

#[test]
fn cells_know_their_place_and_reach() {
    let page = read(
        "<table><caption>表一</caption><tr><th rowspan=2>项目<th colspan=2>金额<tr><td>年<br>初\
         <td>年末</td></tr><tr><td>收入</td><td></td><td>2</td></table>",
    );
    let cells: Vec<(usize, usize, &str)> = page
        .passages
        .iter()
        .filter_map(|passage| match passage.place {
            Place::Cell { row, column, .. } => Some((row, column, passage.text.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(
        cells,
        [
            (1, 1, "项目"),
            (1, 2, "金额"),
            (2, 2, "年\n初"),
            (2, 3, "年末"),
            (3, 1, "收入"),
            (3, 2, ""),
            (3, 3, "2"),
        ]
    );
    assert_eq!(page.passages[0].place, Place::Caption { table: 1 });
    assert_eq!(page.passages[1].role, Role::Cell { across: 1, down: 2 });
    assert_eq!(page.passages[2].role, Role::Cell { across: 2, down: 1 });
}

#[test]
fn a_table_that_lays_out_the_page_is_none() {
    let page = read(
        "<table><tr><td><p>正文。<table><tr><td>a<td>b<tr><td>1<td>2</table><p>后文。\
         </td><td>边栏</td></tr></table>",
    );
    let places: Vec<Place> = page.passages.iter().map(|passage| passage.place).collect();
    assert_eq!(places[0], Place::Paragraph(1));
    assert_eq!(places[1], Place::Cell { table: 1, row: 1, column: 1 });
    assert_eq!(texts(&page), ["正文。", "a", "b", "1", "2", "后文。", "边栏"]);
    assert_eq!(places[5], Place::Paragraph(2));
}

#[test]
fn a_page_of_each_encoding_is_read() {
    let page = "<html><meta charset=gb2312><p>基金收入70,325.02万元</p>";
    let (gb, ..) = encoding_rs::GB18030.encode(page);
    for bytes in [page.as_bytes(), &gb] {
        assert!(super::is_page(bytes));
        assert_eq!(super::read(bytes).unwrap().passages[0].text, "基金收入70,325.02万元");
    }
}

#[test]
fn tables_within_tables_are_limited() {
    let error = super::read("<table><tr><td>".repeat(10_000).as_bytes()).unwrap_err();
    assert_eq!(error.problem, crate::read::Problem::TooLarge);
    // Blocks within blocks cost nothing.
    let page = format!("{}x", "<div>".repeat(1_000_000));
    assert_eq!(read(&page).passages.len(), 1);
}
