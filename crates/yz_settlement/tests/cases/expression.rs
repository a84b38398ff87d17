//! The working beside an expected amount, evaluated exactly.
//!
//! Numbers are yuan, with commas between thousands, or percentages: `(8,800.00 - 300.00) * 75%`.
//! `+`, `-`, `*`, parentheses, `min(a, b)` and `max(a, b)` are known, and `round(…)`, `down(…)`,
//! `up(…)` to the fen. An amount that is no whole number of fen is an error unless it is rounded,
//! and so is a rounding of one that is: where a rounding is written, there is one.

use yz_units::{Exact, Rounding};

/// The fen of an amount's working.
pub(crate) fn fen(text: &str) -> Result<i64, String> {
    let mut parser = Parser { text, at: 0 };
    let value = parser.sum().and_then(|value| parser.end(value));
    let value = value.map_err(|wrong| format!("`{text}`: {wrong}"))?;
    let fen = whole_fen(value).ok_or_else(|| format!("`{text}` = {value}: no whole fen"))?;
    Ok(fen)
}

fn whole_fen(value: Exact) -> Option<i64> {
    let fen = value.times(Exact::HUNDRED).filter(|fen| fen.is_integer())?;
    i64::try_from(fen.rounded(0, Rounding::Down).digits()).ok()
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Parser<'t> {
    fn sum(&mut self) -> Result<Exact, String> {
        let mut value = self.product()?;
        loop {
            value = if self.takes("+") {
                value.plus(self.product()?)
            } else if self.takes("-") {
                value.minus(self.product()?)
            } else {
                return Ok(value);
            }
            .ok_or("too many digits")?;
        }
    }

    fn product(&mut self) -> Result<Exact, String> {
        let mut value = self.atom()?;
        while self.takes("*") {
            value = value.times(self.atom()?).ok_or("too many digits")?;
        }
        Ok(value)
    }

    fn atom(&mut self) -> Result<Exact, String> {
        if self.takes("(") {
            let value = self.sum()?;
            return self.closed(value);
        }
        if self.takes("min(") {
            return self.two().map(|(one, other)| one.min(other));
        }
        if self.takes("max(") {
            return self.two().map(|(one, other)| one.max(other));
        }
        let roundings =
            [("round(", Rounding::HalfUp), ("down(", Rounding::Down), ("up(", Rounding::Up)];
        for (name, rounding) in roundings {
            if self.takes(name) {
                let value = self.sum()?;
                if whole_fen(value).is_some() {
                    return Err(format!("{value} is whole fen: there is nothing to {name}…)"));
                }
                let value = value.rounded(2, rounding).value().ok_or("too many digits")?;
                return self.closed(value);
            }
        }
        self.number()
    }

    fn two(&mut self) -> Result<(Exact, Exact), String> {
        let one = self.sum()?;
        if !self.takes(",") {
            return Err(format!("a second argument expected at `{}`", self.rest()));
        }
        let other = self.sum()?;
        self.closed((one, other))
    }

    /// A comma belongs to the number where three digits follow at once.
    fn number(&mut self) -> Result<Exact, String> {
        let rest = self.rest().trim_start();
        self.at = self.text.len().saturating_sub(rest.len());
        let thousands = |place: usize| {
            let next: Vec<char> = rest.chars().skip(place.saturating_add(1)).take(3).collect();
            next.len() == 3 && next.iter().all(char::is_ascii_digit)
        };
        let belongs = |(place, sign): &(usize, char)| {
            sign.is_ascii_digit() || *sign == '.' || (*sign == ',' && thousands(*place))
        };
        let length = rest.chars().enumerate().take_while(belongs).count();
        let written = rest.get(..length).unwrap_or_default();
        let number: Exact = written.replace(',', "").parse().map_err(|wrong| format!("{wrong}"))?;
        self.at = self.at.saturating_add(length);
        if self.takes("%") {
            return number.over(Exact::HUNDRED).ok_or_else(|| "too many digits".to_owned());
        }
        Ok(number)
    }

    fn closed<T>(&mut self, value: T) -> Result<T, String> {
        if self.takes(")") { Ok(value) } else { Err(format!("`)` expected: `{}`", self.rest())) }
    }

    fn end(&self, value: Exact) -> Result<Exact, String> {
        let rest = self.rest().trim();
        if rest.is_empty() { Ok(value) } else { Err(format!("not understood: `{rest}`")) }
    }

    fn takes(&mut self, sign: &str) -> bool {
        let rest = self.rest().trim_start();
        let Some(after) = rest.strip_prefix(sign) else { return false };
        self.at = self.text.len().saturating_sub(after.len());
        true
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }
}

#[test]
fn workings_are_exact() {
    assert_eq!(fen("(8,800.00 - 300.00) * 75%"), Ok(637_500));
    assert_eq!(fen("1,000 - 2 * 3.5 + 1"), Ok(99_400));
    assert_eq!(fen("min(1,200.00, 300.00) + max(5, 8) * (75% * 0.9 - 5%)"), Ok(30_500));
    assert_eq!(fen("round(0.05 * 50%) + down(0.05 * 50%) + up(0.01 * 1%)"), Ok(3 + 2 + 1));
}

#[test]
fn a_hidden_or_empty_rounding_is_an_error() {
    for wrong in ["0.05 * 50%", "round(0.05)", "1 +", "min(1)", "1 2", "(1", "a", "1,00 0"] {
        assert!(fen(wrong).is_err(), "{wrong}");
    }
}
