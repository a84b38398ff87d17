//! Why a row is refused, in words for the person who has the file.

use yz_diagnostics::{Words, words};
use yz_units::Day;

use super::cell::shown;
use crate::code::CodeList;
use crate::table::Column;

/// A row that is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRefusal {
    /// The row, as spreadsheets count: the heading is row 1.
    pub row: usize,
    /// The column that it is refused for.
    pub column: &'static Column,
    /// The value, with all but its ends masked where it says who somebody is.
    pub shown: String,
    /// Why.
    pub reason: Reason,
}

/// Why a value, or a row, is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Nothing where every row must have something.
    Empty,
    /// Words where a number should be.
    NotANumber,
    /// Decimals where a whole number should be.
    NotWhole,
    /// A long number that a spreadsheet has shortened.
    Scientific,
    /// Decimals below a heading in fen.
    FenWithDecimals,
    /// More than two decimals below a heading in yuan.
    MoreThanTwoDecimals,
    /// Below nothing.
    Negative,
    /// More than the column can hold.
    TooLarge,
    /// No day, or not written as one.
    NotADay,
    /// No code of the list.
    NotACode(&'static CodeList),
    /// Neither yes nor no.
    NotAFlag,
    /// Longer than words of a column may be.
    TooLong,
    /// Line ends or other signs that are no letters.
    ControlCharacters,
    /// More cells than the file has headings.
    CellsBeyondHeadings,
    /// Class A, class B and own cost do not add up.
    PartsDifferFromTotal {
        /// What the parts add up to, in fen.
        sum_fen: i64,
        /// The total, in fen.
        total_fen: i64,
    },
    /// Class B alone exceeds the total.
    ClassBAboveTotal {
        /// The total, in fen.
        total_fen: i64,
    },
    /// The first-pay of class B exceeds class B.
    PriorSelfPaymentAboveClassB {
        /// Class B, in fen.
        class_b_fen: i64,
    },
    /// What the payers paid does not add up to the total.
    PayersDifferFromTotal {
        /// What they paid, in fen.
        sum_fen: i64,
        /// The total, in fen.
        total_fen: i64,
    },
    /// A stay that ends before it begins.
    AdmissionAfterDate,
    /// A span that ends before it begins.
    LastBeforeFirst,
    /// A death before the birth.
    DeathBeforeBirth,
    /// The check digit of the identity card does not follow from its digits.
    CertificateCheckDigit,
    /// The identity card's digits for the birth are no day.
    CertificateBirth,
    /// The identity card has another day of birth than the row.
    BirthDiffersFromCertificate,
    /// The identity card is of the other sex.
    SexDiffersFromCertificate,
    /// The key stands in an earlier row of the files.
    Duplicate {
        /// The earlier row, where it is known to be in the same file.
        earlier: Option<usize>,
    },
    /// The key is on record with other values.
    DiffersFromRecord,
    /// Nobody has the number.
    PersonUnknown,
    /// No institution has the number.
    InstitutionUnknown,
    /// No bill has the number.
    BillUnknown,
    /// Not in the book's period.
    OutsidePeriod {
        /// The first day.
        first: Day,
        /// The last day.
        last: Day,
    },
}

impl RowRefusal {
    /// A row that is refused for a value, which is masked where that is called for.
    #[must_use]
    pub fn new(row: usize, column: &'static Column, text: &str, reason: Reason) -> Self {
        Self { row, column, shown: shown(column, text), reason }
    }

    /// Row, column, value and reason in one sentence.
    #[must_use]
    pub fn words(&self) -> Words {
        let (row, name, title) = (self.row, self.column.name, self.column.title);
        let (zh_value, en_value) = match self.shown.is_empty() {
            true => (String::new(), String::new()),
            false => (format!("“{}”", self.shown), format!(", “{}”", self.shown)),
        };
        let Words { zh, en } = self.reason.words();
        words!("第{row}行 {title}（{name}）{zh_value}：{zh}", "row {row}, {name}{en_value}: {en}")
    }
}

