//! `new-book NAME`.

use super::{Skeleton, refuse_odd_name, run_tests};
use crate::tree::Tree;

pub(super) fn skeleton(tree: &Tree, name: &str) -> Result<Skeleton, String> {
    refuse_odd_name(name, '-')?;
    let folder = format!("books/{name}");
    if tree.has_folder(&folder) {
        return Err(format!("{folder} exists; choose another name"));
    }
    let files = vec![
        (format!("{folder}/book.toml"), book(name)),
        (format!("{folder}/facts.toml"), FACTS.to_owned()),
        (format!("{folder}/evidence.toml"), EVIDENCE.to_owned()),
        (format!("{folder}/accepted.toml"), ACCEPTED.to_owned()),
    ];
    let left = vec![
        format!("fill in {folder}/book.toml: who publishes, where, for which period"),
        format!("enter facts as they are printed, each with its place, in {folder}/facts.toml"),
        format!("write {folder}/narrative/<report>/<section>.md, without typing a figure"),
        run_tests(),
    ];
    Ok(Skeleton { files, left })
}

fn book(name: &str) -> String {
    format!(
        r#"# Every key is explained in docs/formats.md.
name = "{name}"
title.zh = ""
title.en = ""
region = ""                    # six digits, such as "511623"
entity = ""                    # who publishes
place_name = ""                # how the text calls the place: 全县, 我县 …
period = "2026"                # or "2025-09-01/2026-08-31"
synthetic = false              # true prints a warning on every page
# scores = "department-overall" # the indicator template by which the book is scored

[[source]]                     # the documents that facts are taken from
key = "published"
title = ""

[[report]]
name = "final-accounts"        # the name of the file that is printed
template = "department-final-accounts"
title = [""]                   # printed lines
"#
    )
}

const FACTS: &str = r#"# Figures as they are printed, with their unit and their place in the source.
source = "published"

facts = [
  # { fact = "fund_income", value = "70,325.02万元", place = "L26" },
]
"#;

const EVIDENCE: &str = r#"# What supports each score that no figure gives.
# [[evidence]]
# indicator = ""
# met = true                   # or the elements that are met: ["procedure", "documents"]
# what = ""
# source = "published"
# place = ""
"#;

const ACCEPTED: &str = r#"# Findings that the book lives with. The reason is shown in every output.
# [[accepted]]
# finding = "declared-differs-from-derived"
# subject = ""
# reason = ""
"#;

#[cfg(test)]
mod tests {
    use super::skeleton;
    use crate::tree::Tree;

    #[test]
    fn a_book_is_a_folder_of_files_that_read() {
        let files = skeleton(&Tree::of(&[]), "linshui-2026").unwrap().files;
        assert_eq!(files.len(), 4);
        for (path, text) in &files {
            assert!(path.starts_with("books/linshui-2026/"));
            assert!(text.parse::<toml::Table>().is_ok(), "{path}");
        }
        let tree = Tree::of(&[("books/linshui-2026/book.toml", "")]);
        assert!(skeleton(&tree, "linshui-2026").is_err());
    }
}
