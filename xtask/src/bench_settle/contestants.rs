//! Who settles the county's year: ours, the near-limit loop, and what people would take instead.

use std::path::PathBuf;

use super::workshop::Workshop;

/// How many copies of one county's year the largest file holds.
pub(super) const COPIES: usize = 10;
/// Persons whose bills the ORM settles; it is too slow for all.
pub(super) const SAMPLE: &str = "1000";

/// Which bills are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// By person and date.
    Sorted,
    /// As they arrived.
    Unsorted,
    /// The sorted ones of ten counties.
    Tenfold,
}

/// By which rules of `SPEC.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rules {
    /// Sums up to each bill are enough.
    V1,
    /// What is paid now lowers what decides the next payment.
    V2,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Work {
    pub(super) input: Input,
    pub(super) rules: Rules,
    pub(super) threads: u8,
}

/// On which side a program stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Ours,
    NearLimit,
    Peer,
    /// A peer that does other work, whose result has no digest.
    OtherWork,
}

/// One program with one piece of work.
#[derive(Clone, Debug)]
pub(super) struct Contestant {
    pub(super) name: &'static str,
    pub(super) side: Side,
    pub(super) work: Work,
    pub(super) program: PathBuf,
    pub(super) arguments: Vec<String>,
    /// Where the result is written.
    pub(super) out: PathBuf,
}

/// A script of `peers/`.
struct Peer {
    name: &'static str,
    script: &'static str,
    how: &'static str,
    packages: &'static [&'static str],
    input: Input,
    rules: &'static [Rules],
}

const BOTH: &[Rules] = &[Rules::V1, Rules::V2];
const DUCKDB: Peer = Peer {
    name: "DuckDB, windows",
    script: "duckdb_settle.py",
    how: "window",
    packages: &["duckdb"],
    input: Input::Unsorted,
    rules: &[Rules::V1],
};
const NUMBA: Peer = Peer {
    name: "NumPy + Numba",
    script: "numba_settle.py",
    how: "numpy",
    packages: &["numba"],
    input: Input::Unsorted,
    rules: BOTH,
};
const PEERS: [Peer; 6] = [
    DUCKDB,
    Peer { name: "DuckDB, recursive", how: "rec", rules: &[Rules::V2], ..DUCKDB },
    Peer {
        name: "Polars, expressions",
        script: "polars_settle.py",
        how: "reset",
        packages: &["polars"],
        ..DUCKDB
    },
    Peer { name: "Polars + Numba", how: "polars", packages: &["polars", "numba"], ..NUMBA },
    NUMBA,
    Peer { name: "NumPy + Numba, presorted", how: "presorted", input: Input::Sorted, ..NUMBA },
];
const OPENFISCA: (&str, &[&str]) = ("OpenFisca, yearly", &["openfisca-core", "polars"]);
const DJANGO: (&str, &[&str]) = ("Django, one bill at a time", &["django"]);

/// What scripts import, as pip calls it.
pub(super) const PACKAGES: [&str; 7] =
    ["numpy", "pyarrow", "duckdb", "polars", "numba", "openfisca-core", "django"];

impl Input {
    /// The word of the table.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Sorted => "sorted",
            Self::Unsorted => "unsorted",
            Self::Tenfold => "sorted, ten years",
        }
    }

    /// The file below the working folder.
    pub(super) fn file(self) -> &'static str {
        match self {
            Self::Sorted => "data/claims_sorted.parquet",
            Self::Unsorted => "data/claims.parquet",
            Self::Tenfold => "data/ten_years.parquet",
        }
    }
}

impl Rules {
    /// As digests and scripts call them.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::V2 => "v2",
        }
    }
}

impl Contestant {
    /// The name with the work, for people who wait.
    pub(super) fn words(&self) -> String {
        let Work { input, rules, threads } = self.work;
        format!("{}, {} {} on {threads} threads", self.name, input.word(), rules.word())
    }
}

/// Ours and the near-limit loop, side by side with the same work, and ours with ten years.
pub(super) fn ours_and_near_limit(shop: &Workshop) -> Vec<Contestant> {
    let mut all = Vec::new();
    for input in [Input::Sorted, Input::Unsorted] {
        for rules in [Rules::V2, Rules::V1] {
            for threads in [2, 1] {
                let work = Work { input, rules, threads };
                all.extend([ours(shop, work), near_limit(shop, work)]);
            }
        }
    }
    all.push(ours(shop, Work { input: Input::Tenfold, rules: Rules::V2, threads: 2 }));
    all
}

fn ours(shop: &Workshop, work: Work) -> Contestant {
    let policy = format!("benchmark-county-{}", work.rules.word());
    let (bills, out) = (shop.path(work.input.file()), shop.result("yizhang", work));
    let threads = work.threads.to_string();
    let arguments = ["settle", "--bills", &bills, "--policy", &policy, "--out"];
    let mut arguments = owned(&arguments);
    arguments.extend([out.to_string_lossy().into_owned(), "--threads".to_owned(), threads]);
    let program = shop.ours.clone();
    Contestant { name: "yizhang", side: Side::Ours, work, program, arguments, out }
}

