//! Reads a pdf: characters to lines, lines to paragraphs and tables.
//!
//! A pdf says where each character is drawn and nothing else. `guard.rs` looks at the bytes,
//! `glyphs.rs` has the pages drawn, `lines.rs` joins characters, `furniture.rs` takes away what
//! repeats on every page, `ruled.rs` and `spaced.rs` find tables, `flow.rs` puts it in order.

mod flow;
mod furniture;
mod glyphs;
mod guard;
mod lines;
mod radicals;
mod ruled;
mod spaced;

use std::panic::AssertUnwindSafe;
use std::sync::{Once, mpsc};
use std::time::Duration;

use yz_diagnostics::words;
use yz_report::Transcript;

use super::error::ReadError;
use super::limits;
use glyphs::{Page, Stop};

/// The thread in which other people's code interprets the file.
const THREAD: &str = "yizhang-pdf";
/// Its stack; what is not used costs nothing.
const STACK: usize = 128 << 20;

/// Reads a pdf.
///
/// # Errors
///
/// Damaged, asking for a password, without text, or beyond a limit.
pub(super) fn read(bytes: &[u8]) -> Result<Transcript, ReadError> {
    guard::check(bytes)?;
    let pages = drawn(bytes.to_vec())?;
    if pages.iter().all(|page| page.text.trim().is_empty()) {
        return Err(ReadError::scanned(pages.len()));
    }
    flow::transcript(&pages)
}

/// Draws the pages in a thread of its own, so that neither a panic nor a loop is ours.
fn drawn(bytes: Vec<u8>) -> Result<Vec<Page>, ReadError> {
    be_quiet();
    let (sender, receiver) = mpsc::channel();
    let work = move || {
        let drawn = std::panic::catch_unwind(AssertUnwindSafe(|| glyphs::pages(bytes)));
        let drawn = drawn.unwrap_or_else(|payload| Err(stopped(payload.downcast_ref())));
        // Nobody listens any more when the time is over.
        sender.send(drawn).ok();
    };
    let thread = std::thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK);
    thread.spawn(work).map_err(|error| ReadError::damaged("pdf", &error.to_string()))?;
    let patience = patience().saturating_add(Duration::from_millis(300));
    receiver.recv_timeout(patience).unwrap_or_else(|_| Err(stopped(Some(&Stop::Time))))
}

/// How long drawing may take.
fn patience() -> Duration {
    let slow = if cfg!(debug_assertions) { 10 } else { 1 };
    Duration::from_millis(limits::PDF_MILLISECONDS.saturating_mul(slow))
}

fn stopped(stop: Option<&Stop>) -> ReadError {
    match stop {
        Some(Stop::Glyphs) => ReadError::too_large(&words!("字符数", "characters"), limits::GLYPHS),
        Some(Stop::Time) => {
            let most = usize::try_from(limits::PDF_MILLISECONDS).unwrap_or(usize::MAX);
            ReadError::too_large(&words!("读取pdf的毫秒数", "milliseconds to read a pdf"), most)
        }
        None => ReadError::damaged("pdf", "interpreter"),
    }
}

/// Panics of that thread are errors of ours and are told as such, not printed.
fn be_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let told = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().name() != Some(THREAD) {
                told(panic);
            }
        }));
    });
}
