//! What was measured as tables: every program, and the bars that ours has to pass.

use std::time::Duration;

use super::contestants::{Input, Rules, Side, Work};
use crate::bench::{Run, ratio};

/// All runs of one program with one piece of work.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) side: Side,
    pub(super) work: Work,
    pub(super) runs: Vec<Run>,
}

/// What ours has to reach.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bar {
    says: String,
    measured: String,
    /// `None` where one of the two was not measured.
    met: Option<bool>,
}

/// Words in columns; numbers stand to the right.
pub(super) struct Table {
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
    /// How many columns from the left are words.
    words: usize,
}

impl Row {
    /// The middle of its wall times; of an even number the mean of the two in the middle.
    fn median(&self) -> Duration {
        let mut walls: Vec<Duration> = self.runs.iter().map(|run| run.wall).collect();
        walls.sort();
        let middle = walls.len() / 2;
        match walls.as_slice() {
            [] => Duration::ZERO,
            odd if odd.len() % 2 == 1 => odd[middle],
            even => (even[middle - 1] + even[middle]) / 2,
        }
    }

    fn peak_kib(&self) -> u64 {
        self.runs.iter().map(|run| run.peak_kib).max().unwrap_or(0)
    }
}

/// Every program with its ratio to the near-limit loop that does the same.
pub(super) fn measured(rows: &[Row]) -> Table {
    let head = vec![
        "program",
        "bills",
        "rules",
        "threads",
        "median s",
        "fastest",
        "slowest",
        "÷ near-limit",
        "peak MiB",
    ];
    let cells = rows.iter().map(|row| {
        let walls = || row.runs.iter().map(|run| run.wall);
        let near_limit = of(rows, Side::NearLimit, row.work).map(Row::median);
        vec![
            row.name.to_owned(),
            row.work.input.word().to_owned(),
            row.work.rules.word().to_owned(),
            row.work.threads.to_string(),
            seconds(row.median()),
            seconds(walls().min().unwrap_or_default()),
            seconds(walls().max().unwrap_or_default()),
            ratio(row.median(), near_limit.unwrap_or_default()),
            (row.peak_kib() / 1024).to_string(),
        ]
    });
    Table { head, rows: cells.collect(), words: 3 }
}

/// The bars, met or missed.
pub(super) fn bars(rows: &[Row]) -> Vec<Bar> {
    let work = |input, rules| Work { input, rules, threads: 2 };
    let median = |side, work| of(rows, side, work).map(Row::median);
    let mut bars = Vec::new();
    for input in [Input::Sorted, Input::Unsorted] {
        let work = work(input, Rules::V2);
        let says = format!("{} bills, v2: at most 1.3 × the near-limit loop", input.word());
        let (ours, limit) = (median(Side::Ours, work), median(Side::NearLimit, work));
        bars.push(at_most(says, ours, limit, 13));
    }
    for rules in [Rules::V2, Rules::V1] {
        let ours = median(Side::Ours, work(Input::Sorted, rules));
        let peers = rows.iter().filter(|row| row.side == Side::Peer && row.work.rules == rules);
        let fastest = peers.min_by_key(|row| row.median());
        let name = fastest.map_or("no peer", |row| row.name);
        let word = rules.word();
        let says = format!("sorted bills, {word}: at least 4 × faster than any peer ({name})");
        bars.push(at_least(says, fastest.map(Row::median), ours, 40));
    }
    let sorted =
        rows.iter().filter(|row| row.side == Side::Ours && row.work.input == Input::Sorted);
    let peak = sorted.map(Row::peak_kib).max();
    bars.push(Bar {
        says: "sorted bills: at most 200 MiB of memory".to_owned(),
        measured: peak.map_or("–".to_owned(), |peak| format!("{} MiB", peak.div_ceil(1024))),
        met: peak.map(|peak| peak <= 200 * 1024),
    });
    let one = median(Side::Ours, work(Input::Sorted, Rules::V2));
    let ten = median(Side::Ours, work(Input::Tenfold, Rules::V2));
    bars.push(at_most("ten years: at most 11 × the time of one".to_owned(), ten, one, 110));
    bars
}

/// The bars as a table.
pub(super) fn judged(bars: &[Bar]) -> Table {
    let verdict = |met| match met {
        Some(true) => "met",
        Some(false) => "MISSED",
        None => "not measured",
    };
    let row = |bar: &Bar| vec![bar.says.clone(), verdict(bar.met).to_owned(), bar.measured.clone()];
    let head = vec!["bar, on 2 threads", "verdict", "measured"];
    Table { head, rows: bars.iter().map(row).collect(), words: 2 }
}

fn of(rows: &[Row], side: Side, work: Work) -> Option<&Row> {
    rows.iter().find(|row| row.side == side && row.work == work)
}

/// Compares exactly, and shows the ratio cut to two decimals.
fn compared(
    says: String,
    pair: (Option<Duration>, Option<Duration>),
    holds: impl Fn(u128, u128) -> bool,
) -> Bar {
    let (Some(time), Some(unit)) = pair else {
        return Bar { says, measured: "–".to_owned(), met: None };
    };
    let met = holds(time.as_micros() * 10, unit.as_micros());
    Bar { says, measured: format!("{} ×", ratio(time, unit)), met: Some(met) }
}

fn at_most(says: String, time: Option<Duration>, unit: Option<Duration>, tenths: u128) -> Bar {
    compared(says, (time, unit), |tenfold, unit| tenfold <= unit * tenths)
}

fn at_least(says: String, time: Option<Duration>, unit: Option<Duration>, tenths: u128) -> Bar {
    compared(says, (time, unit), |tenfold, unit| unit * tenths <= tenfold)
}

