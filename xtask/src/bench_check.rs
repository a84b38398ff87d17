//! How fast the checker reads and checks, and how much memory it takes: many texts of 50 KB and
//! single ones up to 20 MB, on one thread of a release build.
//!
//! The published texts are retold passage by passage, with a figure every 41 bytes; whole reports
//! have one every 200 bytes (394 in the 78,953 bytes of the five that the books follow). So the
//! real-like texts have narrative of the books between the passages, in that proportion; the dense
//! ones have none, and are the worst that there can be.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use yz_checker::Selection;
use yz_report::Transcript;

use crate::bench::{field_kib, measure, release};
use crate::ecosystem::{Chance, published_words};
use crate::tree;

const MB: usize = 1_000_000;
const ALL: usize = 20 * MB;
const DOCUMENT: usize = 50_000;
/// Sizes of single documents: where time grows faster than size, it can be seen here.
const SINGLE: [usize; 4] = [DOCUMENT, MB, 5 * MB, 20 * MB];
/// How many bytes of a real-like text are narrative for each byte of a passage with figures.
const NARRATIVE: usize = 3;
/// One digit of so many is changed in each copy, so that no two are the same.
const CHANGED: usize = 40;
/// A run that takes longer is ended.
const LIMIT: Duration = Duration::from_secs(300);

/// Builds for release, makes the texts, checks them in child processes and prints the table.
///
/// # Errors
///
/// When the build, or writing the texts, fails.
pub(crate) fn bench() -> Result<bool, String> {
    let root = tree::root();
    let program = release("xtask")?;
    let out = env::temp_dir().join(format!("yizhang-bench-check-{}", std::process::id()));
    println!("one thread; each size in a process of its own; MB is 1000000 bytes of UTF-8\n");
    println!(
        "{:<24} {:>9} {:>10} {:>8} {:>9} {:>12} {:>9} {:>9}",
        "texts", "MB", "ms", "MB/s", "peak MiB", "peak ÷ text", "findings", "verified"
    );
    let passages = published_words(&root)?;
    let reports = Words { passages: passages.clone(), narrative: narrative(&root)? };
    let dense = Words { passages, narrative: Vec::new() };
    let mut chance = Chance(1);
    for (name, words) in [("", &reports), (", dense", &dense)] {
        let folder = out.join(format!("many{name}"));
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        for number in 0..ALL / DOCUMENT {
            let text = grown(words, DOCUMENT, &mut chance);
            let path = folder.join(format!("{number:04}.txt"));
            fs::write(path, text).map_err(|error| error.to_string())?;
        }
        let name = format!("{} of {} KB{name}", ALL / DOCUMENT, DOCUMENT / 1000);
        row(&program, &name, &folder);
    }
    for size in SINGLE {
        let path = out.join(format!("single-{size}.txt"));
        let text = grown(&reports, size, &mut chance);
        fs::write(&path, text).map_err(|error| error.to_string())?;
        row(&program, &format!("1 of {} KB", size / 1000), &path);
    }
    documents(&root, &program.with_file_name("yizhang"), &out);
    fs::remove_dir_all(&out).map_err(|error| error.to_string())?;
    Ok(true)
}

/// The child: checks a file or all files of a folder and prints bytes, microseconds, findings,
/// verified figures and its peak of memory in KiB.
///
/// # Errors
///
/// When a file cannot be read.
pub(crate) fn child(path: &str) -> Result<bool, String> {
    let path = Path::new(path);
    let mut files = vec![path.to_owned()];
    if path.is_dir() {
        let entries = fs::read_dir(path).map_err(|error| error.to_string())?;
        files = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        files.sort();
    }
    let mut time = Duration::ZERO;
    let (mut bytes, mut findings, mut verified) = (0, 0, 0);
    for file in files {
        let text = fs::read_to_string(file).map_err(|error| error.to_string())?;
        let start = Instant::now();
        let transcript = Transcript::from_text(&text);
        let outcome = yz_checker::check(&transcript, "bench", &Selection::default());
        time += start.elapsed();
        bytes += text.len();
        findings += outcome.findings.len();
        verified += outcome.verified.len();
    }
    let peak = field_kib(&fs::read_to_string("/proc/self/status").unwrap_or_default(), "VmHWM:");
    println!("{bytes} {} {findings} {verified} {peak}", time.as_micros());
    Ok(true)
}

