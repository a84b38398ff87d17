//! Headings: which column one means, and in which unit its amounts are.

use std::borrow::Cow;

use crate::table::{Column, Table};

/// A heading of a file that means a column.
#[derive(Debug, Clone, Copy)]
pub struct Heading {
    /// The column.
    pub column: &'static Column,
    /// Whether amounts below it are in yuan and not in fen.
    pub in_yuan: bool,
}

impl Heading {
    /// The column that a heading means: by name, Chinese title or a name of the national platform.
    ///
    /// Amounts below a Chinese title or a name of the platform are in yuan, and in fen below the
    /// column's own name, unless the heading says the unit: `医疗费总额（分）`. A heading with
    /// another unit, such as 万元, means no column: nothing is multiplied unasked.
    #[must_use]
    pub fn find(table: &Table, text: &str) -> Option<Self> {
        let text = half_width(text);
        let text = text.trim().trim_start_matches('\u{feff}');
        let (name, unit) = match text.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
            Some((name, unit)) if matches!(unit.trim(), "元" | "分") => (name.trim(), Some(unit)),
            _ => (text, None),
        };
        let is = |column: &&Column| {
            column.name.eq_ignore_ascii_case(name)
                || half_width(column.title) == name
                || column.aliases.iter().any(|alias| alias.name.eq_ignore_ascii_case(name))
        };
        let column = table.columns.iter().find(is)?;
        let in_yuan = match unit {
            None if half_width(column.title) == name => column.is_money(),
            None => column.is_in_yuan(name),
            Some(_) if !column.is_money() => return None,
            Some(unit) => unit.trim() == "元",
        };
        Some(Self { column, in_yuan })
    }
}

/// The text with full-width letters, digits and signs as the usual ones.
pub(crate) fn half_width(text: &str) -> Cow<'_, str> {
    let wide = |c: char| matches!(c, '\u{ff01}'..='\u{ff5e}' | '\u{3000}' | '\u{a0}' | '−');
    if !text.contains(wide) {
        return Cow::Borrowed(text);
    }
    let narrow = |c: char| match c {
        '\u{3000}' | '\u{a0}' => ' ',
        '−' => '-',
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c)
        }
        _ => c,
    };
    Cow::Owned(text.chars().map(narrow).collect())
}

#[cfg(test)]
mod tests {
    use super::Heading;
    use crate::row::Row;
    use crate::tables::{Bill, BillLine};

    #[test]
    fn a_heading_says_column_and_unit() {
        let found = |text: &str| {
            Heading::find(Bill::TABLE, text).map(|heading| (heading.column.name, heading.in_yuan))
        };
        assert_eq!(found("total_fen"), Some(("total_fen", false)));
        assert_eq!(found(" 医疗费总额 "), Some(("total_fen", true)));
        assert_eq!(found("医疗费总额（元）"), Some(("total_fen", true)));
        assert_eq!(found("医疗费总额(分)"), Some(("total_fen", false)));
        assert_eq!(found("医疗费总额（万元）"), None);
        assert_eq!(found("MEDFEE_SUMAMT"), Some(("total_fen", true)));
        // The interchange format of claims has whole fen.
        assert_eq!(found("amount_total"), Some(("total_fen", false)));
        assert_eq!(found("人员编号"), Some(("person_id", false)));
        assert_eq!(found("人员编号（元）"), None);
        assert_eq!(found("备注"), None);
    }

    #[test]
    fn a_title_with_parentheses_of_its_own_is_found() {
        let found = Heading::find(BillLine::TABLE, "数量（万分之一）").unwrap();
        assert_eq!(found.column.name, "quantity_10k");
    }
}
