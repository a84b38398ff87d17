//! The working folder below cargo's: copies of the benchmark, the data, and what is built of it.
//!
//! All is kept between runs, and made again when what it is made from has changed.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::contestants::{COPIES, Contestant, Input, PACKAGES, Side, Work};
use crate::bench::{Run, release, target_folder, timed};
use crate::tree;

/// Without these there is nothing to settle and nothing to check with.
const NEEDED: [&str; 2] = ["numpy", "pyarrow"];
/// What is copied from the benchmark. Of the loop's programs only one: the others want databases.
const COPIED: [&str; 5] =
    ["logs", "peers", "verify.py", "reference/src/lib.rs", "reference/src/bin/settle.rs"];
/// Prints which Python this is, and the version of each package that it has.
const ASK: &str = "\
import sys, importlib.metadata as metadata
print(sys.executable, sys.version.split()[0], sep='\\n')
for name in sys.argv[1:]:
    try: print(name, metadata.version(name))
    except metadata.PackageNotFoundError: pass
";
const TENFOLD: &str = include_str!("tenfold.py");

/// The folder, and what stands ready in it.
pub(super) struct Workshop {
    folder: PathBuf,
    pub(super) python: PathBuf,
    /// Python and the packages that are there, with their versions.
    pub(super) versions: BTreeMap<String, String>,
    pub(super) ours: PathBuf,
    pub(super) near_limit: PathBuf,
}

impl Workshop {
    /// Copies, builds and generates what is not there yet.
    ///
    /// # Errors
    ///
    /// When the benchmark or Python is not there, or a step fails.
    pub(super) fn open() -> Result<Self, String> {
        let bench = tree::root().join("../shared/bench");
        if !bench.join("SPEC.md").is_file() {
            let bench = bench.display();
            return Err(format!("no benchmark in {bench}: put it there; nothing was measured"));
        }
        let (python, versions) = ask_python()?;
        let missing: Vec<&str> =
            NEEDED.into_iter().filter(|name| !versions.contains_key(*name)).collect();
        if !missing.is_empty() {
            let missing = missing.join(" ");
            return Err(format!("nothing was measured; python3 -m pip install {missing}"));
        }
        let folder = target_folder()?.join("bench-settle");
        for part in COPIED {
            copy(&bench.join(part), &folder.join(part))?;
        }
        let ours = release("yizhang")?;
        let near_limit = build_near_limit(&bench, &folder)?;
        let shop = Self { folder, python, versions, ours, near_limit };
        shop.generate(&bench)?;
        Ok(shop)
    }

    #[cfg(test)]
    pub(super) fn made_up(packages: &[&str]) -> Self {
        Self {
            folder: PathBuf::from("/w"),
            python: PathBuf::from("/python3"),
            versions: packages.iter().map(|name| ((*name).to_owned(), "1".to_owned())).collect(),
            ours: PathBuf::from("/yizhang"),
            near_limit: PathBuf::from("/settle"),
        }
    }

    /// A path below the folder.
    pub(super) fn path(&self, path: &str) -> String {
        self.folder.join(path).to_string_lossy().into_owned()
    }

    /// Where a program writes its result.
    pub(super) fn result(&self, program: &str, work: Work) -> PathBuf {
        let input = work.input.word().replace(", ", "-").replace(' ', "-");
        let name = format!("{program}-{input}-{}-{}.parquet", work.rules.word(), work.threads);
        self.folder.join("out").join(name)
    }

    pub(super) fn has(&self, package: &str) -> bool {
        self.versions.contains_key(package)
    }

    fn generate(&self, bench: &Path) -> Result<(), String> {
        let changed = copy(&bench.join("gen.py"), &self.folder.join("gen.py"))?;
        let (data, unfinished) = (self.folder.join("data"), self.folder.join("data-unfinished"));
        let _ = fs::create_dir(self.folder.join("out"));
        if changed || !data.exists() {
            println!("generating the county's year");
            for old in [&data, &unfinished] {
                let _ = fs::remove_dir_all(old);
            }
            fs::create_dir_all(&unfinished).map_err(|error| error.to_string())?;
            let people = "762218";
            self.python(&[&self.path("gen.py"), people, &unfinished.to_string_lossy()])?;
            fs::rename(&unfinished, &data).map_err(|error| error.to_string())?;
        }
        let script = self.folder.join("tenfold.py");
        let changed = write_new(&script, TENFOLD.as_bytes())?;
        let ten = self.path(Input::Tenfold.file());
        if changed || !Path::new(&ten).exists() {
            println!("generating ten of them");
            let one = self.path(Input::Sorted.file());
            let copies = COPIES.to_string();
            self.python(&[&script.to_string_lossy(), "make", &one, &ten, &copies])?;
        }
        Ok(())
    }

    /// Runs a script, and gives what it printed.
    pub(super) fn python(&self, arguments: &[&str]) -> Result<String, String> {
        let mut command = Command::new(&self.python);
        let output = command.args(arguments).current_dir(&self.folder).output();
        let output = output.map_err(|error| format!("python3: {error}"))?;
        let printed = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        match output.status.success() {
            true => Ok(printed),
            false => {
                let said = String::from_utf8_lossy(&output.stderr);
                let script = arguments.first().unwrap_or(&"");
                Err(format!("{script}: {printed} {}", said.trim()))
            }
        }
    }

