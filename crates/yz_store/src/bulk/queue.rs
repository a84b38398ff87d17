//! Hands out pieces of work in order, and keeps the first that failed.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Pieces of work, by number. Whoever comes first, the failure that counts is the one of the least
/// number: pieces before one that failed are handed out before it, and are finished.
pub(super) struct Queue<E> {
    state: Mutex<State<E>>,
    count: usize,
}

struct State<E> {
    next: usize,
    failed: BTreeMap<usize, E>,
}

impl<E> Queue<E> {
    /// So many pieces.
    pub(super) const fn new(count: usize) -> Self {
        Self { state: Mutex::new(State { next: 0, failed: BTreeMap::new() }), count }
    }

    /// The next piece; nothing when all are handed out or one has failed.
    pub(super) fn take(&self) -> Option<usize> {
        let mut state = self.state();
        if self.count <= state.next || !state.failed.is_empty() {
            return None;
        }
        let piece = state.next;
        state.next = piece.saturating_add(1);
        Some(piece)
    }

    /// A piece has failed.
    pub(super) fn fail(&self, piece: usize, cause: E) {
        self.state().failed.insert(piece, cause);
    }

    /// The failure that counts.
    pub(super) fn first_failure(self) -> Option<E> {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        state.failed.into_values().next()
    }

    fn state(&self) -> MutexGuard<'_, State<E>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::Queue;

    #[test]
    fn after_a_failure_nothing_is_handed_out_and_the_least_counts() {
        let queue = Queue::new(5);
        assert_eq!((queue.take(), queue.take(), queue.take()), (Some(0), Some(1), Some(2)));
        queue.fail(2, "late");
        assert_eq!(queue.take(), None);
        queue.fail(1, "early");
        assert_eq!(queue.first_failure(), Some("early"));
    }

    #[test]
    fn all_are_handed_out_once() {
        let queue: Queue<()> = Queue::new(2);
        assert_eq!([queue.take(), queue.take(), queue.take()], [Some(0), Some(1), None]);
        assert_eq!(queue.first_failure(), None);
    }
}
