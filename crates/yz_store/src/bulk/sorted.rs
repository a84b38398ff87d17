//! Streams a sorted file: each thread takes the next row group, settles it and writes it.
//!
//! The first person of a group may have begun in the group before. The rows of that person are put
//! aside until the thread before hands over how far the person has come; everybody else in the
//! group is settled in the meantime.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use yz_settlement::{Charge, Plan};

use super::bills::Bills;
use super::done::{Done, Of};
use super::settler::{Key, Settler};
use super::{Job, SettledFile, Stopped};

/// Settles a file in the order in which it stands.
pub(super) fn settle(
    job: &Job<'_>,
    progress: &(impl Fn(u64) + Sync),
) -> Result<SettledFile, Stopped> {
    let run = Run {
        job,
        next: AtomicUsize::new(0),
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
    match state.stopped.into_values().next() {
        Some(stopped) => Err(stopped),
        None => Ok(SettledFile { sorted: true, ..state.settled }),
    }
}

struct Run<'r> {
    job: &'r Job<'r>,
    /// The group that nobody has taken yet.
    next: AtomicUsize,
    rows: AtomicU64,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// How far the last person of a group has come; nothing where the group could not be settled.
    handed: BTreeMap<usize, Option<Settler>>,
    /// Why groups could not be settled. The first group's reason counts, whoever came first.
    stopped: BTreeMap<usize, Stopped>,
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
            self.run.state().handed.insert(self.group, None);
            self.run.changed.notify_all();
        }
    }
}

impl Run<'_> {
    fn work(&self, progress: &(impl Fn(u64) + Sync)) {
        loop {
            let group = self.next.fetch_add(1, Ordering::Relaxed);
            if self.job.file.groups() <= group || !self.state().stopped.is_empty() {
                return;
            }
            match self.group(group) {
                Ok(settled) => {
                    self.state().settled.add(&settled);
                    let rows = self.rows.fetch_add(settled.bills, Ordering::Relaxed);
                    progress(rows.saturating_add(settled.bills));
                }
                Err(stopped) => {
                    let mut state = self.state();
                    // A group that waited for one that failed has no reason of its own.
                    state.stopped.extend(stopped.map(|stopped| (group, stopped)));
                    state.handed.insert(group, None);
                    self.changed.notify_all();
                }
            }
        }
    }

    /// Settles a group, hands its last person over, and writes it.
    fn group(&self, group: usize) -> Result<SettledFile, Option<Stopped>> {
        let job = self.job;
        let _waited_for = WaitedFor { run: self, group };
        let mut done = job.shape.room(job.file.rows_of(group));
        let mut aside = Vec::new();
        let mut settler = (group == 0).then(|| Settler::new(job.plan));
        job.file
            .read(job.plan, job.reading, group, |bills| {
                let from = match settler {
                    Some(_) => 0,
                    None => put_aside(bills, &mut aside, &mut done),
                };
                if from < bills.len() {
                    let settler = settler.get_or_insert_with(|| self.behind(&aside));
                    settler
                        .rows(job.plan, bills, from, &mut done)
                        .map_err(|_| Stopped::Unsorted)?;
                }
                Ok(())
            })
            .map_err(Some)?;
        if let Some(settler) = &mut settler {
            done.settled.persons = settler.persons;
            self.hand_over(group, *settler);
        }
        if let Some(before) = group.checked_sub(1) {
            let mut first = self.handed_by(before).ok_or(None)?;
            fill(job.plan, &aside, &mut first, &mut done).map_err(Some)?;
            if settler.is_none() {
                self.hand_over(group, first);
            }
        }
        let settled = done.settled;
        job.writer.write(group, done).map_err(|err| Some(err.into()))?;
        Ok(settled)
    }

    fn behind(&self, aside: &[Aside]) -> Settler {
        let person = aside.first().map_or(i64::MIN, |row| row.key.0);
        Settler::behind(self.job.plan, person)
    }

    fn hand_over(&self, group: usize, settler: Settler) {
        let mut state = self.state();
        state.handed.insert(group, Some(settler.handed_over()));
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

/// Settles the rows that were put aside.
fn fill(
    plan: &Plan,
    aside: &[Aside],
    settler: &mut Settler,
    done: &mut Done,
) -> Result<(), Stopped> {
    for (place, row) in aside.iter().enumerate() {
        let settlement = settler.next(plan, row.key, &row.charge).map_err(|_| Stopped::Unsorted)?;
        done.fill(place, row.of, &settlement);
    }
    done.settled.persons = done.settled.persons.saturating_add(settler.persons);
    settler.persons = 0;
    Ok(())
}
