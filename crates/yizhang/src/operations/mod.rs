//! What the program does, without a word about how it is asked or how it answers.

pub mod accept;
pub mod benefits;
pub mod book;
pub mod catalogue;
pub mod check;
pub mod consequences;
pub mod count;
pub mod demo;
pub mod explain_bill;
pub mod house;
pub mod new_book;
pub(crate) mod paper;
pub mod records;
pub mod report;
pub mod report_check;
pub mod rules;
pub mod settle;
pub mod simulate;
pub mod synth;
pub mod synthetic_county;
pub mod verify;
pub mod write;

pub use book::OpenBook;
pub use house::House;
