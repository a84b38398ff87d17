//! `new-indicator TEMPLATE NAME`.

use super::{Skeleton, refuse_odd_name, run_tests};
use crate::tree::Tree;

pub(super) fn skeleton(tree: &Tree, template: &str, name: &str) -> Result<Skeleton, String> {
    refuse_odd_name(name, '_')?;
    if tree.text(&format!("indicators/{template}/template.toml")).is_none() {
        let known = tree.folders_in("indicators").join(", ");
        return Err(format!("there is no template `{template}`; there are {known}"));
    }
    let path = format!("indicators/{template}/{name}.toml");
    let text = format!(
        r#"# Every key, and the keys of each method, are explained in docs/formats.md.
name = "{name}"
title.zh = ""
title.en = ""
group = ""                     # a group of template.toml
order = 10                     # its place among its siblings
definition.zh = ""
definition.en = ""
value = ""                     # the fact that is scored, such as "fund_income"
target = ""                    # a fact, such as "fund_income[stage=target]", or a figure: "95%"
full_marks = "5"               # full marks of the group change with it
evidence = [""]                # what must support the score
source = ""                    # a key of policy/sources.toml
place = ""                     # where in it
verified = false               # true only when the official table was read

method = "threshold"           # or proportional, bands, deduct, yes_no, elements, rank …
better = "higher"

# Work the case out by hand from the official table, and show the working: never copy a result.
[[case]]
facts = {{ }}                    # {{ "fund_income" = "95%" }}
marks = ""
working = ""
"#
    );
    let left = vec![
        format!("fill in {path}, with a case at the boundary beside one inside"),
        format!("mend full_marks of its group in indicators/{template}/template.toml"),
        run_tests(),
    ];
    Ok(Skeleton { files: vec![(path, text)], left })
}

#[cfg(test)]
mod tests {
    use super::skeleton;
    use crate::tree::Tree;

    #[test]
    fn an_indicator_belongs_to_a_template() {
        let tree = Tree::of(&[("indicators/fund/template.toml", "")]);
        let skeleton_of = |template| skeleton(&tree, template, "bed_days");
        let (path, text) = &skeleton_of("fund").unwrap().files[0];
        assert_eq!(path, "indicators/fund/bed_days.toml");
        assert!(text.parse::<toml::Table>().unwrap().contains_key("case"));
        assert_eq!(
            skeleton_of("found").unwrap_err(),
            "there is no template `found`; there are fund"
        );
    }
}
