//! `yizhang verify BOOK`: everything that is wrong with a book, accepted differences included.

use serde::Serialize;
use yz_diagnostics::{FindingJson, Level, outcome};

use super::arguments::{BookOptions, Shape};
use super::output::Output;
use crate::operations::House;
use crate::operations::verify::verify;

#[derive(Serialize)]
struct VerifyJson<'a> {
    book: &'a str,
    facts: usize,
    errors: usize,
    warnings: usize,
    hints: usize,
    accepted: usize,
    findings: Vec<FindingJson<'a>>,
}

pub(crate) fn run(house: &House, output: &Output, options: &BookOptions) -> u8 {
    let open = match super::open(house, output, &options.book) {
        Ok(open) => open,
        Err(code) => return code,
    };
    let findings = verify(house, &open);
    let sources = open.sources(house);
    let accepted = findings.iter().filter(|finding| finding.accepted.is_some()).count();
    let count = |level: Level| {
        findings.iter().filter(|one| one.accepted.is_none() && one.level == level).count()
    };
    let (errors, warnings, hints) =
        (count(Level::Error), count(Level::Warning), count(Level::Hint));
    let facts = open.facts.all().count();
    if options.format == Shape::Json {
        output.json(&VerifyJson {
            book: &open.book.name,
            facts,
            errors,
            warnings,
            hints,
            accepted,
            findings: output.findings_json(&findings, &sources),
        });
    } else {
        output.findings(&findings, &sources);
        if !findings.is_empty() {
            output.line("");
        }
        let summary = match output.language {
            yz_diagnostics::Language::Chinese => format!(
                "{}：{facts}个事实；错误{errors}，警告{warnings}，提示{hints}，已接受{accepted}",
                open.book.name
            ),
            yz_diagnostics::Language::English => format!(
                "{}: {facts} facts; {errors} errors, {warnings} warnings, {hints} hints, \
                 {accepted} accepted",
                open.book.name
            ),
        };
        let clean = outcome(&findings) == 0;
        output.line(&if clean { output.green(&summary) } else { output.red(&summary) });
    }
    outcome(&findings)
}
