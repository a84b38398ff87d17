//! What a rule selects, as bits.

use yz_diagnostics::words;
use yz_records::{CareKind, Category, Filing, InstitutionLevel, Place};

use super::model::{Selectors, Text};
use super::values::Reader;
use crate::charge::{BANDS_MAX, Parts};

/// The combinations that a rule selects: one bit for each code of each dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Selection {
    kinds: u8,
    levels: u8,
    places: u8,
    filings: u8,
    categories: u8,
    bands: u8,
}

/// The bands of ages that the rules of a file tell apart: the first age of each.
#[derive(Debug, Clone, Default)]
pub(super) struct Bands(Vec<i8>);

impl Selection {
    /// Whether the rule holds for a combination.
    pub(super) fn holds(self, parts: Parts) -> bool {
        let bit = |bits: u8, code: i8| bits >> (code & 7) & 1 == 1;
        bit(self.kinds, parts.kind.code())
            && bit(self.levels, parts.level.code().wrapping_sub(1))
            && bit(self.places, parts.place.code())
            && (parts.place == Place::Local || bit(self.filings, parts.filing.code()))
            && bit(self.categories, parts.category.code())
            && bit(self.bands, i8::try_from(parts.band).unwrap_or(0))
    }
}

impl Bands {
    /// Gathers where bands begin, from every selector of the file.
    pub(super) fn gather(&mut self, selectors: Selectors<'_>, reader: &mut Reader<'_>) {
        for text in selectors.age.unwrap_or_default() {
            if let Some((first, last)) = ages(text, reader) {
                self.0.push(first);
                self.0.extend(last.checked_add(1));
            }
        }
    }

    /// Orders them, and reports more than a plan can hold.
    pub(super) fn close(&mut self, reader: &mut Reader<'_>) {
        self.0.push(0);
        self.0.sort_unstable();
        self.0.dedup();
        if BANDS_MAX < self.0.len() {
            let message = words!("年龄段超过八个", "more than eight bands of ages");
            let help = words!("合并年龄段", "join bands of ages");
            reader.wrong(0..0, message, help);
            self.0.truncate(BANDS_MAX);
        }
    }

    pub(super) fn count(&self) -> u8 {
        u8::try_from(self.0.len()).unwrap_or(1)
    }

    /// A band in words: `18–59岁`; nothing where ages are not told apart.
    pub(super) fn words(&self, band: u8) -> String {
        let at = usize::from(band);
        match (self.0.get(at), self.0.get(at.saturating_add(1))) {
            (Some(_), None) if self.0.len() == 1 => String::new(),
            (Some(first), Some(next)) => format!("{first}–{}岁", next.saturating_sub(1)),
            (Some(first), None) => format!("{first}岁及以上"),
            (None, _) => String::new(),
        }
    }

    /// The band of each age.
    pub(super) fn table(&self) -> [u8; 128] {
        let mut table = [0; 128];
        for (age, band) in (0_i8..=i8::MAX).zip(&mut table) {
            let bands = self.0.iter().filter(|first| **first <= age).count();
            *band = u8::try_from(bands.saturating_sub(1)).unwrap_or(0);
        }
        table
    }

    fn bits(&self, texts: Option<&[Text]>, reader: &mut Reader<'_>) -> u8 {
        let Some(texts) = texts else { return u8::MAX };
        let mut bits = 0;
        for (first, last) in texts.iter().filter_map(|text| ages(text, reader)) {
            for (band, begins) in self.0.iter().enumerate() {
                if first <= *begins && *begins <= last {
                    bits |= 1_u8 << (band & 7);
                }
            }
        }
        bits
    }

    /// What a rule selects.
    pub(super) fn select(&self, of: Selectors<'_>, reader: &mut Reader<'_>) -> Selection {
        let levels = of.level.map_or(u8::MAX, |levels| {
            let mut bits = 0;
            for level in levels {
                match InstitutionLevel::from_code(*level.get_ref()) {
                    Some(level) => bits |= 1_u8 << (level.code().wrapping_sub(1) & 7),
                    None => {
                        let written = level.get_ref();
                        let message = words!("没有级别 {written}", "there is no level {written}");
                        let help = words!("级别是 1 到 4", "levels are 1 to 4");
                        reader.wrong(level.span(), message, help);
                    }
                }
            }
            bits
        });
        Selection {
            kinds: bits(of.kind, CareKind::LIST, reader),
            levels,
            places: bits(of.place, Place::LIST, reader),
            filings: bits(of.filing, Filing::LIST, reader),
            categories: bits(of.category, Category::LIST, reader),
            bands: self.bits(of.age, reader),
        }
    }
}

/// The bits of a list of codes; all of them where nothing is said.
pub(super) fn bits(
    texts: Option<&[Text]>,
    list: yz_records::CodeList,
    reader: &mut Reader<'_>,
) -> u8 {
    let Some(texts) = texts else { return u8::MAX };
    let known: Vec<(&str, i8)> = list.codes.iter().map(|(code, name, _)| (*name, *code)).collect();
    let mut bits = 0;
    for text in texts {
        if let Some(code) = reader.one_of(text, &known) {
            bits |= 1_u8 << (code & 7);
        }
    }
    bits
}

/// `"0-6"`, `"60-"`, `"18"`: both ages included.
pub(super) fn ages(text: &Text, reader: &mut Reader<'_>) -> Option<(i8, i8)> {
    let written = text.get_ref();
    let age = |text: &str| text.parse::<i8>().ok().filter(|age| 0 <= *age);
    let span = match written.split_once('-') {
        Some((first, "")) => age(first).map(|first| (first, i8::MAX)),
        Some((first, last)) => age(first).zip(age(last)),
        None => age(written).map(|age| (age, age)),
    };
    let span = span.filter(|(first, last)| first <= last);
    if span.is_none() {
        let message = words!("“{written}”不是年龄段", "`{written}` is not a band of ages");
        let help = words!("写成 \"0-6\" 或 \"60-\"", "write \"0-6\" or \"60-\"");
        reader.wrong(text.span(), message, help);
    }
    span
}
