//! Counts the facts of a book from its records, and writes them down as `counted.toml`.

use std::path::{Path, PathBuf};

use yz_diagnostics::{Finding, words};
use yz_facts::{Fact, Facts};
use yz_store::measures::{COUNTED_FILE, Count, Counted};
use yz_store::rules::BOOK_NOT_FOUND;

use crate::operations::book::{catalogue_of, label_of, labelled, read_book};
use crate::operations::house::House;

/// What was counted.
#[derive(Debug)]
pub struct Counts {
    /// The name of the book.
    pub book: String,
    /// What was counted, and from what.
    pub counted: Counted,
    /// The same as facts that have a title and a printed form, with nothing derived from them.
    pub facts: Facts,
    /// What was found; nothing is written while one of them blocks.
    pub findings: Vec<Finding>,
    /// The file that was written.
    pub written: Option<PathBuf>,
}

impl Counts {
    /// The fact of a count.
    #[must_use]
    pub fn fact(&self, count: &Count) -> Option<&Fact> {
        self.facts.get(&self.facts.resolve(&count.reference)?)
    }
}

/// Counts every concept that has a measure over the records of a book, and writes `counted.toml`
/// when every measure could be counted.
///
/// # Errors
///
/// What keeps the book from being opened, its records from being read, or the file from being
/// written.
pub fn count(house: &House, path: &Path) -> Result<Counts, Vec<Finding>> {
    let label = label_of(path);
    let book = read_book(path)?;
    if !path.join("records").is_dir() {
        return Err(vec![without_records(&label)]);
    }
    let (catalogue, mut findings) = catalogue_of(house, &book);
    let (counted, found) = yz_store::measures::count(path, book.period, &house.data, &catalogue)
        .map_err(|finding| vec![*finding])?;
    findings.extend(found);
    let findings = labelled(findings, &label);
    let mut written = None;
    if !findings.iter().any(Finding::blocks) {
        let file = path.join(COUNTED_FILE);
        let text = counted.to_toml(&catalogue);
        yz_store::write_atomically(&file, text.as_bytes())
            .map_err(|err| vec![not_written(&file, &err)])?;
        written = Some(file);
    }
    let given = counted.given(&house.data, &catalogue);
    let facts = Facts::derive(catalogue, book.period, &[], &given);
    Ok(Counts { book: book.name, counted, facts, findings, written })
}

fn without_records(label: &str) -> Finding {
    let place = format!("{label}/records");
    let message =
        words!("{place} 不存在，没有记录可数", "{place} does not exist: nothing to count");
    let help = words!(
        "先用 `yizhang import` 导入名册和费用，再用 `yizhang settle` 结算",
        "import rolls and bills with `yizhang import` and settle them with `yizhang settle` first"
    );
    Finding::new(&BOOK_NOT_FOUND, &place, message).at(&place, None).help(help)
}

fn not_written(path: &Path, err: &std::io::Error) -> Finding {
    let shown = path.display().to_string();
    let message = words!("{shown} 写不下：{err}", "{shown} cannot be written: {err}");
    let help = words!(
        "看磁盘是否已满、文件夹能否写入；没有留下写了一半的文件",
        "see whether the disk is full and the folder can be written; no half is left"
    );
    Finding::new(&BOOK_NOT_FOUND, &shown, message).at(&shown, None).help(help)
}
