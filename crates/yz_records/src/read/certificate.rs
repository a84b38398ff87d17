//! The number of the identity card.

use yz_units::{Date, Day};

use crate::codes::Sex;

/// What the number of an identity card says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Certificate {
    /// The day of birth.
    pub birth: Day,
    /// The sex.
    pub sex: Sex,
}

/// Why a number is none of an identity card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateError {
    /// It has another shape: a passport, a household book, nothing that can be checked.
    Another,
    /// The digits for the birth are no day.
    Birth,
    /// The last character does not follow from the others: a digit is mistyped.
    CheckDigit,
}

impl Certificate {
    /// Reads a number of 18 characters, or an old one of 15 digits.
    ///
    /// # Errors
    ///
    /// [`CertificateError`] for another document, a birth on no day, or a mistyped digit.
    ///
    /// # Source
    ///
    /// GB 11643-1999: six digits of the region, eight of the birth, three of a sequence that is odd
    /// for men, and a check character (ISO 7064, MOD 11-2). Residence permits of Hong Kong, Macao
    /// and Taiwan and the cards of foreign permanent residents have the same.
    pub fn parse(text: &str) -> Result<Self, CertificateError> {
        let (digits, check) = match text.len() {
            15 => (text, None),
            18 => text.split_at_checked(17).map_or(("", None), |(a, b)| (a, Some(b))),
            _ => return Err(CertificateError::Another),
        };
        let digits: Vec<u8> = digits.bytes().filter_map(|byte| byte.checked_sub(b'0')).collect();
        let fits = digits.len() == text.len().saturating_sub(check.map_or(0, str::len));
        if !fits || digits.iter().any(|digit| 9 < *digit) {
            return Err(CertificateError::Another);
        }
        if let Some(check) = check {
            let right = check_character(&digits);
            if !check.eq_ignore_ascii_case(right) {
                let digit = check.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X');
                let wrong = CertificateError::CheckDigit;
                return Err(if digit || check == "x" { wrong } else { CertificateError::Another });
            }
        }
        let birth = birth(&digits, check.is_none()).ok_or(CertificateError::Birth)?;
        let odd = digits.get(if check.is_some() { 16 } else { 14 }).is_some_and(|d| d % 2 == 1);
        Ok(Self { birth, sex: if odd { Sex::Male } else { Sex::Female } })
    }
}

/// The last character that the 17 digits before it ask for.
fn check_character(digits: &[u8]) -> &'static str {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHARACTERS: [&str; 11] = ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"];
    let products =
        digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(*digit).saturating_mul(weight));
    let index = usize::try_from(products.sum::<u32>() % 11).unwrap_or(0);
    CHARACTERS.get(index).copied().unwrap_or("")
}

/// The birth, from the seventh digit on; numbers of 15 digits leave out the century, which is 19.
fn birth(digits: &[u8], short: bool) -> Option<Day> {
    let number = |range: std::ops::Range<usize>| {
        let digits = digits.get(range)?;
        Some(
            digits
                .iter()
                .fold(0_i16, |sum, digit| sum.saturating_mul(10).saturating_add(i16::from(*digit))),
        )
    };
    let (year, month, day) = if short {
        (number(6..8)?.saturating_add(1900), number(8..10)?, number(10..12)?)
    } else {
        (number(6..10)?, number(10..12)?, number(12..14)?)
    };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (1800 <= year).then(|| Day::from(date))
}

#[cfg(test)]
mod tests {
    use super::{Certificate, CertificateError};
    use crate::codes::Sex;

    #[test]
    fn the_standards_own_examples_are_right() {
        // GB 11643-1999, appendix: 11010519491231002X and 440524188001010014.
        let female = Certificate::parse("11010519491231002X").unwrap();
        assert_eq!((female.birth.to_string().as_str(), female.sex), ("1949-12-31", Sex::Female));
        let male = Certificate::parse("440524188001010014").unwrap();
        assert_eq!((male.birth.to_string().as_str(), male.sex), ("1880-01-01", Sex::Male));
        assert_eq!(Certificate::parse("11010519491231002x"), Ok(female));
    }

    #[test]
    fn one_mistyped_digit_is_found() {
        let right = "440524188001010014";
        for index in 0..18 {
            let mut wrong: Vec<u8> = right.bytes().collect();
            wrong[index] = if wrong[index] == b'9' { b'0' } else { wrong[index] + 1 };
            let wrong = String::from_utf8(wrong).unwrap();
            assert_eq!(Certificate::parse(&wrong), Err(CertificateError::CheckDigit), "{wrong}");
        }
    }

    #[test]
    fn other_documents_are_not_judged() {
        for text in ["", "E12345678", "11010519491231002A", "户口簿第十二页之三号", "１１０１０５"]
        {
            assert_eq!(Certificate::parse(text), Err(CertificateError::Another), "{text}");
        }
        let old = Certificate::parse("440524800101001").unwrap();
        assert_eq!((old.birth.to_string().as_str(), old.sex), ("1980-01-01", Sex::Male));
        assert_eq!(Certificate::parse("440524801301001"), Err(CertificateError::Birth));
    }
}
