//! The styles of an official document after GB/T 9704, all of them native.

use super::xml::{NAME_SPACES, PROLOGUE};

/// A paragraph style.
struct Style {
    id: &'static str,
    /// Word knows its own styles by these names and shows them in its own language.
    name: &'static str,
    based: &'static str,
    next: &'static str,
    font: &'static str,
    /// In half points: 32 is 三号.
    size: u8,
    bold: bool,
    /// Paragraph properties as XML, in the order that the schema asks for.
    paragraph: &'static str,
}

const SONG_TITLE: &str = "方正小标宋简体";
const SONG: &str = "宋体";
const HEI: &str = "黑体";
const KAI: &str = "楷体_GB2312";
const FANG_SONG: &str = "仿宋_GB2312";

/// Twenty-two lines fill the 225 mm of a page; the first line begins two characters in.
const BODY: &str = concat!(
    r#"<w:spacing w:line="579" w:lineRule="exact"/>"#,
    r#"<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>"#,
);

/// A line of the contents: so far in, dots up to its page at the right edge.
macro_rules! contents {
    ($left:literal) => {
        concat!(
            r#"<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8844"/></w:tabs>"#,
            r#"<w:spacing w:line="520" w:lineRule="exact"/><w:ind w:left=""#,
            $left,
            r#""/><w:jc w:val="left"/>"#,
        )
    };
}

/// The frame and shade around the notices.
macro_rules! notice_frame {
    () => {
        concat!(
            r#"<w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="808080"/>"#,
            r#"<w:left w:val="single" w:sz="6" w:space="4" w:color="808080"/>"#,
            r#"<w:bottom w:val="single" w:sz="6" w:space="4" w:color="808080"/>"#,
            r#"<w:right w:val="single" w:sz="6" w:space="4" w:color="808080"/></w:pBdr>"#,
            r#"<w:shd w:val="clear" w:color="auto" w:fill="F5F5F5"/>"#,
        )
    };
}

