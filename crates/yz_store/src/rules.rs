//! What can be wrong with files and books, and what each rule says about itself.

use yz_diagnostics::{Rule, declare_rule};

/// Every rule of this crate, by code.
pub static ALL: &[&Rule] = &[
    &FILE_NOT_UTF8,
    &BOOK_NOT_FOUND,
    &BOOK_BROKEN,
    &ACCEPTED_WITHOUT_REASON,
    &MEASURE_BROKEN,
    &COUNTS_OUT_OF_DATE,
];

declare_rule! {
    /// ## What it does
    /// Finds files that are not UTF-8; most often they were saved as GBK by an older editor.
    ///
    /// ## Why is this bad
    /// The Chinese in them would turn into other characters.
    ///
    /// ## Example
    /// `facts.toml` saved with the encoding ANSI (GBK).
    ///
    /// ## Use instead
    /// Save it as UTF-8: in WPS and the Windows editor choose 另存为, 编码 UTF-8.
    pub static FILE_NOT_UTF8 = {
        name: "file-not-utf8",
        code: "BOOK001",
        title: "文件编码不是 UTF-8",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds books that cannot be opened: no such folder, no `book.toml`, a file that cannot be
    /// read.
    ///
    /// ## Why is this bad
    /// There is nothing to work on.
    ///
    /// ## Example
    /// `yizhang score books/panzhihua`
    ///
    /// ## Use instead
    /// `yizhang score books/panzhihua-2023`; a new book starts with `yizhang new DIR`.
    pub static BOOK_NOT_FOUND = {
        name: "book-not-found",
        code: "BOOK002",
        title: "打不开账",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds values in `book.toml` that cannot be used: a period that is none, a region code that
    /// is not six digits, a name that is no file name, a report named twice, a dimension that does
    /// not exist.
    ///
    /// ## Why is this bad
    /// Every fact of the book would be about the wrong time or place.
    ///
    /// ## Example
    /// `period = "2023年"`
    ///
    /// ## Use instead
    /// `period = "2023"`, or `period = "2022-09-01/2023-08-31"` for a benefit year.
    pub static BOOK_BROKEN = {
        name: "book-broken",
        code: "BOOK003",
        title: "账的说明不成立",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds acceptances without a reason.
    ///
    /// ## Why is this bad
    /// Every output shows the reason; an acceptance without one only hides an error.
    ///
    /// ## Example
    /// `[[accepted]] finding = "declared-differs-from-derived" subject = "score" reason = ""`
    ///
    /// ## Use instead
    /// Say in `reason` why the difference is left, and who decided.
    pub static ACCEPTED_WITHOUT_REASON = {
        name: "accepted-without-reason",
        code: "BOOK004",
        title: "接受差异没有写理由",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds measures that do not run, or whose result does not fit their concept: an unknown table
    /// or column, a dimension that the concept lacks, a member that nobody listed, a value that is
    /// no whole number, two rows for one fact.
    ///
    /// ## Why is this bad
    /// Nobody could say what such a figure counts.
    ///
    /// ## Example
    /// `SELECT avg(total_fen) AS value_fen, count(*) AS counted_rows FROM bills`
    ///
    /// ## Use instead
    /// `SELECT sum(total_fen) AS value_fen, count(*) AS counted_rows FROM bills`, and a concept
    /// with `ratio` for the average.
    pub static MEASURE_BROKEN = {
        name: "measure-broken",
        code: "COUNT001",
        title: "计数口径算不出",
        level: Error,
        status: Preview("0.3.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds counts whose records, measures or period are no longer those that were counted. Where
    /// the book has no `records/` at all, it only says that nobody could compare.
    ///
    /// ## Why is this bad
    /// A figure that claims to be counted would not be what counting gives.
    ///
    /// ## Example
    /// A bill is corrected and settled again after `yizhang count`.
    ///
    /// ## Use instead
    /// `yizhang count BOOK`
    pub static COUNTS_OUT_OF_DATE = {
        name: "counts-out-of-date",
        code: "COUNT002",
        title: "计数已经过时",
        level: Error,
        status: Preview("0.3.0"),
    }
}
