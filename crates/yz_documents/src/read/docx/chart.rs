//! The data of a chart, from what the chart's part keeps of its workbook.

use std::collections::BTreeMap;

use super::super::error::ReadError;
use super::super::limits;
use super::super::number;
use super::super::xml::{Node, Xml};

/// What a chart shows, in words.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::read) struct Chart {
    /// The title, where it has one.
    pub(in crate::read) title: Option<String>,
    /// The names along the axis, or of the slices.
    pub(in crate::read) categories: Vec<String>,
    /// Name and values of each series, as many values as names.
    pub(in crate::read) series: Vec<(Option<String>, Vec<String>)>,
}

/// What the text that is read next belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    None,
    Title,
    Name,
    Categories,
    Values,
}

/// Points by their index, because empty ones are left out.
#[derive(Default)]
struct Points {
    format: String,
    at: usize,
    all: BTreeMap<usize, String>,
}

impl Points {
    fn add(&mut self, text: &str) {
        if self.at < limits::ROWS {
            self.all.entry(self.at).or_default().push_str(text);
        }
    }

    fn shown(self) -> BTreeMap<usize, String> {
        let Self { format, all, .. } = self;
        let percent = |text: String| match format.contains('%') {
            true => number::shown(&text, &format),
            false => number::cleaned(&text),
        };
        all.into_iter().map(|(at, text)| (at, percent(text))).collect()
    }
}

#[derive(Default)]
struct Maker {
    title: String,
    series: Vec<Series>,
    categories: BTreeMap<usize, String>,
}

#[derive(Default)]
struct Series {
    name: String,
    names: Points,
    values: Points,
}

/// Reads the part of a chart; `None` where it keeps no data.
///
/// # Errors
///
/// As [`Xml::next`].
pub(in crate::read) fn read(
    text: &str,
    format: &'static str,
    part: &str,
) -> Result<Option<Chart>, ReadError> {
    let mut xml = Xml::new(text, format, part);
    let mut maker = Maker::default();
    let (mut now, mut taken, mut level) = (Part::None, false, 0_usize);
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) => match tag.name() {
                "ser" => {
                    maker.series.push(Series::default());
                    now = Part::None;
                }
                "title" if maker.series.is_empty() => now = Part::Title,
                "title" | "trendline" | "errBars" | "dLbls" | "legend" | "txPr" => xml.skip()?,
                "tx" if now != Part::Title => now = Part::Name,
                "cat" | "xVal" => now = Part::Categories,
                "val" | "yVal" => now = Part::Values,
                // The first level of several is the one next to the values.
                "lvl" => {
                    level = level.saturating_add(1);
                    if 1 < level {
                        xml.skip()?;
                    }
                }
                "t" | "v" => taken = true,
                name => maker.start(now, name, tag.number("idx")),
            },
            Node::Text(text) if taken => maker.add(now, &text),
            Node::Text(text) => maker.format(now, &text, &xml),
            Node::End(tag) => match tag.name() {
                "t" | "v" => taken = false,
                "title" | "tx" | "cat" | "xVal" | "val" | "yVal" if !inside(now, tag.name()) => {
                    now = Part::None;
                    level = 0;
                }
                _ => {}
            },
        }
    }
    Ok(maker.finish())
}

/// Whether an end is that of a piece within the title, which goes on.
fn inside(now: Part, name: &str) -> bool {
    now == Part::Title && name == "tx"
}

impl Maker {
    fn points(&mut self, now: Part) -> Option<&mut Points> {
        let series = self.series.last_mut()?;
        match now {
            Part::Categories => Some(&mut series.names),
            Part::Values => Some(&mut series.values),
            _ => None,
        }
    }

    fn start(&mut self, now: Part, name: &str, index: Option<usize>) {
        if name == "pt"
            && let Some(points) = self.points(now)
        {
            points.at = index.unwrap_or(0);
        }
    }

    fn add(&mut self, now: Part, text: &str) {
        match now {
            Part::Title => self.title.push_str(text),
            Part::Name => {
                if let Some(series) = self.series.last_mut() {
                    series.name.push_str(text);
                }
            }
            Part::None => {}
            Part::Categories | Part::Values => {
                if let Some(points) = self.points(now) {
                    points.add(text);
                }
            }
        }
    }

