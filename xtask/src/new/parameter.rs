//! `new-parameter NAME [REGION]`.

use super::{Skeleton, refuse_odd_name, run_tests};
use crate::tree::Tree;

pub(super) fn skeleton(tree: &Tree, name: &str, region: Option<&str>) -> Result<Skeleton, String> {
    refuse_odd_name(name, '_')?;
    let national = format!("policy/national/{name}.toml");
    let mut files = Vec::new();
    match region {
        None => files.push((national, definition(name, "minimum") + VALUE)),
        Some(region) => {
            refuse_odd_region(region)?;
            if tree.text(&national).is_none() {
                files.push((national, definition(name, "local")));
            }
            // Title, unit and kind are said once, in the nation's file.
            let text = format!("name = \"{name}\"\n{VALUE}");
            files.push((format!("policy/regions/{region}/{name}.toml"), text));
        }
    }
    let mut left: Vec<String> = files.iter().map(|(path, _)| format!("fill in {path}")).collect();
    left.push("enter the document in policy/sources.toml if it is new".to_owned());
    left.push(run_tests());
    Ok(Skeleton { files, left })
}

fn definition(name: &str, kind: &str) -> String {
    format!(
        r#"# Every key is explained in docs/formats.md.
name = "{name}"
title.zh = ""
title.en = ""
unit = "yuan/person/year"
kind = "{kind}"               # fixed, minimum, maximum, or local: each region sets its own
"#
    )
}

const VALUE: &str = r#"
[[value]]
from = 2026-01-01              # the first day on which it holds
# until = 2026-12-31           # the last; without it, until the next value begins
amount = ""                    # a quoted decimal in the unit, as the document has it
source = ""                    # a key of policy/sources.toml
place = ""                     # where in it: 一（一）
verified = false               # true only when the document itself was read
"#;

/// Refuses what is not a code of six digits and a name, as in `511623-linshui`.
fn refuse_odd_region(region: &str) -> Result<(), String> {
    let (code, name) = region.split_once('-').unwrap_or((region, ""));
    if code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()) {
        return refuse_odd_name(name, '-');
    }
    Err(format!("`{region}`: a region is its code and its name, as in `511623-linshui`"))
}

#[cfg(test)]
mod tests {
    use super::skeleton;
    use crate::tree::Tree;

    #[test]
    fn title_and_unit_are_said_once() {
        let nation = Tree::of(&[("policy/national/subsidy.toml", "")]);
        let paths = |tree: &Tree, region: Option<&str>| -> Vec<String> {
            let files = skeleton(tree, "subsidy", region).unwrap().files;
            let reads = |(path, text): (String, String)| {
                let unit = text.parse::<toml::Table>().unwrap().contains_key("unit");
                assert_eq!(unit, path.starts_with("policy/national/"));
                path
            };
            files.into_iter().map(reads).collect()
        };
        let regional = "policy/regions/511623-linshui/subsidy.toml";
        let national = "policy/national/subsidy.toml";
        assert_eq!(paths(&nation, Some("511623-linshui")), [regional]);
        assert_eq!(paths(&Tree::of(&[]), Some("511623-linshui")), [national, regional]);
        assert_eq!(paths(&Tree::of(&[]), None), [national]);
    }

    #[test]
    fn a_region_is_a_code_and_a_name() {
        for odd in ["linshui", "51-linshui", "511623", "511623-邻水"] {
            assert!(skeleton(&Tree::of(&[]), "subsidy", Some(odd)).is_err(), "{odd}");
        }
    }
}
