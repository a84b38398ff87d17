//! The most that is read of a file. `docs/limits.md` lists the same numbers; a test compares them.

/// Bytes of a docx, xlsx or pdf file.
pub const PACKAGE_BYTES: usize = 64 << 20;
/// Bytes of a text or html file.
pub const TEXT_BYTES: usize = 32 << 20;
/// Bytes of one part of a docx or xlsx after unpacking, counted while it is unpacked.
pub const PART_BYTES: usize = 64 << 20;
/// Bytes of all parts of one file that are read, after unpacking.
pub const UNPACKED_BYTES: usize = 128 << 20;
/// How many times larger a part may be unpacked than packed, once it is larger than 1 MiB.
pub const UNPACKED_RATIO: usize = 200;
/// Parts in a docx or xlsx.
pub const PARTS: usize = 5_000;
/// Elements within elements, in XML.
pub const XML_DEPTH: usize = 256;
/// Tables within tables.
pub const TABLE_DEPTH: usize = 32;
/// Passages of a transcript: lines, paragraphs, cells.
pub const PASSAGES: usize = 500_000;
/// Columns that one cell may cover, and that a table may have.
pub const COLUMNS: usize = 16_384;
/// Rows of a table or a sheet.
pub const ROWS: usize = 1_048_576;
/// Charts in a document.
pub const CHARTS: usize = 1_000;
/// Pages of a pdf.
pub const PAGES: usize = 2_000;
/// Characters drawn in a pdf.
pub const GLYPHS: usize = 600_000;
/// Lines and curves in one stream of a pdf.
pub const DRAWN: usize = 1_500_000;
/// Bytes of one stream of a pdf after unpacking; pictures may have twice as many.
pub const STREAM_BYTES: usize = 64 << 20;
/// Bytes of all streams of a pdf after unpacking.
pub const STREAMS_BYTES: usize = 1 << 30;
/// Arrays and dictionaries within each other, in a pdf.
pub const PDF_DEPTH: usize = 2_000;
/// Milliseconds after which drawing a pdf is given up; a report of 25 pages takes 30. Builds for
/// tests, which are slower, wait ten times as long.
pub const PDF_MILLISECONDS: u64 = 1_500;

/// Every limit with the name under which `docs/limits.md` lists it.
pub const ALL: [(&str, u64); 20] = [
    ("PACKAGE_BYTES", PACKAGE_BYTES as u64),
    ("TEXT_BYTES", TEXT_BYTES as u64),
    ("PART_BYTES", PART_BYTES as u64),
    ("UNPACKED_BYTES", UNPACKED_BYTES as u64),
    ("UNPACKED_RATIO", UNPACKED_RATIO as u64),
    ("PARTS", PARTS as u64),
    ("XML_DEPTH", XML_DEPTH as u64),
    ("TABLE_DEPTH", TABLE_DEPTH as u64),
    ("PASSAGES", PASSAGES as u64),
    ("COLUMNS", COLUMNS as u64),
    ("ROWS", ROWS as u64),
    ("CHARTS", CHARTS as u64),
    ("PAGES", PAGES as u64),
    ("GLYPHS", GLYPHS as u64),
    ("DRAWN", DRAWN as u64),
    ("STREAM_BYTES", STREAM_BYTES as u64),
    ("STREAMS_BYTES", STREAMS_BYTES as u64),
    ("PDF_DEPTH", PDF_DEPTH as u64),
    ("PDF_MILLISECONDS", PDF_MILLISECONDS),
    ("COMMENTS", COMMENTS as u64),
];

/// Comments that are written into a docx.
pub const COMMENTS: usize = 10_000;
