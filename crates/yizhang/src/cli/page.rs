//! Pages that commands print of their own, by the one door that publishes.

use std::path::Path;

use yz_diagnostics::Sources;
use yz_report::Document;

use super::output::Output;
use super::{CLEAN, ERROR, FINDINGS};
use crate::operations::report::{NotPublished, publish_page};

/// Prints a page into a folder and says where; returns the exit code.
pub(crate) fn publish(output: &Output, document: &Document, out: &Path) -> u8 {
    match publish_page(document, out) {
        Ok(written) => {
            for file in written {
                output.line(&file.path.display().to_string());
            }
            CLEAN
        }
        Err(NotPublished::Findings(findings)) => {
            output.refuse(&findings, &Sources::default());
            FINDINGS
        }
        Err(NotPublished::Failed(reason)) => {
            output.complain(&reason);
            ERROR
        }
    }
}
