//! Persons, enrolments, institutions, bills and settlements: what engines exchange.
//!
//! Each table is declared once, with [`table!`]: a struct for one row, and a [`Table`] that says of
//! each column its name, its titles, what it holds, whether it is personal, and under which names
//! of the national platform it is met. Arrow schemas, csv headings, refusals of rows and the page
//! of formats all come from that declaration.
//!
//! ```
//! use yz_records::{Bill, CareKind, Row};
//!
//! let column = Bill::TABLE.column("medfee_sumamt").unwrap();
//! assert_eq!(column.name, "total_fen");
//! assert_eq!(CareKind::from_name("inpatient"), Some(CareKind::Inpatient));
//! ```

mod code;
mod codes;
mod read;
mod row;
mod table;
mod tables;

pub use code::CodeList;
pub use codes::{
    CareKind, CatalogueClass, Category, Filing, InstitutionLevel, InsuredStatus, Payer, Place,
    Refusal, Sex, Transfer,
};
pub use read::{
    Certificate, CertificateError, Checks, Context, Heading, Ids, Problem, Reason, RowRefusal,
    fits, masked, parse_cell,
};
pub use row::{CellRef, ColumnSink, Row, Value, WrongValueError};
pub use table::{Alias, Column, Holds, Stored, Table};
pub use tables::{
    Bill, BillLine, CategoryHeld, DiseaseCertificate, Enrolment, Institution, Person,
    SettlementRow, TABLES,
};
