//! `new-rule CRATE NAME`.

use super::{Skeleton, refuse_odd_name, run_tests};
use crate::tree::Tree;

/// Beginnings that name the remedy or the act instead of the defect.
const REMEDIES: [&str; 7] = ["check-", "ensure-", "must-", "should-", "no-", "not-", "invalid-"];

pub(super) fn skeleton(tree: &Tree, name: &str, rule: &str) -> Result<Skeleton, String> {
    refuse_odd_name(rule, '-')?;
    if let Some(word) = REMEDIES.iter().find(|word| rule.starts_with(**word)) {
        let told = "name the defect, so that it reads well after \"the book has …\"";
        return Err(format!("`{rule}` begins with `{word}`: {told}"));
    }
    if !tree.folders_in("crates").contains(&name) {
        return Err(format!("there is no crate `{name}`"));
    }
    let declared = format!("name: \"{rule}\"");
    let mut sources = tree.under("crates/", ".rs");
    if let Some((path, _)) = sources.find(|(_, text)| text.contains(&declared)) {
        return Err(format!("`{rule}` is declared in {path}; choose another name"));
    }
    let file = rule.replace('-', "_");
    let constant = file.to_uppercase();
    let files = vec![
        (format!("crates/{name}/src/rules/{file}.rs"), declaration(rule, &constant)),
        (format!("crates/{name}/cases/{rule}/cases.md"), cases(rule)),
    ];
    let left = vec![
        format!("give it the next free code of crates/{name}/src/rules.rs; codes are never reused"),
        format!("in crates/{name}/src/rules.rs: `mod {file};` and `&{file}::{constant}` in RULES"),
        format!(
            "write cases in crates/{name}/cases/{rule}/cases.md: one it finds, one it must not"
        ),
        run_tests(),
    ];
    Ok(Skeleton { files, left })
}

fn declaration(rule: &str, constant: &str) -> String {
    format!(
        r#"//! `{rule}`.

use yz_diagnostics::declare_rule;

declare_rule! {{
    /// ## What it does
    /// Finds …
    ///
    /// ## Why is this bad
    /// …
    ///
    /// ## Example
    /// …
    ///
    /// ## Use instead
    /// …
    pub static {constant} = {{
        name: "{rule}",
        code: "",
        title: "",
        level: Error,
        status: Preview("0.1.0"),
    }}
}}
"#
    )
}

fn cases(rule: &str) -> String {
    format!(
        "# `{rule}`\n\nWhat the rule looks for, and where the figures of these cases come from.\n\n\
         ## The defect\n\n\
         ```toml path/of/the/file.toml\n```\n\n```text\n```\n\n\
         ## What looks like it and is right\n\n\
         ```toml path/of/the/file.toml\n```\n\n```text\n```\n"
    )
}

#[cfg(test)]
mod tests {
    use super::skeleton;
    use crate::tree::Tree;

    #[test]
    fn a_rule_is_a_declaration_and_cases() {
        let tree = Tree::of(&[("crates/yz_facts/src/lib.rs", "name: \"sum-wrong\"")]);
        let skeleton_of = |name, rule| skeleton(&tree, name, rule);
        let paths: Vec<String> = skeleton_of("yz_facts", "rate-above-one")
            .unwrap()
            .files
            .into_iter()
            .map(|(path, _)| path)
            .collect();
        let expected = [
            "crates/yz_facts/src/rules/rate_above_one.rs",
            "crates/yz_facts/cases/rate-above-one/cases.md",
        ];
        assert_eq!(paths, expected);
        assert!(skeleton_of("yz_facts", "no-rate").unwrap_err().contains("name the defect"));
        assert!(skeleton_of("yz_facts", "sum-wrong").unwrap_err().contains("is declared in"));
        assert!(skeleton_of("yz_common", "rate-above-one").is_err());
    }
}
