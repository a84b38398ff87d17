//! Runs the cases of every step and of every rule of loading, and checks that none is without.

mod drawn;
mod expression;
mod loading;
mod steps;

use std::fs;
use std::path::{Path, PathBuf};

use yz_settlement::{RULES, Step};

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// No step or rule without a folder, no folder without a step or rule.
#[test]
fn no_step_and_no_rule_is_forgotten() {
    let mut names: Vec<&str> = Step::ALL.iter().map(|step| step.name()).collect();
    names.extend(RULES.iter().map(|rule| rule.name));
    names.sort_unstable();
    let mut folders: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    folders.sort_unstable();
    assert_eq!(names, folders);
}
