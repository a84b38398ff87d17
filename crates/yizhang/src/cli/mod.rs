//! The command line: what can be asked, and how it is answered.

mod arguments;
mod check;
mod count;
mod demo;
mod explain_bill;
mod export;
mod facts;
mod import;
mod json;
mod new;
mod output;
mod page;
mod policy;
mod progress;
mod report;
mod rules;
mod score;
mod settle;
mod simulate;
mod synth;
mod trace;
mod verify;

use std::ffi::OsString;
use std::path::Path;

use clap::CommandFactory;
use yz_diagnostics::{Finding, Sources};
use yz_store::Book;

use arguments::{Arguments, Command};
use output::Output;

use crate::operations::book::read_book;
use crate::operations::{House, OpenBook};

/// Nothing is open.
pub const CLEAN: u8 = 0;
/// Something was found.
pub const FINDINGS: u8 = 1;
/// The question could not be answered.
pub const ERROR: u8 = 2;

/// Answers one command line; returns the exit code: 0 clean, 1 findings, 2 error.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments = match arguments::parse(arguments) {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let output = Output::new(&arguments);
    if let Some(code) = answer_without_house(&arguments, &output) {
        return code;
    }
    let house = match House::load(arguments.data.as_deref()) {
        Ok(house) => house,
        Err(finding) => {
            output.refuse(&[*finding], &Sources::default());
            return ERROR;
        }
    };
    if house.findings.iter().any(Finding::blocks) {
        output.refuse(&house.findings, &house.sources());
        return ERROR;
    }
    answer(&arguments, &house, &output)
}

/// Reads what a book's folder says; else as [`open`].
fn read(house: &House, output: &Output, path: &Path) -> Result<Book, u8> {
    read_book(path).map_err(|findings| {
        output.refuse(&findings, &sources_below(house, path));
        ERROR
    })
}

/// Opens a book, or says what keeps it from being opened and gives the exit code to leave with.
fn open(house: &House, output: &Output, path: &Path) -> Result<OpenBook, u8> {
    OpenBook::open(house, path).map_err(|findings| {
        output.refuse(&findings, &sources_below(house, path));
        ERROR
    })
}

/// The texts of the house and of a folder that could not be opened as a book.
fn sources_below(house: &House, path: &Path) -> Sources {
    let mut sources = house.sources();
    if let Ok(folder) = yz_store::read_book_folder(path) {
        let label = path.display().to_string();
        for (file, text) in &folder.files {
            sources.add(format!("{}/{file}", label.trim_end_matches('/')), text);
        }
    }
    sources
}

/// Answers what needs neither policy nor concepts, whatever their state.
fn answer_without_house(arguments: &Arguments, output: &Output) -> Option<u8> {
    Some(match &arguments.command {
        Command::Check(options) => check::run(output, options),
        Command::Rules { format } => rules::list(output, *format),
        Command::Explain { rule } => rules::explain(output, rule),
        Command::Import(options) => import::run(output, options),
        Command::Export(options) => export::run(output, options),
        Command::New(options) => new::run(output, options),
        Command::Completions { shell } => {
            let mut command = Arguments::command();
            clap_complete::generate(*shell, &mut command, "yizhang", &mut std::io::stdout());
            CLEAN
        }
        _ => return None,
    })
}

fn answer(arguments: &Arguments, house: &House, output: &Output) -> u8 {
    match &arguments.command {
        Command::Demo(options) => demo::run(house, output, options),
        Command::Count(options) => count::run(house, output, options),
        Command::Facts(options) => facts::run(house, output, options),
        Command::Score(options) => score::run(house, output, options),
        Command::Report(options) => report::run(house, output, options),
        Command::Verify(options) => verify::run(house, output, options),
        Command::Policy(options) => policy::run(house, output, options),
        Command::Settle(options) => settle::run(house, output, options),
        Command::ExplainBill(options) => explain_bill::run(house, output, options),
        Command::Simulate(options) => simulate::run(house, output, options),
        Command::Synth(options) => synth::run(output, options),
        // Answered before the house was loaded.
        _ => CLEAN,
    }
}
