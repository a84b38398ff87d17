//! Law 4: only `yz_store` names databases and query engines, only `yizhang` names the web.

use super::finding;
use crate::manifest::dependencies;
use crate::tree::Tree;

/// Beginnings of crate names that only one crate may name.
const BORDERS: [(&str, &str, &[&str]); 2] = [
    (
        "yz_store",
        "databases and query engines",
        &[
            "arrow",
            "ballista",
            "datafusion",
            "diesel",
            "duckdb",
            "libsql",
            "object_store",
            "parquet",
            "postgres",
            "redb",
            "rocksdb",
            "rusqlite",
            "sea-orm",
            "sled",
            "sqlx",
            "sqlparser",
            "tokio-postgres",
        ],
    ),
    (
        "yizhang",
        "the web",
        &["actix", "axum", "hyper", "reqwest", "rocket", "tower", "ureq", "warp"],
    ),
];

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, text) in tree.under("", "Cargo.toml").filter(|(path, _)| *path != "Cargo.toml") {
        let name = path.trim_end_matches("/Cargo.toml").rsplit('/').next().unwrap_or("");
        for used in dependencies(text) {
            for (owner, what, beginnings) in BORDERS {
                let meant = beginnings.iter().any(|start| is_family(&used.name, start));
                if meant && name != owner {
                    let wrong =
                        format!("{name} names {}, and only {owner} may name {what}", used.name);
                    let mend = format!("put what needs it into {owner}");
                    findings.push(finding("4", path, used.line, &wrong, &mend));
                }
            }
        }
    }
    findings
}

/// `arrow`, `arrow-schema` and `arrow_array` are a family; `arrowhead` is not of it.
fn is_family(name: &str, start: &str) -> bool {
    name.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    #[test]
    fn each_border_has_one_crate_on_its_other_side() {
        let store = "[dependencies]\narrow-schema = \"1\"\nsqlx = \"1\"\naxum = \"1\"\n";
        let roof =
            "[dependencies]\naxum = \"1\"\ntower-http = \"1\"\nrusqlite = \"1\"\narrowhead = \"1\"";
        let findings = check(&Tree::of(&[
            ("crates/yz_store/Cargo.toml", store),
            ("crates/yizhang/Cargo.toml", roof),
        ]));
        assert_eq!(
            findings,
            [
                "crates/yizhang/Cargo.toml:4: law 4: yizhang names rusqlite, and only yz_store may \
                 name databases and query engines; put what needs it into yz_store",
                "crates/yz_store/Cargo.toml:4: law 4: yz_store names axum, and only yizhang may \
                 name the web; put what needs it into yizhang",
            ]
        );
    }
}
