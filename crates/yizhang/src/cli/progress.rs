//! What is being done, on standard error, when it takes more than a moment.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use yz_diagnostics::Words;

use super::ERROR;
use super::output::Output;

/// A line that shows on a terminal while something takes its time, and goes when it is done.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    /// Says what is being done now.
    pub(crate) fn tell(&self, what: &str) {
        self.0.set_message(what.to_owned());
    }
}

/// Counts bills while something takes its time; says what went wrong, with the exit code to leave
/// with.
pub(crate) fn counting<T>(
    output: &Output,
    work: impl FnOnce(&(dyn Fn(u64) + Sync)) -> Result<T, Words>,
) -> Result<T, u8> {
    let progress = Progress::new();
    let done = work(&|bills: u64| progress.tell(&bills.to_string()));
    // The line goes before anything is said.
    drop(progress);
    done.map_err(|reason| {
        output.complain(&reason);
        ERROR
    })
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
