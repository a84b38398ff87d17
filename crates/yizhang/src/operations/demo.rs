//! Publishes every book that ships inside the program, and the book of a synthetic county, which is
//! made, settled and counted first.

use std::path::Path;
use std::sync::Mutex;
use std::thread;

use yz_diagnostics::Finding;
use yz_documents::Format;

use crate::operations::book::{OpenBook, read_book};
use crate::operations::count::count;
use crate::operations::house::House;
use crate::operations::report::{NotPublished, publish};
use crate::operations::settle::settle;
use crate::operations::synth::{Care, SEED, recipe, remove_synthetic, synth};
use crate::operations::verify::verify;
use crate::operations::write::Written;

/// The name of the synthetic county's book.
const COUNTY: &str = "synthetic-county";

/// What became of one book.
#[derive(Debug)]
pub struct Shown {
    /// Its name.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// How many facts it has.
    pub facts: usize,
    /// How many of those follow from others.
    pub derived: usize,
    /// The total score as printed; empty when it is not scored.
    pub score: String,
    /// Everything that was found.
    pub findings: Vec<Finding>,
    /// The files that were written.
    pub written: Vec<Written>,
}

/// Publishes every shipped book into a folder of its own below `out`, all formats, on as many
/// threads as the machine has; the order of the result is that of the names. Then a synthetic
/// county of so many persons, unless there are none.
///
/// # Errors
///
/// The first book that could not be opened or published.
pub fn demo(
    house: &House,
    out: &Path,
    persons: u64,
    progress: &(impl Fn(&str) + Sync),
) -> Result<Vec<Shown>, NotPublished> {
    let mut all = shipped(house, out, progress)?;
    if 0 < persons {
        all.push(county(house, out, persons, progress)?);
    }
    Ok(all)
}

fn shipped(
    house: &House,
    out: &Path,
    progress: &(impl Fn(&str) + Sync),
) -> Result<Vec<Shown>, NotPublished> {
    let names = yz_store::shipped_books();
    let queue = Mutex::new(names.clone().into_iter().enumerate().rev().collect::<Vec<_>>());
    let done = Mutex::new(Vec::new());
    let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((index, name)) = take(&queue) {
                    let shown = show(house, &name, out, progress);
                    lock(&done).push((index, shown));
                }
            });
        }
    });
    let mut done = std::mem::take(&mut *lock(&done));
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, shown)| shown).collect()
}

fn take<T>(queue: &Mutex<Vec<T>>) -> Option<T> {
    lock(queue).pop()
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn show(
    house: &House,
    name: &str,
    out: &Path,
    progress: &(impl Fn(&str) + Sync),
) -> Result<Shown, NotPublished> {
    let label = format!("books/{name}");
    let open = OpenBook::read(house, yz_store::shipped_book(name), label)
        .map_err(NotPublished::Findings)?;
    print(house, &open, name, out, progress)
}

/// Makes the synthetic county beside its reports, settles its year, counts its facts, and publishes
/// it. Its book takes the place of the one that an earlier demo left.
fn county(
    house: &House,
    out: &Path,
    persons: u64,
    progress: &(impl Fn(&str) + Sync),
) -> Result<Shown, NotPublished> {
    let folder = out.join(COUNTY).join("book");
    remove_synthetic(&folder).map_err(NotPublished::Failed)?;
    let tell = |what: &str, bills: u64| progress(&format!("{COUNTY}: {what} {bills}"));
    let recipe = recipe(SEED, persons, Care::Ordinary);
    synth(&folder, recipe, &|bills| tell("synth", bills)).map_err(NotPublished::Failed)?;
    let book = read_book(&folder).map_err(NotPublished::Findings)?;
    settle(house, &book, &folder, None, &|bills| tell("settle", bills))
        .map_err(NotPublished::Failed)?;
    progress(&format!("{COUNTY}: count"));
    let counts = count(house, &folder).map_err(NotPublished::Findings)?;
    if counts.written.is_none() {
        return Err(NotPublished::Findings(counts.findings));
    }
    let open = OpenBook::open(house, &folder).map_err(NotPublished::Findings)?;
    print(house, &open, COUNTY, out, progress)
}

fn print(
    house: &House,
    open: &OpenBook,
    name: &str,
    out: &Path,
    progress: &(impl Fn(&str) + Sync),
) -> Result<Shown, NotPublished> {
    let reports: Vec<_> = open.book.reports.iter().collect();
    let tell = |file: &str| progress(&format!("{name}/{file}"));
    let written = publish(house, open, &reports, &Format::ALL, &out.join(name), &tell)?;
    let all: Vec<_> = open.facts.all().collect();
    let score = open.sheet.as_ref().and_then(|_| open.facts.find("score").ok());
    Ok(Shown {
        name: name.to_owned(),
        title: open.book.title.zh.clone(),
        facts: all.len(),
        derived: all.iter().filter(|fact| !fact.inputs().is_empty()).count(),
        score: score.map(yz_facts::Fact::printed).unwrap_or_default(),
        findings: verify(house, open),
        written,
    })
}
