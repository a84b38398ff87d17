//! `yizhang verify BOOK`: everything that is wrong with a book, accepted differences included.

use serde::Serialize;
use yz_diagnostics::{Finding, FindingJson, Language, Level, Sources, outcome};

use super::arguments::{BookOptions, Shape};
use super::output::Output;
use super::{ERROR, sources_below};
use crate::operations::report_check::add_reports;
use crate::operations::verify::verify;
use crate::operations::{House, OpenBook};

#[derive(Serialize)]
struct VerifyJson<'a> {
    book: Option<&'a str>,
    facts: usize,
    errors: usize,
    warnings: usize,
    hints: usize,
    accepted: usize,
    findings: Vec<FindingJson<'a>>,
}

impl<'a> VerifyJson<'a> {
    fn new(book: Option<&'a str>, facts: usize, findings: &[Finding]) -> Self {
        let count = |level: Level| {
            findings.iter().filter(|one| one.accepted.is_none() && one.level == level).count()
        };
        Self {
            book,
            facts,
            errors: count(Level::Error),
            warnings: count(Level::Warning),
            hints: count(Level::Hint),
            accepted: findings.iter().filter(|finding| finding.accepted.is_some()).count(),
            findings: Vec::new(),
        }
    }
}

pub(crate) fn run(house: &House, output: &Output, options: &BookOptions) -> u8 {
    let open = match OpenBook::open(house, &options.book) {
        Ok(open) => open,
        // That a book cannot be opened is an answer to the question what is wrong with it.
        Err(findings) => {
            let sources = sources_below(house, &options.book);
            let answer = VerifyJson::new(None, 0, &findings);
            tell(output, options.format, answer, &findings, &sources);
            return ERROR;
        }
    };
    let findings = verify(house, &open);
    let answer = VerifyJson::new(Some(&open.book.name), open.facts.all().count(), &findings);
    let mut sources = open.sources(house);
    add_reports(house, &open, &findings, &mut sources);
    tell(output, options.format, answer, &findings, &sources);
    outcome(&findings)
}

fn tell<'a>(
    output: &Output,
    format: Shape,
    answer: VerifyJson<'a>,
    findings: &'a [Finding],
    sources: &Sources,
) {
    if format == Shape::Json {
        let findings = output.findings_json(findings, sources);
        output.json(&VerifyJson { findings, ..answer });
        return;
    }
    output.findings(findings, sources);
    let Some(summary) = summary(output, &answer) else { return };
    if !findings.is_empty() {
        output.line("");
    }
    let clean = outcome(findings) == 0;
    output.line(&if clean { output.green(&summary) } else { output.red(&summary) });
}

fn summary(output: &Output, answer: &VerifyJson<'_>) -> Option<String> {
    let VerifyJson { book, facts, errors, warnings, hints, accepted, .. } = answer;
    let book = (*book)?;
    Some(match output.language {
        Language::Chinese => format!(
            "{book}：{facts}个事实；错误{errors}，警告{warnings}，提示{hints}，已接受{accepted}"
        ),
        Language::English => format!(
            "{book}: {facts} facts; {errors} errors, {warnings} warnings, {hints} hints, \
             {accepted} accepted"
        ),
    })
}
