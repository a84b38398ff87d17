//! The sheet of facts: where each figure comes from, with formulas that calculate it again.

use std::collections::BTreeMap;

use rust_xlsxwriter as xl;
use xl::{Format, FormatAlign, Formula, Worksheet, XlsxError};
use yz_report::{Calculation, Trace, TraceId, Traces};
use yz_units::Exact;

use crate::chart_native::{digits_format, exact_float};

use super::looks::{INPUT, Looks, clipped, height};

/// The sheet's name.
pub(super) const SHEET: &str = "事实";

const HEADS: [(&str, u32); 11] = [
    ("引用", 28),
    ("名称", 24),
    ("关于", 20),
    ("值", 17),
    ("单位", 8),
    ("印出", 14),
    ("来历", 7),
    ("算式", 38),
    ("出处", 24),
    ("位置", 10),
    ("说明", 30),
];

/// The column of values, which formulas name `D`.
const VALUES: u16 = 3;

/// What is printed where there is no value: nothing divided by nothing.
const UNDEFINED: &str = "—";

/// The longest formula that a spreadsheet takes, with room to spare.
const LONGEST_FORMULA: usize = 8_000;

/// What stands in the column of values.
enum Value {
    /// A number that was put in, or calculated by a rule that is no formula.
    Number(Exact),
    /// A formula and its result.
    Formula(String, Exact),
    /// A formula that has no result with these inputs.
    Undefined(String),
    /// No value.
    Nothing,
}

/// Writes all traces, in the order of their names.
pub(super) fn write(
    traces: &Traces,
    looks: &Looks,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    for (column, (head, width)) in (0..).zip(HEADS) {
        sheet.write_string_with_format(0, column, head, &looks.head)?;
        sheet.set_column_width(column, width)?;
    }
    let rows: BTreeMap<&TraceId, u32> = traces.keys().zip(1..).collect();
    for (row, (id, trace)) in (1..).zip(traces) {
        let notes: Vec<String> =
            trace.notes.iter().map(|note| format!("{}：{}", note.title, note.text)).collect();
        let notes = notes.join("；");
        let words: [(u16, &str); 10] = [
            (0, id.as_str()),
            (1, &trace.title),
            (2, &trace.about),
            (4, &trace.unit),
            (5, &trace.printed),
            (6, &trace.origin),
            (7, &trace.working),
            (8, &trace.source),
            (9, &trace.place),
            (10, &notes),
        ];
        for (column, text) in words {
            sheet.write_string_with_format(row, column, clipped(text), &looks.text)?;
        }
        let width = |column: u16| HEADS.get(usize::from(column)).map_or(1, |head| head.1);
        let texts = words.map(|(column, text)| (text, width(column)));
        sheet.set_row_height(row, height(texts))?;
        write_value(row, trace, &value(trace, traces, &rows), looks, sheet)?;
    }
    let last = u32::try_from(traces.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last, 10)?;
    sheet.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?.set_landscape();
    Ok(())
}

fn write_value(
    row: u32,
    trace: &Trace,
    value: &Value,
    looks: &Looks,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let look = looks.text.clone().set_align(FormatAlign::Right);
    let look = look.set_num_format(number_format(trace));
    let formula = |formula: &str, result: String| Formula::new(formula).set_result(result);
    match value {
        Value::Formula(text, result) => {
            let result = result.rounded(10, yz_units::Rounding::HalfUp).to_string();
            sheet.write_formula_with_format(row, VALUES, formula(text, result), &look)?;
        }
        Value::Undefined(text) => {
            let result = UNDEFINED.to_owned();
            sheet.write_formula_with_format(row, VALUES, formula(text, result), &look)?;
        }
        Value::Number(value) => write_number(row, trace, *value, &look, sheet)?,
        Value::Nothing => {
            sheet.write_string_with_format(row, VALUES, UNDEFINED, &look)?;
        }
    }
    Ok(())
}

