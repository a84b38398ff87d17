//! Pdf files as other people's programs write them.

mod packed;

use packed::{pdf, stream};
use yz_documents::{Kind, read};
use yz_report::{Place, Transcript};

/// A pdf of one page with a Chinese font that is not inside, as older programs write it.
fn page(content: &str) -> Transcript {
    let objects = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources\
          <</Font<</F 5 0 R>>>>>>"
            .to_vec(),
        stream("", content.as_bytes()),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H\
          /DescendantFonts[6 0 R]>>"
            .to_vec(),
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo\
          <</Registry(Adobe)/Ordering(GB1)/Supplement 0>>/FontDescriptor 7 0 R>>"
            .to_vec(),
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/ItalicAngle 0/Ascent 880\
          /Descent -120/StemV 93/FontBBox[-25 -254 1000 880]>>"
            .to_vec(),
    ];
    let document = read(&pdf(&objects), "a.pdf").unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(document.kind, Kind::Pdf);
    document.transcript
}

/// Draws words at a place, in points from the lower left corner.
fn drawn(x: u16, y: u16, words: &str) -> String {
    let hex: String = words.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("BT /F 12 Tf {x} {y} Td <{hex}> Tj ET\n")
}

#[test]
fn a_font_that_is_not_inside_is_read() {
    let read = page(&drawn(70, 600, "基金收入七万元"));
    assert_eq!(read.passages.len(), 1);
    assert_eq!(read.passages[0].text, "基金收入七万元");
}

#[test]
fn a_table_with_lines_has_cells() {
    let mut content = String::new();
    for (x, y, words) in
        [(75, 585, "项目"), (205, 585, "金额"), (75, 565, "收入"), (205, 565, "八")]
    {
        content.push_str(&drawn(x, y, words));
    }
    for y in [600, 580, 560] {
        content.push_str(&format!("70 {y} m 330 {y} l S\n"));
    }
    // Drawn as thin bars, as Word does.
    for x in [70, 200, 330] {
        content.push_str(&format!("{x} 560 0.5 40 re f\n"));
    }
    let read = page(&content);
    let cells: Vec<(Place, &str)> =
        read.passages.iter().map(|passage| (passage.place, passage.text.as_str())).collect();
    let cell = |row, column| Place::Cell { table: 1, row, column };
    assert_eq!(
        cells,
        [(cell(1, 1), "项目"), (cell(1, 2), "金额"), (cell(2, 1), "收入"), (cell(2, 2), "八")]
    );
}
