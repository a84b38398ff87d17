//! Skeletons: a new unit begins as a commented file where it belongs.

mod book;
mod concept;
mod indicator;
mod parameter;
mod rule;

use std::fs;

use crate::tree::{Tree, root};

/// What a new unit begins with.
#[derive(Debug, Default, PartialEq, Eq)]
struct Skeleton {
    /// Path and text of each file.
    files: Vec<(String, String)>,
    /// What is left to do by hand.
    left: Vec<String>,
}

/// Writes the skeleton that `new-…` asks for.
///
/// # Errors
///
/// When the arguments do not fit, a name is not one of ours, or the unit exists.
pub(crate) fn run(chore: &str, names: &[&str]) -> Result<bool, String> {
    let tree = Tree::load(&root()).map_err(|error| error.to_string())?;
    let skeleton = match (chore, names) {
        ("new-book", [name]) => book::skeleton(&tree, name),
        ("new-concept", [name]) => concept::skeleton(name),
        ("new-indicator", [template, name]) => indicator::skeleton(&tree, template, name),
        ("new-parameter", [name]) => parameter::skeleton(&tree, name, None),
        ("new-parameter", [name, region]) => parameter::skeleton(&tree, name, Some(region)),
        ("new-rule", [name, rule]) => rule::skeleton(&tree, name, rule),
        _ => Err(format!("`{chore}` does not take these names; see `cargo xtask --help`")),
    }?;
    refuse_existing(&tree, &skeleton)?;
    for (path, text) in &skeleton.files {
        let whole = root().join(path);
        let folder = whole.parent().unwrap_or(&whole);
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&whole, text));
        written.map_err(|error| format!("{path}: {error}"))?;
        println!("wrote {path}");
    }
    println!("left to do:");
    for step in &skeleton.left {
        println!("  {step}");
    }
    Ok(true)
}

fn refuse_existing(tree: &Tree, skeleton: &Skeleton) -> Result<(), String> {
    match skeleton.files.iter().find(|(path, _)| tree.text(path).is_some()) {
        Some((path, _)) => Err(format!("{path} exists; change it, or choose another name")),
        None => Ok(()),
    }
}

/// Refuses what is not words of `a-z0-9` joined by `joint`, the first beginning with a letter.
fn refuse_odd_name(name: &str, joint: char) -> Result<(), String> {
    let is_word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    let begins = name.starts_with(|first: char| first.is_ascii_lowercase());
    if begins && name.split(joint).all(is_word) {
        return Ok(());
    }
    Err(format!("`{name}`: a name here is English words of a-z and 0-9 joined by `{joint}`"))
}

/// What every unit ends with.
fn run_tests() -> String {
    "run `cargo xtask docs`, then `cargo xtask test --quick`".to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Skeleton, refuse_existing, refuse_odd_name, run};
    use crate::tree::Tree;

    #[test]
    fn names_are_english_words() {
        for name in ["fund_income", "bed_days_2", "x"] {
            assert!(refuse_odd_name(name, '_').is_ok(), "{name}");
        }
        for name in ["Fund", "fund-income", "基金", "_a", "a__b", "2a", "a_", ""] {
            assert!(refuse_odd_name(name, '_').is_err(), "{name}");
        }
    }

    #[test]
    fn nothing_is_overwritten() {
        let tree = Tree::of(&[("concepts/a.toml", "")]);
        let of =
            |path: &str| Skeleton { files: vec![(path.to_owned(), String::new())], left: vec![] };
        assert!(refuse_existing(&tree, &of("concepts/b.toml")).is_ok());
        let error = refuse_existing(&tree, &of("concepts/a.toml")).unwrap_err();
        assert_eq!(error, "concepts/a.toml exists; change it, or choose another name");
    }

    #[test]
    fn arguments_that_do_not_fit_are_refused() {
        assert!(run("new-indicator", &["only-one"]).is_err());
        assert!(run("new-house", &["a"]).is_err());
    }
}
