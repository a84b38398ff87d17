//! The largest and the longest numbers there are: nothing panics, and nothing becomes another
//! amount.

use yz_units::{
    ApportionError, Decimal, Exact, Figure, Form, Range, Rounding, Scale, Unit, apportion,
};

const ROUNDINGS: [Rounding; 3] = [Rounding::HalfUp, Rounding::Down, Rounding::Up];

/// 2⁹⁶ − 1, the largest numerator: 2³² = 4294967296 to the third.
const LARGEST: i128 = 79_228_162_514_264_337_593_543_950_335;

fn extremes() -> Vec<Exact> {
    let parts = [1, 2, 3, 999_999_999_999_999_999, LARGEST - 1, LARGEST];
    let mut values = vec![Exact::ZERO];
    values.extend("0.333333333333333333".parse::<Exact>());
    for numerator in parts {
        for denominator in parts {
            let value = Exact::fraction(numerator, denominator);
            values.extend(value);
            values.extend(value.map(Exact::negated));
        }
    }
    values
}

#[test]
fn numbers_beyond_the_largest_are_none() {
    let nines = "9".repeat(37);
    assert_eq!(nines.parse::<Decimal>().unwrap().value(), None);
    assert!(nines.parse::<Exact>().is_err());
    assert!(format!("{nines}元").parse::<Figure>().is_err());

    let largest = Exact::fraction(LARGEST, 1).unwrap();
    assert_eq!(Exact::fraction(LARGEST + 1, 1), None);
    assert_eq!(Exact::fraction(1, LARGEST + 1), None);
    assert_eq!(Exact::fraction(i128::MIN, -1), None);
    assert_eq!(Exact::fraction(1, i128::MIN), None);
    assert_eq!(largest.plus(Exact::ONE), None);
    assert_eq!(largest.negated().minus(Exact::ONE), None);
    assert_eq!(largest.times(Exact::from_integer(2)), None);
    assert_eq!(largest.over("0.5".parse().unwrap()), None);
    assert_eq!(largest.minus(Exact::ONE).unwrap().plus(Exact::ONE), Some(largest));
}

#[test]
fn every_value_is_rounded_and_shown() {
    for value in extremes() {
        for decimals in [0, 2, 9, 10, 18, 39, 255] {
            for rounding in ROUNDINGS {
                let rounded = value.rounded(decimals, rounding);
                assert!(rounded.decimals() <= decimals);
                assert!(9.min(decimals) <= rounded.decimals(), "{value}");
            }
        }
        let shown = value.to_string();
        let again = match shown.split_once('/') {
            Some((n, d)) => Exact::fraction(n.parse().unwrap(), d.parse().unwrap()),
            None => shown.parse().ok(),
        };
        assert_eq!(again, Some(value));
        if let Some(decimal) = value.as_decimal(9) {
            assert_eq!(decimal.value(), Some(value));
        }
    }
}

#[test]
fn a_decimal_with_eighteen_places_is_rounded_exactly() {
    // 0.333333333333333333 is a little less than a third, and is no decimal of nine places.
    let value: Exact = "0.333333333333333333".parse().unwrap();
    assert_eq!(value.as_decimal(9), None);
    assert_eq!(value.rounded(18, Rounding::Up).to_string(), "0.333333333333333333");
    assert_eq!(value.rounded(17, Rounding::Up).to_string(), "0.33333333333333334");
    // 2^96 - 1 over 2 has one decimal: half of 79…0335 is 39…5167.5.
    let half = Exact::fraction(LARGEST, 2).unwrap();
    assert_eq!(half.to_string(), "39614081257132168796771975167.5");
    assert_eq!(half.rounded(0, Rounding::Down).to_string(), "39614081257132168796771975167");
    assert_eq!(half.rounded(0, Rounding::HalfUp).to_string(), "39614081257132168796771975168");
}

#[test]
fn what_is_printed_is_the_value_in_its_scale_however_large() {
    for value in extremes() {
        for scale in [Scale::One, Scale::TenThousand, Scale::HundredMillion] {
            for decimals in [0, 2, 18, 255] {
                let form = Form { unit: Unit::Yuan, scale, decimals, grouped: true };
                let printed = form.print(value);
                // Never further off than one last digit in front of the scale: 亿 at most. What is
                // too long to be taken away is compared by its whole part, one more at most.
                let whole = value.rounded(0, Rounding::Down).value().unwrap();
                let near = printed.value();
                let off = near.minus(value).or_else(|| near.minus(whole));
                let most = scale.factor();
                assert!(off.is_some_and(|off| off.abs() <= most), "{value} as {printed}");
                assert_eq!(printed.form().decimals, printed.number().decimals());
                let range = printed.range();
                assert!(range.low().is_some() && range.high().is_some(), "{printed}");
                assert!(range.holds(printed.value()), "{printed}");
            }
        }
    }
    // A ratio whose denominator bears no further 亿 (times 10^8 it is beyond 2^96) is nothing of
    // 亿元, and not the plain ratio.
    let small = Exact::fraction(LARGEST - 1, LARGEST).unwrap();
    let form = Form { unit: Unit::Yuan, scale: Scale::HundredMillion, decimals: 2, grouped: false };
    assert_eq!(form.print(small).to_string(), "0.00亿元");
}

#[test]
fn at_least_so_many_heads_cost_at_least_so_much() {
    let range = |text: &str| text.parse::<Figure>().unwrap().range();
    // 1000 × 35 = 35,000
    let cost = range("≥1000人").times(range("35元/人")).unwrap();
    assert_eq!(cost, Range::between(Some(Exact::from_integer(35_000)), None));
    assert!(!cost.meets(range("1.00元")));
    assert!(!cost.meets(range("34999.99元")));
    assert!(cost.meets(range("35000.00元")));
}

#[test]
fn parts_too_long_for_their_decimals_are_refused() {
    let largest = Exact::fraction(LARGEST, 2).unwrap();
    // Eighteen decimals of 4 × 10^28 are 47 digits; fewer must not pass for eighteen.
    assert_eq!(apportion(&[largest], 18), Err(ApportionError::Overflow));
    assert_eq!(apportion(&[largest, Exact::ONE], 18), Err(ApportionError::Overflow));
    assert!(apportion(&[largest, largest], 0).is_ok());
}
