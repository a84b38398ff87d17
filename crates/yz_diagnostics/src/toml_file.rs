//! Reads TOML data files, turning what the parser says into findings with a remedy.

use std::ops::Range;

use serde::de::DeserializeOwned;

use crate::declare_rule;
use crate::finding::Finding;
use crate::rule::Rule;
use crate::words;
use crate::words::Words;

/// Every rule about files of data, by code.
pub static FILE_RULES: &[&Rule] = &[&BROKEN_TOML, &UNKNOWN_KEY, &MISSING_KEY, &VALUE_OF_WRONG_KIND];

declare_rule! {
    /// ## What it does
    /// Finds files that are not TOML: a quote or bracket left open, a line that is no
    /// `key = value`.
    ///
    /// ## Why is this bad
    /// Nothing in the file can be used until it reads.
    ///
    /// ## Example
    /// ```toml
    /// name = "fund_income
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// name = "fund_income"
    /// ```
    pub static BROKEN_TOML = {
        name: "broken-toml",
        code: "FILE001",
        title: "文件不是合格的 TOML",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds keys that the file may not have.
    ///
    /// ## Why is this bad
    /// A mistyped key would otherwise be dropped in silence, and with it what it says.
    ///
    /// ## Example
    /// ```toml
    /// tilte.zh = "基金收入"
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// title.zh = "基金收入"
    /// ```
    pub static UNKNOWN_KEY = {
        name: "unknown-key",
        code: "FILE002",
        title: "不认识的键",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds files that lack a key which they must have.
    ///
    /// ## Why is this bad
    /// What is not said cannot be guessed: a source, a unit, a title.
    ///
    /// ## Example
    /// A concept without `unit`.
    ///
    /// ## Use instead
    /// Add the key; `docs/formats.md` shows each file by example.
    pub static MISSING_KEY = {
        name: "missing-key",
        code: "FILE003",
        title: "缺少必要的键",
        level: Error,
        status: Stable("0.1.0"),
    }
}

declare_rule! {
    /// ## What it does
    /// Finds values of the wrong kind: a bare number where a quoted figure belongs, a text where a
    /// list belongs.
    ///
    /// ## Why is this bad
    /// A bare `640.10` is a binary number that cannot hold 640.10 exactly; quoted, it can.
    ///
    /// ## Example
    /// ```toml
    /// amount = 640
    /// ```
    ///
    /// ## Use instead
    /// ```toml
    /// amount = "640"
    /// ```
    pub static VALUE_OF_WRONG_KIND = {
        name: "value-of-wrong-kind",
        code: "FILE004",
        title: "值的类型不对",
        level: Error,
        status: Stable("0.1.0"),
    }
}

/// Reads a TOML file into the shape that its reader expects.
///
/// # Errors
///
/// One [`Finding`] with the place and a remedy: the file is no TOML, a key is unknown (with the
/// nearest known one) or missing, or a value is of the wrong kind.
pub fn read_toml<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, Box<Finding>> {
    toml::from_str(text).map_err(|err| Box::new(explain(path, text, &err)))
}

fn explain(path: &str, text: &str, err: &toml::de::Error) -> Finding {
    let message = err.message();
    let span = err.span().or_else(|| found_key(text, message));
    let span = span.filter(|span| span.end <= text.len());
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let first = quoted.first().copied().unwrap_or("");
    let finding = if message.starts_with("unknown field") {
        let known = quoted.get(1..).unwrap_or(&[]);
        unknown_key(path, first, known)
    } else if message.starts_with("missing field") {
        Finding::new(&MISSING_KEY, path, words!("缺少键 `{first}`", "the key `{first}` is missing"))
            .help(words!(
                "补上 `{first} = …`；各文件的写法见 docs/formats.md",
                "add `{first} = …`; docs/formats.md shows each file by example"
            ))
    } else if message.starts_with("invalid type") || message.starts_with("invalid value") {
        let what = wrong_kind_zh(message);
        Finding::new(&VALUE_OF_WRONG_KIND, path, words!("{what}", "{message}"))
            .help(right_kind(message))
    } else {
        let first_line = message.lines().next().unwrap_or(message);
        let what = broken_zh(first_line);
        Finding::new(
            &BROKEN_TOML,
            path,
            words!("文件不是合格的 TOML：{what}", "not TOML: {first_line}"),
        )
        .help(words!(
            "检查这一处前后的引号、括号、逗号和等号是否成对、齐全",
            "look for a quote, bracket, comma or equals sign left out just before this place"
        ))
    };
    finding.at(path, span)
}

fn unknown_key(path: &str, key: &str, known: &[&str]) -> Finding {
    let list = known.join("、");
    let english = known.join(", ");
    let help = match nearest(key, known.iter().copied()) {
        Some(near) => words!("是不是想写 `{near}`？", "did you mean `{near}`?"),
        None => words!("这里可以用的键：{list}", "the keys that may stand here: {english}"),
    };
    let message = words!("不认识的键 `{key}`", "`{key}` is not a key of this file");
    Finding::new(&UNKNOWN_KEY, path, message).help(help)
}

/// The parser names the kinds in English; the few that occur are put into Chinese.
fn wrong_kind_zh(message: &str) -> String {
    let kinds = [
        ("invalid type: ", "类型不对：写的是"),
        ("invalid value: ", "值不对：写的是"),
        (", expected ", "，应当是"),
        ("floating point", "不带引号的小数"),
        ("integer", "不带引号的整数"),
        ("a boolean", "真假值（true 或 false）"),
        ("boolean", "真假值"),
        ("a string", "带引号的文字"),
        ("string ", "文字"),
        ("a sequence", "列表"),
        ("sequence", "列表"),
        ("a map", "表"),
        ("map", "表"),
    ];
    kinds.iter().fold(message.to_owned(), |text, (en, zh)| text.replace(en, zh))
}

/// How a value of the right kind is written.
fn right_kind(message: &str) -> Words {
    if message.contains("expected a boolean") {
        return words!(
            "写 true（是）或 false（否），不加引号",
            "write true or false, without quotes"
        );
    }
    words!(
        "数字一律加引号并带单位，如 \"70,325.02万元\"；日期不加引号，如 2023-01-01",
        "numbers are quoted and carry their unit, as in \"70,325.02万元\"; dates are not quoted"
    )
}

/// What the parser says of slips that clerks make, in Chinese; the rest stays as it says it.
fn broken_zh(message: &str) -> String {
    let slips = [
        ("missing comma between array elements", "两项之间少了逗号"),
        ("missing comma between key-value pairs", "两个键之间少了逗号，或者前面的引号没有合上"),
        ("key with no value", "键的后面没有等号和值"),
        ("missing value", "等号后面没有值"),
        ("duplicate key", "同一个键写了两次"),
        ("invalid basic string", "文字的引号没有合上"),
        ("missing opening quote", "文字少了前面的引号"),
        ("string values must be quoted", "文字要加引号"),
        ("unclosed array table", "[[ ]] 没有合上"),
        ("unclosed array", "方括号没有合上"),
        ("unclosed inline table", "花括号没有合上"),
        ("unclosed table", "[ ] 没有合上"),
        ("extra comma", "多了一个逗号"),
        ("extra `=`", "多了一个等号"),
        ("invalid unquoted key", "键里有不能用的字符"),
    ];
    let known = slips.iter().find(|(en, _)| message.starts_with(en));
    known.map_or_else(|| message.to_owned(), |(_, zh)| (*zh).to_owned())
}

/// The place of the key that a message quotes, for errors that carry no place.
fn found_key(text: &str, message: &str) -> Option<Range<usize>> {
    if message.starts_with("missing field") {
        return None;
    }
    let key = message.split('`').nth(1)?;
    let start = text.find(key)?;
    Some(start..start.checked_add(key.len())?)
}

/// The known name that is most like a mistyped one, when one is like enough.
#[must_use]
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |name: &str| strsim::damerau_levenshtein(wrong, name);
    // One slip is always forgiven, and one more for every three letters.
    let limit = wrong.chars().skip(2).step_by(3).count().saturating_add(1);
    known
        .into_iter()
        .map(|name| (distance(name), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

/// "Did you mean" for a mistyped name, or the list of what there is when nothing is near.
#[must_use]
pub fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Words {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(near) = nearest(wrong, known.iter().copied()) {
        return words!("是不是想写 `{near}`？", "did you mean `{near}`?");
    }
    const SHOWN: usize = 12;
    let more = known.len().saturating_sub(SHOWN);
    let list: Vec<&str> = known.into_iter().take(SHOWN).collect();
    let (zh, en) = (list.join("、"), list.join(", "));
    if more == 0 {
        words!("已有的名称：{zh}", "known names: {en}")
    } else {
        words!("已有的名称：{zh}，另有{more}个", "known names: {en}, and {more} more")
    }
}