    /// Text that is no value: only the format of numbers matters.
    fn format(&mut self, now: Part, text: &str, xml: &Xml<'_>) {
        let text = text.trim();
        if !text.is_empty()
            && 0 < xml.depth()
            && let Some(points) = self.points(now)
        {
            points.format = text.to_owned();
        }
    }

    fn finish(mut self) -> Option<Chart> {
        let mut series = Vec::new();
        for one in self.series {
            let names = one.names.shown();
            if self.categories.len() < names.len() {
                self.categories = names;
            }
            series.push((one.name, one.values.shown()));
        }
        let last = |points: &BTreeMap<usize, String>| points.last_key_value().map(|(at, _)| *at);
        let all = series.iter().map(|(_, values)| values);
        let end = all.chain([&self.categories]).filter_map(last).max();
        let count = end?.saturating_add(1);
        // A far index over nothing would ask for millions of empty points.
        let held: usize = series.iter().map(|(_, values)| values.len()).sum();
        if held.saturating_add(self.categories.len()).saturating_mul(100) < count {
            return None;
        }
        let whole = |points: &mut BTreeMap<usize, String>| -> Vec<String> {
            (0..count).map(|at| points.remove(&at).unwrap_or_default()).collect()
        };
        let trimmed = |text: &str| {
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let categories = match self.categories.is_empty() {
            true => Vec::new(),
            false => whole(&mut self.categories),
        };
        let series =
            series.into_iter().map(|(name, mut values)| (trimmed(&name), whole(&mut values)));
        Some(Chart { title: trimmed(&self.title), categories, series: series.collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::{Chart, read};

    const CHART: &str = r#"<c:chartSpace xmlns:c="c" xmlns:a="a"><c:chart>
        <c:title><c:tx><c:rich><a:p><a:r><a:t>本年收入</a:t></a:r><a:r><a:t>构成&amp;比</a:t></a:r>
        </a:p></c:rich></c:tx></c:title><c:plotArea><c:pieChart><c:ser><c:idx val="0"/>
        <c:tx><c:strRef><c:f>A</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>万元</c:v>
        </c:pt></c:strCache></c:strRef></c:tx>
        <c:cat><c:strRef><c:f>Sheet1!$A$2</c:f><c:strCache><c:pt idx="0"><c:v>财政拨款</c:v></c:pt>
        <c:pt idx="2"><c:v>上年结转</c:v></c:pt></c:strCache></c:strRef></c:cat>
        <c:val><c:numRef><c:f>B</c:f><c:numCache><c:formatCode>General</c:formatCode>
        <c:pt idx="0"><c:v>5996.7799999999997</c:v></c:pt><c:pt idx="2"><c:v>799.38</c:v></c:pt>
        </c:numCache></c:numRef></c:val></c:ser>
        <c:ser><c:val><c:numRef><c:numCache><c:formatCode>0.0%</c:formatCode>
        <c:pt idx="0"><c:v>0.88236999</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>
        </c:pieChart><c:valAx><c:title><c:tx><c:rich><a:p><a:r><a:t>轴</a:t></a:r></a:p></c:rich>
        </c:tx></c:title></c:valAx></c:plotArea></c:chart></c:chartSpace>"#;

    #[test]
    fn a_chart_says_what_it_shows() {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let wanted = Chart {
            title: Some("本年收入构成&比".to_owned()),
            categories: texts(&["财政拨款", "", "上年结转"]),
            series: vec![
                (Some("万元".to_owned()), texts(&["5996.78", "", "799.38"])),
                (None, texts(&["88.2%", "", ""])),
            ],
        };
        assert_eq!(read(CHART, "docx", "chart1").unwrap(), Some(wanted));
    }

    #[test]
    fn a_point_far_away_asks_for_nothing() {
        let far = CHART.replace(r#"idx="2""#, r#"idx="999999""#);
        assert_eq!(read(&far, "docx", "chart1").unwrap(), None);
        assert_eq!(read("<c:x xmlns:c=\"c\"/>", "docx", "chart1").unwrap(), None);
    }
}
