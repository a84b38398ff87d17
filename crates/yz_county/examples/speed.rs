//! How fast a county is made, and what it comes to: `cargo run --release -p yz_county --example
//! speed [persons [seed]]`. Everything in it is synthetic.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::arithmetic_side_effects,
    reason = "an example measures, prints and stands above the floors"
)]

use std::collections::BTreeMap;
use std::time::Instant;

use yz_county::{Content, County, Recipe};
use yz_records::{CareKind, Category, InsuredStatus, Payer, Place, Transfer};

fn main() {
    let argument = |place| std::env::args().nth(place).and_then(|text| text.parse().ok());
    let seed = argument(2).unwrap_or(1);
    let recipe = argument(1).map_or(Recipe::linshui(seed), |size| Recipe::small(seed, size));
    let county = County::new(recipe).expect("recipes of this crate can be made");

    for content in [Content::Roll, Content::Bills, Content::Lines] {
        let begun = Instant::now();
        let (mut persons, mut bills, mut lines) = (0_u128, 0_u128, 0_u128);
        for number in 0..county.chunks() {
            let chunk = county.part(county.chunk_groups(number), content);
            persons += chunk.persons.len() as u128;
            bills += chunk.bills.len() as u128;
            lines += chunk.lines.len() as u128;
        }
        let micros = begun.elapsed().as_micros().max(1);
        let each = |count: u128| count * 1_000_000 / micros;
        println!(
            "{content:?}: {} ms; {persons} persons, {}/s; {bills} bills, {}/s; {lines} lines, {}/s",
            micros / 1_000,
            each(persons),
            each(bills),
            each(lines)
        );
    }
    figures(&county);
}

/// Prints what the county comes to, for calibrating it.
fn figures(county: &County) {
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    let mut add = |name: String, more: i64| *counts.entry(name).or_insert(0) += more;
    let year = county.recipe().year;
    for number in 0..county.chunks() {
        let chunk = county.chunk(number);
        let mut last = 0;
        for person in &chunk.persons {
            let born = person.birth.date().map_or(0, |date| date.year());
            add(format!("age {:>3}s", (year - born) / 10 * 10), 1);
            add(format!("town {:>2} persons", person.town), 1);
            add("births of the year".into(), i64::from(born == year));
            add("deaths".into(), i64::from(person.death.is_some()));
            add("claimed last year".into(), i64::from(person.claimed_last_year));
        }
        for row in &chunk.enrolments {
            add("enrolment rows".into(), 1);
            if row.status == InsuredStatus::Normal {
                add(format!("payer {}", row.payer.name()), 1);
                add("subsidised rows".into(), i64::from(row.payer != Payer::Own));
                add("enrolled late".into(), i64::from(!row.in_period));
            }
        }
        for row in &chunk.categories {
            add(format!("category {}", row.category.name()), 1);
        }
        for row in &chunk.certificates {
            add(format!("disease {:>2} certificates", row.disease), 1);
        }
        for bill in &chunk.bills {
            let kind = bill.kind.name();
            add(format!("bills {kind}"), 1);
            add(format!("fen {kind}"), bill.total_fen);
            add(format!("fen own {kind}"), bill.own_fen);
            add(format!("bills {kind} level {}", bill.level.code()), 1);
            add(format!("bills {kind} away"), i64::from(bill.place != Place::Local));
            add("bills of the needy".into(), i64::from(bill.category != Category::Ordinary));
            if bill.kind == CareKind::Inpatient {
                let admitted = bill.admitted.unwrap_or(bill.date).number();
                add("days of stays".into(), i64::from(bill.date.number() - admitted));
                add("transfers".into(), i64::from(bill.transfer != Transfer::None));
                add("persons with a stay".into(), i64::from(bill.person_id != last));
                last = bill.person_id;
            }
        }
        for planted in &chunk.truth {
            add(format!("planted {}", planted.kind.name()), 1);
        }
    }
    for (name, count) in counts {
        println!("{name:32} {count:>16}");
    }
}