fn near_limit(shop: &Workshop, work: Work) -> Contestant {
    let how = if work.input == Input::Unsorted { "unsorted" } else { "stream" };
    let out = shop.result("near-limit", work);
    let arguments = script_arguments(shop, work, &out, how);
    let program = shop.near_limit.clone();
    Contestant { name: "near-limit loop", side: Side::NearLimit, work, program, arguments, out }
}

/// `IN OUT v1|v2 THREADS HOW`, as the loop and the peers take it.
fn script_arguments(shop: &Workshop, work: Work, out: &std::path::Path, how: &str) -> Vec<String> {
    let threads = work.threads.to_string();
    let input = shop.path(work.input.file());
    owned(&[&input, &out.to_string_lossy(), work.rules.word(), &threads, how])
}

/// The peers whose packages are there, and what is said of the others.
pub(super) fn peers(shop: &Workshop) -> (Vec<Contestant>, Vec<String>) {
    let (mut all, mut left_out) = (Vec::new(), Vec::new());
    for peer in &PEERS {
        if let Some(why) = lacking(shop, peer.name, peer.packages) {
            left_out.push(why);
            continue;
        }
        for rules in peer.rules {
            let work = Work { input: peer.input, rules: *rules, threads: 2 };
            let out = shop.result(peer.how, work);
            let mut arguments = vec![shop.path(&format!("peers/{}", peer.script))];
            arguments.extend(script_arguments(shop, work, &out, peer.how));
            let program = shop.python.clone();
            let (name, side) = (peer.name, Side::Peer);
            all.push(Contestant { name, side, work, program, arguments, out });
        }
    }
    match lacking(shop, OPENFISCA.0, OPENFISCA.1) {
        Some(why) => left_out.push(why),
        None => all.push(openfisca(shop)),
    }
    (all, left_out)
}

fn openfisca(shop: &Workshop) -> Contestant {
    let work = Work { input: Input::Unsorted, rules: Rules::V1, threads: 2 };
    let out = shop.result("openfisca", work);
    let paths = ["peers/openfisca_annual.py", work.input.file(), "data/enrollees.parquet"];
    let mut arguments: Vec<String> = paths.iter().map(|path| shop.path(path)).collect();
    arguments.extend([out.to_string_lossy().into_owned(), work.threads.to_string()]);
    let program = shop.python.clone();
    Contestant { name: OPENFISCA.0, side: Side::OtherWork, work, program, arguments, out }
}

/// The ORM's arguments for Python, or why it is left out.
///
/// All bills of the sample are one transaction, so that it is not the disk that is timed.
pub(super) fn django(shop: &Workshop) -> Result<Vec<String>, String> {
    if let Some(why) = lacking(shop, DJANGO.0, DJANGO.1) {
        return Err(why);
    }
    let work = Work { input: Input::Unsorted, rules: Rules::V1, threads: 2 };
    let right = shop.result("near-limit", work);
    let (script, bills) = (shop.path("peers/django_orm.py"), shop.path(work.input.file()));
    Ok(owned(&[&script, &bills, &right.to_string_lossy(), SAMPLE, "batch"]))
}

/// What is said of a peer whose packages are not all there.
fn lacking(shop: &Workshop, name: &str, packages: &[&str]) -> Option<String> {
    let missing: Vec<&str> =
        packages.iter().copied().filter(|package| !shop.has(package)).collect();
    let install = || format!("{name}: left out; python3 -m pip install {}", missing.join(" "));
    (!missing.is_empty()).then(install)
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Input, Side, django, ours_and_near_limit, peers};
    use crate::bench_settle::workshop::Workshop;

    #[test]
    fn ours_has_the_near_limit_loop_beside_each_work() {
        let all = ours_and_near_limit(&Workshop::made_up(&[]));
        assert_eq!(all.len(), 17);
        for pair in all[..16].chunks(2) {
            assert_eq!((pair[0].side, pair[1].side), (Side::Ours, Side::NearLimit));
            assert_eq!(pair[0].work, pair[1].work);
        }
        assert_eq!(
            all[0].arguments.join(" "),
            "settle --bills /w/data/claims_sorted.parquet --policy benchmark-county-v2 \
             --out /w/out/yizhang-sorted-v2-2.parquet --threads 2"
        );
        assert_eq!(
            all[9].arguments.join(" "),
            "/w/data/claims.parquet /w/out/near-limit-unsorted-v2-2.parquet v2 2 unsorted"
        );
        assert_eq!(all[16].work.input, Input::Tenfold);
    }

    #[test]
    fn a_peer_without_its_packages_is_left_out_with_the_remedy() {
        let shop = Workshop::made_up(&["duckdb", "numba"]);
        let (all, left_out) = peers(&shop);
        let names: Vec<&str> = all.iter().map(|one| one.name).collect();
        assert_eq!(names[..2], ["DuckDB, windows", "DuckDB, recursive"]);
        assert_eq!(names.len(), 6, "{names:?}");
        assert_eq!(
            left_out,
            [
                "Polars, expressions: left out; python3 -m pip install polars",
                "Polars + Numba: left out; python3 -m pip install polars",
                "OpenFisca, yearly: left out; python3 -m pip install openfisca-core polars",
            ]
        );
        assert!(django(&shop).unwrap_err().ends_with("pip install django"));
    }
}
