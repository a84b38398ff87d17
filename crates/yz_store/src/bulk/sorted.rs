//! Streams a sorted file: each thread takes the next row group, settles it and writes it.
//!
//! The first person of a group may have begun in the group before. The rows of that person are put
//! aside until the thread before hands over how far the person has come; everybody else in the
//! group is settled in the meantime.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use yz_settlement::Charge;

use super::bills::Bills;
use super::done::{Done, Of};
use super::queue::Queue;
use super::settler::{Key, Settler, Unsettled};
use super::{Job, SettledFile, Stopped};

/// Settles a file in the order in which it stands.
pub(super) fn settle(
    job: &Job<'_>,
    progress: &(dyn Fn(u64) + Sync),
) -> Result<SettledFile, Stopped> {
    let run = Run {
        job,
        queue: Queue::new(job.file.groups()),
        rows: AtomicU64::new(0),
        state: Mutex::new(State::default()),
        changed: Condvar::new(),
    };
    thread::scope(|scope| {
        for _ in 0..job.threads.clamp(1, job.file.groups().max(1)) {
            scope.spawn(|| run.work(progress));
        }
    });
    let state = run.state.into_inner().unwrap_or_else(PoisonError::into_inner);
    match run.queue.first_failure() {
        Some(stopped) => Err(stopped),
        None => Ok(SettledFile { sorted: true, ..state.settled }),
    }
}

struct Run<'r> {
    job: &'r Job<'r>,
    /// The row groups.
    queue: Queue<Stopped>,
    rows: AtomicU64,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// How far the last person of a group has come; nothing where the group could not be settled.
    handed: BTreeMap<usize, Option<Settler>>,
    settled: SettledFile,
}

/// A row of the first person of a group.
struct Aside {
    key: Key,
    charge: Charge,
    of: Of,
}

/// A group that another thread may wait for, even if settling it panics.
struct WaitedFor<'r> {
    run: &'r Run<'r>,
    group: usize,
}

impl Drop for WaitedFor<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.run.hand_over(self.group, None);
            self.run.job.writer.give_up();
        }
    }
}

impl Run<'_> {
    fn work(&self, progress: &(dyn Fn(u64) + Sync)) {
        while let Some(group) = self.queue.take() {
            let _waited_for = WaitedFor { run: self, group };
            match self.group(group) {
                Ok(settled) => {
                    self.state().settled.add(&settled);
                    let rows = self.rows.fetch_add(settled.bills, Ordering::Relaxed);
                    progress(rows.saturating_add(settled.bills));
                }
                Err(stopped) => {
                    // A group that waited for one that failed has no reason of its own.
                    if let Some(stopped) = stopped {
                        self.queue.fail(group, stopped);
                    }
                    self.hand_over(group, None);
                    self.job.writer.give_up();
                }
            }
        }
    }

    /// Settles a group, hands its last person over, and writes it, in pieces where it is large.
    fn group(&self, group: usize) -> Result<SettledFile, Option<Stopped>> {
        let job = self.job;
        let mut pieces = Pieces::new(job, group);
        let mut aside = Vec::new();
        let mut settler = (group == 0).then(|| Settler::new(job.plan));
        let mut persons = 0;
        job.file
            .read(job.plan, job.columns, group, |bills| {
                let done = match &settler {
                    Some(_) => pieces.room()?,
                    None => &mut pieces.current,
                };
                let from = match settler {
                    Some(_) => 0,
                    None => put_aside(bills, &mut aside, done),
                };
                if from < bills.len() {
                    let settler = settler.get_or_insert_with(|| self.behind(&aside));
                    settler
                        .rows(job.plan, bills, from, done)
                        .map_err(|(row, cause)| job.stopped(cause, bills.of(row).bill))?;
                }
                Ok(())
            })
            .map_err(Some)?;
        if let Some(settler) = &settler {
            persons = settler.persons;
            self.hand_over(group, Some(settler.handed_over()));
        }
        if let Some(before) = group.checked_sub(1) {
            let mut first = self.handed_by(before).ok_or(None)?;
            self.fill(&aside, &mut first, pieces.first_mut()).map_err(Some)?;
            persons = first.persons.saturating_add(persons);
            if settler.is_none() {
                self.hand_over(group, Some(first.handed_over()));
            }
        }
        let settled = pieces.write().map_err(Some)?;
        Ok(SettledFile { persons, ..settled })
    }

    fn behind(&self, aside: &[Aside]) -> Settler {
        let person = aside.first().map_or(i64::MIN, |row| row.key.0);
        Settler::behind(self.job.plan, person)
    }

    /// Settles the rows that were put aside, which are the first of the group.
    fn fill(&self, aside: &[Aside], settler: &mut Settler, done: &mut Done) -> Result<(), Stopped> {
        for (place, row) in aside.iter().enumerate() {
            let settlement = settler.next(self.job.plan, row.key, &row.charge);
            let settlement = settlement.map_err(|cause| self.job.stopped(cause, row.of.bill))?;
            done.fill(place, row.of, &settlement);
        }
        Ok(())
    }

    fn hand_over(&self, group: usize, settler: Option<Settler>) {
        self.state().handed.insert(group, settler);
        self.changed.notify_all();
    }

    /// Waits for the thread that settles a group to hand its last person over.
    fn handed_by(&self, group: usize) -> Option<Settler> {
        let waits = |state: &mut State| !state.handed.contains_key(&group);
        let state = self.changed.wait_while(self.state(), waits);
        state.unwrap_or_else(PoisonError::into_inner).handed.remove(&group).flatten()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The settlements of a group, in pieces that are written when they are full. The first has the
/// rows that were put aside, and is kept until they are settled.
struct Pieces<'p> {
    job: &'p Job<'p>,
    group: usize,
    first: Option<Done>,
    current: Done,
    /// How many pieces are full.
    full: usize,
    settled: SettledFile,
}

