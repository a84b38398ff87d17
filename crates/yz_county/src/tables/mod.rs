//! The numbers that a county is made of, each with where it comes from.

pub(crate) mod care;
pub(crate) mod curves;
pub(crate) mod people;
