//! `yizhang report BOOK`: prints the reports of a book.

use std::path::PathBuf;

use yz_diagnostics::words;
use yz_documents::Format;

use super::arguments::ReportOptions;
use super::output::Output;
use super::progress::Progress;
use super::{CLEAN, ERROR, FINDINGS};
use crate::operations::House;
use crate::operations::report::{NotPublished, chosen, publish};
use crate::operations::report_check::add_reports;

pub(crate) fn run(house: &House, output: &Output, options: &ReportOptions) -> u8 {
    let open = match super::open(house, output, &options.book) {
        Ok(open) => open,
        Err(code) => return code,
    };
    let reports = match chosen(&open, options.report.as_deref()) {
        Ok(reports) => reports,
        Err(finding) => {
            output.refuse(&[*finding], &open.sources(house));
            return ERROR;
        }
    };
    let formats: Vec<Format> = options.format.iter().map(|paper| (*paper).into()).collect();
    let out = options.out.clone();
    let out = out.unwrap_or_else(|| PathBuf::from("out").join(&open.book.name));
    let progress = Progress::new();
    let tell = |what: &str| progress.tell(what);
    let written = publish(house, &open, &reports, &formats, &out, &tell);
    drop(progress);
    match written {
        Ok(written) => {
            for file in written {
                output.line(&file.path.display().to_string());
            }
            CLEAN
        }
        Err(NotPublished::Findings(findings)) => {
            let blocking: Vec<_> =
                findings.into_iter().filter(yz_diagnostics::Finding::blocks).collect();
            let mut sources = open.sources(house);
            add_reports(house, &open, &blocking, &mut sources);
            output.refuse(&blocking, &sources);
            output.complain(&words!(
                "这本账没有通过核对，报告没有印出；一个文件也没有写",
                "the book does not pass its own check: nothing was printed or written"
            ));
            FINDINGS
        }
        Err(NotPublished::Failed(reason)) => {
            output.complain(&reason);
            ERROR
        }
    }
}
