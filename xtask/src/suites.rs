//! The whole law: every suite in order, each with its time, and a table at the end.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::{docs, tidy, tools, tree};

/// What became of a suite.
enum Outcome {
    Passed,
    Failed,
    /// Not run, and why.
    LeftOut(&'static str),
}

/// The environment variable by which tests learn what they must do without, by commas.
const WITHOUT: &str = "YZ_WITHOUT";

/// What a browser runs.
const WASM: &str = "wasm32-unknown-unknown";

/// Runs every suite, even after one has failed; whether all passed.
///
/// The tests come last, so that their own counts are the last thing above the table.
///
/// # Errors
///
/// When an option is unknown or a needed program is missing.
pub(crate) fn test(options: &[&str]) -> Result<bool, String> {
    let mut quick = false;
    let mut without = Vec::new();
    for option in options {
        match (*option, option.strip_prefix("--without=")) {
            ("--quick", _) => quick = true,
            (_, Some(names)) => without.extend(names.split(',').filter(|name| !name.is_empty())),
            _ => return Err(format!("`{option}` is no option of test")),
        }
    }
    let left_out = if quick { Vec::new() } else { tools::settle(&without)? };
    let mut table = Table::default();
    table.run("format", || cargo(&["fmt", "--all", "--check"], &left_out));
    table.run("tidy", || chore(tidy()));
    table.run("docs", || chore(docs::check_all()));
    table.run("deny", || match (quick, left_out.contains(&"deny")) {
        (true, _) => Outcome::LeftOut("quick"),
        (_, true) => Outcome::LeftOut("no cargo-deny, or told so"),
        _ => cargo(&["deny", "check", "licenses", "bans", "sources"], &left_out),
    });
    table.run("lints", || match quick {
        true => Outcome::LeftOut("quick"),
        false => {
            let lints = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
            cargo(&lints, &left_out)
        }
    });
    table.run("wasm", || match (quick, wasm_is_installed()) {
        (true, _) => Outcome::LeftOut("quick"),
        (_, false) => Outcome::LeftOut("no wasm32-unknown-unknown; the law `browser` holds"),
        _ => cargo(&["build", "-p", "yz_checker", "--target", WASM], &left_out),
    });
    table.run("tests", || {
        let mut tests = vec!["test", "--workspace", "--no-fail-fast"];
        tests.extend(if quick { ["--lib", "--bins"].as_slice() } else { &[] });
        cargo(&tests, &left_out)
    });
    table.print(&left_out);
    Ok(table.passed())
}

/// Whether the standard library for browsers is there.
fn wasm_is_installed() -> bool {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output();
    let sysroot = sysroot.map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned());
    let folder = |sysroot: String| std::path::Path::new(&sysroot).join("lib/rustlib").join(WASM);
    sysroot.is_ok_and(|sysroot| folder(sysroot).join("lib").is_dir())
}

fn chore(outcome: Result<bool, String>) -> Outcome {
    match outcome {
        Ok(true) => Outcome::Passed,
        Ok(false) => Outcome::Failed,
        Err(message) => {
            println!("error: {message}");
            Outcome::Failed
        }
    }
}

fn cargo(arguments: &[&str], left_out: &[&str]) -> Outcome {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(tree::root()).env(WITHOUT, left_out.join(","));
    match command.status() {
        Ok(status) if status.success() => Outcome::Passed,
        _ => Outcome::Failed,
    }
}

/// The suites that were run.
#[derive(Default)]
struct Table {
    rows: Vec<(&'static str, Outcome, Duration)>,
}

impl Table {
    fn run(&mut self, suite: &'static str, run: impl FnOnce() -> Outcome) {
        println!("\n== {suite}");
        let start = Instant::now();
        let outcome = run();
        println!("== {suite}: {}, {}", outcome.words(), seconds(start.elapsed()));
        self.rows.push((suite, outcome, start.elapsed()));
    }

    fn passed(&self) -> bool {
        !self.rows.iter().any(|(_, outcome, _)| matches!(outcome, Outcome::Failed))
    }

    fn print(&self, left_out: &[&str]) {
        println!("\n{:<8} {:>8}  result", "suite", "time");
        for (suite, outcome, time) in &self.rows {
            println!("{suite:<8} {:>8}  {}", seconds(*time), outcome.words());
        }
        if !left_out.is_empty() {
            println!("without: {}", left_out.join(", "));
        }
        println!("{}", if self.passed() { "all suites passed" } else { "a suite failed" });
    }
}

impl Outcome {
    fn words(&self) -> String {
        match self {
            Self::Passed => "passed".to_owned(),
            Self::Failed => "FAILED".to_owned(),
            Self::LeftOut(why) => format!("left out ({why})"),
        }
    }
}

/// Seconds with one decimal, cut.
fn seconds(time: Duration) -> String {
    format!("{}.{} s", time.as_secs(), time.subsec_millis() / 100)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Outcome, Table, seconds, test};

    #[test]
    fn an_unknown_option_is_refused() {
        assert_eq!(test(&["--fast"]).unwrap_err(), "`--fast` is no option of test");
    }

    #[test]
    fn one_failure_fails_all_and_what_is_left_out_does_not() {
        let mut table = Table::default();
        table.run("one", || Outcome::Passed);
        table.run("two", || Outcome::LeftOut("quick"));
        assert!(table.passed());
        table.run("three", || Outcome::Failed);
        table.run("four", || Outcome::Passed);
        assert!(!table.passed());
        assert_eq!(table.rows.len(), 4);
    }

    #[test]
    fn seconds_have_one_decimal() {
        assert_eq!(seconds(Duration::from_millis(12_079)), "12.0 s");
        assert_eq!(seconds(Duration::from_millis(950)), "0.9 s");
    }
}
