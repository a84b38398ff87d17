//! Walks through all tables at once, person by person.

use std::path::PathBuf;

use yz_records::{Bill, DiseaseCertificate, Enrolment, Person, Row, SettlementRow};

use super::block::{Block, Entry};
use crate::records::{Layout, RecordsError, Rows};

/// Bills in a block, or persons where there are few bills.
const BLOCK_ROWS: usize = 16_384;

/// The walk.
pub(super) struct Walk {
    persons: Streams<Person>,
    enrolments: Streams<Enrolment>,
    certificates: Streams<DiseaseCertificate>,
    bills: Streams<Bill>,
    settlements: Streams<SettlementRow>,
}

/// The files of a table, read side by side.
struct Streams<R: Row> {
    files: Vec<Rows<R>>,
    id: fn(&R) -> i64,
    /// The last person met, to see that the files are sorted.
    last: i64,
    path: PathBuf,
}

impl Walk {
    /// Begins to walk the records of a book; with the settlements on record, or without.
    pub(super) fn open(layout: &Layout, with_settlements: bool) -> Result<Self, RecordsError> {
        let none = Vec::new();
        let recorded = if with_settlements { layout.files(SettlementRow::TABLE) } else { none };
        Ok(Self {
            persons: Streams::open(layout.files(Person::TABLE), |row: &Person| row.person_id)?,
            enrolments: Streams::open(layout.files(Enrolment::TABLE), |row: &Enrolment| {
                row.person_id
            })?,
            certificates: Streams::open(
                layout.files(DiseaseCertificate::TABLE),
                |row: &DiseaseCertificate| row.person_id,
            )?,
            bills: Streams::open(layout.files(Bill::TABLE), |row: &Bill| row.person_id)?,
            settlements: Streams::open(recorded, |row: &SettlementRow| row.person_id)?,
        })
    }

    /// The next block; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Block>, RecordsError> {
        let mut block = Block::default();
        while block.bills.len() < BLOCK_ROWS && block.persons.len() < BLOCK_ROWS {
            let ids = [self.persons.head()?, self.bills.head()?, self.settlements.head()?];
            let Some(person_id) = ids.into_iter().flatten().min() else { break };
            let persons = self.persons.take(person_id, &mut block.persons)?;
            let entry = Entry {
                person: (!persons.is_empty()).then_some(persons.start),
                enrolments: self.enrolments.take(person_id, &mut block.enrolments)?,
                certificates: self.certificates.take(person_id, &mut block.certificates)?,
                bills: self.bills.take(person_id, &mut block.bills)?,
                settlements: self.settlements.take(person_id, &mut block.settlements)?,
            };
            block.entries.push(entry);
        }
        Ok(Some(block).filter(|block| !block.entries.is_empty()))
    }
}

impl<R: Row> Streams<R> {
    fn open(paths: Vec<PathBuf>, id: fn(&R) -> i64) -> Result<Self, RecordsError> {
        let path = paths.first().cloned().unwrap_or_default();
        let files = paths.iter().map(|path| Rows::open(path)).collect::<Result<_, _>>()?;
        Ok(Self { files, id, last: i64::MIN, path })
    }

    /// The least person that any file has next.
    fn head(&mut self) -> Result<Option<i64>, RecordsError> {
        let mut least = None;
        for file in &mut self.files {
            if let Some(row) = file.peek()? {
                let id = (self.id)(row);
                least = Some(least.map_or(id, |known: i64| known.min(id)));
            }
        }
        Ok(least)
    }

    /// Takes the rows of a person, and passes over rows of persons before it that no other table
    /// knows.
    fn take(
        &mut self,
        person_id: i64,
        into: &mut Vec<R>,
    ) -> Result<std::ops::Range<usize>, RecordsError> {
        let start = into.len();
        for file in &mut self.files {
            let mut before = self.last;
            while let Some(row) = file.peek()? {
                let id = (self.id)(row);
                if id < before {
                    let reason = "没有按人员编号排序";
                    return Err(RecordsError::read(&self.path, &reason));
                }
                before = id;
                if person_id < id {
                    break;
                }
                let row = file.take()?;
                into.extend(row.filter(|_| id == person_id));
            }
        }
        self.last = person_id;
        Ok(start..into.len())
    }
}
