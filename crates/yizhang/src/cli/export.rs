//! `yizhang export BOOK TABLE --out FILE`: records as csv or xlsx.

use yz_diagnostics::words;
use yz_store::records::{self, Profile};

use super::CLEAN;
use super::arguments::{ExportOptions, ExportProfile};
use super::import::refuse;
use super::output::Output;
use crate::operations::records::export_table;

pub(crate) fn run(output: &Output, options: &ExportOptions) -> u8 {
    let profile = match options.profile {
        ExportProfile::Own => Profile::Own,
        ExportProfile::Platform => Profile::Platform,
    };
    let wanted = records::ExportOptions { profile, personal: options.personal };
    let answer = export_table(&options.book, &options.table, &options.out, wanted);
    let (table, exported) = match answer {
        Ok(answer) => answer,
        Err(refused) => return refuse(output, &refused),
    };
    let (out, title, name, rows) =
        (options.out.display(), table.title_zh, table.name, exported.rows);
    let told = words!("{out}：{title}（{name}）{rows}行", "{out}: {rows} rows of {name}");
    output.line(told.get(output.language));
    if !exported.left_out.is_empty() {
        let names: Vec<&str> = exported.left_out.iter().map(|column| column.title).collect();
        let zh = names.join("、");
        let names: Vec<&str> = exported.left_out.iter().map(|column| column.name).collect();
        let en = names.join(", ");
        let told = words!(
            "  没有写出个人信息：{zh}（要写出，加 --personal）",
            "  left out as personal: {en} (--personal writes them)"
        );
        output.line(told.get(output.language));
    }
    CLEAN
}
