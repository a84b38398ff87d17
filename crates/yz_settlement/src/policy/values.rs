//! Words, amounts and percentages of the file, with a finding for each that cannot be used.

use std::ops::Range;

use toml::Spanned;
use toml::value::Datetime;
use yz_diagnostics::{Finding, Words, did_you_mean, words};
use yz_units::{Date, Day, Decimal, Exact, Rounding, SHARED_FEN_MAX, Share};

use super::model::{BasisToml, BenefitsToml, Text};
use crate::plan::{Basis, BasisId};
use crate::rules::BENEFIT_VALUE_NOT_USABLE;

/// Reads values, and keeps what is found on the way.
pub(super) struct Reader<'f> {
    pub(super) path: &'f str,
    pub(super) name: &'f str,
    file: &'f BenefitsToml,
    pub(super) rounding: Rounding,
    pub(super) findings: Vec<Finding>,
    pub(super) bases: Vec<Basis>,
}

impl<'f> Reader<'f> {
    pub(super) fn new(path: &'f str, file: &'f BenefitsToml) -> Self {
        let mut reader = Self {
            path,
            name: file.name.get_ref(),
            file,
            rounding: Rounding::HalfUp,
            findings: Vec::new(),
            bases: Vec::new(),
        };
        let roundings =
            [("half_up", Rounding::HalfUp), ("down", Rounding::Down), ("up", Rounding::Up)];
        if let Some(rounding) = reader.one_of(&file.rounding, &roundings) {
            reader.rounding = rounding;
        }
        reader
    }

    /// Reports a value that cannot be used.
    pub(super) fn wrong(&mut self, span: Range<usize>, message: Words, help: Words) {
        let finding = Finding::new(&BENEFIT_VALUE_NOT_USABLE, self.name, message);
        self.findings.push(finding.at(self.path, Some(span)).help(help));
    }

    /// One of a few words.
    pub(super) fn one_of<T: Copy>(&mut self, text: &Text, known: &[(&str, T)]) -> Option<T> {
        let written = text.get_ref();
        let found = known.iter().find(|(word, _)| word == written).map(|(_, value)| *value);
        if found.is_none() {
            let message = words!("不认识“{written}”", "`{written}` is not known here");
            let help = did_you_mean(written, known.iter().map(|(word, _)| *word));
            self.wrong(text.span(), message, help);
        }
        found
    }

    /// An amount in yuan, as fen.
    pub(super) fn fen(&mut self, text: &Text) -> Option<i64> {
        let decimal = text.get_ref().parse::<Decimal>().ok();
        let fen = decimal.filter(|it| it.decimals() <= 2 && 0 <= it.digits()).and_then(|it| {
            let scale = if it.decimals() == 2 {
                1
            } else if it.decimals() == 1 {
                10
            } else {
                100
            };
            i64::try_from(it.digits().checked_mul(scale)?).ok()
        });
        let fen = fen.filter(|fen| *fen <= SHARED_FEN_MAX);
        if fen.is_none() {
            let written = text.get_ref();
            let message = words!("“{written}”不是金额", "`{written}` is not an amount");
            let help = words!(
                "写成以元为单位、至多两位小数的数，如 \"200.00\"",
                "write yuan with at most two decimals, such as \"200.00\""
            );
            self.wrong(text.span(), message, help);
        }
        fen
    }

    /// A number of percent, of points or a factor.
    pub(super) fn exact(&mut self, text: &Text) -> Option<Exact> {
        let value = text.get_ref().parse::<Exact>().ok();
        if value.is_none() {
            let written = text.get_ref();
            let message = words!("“{written}”不是数", "`{written}` is not a number");
            let help = words!("写成十进制数，如 \"72.5\"", "write a decimal such as \"72.5\"");
            self.wrong(text.span(), message, help);
        }
        value
    }

    /// A percentage as a share.
    pub(super) fn share(&mut self, text: &Text) -> Option<Share> {
        let percent = self.exact(text)?;
        self.share_of(percent, text.span())
    }

    /// A percentage that was computed, as a share.
    pub(super) fn share_of(&mut self, percent: Exact, span: Range<usize>) -> Option<Share> {
        let share = Share::percent(percent, self.rounding);
        if share.is_none() {
            let message = words!(
                "比例{percent}%不在 0 到 100 之间，或多于四位小数",
                "{percent} % is not between 0 and 100, or has more than four decimals"
            );
            let help = words!(
                "改成 0 到 100 之间、至多四位小数的百分数；乘系数的，结果也要如此",
                "use a percentage of 0 to 100 with at most four decimals, also after a factor"
            );
            self.wrong(span, message, help);
        }
        share
    }

    /// A day.
    pub(super) fn day(&mut self, date: &Spanned<Datetime>) -> Option<Day> {
        let day = date.get_ref().date.and_then(|date| {
            let (year, month) = (i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?);
            Date::new(year, month, i8::try_from(date.day).ok()?).ok().map(Day::from)
        });
        if day.is_none() {
            let message = words!("不是日期", "not a date");
            let help = words!("写成 2024-01-01", "write 2024-01-01");
            self.wrong(date.span(), message, help);
        }
        day
    }

    /// Remembers what a rule rests on.
    pub(super) fn basis(
        &mut self,
        table: &'static str,
        name: Option<&str>,
        of: BasisToml<'_>,
    ) -> BasisId {
        let basis = Basis {
            table,
            source: of.source.unwrap_or(&self.file.source).to_owned(),
            place: of.article.unwrap_or(&self.file.article).to_owned(),
            verified: of.verified.unwrap_or(self.file.verified),
            name: name.map(str::to_owned),
        };
        let place = self.bases.iter().position(|known| *known == basis).unwrap_or_else(|| {
            self.bases.push(basis);
            self.bases.len().saturating_sub(1)
        });
        BasisId(u16::try_from(place).unwrap_or(u16::MAX))
    }
}
