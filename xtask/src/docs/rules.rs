//! `docs/rules.md`: the catalogue of rules, from the comments on their declarations.

use super::markdown::{code, table};
use crate::tree::Tree;

/// A rule as its declaration tells it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) name: String,
    pub(crate) code: String,
    title: String,
    level: String,
    status: String,
    docs: Vec<String>,
}

/// How a declaration begins.
const DECLARATION: &str = "declare_rule! {";

pub(super) fn page(tree: &Tree) -> Result<String, String> {
    let rules = declared(tree)?;
    let row = |(rule, _): &(Rule, &str)| {
        let link = format!("[{}](#{})", code(&rule.name), rule.name);
        vec![link, rule.code.clone(), rule.title.clone(), rule.level.clone(), rule.status.clone()]
    };
    let rows: Vec<Vec<String>> = rules.iter().map(row).collect();
    let head = ["rule", "code", "名称", "level", "status"];
    let mut page = format!(
        "# Rules\n\nWhat can be found in a book or in a document, each with reason and remedy: {} \
         rules.\n\n{}",
        rules.len(),
        table(&head, &rows)
    );
    for (rule, path) in &rules {
        page.push_str(&section(rule, path));
    }
    Ok(page)
}

/// Every rule with the file that declares it, by name.
///
/// # Errors
///
/// When a declaration lacks a field.
pub(crate) fn declared(tree: &Tree) -> Result<Vec<(Rule, &str)>, String> {
    let mut rules = Vec::new();
    for (path, text) in tree.under("crates/", ".rs") {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for (at, _) in lines.iter().enumerate().filter(|(_, line)| line.ends_with(DECLARATION)) {
            if lines
                .get(at)
                .is_some_and(|line| line.starts_with("//") || line.contains("macro_rules"))
            {
                continue;
            }
            let rule = read(lines.iter().skip(at + 1).copied());
            let rule = rule.ok_or(format!("{path}:{}: a declaration lacks a field", at + 1))?;
            rules.push((rule, path));
        }
    }
    rules.sort_by(|a, b| a.0.name.cmp(&b.0.name));
    Ok(rules)
}

/// Reads the lines behind the beginning of a declaration; nothing when a field is missing.
fn read<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Rule> {
    let mut rule = Rule::default();
    for line in lines {
        if let Some(doc) = line.strip_prefix("///") {
            rule.docs.push(doc.strip_prefix(' ').unwrap_or(doc).to_owned());
            continue;
        }
        let Some((key, value)) = line.split_once(": ") else {
            if line == "}" { break } else { continue }
        };
        let value = value.trim_end_matches(',').replace('"', "");
        match key {
            "name" => rule.name = value,
            "code" => rule.code = value,
            "title" => rule.title = value,
            "level" => rule.level = value.to_lowercase(),
            "status" => rule.status = value.replace('(', " since ").replace(')', "").to_lowercase(),
            _ => {}
        }
    }
    let fields = [&rule.name, &rule.code, &rule.title, &rule.level, &rule.status];
    let whole = !rule.docs.is_empty() && fields.iter().all(|field| !field.is_empty());
    whole.then_some(rule)
}

fn section(rule: &Rule, path: &str) -> String {
    let mut text = format!("\n## {}\n\n", rule.name);
    text.push_str(&format!(
        "{} · {} · {} · [source](../{path})\n\n",
        rule.code, rule.title, rule.level
    ));
    for line in &rule.docs {
        // Headings of a comment stand one level below the rule's own.
        let deeper = if line.starts_with("##") { "#" } else { "" };
        text.push_str(&format!("{deeper}{line}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::tree::Tree;

    const RULE: &str = r#"declare_rule! {
    /// A sum that is wrong.
    ///
    /// ## What to do
    ///
    /// Add again.
    pub(super) static RULE = {
        name: "sum-wrong",
        code: "SUM001",
        title: "合计有误",
        level: Error,
        status: Stable("0.1.0"),
    }
}
"#;

    #[test]
    fn a_rule_speaks_by_its_declaration() {
        let page = page(&Tree::of(&[("crates/a/src/rules/sum_wrong.rs", RULE)])).unwrap();
        let row = "| [`sum-wrong`](#sum-wrong) | SUM001 | 合计有误 | error | stable since 0.1.0 |";
        assert!(page.contains(row), "{page}");
        assert!(page.contains("## sum-wrong\n\nSUM001 · 合计有误 · error"));
        assert!(page.contains("A sum that is wrong.\n\n### What to do\n\nAdd again.\n"));
    }

    #[test]
    fn the_macro_itself_is_no_rule_and_half_a_rule_is_refused() {
        let of = |text: &str| page(&Tree::of(&[("crates/a/src/lib.rs", text)]));
        assert!(of("macro_rules! declare_rule {\n}\n").unwrap().contains("0 rules"));
        let half = RULE.replace("        code: \"SUM001\",\n", "");
        assert_eq!(of(&half).unwrap_err(), "crates/a/src/lib.rs:1: a declaration lacks a field");
    }
}
