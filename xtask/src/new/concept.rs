//! `new-concept NAME`.

use super::{Skeleton, refuse_odd_name, run_tests};

pub(super) fn skeleton(name: &str) -> Result<Skeleton, String> {
    refuse_odd_name(name, '_')?;
    let text = format!(
        r#"# Every key is explained in docs/formats.md. Take out the comments that do not apply.
name = "{name}"
title.zh = ""                  # the name in reports, in full
title.en = ""                  # begins with a capital letter
unit = "yuan"                  # yuan, percent, persons, visits, marks …
kind = "flow"                  # flow: over a period; stock: at its end
# dimensions = ["stage"]       # by what it is told apart; see codes/
# aliases = [""]               # other names that reports use
# definition.zh = ""           # what is counted and what is not
# source = ""                  # a key of policy/sources.toml

# How it follows from other facts, if it does: one of
# sum = ["fund_income", "-fund_expenditure"]
# product = ["enrolled_persons", "county_subsidy_per_person"]
# ratio = ["part", "whole"]
# growth = "fund_income"
# change = "fund_income"
# sum_over = "function"
"#
    );
    let left = vec![
        format!("fill in title, unit and kind of concepts/{name}.toml"),
        "enter the term in GLOSSARY.md if it is new".to_owned(),
        run_tests(),
    ];
    Ok(Skeleton { files: vec![(format!("concepts/{name}.toml"), text)], left })
}

#[cfg(test)]
mod tests {
    use super::skeleton;

    #[test]
    fn a_concept_is_one_file_that_reads() {
        let skeleton = skeleton("bed_days").unwrap();
        let (path, text) = &skeleton.files[0];
        assert_eq!(path, "concepts/bed_days.toml");
        let table: toml::Table = text.parse().unwrap();
        assert_eq!(table["name"].as_str(), Some("bed_days"));
        assert_eq!(table["kind"].as_str(), Some("flow"));
    }
}
