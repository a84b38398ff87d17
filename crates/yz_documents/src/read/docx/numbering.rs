//! Lists: which number stands before a paragraph although nobody typed it.

use std::collections::BTreeMap;

use super::super::error::ReadError;
use super::super::xml::{Node, Tag, Xml};
use super::labels::label;

/// Levels of a list.
const LEVELS: usize = 9;

/// The lists of a document.
#[derive(Default)]
pub(super) struct Numbering {
    /// What lists look like, by id.
    looks: BTreeMap<String, Look>,
    /// The lists, by the id that paragraphs name.
    lists: BTreeMap<String, List>,
    /// Which look a style of lists names.
    by_style: BTreeMap<String, String>,
}

#[derive(Default, Clone)]
struct Look {
    levels: [Option<Level>; LEVELS],
    /// A style of lists to look at instead.
    link: Option<String>,
}

#[derive(Default, Clone)]
struct List {
    look: String,
    starts: [Option<usize>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

#[derive(Clone)]
struct Level {
    start: usize,
    format: String,
    text: String,
    suffix: String,
    /// All numbers are shown as 1, 2, 3.
    legal: bool,
    /// After which level, from 1, it begins anew; 0 for never.
    restart: Option<usize>,
    style: Option<String>,
}

/// How far each list has counted.
#[derive(Default)]
pub(super) struct Counters {
    by_look: BTreeMap<String, [Option<usize>; LEVELS]>,
    /// Lists that have begun, because the first use of one may set its own start.
    begun: BTreeMap<(String, usize), ()>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".to_owned(),
            text: String::new(),
            suffix: "tab".to_owned(),
            legal: false,
            restart: None,
            style: None,
        }
    }
}

/// Where the reader of the part stands.
#[derive(Default)]
struct Cursor {
    look: Option<String>,
    list: Option<String>,
    level: usize,
}

impl Numbering {
    /// Reads the part of the lists.
    pub(super) fn read(text: &str, part: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(text, super::FORMAT, part);
        let mut numbering = Self::default();
        let mut cursor = Cursor::default();
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(tag) if matches!(tag.name(), "numPicBullet" | "rPr") => xml.skip()?,
                Node::Start(tag) => numbering.start(&tag, &mut cursor),
                Node::End(tag) => match tag.name() {
                    "abstractNum" => cursor.look = None,
                    "num" => cursor.list = None,
                    _ => {}
                },
                Node::Text(_) => {}
            }
        }
        Ok(numbering)
    }

    fn start(&mut self, tag: &Tag<'_>, cursor: &mut Cursor) {
        let value = || tag.get("val").unwrap_or_default();
        match tag.name() {
            "abstractNum" => {
                let id = tag.get("abstractNumId").unwrap_or_default();
                self.looks.insert(id.clone(), Look::default());
                cursor.look = Some(id);
            }
            "num" => {
                let id = tag.get("numId").unwrap_or_default();
                self.lists.insert(id.clone(), List::default());
                cursor.list = Some(id);
            }
            "abstractNumId" => {
                let list = cursor.list.as_ref().and_then(|id| self.lists.get_mut(id));
                if let Some(list) = list {
                    list.look = value();
                }
            }
            "styleLink" => {
                if let Some(look) = &cursor.look {
                    self.by_style.insert(value(), look.clone());
                }
            }
            "numStyleLink" => {
                let look = cursor.look.as_ref().and_then(|id| self.looks.get_mut(id));
                if let Some(look) = look {
                    look.link = Some(value());
                }
            }
            "lvl" | "lvlOverride" => {
                cursor.level = tag.number("ilvl").unwrap_or(0);
                if tag.name() == "lvl"
                    && let Some(slot) = self.slot(cursor)
                {
                    *slot = Some(Level::default());
                }
            }
            "startOverride" => {
                let list = cursor.list.as_ref().and_then(|id| self.lists.get_mut(id));
                if let Some(slot) = list.and_then(|list| list.starts.get_mut(cursor.level)) {
                    *slot = tag.number("val");
                }
            }
            _ => self.level(tag, cursor),
        }
    }

    fn level(&mut self, tag: &Tag<'_>, cursor: &Cursor) {
        let Some(Some(level)) = self.slot(cursor) else { return };
        let value = || tag.get("val").unwrap_or_default();
        match tag.name() {
            "start" => level.start = tag.number("val").unwrap_or(1),
            "numFmt" => level.format = value(),
            "lvlText" => level.text = value(),
            "suff" => level.suffix = value(),
            "isLgl" => level.legal = tag.is_on(),
            "lvlRestart" => level.restart = tag.number("val"),
            "pStyle" => level.style = Some(value()),
            _ => {}
        }
    }

    fn slot(&mut self, cursor: &Cursor) -> Option<&mut Option<Level>> {
        match (&cursor.look, &cursor.list) {
            (Some(look), _) => self.looks.get_mut(look)?.levels.get_mut(cursor.level),
            (None, Some(list)) => self.lists.get_mut(list)?.levels.get_mut(cursor.level),
            (None, None) => None,
        }
    }

    /// The look of a list, through a style of lists where it names one.
    fn look(&self, list: &List) -> Option<(&str, &Look)> {
        let (id, look) = self.looks.get_key_value(&list.look)?;
        let linked = look.link.as_ref().and_then(|style| self.by_style.get(style));
        match linked.and_then(|id| self.looks.get_key_value(id)) {
            Some((id, look)) => Some((id, look)),
            None => Some((id, look)),
        }
    }

    /// Which level of a list belongs to a style of paragraphs.
    pub(super) fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let (_, look) = self.look(self.lists.get(list)?)?;
        let is_it = |level: &Option<Level>| {
            level.as_ref().is_some_and(|level| level.style.as_deref() == Some(style))
        };
        look.levels.iter().position(is_it)
    }

    /// Counts a paragraph and gives the number that stands before it, with what follows it.
    pub(super) fn next(&self, list: &str, level: usize, counters: &mut Counters) -> Option<String> {
        let at = level.min(LEVELS.saturating_sub(1));
        let found = self.lists.get(list)?;
        let (look_id, look) = self.look(found)?;
        let level_of = |at: usize| {
            let own = found.levels.get(at).and_then(Option::as_ref);
            own.or_else(|| look.levels.get(at).and_then(Option::as_ref))
        };
        let first_use = counters.begun.insert((list.to_owned(), at), ()).is_none();
        let counts = counters.by_look.entry(look_id.to_owned()).or_default();
        let own_start = found.starts.get(at).copied().flatten().filter(|_| first_use);
        let start = |at: usize| level_of(at).map_or(1, |level| level.start);
        for (deeper, slot) in counts.iter_mut().enumerate() {
            let restarts = match level_of(deeper).and_then(|level| level.restart) {
                Some(0) => false,
                Some(after) => at < after,
                None => true,
            };
            if at < deeper && restarts {
                *slot = None;
            }
            if deeper == at {
                let next = slot.map(|count| count.saturating_add(1));
                *slot = Some(own_start.or(next).unwrap_or_else(|| start(at)));
            }
        }
        let number = |at: usize| counts.get(at).copied().flatten().unwrap_or_else(|| start(at));
        rendered(level_of(at)?, &level_of, &number)
    }
}

