//! From what people's files hold to rows: headings, cells, and why a row is refused.

mod cell;
mod certificate;
mod checks;
mod context;
mod day;
mod heading;
mod masked;
mod number;
mod refusal;

pub use cell::{fits, parse_cell};
pub use certificate::{Certificate, CertificateError};
pub use checks::{Checks, Problem};
pub use context::{Context, Ids};
pub use heading::Heading;
pub use masked::masked;
pub use refusal::{Reason, RowRefusal};
