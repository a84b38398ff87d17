//! Charts in Word: a chart part drawn from an embedded workbook, so that its data can be edited.

use std::io::{Cursor, Read};

use rust_xlsxwriter as xl;
use yz_report::{Chart, ChartKind};
use zip::ZipArchive;

use crate::chart_native::{Corner, native, number_format, slanted, write_data};

use super::package::{Package, Relationships};
use super::xml::escaped;

const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const SHEET: &str = "数据";

/// 153 mm, in the unit of drawings (36,000 a millimetre).
const WIDTH: u32 = 5_508_000;

struct Part {
    xml: String,
    workbook: Vec<u8>,
}

/// Adds the parts of a chart and returns the run that shows it; `None` when it has nothing to show.
pub(super) fn draw(
    chart: &Chart,
    number: usize,
    package: &mut Package,
    relations: &mut Relationships,
) -> Result<Option<String>, String> {
    let Some(part) = part(chart)? else { return Ok(None) };
    let name = format!("word/charts/chart{number}.xml");
    let mut inner = Relationships::default();
    inner.add("package", &format!("../embeddings/chart{number}.xlsx"));
    package.add(&name, "openxmlformats-officedocument.drawingml.chart+xml", part.xml);
    package.relate(&name, &inner);
    package.add_plain(&format!("word/embeddings/chart{number}.xlsx"), part.workbook);
    Ok(Some(format!(
        concat!(
            r#"<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">"#,
            r#"<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="图{number}" "#,
            r#"descr="{alternative}"/><wp:cNvGraphicFramePr/><a:graphic>"#,
            r#"<a:graphicData uri="{space}"><c:chart xmlns:c="{space}" r:id="{id}"/>"#,
            r#"</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#,
        ),
        width = WIDTH,
        height = height(chart),
        number = number,
        alternative = escaped(&caption(chart)),
        space = CHART,
        id = relations.add("chart", &format!("charts/chart{number}.xml")),
    )))
}

/// The words below a chart: its title and unit.
pub(super) fn caption(chart: &Chart) -> String {
    if chart.unit.is_empty() {
        return chart.title.clone();
    }
    format!("{}（单位：{}）", chart.title, chart.unit)
}

/// The theme, without which columns and slices have no colour.
pub(super) fn theme() -> Result<Vec<u8>, String> {
    let mut book = workbook()?;
    book.add_worksheet();
    let book = book.save_to_buffer().map_err(|error| error.to_string())?;
    entry(&book, "xl/theme/theme1.xml").map(String::into_bytes)
}

/// Lying bars need a line each; everything else looks well at one height.
fn height(chart: &Chart) -> u32 {
    let bars = u32::try_from(chart.points().count()).unwrap_or(u32::MAX);
    match chart.kind {
        ChartKind::Bar => bars.saturating_mul(250_000).clamp(2_200_000, 7_000_000),
        _ if slanted(chart) => 3_600_000,
        _ => 2_900_000,
    }
}

fn workbook() -> Result<xl::Workbook, String> {
    let mut book = xl::Workbook::new();
    book.set_properties(&crate::xlsx::properties("", "")?);
    Ok(book)
}

fn part(chart: &Chart) -> Result<Option<Part>, String> {
    let mut book = workbook()?;
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET).map_err(|error| error.to_string())?;
    let corner = Corner { row: 0, column: 0 };
    write_data(sheet, corner, chart, &xl::Format::new()).map_err(|error| error.to_string())?;
    let Some(drawn) = native(chart, SHEET, corner) else { return Ok(None) };
    let column = u16::try_from(chart.series.len()).unwrap_or(0).saturating_add(2);
    sheet.insert_chart(0, column, &drawn).map_err(|error| error.to_string())?;
    let workbook = book.save_to_buffer().map_err(|error| error.to_string())?;
    let formats = chart.series.iter().map(|series| number_format(chart, series));
    let xml = for_word(&entry(&workbook, "xl/charts/chart1.xml")?, formats);
    Ok(Some(Part { xml, workbook }))
}

/// The text of one entry of a zip file.
fn entry(file: &[u8], name: &str) -> Result<String, String> {
    let mut zip = ZipArchive::new(Cursor::new(file)).map_err(|error| error.to_string())?;
    let mut entry = zip.by_name(name).map_err(|error| error.to_string())?;
    let mut text = String::new();
    entry.read_to_string(&mut text).map_err(|error| error.to_string())?;
    Ok(text)
}

