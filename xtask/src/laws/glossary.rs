//! Every word of the data is explained once: concepts, dimensions and scoring tables are
//! identifiers of `GLOSSARY.md`, and no identifier is explained twice.

use std::collections::BTreeMap;

use super::finding;
use crate::tree::Tree;

/// Where words are explained.
const GLOSSARY: &str = "GLOSSARY.md";

pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let text = tree.text(GLOSSARY).unwrap_or("");
    let mut findings = Vec::new();
    let mut known = BTreeMap::new();
    for (line, cells) in rows(text) {
        let filled = cells.iter().all(|cell| !cell.is_empty());
        let [_, _, identifier, _, _] = cells.as_slice() else {
            findings.push(half_explained(line));
            continue;
        };
        if !filled {
            findings.push(half_explained(line));
        }
        let identifier = identifier.trim_matches('`');
        if let Some(earlier) = known.insert(identifier, line) {
            let wrong = format!("`{identifier}` is also explained in line {earlier}");
            let mend = "keep one row, with both terms in it";
            findings.push(finding("glossary", GLOSSARY, line, &wrong, mend));
        }
    }
    for (path, name) in words(tree) {
        if !known.contains_key(name) {
            let wrong = format!("`{name}` is not explained");
            let mend = "add a row with this identifier to GLOSSARY.md";
            findings.push(finding("glossary", path, 1, &wrong, mend));
        }
    }
    findings
}

fn half_explained(line: usize) -> String {
    let mend = "fill in 中文, English, identifier, meaning and source";
    finding("glossary", GLOSSARY, line, "a row that leaves something out", mend)
}

/// The rows of all tables, without their heads: line and cells.
fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let lines: Vec<(usize, &str)> = crate::rust::numbered(text).collect();
    let is_rule = |line: &str| line.starts_with("|--");
    let heads: Vec<usize> =
        lines.iter().filter(|(_, line)| is_rule(line)).map(|(line, _)| line - 1).collect();
    let of_tables = lines.into_iter().filter(move |(number, line)| {
        line.starts_with('|') && !is_rule(line) && !heads.contains(number)
    });
    of_tables.map(|(number, line)| {
        let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
        (number, inner.split('|').map(str::trim).collect())
    })
}

/// The file and name of every concept, dimension and scoring table; files bear the name of what
/// they hold (law shape).
fn words(tree: &Tree) -> Vec<(&str, &str)> {
    let shapes = [("concepts/", ".toml"), ("codes/", ".toml"), ("indicators/", "/template.toml")];
    let mut words = Vec::new();
    for (folder, ending) in shapes {
        words.extend(tree.under(folder, ending).filter_map(|(file, _)| {
            Some((file, file.strip_prefix(folder)?.strip_suffix(ending)?))
        }));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tree::Tree;

    const DATA: [(&str, &str); 3] = [
        ("concepts/fund_income.toml", ""),
        ("codes/stage.toml", ""),
        ("indicators/fund-performance/template.toml", ""),
    ];

    fn found(glossary: &str) -> Vec<String> {
        let mut files = DATA.to_vec();
        files.push(("GLOSSARY.md", glossary));
        check(&Tree::of(&files))
    }

    const HEAD: &str =
        "| 中文 | English | identifier | meaning | source |\n|---|---|---|---|---|\n";
    const ROWS: &str = "| 基金收入 | fund income | `fund_income` | All received. | own |\n\
                        | 预算环节 | budget stage | `stage` | Planned or actual. | own |\n\
                        | 基金绩效 | performance | `fund-performance` | A table. | own |\n";

    #[test]
    fn what_is_explained_once_is_right() {
        assert_eq!(found(&format!("{HEAD}{ROWS}")), Vec::<String>::new());
    }

    #[test]
    fn a_concept_a_dimension_and_a_scoring_table_without_a_row_are_found() {
        let findings = found(HEAD);
        assert_eq!(findings.len(), 3);
        assert_eq!(
            findings[0],
            "concepts/fund_income.toml:1: law glossary: `fund_income` is not explained; add a row \
             with this identifier to GLOSSARY.md"
        );
        assert!(findings[1].starts_with("codes/stage.toml:1: law glossary"));
        assert!(findings[2].starts_with("indicators/fund-performance/template.toml:1"));
    }

    #[test]
    fn a_word_in_running_text_explains_nothing() {
        assert_eq!(found("`fund_income`, `stage` and `fund-performance`\n").len(), 3);
    }

    #[test]
    fn a_second_row_and_an_empty_cell_are_found() {
        let twice = "| 收入 | income | `fund_income` | Again. | own |\n";
        let empty = "| 支出 | expenditure | `fund_expenditure` | | own |\n";
        let short = "| 结余 | balance | `balance` |\n";
        let findings = found(&format!("{HEAD}{ROWS}{twice}{empty}{short}"));
        assert_eq!(findings.len(), 3, "{findings:?}");
        assert!(findings[0].starts_with("GLOSSARY.md:6: law glossary: `fund_income` is also"));
        assert!(findings[1].starts_with("GLOSSARY.md:7: law glossary: a row that leaves"));
        assert!(findings[2].starts_with("GLOSSARY.md:8: law glossary: a row that leaves"));
    }
}
