//! The most that is read of a file of records. `docs/limits.md` lists the same numbers.

/// Bytes of an xlsx file.
pub(super) const PACKAGE_BYTES: u64 = 256 << 20;
/// Bytes of one part of an xlsx file after unpacking; a full sheet of bills has some 700 MiB.
pub(super) const PART_BYTES: u64 = 2 << 30;
/// How many times larger a part may be unpacked than packed, once it is larger than 1 MiB.
pub(super) const UNPACKED_RATIO: u64 = 200;
/// Bytes without the beginning of an element.
pub(super) const PIECE_BYTES: u64 = 4 << 20;
/// Different texts of a workbook.
pub(super) const STRINGS: usize = 10_000_000;
/// Bytes of the different texts of a workbook.
pub(super) const STRINGS_BYTES: usize = 512 << 20;
/// Styles of cells.
pub(super) const STYLES: usize = 100_000;
/// Columns of a sheet.
pub(super) const COLUMNS: usize = 1_024;
/// Refusals of a file that are listed; all are counted.
pub(super) const REFUSALS: usize = 1_000;
