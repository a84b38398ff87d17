//! Bytes to characters: UTF-8, UTF-16 and the Chinese encodings.

use std::borrow::Cow;

use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes are looked at to tell what a file is.
const LOOKED_AT: usize = 64 << 10;

/// The characters of a text file, whose encoding nothing names; `None` when it is no text.
///
/// A mark at the beginning decides; without one it is UTF-8 where that holds for every byte, then
/// UTF-16 where every other byte of the beginning is zero, then GB18030 (which includes GB2312 and
/// GBK), then Big5.
pub(super) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or(&[]);
        let (text, _) = encoding.decode_without_bom_handling(rest);
        return readable(&text).then_some(text);
    }
    if let Some(encoding) = unmarked_utf_16(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        return readable(&text).then_some(text);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return readable(text).then_some(Cow::Borrowed(text));
    }
    for encoding in [GB18030, BIG5] {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
        if let Some(text) = text.filter(|text| readable(text)) {
            return Some(text);
        }
    }
    // A few broken bytes in an else readable text are shown as such.
    let (utf_8, gb) = (UTF_8.decode(bytes).0, GB18030.decode(bytes).0);
    let (broken_utf_8, broken_gb) = (broken(&utf_8), broken(&gb));
    let (text, broken) =
        if broken_utf_8 <= broken_gb { (utf_8, broken_utf_8) } else { (gb, broken_gb) };
    let few = broken.saturating_mul(100) < bytes.len();
    (few && readable(&text)).then_some(text)
}

/// The characters of a page whose encoding is named by `label`, where that is a known name.
pub(super) fn decode_as<'a>(bytes: &'a [u8], label: &str) -> Option<Cow<'a, str>> {
    let encoding = Encoding::for_label(label.as_bytes())?;
    // gb2312 pages hold signs of GBK and GB18030.
    let encoding = if encoding == encoding_rs::GBK { GB18030 } else { encoding };
    let (text, _, had_errors) = encoding.decode(bytes);
    let few = !had_errors || broken(&text).saturating_mul(100) < bytes.len();
    few.then_some(text)
}

fn broken(text: &str) -> usize {
    text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count()
}

/// UTF-16 without a mark: the high bytes of line ends, digits and spaces are zero.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(LOOKED_AT)).unwrap_or(bytes);
    let (mut even, mut odd) = (0_usize, 0_usize);
    for pair in head.chunks_exact(2) {
        even = even.saturating_add(usize::from(pair.first() == Some(&0)));
        odd = odd.saturating_add(usize::from(pair.get(1) == Some(&0)));
    }
    let enough = |count: usize| 0 < count && head.len() <= count.saturating_mul(200);
    match (enough(even), enough(odd)) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether the characters are those of a text and not of some binary file.
fn readable(text: &str) -> bool {
    let (mut seen, mut strange) = (0_usize, 0_usize);
    for c in text.chars().take(LOOKED_AT) {
        seen = seen.saturating_add(1);
        let fine = !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{b}' | '\u{7}');
        strange = strange.saturating_add(usize::from(!fine));
    }
    strange.saturating_mul(50) <= seen
}

#[cfg(test)]
mod tests {
    use super::{decode, decode_as};

    const WORDS: &str = "2023年基金收入70,325.02万元，同比增长8.5%。\r\n第二行";

    #[test]
    fn text_of_each_encoding_is_read() {
        let utf_16 = |swap: bool| -> Vec<u8> {
            let units = WORDS.encode_utf16();
            units
                .flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() })
                .collect()
        };
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        let (gb, ..) = encoding_rs::GB18030.encode(WORDS);
        let (big5, ..) = encoding_rs::BIG5.encode("基金收入");
        for bytes in [
            WORDS.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", WORDS.as_bytes()),
            marked(b"\xff\xfe", &utf_16(false)),
            marked(b"\xfe\xff", &utf_16(true)),
            utf_16(false),
            utf_16(true),
            gb.into_owned(),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Some(WORDS));
        }
        assert!(decode_as(&big5, "big5").is_some_and(|text| text == "基金收入"));
    }

    #[test]
    fn a_binary_file_is_no_text() {
        let bytes: Vec<u8> = (0..=255).cycle().take(10_000).collect();
        assert_eq!(decode(&bytes), None);
        assert_eq!(decode(&[0; 4096]), None);
    }

    #[test]
    fn one_broken_byte_does_not_lose_a_text() {
        let mut bytes = WORDS.repeat(9).into_bytes();
        bytes.push(0xff);
        bytes.extend(b" end");
        assert!(decode(&bytes).is_some_and(|text| text.starts_with("2023年")));
    }
}
