//! One thread walks, the others work, and results are taken in the order of the walk.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::block::Block;
use super::walk::Walk;
use crate::records::RecordsError;

/// Blocks that may wait for a worker.
const WAITING: usize = 4;

/// Works on every block of a walk, and takes the results in order.
pub(super) fn work<T: Send>(
    mut walk: Walk,
    threads: usize,
    job: impl Fn(&Block) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), RecordsError>,
) -> Result<(), RecordsError> {
    let (send, blocks) = sync_channel::<(usize, Block)>(WAITING);
    let (give, results) = sync_channel::<(usize, T)>(WAITING);
    let blocks = Mutex::new(blocks);
    thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            let (blocks, give, job) = (&blocks, give.clone(), &job);
            scope.spawn(move || worker(blocks, &give, job));
        }
        drop(give);
        let walker = scope.spawn(move || -> Result<(), RecordsError> {
            let mut number = 0_usize;
            while let Some(block) = walk.next()? {
                // Nobody listens any more when a result could not be taken.
                if send.send((number, block)).is_err() {
                    return Ok(());
                }
                number = number.saturating_add(1);
            }
            Ok(())
        });
        let taken = in_order(results, &mut take);
        let walked = walker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        walked.and(taken)
    })
}

fn worker<T>(
    blocks: &Mutex<Receiver<(usize, Block)>>,
    give: &SyncSender<(usize, T)>,
    job: &(impl Fn(&Block) -> T + Sync),
) {
    loop {
        let next = blocks.lock().unwrap_or_else(std::sync::PoisonError::into_inner).recv();
        let Ok((number, block)) = next else { return };
        if give.send((number, job(&block))).is_err() {
            return;
        }
    }
}

fn in_order<T>(
    results: Receiver<(usize, T)>,
    take: &mut impl FnMut(T) -> Result<(), RecordsError>,
) -> Result<(), RecordsError> {
    let mut early = BTreeMap::new();
    let mut next = 0_usize;
    for (number, result) in results {
        early.insert(number, result);
        while let Some(result) = early.remove(&next) {
            take(result)?;
            next = next.saturating_add(1);
        }
    }
    Ok(())
}
