//! `yizhang check FILE…`: what does not add up in anybody's documents.

mod github;
mod json;
mod sarif;
mod text;
mod written;

use yz_checker::{Selection, unknown_rule};
use yz_diagnostics::words;

use super::arguments::{CheckForm, CheckOptions};
use super::output::Output;
use super::progress::Progress;
use super::{CLEAN, ERROR, FINDINGS};
use crate::operations::check::{CheckedFile, Wanted, check_files, files};

pub(crate) fn run(output: &Output, options: &CheckOptions) -> u8 {
    if refuses_names(output, options) {
        return ERROR;
    }
    let paths = match files(&options.files) {
        Ok(paths) => paths,
        Err(empty) => {
            let folder = empty.0.display();
            output.complain(&words!(
                "{folder} 里没有可以核对的文件\n  怎么办：可以核对 docx、pdf、html、xlsx、txt、md",
                "there is nothing to check in {folder}\n  \
                 help: docx, pdf, html, xlsx, txt and md can be checked"
            ));
            return ERROR;
        }
    };
    let selection = Selection {
        select: options.select.clone(),
        ignore: options.ignore.clone(),
        preview: options.preview,
    };
    let wanted = Wanted { selection, config: options.config.clone() };
    let progress = Progress::new();
    let checked = check_files(&paths, &wanted, &|what: &str| progress.tell(what));
    drop(progress);
    match checked {
        Ok(checked) => tell(output, options, &checked),
        Err(wrong) => {
            output.refuse(&wrong.findings, &wrong.sources);
            ERROR
        }
    }
}

/// Says of every name of the command line that is no rule's what it was meant to be.
fn refuses_names(output: &Output, options: &CheckOptions) -> bool {
    let mut refuses = false;
    for name in options.select.iter().chain(&options.ignore) {
        if let Some(help) = unknown_rule(name) {
            let (zh, en) = (help.zh, help.en);
            output.complain(&words!(
                "没有规则 `{name}`\n  怎么办：{zh}",
                "there is no rule `{name}`\n  help: {en}"
            ));
            refuses = true;
        }
    }
    refuses
}

fn tell(output: &Output, options: &CheckOptions, checked: &[CheckedFile]) -> u8 {
    // Only the forms for programs say themselves which files could not be read.
    if !matches!(options.format, CheckForm::Json | CheckForm::Sarif | CheckForm::Github) {
        complain(output, checked);
    }
    let written = match options.format {
        CheckForm::Text => {
            text::print(output, checked, options.verified);
            true
        }
        CheckForm::Json => {
            json::print(output, checked);
            true
        }
        CheckForm::Sarif => {
            sarif::print(output, checked);
            true
        }
        CheckForm::Github => {
            github::print(output, checked);
            true
        }
        CheckForm::Html => written::html(output, checked, &options.out),
        CheckForm::Docx => written::docx(output, checked, &options.out),
    };
    if !written || checked.iter().any(|file| file.result.is_err()) {
        return ERROR;
    }
    if checked.iter().any(CheckedFile::is_open) { FINDINGS } else { CLEAN }
}

fn complain(output: &Output, checked: &[CheckedFile]) {
    for file in checked {
        if let Err(unread) = &file.result {
            let (name, text) = (&file.name, unread.text(output.language));
            output.complain(&words!("{name}：{text}", "{name}: {text}"));
        }
    }
}
