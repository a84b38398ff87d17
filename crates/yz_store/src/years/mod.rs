//! The years of all persons of a book: settled with everything that is known of them, corrected
//! where something changed, or counted under reforms.
//!
//! Every table is sorted by person, so one walk through all of them meets each person once with
//! everything about it. One thread walks and decodes, the others settle; memory holds a few blocks
//! of persons, whatever the size of the book.

mod block;
mod settle;
mod simulate;
mod walk;
mod work;

pub use settle::{Settled, settle};
pub use simulate::simulate;
