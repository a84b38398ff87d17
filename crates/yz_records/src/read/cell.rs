//! One cell: from its text to the value of its column.

use yz_units::SHARED_FEN_MAX;

use super::certificate::{Certificate, CertificateError};
use super::day::parse_day;
use super::heading::{Heading, half_width};
use super::masked::masked;
use super::number::{parse_fen, parse_integer, parse_yuan};
use super::refusal::Reason;
use crate::row::{CellRef, Value};
use crate::table::{Column, Holds, Stored};

/// Characters that words of a column may have.
const TEXT_MAX: usize = 200;
/// Characters of a value that a message shows.
const SHOWN_MAX: usize = 40;
/// What exports write where there is nothing.
const NOTHING: [&str; 4] = ["", "null", "NULL", "\\N"];

/// Reads the text of a cell below a heading.
///
/// Surrounding blanks are left out, full-width digits are digits, and thousands may have commas.
/// Days are written `2024-01-31`, `2024/1/31`, `20240131` or `2024年1月31日`, with or without a
/// time; codes by number, name or Chinese title; flags as 是 and 否, `true` and `false`, 1 and 0.
///
/// # Errors
///
/// The [`Reason`] for which the cell cannot be used.
///
/// # Examples
///
/// ```
/// use yz_records::{Bill, Heading, Row, Value, parse_cell};
///
/// let heading = Heading::find(Bill::TABLE, "medfee_sumamt").unwrap();
/// assert_eq!(parse_cell(heading, "1,234.5"), Ok(Value::Integer(123_450)));
/// ```
pub fn parse_cell(heading: Heading, text: &str) -> Result<Value, Reason> {
    let column = heading.column;
    let text = without_marks(text);
    if NOTHING.contains(&text) {
        return if column.required { Err(Reason::Empty) } else { Ok(Value::Null) };
    }
    if column.holds == Holds::Text {
        return words_of(text);
    }
    let text = half_width(text);
    let text = text.trim();
    let number = match column.holds {
        Holds::Integer | Holds::Small => parse_integer(text)?,
        Holds::Fen | Holds::FenOfEitherSign if heading.in_yuan => parse_yuan(text)?,
        Holds::Fen | Holds::FenOfEitherSign => parse_fen(text)?,
        Holds::Day => i64::from(parse_day(text).ok_or(Reason::NotADay)?.number()),
        Holds::Code(list) => {
            let found = list.find(text).or_else(|| list.find(&text.to_ascii_lowercase()));
            i64::from(found.ok_or(Reason::NotACode(list))?)
        }
        Holds::Flag => match text.to_ascii_lowercase().as_str() {
            "是" | "true" | "1" | "y" | "yes" => 1,
            "否" | "false" | "0" | "n" | "no" => 0,
            _ => return Err(Reason::NotAFlag),
        },
        Holds::Text => return Err(Reason::NotANumber),
    };
    fits(column, CellRef::Integer(number))?;
    Ok(Value::Integer(number))
}

/// Whether a value may stand in a column: neither too large nor negative, of the list, not absent
/// where every row must have it.
///
/// # Errors
///
/// The [`Reason`] for which it may not.
pub fn fits(column: &Column, cell: CellRef<'_>) -> Result<(), Reason> {
    let number = match cell {
        CellRef::Null if column.required => return Err(Reason::Empty),
        CellRef::Null => return Ok(()),
        CellRef::Text(text) if column.holds == Holds::Text => return words_of(text).map(|_| ()),
        CellRef::Text(_) => return Err(Reason::NotANumber),
        CellRef::Integer(number) => number,
    };
    let beyond = match column.stored {
        Stored::Int8 => i8::try_from(number).is_err(),
        Stored::Int16 => i16::try_from(number).is_err(),
        Stored::Int32 | Stored::Day => i32::try_from(number).is_err(),
        Stored::Int64 | Stored::Flag | Stored::Text => false,
    };
    match column.holds {
        Holds::Fen | Holds::Small if number < 0 => Err(Reason::Negative),
        Holds::Code(list) => {
            let holds = i8::try_from(number).is_ok_and(|code| list.holds(code));
            if holds { Ok(()) } else { Err(Reason::NotACode(list)) }
        }
        Holds::Flag if !(0..=1).contains(&number) => Err(Reason::NotAFlag),
        Holds::Text => Err(Reason::ControlCharacters),
        Holds::Fen | Holds::FenOfEitherSign
            if SHARED_FEN_MAX.unsigned_abs() < number.unsigned_abs() =>
        {
            Err(Reason::TooLarge)
        }
        _ if beyond => Err(Reason::TooLarge),
        _ => Ok(()),
    }
}

/// A value as a message may show it: masked where the column says who somebody is, or the value
/// is the number of an identity card that slipped into another column.
pub(crate) fn shown(column: &Column, text: &str) -> String {
    let text = without_marks(text);
    if column.personal || is_certificate(text) {
        return masked(text);
    }
    let clean = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut shown: String = clean.take(SHOWN_MAX).collect();
    if SHOWN_MAX < text.chars().count() {
        shown.push('…');
    }
    shown
}

fn is_certificate(text: &str) -> bool {
    let text = half_width(text);
    // A mistyped number says who somebody is as well as a right one.
    !matches!(Certificate::parse(text.trim()), Err(CertificateError::Another))
}

