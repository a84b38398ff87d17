//! Chores of the workspace: `cargo xtask --help` lists them.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::arithmetic_side_effects,
    reason = "chores talk to people, and count lines, seconds and bytes of this repository"
)]

mod bench;
mod bench_check;
mod bench_settle;
mod docs;
mod ecosystem;
mod laws;
mod manifest;
mod new;
mod rust;
mod suites;
mod tools;
mod tree;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <chore>

  test [--quick] [--without=…]   everything that must hold: format, laws, lints, tests, documents
                                 --quick: no lints, no outside programs, unit tests only
                                 --without=libreoffice,pdftotext,fonts,chromium,deny: leaves out
                                 the tests that read our output with these programs
  ci                             the same as test
  tidy                           the laws of the house alone (seconds)
  docs [--check]                 writes the generated pages of docs/, or says which are stale
  bench                          times a release build over a real and a synthetic book
  bench check                    times the checker over 20 MB of report text, many documents and one
  bench settle [--runs N] [--no-peers] [--write]
                                 times settling a county's year of bills (../shared/bench), beside a
                                 loop written for it alone and what people would take instead;
                                 --write puts the tables into docs/benchmarks.md

  ecosystem [--corpus ../shared] [--list] [--kind K] [--bless]
                                 what the checker finds and verifies in published texts, beside
                                 what people found; --list prints every finding and verified figure;
                                 --bless writes reports/published/*/expected.tsv
  ecosystem --mutate 2000 [--seed 1] [--corpus ../shared]
                                 changes digits of verified figures; how many are noticed

  new-concept NAME               each writes a commented skeleton where it belongs, and says
  new-indicator TEMPLATE NAME    which shared lines are left to touch
  new-parameter NAME [REGION]    REGION as in policy/regions: 511623-linshui
  new-rule CRATE NAME
  new-book NAME
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        [] | ["--help" | "-h" | "help"] => {
            print!("{HELP}");
            Ok(true)
        }
        ["test" | "ci", options @ ..] => suites::test(options),
        ["tidy"] => tidy(),
        ["docs"] => docs::write(),
        ["docs", "--check"] => docs::check_all(),
        ["ecosystem", options @ ..] => ecosystem::run(options),
        ["bench"] => bench::bench(),
        ["bench", "settle", options @ ..] => bench_settle::bench(options),
        ["bench", "check"] => bench_check::bench(),
        ["bench", "check-child", path] => bench_check::child(path),
        [chore, names @ ..] if chore.starts_with("new-") => new::run(chore, names),
        [chore, ..] => Err(format!("`{chore}` is no chore, or not with these arguments\n\n{HELP}")),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// Whether the tree keeps every law; prints where it does not.
fn tidy() -> Result<bool, String> {
    let tree = tree::Tree::load(&tree::root()).map_err(|error| error.to_string())?;
    let findings = laws::check(&tree);
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => println!("tidy: {} laws, no finding", laws::ALL.len()),
        count => println!("tidy: {count} findings"),
    }
    Ok(findings.is_empty())
}
