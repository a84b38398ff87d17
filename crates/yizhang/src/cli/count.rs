//! `yizhang count BOOK`: every fact that is counted from records, with the number of rows.

use serde::Serialize;
use yz_diagnostics::{FindingJson, Language, outcome};
use yz_facts::Fact;

use super::arguments::{BookOptions, Shape};
use super::output::{Output, left, right};
use super::progress::Progress;
use super::{ERROR, sources_below};
use crate::operations::House;
use crate::operations::count::{Counts, count};

#[derive(Serialize)]
struct CountJson<'a> {
    book: &'a str,
    period: String,
    written: Option<String>,
    facts: Vec<CountedJson<'a>>,
    findings: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct CountedJson<'a> {
    name: String,
    title: String,
    value: String,
    unit: &'a str,
    printed: String,
    measure: String,
    rows: u64,
}

pub(crate) fn run(house: &House, output: &Output, options: &BookOptions) -> u8 {
    let progress = Progress::new();
    progress.tell(output.say("正在计数", "counting"));
    let counts = count(house, &options.book);
    drop(progress);
    let sources = sources_below(house, &options.book);
    let counts = match counts {
        Ok(counts) => counts,
        Err(findings) => {
            output.refuse(&findings, &sources);
            return ERROR;
        }
    };
    if options.format == Shape::Json {
        let findings = output.findings_json(&counts.findings, &sources);
        output.json(&CountJson {
            book: &counts.book,
            period: counts.counted.period.to_string(),
            written: counts.written.as_ref().map(|path| path.display().to_string()),
            facts: json(output, &counts),
            findings,
        });
    } else {
        if counts.written.is_some() {
            print(output, &counts);
        }
        if !counts.findings.is_empty() {
            output.refuse(&counts.findings, &sources);
        }
    }
    outcome(&counts.findings)
}

fn json<'a>(output: &Output, counts: &'a Counts) -> Vec<CountedJson<'a>> {
    let facts = counts.counted.facts.iter();
    let one = |count: &'a yz_store::measures::Count| {
        let unit = counts.facts.catalogue().concept(&count.reference.concept);
        CountedJson {
            name: count.reference.to_string(),
            title: title(output, counts, counts.fact(count)),
            value: count.value.to_string(),
            unit: unit.map_or("", |concept| concept.unit.name()),
            printed: counts.fact(count).map(Fact::printed).unwrap_or_default(),
            measure: format!("measures/{}.sql", count.reference.concept),
            rows: count.rows,
        }
    };
    facts.map(one).collect()
}

fn title(output: &Output, counts: &Counts, fact: Option<&Fact>) -> String {
    let title = fact.map(|fact| counts.facts.title(&fact.key)).unwrap_or_default();
    title.get(output.language).to_owned()
}

fn print(output: &Output, counts: &Counts) {
    let columns = [
        left("事实", "fact"),
        left("名称", "title"),
        right("值", "value"),
        right("记录行数", "rows"),
    ];
    let rows = counts.counted.facts.iter().map(|count| {
        let fact = counts.fact(count);
        vec![
            count.reference.to_string(),
            title(output, counts, fact),
            fact.map(Fact::printed).unwrap_or_default(),
            count.rows.to_string(),
        ]
    });
    output.line(&output.table(&columns, rows.collect()));
    let Some(path) = &counts.written else { return };
    let (count, path) = (counts.counted.facts.len(), path.display());
    output.line("");
    output.line(&match output.language {
        Language::Chinese => format!("计得{count}个事实，写入 {path}"),
        Language::English => format!("{count} facts counted and written to {path}"),
    });
}
