//! Reads tables of a policy file key by key, so that every defect is found and not just the first.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use yz_diagnostics::{
    BROKEN_TOML, Finding, MISSING_KEY, UNKNOWN_KEY, VALUE_OF_WRONG_KIND, Words, did_you_mean, words,
};
use yz_units::{Date, Decimal};

use crate::rules::AMOUNT_NOT_DECIMAL;

/// A table of a file: where it is and what is found on the way through it.
pub(crate) struct Table<'t, 'i> {
    /// The file.
    pub(crate) file: &'t str,
    /// What findings are about: the parameter, or the file.
    pub(crate) subject: &'t str,
    /// Where the table begins.
    pub(crate) span: Range<usize>,
    table: &'t DeTable<'i>,
}

/// Parses a file; what is not TOML becomes findings.
pub(crate) fn parse<'i>(
    file: &str,
    text: &'i str,
    findings: &mut Vec<Finding>,
) -> Option<DeTable<'i>> {
    match DeTable::parse(text) {
        Ok(table) => Some(table.into_inner()),
        Err(err) => {
            let reason = err.message().lines().next().unwrap_or_default().to_owned();
            let message = words!("文件不是合格的 TOML：{reason}", "not TOML: {reason}");
            let help = words!(
                "检查这一处前后的引号、括号和等号是否齐全，同一个键是否写了两次",
                "look for a quote, bracket or equals sign left out near here, or a key given twice"
            );
            let span = err.span().filter(|span| span.end <= text.len());
            findings.push(Finding::new(&BROKEN_TOML, file, message).at(file, span).help(help));
            None
        }
    }
}

impl<'t, 'i> Table<'t, 'i> {
    /// The whole file.
    pub(crate) fn root(file: &'t str, subject: &'t str, table: &'t DeTable<'i>) -> Self {
        Self { file, subject, span: 0..0, table }
    }

    /// The same table, with findings about something else.
    pub(crate) fn about(self, subject: &'t str) -> Self {
        Self { subject, ..self }
    }

    /// A finding of this file.
    pub(crate) fn finding(
        &self,
        rule: &'static yz_diagnostics::Rule,
        span: Range<usize>,
        message: Words,
        help: Words,
    ) -> Finding {
        Finding::new(rule, self.subject, message).at(self.file, Some(span)).help(help)
    }

    /// The keys with their places, in the order of the file.
    pub(crate) fn keys(&self) -> Vec<(&'t str, Range<usize>)> {
        let mut keys: Vec<_> =
            self.table.iter().map(|(key, _)| (key.get_ref().as_ref(), key.span())).collect();
        keys.sort_by_key(|(_, span)| span.start);
        keys
    }

    /// Finds the keys that are not among the known ones.
    pub(crate) fn only(&self, known: &[&str], findings: &mut Vec<Finding>) {
        for (key, span) in self.keys() {
            if !known.contains(&key) {
                let message = words!("不认识的键 `{key}`", "`{key}` is not a key of this file");
                let help = did_you_mean(key, known.iter().copied());
                findings.push(self.finding(&UNKNOWN_KEY, span, message, help));
            }
        }
    }

    /// Whether the key stands in the table.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A text that must be there.
    pub(crate) fn text(&self, key: &str, findings: &mut Vec<Finding>) -> Option<Spanned<String>> {
        if !self.has(key) {
            findings.push(self.missing(key));
        }
        self.optional_text(key, findings)
    }

    /// A text that may be there.
    pub(crate) fn optional_text(
        &self,
        key: &str,
        findings: &mut Vec<Finding>,
    ) -> Option<Spanned<String>> {
        let expected = words!("带引号的文字", "a quoted text");
        self.get(key, expected, |value| value.as_str().map(str::to_owned), findings)
    }

    /// A truth value that must be there.
    pub(crate) fn truth(&self, key: &str, findings: &mut Vec<Finding>) -> Option<bool> {
        if !self.has(key) {
            findings.push(self.missing(key));
        }
        let expected = words!("真假值 true 或 false", "true or false");
        self.get(key, expected, DeValue::as_bool, findings).map(Spanned::into_inner)
    }

    /// A date that must be there.
    pub(crate) fn date(&self, key: &str, findings: &mut Vec<Finding>) -> Option<Spanned<Date>> {
        if !self.has(key) {
            findings.push(self.missing(key));
        }
        self.optional_date(key, findings)
    }

    /// A date that may be there.
    pub(crate) fn optional_date(
        &self,
        key: &str,
        findings: &mut Vec<Finding>,
    ) -> Option<Spanned<Date>> {
        let expected = words!("不带引号的日期，如 2023-01-01", "a date without quotes: 2023-01-01");
        self.get(key, expected, civil_date, findings)
    }

