//! A reform: changes laid over a region's benefits.

use serde::Deserialize;
use toml::Spanned;
use toml::{Table, Value};
use yz_diagnostics::{Finding, Title, did_you_mean, read_toml, words};

use crate::rules::BENEFIT_VALUE_NOT_USABLE;

/// Changes to a file of benefits: values set, rules changed, added and removed.
///
/// The shape of the file is in `docs/formats.md`.
#[derive(Debug, Clone)]
pub struct Reform {
    /// The short name.
    pub name: String,
    /// What it is called.
    pub title: Title,
    path: String,
    file: ReformToml,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReformToml {
    name: String,
    title: Title,
    #[serde(default)]
    set: std::collections::BTreeMap<Spanned<String>, Value>,
    #[serde(default)]
    change: Vec<Spanned<ChangeToml>>,
    #[serde(default)]
    remove: Vec<Spanned<RemoveToml>>,
    #[serde(default)]
    add: Vec<Spanned<AddToml>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeToml {
    table: String,
    #[serde(default, rename = "where")]
    selects: Table,
    set: Table,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RemoveToml {
    table: String,
    #[serde(default, rename = "where")]
    selects: Table,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct AddToml {
    table: String,
    rule: Table,
}

impl Reform {
    /// Reads a reform.
    ///
    /// # Errors
    ///
    /// One finding: the file is no TOML, or has an unknown or missing key.
    pub fn read(path: &str, text: &str) -> Result<Self, Box<Finding>> {
        let file: ReformToml = read_toml(path, text)?;
        let (name, title) = (file.name.clone(), file.title.clone());
        Ok(Self { name, title, path: path.to_owned(), file })
    }

    /// The text of the benefits with the reform laid over it, to be loaded as any file of benefits:
    /// gaps and overlaps that a reform makes are found there.
    ///
    /// # Errors
    ///
    /// A finding for each change that meets no rule, each table and key that is not there.
    pub fn apply(&self, benefits: &str) -> Result<String, Vec<Finding>> {
        let mut findings = Vec::new();
        let Ok(mut root) = benefits.parse::<Table>() else { return Ok(benefits.to_owned()) };
        for (key, value) in &self.file.set {
            self.set(&mut root, key, value, &mut findings);
        }
        for change in &self.file.change {
            let (span, change) = (change.span(), change.get_ref());
            let mut met = false;
            for rule in self.rules(&mut root, &change.table, span.clone(), &mut findings) {
                if let Some(rule) = rule.as_table_mut().filter(|it| selected(it, &change.selects)) {
                    met = true;
                    rule.extend(change.set.clone());
                }
            }
            if !met && findings.is_empty() {
                findings.push(self.meets_nothing(&change.table, span));
            }
        }
        for remove in &self.file.remove {
            let (span, remove) = (remove.span(), remove.get_ref());
            let rules = self.rules(&mut root, &remove.table, span.clone(), &mut findings);
            let before = rules.len();
            rules.retain(|rule| !rule.as_table().is_some_and(|it| selected(it, &remove.selects)));
            if rules.len() == before && findings.is_empty() {
                findings.push(self.meets_nothing(&remove.table, span));
            }
        }
        for add in &self.file.add {
            let (span, add) = (add.span(), add.get_ref());
            let rules = self.rules(&mut root, &add.table, span, &mut findings);
            rules.push(Value::Table(add.rule.clone()));
        }
        root.insert("name".to_owned(), Value::String(self.name.clone()));
        if findings.is_empty() { Ok(root.to_string()) } else { Err(findings) }
    }

    /// Sets one value: `annual_ceiling.amount`.
    fn set(
        &self,
        root: &mut Table,
        key: &Spanned<String>,
        value: &Value,
        findings: &mut Vec<Finding>,
    ) {
        let written = key.get_ref();
        let (folder, last) = written.rsplit_once('.').unwrap_or(("", written));
        let mut table = Some(root);
        for part in folder.split('.').filter(|part| !part.is_empty()) {
            table = table.and_then(|table| table.get_mut(part)?.as_table_mut());
        }
        match table.filter(|table| table.contains_key(last)) {
            Some(table) => {
                table.insert(last.to_owned(), value.clone());
            }
            None => {
                let message =
                    words!("待遇文件里没有 `{written}`", "the file of benefits has no `{written}`");
                let help = words!(
                    "写已有的值的全名，如 \"annual_ceiling.amount\"；规则表用 [[change]]",
                    "give the full name of a value that is there, such as \
                     \"annual_ceiling.amount\"; tables of rules are changed with [[change]]"
                );
                findings.push(self.finding(key.span(), message, help));
            }
        }
    }

    /// The rules of a table, by its dotted name.
    fn rules<'t>(
        &self,
        root: &'t mut Table,
        name: &str,
        span: std::ops::Range<usize>,
        findings: &mut Vec<Finding>,
    ) -> &'t mut Vec<Value> {
        let (folder, last) = name.rsplit_once('.').unwrap_or(("", name));
        let known = TABLES.contains(&name);
        if !known {
            let message = words!("没有规则表“{name}”", "there is no table of rules `{name}`");
            let help = did_you_mean(name, TABLES);
            findings.push(self.finding(span, message, help));
        }
        let mut table = root;
        for part in folder.split('.').filter(|part| !part.is_empty()) {
            table = child(table, part);
        }
        let value = table.entry(last).or_insert_with(|| Value::Array(Vec::new()));
        if !value.is_array() {
            *value = Value::Array(Vec::new());
        }
        match value {
            Value::Array(rules) => rules,
            _ => unreachable!("made an array above"),
        }
    }

    fn meets_nothing(&self, table: &str, span: std::ops::Range<usize>) -> Finding {
        let message = words!(
            "表 {table} 里没有符合 where 的规则",
            "no rule of the table {table} is met by `where`"
        );
        let help = words!(
            "where 的每个键要与规则写的完全相同；不写的键不比较",
            "each key of `where` must be as the rule has it; keys left out are not compared"
        );
        self.finding(span, message, help)
    }

    fn finding(
        &self,
        span: std::ops::Range<usize>,
        message: yz_diagnostics::Words,
        help: yz_diagnostics::Words,
    ) -> Finding {
        let finding = Finding::new(&BENEFIT_VALUE_NOT_USABLE, &self.name, message);
        finding.at(&self.path, Some(span)).help(help)
    }
}

/// The tables of rules that a reform can change.
const TABLES: [&str; 9] = [
    "deductible",
    "ratio",
    "away",
    "bonus",
    "limit",
    "disease",
    "critical_illness.threshold",
    "critical_illness.relief",
    "medical_assistance.rule",
];

fn child<'t>(table: &'t mut Table, name: &str) -> &'t mut Table {
    let value = table.entry(name).or_insert_with(|| Value::Table(Table::new()));
    if !value.is_table() {
        *value = Value::Table(Table::new());
    }
    match value {
        Value::Table(table) => table,
        _ => unreachable!("made a table above"),
    }
}

