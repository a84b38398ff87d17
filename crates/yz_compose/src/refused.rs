//! What the template engine refused, in the house's own words.

use std::error::Error as _;
use std::ops::Range;

use minijinja::{Error, ErrorKind};
use yz_diagnostics::{Finding, Words, did_you_mean, words};

use crate::rules::TEMPLATE_BROKEN;
use crate::subject::Subject;
use crate::template::Template;

/// The finding about an error, at the line that it names: that of the prose when the template only
/// includes it. `names` are those that templates may use.
pub(crate) fn refused(
    template: &Template,
    subject: &Subject,
    names: &[String],
    err: &Error,
) -> Box<Finding> {
    let err = innermost(err);
    let name = err.name().unwrap_or(&template.path);
    let prose = subject.narrative.iter().find(|prose| prose.name == name);
    let (path, text) =
        prose.map_or((&template.path, &template.text), |prose| (&prose.path, &prose.text));
    let word = word(err);
    let span = err.line().and_then(|line| span(text, line, word.as_deref()));
    let (message, help) = explain(err, word.as_deref().unwrap_or(""), names);
    Box::new(Finding::new(&TEMPLATE_BROKEN, path, message).at(path, span).help(help))
}

/// An error inside an included text is the cause of one in the text that includes it.
fn innermost(err: &Error) -> &Error {
    let mut inner = err;
    while let Some(cause) = inner.source().and_then(|cause| cause.downcast_ref::<Error>()) {
        inner = cause;
    }
    inner
}

/// The word of the template that the engine points at.
fn word(err: &Error) -> Option<String> {
    let text = err.template_source()?.get(err.range()?)?;
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    text.get(..end).filter(|word| !word.is_empty()).map(str::to_owned)
}

/// The word within its line, or the line.
fn span(text: &str, line: usize, word: Option<&str>) -> Option<Range<usize>> {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start = before.fold(0_usize, |sum, line| sum.saturating_add(line.len()));
    let line = text.get(start..)?.lines().next()?;
    let word = word.and_then(|word| Some((line.find(word)?, word.len())));
    let (offset, length) = word.unwrap_or((0, line.len()));
    let start = start.saturating_add(offset);
    Some(start..start.saturating_add(length))
}

fn explain(err: &Error, word: &str, names: &[String]) -> (Words, Words) {
    let known = || did_you_mean(word, names.iter().map(String::as_str));
    let detail = err.detail().unwrap_or("");
    let tags = words!(
        "检查 {{{{ 与 }}}}、{{% if %}} 与 {{% endif %}} 是否成对，引号和括号是否齐全",
        "check that {{{{ and }}}}, {{% if %}} and {{% endif %}}, quotes and brackets are in pairs"
    );
    let manual = words!(
        "可用的函数和写法见 docs/formats.md",
        "docs/formats.md lists the functions and how they are written"
    );
    match err.kind() {
        ErrorKind::SyntaxError => {
            let what = syntax_zh(detail);
            (words!("模板的标签不完整：{what}", "a tag is not complete: {detail}"), tags)
        }
        ErrorKind::UnknownFunction => {
            (words!("没有叫 `{word}` 的函数", "there is no function `{word}`"), known())
        }
        ErrorKind::UndefinedError if !word.is_empty() => {
            (words!("没有叫 `{word}` 的词", "there is no word `{word}`"), known())
        }
        ErrorKind::TemplateNotFound => {
            (words!("要引入的文件不存在：{detail}", "what it includes is absent: {detail}"), manual)
        }
        kind => {
            let reason = if detail.is_empty() { kind.to_string() } else { detail.to_owned() };
            (words!("模板无法套用：{reason}", "the template cannot be filled: {reason}"), manual)
        }
    }
}

/// What the engine says of tags that were left open, in Chinese; the rest stays as it says it.
fn syntax_zh(detail: &str) -> String {
    let slips = [
        ("expected end of variable block", "{{ 没有用 }} 合上"),
        ("unexpected end of input", "到文件末尾还有标签没有合上，{% if %} 要有 {% endif %}"),
        ("expected end of block", "{% 没有用 %} 合上"),
        ("unknown statement", "没有这种标签"),
    ];
    let known = slips.iter().find(|(en, _)| detail.contains(en));
    known.map_or_else(|| detail.to_owned(), |(_, zh)| (*zh).to_owned())
}
