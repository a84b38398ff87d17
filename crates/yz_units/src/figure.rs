//! Figures as printed: digits, scale, unit, and how strictly they are meant.

use std::fmt;

use crate::exact::Exact;
use crate::form::{Form, Scale};
use crate::numerals::chinese_count;
use crate::range::Range;
use crate::rounding::Decimal;
use crate::unit::Unit;

/// How strictly a figure is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Bound {
    /// As printed, to the last digit.
    Plain,
    /// At least: ≥, 以上, 不低于.
    AtLeast,
    /// At most: ≤, 以下, 不超过.
    AtMost,
    /// About: 约, 左右.
    About,
    /// More, but less than the next unit of the last digit: 余, 多.
    Over,
}

/// A figure as it is printed in a Chinese report.
///
/// It reads from and prints to the forms used there (`"70,325.02万元"`, `"八千余人"`, `"≥1次"`,
/// `"95%以上"`, `"6.44个百分点"`), and knows the [`Range`] of true values that it stands for.
/// `12.30` and `12.3` are different figures: the first says 12.295 to 12.305, the second 12.25 to
/// 12.35.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    number: Decimal,
    until: Option<Decimal>,
    form: Form,
    bound: Bound,
    style: Style,
}

/// Choices of writing that change no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Style {
    /// Digits are Chinese: 八千, 二〇二三.
    pub(crate) chinese: bool,
    /// The bound is a sign or word in front: ≥, ≤, 约.
    pub(crate) bound_in_front: bool,
    /// 多 instead of 余.
    pub(crate) many: bool,
}

impl Figure {
    /// A plain figure with these digits in this form.
    #[must_use]
    pub(crate) fn printed(number: Decimal, form: Form) -> Self {
        let style = Style::default();
        Self { number, until: None, form, bound: Bound::Plain, style }
    }

    pub(crate) const fn read(
        number: Decimal,
        until: Option<Decimal>,
        form: Form,
        bound: Bound,
        style: Style,
    ) -> Self {
        Self { number, until, form, bound, style }
    }

    /// What is counted.
    #[must_use]
    pub const fn unit(self) -> Unit {
        self.form.unit
    }

    /// Unit, scale, decimals and grouping, for printing another value alike.
    #[must_use]
    pub const fn form(self) -> Form {
        self.form
    }

    /// How strictly the figure is meant.
    #[must_use]
    pub const fn bound(self) -> Bound {
        self.bound
    }

    /// The digits as printed, before the scale.
    #[must_use]
    pub const fn number(self) -> Decimal {
        self.number
    }

    /// The same number in another unit; for 年, which counts years or names one.
    #[must_use]
    pub fn with_unit(self, unit: Unit) -> Self {
        Self { form: Form { unit, ..self.form }, ..self }
    }

    /// The value printed, in whole units: 万 and 亿 are multiplied out.
    #[must_use]
    pub fn value(self) -> Exact {
        self.scaled(self.number.value()).unwrap_or(Exact::ZERO)
    }

    /// All true values that the figure stands for, in whole units.
    ///
    /// Counts, marks and rates per head are exact; amounts in 元 are exact to the fen; amounts in
    /// 万元 or 亿元, percentages and lengths of time stand for what rounds to their last digit.
    #[must_use]
    pub fn range(self) -> Range {
        let value = self.value();
        let step = self.scaled(self.number.half_unit()).unwrap_or(Exact::ZERO);
        let exact = self.form.scale == Scale::One && self.form.unit.is_exact();
        let half = if exact { Exact::ZERO } else { step };
        let (low, high) = (value.minus(half), value.plus(half));
        match self.bound {
            Bound::Plain => {
                let until = self.until.and_then(|until| self.scaled(until.value()));
                Range::between(low, until.or(high))
            }
            Bound::AtLeast => Range::between(low, None),
            Bound::AtMost => Range::between(None, high),
            Bound::About => {
                let slack = value.abs().times(ABOUT).unwrap_or(Exact::ZERO);
                Range::between(value.minus(slack), value.plus(slack))
            }
            Bound::Over => Range::between(Some(value), value.plus(self.next_unit())),
        }
    }

    /// The figure with a range of exactly its value, for standards that a rule sets.
    #[must_use]
    pub fn exact_range(self) -> Range {
        match self.bound {
            Bound::Plain if self.until.is_none() => Range::exactly(self.value()),
            Bound::AtLeast => Range::between(Some(self.value()), None),
            Bound::AtMost => Range::between(None, Some(self.value())),
            _ => self.range(),
        }
    }

    /// How far 余 and 多 reach: to the next unit of the last digit that is not zero.
    fn next_unit(self) -> Exact {
        let mut unit = Decimal::new(1, self.number.decimals()).value();
        let mut digits = self.number.digits();
        while digits != 0 && digits.checked_rem(10) == Some(0) {
            digits = digits.checked_div(10).unwrap_or(0);
            unit = unit.and_then(|unit| unit.times(Exact::from_integer(10)));
        }
        self.scaled(unit).unwrap_or(Exact::ZERO)
    }

    fn scaled(self, number: Option<Exact>) -> Option<Exact> {
        number?.times(self.form.scale.factor())
    }

    fn digits_text(self, number: Decimal) -> String {
        match (self.style.chinese, self.form.unit) {
            (true, Unit::Year) => crate::numerals::chinese_digits(number),
            (true, Unit::Rank | Unit::Grade) => chinese_count(number).unwrap_or_default(),
            (true, _) if number.digits() == 2 => "两".to_owned(),
            (true, _) => chinese_count(number).unwrap_or_else(|| number.to_text(false)),
            (false, _) => number.to_text(self.form.grouped),
        }
    }
}

/// 约 and 左右 allow a twentieth either way: wide enough for honest prose, narrow enough to notice.
const ABOUT: Exact = Exact::from_fraction(1, 20);

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let front = self.style.bound_in_front;
        match self.bound {
            Bound::AtLeast if front => f.write_str("≥")?,
            Bound::AtMost if front => f.write_str("≤")?,
            Bound::About if front => f.write_str("约")?,
            _ => {}
        }
        if self.form.unit == Unit::Rank {
            f.write_str("第")?;
        }
        f.write_str(&self.digits_text(self.number))?;
        if let Some(until) = self.until {
            write!(f, "-{}", self.digits_text(until))?;
        }
        f.write_str(self.form.scale.symbol())?;
        if self.bound == Bound::Over {
            f.write_str(if self.style.many { "多" } else { "余" })?;
        }
        f.write_str(self.form.unit.symbol())?;
        match self.bound {
            Bound::AtLeast if !front => f.write_str("以上"),
            Bound::AtMost if !front => f.write_str("以下"),
            Bound::About if !front => f.write_str("左右"),
            _ => Ok(()),
        }
    }
}
