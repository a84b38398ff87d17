#![no_main]
//! Bytes as text and as Markdown, whatever their encoding, and as characters.

use libfuzzer_sys::fuzz_target;
use yizhang_fuzz::{checked, read_and_check};
use yz_report::Transcript;

fuzz_target!(|bytes: &[u8]| {
    read_and_check(bytes, "fuzz.txt");
    read_and_check(bytes, "fuzz.md");
    if let Ok(text) = std::str::from_utf8(bytes) {
        checked(&Transcript::from_text(text));
    }
});