    /// Lets a program do its work once.
    ///
    /// # Errors
    ///
    /// When it fails, with all that it said.
    pub(super) fn run(&self, one: &Contestant) -> Result<Run, String> {
        let _ = fs::remove_file(&one.out);
        let log = self.folder.join("out/log.txt");
        let file = File::create(&log).map_err(|error| error.to_string())?;
        let both = file.try_clone().map_err(|error| error.to_string())?;
        let mut command = Command::new(&one.program);
        command.args(&one.arguments).current_dir(&self.folder);
        command.stdin(Stdio::null()).stdout(file).stderr(both);
        let (run, status) =
            timed(&mut command).map_err(|error| format!("{}: {error}", one.words()))?;
        if status.success() && one.out.exists() {
            return Ok(run);
        }
        let said = fs::read_to_string(&log).unwrap_or_default();
        Err(format!("{}: {status}\n{}", one.words(), said.trim()))
    }

    /// Compares a result with the digest of its rules.
    ///
    /// # Errors
    ///
    /// When it is another.
    pub(super) fn verify(&self, one: &Contestant) -> Result<(), String> {
        let (out, rules) = (one.out.to_string_lossy(), one.work.rules.word());
        let verified = match (one.side, one.work.input) {
            (Side::OtherWork, _) => return Ok(()),
            (_, Input::Tenfold) => {
                let (script, digests) = (self.path("tenfold.py"), self.path("logs/digests.txt"));
                let copies = COPIES.to_string();
                self.python(&[&script, "check", &out, rules, &digests, &copies])
            }
            _ => self.python(&[&self.path("verify.py"), &out, rules]),
        };
        verified.map(drop).map_err(|said| format!("{}: a WRONG RESULT: {said}", one.words()))
    }
}

/// Where Python is, and its packages. A name on the path may be a script that takes its time, so
/// the program itself is asked for.
fn ask_python() -> Result<(PathBuf, BTreeMap<String, String>), String> {
    let output = Command::new("python3").args(["-c", ASK]).args(PACKAGES).output();
    let output = output.ok().filter(|output| output.status.success());
    let output = output.ok_or("no python3: install it; nothing was measured")?;
    told(&String::from_utf8_lossy(&output.stdout))
        .ok_or("python3 says nothing of itself".to_owned())
}

/// Reads what [`ASK`] prints.
fn told(text: &str) -> Option<(PathBuf, BTreeMap<String, String>)> {
    let mut lines = text.lines();
    let python = PathBuf::from(lines.next()?);
    let mut versions = BTreeMap::from([("Python".to_owned(), lines.next()?.to_owned())]);
    for (name, version) in lines.filter_map(|line| line.split_once(' ')) {
        versions.insert(name.to_owned(), version.to_owned());
    }
    Some((python, versions))
}

/// Builds the near-limit loop.
fn build_near_limit(bench: &Path, folder: &Path) -> Result<PathBuf, String> {
    let folder = folder.join("reference");
    let manifest = bench.join("reference/Cargo.toml");
    let manifest =
        fs::read_to_string(&manifest).map_err(|e| format!("{}: {e}", manifest.display()))?;
    write_new(&folder.join("Cargo.toml"), loop_alone(&manifest).as_bytes())?;
    let mut command = Command::new("cargo");
    command.args(["build", "--release", "--bin", "settle", "--target-dir", "target"]);
    match command.current_dir(&folder).status() {
        Ok(status) if status.success() => Ok(folder.join("target/release/settle")),
        _ => Err("the near-limit loop could not be built".to_owned()),
    }
}

/// The manifest without databases, and as a workspace of its own, because the folder may lie below
/// ours.
fn loop_alone(manifest: &str) -> String {
    let database = |line: &&str| line.starts_with("rusqlite") || line.starts_with("postgres");
    let lines: Vec<&str> = manifest.lines().filter(|line| !database(line)).collect();
    format!("{}\n\n[workspace]\n", lines.join("\n"))
}

/// Copies a file, or the files of a folder; whether anything is new.
fn copy(from: &Path, to: &Path) -> Result<bool, String> {
    let told = |error: std::io::Error| format!("{}: {error}", from.display());
    if from.is_file() {
        return write_new(to, &fs::read(from).map_err(told)?);
    }
    let mut changed = false;
    for entry in fs::read_dir(from).map_err(told)? {
        let entry = entry.map_err(told)?;
        changed |= copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(changed)
}

/// Writes a file unless it says the same already, so that what was built from it stays fresh;
/// whether it was new.
fn write_new(path: &Path, bytes: &[u8]) -> Result<bool, String> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(told)?;
    }
    fs::write(path, bytes).map_err(told)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{loop_alone, told};

    #[test]
    fn python_tells_where_it_is_and_what_it_has() {
        let (python, versions) = told("/usr/bin/python3\n3.12.1\nnumpy 2.4.6\n").unwrap();
        assert_eq!(python, Path::new("/usr/bin/python3"));
        let versions: Vec<String> = versions.iter().map(|(n, v)| format!("{n} {v}")).collect();
        assert_eq!(versions, ["Python 3.12.1", "numpy 2.4.6"]);
        assert!(told("").is_none());
    }

    #[test]
    fn the_loop_is_built_without_databases() {
        let manifest = "[dependencies]\nparquet = \"1\"\nrusqlite = { version = \"1\" }\n\
                        postgres = \"1\"\nlibc = \"1\"\n[profile.release]\nlto = \"thin\"\n";
        assert_eq!(
            loop_alone(manifest),
            "[dependencies]\nparquet = \"1\"\nlibc = \"1\"\n[profile.release]\nlto = \"thin\"\n\n\
             [workspace]\n"
        );
    }
}
