//! What is said of a measure that does not run, or whose result does not fit its concept.

use datafusion::common::SchemaError;
use datafusion::error::DataFusionError;
use yz_diagnostics::{Finding, Words, did_you_mean, nearest, words};

use super::Measure;
use crate::rules::MEASURE_BROKEN;

/// How much of the engine's words is shown.
const CHARS_MAX: usize = 160;

/// A finding about a measure.
pub(super) fn broken(measure: &Measure, message: Words, help: Words) -> Finding {
    Finding::new(&MEASURE_BROKEN, &measure.concept, message).at(&measure.path, None).help(help)
}

/// What the engine refused.
pub(super) fn refused(measure: &Measure, err: &DataFusionError, tables: &[String]) -> Finding {
    let (path, reason) = (&measure.path, shortened(err));
    let message = words!("{path} 算不出：{reason}", "{path} does not run: {reason}");
    broken(measure, message, remedy(err, tables))
}

/// A name that is near to the one that is unknown, or where names are listed.
fn remedy(err: &DataFusionError, tables: &[String]) -> Words {
    if let DataFusionError::SchemaError(cause, _) = err.find_root()
        && let SchemaError::FieldNotFound { field, valid_fields } = cause.as_ref()
    {
        return did_you_mean(&field.name, valid_fields.iter().map(|known| known.name.as_str()));
    }
    let text = err.to_string();
    let unknown = text.split_once("table '").and_then(|(_, rest)| rest.split_once('\''));
    if let Some((name, _)) = unknown.filter(|_| text.contains("not found")) {
        let name = name.rsplit('.').next().unwrap_or(name);
        if nearest(name, tables.iter().map(String::as_str)).is_some() {
            return did_you_mean(name, tables.iter().map(String::as_str));
        }
    }
    words!(
        "表和列见 docs/formats.md 的 measures 一节",
        "docs/formats.md lists tables and columns, under measures"
    )
}

/// The engine's words on one line, without what only its makers can use.
pub(super) fn shortened(err: &DataFusionError) -> String {
    let text = err.find_root().strip_backtrace();
    let line = text.lines().next().unwrap_or_default();
    // What is near is said in the remedy.
    let line = line.split(". Valid fields are").next().unwrap_or(line);
    let line = line.split(". Did you mean").next().unwrap_or(line);
    let mut shown: String = line.chars().take(CHARS_MAX).collect();
    if shown.len() < line.len() {
        shown.push('…');
    }
    shown
}