/// The text of a level with each `%n` replaced by the number of that level.
fn rendered<'a>(
    level: &Level,
    level_of: &dyn Fn(usize) -> Option<&'a Level>,
    number: &dyn Fn(usize) -> usize,
) -> Option<String> {
    if level.format == "bullet" {
        return None;
    }
    let mut text = String::new();
    let mut signs = level.text.chars().peekable();
    while let Some(sign) = signs.next() {
        let which = signs.peek().and_then(|c| c.to_digit(10)).filter(|_| sign == '%');
        let which = which.and_then(|which| usize::try_from(which).ok()?.checked_sub(1));
        let Some(which) = which else {
            text.push(sign);
            continue;
        };
        signs.next();
        let format = level_of(which).map_or("decimal", |level| level.format.as_str());
        let format = if level.legal { "decimal" } else { format };
        text.push_str(&label(number(which), format).unwrap_or_default());
    }
    // What Word sets as a gap keeps `1.` and `2023年` apart.
    let latin = text.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ')'));
    if latin && level.suffix != "nothing" {
        text.push(' ');
    }
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::{Counters, Numbering};

    const LISTS: &str = r#"<w:numbering xmlns:w="w">
        <w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
        <w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
        <w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
        <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="0"/>
        <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
        </w:numbering>"#;

    #[test]
    fn lists_count_as_in_word() {
        let numbering = Numbering::read(LISTS, "numbering").unwrap();
        let mut counters = Counters::default();
        let mut next = |list, level| numbering.next(list, level, &mut counters);
        assert_eq!(next("1", 0).as_deref(), Some("一、"));
        assert_eq!(next("1", 1).as_deref(), Some("（一）"));
        assert_eq!(next("1", 1).as_deref(), Some("（二）"));
        assert_eq!(next("1", 2).as_deref(), Some("1.2.1 "));
        assert_eq!(next("1", 3), None);
        assert_eq!(next("1", 0).as_deref(), Some("二、"));
        assert_eq!(next("1", 1).as_deref(), Some("（一）"));
        assert_eq!(next("2", 0).as_deref(), Some("五、"));
        assert_eq!(next("2", 0).as_deref(), Some("六、"));
        assert_eq!(next("9", 0), None);
    }
}
