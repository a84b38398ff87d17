//! The lines of a bill.
#![expect(
    clippy::arithmetic_side_effects,
    reason = "a bill is below 2·10⁸ fen, which times 10⁴ is below 2⁶³"
)]

use yz_records::{Bill, BillLine, CareKind, CatalogueClass};

use crate::county::County;
use crate::draw::{Stream, Topic};
use crate::tables::care::{LINES_OF_STAYS, LINES_OF_VISITS};

/// The lines of a bill: 1 to 8, whose amounts add up to the bill's, class by class.
pub(crate) fn of(county: &County, bill: &Bill) -> Vec<BillLine> {
    let mut stream = Stream::of(county.recipe.seed, Topic::Lines, bill.bill_id as u64);
    let stay = bill.kind == CareKind::Inpatient;
    let wanted = stream.pick(if stay { &LINES_OF_STAYS } else { &LINES_OF_VISITS }) + 1;
    let classes = [
        (CatalogueClass::A, bill.class_a_fen),
        (CatalogueClass::B, bill.class_b_fen),
        (CatalogueClass::C, bill.own_fen),
    ];
    let billed = classes.iter().filter(|(_, fen)| 0 < *fen);
    let mut left = wanted.max(billed.clone().count());
    let mut classes_left = billed.clone().count();
    let mut lines = Vec::with_capacity(left);
    for (class, fen) in billed {
        classes_left -= 1;
        // One line for each class that is left, the others as it comes.
        let free = left - classes_left;
        let count = if classes_left == 0 { left } else { 1 + stream.below(free as u64) as usize };
        left -= count;
        add(bill, *class, *fen, count, &mut stream, &mut lines);
    }
    lines
}

/// Adds the lines of a class.
fn add(
    bill: &Bill,
    class: CatalogueClass,
    fen: i64,
    count: usize,
    stream: &mut Stream,
    lines: &mut Vec<BillLine>,
) {
    let mut rest = fen;
    for line in (1..=count).rev() {
        // From half to one and a half times an equal part, and what is left for the last.
        let part = rest / line as i64;
        let drawn = part / 2 + stream.below(part as u64 + 1) as i64;
        let amount_fen = if line == 1 { rest } else { drawn.min(rest) };
        if amount_fen == 0 {
            continue;
        }
        rest -= amount_fen;
        let quantity = quantity(amount_fen, stream);
        lines.push(BillLine {
            bill_id: bill.bill_id,
            line: lines.len() as i32 + 1,
            item: item(class, stream).into(),
            class,
            quantity_10k: quantity * 10_000,
            price_micro_yuan: amount_fen * 10_000 / quantity,
            limit_micro_yuan: None,
            own_millionths: None,
            amount_fen,
        });
    }
}

/// Draws a quantity into which the amount can be parted without a rest.
fn quantity(amount_fen: i64, stream: &mut Stream) -> i64 {
    let wanted = i64::from(stream.between(1, 6));
    if amount_fen % wanted == 0 { wanted } else { 1 }
}

/// Draws the code of an item. Codes are made up and say so.
fn item(class: CatalogueClass, stream: &mut Stream) -> String {
    let letter = match class {
        CatalogueClass::A => 'A',
        CatalogueClass::B => 'B',
        CatalogueClass::C => 'C',
    };
    format!("SYN{letter}{:04}", stream.below(400) + 1)
}
