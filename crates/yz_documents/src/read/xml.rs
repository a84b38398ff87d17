//! XML read element by element, with a limit on depth and the place of everything in the text.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use yz_diagnostics::words;

use super::error::ReadError;
use super::limits;

/// Reads a part of a package, never deeper than [`limits::XML_DEPTH`].
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    format: &'static str,
    part: &'a str,
    depth: usize,
    start: usize,
    blank: bool,
}

/// What stands next in the text.
pub(super) enum Node<'a> {
    /// An element begins; an empty one ends at once.
    Start(Tag<'a>),
    /// The element that began last ends.
    End(Closing<'a>),
    /// Characters; a reference such as `&lt;` is a node of its own.
    Text(Cow<'a, str>),
}

/// The beginning of an element.
pub(super) struct Tag<'a>(BytesStart<'a>);

/// The end of an element.
pub(super) struct Closing<'a>(BytesEnd<'a>);

impl<'a> Xml<'a> {
    /// Reads the text of a part; both names are for messages.
    pub(super) fn new(text: &'a str, format: &'static str, part: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, format, part, depth: 0, start: 0, blank: text.is_empty() }
    }

    /// The next node; `None` at the end.
    ///
    /// # Errors
    ///
    /// Damaged where the text is no XML, holds definitions of its own (DOCTYPE), or is cut off;
    /// too large where elements stand too deep.
    pub(super) fn next(&mut self) -> Result<Option<Node<'a>>, ReadError> {
        if self.blank {
            return Ok(None);
        }
        loop {
            self.start = self.at();
            let event = self.reader.read_event().map_err(|error| self.broken(&error))?;
            let node = match event {
                Event::Start(tag) => {
                    self.depth = self.depth.saturating_add(1);
                    if limits::XML_DEPTH < self.depth {
                        let what = words!("XML元素的层数", "elements within elements");
                        return Err(ReadError::too_large(&what, limits::XML_DEPTH));
                    }
                    Node::Start(Tag(tag))
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::End(Closing(tag))
                }
                Event::Text(text) => Node::Text(text.into_inner()),
                Event::CData(text) => Node::Text(text.into_inner()),
                Event::GeneralRef(name) => {
                    Node::Text(Cow::Owned(self.referred(&name)?.to_string()))
                }
                Event::DocType(_) => return Err(self.broken(&"DOCTYPE")),
                Event::Eof if self.depth == 0 => return Ok(None),
                Event::Eof => return Err(self.broken(&"cut off")),
                _ => continue,
            };
            return Ok(Some(node));
        }
    }

    /// Passes over everything up to the end of the element that has just begun.
    ///
    /// # Errors
    ///
    /// As [`Xml::next`].
    pub(super) fn skip(&mut self) -> Result<(), ReadError> {
        let outside = self.depth.saturating_sub(1);
        while outside < self.depth {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// Which bytes of the text the last node was made of.
    pub(super) fn span(&self) -> Range<usize> {
        self.start..self.at().max(self.start)
    }

    fn at(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn broken(&self, what: &dyn std::fmt::Display) -> ReadError {
        ReadError::damaged(self.format, &format!("{}: {what}", self.part))
    }

    fn referred(&self, name: &quick_xml::events::BytesRef<'_>) -> Result<char, ReadError> {
        if name.is_char_ref() {
            let found = name.resolve_char_ref().map_err(|error| self.broken(&error))?;
            return found.ok_or_else(|| self.broken(&"reference"));
        }
        let found = match name.xml10_content().as_ref() {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            other => return Err(self.broken(&format!("&{other};"))),
        };
        Ok(found)
    }
}

impl Tag<'_> {
    /// The name without its name space.
    pub(super) fn name(&self) -> &str {
        split(self.0.name().0).1
    }

    /// The short form of the name space, as the document has it.
    pub(super) fn prefix(&self) -> &str {
        split(self.0.name().0).0
    }

    /// The value of an attribute, by its name without name space.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        // Comparing each with each would take for ever on a tag made of attributes.
        let found =
            all.with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
        found.normalized_value(XmlVersion::default()).ok().map(Cow::into_owned)
    }

    /// The value of an attribute as a whole number.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.trim().parse().ok()
    }

    /// Whether an attribute has this value.
    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|found| found == value)
    }

    /// Whether an element that switches something on, as `<w:b/>` or `<w:b w:val="0"/>`, does.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.get("val").as_deref(), Some("0" | "false" | "off"))
    }
}

impl Closing<'_> {
    /// The name without its name space.
    pub(super) fn name(&self) -> &str {
        split(self.0.name().0).1
    }

    /// The short form of the name space, as the document has it.
    pub(super) fn prefix(&self) -> &str {
        split(self.0.name().0).0
    }
}

fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}
