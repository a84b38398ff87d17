//! 医账, the one book of resident medical insurance: from declared facts to the published report.
//!
//! [`operations`] does the work, [`cli`] asks and answers.

pub mod cli;
pub mod operations;
