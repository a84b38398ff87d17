#![no_main]
//! Bytes as a web page.

use libfuzzer_sys::fuzz_target;
use yizhang_fuzz::read_and_check;

fuzz_target!(|bytes: &[u8]| {
    let mut page = b"<html>".to_vec();
    page.extend(bytes);
    read_and_check(&page, "fuzz.html");
});
