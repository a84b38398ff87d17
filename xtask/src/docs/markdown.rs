//! Tables of Markdown, and what pages read from TOML.

use toml::{Table, Value};

use crate::tree::Tree;

/// A table; a column is as wide as its cells ask for.
pub(super) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return "None yet.\n".to_owned();
    }
    let rule = vec!["---"; head.len()];
    let mut text = format!("| {} |\n| {} |\n", head.join(" | "), rule.join(" | "));
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| escaped(cell)).collect();
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text
}

fn escaped(cell: &str) -> String {
    cell.replace('|', "\\|").replace('\n', " ")
}

/// The tables of the files below a folder, with their paths.
///
/// # Errors
///
/// When a file is no TOML.
pub(super) fn tables<'a>(tree: &'a Tree, folder: &str) -> Result<Vec<(&'a str, Table)>, String> {
    let parse = |(path, text): (&'a str, &str)| {
        let table = text.parse::<Table>();
        table.map(|table| (path, table)).map_err(|error| format!("{path}: {}", error.message()))
    };
    tree.under(folder, ".toml").map(parse).collect()
}

/// A value as text: strings bare, lists by commas, nothing when there is none.
pub(super) fn text(table: &Table, path: &str) -> String {
    let mut keys = path.split('.');
    let first = keys.next().and_then(|key| table.get(key));
    let value = keys.fold(first, |value, key| value?.get(key));
    value.map_or_else(String::new, shown)
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Table(table) => table
            .iter()
            .map(|(key, value)| format!("{key} = {}", shown(value)))
            .collect::<Vec<_>>()
            .join(", "),
        other => other.to_string(),
    }
}

/// The tables of a list.
pub(super) fn list<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a Table> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

/// Text as code, nothing for nothing.
pub(super) fn code(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("`{text}`") }
}

#[cfg(test)]
mod tests {
    use super::{table, text};

    #[test]
    fn cells_cannot_break_the_table() {
        let rows = [vec!["a|b".to_owned(), "c\nd".to_owned()]];
        assert_eq!(table(&["x", "y"], &rows), "| x | y |\n| --- | --- |\n| a\\|b | c d |\n");
        assert_eq!(table(&["x"], &[]), "None yet.\n");
    }

    #[test]
    fn values_are_shown_bare() {
        let toml = "title.zh = \"收入\"\nparts = [\"a\", \"-b\"]\nfrom = 2023-01-01\nok = true\n";
        let toml: toml::Table = toml.parse().unwrap();
        let shown = ["title.zh", "parts", "from", "ok", "title.en"].map(|key| text(&toml, key));
        assert_eq!(shown, ["收入", "a, -b", "2023-01-01", "true", ""]);
    }
}
