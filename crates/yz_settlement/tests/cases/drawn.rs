//! Years of drawn bills under every file of benefits that ships: the identities hold for each bill,
//! and the trace changes nothing.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a test may fail where it stands"
)]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use yz_records::{Bill, CareKind, Category, Filing, InstitutionLevel, Place, Transfer};
use yz_settlement::{Charge, Plan};
use yz_units::Day;

use super::steps::{both, identities};

/// Every plan that ships, with whether its tilt assistance may give back what earlier bills left.
static PLANS: LazyLock<Vec<(Plan, bool)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../benefits");
    let mut plans = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let plan = Plan::load(&path.display().to_string(), &text).unwrap();
        plans.push((plan, text.contains("within_bill = false")));
    }
    assert!(4 <= plans.len());
    plans
});

/// Amounts of every size: small ones around the roundings, large ones that pass every ceiling.
fn fen() -> impl Strategy<Value = i64> {
    prop_oneof![0..200_i64, 0..100_000_i64, 0..50_000_000_i64, Just(0), Just(100_000_000_000)]
}

prop_compose! {
    fn drawn()(
        (kind, level, place) in (0..5_usize, 0..4_usize, 0..3_usize),
        (filing, category, transfer) in (0..4_usize, 0..8_usize, 0..3_usize),
        (class_a_fen, class_b_fen, own_fen) in (fen(), fen(), fen()),
        (day, age) in (0..366_i32, 0..100_i8),
        (tcm, lines) in any::<(bool, bool)>(),
    ) -> Bill {
        Bill {
            kind: CareKind::ALL[kind],
            level: InstitutionLevel::ALL[level],
            place: Place::ALL[place],
            filing: Filing::ALL[filing],
            category: Category::ALL[category],
            age,
            transfer: Transfer::ALL[transfer],
            tcm,
            class_b_fen,
            own_fen,
            total_fen: class_a_fen + class_b_fen + own_fen,
            prior_self_payment_fen: lines.then_some(class_b_fen / 7),
            ..Bill::visit(1, 7, Day::from_number(day), class_a_fen)
        }
    }
}

proptest! {
    #[test]
    fn the_identities_hold_for_every_bill(
        mut bills in prop::collection::vec(drawn(), 1..30),
        years in 0..12_i8,
        claimed in any::<bool>(),
    ) {
        bills.sort_by_key(|bill| bill.date);
        for (plan, may_give_back) in PLANS.iter() {
            let first = plan.first.number();
            let mut totals = plan.open(years, claimed);
            for bill in bills.iter().filter(|bill| plan.covers().contains(&bill.kind)) {
                let date = Day::from_number(first + bill.date.number());
                let bill = Bill { date, ..bill.clone() };
                let (done, _) = both(plan, &mut totals, &Charge::of(&bill, plan));
                let wrong = identities(&bill, done, *may_give_back);
                prop_assert!(wrong.is_empty(), "{}: {wrong:?}\n{bill:?}\n{done:?}", plan.name);
            }
        }
    }
}