/// Whether a rule has every key as selected; lists are compared without regard to order.
fn selected(rule: &Table, selects: &Table) -> bool {
    selects.iter().all(|(key, wanted)| match (rule.get(key), wanted) {
        (Some(Value::Array(has)), Value::Array(wanted)) => {
            has.len() == wanted.len() && wanted.iter().all(|value| has.contains(value))
        }
        (Some(has), wanted) => has == wanted,
        (None, _) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::Reform;
    use crate::plan::Plan;

    const BENEFITS: &str = include_str!("../../../../benefits/benchmark-county-v2.toml");

    fn apply(text: &str) -> Result<String, Vec<String>> {
        let reform = Reform::read("reform.toml", text).unwrap();
        reform
            .apply(BENEFITS)
            .map_err(|findings| findings.into_iter().map(|finding| finding.message.en).collect())
    }

    #[test]
    fn a_reform_changes_what_it_names_and_nothing_else() {
        let text = apply(
            r#"
name = "dearer"
title.zh = "试"
[set]
"annual_ceiling.amount" = "250000.00"
[[change]]
table = "ratio"
where = { kind = ["inpatient"], level = [1] }
set = { percent = "90" }
[[remove]]
table = "limit"
where = { name = "门诊慢特病" }
"#,
        )
        .unwrap();
        let plan = Plan::load("reformed.toml", &text).unwrap();
        assert_eq!(plan.name, "dearer");
        assert!(text.contains("250000.00") && !text.contains("门诊慢特病"));
        assert_eq!(text.matches("percent = \"90\"").count(), 1);
        assert_eq!(text.matches("percent = \"85\"").count(), 0);
    }

    #[test]
    fn what_a_reform_does_not_meet_is_told() {
        let of = |body: &str| apply(&format!("name = \"x\"\ntitle.zh = \"试\"\n{body}"));
        let wrong = of("[set]\n\"annual_ceiling.sum\" = \"1\"\n").unwrap_err();
        assert_eq!(wrong, ["the file of benefits has no `annual_ceiling.sum`"]);
        let wrong =
            of("[[change]]\ntable = \"ratio\"\nwhere = { level = [9] }\nset = {}\n").unwrap_err();
        assert_eq!(wrong, ["no rule of the table ratio is met by `where`"]);
        let wrong = of("[[remove]]\ntable = \"ratios\"\n").unwrap_err();
        assert_eq!(wrong, ["there is no table of rules `ratios`"]);
    }

    #[test]
    fn a_gap_that_a_reform_makes_is_found_when_it_is_loaded() {
        let text = apply(
            "name = \"x\"\ntitle.zh = \"试\"\n[[remove]]\ntable = \"ratio\"\n\
             where = { kind = [\"chronic\"] }\n",
        )
        .unwrap();
        let findings = Plan::load("reformed.toml", &text).unwrap_err();
        assert_eq!(findings[0].rule.name, "benefit-rules-leave-gap");
    }
}