impl Reason {
    /// A name for programs.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotANumber => "not_a_number",
            Self::NotWhole => "not_whole",
            Self::Scientific => "scientific",
            Self::FenWithDecimals => "fen_with_decimals",
            Self::MoreThanTwoDecimals => "more_than_two_decimals",
            Self::Negative => "negative",
            Self::TooLarge => "too_large",
            Self::NotADay => "not_a_day",
            Self::NotACode(_) => "not_a_code",
            Self::NotAFlag => "not_a_flag",
            Self::TooLong => "too_long",
            Self::ControlCharacters => "control_characters",
            Self::CellsBeyondHeadings => "cells_beyond_headings",
            Self::PartsDifferFromTotal { .. } => "parts_differ_from_total",
            Self::ClassBAboveTotal { .. } => "class_b_above_total",
            Self::PriorSelfPaymentAboveClassB { .. } => "prior_self_payment_above_class_b",
            Self::PayersDifferFromTotal { .. } => "payers_differ_from_total",
            Self::AdmissionAfterDate => "admission_after_date",
            Self::LastBeforeFirst => "last_before_first",
            Self::DeathBeforeBirth => "death_before_birth",
            Self::CertificateCheckDigit => "certificate_check_digit",
            Self::CertificateBirth => "certificate_birth",
            Self::BirthDiffersFromCertificate => "birth_differs_from_certificate",
            Self::SexDiffersFromCertificate => "sex_differs_from_certificate",
            Self::Duplicate { .. } => "duplicate",
            Self::DiffersFromRecord => "differs_from_record",
            Self::PersonUnknown => "person_unknown",
            Self::InstitutionUnknown => "institution_unknown",
            Self::BillUnknown => "bill_unknown",
            Self::OutsidePeriod { .. } => "outside_period",
        }
    }

    /// What is wrong, and how it should be. No value of the row is in it but amounts.
    #[must_use]
    pub fn words(&self) -> Words {
        match self {
            Self::Empty
            | Self::NotANumber
            | Self::NotWhole
            | Self::Scientific
            | Self::FenWithDecimals
            | Self::MoreThanTwoDecimals
            | Self::Negative
            | Self::TooLarge
            | Self::NotADay
            | Self::NotACode(_)
            | Self::NotAFlag
            | Self::TooLong
            | Self::ControlCharacters
            | Self::CellsBeyondHeadings => self.of_cell(),
            Self::PartsDifferFromTotal { .. }
            | Self::ClassBAboveTotal { .. }
            | Self::PriorSelfPaymentAboveClassB { .. }
            | Self::PayersDifferFromTotal { .. }
            | Self::AdmissionAfterDate
            | Self::LastBeforeFirst
            | Self::DeathBeforeBirth => self.of_row(),
            Self::CertificateCheckDigit
            | Self::CertificateBirth
            | Self::BirthDiffersFromCertificate
            | Self::SexDiffersFromCertificate => self.of_certificate(),
            _ => self.of_others(),
        }
    }

    fn of_cell(&self) -> Words {
        match self {
            Self::NotACode(list) => {
                let known: Vec<_> =
                    list.codes.iter().map(|(code, _, title)| format!("{code} {title}")).collect();
                let zh = known.join("、");
                let known: Vec<_> =
                    list.codes.iter().map(|(code, name, _)| format!("{code} {name}")).collect();
                let en = known.join(", ");
                words!("没有这个代码，可以是：{zh}", "no such code; there are {en}")
            }
            Self::Empty => words!("空着，每行都要填", "is empty, and every row must have it"),
            Self::NotANumber => words!("不是数字", "is no number"),
            Self::NotWhole => words!("应为整数", "should be a whole number"),
            Self::Scientific => words!(
                "被电子表格改成了科学计数法，末尾数字已丢失；请把该列设为文本后重新导出",
                "was shortened by a spreadsheet and has lost its last digits; \
                 make the column text and export again"
            ),
            Self::FenWithDecimals => words!(
                "这一列以分计，应为整数；以元计的列，标题写中文名称或平台字段名",
                "the column is in fen and wants whole numbers; \
                 a column in yuan has the Chinese title or the platform's name as heading"
            ),
            Self::MoreThanTwoDecimals => {
                words!("以元计的金额最多两位小数", "an amount in yuan has at most two decimals")
            }
            Self::Negative => words!("不能为负", "must not be negative"),
            Self::TooLarge => words!("超出这一列能存的范围", "is more than the column can hold"),
            Self::NotADay => words!("不是日期，写成2024-01-31", "is no day; write 2024-01-31"),
            Self::NotAFlag => words!("应为是或否", "should be 是 or 否, 1 or 0"),
            Self::CellsBeyondHeadings => words!(
                "这一行的单元格比标题多，各列可能已错位；含逗号的文字要加引号",
                "the row has more cells than there are headings, and may be shifted; \
                 put quotation marks around words with a comma"
            ),
            Self::TooLong => words!("文字超过200个字", "has more than 200 characters"),
            _ => words!("含有换行等控制字符", "has line ends or other control characters"),
        }
    }

    fn of_row(&self) -> Words {
        match *self {
            Self::PartsDifferFromTotal { sum_fen, total_fen } => {
                let (sum, total, difference) = amounts(sum_fen, total_fen);
                words!(
                    "甲类、乙类、自费之和{sum}元，不等于总额{total}元，相差{difference}元",
                    "class A, class B and own cost add up to {sum} yuan, not to the total of \
                     {total} yuan: {difference} yuan apart"
                )
            }
            Self::PayersDifferFromTotal { sum_fen, total_fen } => {
                let (sum, total, difference) = amounts(sum_fen, total_fen);
                words!(
                    "各方支付之和{sum}元，不等于总额{total}元，相差{difference}元",
                    "the payers' parts add up to {sum} yuan, not to the total of {total} yuan: \
                     {difference} yuan apart"
                )
            }
            Self::ClassBAboveTotal { total_fen } => {
                let total = yuan(total_fen);
                words!("乙类金额大于总额{total}元", "class B exceeds the total of {total} yuan")
            }
            Self::PriorSelfPaymentAboveClassB { class_b_fen } => {
                let most = yuan(class_b_fen);
                words!(
                    "先行自付大于乙类金额{most}元",
                    "the first-pay of class B exceeds class B, {most} yuan"
                )
            }
            Self::AdmissionAfterDate => {
                words!("入院晚于结算日期", "the admission is after the date of the bill")
            }
            Self::DeathBeforeBirth => words!("死亡早于出生", "the death is before the birth"),
            _ => words!("结束早于开始", "it ends before it begins"),
        }
    }

    fn of_certificate(&self) -> Words {
        match self {
            Self::CertificateCheckDigit => words!(
                "身份证号的校验码不对，有一位写错了（GB 11643）",
                "the check digit of the identity card is wrong: a digit is mistyped (GB 11643)"
            ),
            Self::CertificateBirth => words!(
                "身份证号的第7至14位不是日期",
                "digits 7 to 14 of the identity card are no day"
            ),
            Self::BirthDiffersFromCertificate => words!(
                "出生日期与身份证号不符",
                "the day of birth is not that of the identity card"
            ),
            _ => words!("性别与身份证号不符", "the sex is not that of the identity card"),
        }
    }

    fn of_others(&self) -> Words {
        match *self {
            Self::Duplicate { earlier: Some(row) } => {
                words!("与第{row}行重复", "stands in row {row} already")
            }
            Self::Duplicate { earlier: None } => {
                words!("与前一个文件中的一行重复", "stands in a file before this one already")
            }
            Self::DiffersFromRecord => words!(
                "账里已有这个编号，内容不同；更正请用新的编号，并填“更正的费用编号”",
                "is on record with other values; a correction has a number of its own and names \
                 what it corrects"
            ),
            Self::PersonUnknown => {
                words!("人员表里没有这个人", "nobody on the roll has this number")
            }
            Self::InstitutionUnknown => {
                words!("机构表里没有这家机构", "no institution has this number")
            }
            Self::BillUnknown => words!("没有这笔费用", "no bill has this number"),
            Self::OutsidePeriod { first, last } => words!(
                "不在这本账的期间{first}至{last}内",
                "is not in the book's period, {first} to {last}"
            ),
            _ => Words::default(),
        }
    }
}

