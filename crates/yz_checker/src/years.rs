//! Years that a text speaks of.

/// Years before 年, each with the place of its first digit.
pub(crate) fn years(plain: &str) -> impl Iterator<Item = (usize, u16)> + '_ {
    plain.match_indices('年').filter_map(|(at, _)| {
        let start = at.checked_sub(4)?;
        let year: u16 = plain.get(start..at)?.parse().ok()?;
        let glued = plain.as_bytes().get(start.wrapping_sub(1)).is_some_and(u8::is_ascii_digit);
        ((1949..2100).contains(&year) && !glued).then_some((start, year))
    })
}