const STYLES: &[Style] = &[
    Style {
        paragraph: r#"<w:spacing w:line="579" w:lineRule="exact"/><w:jc w:val="both"/>"#,
        ..style("Normal", "Normal", FANG_SONG, 32)
    },
    Style { paragraph: BODY, ..style("BodyText", "Body Text", FANG_SONG, 32) },
    Style {
        next: "BodyText",
        paragraph: concat!(
            r#"<w:keepNext/><w:spacing w:line="700" w:lineRule="exact"/>"#,
            r#"<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>"#,
        ),
        ..style("Title", "Title", SONG_TITLE, 44)
    },
    Style {
        next: "BodyText",
        paragraph: concat!(
            r#"<w:spacing w:line="579" w:lineRule="exact"/>"#,
            r#"<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>"#,
        ),
        ..style("Subtitle", "Subtitle", KAI, 32)
    },
    Style {
        next: "BodyText",
        paragraph: concat!(
            r#"<w:keepNext/><w:keepLines/>"#,
            r#"<w:spacing w:before="290" w:after="290" w:line="640" w:lineRule="exact"/>"#,
            r#"<w:jc w:val="center"/><w:outlineLvl w:val="0"/>"#,
        ),
        ..style("Heading1", "heading 1", SONG_TITLE, 40)
    },
    Style {
        next: "BodyText",
        paragraph: concat!(
            r#"<w:keepNext/><w:keepLines/><w:spacing w:line="579" w:lineRule="exact"/>"#,
            r#"<w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="1"/>"#,
        ),
        ..style("Heading2", "heading 2", HEI, 32)
    },
    Style {
        next: "BodyText",
        bold: true,
        paragraph: concat!(
            r#"<w:keepNext/><w:keepLines/><w:spacing w:line="579" w:lineRule="exact"/>"#,
            r#"<w:ind w:firstLineChars="200" w:firstLine="643"/><w:outlineLvl w:val="2"/>"#,
        ),
        ..style("Heading3", "heading 3", KAI, 32)
    },
    Style {
        next: "BodyText",
        bold: true,
        paragraph: concat!(
            r#"<w:keepNext/><w:keepLines/><w:spacing w:line="579" w:lineRule="exact"/>"#,
            r#"<w:ind w:firstLineChars="200" w:firstLine="643"/><w:outlineLvl w:val="3"/>"#,
        ),
        ..style("Heading4", "heading 4", FANG_SONG, 32)
    },
    Style {
        next: "BodyText",
        paragraph: concat!(
            r#"<w:keepNext/><w:keepLines/><w:spacing w:line="579" w:lineRule="exact"/>"#,
            r#"<w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="4"/>"#,
        ),
        ..style("Heading5", "heading 5", FANG_SONG, 32)
    },
    Style {
        paragraph: concat!(
            r#"<w:spacing w:line="579" w:lineRule="exact"/>"#,
            r#"<w:ind w:rightChars="200" w:right="640"/><w:jc w:val="right"/>"#,
        ),
        ..style("Signature", "Signature", FANG_SONG, 32)
    },
    Style {
        next: "Normal",
        paragraph: concat!(
            r#"<w:keepNext/><w:spacing w:before="240" w:after="60" w:line="320" "#,
            r#"w:lineRule="atLeast"/><w:jc w:val="center"/>"#,
        ),
        ..style("TableCaption", "表标题", HEI, 24)
    },
    Style {
        paragraph: concat!(
            r#"<w:spacing w:before="60" w:after="240" w:line="320" w:lineRule="atLeast"/>"#,
            r#"<w:jc w:val="center"/>"#,
        ),
        ..style("Caption", "caption", HEI, 24)
    },
    Style {
        paragraph: concat!(
            r#"<w:keepNext/><w:spacing w:after="40" w:line="280" w:lineRule="atLeast"/>"#,
            r#"<w:jc w:val="right"/>"#,
        ),
        ..style("TableUnit", "表单位", SONG, 21)
    },
    Style { paragraph: CELL, ..style("TableText", "表格文字", SONG, 21) },
    Style { paragraph: CELL, ..style("TableTextSmall", "表格文字（小五）", SONG, 18) },
    Style { paragraph: CELL, ..style("TableTextTiny", "表格文字（六号）", SONG, 15) },
    Style {
        paragraph: r#"<w:spacing w:before="40" w:line="260" w:lineRule="atLeast"/>"#,
        ..style("TableNote", "表注", SONG, 18)
    },
    Style {
        paragraph: r#"<w:spacing w:line="160" w:lineRule="exact"/>"#,
        ..style("Gap", "间隔", SONG, 10)
    },
    Style {
        paragraph: concat!(
            r#"<w:keepNext/><w:spacing w:before="240" w:line="240" w:lineRule="auto"/>"#,
            r#"<w:jc w:val="center"/>"#,
        ),
        ..style("Figure", "图", SONG, 21)
    },
    Style {
        next: "Notice",
        bold: true,
        paragraph: NOTICE_TITLE,
        ..style("NoticeTitle", "编报说明标题", HEI, 24)
    },
    Style { paragraph: NOTICE, ..style("Notice", "编报说明", SONG, 21) },
    Style {
        paragraph: concat!(
            r#"<w:spacing w:before="290" w:after="290" w:line="579" w:lineRule="exact"/>"#,
            r#"<w:jc w:val="center"/>"#,
        ),
        ..style("TOCHeading", "TOC Heading", HEI, 32)
    },
    Style { paragraph: contents!(0), ..style("TOC1", "toc 1", HEI, 28) },
    Style { paragraph: contents!(280), ..style("TOC2", "toc 2", FANG_SONG, 28) },
    Style { paragraph: contents!(560), ..style("TOC3", "toc 3", FANG_SONG, 28) },
    Style {
        paragraph: r#"<w:spacing w:line="240" w:lineRule="auto"/>"#,
        ..style("FootnoteText", "footnote text", SONG, 18)
    },
    Style {
        paragraph: concat!(
            r#"<w:spacing w:line="240" w:lineRule="auto"/>"#,
            r#"<w:ind w:rightChars="100" w:right="280"/><w:jc w:val="right"/>"#,
        ),
        ..style("Footer", "footer", SONG, 28)
    },
    Style {
        paragraph: concat!(
            r#"<w:spacing w:line="240" w:lineRule="auto"/>"#,
            r#"<w:ind w:leftChars="100" w:left="280"/><w:jc w:val="left"/>"#,
        ),
        ..style("FooterEven", "偶数页页脚", SONG, 28)
    },
    Style {
        paragraph: r#"<w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#,
        ..style("Header", "header", SONG, 18)
    },
];

const CELL: &str = r#"<w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/>"#;

