//! `docs/records.md`: every column of every table of records, with the names it is known by.

use yz_records::{CodeList, Column, Holds, TABLES, Table};

use super::markdown::{code, table};
use crate::tree::Tree;

const INTRODUCTION: &str = "\
# Records

The tables that `yizhang import` reads and `yizhang export` writes; how is told in
[formats.md](formats.md). A heading of a file is a column's name, its Chinese title, or one of the
other names, in capitals or not. Amounts below the column's own name are whole fen; below the
Chinese title, and below names marked 元, they are yuan with at most two decimals. A unit behind
the name, as in `医疗费总额（元）` or `医疗费总额（分）`, decides before either.
";

pub(super) fn page(_: &Tree) -> Result<String, String> {
    let mut page = INTRODUCTION.to_owned();
    let mut lists: Vec<&CodeList> = Vec::new();
    for one in TABLES {
        page.push_str(&section(one));
        for column in one.columns {
            if let Holds::Code(list) = column.holds
                && !lists.iter().any(|known| known.name == list.name)
            {
                lists.push(list);
            }
        }
    }
    page.push_str("\n## Codes\n\nA code is written as its number, its name or its title.\n\n");
    let row = |list: &&CodeList| {
        let codes = list.codes.iter();
        let codes: Vec<String> =
            codes.map(|(number, name, title)| format!("{number} `{name}` {title}")).collect();
        vec![code(list.name), codes.join("; ")]
    };
    let rows: Vec<Vec<String>> = lists.iter().map(row).collect();
    page.push_str(&table(&["list", "codes"], &rows));
    Ok(page)
}

fn section(one: &Table) -> String {
    let order: Vec<String> = one.order.iter().map(|name| code(name)).collect();
    let rows: Vec<Vec<String>> = one.columns.iter().map(row).collect();
    format!(
        "\n## `{}`: {} ({})\n\nIn the order of {}.\n\n{}",
        one.name,
        one.title_zh,
        one.title_en,
        order.join(", "),
        table(&["column", "中文", "other names", "holds", "must", "personal"], &rows),
    )
}

fn row(column: &Column) -> Vec<String> {
    let aliases = column.aliases.iter().map(|alias| {
        let unit = if alias.in_yuan { " 元" } else { "" };
        format!("{}{unit}", code(alias.name))
    });
    let holds = match column.holds {
        Holds::Integer => "whole number".to_owned(),
        Holds::Fen => "amount".to_owned(),
        Holds::FenOfEitherSign => "amount, of either sign".to_owned(),
        Holds::Day => "day".to_owned(),
        Holds::Code(list) => format!("code of {}", code(list.name)),
        Holds::Small => "0 to 127".to_owned(),
        Holds::Text => "words".to_owned(),
        Holds::Flag => "yes or no".to_owned(),
    };
    let mark = |set: bool| if set { "✓".to_owned() } else { String::new() };
    vec![
        code(column.name),
        column.title.to_owned(),
        aliases.collect::<Vec<_>>().join(", "),
        holds,
        mark(column.required),
        mark(column.personal),
    ]
}
