//! Bills that take back or replace others.

use yz_records::Bill;

use crate::cost::Amounts;
use crate::draw::{Stream, Topic};
use crate::year::Desk;

/// Takes back or replaces at most one of the person's bills, and says whether it did.
///
/// The bill that does so is dated as the other, and arrives after it.
pub(crate) fn add(desk: &mut Desk<'_>) -> bool {
    let recipe = desk.county.recipe;
    let mut stream = Stream::of(recipe.seed, Topic::Corrections, desk.life.index);
    let (reversed, corrected) =
        (stream.chance(recipe.reversed_ppm), stream.chance(recipe.corrected_ppm));
    let place = stream.below(desk.bills.len() as u64) as usize;
    let other = desk.bills.get(place).cloned().filter(|_| reversed || corrected);
    let Some(other) = other else { return false };
    let arrived = other.date.number().saturating_add(stream.between(92, 120));
    let mut bill = Bill { bill_id: desk.next_id(arrived), ..other };
    if reversed {
        bill.reverses = Some(other.bill_id);
    } else {
        bill.corrects = Some(other.bill_id);
        let [half, _] = Amounts::of(&bill).halves();
        half.write(&mut bill);
    }
    desk.bills.push(bill);
    true
}
