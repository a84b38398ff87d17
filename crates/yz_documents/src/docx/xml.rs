//! What every part of the package is made of: a prologue, name spaces, escaped text.

/// The first line of every part.
pub(super) const PROLOGUE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// The name spaces of parts that hold text.
pub(super) const NAME_SPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main""#,
);

/// The text with `<`, `>`, `&` and quotes escaped, without the signs that XML cannot hold at all.
pub(super) fn escaped(text: &str) -> String {
    let legal = |c: &char| matches!(c, '\t' | '\n' | '\r') || !c.is_control();
    let legal = |c: &char| legal(c) && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let text: String = text.chars().filter(legal).collect();
    quick_xml::escape::escape(text.as_str()).into_owned()
}

/// A run of text; `properties` are those of the run, as XML.
pub(super) fn run(properties: &str, text: &str) -> String {
    let text = escaped(text);
    // The hint sets quotation marks and dashes in the Chinese font.
    let properties = format!(r#"<w:rPr><w:rFonts w:hint="eastAsia"/>{properties}</w:rPr>"#);
    format!(r#"<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A field with the result that it shows until it is updated; `result` is XML of runs.
pub(super) fn field(instruction: &str, result: &str) -> String {
    format!(
        concat!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#,
            r#"<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>"#,
            r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}"#,
            r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        ),
        instruction = instruction,
        result = result,
    )
}