/// The chart as Word wants it: bound to its workbook, and with every default spelled out, because
/// readers disagree about what a missing element means.
fn for_word(xml: &str, formats: impl Iterator<Item = String>) -> String {
    let text = concat!(
        r#"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900">"#,
        r#"<a:latin typeface="Times New Roman"/><a:ea typeface="宋体"/></a:defRPr></a:pPr>"#,
        r#"<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>"#,
    );
    let data = r#"<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>"#;
    let xml = xml
        .replace(r#"lang="en-US""#, r#"lang="zh-CN""#)
        .replacen(
            r#"<c:lang val="en-US"/>"#,
            r#"<c:lang val="zh-CN"/><c:roundedCorners val="0"/>"#,
            1,
        )
        // The schema wants text properties before the data, and the data before print settings.
        .replacen("<c:printSettings>", &format!("{text}{data}<c:printSettings>"), 1)
        .replace("</c:scaling>", r#"</c:scaling><c:delete val="0"/>"#)
        .replace("<c:layout/></c:legend>", r#"<c:layout/><c:overlay val="0"/></c:legend>"#)
        .replace("<c:layout/><c:txPr>", r#"<c:layout/><c:overlay val="0"/><c:txPr>"#);
    let general = "<c:formatCode>General</c:formatCode>";
    let xml = formats.fold(xml, |xml, format| {
        let own = format!("<c:formatCode>{}</c:formatCode>", escaped(&format));
        xml.replacen(general, &own, 1)
    });
    let xml = within(&xml, "c:dLbls", labels);
    let xml = within(&xml, "c:lineChart", |inner| {
        let plain = inner.replace("</c:ser>", r#"<c:smooth val="0"/></c:ser>"#);
        one_colour(&plain)
    });
    within(&xml, "c:barChart", one_colour)
}

/// Changes what stands inside each element of a name; such elements are not nested.
fn within(xml: &str, element: &str, change: impl Fn(&str) -> String) -> String {
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    let mut changed = String::new();
    let mut rest = xml;
    while let Some((before, tail)) = rest.split_once(&open) {
        let Some((inner, after)) = tail.split_once(&close) else { break };
        changed += &format!("{before}{open}{}{close}", change(inner));
        rest = after;
    }
    changed + rest
}

/// A series keeps its colour from point to point.
fn one_colour(plot: &str) -> String {
    plot.replacen("<c:ser>", r#"<c:varyColors val="0"/><c:ser>"#, 1)
}

/// Says of every kind of label whether it is shown, in the order of the schema.
fn labels(inner: &str) -> String {
    let common = inner.rfind("</c:dLbl>").map_or(0, |at| at.saturating_add("</c:dLbl>".len()));
    let (single, common) = inner.split_at(common);
    let tail = ["<c:separator>", "<c:showLeaderLines"];
    let tail = tail.iter().filter_map(|start| common.find(start)).min().unwrap_or(common.len());
    let (flags, tail) = common.split_at(tail);
    let mut head = flags.to_owned();
    let mut spelled = String::new();
    for name in
        ["showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize"]
    {
        let shown = format!(r#"<c:{name} val="1"/>"#);
        let on = u8::from(flags.contains(&shown));
        head = head.replace(&shown, "");
        spelled += &format!(r#"<c:{name} val="{on}"/>"#);
    }
    format!("{single}{head}{spelled}{tail}")
}

#[cfg(test)]
mod tests {
    use super::labels;

    #[test]
    fn every_kind_of_label_is_said_to_be_shown_or_not() {
        let inner = concat!(
            r#"<c:dLbl><c:idx val="1"/><c:delete val="1"/></c:dLbl><c:numFmt/>"#,
            r#"<c:showVal val="1"/><c:showPercent val="1"/><c:separator>;</c:separator>"#,
        );
        let expected = concat!(
            r#"<c:dLbl><c:idx val="1"/><c:delete val="1"/></c:dLbl><c:numFmt/>"#,
            r#"<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>"#,
            r#"<c:showSerName val="0"/><c:showPercent val="1"/><c:showBubbleSize val="0"/>"#,
            r#"<c:separator>;</c:separator>"#,
        );
        assert_eq!(labels(inner), expected);
    }
}
