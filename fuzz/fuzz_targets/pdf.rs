#![no_main]
//! Bytes as a pdf, and as the content of a page.

use libfuzzer_sys::fuzz_target;
use yizhang_fuzz::read_and_check;

fuzz_target!(|bytes: &[u8]| {
    let mut whole = b"%PDF-1.7\n".to_vec();
    whole.extend(bytes);
    read_and_check(&whole, "fuzz.pdf");
    let mut page = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages\
        /Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]\
        /Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n5 0 obj<</Type/Font/Subtype/Type1\
        /BaseFont/Helvetica>>endobj\n4 0 obj<</Length "
        .to_vec();
    page.extend(format!("{}>>stream\n", bytes.len()).bytes());
    page.extend(bytes);
    page.extend(b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n");
    read_and_check(&page, "fuzz.pdf");
});