impl Table {
    /// Columns of equal width, for a terminal.
    pub(super) fn plain(&self) -> String {
        let columns = 0..self.head.len();
        let widths: Vec<usize> = columns
            .map(|column| {
                let cells = self.rows.iter().map(|row| row[column].chars().count());
                cells.max().unwrap_or(0).max(self.head[column].chars().count())
            })
            .collect();
        let line = |cells: &mut dyn Iterator<Item = &str>| {
            let padded = cells.enumerate().map(|(column, cell)| match column < self.words {
                true => format!("{cell:<0$}", widths[column]),
                false => format!("{cell:>0$}", widths[column]),
            });
            padded.collect::<Vec<String>>().join("  ").trim_end().to_owned() + "\n"
        };
        let mut text = line(&mut self.head.iter().copied());
        for row in &self.rows {
            text += &line(&mut row.iter().map(String::as_str));
        }
        text
    }

    /// The same as Markdown.
    pub(super) fn markdown(&self) -> String {
        let columns = 0..self.head.len();
        let rule = columns.map(|column| if column < self.words { "---" } else { "---:" });
        let line = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
        let mut text = line(&self.head) + &line(&rule.collect::<Vec<&str>>());
        for row in &self.rows {
            text += &line(&row.iter().map(String::as_str).collect::<Vec<&str>>());
        }
        text
    }
}

/// Seconds with three decimals, cut.
fn seconds(time: Duration) -> String {
    format!("{}.{:03}", time.as_secs(), time.subsec_millis())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Row, bars, judged, measured, seconds};
    use crate::bench::Run;
    use crate::bench_settle::contestants::{Input, Rules, Side, Work};

    fn row(name: &'static str, side: Side, input: Input, millis: &[u64]) -> Row {
        let run = |wall: &u64| Run { wall: Duration::from_millis(*wall), peak_kib: 204_800 };
        let work = Work { input, rules: Rules::V2, threads: 2 };
        Row { name, side, work, runs: millis.iter().map(run).collect() }
    }

    fn verdicts(rows: &[Row]) -> Vec<(String, Option<bool>)> {
        bars(rows).into_iter().map(|bar| (bar.measured, bar.met)).collect()
    }

    #[test]
    fn the_median_is_the_middle_in_any_order() {
        let median = |millis: &[u64]| row("", Side::Ours, Input::Sorted, millis).median();
        assert_eq!(median(&[900, 100, 300]), Duration::from_millis(300));
        assert_eq!(median(&[900, 100, 300, 200]), Duration::from_millis(250));
        assert_eq!(median(&[]), Duration::ZERO);
    }

    #[test]
    fn a_bar_is_met_at_its_bound_and_missed_above() {
        let mut rows = vec![
            row("yizhang", Side::Ours, Input::Sorted, &[260]),
            row("near", Side::NearLimit, Input::Sorted, &[200]),
            row("yizhang", Side::Ours, Input::Unsorted, &[651]),
            row("near", Side::NearLimit, Input::Unsorted, &[500]),
            row("slow", Side::Peer, Input::Unsorted, &[2000]),
            row("fast", Side::Peer, Input::Unsorted, &[1040]),
            row("other", Side::OtherWork, Input::Unsorted, &[10]),
            row("yizhang", Side::Ours, Input::Tenfold, &[2860]),
        ];
        let met = |measured: &str, met| (measured.to_owned(), met);
        assert_eq!(
            verdicts(&rows),
            [
                met("1.30 ×", Some(true)),
                met("1.30 ×", Some(false)),
                met("4.00 ×", Some(true)),
                met("–", None),
                met("200 MiB", Some(true)),
                met("11.00 ×", Some(true)),
            ]
        );
        rows[0].runs[0].peak_kib += 1;
        rows[5].runs[0].wall -= Duration::from_micros(1);
        rows[7].runs[0].wall += Duration::from_micros(1);
        let changed = verdicts(&rows);
        assert_eq!(changed[2], met("3.99 ×", Some(false)));
        assert_eq!(changed[4], met("201 MiB", Some(false)));
        assert_eq!(changed[5], met("11.00 ×", Some(false)));
    }

    #[test]
    fn nothing_measured_is_neither_met_nor_missed() {
        assert!(bars(&[]).iter().all(|bar| bar.met.is_none()));
        assert!(judged(&bars(&[])).plain().contains("not measured"));
    }

    #[test]
    fn tables_show_the_ratio_to_the_loop_with_the_same_work() {
        let rows = [
            row("yizhang", Side::Ours, Input::Sorted, &[250, 240, 2500]),
            row("near", Side::NearLimit, Input::Sorted, &[200]),
            row("DuckDB", Side::Peer, Input::Unsorted, &[1500]),
        ];
        let table = measured(&rows);
        let plain = table.plain();
        assert_eq!(
            plain.lines().nth(1),
            Some(
                "yizhang  sorted    v2           2     0.250    0.240    2.500          1.25       \
                 200"
            )
        );
        let markdown = table.markdown();
        let lines: Vec<&str> = markdown.lines().collect();
        assert_eq!(lines[1], "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        assert_eq!(lines[4], "| DuckDB | unsorted | v2 | 2 | 1.500 | 1.500 | 1.500 | – | 200 |");
    }

    #[test]
    fn seconds_are_cut_after_three_decimals() {
        assert_eq!(seconds(Duration::from_micros(1_234_999)), "1.234");
        assert_eq!(seconds(Duration::from_millis(50)), "0.050");
    }
}
