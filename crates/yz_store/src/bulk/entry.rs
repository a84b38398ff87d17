//! A bill on its way through a bucket, in memory or on disk.

use yz_records::Transfer;
use yz_settlement::{Charge, Combination};

use super::bills::Bills;
use super::done::Of;
use super::settler::Key;

/// A bill, as small as it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) person: i64,
    pub(super) bill: i64,
    total: i64,
    class_a: i64,
    class_b: i64,
    prior: i64,
    pub(super) date: i32,
    combination: Combination,
    disease: i16,
    transfer: Transfer,
}

/// The bytes of an entry on disk.
pub(super) const BYTES: usize = 57;

impl Entry {
    /// A row of a batch.
    #[inline]
    pub(super) fn of_row(bills: &Bills, row: usize) -> Self {
        let (of, charge) = (bills.of(row), bills.charge(row));
        Self {
            person: of.person,
            bill: of.bill,
            total: charge.total_fen,
            class_a: charge.class_a_fen,
            class_b: charge.class_b_fen,
            prior: charge.prior_fen,
            date: charge.date,
            combination: charge.combination,
            disease: charge.disease,
            transfer: charge.transfer,
        }
    }

    /// The place in the order.
    #[inline]
    pub(super) fn key(&self) -> Key {
        (self.person, self.date, self.bill)
    }

    /// What the steps see.
    #[inline(always)]
    pub(super) fn charge(&self) -> Charge {
        Charge {
            combination: self.combination,
            date: self.date,
            disease: self.disease,
            transfer: self.transfer,
            total_fen: self.total,
            class_a_fen: self.class_a,
            class_b_fen: self.class_b,
            prior_fen: self.prior,
        }
    }

    /// What is known beside the settlement.
    #[inline(always)]
    pub(super) fn of(&self) -> Of {
        // The amounts were seen to add up.
        let own = self.total.saturating_sub(self.class_a).saturating_sub(self.class_b);
        Of { bill: self.bill, person: self.person, date: self.date, total: self.total, own }
    }

    /// The entry as it waits on disk.
    pub(super) fn to_bytes(self) -> [u8; BYTES] {
        let mut bytes = [0; BYTES];
        let amounts = [self.person, self.bill, self.total, self.class_a, self.class_b, self.prior];
        let (wide, narrow) = bytes.split_at_mut(48);
        for (place, amount) in wide.chunks_exact_mut(8).zip(amounts) {
            place.copy_from_slice(&amount.to_le_bytes());
        }
        narrow[..4].copy_from_slice(&self.date.to_le_bytes());
        narrow[4..6].copy_from_slice(&self.combination.bits().to_le_bytes());
        narrow[6..8].copy_from_slice(&self.disease.to_le_bytes());
        narrow[8..].copy_from_slice(&self.transfer.code().to_le_bytes());
        bytes
    }

    /// The entry that bytes are.
    pub(super) fn from_bytes(bytes: &[u8; BYTES]) -> Self {
        let wide = |at: usize| i64::from_le_bytes(part(bytes, at.saturating_mul(8)));
        Self {
            person: wide(0),
            bill: wide(1),
            total: wide(2),
            class_a: wide(3),
            class_b: wide(4),
            prior: wide(5),
            date: i32::from_le_bytes(part(bytes, 48)),
            combination: Combination::from_bits(u16::from_le_bytes(part(bytes, 52))),
            disease: i16::from_le_bytes(part(bytes, 54)),
            transfer: Transfer::from_code(i8::from_le_bytes(part(bytes, 56)))
                .unwrap_or(Transfer::None),
        }
    }
}

/// Some of the bytes.
fn part<const N: usize>(bytes: &[u8; BYTES], at: usize) -> [u8; N] {
    let mut part = [0; N];
    part.iter_mut().zip(&bytes[at..]).for_each(|(into, byte)| *into = *byte);
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_comes_back_from_its_bytes() {
        let entry = Entry {
            person: -7,
            bill: i64::MAX,
            total: 5,
            class_a: 3,
            class_b: 2,
            prior: -1,
            date: 19_723,
            combination: Combination::from_bits(0xABCD),
            disease: -300,
            transfer: Transfer::Down,
        };
        assert_eq!(Entry::from_bytes(&entry.to_bytes()), entry);
    }
}
