//! The steps of a settlement, one a file, in their order. See `docs/settlement.md`.

pub(crate) mod annual_ceiling;
pub(crate) mod basic_share;
pub(crate) mod critical_illness;
pub(crate) mod deductible;
pub(crate) mod eligible_cost;
pub(crate) mod kind_limit;
pub(crate) mod medical_assistance;
pub(crate) mod person_part;
pub(crate) mod tilt_assistance;
