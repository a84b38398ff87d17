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

    /// A figure as it was read; `None` when it is beyond 10¹⁸ whole units, or has more than nine
    /// decimals of a whole unit.
    pub(crate) fn read(
        number: Decimal,
        until: Option<Decimal>,
        form: Form,
        bound: Bound,
        style: Style,
    ) -> Option<Self> {
        let held = |number: Decimal| {
            let decimals = number.decimals().saturating_sub(form.scale.zeros());
            let value = number.value().and_then(|value| value.times(form.scale.factor()));
            decimals <= DECIMALS_MAX && value.is_some_and(|value| value.abs() <= LARGEST)
        };
        let all_held = held(number) && until.is_none_or(held);
        all_held.then_some(Self { number, until, form, bound, style })
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
        self.scaled(self.number.value())
    }

    /// All true values that the figure stands for, in whole units.
    ///
    /// Counts, marks and rates per head are exact; amounts in 元 are exact to the fen; amounts in
    /// 万元 or 亿元, percentages and lengths of time stand for what rounds to their last digit.
    #[must_use]
    pub fn range(self) -> Range {
        let value = self.value();
        let exact = self.form.scale == Scale::One && self.form.unit.is_exact();
        let half = if exact { Exact::ZERO } else { self.scaled(self.number.half_unit()) };
        match self.bound {
            Bound::Plain => {
                let until = self.until.map(|until| self.scaled(until.value()));
                Range::between(Some(below(value, half)), until.or(Some(above(value, half))))
            }
            Bound::AtLeast => Range::between(Some(below(value, half)), None),
            Bound::AtMost => Range::between(None, Some(above(value, half))),
            Bound::About => {
                let slack = value.abs().times(ABOUT).unwrap_or(Exact::FARTHEST);
                Range::between(Some(below(value, slack)), Some(above(value, slack)))
            }
            Bound::Over if value.is_negative() => {
                Range::between(Some(below(value, self.next_unit())), Some(value))
            }
            Bound::Over => Range::between(Some(value), Some(above(value, self.next_unit()))),
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
        self.scaled(unit)
    }

    /// A number in front of the scale in whole units: the number printed, or a unit or half a unit
    /// of one of its digits.
    ///
    /// It is always an exact value. The number: `read` refuses it otherwise, and `Form::print` cuts
    /// its decimals until it is. The unit of a digit: it lies between half of 10⁻¹⁸ and the larger
    /// of 亿 and the number.
    fn scaled(self, number: Option<Exact>) -> Exact {
        let scaled = number.and_then(|number| number.times(self.form.scale.factor()));
        scaled.expect("a figure is not made of digits that leave the range of exact values")
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

/// The largest amount that is read: in yuan, a thousand times what the world earns in a year.
const LARGEST: Exact = Exact::from_integer(1_000_000_000_000_000_000);

/// The most decimals of a whole unit that are read.
const DECIMALS_MAX: u8 = 9;

/// `value − by`. A figure that was read ends within 10¹⁸ × 21/20 and 11 decimals, which 2⁹⁶ holds;
/// beyond that, of a figure only printed, the range is too wide rather than too narrow.
fn below(value: Exact, by: Exact) -> Exact {
    value.minus(by).unwrap_or(Exact::FARTHEST.negated())
}

/// `value + by`, likewise.
fn above(value: Exact, by: Exact) -> Exact {
    value.plus(by).unwrap_or(Exact::FARTHEST)
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
