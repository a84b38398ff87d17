//! Quantities that carry their unit, figures as they are printed in Chinese reports, and the
//! only place in the house that rounds.
//!
//! A *value* is an [`Exact`] rational number: no binary floating point anywhere. A *figure* is a
//! value as printed: digits, scale (万, 亿), unit, and words such as 约 or 以上. A figure does not
//! stand for one value but for the [`Range`] of values that print so.
//!
//! ```
//! use yz_units::{Exact, Figure, Unit};
//!
//! let printed: Figure = "70,325.02万元".parse().unwrap();
//! assert_eq!(printed.unit(), Unit::Yuan);
//! assert_eq!(printed.value(), Exact::from_integer(703_250_200)); // in yuan
//! assert!(printed.range().holds("703250249.99".parse().unwrap()));
//! assert_eq!(printed.to_string(), "70,325.02万元");
//! ```

mod apportion;
mod exact;
mod figure;
mod form;
mod money;
mod numerals;
mod parse;
mod percent;
mod period;
mod range;
mod rounding;
mod share;
mod unit;

pub use apportion::{ApportionError, apportion};
pub use exact::{Exact, ParseExactError};
pub use figure::{Bound, Figure};
pub use form::{Form, Scale};
pub use money::{Money, NegativeAmountError, Rate, RateAboveOneError, Split};
pub use numerals::{chinese_digits, chinese_ordinal};
pub use parse::ParseFigureError;
pub use percent::{Percent, PercentagePoints};
pub use period::{Date, Day, ParsePeriodError, Period};
pub use range::Range;
pub use rounding::{Decimal, Rounding};
pub use share::{SHARED_FEN_MAX, Share};
pub use unit::{ParseUnitError, Unit};