fn write_number(
    row: u32,
    trace: &Trace,
    value: Exact,
    look: &Format,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let put_in = trace.calculation == Calculation::None;
    let look = if put_in { look.clone().set_font_color(INPUT) } else { look.clone() };
    if let Some(number) = exact_float(value) {
        sheet.write_number_with_format(row, VALUES, number, &look)?;
    }
    Ok(())
}

/// A formula where the calculation is one and gives exactly the value of the fact; the value
/// itself otherwise, so that opening the file never changes what was published.
fn value(trace: &Trace, traces: &Traces, rows: &BTreeMap<&TraceId, u32>) -> Value {
    let plain =
        if trace.printed == UNDEFINED { Value::Nothing } else { Value::Number(trace.value) };
    let input = |id: &TraceId| {
        let input = traces.get(id).filter(|input| input.printed != UNDEFINED)?;
        let row = rows.get(id)?.saturating_add(1);
        Some((format!("D{row}"), input.value))
    };
    match calculated(&trace.calculation, input) {
        Some((text, None)) => Value::Undefined(text),
        Some((text, Some(result))) if result == trace.value && text.len() < LONGEST_FORMULA => {
            Value::Formula(text, result)
        }
        _ => plain,
    }
}

/// The formula of a calculation and its result, which is `None` for a division by nothing.
fn calculated(
    calculation: &Calculation,
    input: impl Fn(&TraceId) -> Option<(String, Exact)>,
) -> Option<(String, Option<Exact>)> {
    match calculation {
        Calculation::None | Calculation::Other(_) => None,
        Calculation::Sum(parts) => {
            let (mut text, mut sum) = (String::from("="), Exact::ZERO);
            for (taken_away, id) in parts {
                let (cell, value) = input(id)?;
                let first = text.len() == 1;
                text.push_str(if *taken_away {
                    "-"
                } else if first {
                    ""
                } else {
                    "+"
                });
                text.push_str(&cell);
                sum = if *taken_away { sum.minus(value)? } else { sum.plus(value)? };
            }
            (!parts.is_empty()).then_some((text, Some(sum)))
        }
        Calculation::Product(a, b, divisor) => {
            let ((a, left), (b, right)) = (input(a)?, input(b)?);
            let result = left.times(right)?.over(*divisor)?;
            let divided = factor("/", *divisor)?;
            Some((format!("={a}*{b}{divided}"), Some(result)))
        }
        Calculation::Ratio(a, b, times) => {
            let ((a, part), (b, whole)) = (input(a)?, input(b)?);
            let quotient = format!("{a}/{b}{}", factor("*", *times)?);
            match part.over(whole) {
                Some(result) => Some((format!("={quotient}"), Some(result.times(*times)?))),
                None => Some((undefined(&b, &quotient), None)),
            }
        }
        Calculation::Growth(now, before) => {
            let ((now, new), (before, old)) = (input(now)?, input(before)?);
            let quotient = format!("({now}-{before})/{before}*100");
            match new.minus(old)?.over(old) {
                Some(result) => Some((format!("={quotient}"), Some(result.times(Exact::HUNDRED)?))),
                None => Some((undefined(&before, &quotient), None)),
            }
        }
    }
}

/// The formula of a quotient whose divisor may be nothing.
fn undefined(divisor: &str, quotient: &str) -> String {
    format!("=IF({divisor}=0,\"{UNDEFINED}\",{quotient})")
}

/// A factor as the end of a formula; nothing for one. Only decimals can stand in a formula.
fn factor(sign: &str, factor: Exact) -> Option<String> {
    if factor == Exact::ONE {
        return Some(String::new());
    }
    Some(format!("{sign}{}", factor.as_decimal(9)?))
}

/// As many decimals as the value has, at most four; thousands apart, but not those of a year.
fn number_format(trace: &Trace) -> String {
    let decimals = trace.value.as_decimal(4).map_or(4, yz_units::Decimal::decimals);
    digits_format(if decimals == 1 { 2 } else { decimals }, trace.unit != "年")
}
