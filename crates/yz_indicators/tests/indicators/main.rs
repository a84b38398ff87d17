//! What must hold for indicators: methods, templates, evidence and scores.

#![expect(clippy::unwrap_used, reason = "a test whose input does not read has failed")]

mod loading;
mod methods;
mod rules;
mod scoring;
mod templates;
mod tiny;
