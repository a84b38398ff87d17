#![no_main]
//! Bytes as a package, and as each part of one; and a comment on every passage.

use libfuzzer_sys::fuzz_target;
use yizhang_fuzz::{DocxComment, comment_docx, package, read, read_and_check};

const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="r1" Type="x/styles" Target="s.xml"/>
<Relationship Id="r2" Type="x/numbering" Target="n.xml"/><Relationship Id="r3" Type="x/footnotes"
Target="f.xml"/><Relationship Id="r4" Type="x/chart" Target="c.xml"/></Relationships>"#;
const TYPES: &[u8] = b"<Types></Types>";
const MAIN: &[u8] = br#"<w:document xmlns:w="w"><w:p><w:pPr><w:pStyle w:val="2"/><w:numPr><w:numId
w:val="1"/></w:numPr></w:pPr><w:r><w:t>1</w:t><w:footnoteReference w:id="1"/><c:chart r:id="r4"/>
</w:r></w:p></w:document>"#;

fuzz_target!(|bytes: &[u8]| {
    let Some((which, bytes)) = bytes.split_first() else { return };
    let part = ["word/document.xml", "word/s.xml", "word/n.xml", "word/f.xml", "word/c.xml"];
    let Some(part) = part.get(usize::from(*which) % 6) else {
        read_and_check(bytes, "fuzz.docx");
        return;
    };
    let mut parts: Vec<(&str, &[u8])> =
        vec![("[Content_Types].xml", TYPES), ("word/_rels/document.xml.rels", RELATIONS)];
    if *part != "word/document.xml" {
        parts.push(("word/document.xml", MAIN));
    }
    parts.push((part, bytes));
    let file = package(&parts);
    read_and_check(&file, "fuzz.docx");
    let Ok(before) = read(&file, "fuzz.docx") else { return };
    let comments: Vec<DocxComment> = (0..before.transcript.passages.len().min(50))
        .map(|passage| {
            let text = &before.transcript.passages[passage].text;
            let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
            let (author, text_of) = ("a".to_owned(), "b".to_owned());
            DocxComment { passage, span: middle..text.len(), author, text: text_of }
        })
        .collect();
    let commented = comment_docx(&file, &comments).expect("what was read can be commented");
    let after = read(&commented, "fuzz.docx").expect("what was commented can be read");
    assert_eq!(before, after);
});
