//! How long a release build takes over a book, and how much memory: wall time and peak resident
//! memory of whole processes, as a clerk would meet them.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io, thread};

use crate::tree;

const RUNS: usize = 5;
/// How often the memory of a running process is read.
const POLL: Duration = Duration::from_millis(2);

/// What is measured, by its name in the table. `demo` is what the others are compared with.
const WORK: [(&str, &[&str]); 2] =
    [("demo", &["demo"]), ("linshui-2022", &["report", "books/linshui-2022"])];

/// One run of one process.
#[derive(Clone, Copy)]
pub(crate) struct Run {
    pub(crate) wall: Duration,
    pub(crate) peak_kib: u64,
}

/// Builds, runs each command five times and prints the table.
///
/// # Errors
///
/// When the build or one of the commands fails.
pub(crate) fn bench() -> Result<bool, String> {
    let root = tree::root();
    let program = release("yizhang")?;
    let out = env::temp_dir().join(format!("yizhang-bench-{}", std::process::id()));
    let mut rows = Vec::new();
    for (name, arguments) in WORK {
        let mut runs = Vec::new();
        for _ in 0..RUNS {
            let run = measure(&program, arguments, Some(&out.join(name)), &root);
            runs.push(run.map_err(|error| format!("yizhang {}: {error}", arguments.join(" ")))?);
        }
        rows.push((name, runs));
    }
    fs::remove_dir_all(&out).map_err(|error| error.to_string())?;
    print_table(&rows);
    Ok(true)
}

/// Builds a package for release, and gives its program.
///
/// # Errors
///
/// When the build fails.
pub(crate) fn release(package: &str) -> Result<PathBuf, String> {
    let arguments = ["build", "--release", "--package", package];
    let built = Command::new("cargo").args(arguments).current_dir(tree::root()).status();
    if !built.is_ok_and(|status| status.success()) {
        return Err("the release build failed".to_owned());
    }
    Ok(target_folder()?.join("release").join(package))
}

/// Where cargo puts what it builds.
///
/// # Errors
///
/// When the current folder is gone.
pub(crate) fn target_folder() -> Result<PathBuf, String> {
    let given = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let folder = given.unwrap_or_else(|| tree::root().join("target"));
    // Programs that are run elsewhere must find it too.
    std::path::absolute(folder).map_err(|error| error.to_string())
}

/// Runs a program once, writing to a folder where one is given.
pub(crate) fn measure(
    program: &Path,
    arguments: &[&str],
    out: Option<&Path>,
    root: &Path,
) -> io::Result<Run> {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root);
    if let Some(out) = out {
        command.arg("--out").arg(out);
    }
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let (run, status) = timed(&mut command)?;
    // 1 says that there were findings, which a real book may have.
    match status.code() {
        Some(0 | 1) => Ok(run),
        _ => Err(io::Error::other(status.to_string())),
    }
}

/// Runs a command to its end, and says how it ended.
pub(crate) fn timed(command: &mut Command) -> io::Result<(Run, ExitStatus)> {
    let start = Instant::now();
    let mut child = command.spawn()?;
    let mut peak_kib = 0;
    let status = loop {
        peak_kib = peak_kib.max(resident_peak(&child));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(POLL);
    };
    Ok((Run { wall: start.elapsed(), peak_kib }, status))
}

/// The peak of resident memory so far; 0 where the system does not tell.
fn resident_peak(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id()));
    field_kib(&status.unwrap_or_default(), "VmHWM:")
}

pub(crate) fn field_kib(text: &str, field: &str) -> u64 {
    let value = text.lines().find_map(|line| line.strip_prefix(field));
    value.and_then(|value| value.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// The machine in words: cores and memory.
pub(crate) fn machine() -> String {
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let memory = field_kib(&fs::read_to_string("/proc/meminfo").unwrap_or_default(), "MemTotal:");
    format!("{cores} cores, {} MiB memory", memory / 1024)
}

fn print_table(rows: &[(&str, Vec<Run>)]) {
    println!("machine: {}; {RUNS} runs each\n", machine());
    println!("{:<14} {:>9} {:>9} {:>12} {:>10}", "book", "best", "worst", "best ÷ demo", "peak");
    let best = |runs: &[Run]| runs.iter().map(|run| run.wall).min().unwrap_or_default();
    let demo = rows.first().map_or(Duration::ZERO, |(_, runs)| best(runs));
    for (name, runs) in rows {
        let worst = runs.iter().map(|run| run.wall).max().unwrap_or_default();
        let peak = runs.iter().map(|run| run.peak_kib).max().unwrap_or(0);
        println!(
            "{name:<14} {:>6} ms {:>6} ms {:>12} {:>6} MiB",
            best(runs).as_millis(),
            worst.as_millis(),
            ratio(best(runs), demo),
            peak / 1024
        );
    }
}

/// How many times one time is another, with two decimals, cut.
pub(crate) fn ratio(time: Duration, unit: Duration) -> String {
    match (time.as_micros() * 100).checked_div(unit.as_micros()) {
        Some(hundredths) => format!("{}.{:02}", hundredths / 100, hundredths % 100),
        None => "–".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{field_kib, ratio};

    #[test]
    fn memory_is_read_from_its_field() {
        let status = "Name:\tyizhang\nVmPeak:\t  99 kB\nVmHWM:\t   51200 kB\n";
        assert_eq!(field_kib(status, "VmHWM:"), 51_200);
        assert_eq!(field_kib(status, "VmSwap:"), 0);
    }

    #[test]
    fn ratios_have_two_decimals() {
        let ms = Duration::from_millis;
        assert_eq!(ratio(ms(250), ms(200)), "1.25");
        assert_eq!(ratio(ms(201), ms(200)), "1.00");
        assert_eq!(ratio(ms(1), Duration::ZERO), "–");
    }
}
