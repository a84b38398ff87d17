//! The colours of charts, the same in every format.

/// Eight colours that stay apart in print and for colour-blind readers.
pub(crate) const PALETTE: [&str; 8] =
    ["2F6F8F", "D98E32", "6A9F58", "B5523B", "7A6C9D", "C9B037", "4F8A8B", "8C6D5A"];
