//! How fast a county's year of bills is settled: ours beside a loop that was written by hand for
//! these very rules (near-limit), and beside what people would take instead.
//!
//! Seconds are those of one machine on one day; the ratios to the near-limit loop count. All take
//! turns, so that what else the machine does falls on all alike, and every result is checked.

mod contestants;
mod page;
mod table;
mod workshop;

use std::time::Instant;

use contestants::{Contestant, Side};
use table::Row;
use workshop::Workshop;

/// How often, unless told.
const RUNS: usize = 5;
/// How often peers run at most; they take seconds, and their ratios are large.
const PEER_RUNS: usize = 3;

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    runs: usize,
    peers: bool,
    write: bool,
}

/// Builds, generates, lets all take turns, and prints the tables.
///
/// # Errors
///
/// When the benchmark or Python is missing, a build fails, ours or the near-limit loop fails, or a
/// result is wrong.
pub(crate) fn bench(options: &[&str]) -> Result<bool, String> {
    let options = Options::read(options)?;
    let load = page::load();
    let shop = Workshop::open()?;
    let mut contestants = contestants::ours_and_near_limit(&shop);
    let mut remarks = Vec::new();
    if options.peers {
        let (peers, left_out) = contestants::peers(&shop);
        contestants.extend(peers);
        remarks = left_out;
    } else {
        remarks.push("peers: left out, as told".to_owned());
    }
    let rows = race(&shop, contestants, options.runs, &mut remarks)?;
    if rows.iter().any(|row| row.side == Side::OtherWork) {
        let says = "totals of a year without an order of bills, which is other work; not checked";
        remarks.push(format!("OpenFisca: {says}"));
    }
    if options.peers {
        remarks.push(orm(&shop)?);
    }
    let circumstances = page::circumstances(&shop.versions, &load);
    let (measured, judged) = (table::measured(&rows), table::judged(&table::bars(&rows)));
    let runs = options.runs;
    let of_runs = format!("medians of {runs} runs, of peers {}", runs.min(PEER_RUNS));
    println!("\n{}\n{of_runs}\n", circumstances.join("\n"));
    println!("{}\n{}\n{}", measured.plain(), remarks.join("\n"), judged.plain());
    if options.write {
        let list = |lines: &[String]| format!("* {}\n", lines.join("\n* "));
        let (circumstances, remarks) = (list(&circumstances), list(&remarks));
        let (measured, judged) = (measured.markdown(), judged.markdown());
        page::write(&format!("{circumstances}* {of_runs}\n\n{judged}\n{measured}\n{remarks}"))?;
    }
    Ok(true)
}

impl Options {
    fn read(options: &[&str]) -> Result<Self, String> {
        let mut read = Self { runs: RUNS, peers: true, write: false };
        let mut options = options.iter();
        while let Some(option) = options.next() {
            match *option {
                "--no-peers" => read.peers = false,
                "--write" => read.write = true,
                "--runs" => {
                    let runs = options.next().and_then(|runs| runs.parse().ok());
                    let runs = runs.filter(|runs| 0 < *runs);
                    read.runs = runs.ok_or("--runs wants a number, 1 at least")?;
                }
                _ => return Err(format!("`{option}` is no option of bench settle")),
            }
        }
        Ok(read)
    }
}

/// Lets all run once for nothing, because files and compiled code are cold, then by turns.
fn race(
    shop: &Workshop,
    contestants: Vec<Contestant>,
    runs: usize,
    remarks: &mut Vec<String>,
) -> Result<Vec<Row>, String> {
    let row =
        |one: &Contestant| Row { name: one.name, side: one.side, work: one.work, runs: Vec::new() };
    let mut entries: Vec<(Row, Contestant)> =
        contestants.into_iter().map(|one| (row(&one), one)).collect();
    for round in 0..=runs {
        let start = Instant::now();
        let mut failed = Vec::new();
        for (number, (row, one)) in entries.iter_mut().enumerate() {
            let ours = matches!(one.side, Side::Ours | Side::NearLimit);
            if !ours && PEER_RUNS < round {
                continue;
            }
            match shop.run(one) {
                Ok(run) => row.runs.extend((0 < round).then_some(run)),
                Err(error) if ours => return Err(error),
                Err(error) => {
                    remarks.push(format!("{}: failed: {}", one.words(), last_line(&error)));
                    failed.push(number);
                    continue;
                }
            }
            shop.verify(one)?;
        }
        for number in failed.into_iter().rev() {
            entries.remove(number);
        }
        let name = if round == 0 { "warming up" } else { "round" };
        println!("{name} {round} of {runs}: {} s, all results right", start.elapsed().as_secs());
    }
    Ok(entries.into_iter().map(|(row, _)| row).collect())
}

/// What the ORM takes for a sample, in words; its own check must hold.
fn orm(shop: &Workshop) -> Result<String, String> {
    let arguments = match contestants::django(shop) {
        Ok(arguments) => arguments,
        Err(left_out) => return Ok(left_out),
    };
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match shop.python(&arguments) {
        Ok(printed) => orm_words(&printed),
        Err(error) => Ok(format!("Django: failed: {}", last_line(&error))),
    }
}

/// Where Python says what was wrong.
fn last_line(error: &str) -> &str {
    error.lines().last().unwrap_or("")
}

fn orm_words(printed: &str) -> Result<String, String> {
    let field = |name: &str| {
        let mut words = printed.split_whitespace();
        words.find_map(|word| word.strip_prefix(name)?.strip_prefix('=')).unwrap_or("?")
    };
    if field("fen_equal") != "True" {
        return Err(format!("Django: a WRONG RESULT: {printed}"));
    }
    let (bills, rate) = (field("claims"), field("claims_per_s"));
    let county = field("extrapolated_full_s");
    Ok(format!(
        "Django, one bill at a time, all in one transaction, v1: {bills} bills of {} persons, \
         {rate} bills a second; the county would take {county} s",
        contestants::SAMPLE
    ))
}

#[cfg(test)]
mod tests {
    use super::{Options, orm_words};

    #[test]
    fn options_are_read_or_refused() {
        let read = |options: &[&str]| Options::read(options);
        assert_eq!(read(&[]), Ok(Options { runs: 5, peers: true, write: false }));
        assert_eq!(
            read(&["--write", "--runs", "9", "--no-peers"]),
            Ok(Options { runs: 9, peers: false, write: true })
        );
        assert!(read(&["--runs"]).is_err());
        assert!(read(&["--runs", "0"]).is_err());
        assert_eq!(read(&["--fast"]).unwrap_err(), "`--fast` is no option of bench settle");
    }

    #[test]
    fn the_orm_is_told_by_its_rate_and_refused_when_wrong() {
        let printed = "TIMES compute=9.0 claims=4500 claims_per_s=500 fen_equal=True \
                       extrapolated_full_s=6936";
        assert_eq!(
            orm_words(printed).unwrap(),
            "Django, one bill at a time, all in one transaction, v1: 4500 bills of 1000 persons, \
             500 bills a second; the county would take 6936 s"
        );
        assert!(orm_words(&printed.replace("True", "False")).is_err());
    }
}
