//! What a check says, written into files: pages and commented documents.

use std::path::Path;

use crate::cli::output::Output;
use crate::operations::check::CheckedFile;

/// Writes a page for each file; returns whether all were written.
pub(super) fn html(_output: &Output, _checked: &[CheckedFile], _out: &Path) -> bool {
    false
}

/// Writes a copy of each docx with a comment at each finding.
pub(super) fn docx(_output: &Output, _checked: &[CheckedFile], _out: &Path) -> bool {
    false
}
