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
    let checker = name == "yz_checker";
    let (declaration, cases) = match checker {
        true => (checking(rule, &constant), cases(rule, "```text input\n```")),
        false => {
            let page = declaration("use yz_diagnostics::declare_rule;", rule, &constant);
            (page, cases(rule, "```toml path/of/the/file.toml\n```"))
        }
    };
    let files = vec![
        (format!("crates/{name}/src/rules/{file}.rs"), declaration),
        (format!("crates/{name}/cases/{rule}/cases.md"), cases),
    ];
    let mut left = vec![
        "give it the next free code of its family in docs/rules.md; codes are never reused".into(),
        shared_lines(name, &file, &constant),
        format!(
            "write cases in crates/{name}/cases/{rule}/cases.md: one it finds, one it must not"
        ),
    ];
    if checker {
        left.push("see what it does to published texts: cargo xtask ecosystem".to_owned());
    }
    left.push(run_tests());
    Ok(Skeleton { files, left })
}

/// The lines of a file that all rules of a crate share.
fn shared_lines(name: &str, file: &str, constant: &str) -> String {
    if name == "yz_checker" {
        return format!(
            "in crates/{name}/src/rules/mod.rs: `mod {file};` and \
             `(&{file}::{constant}, {file}::check)` in ALL"
        );
    }
    format!("in crates/{name}/src/rules.rs: `mod {file};` and `&{file}::{constant}` in RULES")
}

/// A rule of the checker, which says itself where it is found.
fn checking(rule: &str, constant: &str) -> String {
    let uses = "use yz_diagnostics::declare_rule;\n\n\
                use crate::notebook::Notebook;\nuse crate::reading::Reading;";
    let check = "pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {\n    \
                 let _ = (reading, notes);\n}\n";
    format!("{}\n{check}", declaration(uses, rule, constant))
}

fn declaration(uses: &str, rule: &str, constant: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!(
        r#"//! `{rule}`.

{uses}

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
        status: Preview("{version}"),
    }}
}}
"#
    )
}

fn cases(rule: &str, input: &str) -> String {
    format!(
        "# `{rule}`\n\nWhat the rule looks for, and where the figures of these cases come from.\n\n\
         ## The defect\n\n{input}\n\n```text\n```\n\n\
         ## What looks like it and is right\n\n{input}\n\n```text\n```\n"
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

    #[test]
    fn a_rule_of_the_checker_checks_and_is_tried_on_texts() {
        let tree = Tree::of(&[("crates/yz_checker/src/lib.rs", "")]);
        let skeleton = skeleton(&tree, "yz_checker", "rate-above-one").unwrap();
        let [(_, declaration), (_, cases)] = skeleton.files.as_slice() else { panic!("two files") };
        assert!(declaration.contains("pub(crate) fn check(reading: &Reading<'_>"));
        assert!(cases.contains("```text input\n```"));
        assert!(skeleton.left.iter().any(|line| line.contains("rate_above_one::check)` in ALL")));
        assert!(skeleton.left.iter().any(|line| line.contains("cargo xtask ecosystem")));
    }
}
