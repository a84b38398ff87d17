//! Records on disk: a table a Parquet file, bills and settlements one folder a month.
//!
//! ```text
//! records/persons.parquet            sorted by person_id
//! records/bills/2024-01/bills.parquet    sorted by person_id, date, bill_id
//! ```
//!
//! [`import`] brings people's files in, and [`export`] writes them out. Files here are readable by
//! their owner alone: they say who was ill of what.

mod batch;
mod error;
mod export;
mod import;
mod layout;
mod lookup;
mod read;
mod schema;
mod write;

pub use batch::{from_batch, to_batch};
pub use error::RecordsError;
pub use export::{ExportOptions, Exported, Profile, export, heading};
pub use import::{ImportOptions, Imported, ImportedFile, import};
pub use layout::{Layout, month_of};
pub use lookup::{Lookup, PersonRecords};
pub use read::{Rows, all};
pub use schema::schema;
pub(crate) use write::{GROUP_ROWS, made_up_mark};
pub use write::{Sealed, TableWriter};
