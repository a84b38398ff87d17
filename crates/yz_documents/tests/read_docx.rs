//! Word files as other people's programs write them.

mod packed;

use packed::{document, docx};
use yz_documents::{Kind, read};
use yz_report::{Passage, Place, Role, Transcript};

fn opened(parts: &[(&str, &str)]) -> Transcript {
    let document = read(&docx(parts), "a.docx").unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(document.kind, Kind::Docx);
    document.transcript
}

fn body(body: &str) -> Transcript {
    opened(&[("word/document.xml", &document(body))])
}

fn texts(read: &Transcript) -> Vec<&str> {
    read.passages.iter().map(|passage| passage.text.as_str()).collect()
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

#[test]
fn every_paragraph_is_a_passage_also_a_blank_one() {
    let read = body(&format!("{}<w:p/>{}", paragraph("一&lt;二&amp;三"), paragraph("四")));
    assert_eq!(texts(&read), ["一<二&三", "", "四"]);
    assert_eq!(read.passages[2].place, Place::Paragraph(2));
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let read = body(
        "<w:p><w:r><w:t>收入</w:t></w:r><w:del><w:r><w:delText>80</w:delText></w:r></w:del>\
         <w:ins><w:r><w:t>90</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>\
         <w:moveTo><w:r><w:t>万元</w:t></w:r></w:moveTo></w:p>\
         <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>整段</w:delText></w:r>\
         </w:del></w:p><w:p><w:pPr><w:pPrChange><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>\
         </w:pPrChange></w:pPr><w:r><w:t>后</w:t></w:r></w:p>\
         <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>\
         <w:r><w:t>删</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:tc><w:p><w:r><w:t>留</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    );
    assert_eq!(texts(&read), ["收入90万元", "后", "留"]);
    assert_eq!(read.passages[1].role, Role::Text);
    assert_eq!(read.passages[2].place, Place::Cell { table: 1, row: 1, column: 1 });
}

#[test]
fn what_is_not_shown_is_not_read_and_signs_are() {
    let read = body(
        "<w:p><w:r><w:t xml:space=\"preserve\">甲 </w:t><w:tab/><w:t>  乙\n</w:t></w:r>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>\
         <w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>明</w:t><w:br/>\
         <w:br w:type=\"page\"/></w:r>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>\
         <w:r><w:t>指令</w:t></w:r><w:r>\
         <w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>7</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:softHyphen/>\
         <w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:noBreakHyphen/></w:r>\
         <w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink>\
         <w:sdt><w:sdtPr><w:t>x</w:t></w:sdtPr><w:sdtContent><w:r><w:t>控</w:t></w:r>\
         </w:sdtContent></w:sdt>\
         </w:p>",
    );
    assert_eq!(texts(&read), ["甲 \t乙明\n7☑-链控"]);
}

fn cells(read: &Transcript) -> Vec<(usize, usize, usize, &str)> {
    let of = |passage: &Passage| match passage.place {
        Place::Cell { table, row, column } => Some((table, row, column)),
        _ => None,
    };
    let all = read.passages.iter();
    all.filter_map(|one| of(one).map(|(t, r, c)| (t, r, c, one.text.as_str()))).collect()
}

#[test]
fn merged_and_nested_cells_know_their_place() {
    let tc = |properties: &str, inside: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>")
    };
    let inner = format!("<w:tbl><w:tr>{}</w:tr></w:tbl><w:p/>", tc("", &paragraph("内")));
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        tc("<w:vMerge w:val=\"restart\"/>", &(paragraph("项") + &paragraph("目"))),
        tc("<w:gridSpan w:val=\"2\"/>", &paragraph("金额")),
        tc("<w:vMerge/>", "<w:p/>"),
        tc("", &paragraph("年初")),
        tc("", &inner),
        tc("<w:vMerge/>", "<w:p/>"),
        tc("", "<w:p/>"),
        tc("", &paragraph("2")),
    );
    let read = body(&table);
    assert_eq!(
        cells(&read),
        [
            (1, 1, 1, "项"),
            (1, 1, 1, "目"),
            (1, 1, 2, "金额"),
            (1, 2, 2, "年初"),
            (2, 1, 1, "内"),
            (1, 2, 3, ""),
            (1, 3, 2, ""),
            (1, 3, 3, "2"),
        ]
    );
    assert_eq!(read.passages[0].role, Role::Cell { across: 1, down: 3 });
    assert_eq!(read.passages[1].role, Role::Cell { across: 1, down: 3 });
    assert_eq!(read.passages[2].role, Role::Cell { across: 2, down: 1 });
}

#[test]
fn text_boxes_are_read_once_and_notes_follow_their_paragraph() {
    let shape = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
    let document = document(&format!(
        "<w:p>{}<w:r><mc:AlternateContent xmlns:mc=\"mc\">\
         <mc:Choice Requires=\"wps\">{}</mc:Choice>\
         <mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r>\
         <w:r><w:footnoteReference w:id=\"2\"/></w:r>{}</w:p>{}",
        run("前"),
        shape("框"),
        shape("框"),
        run("后"),
        paragraph("下段"),
    ));
    let notes = format!(
        "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/>\
         </w:footnote>\
         <w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>",
        paragraph("注文1.5%")
    );
    let read = opened(&[
        ("word/document.xml", &document),
        ("word/footnotes.xml", &notes),
        (
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Type=\"x/footnotes\" Target=\"footnotes.xml\"/>\
             </Relationships>",
        ),
    ]);
    assert_eq!(texts(&read), ["前后", "框", "注文1.5%", "下段"]);
    assert_eq!(read.passages[1].role, Role::Note);
    assert_eq!(read.passages[2].place, Place::Note(2));
    assert_eq!(read.passages[3].place, Place::Paragraph(2));
}

#[test]
fn headings_have_levels_and_lists_their_numbers() {
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"2\"><w:name w:val=\"heading 1\"/>\
        <w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>";
    let numbering = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"4\">\
        <w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"chineseCountingThousand\"/><w:pStyle w:val=\"2\"/>\
        <w:lvlText w:val=\"%1、\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"decimal\"/>\
        <w:lvlText w:val=\"%2.\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"4\"/></w:num></w:numbering>";
    let heading =
        |text: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"2\"/></w:pPr>{}</w:p>", run(text));
    let item = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>\
        <w:r><w:t>2023年</w:t></w:r></w:p>";
    let plain = "<w:p><w:pPr><w:pStyle w:val=\"2\"/><w:numPr>\
        <w:numId w:val=\"0\"/></w:numPr></w:pPr>\
        <w:r><w:t>无号</w:t></w:r></w:p>";
    let read = opened(&[
        (
            "word/document.xml",
            &document(&format!("{}{item}{item}{plain}{}", heading("概况"), heading("收支"))),
        ),
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
        (
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"x/styles\" Target=\"styles.xml\"/>\
             <Relationship Id=\"b\" Type=\"x/numbering\" \
             Target=\"/word/numbering.xml\"/></Relationships>",
        ),
    ]);
    assert_eq!(texts(&read), ["一、概况", "1. 2023年", "2. 2023年", "无号", "二、收支"]);
    assert_eq!(read.passages[0].role, Role::Heading(1));
    assert_eq!(read.passages[1].role, Role::Text);
}