/// The text without blanks around it, and without what spreadsheets are told by that it is text.
fn without_marks(text: &str) -> &str {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\0');
    let text = text.trim_matches(blank);
    let formula = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"'));
    let text = formula.unwrap_or(text);
    text.strip_prefix('\'').unwrap_or(text).trim_matches(blank)
}

fn words_of(text: &str) -> Result<Value, Reason> {
    if text.chars().any(char::is_control) {
        return Err(Reason::ControlCharacters);
    }
    if TEXT_MAX < text.chars().count() {
        return Err(Reason::TooLong);
    }
    Ok(Value::Text(text.into()))
}

#[cfg(test)]
mod tests {
    use super::{parse_cell, shown};
    use crate::read::{Heading, Reason};
    use crate::row::{Row, Value};
    use crate::tables::{Bill, Person};

    fn bill(heading: &str, text: &str) -> Result<Value, Reason> {
        parse_cell(Heading::find(Bill::TABLE, heading).unwrap(), text)
    }

    #[test]
    fn blanks_marks_and_wide_digits_change_nothing() {
        for text in ["12", " 12 ", "１２", "'12", "=\"12\"", "\u{feff}12", "12.0", "　12\t"] {
            assert_eq!(bill("person_id", text), Ok(Value::Integer(12)), "{text:?}");
        }
        assert_eq!(bill("医疗费总额", "１，２３４．５０"), Ok(Value::Integer(123_450)));
    }

    #[test]
    fn codes_are_read_by_number_name_and_title() {
        for text in ["2", "02", "inpatient", "Inpatient", "住院", "２"] {
            assert_eq!(bill("kind", text), Ok(Value::Integer(2)), "{text}");
        }
        assert!(
            matches!(bill("kind", "9"), Err(Reason::NotACode(list)) if list.name == "care_kind")
        );
        assert!(matches!(bill("kind", "门诊"), Err(Reason::NotACode(_))));
    }

    #[test]
    fn flags_are_yes_or_no() {
        for (text, flag) in [("是", 1), ("TRUE", 1), ("1", 1), ("否", 0), ("false", 0), ("0", 0)]
        {
            assert_eq!(bill("tcm", text), Ok(Value::Integer(flag)));
        }
        assert_eq!(bill("tcm", "2"), Err(Reason::NotAFlag));
    }

    #[test]
    fn the_heading_decides_between_fen_and_yuan() {
        assert_eq!(bill("total_fen", "1234"), Ok(Value::Integer(1_234)));
        assert_eq!(bill("medfee_sumamt", "1234"), Ok(Value::Integer(123_400)));
        assert_eq!(bill("total_fen", "12.34"), Err(Reason::FenWithDecimals));
        assert_eq!(bill("医疗费总额", "-12.34"), Err(Reason::Negative));
        assert_eq!(bill("total_fen", "9000000000000"), Ok(Value::Integer(9_000_000_000_000)));
        assert_eq!(bill("total_fen", "9000000000001"), Err(Reason::TooLarge));
    }

    #[test]
    fn nothing_is_refused_only_where_every_row_must_have_it() {
        for text in ["", "  ", "NULL", "\\N"] {
            assert_eq!(bill("total_fen", text), Err(Reason::Empty));
            assert_eq!(bill("admitted", text), Ok(Value::Null));
        }
        assert_eq!(bill("age", "128"), Err(Reason::TooLarge));
        assert_eq!(bill("age", "127"), Ok(Value::Integer(127)));
        assert_eq!(bill("disease", "40000"), Err(Reason::TooLarge));
    }

    #[test]
    fn a_personal_value_never_stands_in_a_message() {
        let name = Person::TABLE.column("name").unwrap();
        let town = Person::TABLE.column("town").unwrap();
        assert_eq!(shown(name, "张小三"), "张*三");
        assert_eq!(shown(town, "东城镇"), "东城镇");
        // A card's number in a column of another meaning, right or mistyped.
        assert_eq!(shown(town, "11010519491231002X"), "110***********002X");
        assert_eq!(shown(town, "110105194912310021"), "110***********0021");
        let long = "长".repeat(50);
        assert_eq!(shown(town, &long).chars().count(), 41);
    }

    /// Cells of signs that mean something to one reader or another, in any order.
    #[test]
    fn no_text_makes_it_panic() {
        const SIGNS: &[char] = &[
            '0',
            '1',
            '9',
            '.',
            ',',
            '-',
            '+',
            'E',
            'e',
            'X',
            'T',
            ':',
            '/',
            '年',
            '月',
            '日',
            '元',
            '¥',
            '是',
            '男',
            '１',
            '，',
            '　',
            '\'',
            '"',
            '=',
            '\0',
            '\u{feff}',
            '\u{10ffff}',
            '\n',
        ];
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = |most: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state >> 33).unwrap() % most
        };
        for _ in 0..200_000 {
            let text: String = (0..next(20)).map(|_| SIGNS[next(SIGNS.len())]).collect();
            let table = crate::TABLES[next(crate::TABLES.len())];
            let column = &table.columns[next(table.columns.len())];
            let heading = Heading { column, in_yuan: next(2) == 0 };
            if let Ok(value) = parse_cell(heading, &text) {
                assert_eq!(super::fits(column, value.borrowed()), Ok(()), "{text:?}");
            }
            assert!(shown(column, &text).chars().count() <= text.chars().count().max(41));
            let _ = Heading::find(table, &text);
        }
    }
}