impl<'p> Pieces<'p> {
    fn new(job: &'p Job<'p>, group: usize) -> Self {
        let current = job.shape.room(job.file.rows_of(group));
        Self { job, group, first: None, current, full: 0, settled: SettledFile::default() }
    }

    /// A piece with room for a batch.
    fn room(&mut self) -> Result<&mut Done, Stopped> {
        if self.job.limits.piece <= self.current.len() {
            let next = self.job.shape.room(self.job.limits.piece);
            let done = std::mem::replace(&mut self.current, next);
            if self.full == 0 && self.group != 0 {
                self.first = Some(done);
            } else {
                self.settled.add(&done.settled);
                self.job.writer.write((self.group, self.full), done, false)?;
            }
            self.full = self.full.saturating_add(1);
        }
        Ok(&mut self.current)
    }

    /// The piece with the rows that were put aside.
    fn first_mut(&mut self) -> &mut Done {
        self.first.as_mut().unwrap_or(&mut self.current)
    }

    /// Writes what is left.
    fn write(mut self) -> Result<SettledFile, Stopped> {
        if let Some(first) = self.first.take() {
            self.settled.add(&first.settled);
            self.job.writer.write((self.group, 0), first, false)?;
        }
        self.settled.add(&self.current.settled);
        self.job.writer.write((self.group, self.full), self.current, true)?;
        Ok(self.settled)
    }
}

/// Puts the rows of the group's first person aside; says where the second begins.
fn put_aside(bills: &Bills, aside: &mut Vec<Aside>, done: &mut Done) -> usize {
    let mut row = 0;
    while row < bills.len() {
        let key = bills.key(row);
        if aside.first().is_some_and(|first: &Aside| first.key.0 != key.0) {
            break;
        }
        let of = bills.of(row);
        aside.push(Aside { key, charge: bills.charge(row), of });
        done.keep(of);
        row = row.saturating_add(1);
    }
    row
}

impl Job<'_> {
    /// A bill that does not follow the one before may only stand in another order; which it is,
    /// sorting will show.
    fn stopped(&self, cause: Unsettled, bill: i64) -> Stopped {
        match cause {
            Unsettled::OutOfOrder => Stopped::Unsorted,
            Unsettled::TooMuch => Stopped::Failed(self.file.refused(&cause.words(bill))),
        }
    }
}
