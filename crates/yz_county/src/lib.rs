//! A synthetic county (合成数据): people, bills and money of any size, made from a recipe.
//!
//! Nobody in it lives and nothing in it happened: no row has a name or the number of a
//! certificate, and every institution's name says that it is made up.
//!
//! ```
//! use yz_county::{County, Recipe};
//!
//! let county = County::new(Recipe::linshui(1)).unwrap();
//! assert_eq!(county.chunks(), 187); // 762,218 persons, 4,096 a chunk
//! let chunk = county.chunk(0);
//! assert_eq!(chunk.persons.len(), 4_096);
//! assert!(chunk.persons.iter().all(|person| person.name.is_none()));
//! ```

mod calendar;
mod corrections;
mod cost;
mod county;
mod diseases;
mod draw;
mod household;
mod irregularity;
mod life;
mod lines;
mod places;
mod planted;
mod recipe;
mod roll;
mod stays;
mod tables;
mod year;

pub use county::{Chunk, Content, County};
pub use diseases::{DISEASES, Disease};
pub use irregularity::{Irregularity, IrregularityKind};
pub use recipe::{Irregularities, Recipe, RecipeError};