/// Runs the child over a path and prints its row.
fn row(program: &Path, name: &str, path: &Path) {
    let mut command = Command::new(program);
    command.args(["bench", "check-child"]).arg(path).stdout(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        println!("{name:<24} could not be started");
        return;
    };
    let start = Instant::now();
    while child.try_wait().is_ok_and(|status| status.is_none()) {
        if LIMIT < start.elapsed() {
            let _ = child.kill();
            let _ = child.wait();
            println!("{name:<24} ended after {} s", LIMIT.as_secs());
            return;
        }
        thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().map(|output| output.stdout).unwrap_or_default();
    let numbers: Vec<u128> = String::from_utf8_lossy(&output)
        .split_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect();
    let [bytes, micros, findings, verified, peak] = numbers.as_slice() else {
        println!("{name:<24} failed");
        return;
    };
    println!(
        "{name:<24} {:>9} {:>10} {:>8} {:>9} {:>12} {findings:>9} {verified:>9}",
        tenths(*bytes * 10, 1_000_000),
        tenths(*micros * 10, 1000),
        tenths(*bytes * 10, *micros),
        peak / 1024,
        tenths(peak * 1024 * 10, *bytes),
    );
}

/// What texts are made of.
struct Words {
    /// Texts with figures.
    passages: Vec<String>,
    /// Paragraphs without any.
    narrative: Vec<String>,
}

/// The paragraphs of the books' narrative that have no figure.
fn narrative(root: &Path) -> Result<Vec<String>, String> {
    let tree = tree::Tree::load(root).map_err(|error| error.to_string())?;
    let texts = tree.under("books/", ".md").filter(|(path, _)| path.contains("/narrative/"));
    let plain =
        |line: &&str| !line.is_empty() && !line.contains(|c: char| c.is_ascii_digit() || c == '{');
    Ok(texts.flat_map(|(_, text)| text.lines().filter(plain)).map(str::to_owned).collect())
}

/// The passages again and again, a few digits changed each time, with narrative between, up to a
/// size.
fn grown(words: &Words, size: usize, chance: &mut Chance) -> String {
    let mut text = String::with_capacity(size + 64_000);
    while text.len() < size {
        let copy = &words.passages[chance.below(words.passages.len())];
        let mut last = ' ';
        for sign in copy.chars() {
            let inside = last.is_ascii_digit() || last == '.';
            let changed = sign.is_ascii_digit() && inside && chance.below(CHANGED) == 0;
            let digit = u8::try_from(chance.below(10)).unwrap_or(0);
            text.push(if changed { char::from(b'0' + digit) } else { sign });
            last = sign;
        }
        text.push('\n');
        let full = text.len() + NARRATIVE * copy.len();
        while !words.narrative.is_empty() && text.len() < full {
            text.push_str(&words.narrative[chance.below(words.narrative.len())]);
            text.push('\n');
        }
    }
    let mut end = size;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    text
}

/// Times `yizhang check` on a printed report, where the program is built and knows how.
fn documents(root: &Path, program: &Path, out: &Path) {
    if !program.exists() {
        println!("\nno release build of yizhang: `check` of docx and pdf is left out");
        return;
    }
    let report = out.join("report");
    let run = measure(program, &["report", "books/linshui-2022"], Some(&report), root);
    if let Err(error) = run {
        println!("\nyizhang report: {error}");
        return;
    }
    println!("\n{:<48} {:>8} {:>9}", "yizhang check", "ms", "peak MiB");
    let Ok(entries) = fs::read_dir(&report) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|one| one.path()).collect();
    paths.sort();
    for path in paths {
        let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or("");
        if !["docx", "pdf"].contains(&kind) {
            continue;
        }
        let shown = path.to_string_lossy();
        let name = path.file_name().map_or(shown.clone(), |name| name.to_string_lossy());
        match measure(program, &["check", &shown], None, root) {
            Ok(run) => {
                println!("{name:<48} {:>8} {:>9}", run.wall.as_millis(), run.peak_kib / 1024);
            }
            Err(error) => println!("{name:<48} {error}"),
        }
    }
}

/// A ratio of tenths as a number with one decimal, cut.
fn tenths(tenfold: u128, unit: u128) -> String {
    match tenfold.checked_div(unit) {
        Some(tenths) => format!("{}.{}", tenths / 10, tenths % 10),
        None => "–".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{NARRATIVE, Words, grown, tenths};
    use crate::ecosystem::Chance;

    #[test]
    fn copies_differ_in_digits_only_and_are_the_same_every_time() {
        let passage = "收入1234567890万元，支出9876543210万元。";
        let words = Words { passages: vec![passage.to_owned()], narrative: Vec::new() };
        let text = grown(&words, 5000, &mut Chance(1));
        assert_eq!(text, grown(&words, 5000, &mut Chance(1)));
        assert!((4998..=5000).contains(&text.len()));
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.iter().any(|line| *line != lines[0]));
        assert!(lines[..9].iter().all(|line| line.len() == passage.len()));
    }

    #[test]
    fn narrative_stands_between_passages_in_its_proportion() {
        let words = Words {
            passages: vec!["1".repeat(200)],
            narrative: vec!["abcdefghijklmnopqrs".to_owned()],
        };
        let text = grown(&words, 50_000, &mut Chance(1));
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let letters = text.chars().filter(char::is_ascii_alphabetic).count();
        assert!((NARRATIVE * digits * 9 / 10..NARRATIVE * digits * 11 / 10).contains(&letters));
    }

    #[test]
    fn rates_have_one_decimal() {
        assert_eq!(tenths(2059, 10), "20.5");
        assert_eq!(tenths(1, 0), "–");
    }
}
