//! `yizhang demo`: every shipped book, all formats, and a table of what came out.

use serde::Serialize;
use yz_diagnostics::outcome;

use super::arguments::{DemoOptions, Shape};
use super::output::{Output, left, right};
use super::progress::Progress;
use super::{ERROR, FINDINGS};
use crate::operations::House;
use crate::operations::demo::{Shown, demo};
use crate::operations::report::NotPublished;

#[derive(Serialize)]
struct BookJson<'a> {
    book: &'a str,
    title: &'a str,
    facts: usize,
    derived: usize,
    score: &'a str,
    findings_open: usize,
    findings_accepted: usize,
    files: Vec<String>,
}

pub(crate) fn run(house: &House, output: &Output, options: &DemoOptions) -> u8 {
    let progress = Progress::new();
    let shown = demo(house, &options.out, options.persons, &|what: &str| progress.tell(what));
    drop(progress);
    let shown = match shown {
        Ok(shown) => shown,
        Err(NotPublished::Findings(findings)) => {
            output.refuse(&findings, &house.sources());
            return FINDINGS;
        }
        Err(NotPublished::Failed(reason)) => {
            output.complain(&reason);
            return ERROR;
        }
    };
    if options.format == Shape::Json {
        output.json(&shown.iter().map(json).collect::<Vec<_>>());
    } else {
        print(output, &shown, options);
    }
    let all: Vec<_> = shown.into_iter().flat_map(|book| book.findings).collect();
    outcome(&all)
}

/// How many findings are open, and how many accepted; hints are neither.
fn counts(shown: &Shown) -> (usize, usize) {
    let accepted = shown.findings.iter().filter(|finding| finding.accepted.is_some()).count();
    let open = shown.findings.iter().filter(|finding| outcome(std::slice::from_ref(*finding)) != 0);
    (open.count(), accepted)
}

fn json(shown: &Shown) -> BookJson<'_> {
    let (findings_open, findings_accepted) = counts(shown);
    BookJson {
        book: &shown.name,
        title: &shown.title,
        facts: shown.facts,
        derived: shown.derived,
        score: &shown.score,
        findings_open,
        findings_accepted,
        files: shown.written.iter().map(|file| file.path.display().to_string()).collect(),
    }
}

fn print(output: &Output, shown: &[Shown], options: &DemoOptions) {
    let columns = [
        left("账", "book"),
        left("名称", "title"),
        right("事实", "facts"),
        right("推算", "derived"),
        right("得分", "score"),
        right("待处理", "open"),
        right("已接受", "accepted"),
        right("文件", "files"),
    ];
    let row = |book: &Shown| {
        let (open, accepted) = counts(book);
        vec![
            book.name.clone(),
            book.title.clone(),
            book.facts.to_string(),
            book.derived.to_string(),
            if book.score.is_empty() { "—".to_owned() } else { book.score.clone() },
            open.to_string(),
            accepted.to_string(),
            book.written.len().to_string(),
        ]
    };
    output.line(&output.table(&columns, shown.iter().map(row).collect()));
    let folder = options.out.display().to_string();
    output.line("");
    output.line(&match output.language {
        yz_diagnostics::Language::Chinese => {
            format!("文件在 {folder}/；用浏览器打开其中的 .html，点任何一个数，可以追到出处")
        }
        yz_diagnostics::Language::English => {
            format!("the files are in {folder}/; open an .html and click any figure to trace it")
        }
    });
}
