//! Prints a document as one page of HTML with everything inside.
//!
//! The page asks nothing of any server and can be read without scripts. With them, a click on a
//! figure opens where it comes from, down to the documents that declared it.

mod contents;
mod figures;
mod page;
mod table;
mod text;
mod traces;

pub(crate) use page::{POLICY, print};
pub(crate) use text::{escape, escaped};
