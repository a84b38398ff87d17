//! Indicator trees: values from facts, scores from methods, full marks that close.
//!
//! A [`Template`] is one folder of `indicators/`: a tree of groups and indicators, each with full
//! marks, a method of scoring, a source, and worked cases that are worked out again whenever it
//! loads. [`score`] holds a book's facts and evidence against it and gives a [`Sheet`], whose
//! scores become facts themselves.
//!
//! ```
//! use yz_indicators::Template;
//!
//! let file = |name: &str, text: &str| (format!("indicators/tiny/{name}.toml"), text.to_owned());
//! let template = r#"
//!     name = "tiny"
//!     title = { zh = "示例", en = "Example" }
//!     full_marks = "5"
//!     source = "yizhang"
//!     verified = false
//!     grades = [{ at_least = "0", title = { zh = "合格", en = "pass" } }]
//!     group = [{ name = "output", title = { zh = "产出", en = "Output" }, full_marks = "5" }]"#;
//! let indicator = r#"
//!     name = "enrolment"
//!     title = { zh = "参保", en = "Enrolment" }
//!     group = "output"
//!     order = 10
//!     definition = { zh = "参保率达到标准", en = "The rate reaches the standard" }
//!     value = "enrolment_rate"
//!     target = "95%"
//!     full_marks = "5"
//!     evidence = ["台账"]
//!     source = "yizhang"
//!     place = "示例"
//!     verified = false
//!     method = "threshold"
//!     better = "higher"
//!
//!     [[case]]
//!     facts = { "enrolment_rate" = "88.56%" }
//!     marks = "5"
//!     working = "88.56% < 95%""#;
//! let files = [file("template", template), file("enrolment", indicator)];
//! let (template, findings) = Template::load("tiny", &files);
//! assert!(template.is_some());
//! let [finding] = findings.as_slice() else { panic!() };
//! assert_eq!(finding.rule.name, "worked-case-fails"); // it gives 0 marks, not 5
//! ```

mod band;
mod check;
mod evidence;
mod keys;
mod load;
pub mod methods;
mod reading;
pub mod rules;
mod score;
mod sheet;
mod template;

pub use evidence::{Evidence, Met};
pub use keys::Element;
pub use methods::{Judges, Method};
pub use score::score;
pub use sheet::{EvidenceUse, Row, Sheet};
pub use template::{Grade, Group, Indicator, Node, Target, Template};
