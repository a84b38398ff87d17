//! What must hold for indicators: methods, templates, evidence and scores.

mod loading;
mod methods;
mod rules;
mod scoring;
mod templates;
mod tiny;
