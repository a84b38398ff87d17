//! What the law says on a date in a region.
//!
//! A [`Policy`] holds dated, sourced parameters: the subsidy a head, the share that the centre
//! pays, the bands of a risk grade. [`Policy::load`] reads them from policy files, which somebody
//! else has read from the disk, and refuses days without a value, days with two, bands that leave
//! something out, and values without a source. [`Policy::lookup`] says what holds on a day in a
//! region, and what that rests on.
//!
//! ```
//! use yz_policy::Policy;
//! use yz_units::Date;
//!
//! let files = [
//!     ("policy/sources.toml", r#"
//! [nhsa-2023-24]
//! title = "关于做好2023年城乡居民基本医疗保障工作的通知"
//! number = "医保发〔2023〕24号"
//! issuer = "国家医疗保障局"
//! date = "2023"
//! "#),
//!     ("policy/national/government_subsidy_per_person.toml", r#"
//! name = "government_subsidy_per_person"
//! title.zh = "人均财政补助标准"
//! title.en = "Government subsidy per insured resident"
//! unit = "yuan/person/year"
//! kind = "minimum"
//!
//! [[value]]
//! from = 2023-01-01
//! until = 2023-12-31
//! amount = "640"
//! source = "nhsa-2023-24"
//! place = "一"
//! verified = true
//! "#),
//! ];
//! let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
//! let (policy, findings) = Policy::load(&files);
//! assert!(findings.is_empty());
//!
//! // Xiqu in Panzhihua sets nothing of its own, nor do its city and province.
//! let date: Date = "2023-08-31".parse().unwrap();
//! let found = policy.lookup("government_subsidy_per_person", date, "510403").unwrap();
//! assert_eq!(found.figure.to_string(), "640元/人/年");
//! assert_eq!(found.source.number.as_deref(), Some("医保发〔2023〕24号"));
//! ```

mod check;
mod load;
mod lookup;
mod model;
mod read;
mod rules;
mod value;

pub use lookup::{Dated, Found, FoundBand, LookupError};
pub use model::{Band, Content, Kind, Parameter, Policy, Scope, Source, Value};
pub use rules::*;
