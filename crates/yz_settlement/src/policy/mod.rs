//! Reads a region's benefits into a [`Plan`]. The file's shape is in `docs/formats.md`, its meaning
//! in `docs/settlement.md`.

mod adjust;
mod compile;
mod diseases;
mod model;
mod read;
mod reform;
mod selectors;
mod tables;
mod values;

pub use reform::Reform;
use yz_diagnostics::{Finding, read_toml};

use crate::plan::Plan;

impl Plan {
    /// Reads a file of `benefits/`, and refuses rules that overlap, leave gaps, or have values that
    /// cannot be used.
    ///
    /// # Errors
    ///
    /// Every finding, not the first. Whether sources exist is asked by whoever knows them.
    pub fn load(path: &str, text: &str) -> Result<Self, Vec<Finding>> {
        let file: model::BenefitsToml = read_toml(path, text).map_err(|finding| vec![*finding])?;
        let mut reader = values::Reader::new(path, &file);
        let plan = compile::compile(&file, &mut reader);
        match plan {
            Some(plan) if reader.findings.is_empty() => Ok(plan),
            _ => Err(reader.findings),
        }
    }
}
