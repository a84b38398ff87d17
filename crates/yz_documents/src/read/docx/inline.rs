//! What stands within a paragraph: runs, fields, signs.

use std::ops::Range;

use super::flow::{Paragraph, Run};
use crate::read::xml::Tag;

impl Paragraph {
    /// An element of text begins; `hides` says whether it names a style that hides text.
    pub(super) fn start(&mut self, tag: &Tag<'_>, span: Range<usize>, hides: bool) {
        match tag.name() {
            "pPr" => self.in_properties = true,
            "rPr" => self.run.in_properties = true,
            _ if self.in_properties => self.property(tag),
            "r" => {
                let first_piece = self.anchor.pieces.len();
                let (start, opened) = (span.start, span.end);
                self.run = Run { start, opened, first_piece, ..Run::default() };
            }
            "vanish" if self.run.in_properties => self.run.hidden = Some(tag.is_on()),
            "rStyle" if self.run.in_properties && hides => {
                self.run.hidden = self.run.hidden.or(Some(true));
            }
            _ if self.run.in_properties => {}
            "fldChar" => match tag.get("fldCharType").as_deref() {
                Some("begin") => self.fields.push(true),
                Some("separate") => {
                    if let Some(instruction) = self.fields.last_mut() {
                        *instruction = false;
                    }
                }
                Some("end") => {
                    self.fields.pop();
                }
                _ => {}
            },
            name => self.sign(name, tag, span),
        }
    }

    fn property(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "pStyle" => self.style = tag.get("val"),
            "numId" => self.list = tag.get("val"),
            "ilvl" => self.level = tag.number("val"),
            "outlineLvl" => self.outline = tag.number("val"),
            _ => {}
        }
    }

    fn sign(&mut self, name: &str, tag: &Tag<'_>, span: Range<usize>) {
        if self.run.hidden == Some(true) {
            return;
        }
        match name {
            "tab" | "ptab" => self.push_sign("\t", span),
            "br" if matches!(tag.get("type").as_deref(), None | Some("textWrapping")) => {
                self.push_sign("\n", span);
            }
            "cr" => self.push_sign("\n", span),
            "noBreakHyphen" => self.push_sign("-", span),
            "sym" => {
                let code = tag.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                if let Some(sign) = code.and_then(symbol) {
                    self.push_sign(sign.encode_utf8(&mut [0; 4]), span);
                }
            }
            _ => {}
        }
    }

    /// An element of text ends.
    pub(super) fn end(&mut self, name: &str, end: usize) {
        match name {
            "pPr" => {
                self.in_properties = false;
                self.run.in_properties = false;
                self.anchor.inside.start = end;
            }
            "rPr" => {
                self.run.in_properties = false;
                if !self.in_properties {
                    self.run.opened = end;
                }
            }
            "r" => self.end_run(end),
            _ => {}
        }
    }
}

/// A sign of the fonts Symbol and Wingdings, where there is one like it.
fn symbol(code: u32) -> Option<char> {
    // Their signs stand in the private range, or at the plain code.
    let own = if (0xF000..=0xF0FF).contains(&code) { code.saturating_sub(0xF000) } else { code };
    Some(match own {
        0x52 | 0xFE => '☑',
        0xFC | 0x50 => '✓',
        0xFB | 0x4F => '✗',
        0xFD | 0x51 | 0x54 => '☒',
        0x6F | 0x70 | 0x71 | 0xA8 => '□',
        0x6E => '■',
        0xB4 => '×',
        0xB8 => '÷',
        0xA3 => '≤',
        0xB3 => '≥',
        0xB1 => '±',
        0xB7 => '·',
        0x6C | 0x9F => '●',
        0xD8 => '➢',
        other => char::from_u32(other).filter(|c| !c.is_control())?,
    })
}
