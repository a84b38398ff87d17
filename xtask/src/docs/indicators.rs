//! `docs/indicators.md`: every scoring table, in the order in which it is scored.

use std::collections::BTreeMap;

use super::markdown::{code, list, table, tables, text};
use crate::tree::Tree;

pub(super) fn page(tree: &Tree) -> Result<String, String> {
    let mut page = String::from(
        "# Indicators\n\nHow books are scored. Each indicator's own file holds its definition and \
         worked cases.\n",
    );
    for template in tree.folders_in("indicators") {
        let folder = format!("indicators/{template}/");
        let mut rows = Vec::new();
        let mut head = String::new();
        let mut groups = BTreeMap::new();
        for (path, indicator) in tables(tree, &folder)? {
            if path.ends_with("/template.toml") {
                let (zh, en) = (text(&indicator, "title.zh"), text(&indicator, "title.en"));
                let marks = text(&indicator, "full_marks");
                let source = code(&text(&indicator, "source"));
                groups.extend(
                    list(&indicator, "group").zip(0..).map(|(group, at)| (text(group, "name"), at)),
                );
                head = format!("{zh} ({en}), {marks} marks, source {source}.\n");
                continue;
            }
            let order: u32 = text(&indicator, "order").parse().unwrap_or(u32::MAX);
            rows.push((text(&indicator, "group"), order, row(&indicator)));
        }
        rows.sort_by_key(|(group, order, _)| (groups.get(group).copied(), *order));
        let rows: Vec<Vec<String>> = rows.into_iter().map(|(_, _, row)| row).collect();
        let columns = [
            "group",
            "indicator",
            "中文",
            "English",
            "marks",
            "method",
            "value",
            "target",
            "verified",
        ];
        page.push_str(&format!("\n## {template}\n\n{head}\n{}", table(&columns, &rows)));
    }
    Ok(page)
}

fn row(indicator: &toml::Table) -> Vec<String> {
    let verified = if text(indicator, "verified") == "true" { "yes" } else { "**no**" };
    vec![
        text(indicator, "group"),
        code(&text(indicator, "name")),
        text(indicator, "title.zh"),
        text(indicator, "title.en"),
        text(indicator, "full_marks"),
        text(indicator, "method"),
        code(&text(indicator, "value")),
        code(&text(indicator, "target")),
        verified.to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::tree::Tree;

    #[test]
    fn indicators_stand_in_their_order() {
        let late = "name = \"late\"\ngroup = \"first\"\norder = 20\nfull_marks = \"5\"\n";
        let early = "name = \"soon\"\ngroup = \"first\"\norder = 3\nmethod = \"yes_no\"\n";
        let last = "name = \"last\"\ngroup = \"end\"\norder = 1\n";
        let template = "title.zh = \"基金\"\nfull_marks = \"100\"\n\
                        [[group]]\nname = \"first\"\n[[group]]\nname = \"end\"\n";
        let page = page(&Tree::of(&[
            ("indicators/fund/last.toml", last),
            ("indicators/fund/late.toml", late),
            ("indicators/fund/soon.toml", early),
            ("indicators/fund/template.toml", template),
        ]))
        .unwrap();
        assert!(page.contains("## fund\n\n基金 (), 100 marks"));
        let places = ["`soon`", "`late`", "`last`"].map(|name| page.find(name).unwrap());
        assert!(places.is_sorted(), "{page}");
    }
}
