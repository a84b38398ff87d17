//! The traces of a document as data for the page's script.

use serde::Serialize;
use std::collections::BTreeMap;
use yz_report::{Calculation, Document, Trace};
use yz_units::Rounding;

/// How many decimals an exact value may have before it is shown as about so much.
const DECIMALS_MAX: u8 = 9;

/// How many decimals an endless value is shown with.
const DECIMALS_SHOWN: u8 = 6;

#[derive(Serialize)]
struct TraceData<'a> {
    title: &'a str,
    about: &'a str,
    printed: &'a str,
    exact: String,
    origin: &'a str,
    working: &'a str,
    source: &'a str,
    place: &'a str,
    notes: Vec<[&'a str; 2]>,
    inputs: Vec<InputData<'a>>,
}

#[derive(Serialize)]
struct InputData<'a> {
    id: &'a str,
    /// What the input does in the calculation, in a word; empty where it goes without saying.
    role: &'static str,
}

/// All traces as JSON that can stand inside a `script` element.
pub(super) fn json(document: &Document) -> Result<String, String> {
    let traces: BTreeMap<&str, TraceData<'_>> =
        document.traces.iter().map(|(id, trace)| (id.as_str(), data(trace))).collect();
    let json = serde_json::to_string(&traces).map_err(|error| error.to_string())?;
    // Within JSON a `<` is only ever part of a text, where this means the same.
    Ok(json.replace('<', "\\u003c"))
}

fn data(trace: &Trace) -> TraceData<'_> {
    TraceData {
        title: &trace.title,
        about: &trace.about,
        printed: &trace.printed,
        exact: exact(trace),
        origin: &trace.origin,
        working: &trace.working,
        source: &trace.source,
        place: &trace.place,
        notes: trace.notes.iter().map(|note| [note.title.as_str(), &note.text]).collect(),
        inputs: inputs(&trace.calculation),
    }
}

/// The value in whole units: to the fen for money, else with as many decimals as it has.
fn exact(trace: &Trace) -> String {
    let money = trace.unit == "元";
    let cents = if money { trace.value.as_decimal(2) } else { None };
    let number = match (cents, trace.value.as_decimal(DECIMALS_MAX)) {
        (Some(_), _) => trace.value.rounded(2, Rounding::HalfUp).to_text(true),
        (None, Some(decimal)) => decimal.to_text(true),
        (None, None) => {
            let about = trace.value.rounded(DECIMALS_SHOWN, Rounding::HalfUp);
            format!("≈ {}", about.to_text(true))
        }
    };
    format!("{number}{}", trace.unit)
}

fn inputs(calculation: &Calculation) -> Vec<InputData<'_>> {
    let roles: Vec<&'static str> = match calculation {
        Calculation::None => Vec::new(),
        Calculation::Sum(parts) => {
            parts.iter().map(|(away, _)| if *away { "减" } else { "加" }).collect()
        }
        Calculation::Product(..) => vec!["乘数", "乘数"],
        Calculation::Ratio(..) => vec!["分子", "分母"],
        Calculation::Growth(..) => vec!["本期", "基期"],
        Calculation::Other(inputs) => vec![""; inputs.len()],
    };
    let ids = calculation.inputs();
    ids.into_iter().zip(roles).map(|(id, role)| InputData { id, role }).collect()
}
