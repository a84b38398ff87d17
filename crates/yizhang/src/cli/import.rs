//! `yizhang import BOOK FILE…`: people's files into the records of a book.

use serde::Serialize;
use yz_diagnostics::{Words, words};
use yz_records::RowRefusal;
use yz_store::records::{Imported, ImportedFile};

use super::arguments::{ImportOptions, Shape};
use super::output::Output;
use super::{CLEAN, ERROR, FINDINGS};
use crate::operations::records::{RecordsRefused, Wanted, import_files};

#[derive(Serialize)]
struct ImportJson<'a> {
    written: bool,
    files: Vec<FileJson<'a>>,
    unchecked: Vec<&'a str>,
    records: Vec<String>,
}

#[derive(Serialize)]
struct FileJson<'a> {
    file: String,
    table: &'a str,
    read: usize,
    accepted: usize,
    repeated: usize,
    refused: usize,
    unknown_headings: &'a [String],
    refusals: Vec<RefusalJson<'a>>,
}

#[derive(Serialize)]
struct RefusalJson<'a> {
    row: usize,
    column: &'a str,
    value: &'a str,
    reason: &'a str,
    message: String,
}

pub(crate) fn run(output: &Output, options: &ImportOptions) -> u8 {
    let wanted = Wanted {
        book: &options.book,
        files: &options.files,
        table: options.table.as_deref(),
        partial: options.partial,
    };
    let imported = match import_files(&wanted) {
        Ok(imported) => imported,
        Err(refused) => return refuse(output, &refused),
    };
    match options.format {
        Shape::Text => text(output, &imported),
        Shape::Json => json(output, &imported),
    }
    if imported.refused() == 0 { CLEAN } else { FINDINGS }
}

/// Says why there is no answer.
pub(super) fn refuse(output: &Output, refused: &RecordsRefused) -> u8 {
    match refused {
        RecordsRefused::Book(findings, sources) => output.refuse(findings, sources),
        RecordsRefused::Words(words) => output.complain(words),
    }
    ERROR
}

fn text(output: &Output, imported: &Imported) {
    let say = |words: &Words| output.line(words.get(output.language));
    for file in &imported.files {
        say(&summary(file));
        if !file.unknown_headings.is_empty() {
            let zh = file.unknown_headings.join("、");
            let en = file.unknown_headings.join(", ");
            say(&words!("  没有用到的列：{zh}", "  columns not used: {en}"));
        }
        for refusal in &file.refusals {
            let words = refusal.words();
            output.line(&format!("  {}", words.get(output.language)));
        }
        let listed = file.refusals.len();
        // A row may be refused for several reasons; rows beyond the list are only counted.
        let rows: std::collections::BTreeSet<usize> =
            file.refusals.iter().map(|refusal| refusal.row).collect();
        let more = file.refused.saturating_sub(rows.len());
        if 0 < more {
            say(&words!(
                "  只列出前{listed}处，另有{more}行被拒收",
                "  the first {listed} are listed; {more} more rows are refused"
            ));
        }
    }
    for table in &imported.unchecked {
        let (title, name) = (table.title_zh, table.name);
        say(&words!(
            "注意：账里没有{title}（{name}），没有核对编号是否存在",
            "note: there are no {name} on record, so that nobody looked whether numbers exist"
        ));
    }
    for path in &imported.written {
        output.line(&format!("{}", path.display()));
    }
    if !imported.is_written {
        say(&words!(
            "一行也没有写入\n  怎么办：改正拒收的行再导入；或加 --partial，只导入其余的行",
            "nothing was written\n  \
             help: mend the refused rows and import again; --partial imports the other rows"
        ));
    }
}

fn summary(file: &ImportedFile) -> Words {
    let (path, title, name) = (file.path.display(), file.table.title_zh, file.table.name);
    let ImportedFile { read, accepted, repeated, refused, .. } = file;
    words!(
        "{path}：{title}（{name}）{read}行，\
         新增{accepted}行，账里已有{repeated}行，拒收{refused}行",
        "{path}: {read} rows of {name}, {accepted} new, {repeated} on record, {refused} refused"
    )
}

fn json(output: &Output, imported: &Imported) {
    let refusal = |one: &'_ RowRefusal| one.words().get(output.language).to_owned();
    let files = imported.files.iter().map(|file| FileJson {
        file: file.path.display().to_string(),
        table: file.table.name,
        read: file.read,
        accepted: file.accepted,
        repeated: file.repeated,
        refused: file.refused,
        unknown_headings: &file.unknown_headings,
        refusals: file
            .refusals
            .iter()
            .map(|one| RefusalJson {
                row: one.row,
                column: one.column.name,
                value: &one.shown,
                reason: one.reason.name(),
                message: refusal(one),
            })
            .collect(),
    });
    output.json(&ImportJson {
        written: imported.is_written,
        files: files.collect(),
        unchecked: imported.unchecked.iter().map(|table| table.name).collect(),
        records: imported.written.iter().map(|path| path.display().to_string()).collect(),
    });
}