fn amounts(sum_fen: i64, total_fen: i64) -> (String, String, String) {
    let difference = sum_fen.saturating_sub(total_fen).saturating_abs();
    (yuan(sum_fen), yuan(total_fen), yuan(difference))
}

/// An amount as messages print it: `1,234.50`.
fn yuan(fen: i64) -> String {
    let (sign, fen) = (if fen < 0 { "-" } else { "" }, fen.unsigned_abs());
    let whole = (fen / 100).to_string();
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if 0 < index && whole.len().saturating_sub(index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let decimals = fen % 100;
    format!("{sign}{grouped}.{decimals:02}")
}

#[cfg(test)]
mod tests {
    use super::{Reason, RowRefusal, yuan};
    use crate::row::Row;
    use crate::tables::{Bill, Person};

    #[test]
    fn amounts_are_printed_with_their_thousands() {
        assert_eq!(yuan(0), "0.00");
        assert_eq!(yuan(5), "0.05");
        assert_eq!(yuan(123_450), "1,234.50");
        assert_eq!(yuan(-100_000_000), "-1,000,000.00");
    }

    #[test]
    fn a_refusal_says_row_column_value_and_reason() {
        let column = Bill::TABLE.column("total_fen").unwrap();
        let reason = Reason::PartsDifferFromTotal { sum_fen: 99_900, total_fen: 100_000 };
        let refusal = RowRefusal { row: 3, column, shown: "1000.00".to_owned(), reason };
        assert_eq!(
            refusal.words().zh,
            "第3行 医疗费总额（total_fen）“1000.00”：\
             甲类、乙类、自费之和999.00元，不等于总额1,000.00元，相差1.00元"
        );
        let column = Person::TABLE.column("name").unwrap();
        let refusal = RowRefusal { row: 2, column, shown: String::new(), reason: Reason::Empty };
        assert_eq!(refusal.words().en, "row 2, name: is empty, and every row must have it");
    }
}
