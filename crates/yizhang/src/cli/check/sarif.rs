//! What a check says, as SARIF.

use yz_diagnostics::{Rule, Sarif, Sources, Unread};

use crate::cli::output::Output;
use crate::operations::check::CheckedFile;

pub(super) fn print(output: &Output, checked: &[CheckedFile]) {
    let mut sources = Sources::default();
    let (mut findings, mut messages) = (Vec::new(), Vec::new());
    for file in checked {
        file.add_to(&mut sources);
        match &file.result {
            Ok(checked) => findings.extend(&checked.outcome.findings),
            Err(unread) => messages.push((file.name.as_str(), unread.text(output.language))),
        }
    }
    let unread: Vec<Unread<'_>> =
        messages.iter().map(|(file, message)| Unread { file, message }).collect();
    let rules: Vec<&'static Rule> = yz_checker::rules::all().collect();
    let version = env!("CARGO_PKG_VERSION");
    let log = Sarif::new(version, &rules, &findings, &unread, &sources, output.language);
    output.json(&log);
}
