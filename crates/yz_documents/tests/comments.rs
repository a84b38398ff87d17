//! Comments in somebody's Word file.

#![allow(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test that cannot go on has failed"
)]

mod packed;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use packed::{document, docx};
use yz_documents::{DocxComment, comment_docx, read};

type Parts = BTreeMap<String, Vec<u8>>;

fn parts(bytes: &[u8]) -> Parts {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut parts = Parts::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        parts.insert(name, bytes);
    }
    parts
}

fn text<'a>(parts: &'a Parts, name: &str) -> &'a str {
    std::str::from_utf8(&parts[name]).expect("text")
}

/// A comment on these words of a passage.
fn on(bytes: &[u8], passage: usize, words: &str) -> DocxComment {
    let read = read(bytes, "a.docx").expect("a document");
    let at = read.transcript.passages[passage].text.find(words).expect("the words");
    let span = at..at + words.len();
    DocxComment { passage, span, author: "医账".to_owned(), text: format!("{words}？\n<核>") }
}

/// Comments a file; the transcript and all other parts stay as they are.
fn commented(bytes: &[u8], comments: &[DocxComment]) -> Parts {
    let new = comment_docx(bytes, comments).expect("a document with comments");
    let (before, after) = (read(bytes, "a.docx").unwrap(), read(&new, "a.docx").unwrap());
    assert_eq!(before, after, "{}", text(&parts(&new), "word/document.xml"));
    let changed = [
        "[Content_Types].xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/comments.xml",
    ];
    let new = parts(&new);
    for (name, bytes) in parts(bytes) {
        assert!(changed.contains(&name.as_str()) || new[&name] == bytes, "{name} was changed");
    }
    new
}

/// The text between the marks of a comment, without tags.
fn marked(parts: &Parts, id: usize) -> String {
    let main = text(parts, "word/document.xml");
    let (_, rest) = main.split_once(&format!("<w:commentRangeStart w:id=\"{id}\"/>")).unwrap();
    let (inside, _) = rest.split_once(&format!("<w:commentRangeEnd w:id=\"{id}\"/>")).unwrap();
    let mut plain = String::new();
    let mut in_tag = false;
    for c in inside.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => plain.push(c),
            _ => {}
        }
    }
    plain
}

#[test]
fn a_comment_stands_at_its_words() {
    let main = document(
        "<w:p><w:pPr><w:jc/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>基金收入 70,325.02</w:t></w:r>\
         <w:r><w:t xml:space=\"preserve\">万元，a&amp;b &lt; 8.5% </w:t><w:tab/>\
         <w:t>尾</w:t></w:r></w:p>\
         <w:p/><w:p><w:r><w:t> 前后 </w:t></w:r></w:p>",
    );
    let bytes = docx(&[("word/document.xml", &main), ("word/media/a.bin", "keep")]);
    let comments = [
        on(&bytes, 0, "70,325.02万元"),
        on(&bytes, 0, "收入"),
        on(&bytes, 0, "b < 8.5%"),
        on(&bytes, 0, "尾"),
        on(&bytes, 0, "基金收入 70,325.02"),
        on(&bytes, 2, "后"),
    ];
    let parts = commented(&bytes, &comments);
    assert_eq!(marked(&parts, 0), "70,325.02万元");
    assert_eq!(marked(&parts, 1), "收入");
    assert_eq!(marked(&parts, 2), "b &lt; 8.5%");
    assert_eq!(marked(&parts, 3), "尾");
    assert_eq!(marked(&parts, 4), "基金收入 70,325.02");
    // Its element has spaces that do not count: it is not cut.
    assert_eq!(marked(&parts, 5), " 前后 ");
    let comments = text(&parts, "word/comments.xml");
    assert!(comments.contains("&lt;核&gt;") && comments.contains("w:author=\"医账\""));
    assert!(text(&parts, "[Content_Types].xml").contains("/word/comments.xml"));
    assert!(text(&parts, "word/_rels/document.xml.rels").contains("/word/comments.xml"));
    // The cut run keeps its properties.
    let main = text(&parts, "word/document.xml");
    assert!(main.matches("<w:rPr><w:b/></w:rPr>").count() > 2, "{main}");
}

#[test]
fn what_cannot_be_commented_is_commented_at_its_paragraph() {
    let main = document(
        "<w:p><w:r><w:t>前</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>段</w:t><w:pict><w:txbxContent>\
         <w:p><w:r><w:t>框中</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
    );
    let bytes = docx(&[("word/document.xml", &main)]);
    let blank =
        DocxComment { passage: 1, span: 0..0, author: "a".to_owned(), text: "空".to_owned() };
    let parts = commented(&bytes, &[on(&bytes, 3, "框"), blank]);
    assert_eq!(marked(&parts, 0), "段框中");
    assert_eq!(marked(&parts, 1), "前");
}

#[test]
fn comments_join_those_that_are_there() {
    let main = document(
        "<w:p><w:commentRangeStart w:id=\"7\"/><w:r><w:t>甲乙</w:t></w:r><w:commentRangeEnd \
         w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r></w:p>",
    );
    let old = "<x:comments \
        xmlns:x=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <x:comment x:id=\"7\"><x:p/></x:comment></x:comments>";
    let rels = "<Relationships><Relationship Id=\"r1\" Type=\"x/comments\" \
        Target=\"comments.xml\"/>\
        </Relationships>";
    let bytes = docx(&[
        ("word/document.xml", &main),
        ("word/comments.xml", old),
        ("word/_rels/document.xml.rels", rels),
    ]);
    let new = commented(&bytes, &[on(&bytes, 0, "乙")]);
    assert_eq!(marked(&new, 8), "乙");
    let comments = text(&new, "word/comments.xml");
    assert!(comments.contains("x:id=\"7\"") && comments.contains("<x:comment x:id=\"8\""));
    let before = parts(&bytes);
    for same in ["[Content_Types].xml", "word/_rels/document.xml.rels"] {
        assert_eq!(new[same], before[same]);
    }
}
