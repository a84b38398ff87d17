//! The sheet of charts: native charts beside their data.

use rust_xlsxwriter::{Worksheet, XlsxError};
use yz_report::{Chart, ChartKind};

use crate::chart_native::{Corner, display_width, native, slanted, write_data};

use super::looks::{Looks, clipped};

/// How many page breaks a sheet can have, with room to spare.
const PARTINGS: usize = 1_000;

/// The sheet's name.
pub(super) const SHEET: &str = "图表";

/// Points of a row, and pixels of it.
const ROW: (u32, u32) = (15, 20);

/// Writes all charts, one below the other.
pub(super) fn write(
    charts: &[&Chart],
    looks: &Looks,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let names = charts.iter().flat_map(|chart| &chart.categories).map(|name| display_width(name));
    let widest = u32::try_from(names.max().unwrap_or(0)).unwrap_or(u32::MAX);
    sheet.set_column_width(0, widest.clamp(12, 40))?;
    let series = charts.iter().map(|chart| chart.series.len()).max().unwrap_or(0);
    let series = u16::try_from(series).unwrap_or(u16::MAX);
    for column in 1..=series {
        sheet.set_column_width(column, 14)?;
    }
    let beside = series.saturating_add(2);
    let mut row = 0_u32;
    let mut pages = Vec::new();
    for (number, chart) in (1_usize..).zip(charts) {
        let title = format!("图{number}　{}（单位：{}）", chart.title, chart.unit);
        let look = looks.plain.clone().set_bold().set_font_size(12);
        sheet.write_string_with_format(row, 0, clipped(&title), &look)?;
        let corner = Corner { row: row.saturating_add(1), column: 0 };
        sheet.write_blank(corner.row, corner.column, &looks.text)?;
        write_data(sheet, corner, chart, &looks.text)?;
        let height = height(chart);
        if let Some(mut drawn) = native(chart, SHEET, corner) {
            drawn.set_width(640).set_height(height.saturating_mul(ROW.1));
            drawn.set_alt_text(clipped(&title).chars().take(250).collect::<String>());
            sheet.insert_chart(corner.row, beside, &drawn)?;
        }
        let data = u32::try_from(chart.categories.len()).unwrap_or(u32::MAX);
        row = row.saturating_add(height.max(data).saturating_add(4));
        pages.push(row);
    }
    // A chart is not cut in two.
    pages.pop();
    pages.truncate(PARTINGS);
    sheet.set_page_breaks(&pages)?;
    sheet.set_default_row_height(ROW.0);
    sheet.set_landscape();
    Ok(())
}

/// The height of a chart in rows.
fn height(chart: &Chart) -> u32 {
    let bars = u32::try_from(chart.points().count()).unwrap_or(u32::MAX);
    match chart.kind {
        ChartKind::Bar => bars.saturating_mul(2).clamp(12, 40),
        _ if slanted(chart) => 20,
        _ => 16,
    }
}
