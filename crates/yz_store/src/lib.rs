//! Books and data on disk: what ships inside the program, what a folder lays over it, and what a
//! book's folder says.
//!
//! Everything is handed to the lower floors as paths and texts; nothing below this floor reads a
//! file. Files are written whole or not at all.

mod book;
pub mod bulk;
mod folder;
pub mod measures;
pub mod records;
pub mod rules;
mod shipped;
mod write;
pub mod years;

pub use book::{Accepted, Book, BookReport, BookSource, is_name};
pub use folder::{Folder, read_book_folder, read_folder};
pub use shipped::{data, shipped_book, shipped_books};
pub use write::{remove_folder_with, write_atomically, write_new_folder};
