//! Makes a synthetic county: a book with records, in which nobody lives and nothing happened.

use std::collections::BTreeMap;
use std::path::Path;

use yz_county::{Content, County, Irregularity, Recipe};
use yz_diagnostics::{Words, words};
use yz_records::{Bill, Row};
use yz_store::records::{Layout, RecordsError, TableWriter, month_of};

use crate::operations::synthetic_county::synthetic_county;

/// What was planted and where, for whoever tries how well irregularities are found.
const TRUTH_FILE: &str = "planted.csv";
/// Its heading, with the mark by which Excel knows UTF-8.
const TRUTH_HEADING: &str =
    "\u{feff}kind,种类（合成数据，人为植入）,person_id,bill_id,other_bill_id\r\n";

/// The kinds of irregularity, with how many of each were planted.
pub type Planted = BTreeMap<&'static str, u64>;

/// What was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Made {
    /// Persons.
    pub persons: u64,
    /// Enrolments.
    pub enrolments: u64,
    /// Institutions.
    pub institutions: u64,
    /// Bills.
    pub bills: u64,
    /// What was planted, by kind.
    pub planted: Planted,
}

/// The seed where none is given.
pub const SEED: u64 = 2024;
/// As many persons as Linshui had in 2022, after whose figures a county is made: where no number is
/// given.
pub const PERSONS: u64 = 762_218;

/// How much care the people of a county have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// So much that the fund can pay its part of it.
    Ordinary,
    /// As much as the benchmark "county-year" has: twice the bills, more than any fund could pay.
    Benchmark,
}

/// The recipe of the county that a book of benchmark benefits can settle: bills of three kinds,
/// without a list of diseases; contributions as the notice of 2024 has them.
#[must_use]
pub fn recipe(seed: u64, persons: u64, care: Care) -> Recipe {
    let size = Recipe::small(seed, persons);
    let size = if care == Care::Ordinary { size.moderate() } else { size };
    Recipe { diseases: false, contribution_fen: 40_000, ..size }
}

/// Makes a book with the records of a synthetic county in a new folder.
///
/// # Errors
///
/// Words that say why not: the recipe cannot be made, the folder is not empty, the disk refuses.
pub fn synth(folder: &Path, recipe: Recipe, progress: &dyn Fn(u64)) -> Result<Made, Words> {
    let county = County::new(recipe).map_err(|err| {
        words!(
            "造不出这个县：{err}\n  怎么办：改小人数",
            "no such county: {err}\n  help: ask for fewer"
        )
    })?;
    let shown = folder.display();
    yz_store::write_new_folder(folder, &synthetic_county()).map_err(|err| {
        words!(
            "{shown} 建不起来：{err}\n  怎么办：换一个新文件夹",
            "{shown} cannot be made: {err}\n  help: name a new folder"
        )
    })?;
    let mark = Layout::of_book(folder).root().join(TRUTH_FILE);
    // From the first moment on, so that a county that was broken off can be told, and made anew.
    write_truth(&mark, TRUTH_HEADING).map_err(RecordsError::words)?;
    records(folder, &county, progress).map_err(RecordsError::words)
}

/// Takes away a synthetic county that was made before; what else is in the way stays, and is said.
///
/// # Errors
///
/// Words: the folder is there and is no synthetic county, or the disk refuses.
pub fn remove_synthetic(folder: &Path) -> Result<(), Words> {
    let mark = Layout::of_book(folder).root().join(TRUTH_FILE);
    yz_store::remove_folder_with(folder, &mark).map_err(|err| {
        let shown = folder.display();
        words!(
            "{shown} 换不成新的：{err}\n  怎么办：里面不是 yizhang 合成的县，或删不掉；移走后再试",
            "{shown} cannot be made anew: {err}\n  \
             help: it is no synthetic county, or cannot be removed; move it away and try again"
        )
    })
}

fn records(folder: &Path, county: &County, progress: &dyn Fn(u64)) -> Result<Made, RecordsError> {
    let layout = Layout::of_book(folder);
    let mut made = Made::default();
    let mut institutions = create(&layout)?;
    push_all(&mut institutions, county.institutions().to_vec())?;
    made.institutions = institutions.finish()?;
    let mut persons = create(&layout)?;
    let mut enrolments = create(&layout)?;
    let mut categories = create(&layout)?;
    let mut certificates = create(&layout)?;
    let mut months: BTreeMap<String, TableWriter<Bill>> = BTreeMap::new();
    let mut truth = String::from(TRUTH_HEADING);
    for number in 0..county.chunks() {
        let chunk = county.part(county.chunk_groups(number), Content::Bills);
        push_all(&mut persons, chunk.persons)?;
        push_all(&mut enrolments, chunk.enrolments)?;
        push_all(&mut categories, chunk.categories)?;
        push_all(&mut certificates, chunk.certificates)?;
        for bill in chunk.bills {
            let month = month_of(bill.date);
            if !months.contains_key(&month) {
                let path = layout.month(Bill::TABLE, &month);
                months.insert(month.clone(), TableWriter::create(&path)?.synthetic(true));
            }
            if let Some(writer) = months.get_mut(&month) {
                writer.push(bill)?;
            }
            made.bills = made.bills.saturating_add(1);
        }
        for irregularity in chunk.truth {
            let count = made.planted.entry(irregularity.kind.name()).or_insert(0);
            *count = count.saturating_add(1);
            truth.push_str(&line(&irregularity));
        }
        progress(made.bills);
    }
    made.persons = persons.finish()?;
    made.enrolments = enrolments.finish()?;
    categories.finish()?;
    certificates.finish()?;
    for writer in months.into_values() {
        writer.finish()?;
    }
    write_truth(&layout.root().join(TRUTH_FILE), &truth)?;
    Ok(made)
}

fn create<R: Row>(layout: &Layout) -> Result<TableWriter<R>, RecordsError> {
    Ok(TableWriter::create(&layout.file(R::TABLE))?.synthetic(true))
}

fn push_all<R: Row>(writer: &mut TableWriter<R>, rows: Vec<R>) -> Result<(), RecordsError> {
    rows.into_iter().try_for_each(|row| writer.push(row))
}

/// One line of what was planted.
fn line(planted: &Irregularity) -> String {
    let number = |bill: Option<i64>| bill.map(|bill| bill.to_string()).unwrap_or_default();
    let (kind, person) = (planted.kind, planted.person_id);
    let (bill, other) = (number(planted.bill_id), number(planted.other_bill_id));
    format!("{},{},{person},{bill},{other}\r\n", kind.name(), kind.title())
}

fn write_truth(path: &Path, text: &str) -> Result<(), RecordsError> {
    yz_store::write_atomically(path, text.as_bytes()).map_err(|err| {
        let shown = path.display();
        RecordsError::new(words!(
            "{shown} 写不下：{err}\n  怎么办：看磁盘是否已满、文件夹能否写入",
            "{shown} cannot be written: {err}\n  help: see whether the disk is full"
        ))
    })
}
