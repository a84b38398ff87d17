//! Reads figures as they are printed in Chinese reports.

use std::fmt;
use std::str::FromStr;

use crate::figure::{Bound, Figure, Style};
use crate::form::{Form, Scale};
use crate::numerals::{digit_value, read_chinese};
use crate::rounding::Decimal;
use crate::unit::Unit;

/// The text is not a printed figure; says what stood where something else was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseFigureError {
    text: String,
    cause: Cause,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Cause {
    NoDigits,
    BadDigits,
    BadNumeral,
    TwoSigns,
    TooLarge,
    FallingRange,
    NoUnit,
    UnknownUnit(String),
}

impl FromStr for Figure {
    type Err = ParseFigureError;

    /// White space, full-width digits and thousands separators never matter.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let plain = normalised(text);
        Reader { rest: &plain, text }.figure()
    }
}

/// Full-width signs become half-width; white space goes.
fn normalised(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' | '．' | '，' | '－' | '％' => {
            char::from_u32(u32::from(c).saturating_sub(0xFEE0)).unwrap_or(c)
        }
        '\u{2212}' => '-',
        '～' | '〜' | '—' => '~',
        '／' => '/',
        other => other,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

struct Reader<'a> {
    rest: &'a str,
    text: &'a str,
}

impl Reader<'_> {
    fn figure(mut self) -> Result<Figure, ParseFigureError> {
        let mut style = Style::default();
        let mut bound = self.bound_in_front();
        style.bound_in_front = bound != Bound::Plain;
        let ordinal = self.eat(&["第"]);
        let (number, grouped) = self.number(&mut style)?;
        let mut until = None;
        if self.eat(&["-", "~", "至"]) {
            let end = self.number(&mut style)?.0;
            // Both are before the same scale; what has no value is refused as too large below.
            if matches!((number.value(), end.value()), (Some(from), Some(to)) if to < from) {
                return Err(self.error(Cause::FallingRange));
            }
            until = Some(end);
        }
        let mut scale = Scale::One;
        if bound == Bound::Plain && self.over(&mut style) {
            bound = Bound::Over;
        }
        if self.eat(&["万"]) {
            scale = Scale::TenThousand;
        } else if self.eat(&["亿"]) {
            scale = Scale::HundredMillion;
        }
        if bound == Bound::Plain && self.over(&mut style) {
            bound = Bound::Over;
        }
        let unit = self.unit(number)?;
        if ordinal && unit != Unit::Rank {
            return Err(self.error(Cause::NoDigits));
        }
        if bound == Bound::Plain {
            bound = self.bound_behind();
        }
        if !self.rest.is_empty() {
            return Err(self.error(Cause::UnknownUnit(self.rest.to_owned())));
        }
        let form = Form { unit, scale, decimals: number.decimals(), grouped };
        let figure = Figure::read(number, until, form, bound, style);
        figure.ok_or_else(|| self.error(Cause::TooLarge))
    }

    fn bound_in_front(&mut self) -> Bound {
        if self.eat(&["≥", ">=", "不低于", "不少于"]) {
            Bound::AtLeast
        } else if self.eat(&["≤", "<=", "不高于", "不超过"]) {
            Bound::AtMost
        } else if self.eat(&["约", "≈"]) {
            Bound::About
        } else {
            Bound::Plain
        }
    }

    fn bound_behind(&mut self) -> Bound {
        if self.eat(&["以上", "及以上"]) {
            Bound::AtLeast
        } else if self.eat(&["以下", "及以下", "以内"]) {
            Bound::AtMost
        } else if self.eat(&["左右"]) {
            Bound::About
        } else {
            Bound::Plain
        }
    }

    fn over(&mut self, style: &mut Style) -> bool {
        if self.eat(&["余"]) {
            return true;
        }
        let many = self.eat(&["多"]);
        style.many |= many;
        many
    }

    /// Digits, with the thousands separators taken out.
    fn number(&mut self, style: &mut Style) -> Result<(Decimal, bool), ParseFigureError> {
        let is_word = |c: char| digit_value(c).is_some() || matches!(c, '十' | '百' | '千');
        let words = self.take_while(is_word);
        if !words.is_empty() {
            style.chinese = true;
            let value = read_chinese(words).ok_or_else(|| self.error(Cause::BadNumeral))?;
            return Ok((Decimal::new(value, 0), false));
        }
        let negative = self.eat(&["-"]);
        if negative && self.rest.starts_with('-') {
            return Err(self.error(Cause::TwoSigns));
        }
        let digits = self.take_while(|c| c.is_ascii_digit() || c == '.' || c == ',');
        if digits.is_empty() {
            return Err(self.error(Cause::NoDigits));
        }
        let grouped = digits.contains(',');
        if grouped && !well_grouped(digits) {
            return Err(self.error(Cause::BadDigits));
        }
        if too_long(digits) {
            return Err(self.error(Cause::TooLarge));
        }
        let sign = if negative { "-" } else { "" };
        let plain = format!("{sign}{}", digits.replace(',', ""));
        let number = plain.parse().map_err(|_| self.error(Cause::BadDigits))?;
        Ok((number, grouped))
    }

    fn unit(&mut self, number: Decimal) -> Result<Unit, ParseFigureError> {
        if self.rest.is_empty() {
            return Err(self.error(Cause::NoUnit));
        }
        // 年度 is a year, never a length.
        if self.eat(&["年度"]) {
            return Ok(Unit::Year);
        }
        for (form, unit) in Unit::printed_forms() {
            if let Some(rest) = self.rest.strip_prefix(form) {
                self.rest = rest;
                let names_a_year = (1900..2200).contains(&number.digits());
                let is_year = unit == Unit::Years && (names_a_year && number.decimals() == 0);
                return Ok(if is_year { Unit::Year } else { unit });
            }
        }
        Err(self.error(Cause::UnknownUnit(self.rest.to_owned())))
    }

    fn eat(&mut self, words: &[&str]) -> bool {
        for word in words {
            if let Some(rest) = self.rest.strip_prefix(word) {
                self.rest = rest;
                return true;
            }
        }
        false
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &str {
        let end = self.rest.find(|c| !wanted(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn error(&self, cause: Cause) -> ParseFigureError {
        ParseFigureError { text: self.text.to_owned(), cause }
    }
}

/// Whether every comma stands in the whole part, before exactly three digits.
fn well_grouped(digits: &str) -> bool {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let grouped = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    grouped && !fraction.contains(',')
}

/// Whether a well-formed number has more digits than any figure: 10¹⁸ with the 17 decimals that
/// leave nine after 亿.
fn too_long(digits: &str) -> bool {
    let fraction = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    36 < digits.len().saturating_sub(1) || 17 < fraction
}

impl ParseFigureError {
    /// What is wrong and what was expected, in Chinese.
    #[must_use]
    pub fn message_zh(&self) -> String {
        let text = &self.text;
        match &self.cause {
            Cause::NoDigits => format!("“{text}”里没有数字"),
            Cause::BadDigits => {
                format!("“{text}”的数字读不懂：千分位逗号要三位一组，小数点只能有一个")
            }
            Cause::BadNumeral => {
                format!("“{text}”的汉字数字读不懂：千、百、十要从大到小，缺位写“零”")
            }
            Cause::TwoSigns => format!("“{text}”前面有两个负号，只写一个"),
            Cause::TooLarge => {
                format!("“{text}”太大或小数太多：去掉万、亿后不得超过一百亿亿，小数不得多于九位")
            }
            Cause::FallingRange => format!("“{text}”的范围写反了：小的写在前面"),
            Cause::NoUnit => {
                format!("“{text}”没有单位，应写成“70,325.02万元”“48991人”“88.56%”这样")
            }
            Cause::UnknownUnit(unit) => format!("“{text}”里的“{unit}”不是已知的单位"),
        }
    }
}

impl fmt::Display for ParseFigureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.text;
        match &self.cause {
            Cause::NoDigits => write!(f, "{text:?} has no digits"),
            Cause::BadDigits => write!(
                f,
                "the digits of {text:?} cannot be read: commas stand before three digits each, \
                 and there is one point at most"
            ),
            Cause::BadNumeral => write!(
                f,
                "the numerals of {text:?} cannot be read: 千, 百 and 十 fall, and 零 stands for \
                 what is left out between them"
            ),
            Cause::TwoSigns => write!(f, "{text:?} has two minus signs: write one"),
            Cause::TooLarge => write!(
                f,
                "{text:?} is too large or too fine: in whole units, without 万 and 亿, 10^18 and \
                 nine decimals are the most"
            ),
            Cause::FallingRange => {
                write!(f, "the range {text:?} falls: write the smaller number first")
            }
            Cause::NoUnit => write!(
                f,
                "{text:?} has no unit: write it as in \"70,325.02万元\", \"48991人\" or \"88.56%\""
            ),
            Cause::UnknownUnit(unit) => write!(f, "{unit:?} in {text:?} is not a known unit"),
        }
    }
}

impl std::error::Error for ParseFigureError {}
