//! Explains one bill of a book: each step with its working, its rule and its document, and what
//! would have been at another institution or for another category.

mod document;

use std::path::Path;

use yz_diagnostics::{Words, words};
use yz_records::{Bill, Category, Filing, InstitutionLevel, Place};
use yz_settlement::{Basis, Explanation, PersonYear, Plan};
use yz_store::Book;

use crate::operations::House;
use crate::operations::benefits::plan_of;

pub use document::document;
pub(crate) use document::{borne, cited, described};

/// What is changed in the bill before it is settled.
#[derive(Debug, Clone, Copy, Default)]
pub struct WhatIf {
    /// Another level.
    pub level: Option<InstitutionLevel>,
    /// Another category.
    pub category: Option<Category>,
    /// Another place.
    pub place: Option<Place>,
    /// Other grounds.
    pub filing: Option<Filing>,
}

/// A bill explained, with the plan that settles it.
#[derive(Debug)]
pub struct Explained {
    /// The plan.
    pub plan: Plan,
    /// The bill as it stands.
    pub explanation: Explanation,
    /// The same with what was asked, where something was.
    pub altered: Option<Explanation>,
}

/// Where a rule stands: its document, and whether it was seen there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The title of the document.
    pub title: String,
    /// Its number 文号.
    pub number: Option<String>,
    /// Where in it.
    pub place: String,
    /// Whether it was seen there.
    pub verified: bool,
}

impl WhatIf {
    /// Whether nothing is changed.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.level.is_none()
            && self.category.is_none()
            && self.place.is_none()
            && self.filing.is_none()
    }

    fn alter(&self, bill: &mut Bill) {
        bill.level = self.level.unwrap_or(bill.level);
        bill.category = self.category.unwrap_or(bill.category);
        bill.place = self.place.unwrap_or(bill.place);
        bill.filing = self.filing.unwrap_or(bill.filing);
    }
}

/// Explains a bill of the book in a folder.
///
/// # Errors
///
/// Words that say why not: the book names no benefits, they do not load, no bill has the number,
/// or it was reversed or corrected by another.
pub fn explain_bill(
    house: &House,
    book: &Book,
    folder: &Path,
    bill_id: i64,
    what_if: &WhatIf,
) -> Result<Explained, Words> {
    let plan = plan_of(house, book)?;
    let records = yz_store::records::Lookup::open(folder).map_err(|err| err.words())?;
    let person = records.person_of_bill(bill_id).map_err(|err| err.words())?;
    let Some(person) = person else {
        return Err(words!(
            "没有编号为 {bill_id} 的费用\n  怎么办：核对编号，或先用 `yizhang import` 导入",
            "no bill has the number {bill_id}\n  help: check it, or import it with `yizhang import`"
        ));
    };
    let year = PersonYear {
        plan: &plan,
        person: person.person.as_ref(),
        enrolments: &person.enrolments,
        certificates: &person.certificates,
        institutions: records.institutions(),
        bills: &person.bills,
    };
    let Some(explanation) = year.explain(bill_id, |_| {}) else {
        return Err(words!(
            "费用 {bill_id} 已被冲销或更正，不再结算\n  怎么办：看更正它的那一笔",
            "the bill {bill_id} was reversed or corrected and no longer stands\n  \
             help: ask for the one that corrects it"
        ));
    };
    let altered =
        if what_if.is_nothing() { None } else { year.explain(bill_id, |bill| what_if.alter(bill)) };
    Ok(Explained { plan, explanation, altered })
}

/// The document behind a rule of the region's benefits.
#[must_use]
pub fn document_of(house: &House, basis: &Basis) -> Document {
    let source = house.policy.source(&basis.source);
    Document {
        title: source.map_or_else(|| basis.source.clone(), |source| source.title.clone()),
        number: source.and_then(|source| source.number.clone()),
        place: basis.place.clone(),
        verified: basis.verified,
    }
}
