//! `docs/concepts.md`: every concept with its formula.

use toml::Table;

use super::markdown::{code, list, table, tables, text};
use crate::tree::Tree;

/// The formulas that a concept may have.
const FORMULAS: [&str; 6] = ["sum", "product", "ratio", "growth", "change", "sum_over"];

pub(super) fn page(tree: &Tree) -> Result<String, String> {
    let mut rows = Vec::new();
    for (_, concept) in tables(tree, "concepts/")? {
        let mut formulas = formulas(&concept);
        formulas.extend(list(&concept, "also").flat_map(self::formulas));
        let measure = format!("measures/{}.sql", text(&concept, "name"));
        if tree.text(&measure).is_some() {
            formulas.insert(0, format!("counted by `{measure}`"));
        }
        rows.push(vec![
            code(&text(&concept, "name")),
            text(&concept, "title.zh"),
            text(&concept, "title.en"),
            text(&concept, "unit"),
            text(&concept, "kind"),
            text(&concept, "dimensions"),
            formulas.join("; "),
        ]);
    }
    let head = ["concept", "中文", "English", "unit", "kind", "dimensions", "formula"];
    Ok(format!(
        "# Concepts\n\nWhat a figure can mean: {} concepts. How formulas are read is in \
         [formats.md](formats.md).\n\n{}",
        rows.len(),
        table(&head, &rows)
    ))
}

/// The formulas of a concept, as a reader would write them.
fn formulas(concept: &Table) -> Vec<String> {
    let mut found = Vec::new();
    for kind in FORMULAS.iter().filter(|kind| concept.contains_key(**kind)) {
        let inputs = text(concept, kind);
        let parts: Vec<&str> = split_references(&inputs);
        found.push(match *kind {
            "sum" => format!("`{}`", parts.join(" + ").replace("+ -", "− ")),
            "product" => format!("`{}`", parts.join(" × ")),
            "ratio" => format!("`{}`", parts.join(" ÷ ")),
            kind => format!("{} of `{inputs}`", kind.replace("sum_over", "sum over the members")),
        });
    }
    let parameter = text(concept, "parameter");
    if !parameter.is_empty() {
        found.push(format!("parameter `{parameter}`"));
    }
    found
}

/// References between commas, of which those within brackets separate nothing.
fn split_references(inputs: &str) -> Vec<&str> {
    let mut depth = 0_u32;
    let mut parts = inputs.split(|c: char| {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    });
    parts.by_ref().map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::tree::Tree;

    #[test]
    fn formulas_read_as_they_are_written_by_hand() {
        let balance = "name = \"balance\"\nunit = \"yuan\"\n\
                       sum = [\"income\", \"-expenditure[a=1, b=2]\"]\n\
                       [[also]]\nsum_over = \"function\"\n";
        let due = "name = \"due\"\nproduct = [\"persons\", \"rate\"]\nparameter = \"subsidy\"\n";
        let tree = Tree::of(&[
            ("concepts/balance.toml", balance),
            ("concepts/due.toml", due),
            ("measures/due.sql", "-- 应拨。\n"),
        ]);
        let page = page(&tree).unwrap();
        assert!(
            page.contains("`income − expenditure[a=1, b=2]`; sum over the members of `function`"),
            "{page}"
        );
        let counted = "counted by `measures/due.sql`; `persons × rate`; parameter `subsidy`";
        assert!(page.contains(counted), "{page}");
        assert!(page.contains("2 concepts"));
    }

    #[test]
    fn a_broken_file_is_named() {
        let error = page(&Tree::of(&[("concepts/a.toml", "name = ")])).unwrap_err();
        assert!(error.starts_with("concepts/a.toml: "));
    }
}
