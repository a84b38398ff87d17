//! `docs/policy.md`: every value of every parameter, with its source.

use std::collections::BTreeMap;

use toml::Table;

use super::markdown::{code, list, table, tables, text};
use crate::tree::Tree;

pub(super) fn page(tree: &Tree) -> Result<String, String> {
    let mut page = String::from(
        "# Policy\n\nWhat the law says, from when to when, and where it says so. A value that is \
         not verified was copied from a secondary text and is marked wherever it is used.\n",
    );
    let nation = tables(tree, "policy/national/")?;
    let rows: Vec<Vec<String>> = nation.iter().map(|(_, parameter)| defined(parameter)).collect();
    let head = ["parameter", "中文", "English", "unit", "kind"];
    page.push_str(&format!("\n## Parameters\n\n{}", table(&head, &rows)));

    let mut places: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for (path, parameter) in nation.iter().chain(&tables(tree, "policy/regions/")?) {
        let folder = path.rsplit('/').nth(1).unwrap_or("").to_owned();
        let rows = list(parameter, "value").flat_map(|value| values(parameter, value));
        places.entry(folder).or_default().extend(rows);
    }
    let head = ["parameter", "where", "from", "until", "amount", "source", "place", "verified"];
    for (place, rows) in places.iter().filter(|(_, rows)| !rows.is_empty()) {
        page.push_str(&format!("\n## {place}\n\n{}", table(&head, rows)));
    }

    let mut rows = Vec::new();
    for (_, sources) in tables(tree, "policy/sources.toml")? {
        for (key, source) in sources.iter().filter_map(|(key, of)| Some((key, of.as_table()?))) {
            let of = |field: &str| text(source, field);
            rows.push(vec![code(key), of("title"), of("number"), of("issuer"), of("date")]);
        }
    }
    rows.sort();
    let head = ["source", "title", "number", "issuer", "date"];
    page.push_str(&format!("\n## Sources\n\n{}", table(&head, &rows)));
    Ok(page)
}

fn defined(parameter: &Table) -> Vec<String> {
    let of = |field: &str| text(parameter, field);
    vec![code(&of("name")), of("title.zh"), of("title.en"), of("unit"), of("kind")]
}

/// The rows of one value: one, or one a band.
fn values(parameter: &Table, value: &Table) -> Vec<Vec<String>> {
    let of = |field: &str| text(value, field);
    let verified = if of("verified") == "true" { "yes" } else { "**no**" };
    let row = |amount: String| {
        vec![
            code(&text(parameter, "name")),
            of("regions"),
            of("from"),
            of("until"),
            amount,
            code(&of("source")),
            of("place"),
            verified.to_owned(),
        ]
    };
    let bands: Vec<Vec<String>> = list(value, "band").map(|band| row(banded(band))).collect();
    if bands.is_empty() { vec![row(of("amount"))] } else { bands }
}

/// A band as a reader would write it.
fn banded(band: &Table) -> String {
    let end = |key: &str| Some(text(band, key)).filter(|end| !end.is_empty());
    let member = text(band, "member");
    match (end("from_value"), end("to_value")) {
        (Some(from), Some(to)) => format!("{from} ≤ x < {to}: {member}"),
        (Some(from), None) => format!("{from} ≤ x: {member}"),
        (None, Some(to)) => format!("x < {to}: {member}"),
        (None, None) => member,
    }
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::tree::Tree;

    #[test]
    fn values_are_listed_by_region_with_their_source() {
        let subsidy = "name = \"subsidy\"\nunit = \"yuan\"\n[[value]]\nfrom = 2023-01-01\n\
                       amount = \"640\"\nsource = \"notice-24\"\nverified = true\n";
        let grade = "name = \"grade\"\n[[value]]\nfrom = 2020-01-01\n\
                     [[value.band]]\nto_value = \"3\"\nmember = \"high\"\n\
                     [[value.band]]\nfrom_value = \"3\"\nmember = \"low\"\n";
        let tree = Tree::of(&[
            ("policy/sources.toml", "[notice-24]\ntitle = \"通知\"\n"),
            ("policy/national/subsidy.toml", subsidy),
            ("policy/regions/1-a/grade.toml", grade),
        ]);
        let page = page(&tree).unwrap();
        assert!(page.contains("| `subsidy` |  |  | yuan |  |"), "{page}");
        let row = "| `subsidy` |  | 2023-01-01 |  | 640 | `notice-24` |  | yes |";
        assert!(page.contains(row), "{page}");
        assert!(page.contains("## 1-a\n"));
        assert!(page.contains("| x < 3: high |") && page.contains("| 3 ≤ x: low |"), "{page}");
        assert!(page.contains("| `notice-24` | 通知 |"));
    }
}
