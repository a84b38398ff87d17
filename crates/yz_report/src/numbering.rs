//! Numbers of headings as GB/T 9704 has them: 一、（一）1.（1）.

use yz_units::chinese_ordinal;

/// Counts headings and gives each its number.
///
/// ```
/// use yz_report::Numbering;
///
/// let mut numbering = Numbering::default();
/// assert_eq!(numbering.next(2), "一、");
/// assert_eq!(numbering.next(3), "（一）");
/// assert_eq!(numbering.next(3), "（二）");
/// assert_eq!(numbering.next(2), "二、");
/// assert_eq!(numbering.next(3), "（一）"); // starts again under each heading
/// ```
#[derive(Debug, Clone, Default)]
pub struct Numbering {
    counts: [usize; 5],
}

impl Numbering {
    /// The number of the next heading of `level`, 1 (第一部分) to 5 (（1）).
    pub fn next(&mut self, level: u8) -> String {
        let index = usize::from(level.clamp(1, 5)).saturating_sub(1);
        let mut ordinal = 0;
        for (at, count) in self.counts.iter_mut().enumerate() {
            if at == index {
                *count = count.saturating_add(1);
                ordinal = *count;
            } else if index < at {
                *count = 0;
            }
        }
        match index {
            0 => format!("第{}部分", chinese_ordinal(ordinal)),
            1 => format!("{}、", chinese_ordinal(ordinal)),
            2 => format!("（{}）", chinese_ordinal(ordinal)),
            3 => format!("{ordinal}."),
            _ => format!("（{ordinal}）"),
        }
    }
}
