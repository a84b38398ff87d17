//! Carries out one formula over facts that are known.

use yz_units::{Exact, Range, Unit};

use crate::concept::Concept;
use crate::fact::{Derivation, Fact, Step};
use crate::reference::Key;

/// A formula with its inputs found.
pub(crate) enum Applied<'a> {
    Sum(Vec<(bool, &'a Fact)>),
    SumOver(&'a str, Vec<&'a Fact>),
    Product(&'a Fact, &'a Fact),
    Ratio(&'a Fact, &'a Fact),
    Growth(&'a Fact, &'a Fact),
}

/// Why a formula gave nothing.
pub(crate) enum Refusal {
    /// An input is undefined (0/0): what rests on it is undefined too.
    Undefined,
    /// A value left the range of exact numbers.
    TooLarge,
}

/// Carries out a formula; the result is in the unit of `concept`.
pub(crate) fn evaluate(concept: &Concept, applied: &Applied<'_>) -> Result<Derivation, Refusal> {
    let too_large = || Refusal::TooLarge;
    let (value, range, step, left) = match applied {
        Applied::Sum(parts) => {
            let (value, range) = add(parts)?;
            let keys = parts.iter().map(|(minus, fact)| (*minus, fact.key.clone())).collect();
            (Some(value), range, Step::Sum(keys), sum_text(parts))
        }
        Applied::SumOver(dimension, parts) => {
            let signed: Vec<(bool, &Fact)> = parts.iter().map(|fact| (false, *fact)).collect();
            let (value, range) = add(&signed)?;
            let keys: Vec<Key> = parts.iter().map(|fact| fact.key.clone()).collect();
            let step = Step::SumOver((*dimension).to_owned(), keys);
            (Some(value), range, step, sum_text(&signed))
        }
        Applied::Product(a, b) => {
            let divisor = product_divisor(concept.unit, unit(a), unit(b));
            let value = known(a)?.times(known(b)?).and_then(|product| product.over(divisor));
            let range =
                a.range.times(b.range).and_then(|range| range.over(Range::exactly(divisor)));
            let step = Step::Product(a.key.clone(), b.key.clone(), divisor);
            let (value, range) = (value.ok_or_else(too_large)?, range.ok_or_else(too_large)?);
            (Some(value), range, step, joined(a, "×", b))
        }
        Applied::Ratio(a, b) => {
            let factor = if concept.unit == Unit::Percent { Exact::HUNDRED } else { Exact::ONE };
            let step = Step::Ratio(a.key.clone(), b.key.clone(), factor);
            let (value, range) = divide(a, b, factor)?;
            (value, range, step, joined(a, "÷", b))
        }
        Applied::Growth(now, before) => {
            let change = known(now)?.minus(known(before)?).ok_or_else(too_large)?;
            let step = Step::Growth(now.key.clone(), before.key.clone());
            let left = format!("({} - {}) ÷ {}", now.printed(), before.printed(), before.printed());
            let (value, range) = grow(now, before, change)?;
            (value, range, step, left)
        }
    };
    let working = working(concept, &left, value, range.is_exact());
    Ok(Derivation { step, value, range, working })
}

fn known(fact: &Fact) -> Result<Exact, Refusal> {
    fact.value.ok_or(Refusal::Undefined)
}

fn unit(fact: &Fact) -> Unit {
    fact.figure.map_or(Unit::Items, yz_units::Figure::unit)
}

fn add(parts: &[(bool, &Fact)]) -> Result<(Exact, Range), Refusal> {
    let mut sum = (Exact::ZERO, Range::ZERO);
    for (minus, fact) in parts {
        let value = known(fact)?;
        let (total, range) = if *minus {
            (sum.0.minus(value), sum.1.minus(fact.range))
        } else {
            (sum.0.plus(value), sum.1.plus(fact.range))
        };
        sum = (total.ok_or(Refusal::TooLarge)?, range.ok_or(Refusal::TooLarge)?);
    }
    Ok(sum)
}

/// A share of nothing is undefined: no value, and a range that agrees with none.
fn divide(a: &Fact, b: &Fact, factor: Exact) -> Result<(Option<Exact>, Range), Refusal> {
    let (numerator, denominator) = (known(a)?, known(b)?);
    if denominator.is_zero() {
        return Ok((None, Range::between(None, None)));
    }
    let value = numerator.over(denominator).and_then(|ratio| ratio.times(factor));
    let value = value.ok_or(Refusal::TooLarge)?;
    Ok((Some(value), quotient(a.range, b.range, factor)?))
}

/// Nothing is known of a quotient whose divisor may be zero.
fn quotient(a: Range, b: Range, factor: Exact) -> Result<Range, Refusal> {
    if b.holds(Exact::ZERO) {
        return Ok(Range::between(None, None));
    }
    let range = a.over(b).and_then(|range| range.times(Range::exactly(factor)));
    range.ok_or(Refusal::TooLarge)
}

/// `now ÷ before − 1`, so that the range counts the uncertainty of `before` once.
fn grow(now: &Fact, before: &Fact, change: Exact) -> Result<(Option<Exact>, Range), Refusal> {
    let before_value = known(before)?;
    if before_value.is_zero() {
        return Ok((None, Range::between(None, None)));
    }
    let value = change.over(before_value.abs()).and_then(|ratio| ratio.times(Exact::HUNDRED));
    let hundred = Range::exactly(Exact::HUNDRED);
    let ratio = quotient(now.range, before.range, Exact::HUNDRED)?;
    let range = match before_value.is_negative() {
        true => hundred.minus(ratio),
        false => ratio.minus(hundred),
    };
    Ok((Some(value.ok_or(Refusal::TooLarge)?), range.ok_or(Refusal::TooLarge)?))
}

fn product_divisor(result: Unit, a: Unit, b: Unit) -> Exact {
    let percent = [a, b].iter().filter(|unit| **unit == Unit::Percent).count();
    let kept = usize::from(result == Unit::Percent);
    if kept < percent { Exact::HUNDRED } else { Exact::ONE }
}

fn joined(a: &Fact, sign: &str, b: &Fact) -> String {
    format!("{} {sign} {}", a.printed(), b.printed())
}

fn sum_text(parts: &[(bool, &Fact)]) -> String {
    let mut text = String::new();
    for (index, (minus, fact)) in parts.iter().enumerate() {
        text.push_str(match (index, minus) {
            (0, false) => "",
            (0, true) => "-",
            (_, false) => " + ",
            (_, true) => " - ",
        });
        text.push_str(&fact.printed());
    }
    text
}

/// `762218人 × 52.70元/人/年 = 40,168,888.60元 = 4016.89万元`: the exact result first, where the
/// inputs are exact, then as printed.
fn working(concept: &Concept, left: &str, value: Option<Exact>, exact: bool) -> String {
    let Some(value) = value else { return format!("{left} = —") };
    let printed = concept.form_of(value).print(value);
    if exact && value.as_decimal(4).is_some() && printed.value() != value {
        let places = if concept.unit == Unit::Yuan { 2 } else { concept.form.decimals };
        let whole = value.as_decimal_at_least(places).to_text(true);
        return format!("{left} = {whole}{} = {printed}", concept.unit.symbol());
    }
    let sign = if printed.value() == value { "=" } else { "≈" };
    format!("{left} {sign} {printed}")
}
