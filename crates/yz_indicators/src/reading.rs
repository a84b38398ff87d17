//! A value to be scored: the exact number, and how it is shown.

use yz_units::{Exact, Figure, Form, Scale, Unit};

/// A value with its unit, and the text by which workings show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) value: Exact,
    pub(crate) unit: Unit,
    pub(crate) shown: String,
    /// The value that `shown` prints, rounded.
    printed: Exact,
}

impl Reading {
    /// A value and the figure that prints it.
    pub(crate) fn new(value: Exact, figure: Figure) -> Self {
        let (unit, shown, printed) = (figure.unit(), figure.to_string(), figure.value());
        Self { value, unit, shown, printed }
    }

    /// A standard to compare with: shown without 以上 or ≥, for the comparison says that.
    pub(crate) fn standard(value: Exact, figure: Figure) -> Self {
        let form = figure.form().with_decimals(figure.number().decimals());
        let plain = form.print(value);
        let (unit, shown, printed) = (figure.unit(), plain.to_string(), plain.value());
        Self { value, unit, shown, printed }
    }

    /// The texts of two values, with more decimals where rounding hides which is the larger.
    pub(crate) fn beside(&self, other: &Self) -> (String, String) {
        if self.value.cmp(&other.value) != self.printed.cmp(&other.printed) {
            return (shown_finely(self.value, self.unit), shown_finely(other.value, other.unit));
        }
        (self.shown.clone(), other.shown.clone())
    }

    /// The text, with more decimals where the rounded value would not pass a test that the exact
    /// value passes.
    pub(crate) fn shown_where(&self, holds: impl Fn(Exact) -> bool) -> String {
        if holds(self.printed) == holds(self.value) {
            return self.shown.clone();
        }
        shown_finely(self.value, self.unit)
    }
}

/// A number that came out of a calculation, with at most six decimals and its unit.
pub(crate) fn shown_finely(value: Exact, unit: Unit) -> String {
    let decimals = value.as_decimal(6).map_or(6, yz_units::Decimal::decimals);
    let form = Form { unit, scale: Scale::One, decimals, grouped: false };
    form.print(value).to_string()
}

#[cfg(test)]
mod tests {
    use super::Reading;
    use yz_units::Figure;

    #[test]
    fn values_that_print_alike_are_told_apart() {
        let printed: Figure = "95.00%".parse().unwrap();
        let just_below = Reading::new("94.996".parse().unwrap(), printed);
        let standard: Figure = "95%".parse().unwrap();
        let standard = Reading::standard(standard.value(), standard);
        assert_eq!(just_below.beside(&standard), ("94.996%".to_owned(), "95%".to_owned()));
        let reaches = |value| "95".parse().is_ok_and(|edge: yz_units::Exact| edge <= value);
        assert_eq!(just_below.shown_where(reaches), "94.996%");
    }

    #[test]
    fn a_standard_is_shown_without_its_bound() {
        let printed: Figure = "≥90%".parse().unwrap();
        assert_eq!(Reading::standard(printed.value(), printed).shown, "90%");
        assert_eq!(Reading::new(printed.value(), printed).shown, "≥90%");
    }
}