    /// A quoted decimal that may be there.
    pub(crate) fn decimal(
        &self,
        key: &str,
        findings: &mut Vec<Finding>,
    ) -> Option<Spanned<Decimal>> {
        let text = self.optional_text(key, findings)?;
        let (span, written) = (text.span(), text.into_inner());
        match written.parse::<Decimal>() {
            Ok(decimal) if decimal.value().is_some() => Some(Spanned::new(span, decimal)),
            _ => {
                let message = words!(
                    "`{key}` 不是十进制数：“{written}”",
                    "`{key}` is no decimal: {written:?}"
                );
                let help = words!(
                    "只写数字和小数点，如 \"640\"、\"52.70\"；单位写在参数的 `unit` 里",
                    "write digits and a point only: \"640\", \"52.70\"; the unit stands in `unit`"
                );
                findings.push(self.finding(&AMOUNT_NOT_DECIMAL, span, message, help));
                None
            }
        }
    }

    /// A list of texts that may be there.
    pub(crate) fn texts(
        &self,
        key: &str,
        findings: &mut Vec<Finding>,
    ) -> Option<Vec<Spanned<String>>> {
        let expected =
            words!("带引号文字的列表，如 [\"510000\"]", "a list of quoted texts: [\"510000\"]");
        let texts = |value: &DeValue<'_>| {
            let text = |item: &Spanned<DeValue<'_>>| {
                Some(Spanned::new(item.span(), item.get_ref().as_str()?.to_owned()))
            };
            value.as_array()?.iter().map(text).collect::<Option<Vec<_>>>()
        };
        self.get(key, expected, texts, findings).map(Spanned::into_inner)
    }

    /// The texts `key.zh` and `key.en`, which must both be there.
    pub(crate) fn words(&self, key: &str, findings: &mut Vec<Finding>) -> Option<Words> {
        let Some(table) = self.table(key, findings) else {
            if !self.has(key) {
                findings.push(self.missing(&format!("{key}.zh")));
                findings.push(self.missing(&format!("{key}.en")));
            }
            return None;
        };
        table.only(&["zh", "en"], findings);
        let mut language = |code: &str| {
            if !table.has(code) {
                findings.push(self.missing(&format!("{key}.{code}")));
            }
            table.optional_text(code, findings).map(Spanned::into_inner)
        };
        let (zh, en) = (language("zh"), language("en"));
        Some(Words { zh: zh?, en: en? })
    }

    /// The tables of a list of tables that may be there.
    pub(crate) fn tables(&self, key: &str, findings: &mut Vec<Finding>) -> Vec<Table<'t, 'i>> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let tables = value.get_ref().as_array().and_then(|items| {
            let table = |item: &'t Spanned<DeValue<'i>>| self.sub_table(item);
            items.iter().map(table).collect::<Option<Vec<_>>>()
        });
        tables.unwrap_or_else(|| {
            let expected = words!("表的列表，写作 [[{key}]]", "a list of tables: [[{key}]]");
            findings.push(self.wrong_kind(key, value.span(), &expected));
            Vec::new()
        })
    }

    /// The table under a key; what is not a table becomes a finding.
    pub(crate) fn table(&self, key: &str, findings: &mut Vec<Finding>) -> Option<Table<'t, 'i>> {
        let value = self.table.get(key)?;
        let table = self.sub_table(value);
        if table.is_none() {
            let expected = words!("表，其下有自己的键", "a table with keys of its own");
            findings.push(self.wrong_kind(key, value.span(), &expected));
        }
        table
    }

    /// What to say when a key that must be there is not.
    pub(crate) fn missing(&self, key: &str) -> Finding {
        let message = words!("缺少键 `{key}`", "the key `{key}` is missing");
        let help = words!(
            "补上 `{key} = …`；写法见 docs/formats.md",
            "add `{key} = …`; docs/formats.md shows how"
        );
        self.finding(&MISSING_KEY, self.span.clone(), message, help)
    }

    fn sub_table(&self, value: &'t Spanned<DeValue<'i>>) -> Option<Table<'t, 'i>> {
        let table = value.get_ref().as_table()?;
        Some(Table { file: self.file, subject: self.subject, span: value.span(), table })
    }

    fn get<T>(
        &self,
        key: &str,
        expected: Words,
        convert: impl Fn(&DeValue<'i>) -> Option<T>,
        findings: &mut Vec<Finding>,
    ) -> Option<Spanned<T>> {
        let value = self.table.get(key)?;
        let converted = convert(value.get_ref());
        if converted.is_none() {
            findings.push(self.wrong_kind(key, value.span(), &expected));
        }
        converted.map(|inner| Spanned::new(value.span(), inner))
    }

    fn wrong_kind(&self, key: &str, span: Range<usize>, expected: &Words) -> Finding {
        let (zh, en) = (&expected.zh, &expected.en);
        let message =
            words!("`{key}` 的值类型不对，应当是{zh}", "the value of `{key}` should be {en}");
        let help = words!("把 `{key}` 改写成{zh}", "write `{key}` as {en}");
        self.finding(&VALUE_OF_WRONG_KIND, span, message, help)
    }
}

/// A plain calendar day; a time of day or a time zone has no place in policy.
fn civil_date(value: &DeValue<'_>) -> Option<Date> {
    let datetime = value.as_datetime()?;
    if datetime.time.is_some() || datetime.offset.is_some() {
        return None;
    }
    let date = datetime.date?;
    let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
    Date::new(i16::try_from(date.year).ok()?, month, day).ok()
}