/// Neighbouring paragraphs with the same border share one frame.
const NOTICE_TITLE: &str = concat!(
    r#"<w:keepNext/>"#,
    notice_frame!(),
    r#"<w:spacing w:before="60" w:after="60" w:line="320" w:lineRule="atLeast"/>"#,
    r#"<w:ind w:left="160" w:right="160"/><w:jc w:val="center"/>"#,
);
const NOTICE: &str = concat!(
    notice_frame!(),
    r#"<w:spacing w:before="40" w:after="60" w:line="300" w:lineRule="atLeast"/>"#,
    r#"<w:ind w:left="160" w:right="160" w:firstLineChars="200" w:firstLine="420"/>"#,
);

/// The part `word/styles.xml`.
pub(super) fn styles() -> String {
    let styles: String = STYLES.iter().map(paragraph_style).collect();
    format!(
        concat!(
            r#"{prologue}<w:styles {spaces}><w:docDefaults><w:rPrDefault><w:rPr>"#,
            r#"<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" "#,
            r#"w:eastAsia="仿宋_GB2312" w:cs="Times New Roman"/><w:sz w:val="32"/>"#,
            r#"<w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>"#,
            r#"</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>{styles}{others}</w:styles>"#,
        ),
        prologue = PROLOGUE,
        spaces = NAME_SPACES,
        styles = styles,
        others = OTHERS,
    )
}

/// The part `word/fontTable.xml`: what to take where a font is missing.
pub(super) fn font_table() -> String {
    let fonts = [
        (SONG_TITLE, "方正小标宋_GBK,华文中宋,STZhongsong,宋体,Noto Serif CJK SC", "roman"),
        (SONG, "SimSun,Noto Serif CJK SC", "roman"),
        (HEI, "SimHei,Noto Sans CJK SC", "swiss"),
        (KAI, "楷体,KaiTi,Noto Serif CJK SC", "roman"),
        (FANG_SONG, "仿宋,FangSong,Noto Serif CJK SC", "roman"),
    ];
    let font = |(name, others, family): (&str, &str, &str)| {
        format!(
            concat!(
                r#"<w:font w:name="{name}"><w:altName w:val="{others}"/>"#,
                r#"<w:charset w:val="86"/><w:family w:val="{family}"/>"#,
                r#"<w:pitch w:val="variable"/></w:font>"#,
            ),
            name = name,
            others = others,
            family = family,
        )
    };
    let fonts = fonts.map(font).concat();
    format!("{PROLOGUE}<w:fonts {NAME_SPACES}>{fonts}</w:fonts>")
}

const fn style(id: &'static str, name: &'static str, font: &'static str, size: u8) -> Style {
    Style { id, name, based: "Normal", next: "", font, size, bold: false, paragraph: "" }
}

fn paragraph_style(style: &Style) -> String {
    let Style { id, name, based, next, font, size, bold, paragraph } = style;
    let (default, based) = if *id == "Normal" {
        (r#" w:default="1""#, String::new())
    } else {
        ("", format!(r#"<w:basedOn w:val="{based}"/>"#))
    };
    let next = if next.is_empty() { String::new() } else { format!(r#"<w:next w:val="{next}"/>"#) };
    let bold = if *bold { "<w:b/>" } else { "" };
    format!(
        concat!(
            r#"<w:style w:type="paragraph"{default} w:styleId="{id}"><w:name w:val="{name}"/>"#,
            r#"{based}{next}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr><w:rFonts "#,
            r#"w:eastAsia="{font}"/>{bold}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>"#,
            r#"</w:rPr></w:style>"#,
        ),
        default = default,
        id = id,
        name = name,
        based = based,
        next = next,
        paragraph = paragraph,
        font = font,
        bold = bold,
        size = size,
    )
}

/// The styles that are not of paragraphs.
const OTHERS: &str = concat!(
    r#"<w:style w:type="character" w:styleId="FootnoteReference">"#,
    r#"<w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>"#,
    r#"</w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal">"#,
    r#"<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>"#,
    r#"<w:top w:w="0" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>"#,
    r#"<w:bottom w:w="0" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>"#,
    r#"</w:tblPr></w:style><w:style w:type="table" w:styleId="OfficialTable">"#,
    r#"<w:name w:val="公文表格"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>"#,
    r#"<w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/>"#,
    r#"<w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#,
    r#"<w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/>"#,
    r#"<w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#,
    r#"<w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#,
    r#"<w:insideV w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#,
    r#"</w:tblBorders></w:tblPr></w:style>"#,
);
