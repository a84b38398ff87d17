//! Finds numbers typed into templates and narratives.

use std::ops::Range;

use yz_diagnostics::{Finding, words};

use crate::rules::{COMPARISON_IN_PROSE, NUMBER_IN_PROSE};
use crate::typed::{figures_in_code, typed_directions};

/// Every bare number of a file, each with its place.
pub(crate) fn bare_numbers(path: &str, text: &str) -> Vec<Finding> {
    let plain = without_code(text);
    let mut findings = Vec::new();
    let code = figures_in_code(text);
    for span in digits(&plain).into_iter().chain(numerals(&plain)).chain(code) {
        let number = text.get(span.clone()).unwrap_or("").to_owned();
        let message =
            words!("正文里直接写了数字“{number}”", "the number {number:?} is typed into the text");
        let help = words!(
            "改成 {{{{ fact(\"…\") }}}} 之类；名称里的数字写成 {{{{ as_is(\"{number}\") }}}}",
            "bind it with {{{{ fact(\"…\") }}}}; a name that holds digits goes into \
             {{{{ as_is(\"{number}\") }}}}"
        );
        let finding = Finding::new(&NUMBER_IN_PROSE, path, message).help(help);
        findings.push(finding.at(path, Some(span)));
    }
    findings.extend(typed_directions(text).into_iter().map(|span| direction(path, text, span)));
    findings
}

fn direction(path: &str, text: &str, span: Range<usize>) -> Finding {
    let word = text.get(span.clone()).unwrap_or("");
    let message = words!(
        "“{word}”是直接写的，数变了方向它不会变",
        "{word:?} is typed: it stays when the figure turns"
    );
    let help = words!(
        "用 {{{{ growth(\"…\") }}}}、{{{{ change(\"…\") }}}} 或 \
         {{{{ compare(\"…\", \"…\") }}}}，词随数变",
        "use {{{{ growth(\"…\") }}}}, {{{{ change(\"…\") }}}} or {{{{ compare(\"…\", \"…\") }}}}"
    );
    Finding::new(&COMPARISON_IN_PROSE, path, message).at(path, Some(span)).help(help)
}

/// The text with everything in which digits may stand blanked out, byte for byte.
fn without_code(text: &str) -> String {
    let mut plain = text.to_owned();
    for (open, close) in [("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("<!--", "-->")] {
        plain = blank_between(&plain, open, close);
    }
    for (open, close) in [("《", "》"), ("〔", "号")] {
        plain = blank_between(&plain, open, close);
    }
    let mut lines = String::with_capacity(plain.len());
    let mut fenced = false;
    for line in plain.split_inclusive('\n') {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        let line = match (fence, fenced) {
            (true, _) => blank(line),
            (false, true) => blank_settings(line),
            (false, false) => blank_list_number(line),
        };
        lines.push_str(&line);
    }
    lines
}

fn blank(text: &str) -> String {
    text.chars()
        .map(|c| if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) })
        .collect()
}

fn blank_between(text: &str, open: &str, close: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        let (before, inside) = rest.split_at(start);
        let end = inside.find(close).map(|at| at.saturating_add(close.len()));
        // A title or number of a document never runs over a line's end.
        let end = end.filter(|end| {
            close.is_ascii() || !inside.get(..*end).is_some_and(|part| part.contains('\n'))
        });
        let (inside, after) = inside.split_at(end.unwrap_or(open.len()));
        plain.push_str(before);
        plain.push_str(&blank(inside));
        rest = after;
    }
    plain.push_str(rest);
    plain
}

/// In a table or chart: the settings (`width = 8`) and the references (`"=x[function=208]"`).
fn blank_settings(line: &str) -> String {
    let mut plain = line.to_owned();
    for setting in ["width = ", "across = ", "down = ", "level = "] {
        while let Some(at) = plain.find(setting) {
            let end = at.saturating_add(setting.len());
            let rest = plain.get(end..).unwrap_or("");
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let end = end.saturating_add(digits);
            plain.replace_range(at..end, &" ".repeat(end.saturating_sub(at)));
        }
    }
    let mut quoted = String::with_capacity(plain.len());
    for (index, part) in plain.split('"').enumerate() {
        if 0 < index {
            quoted.push('"');
        }
        let reference = part.starts_with('=') || is_reference(part);
        quoted.push_str(&if reference { blank(part) } else { part.to_owned() });
    }
    quoted
}

fn is_reference(text: &str) -> bool {
    text.contains('[') && text.parse::<yz_facts::Reference>().is_ok()
}

/// The typed number of a list item: Markdown counts anew.
fn blank_list_number(line: &str) -> String {
    let start = line.len().saturating_sub(line.trim_start().len());
    let rest = line.get(start..).unwrap_or("");
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let item = 0 < digits && rest.get(digits..).is_some_and(|rest| rest.starts_with(". "));
    if !item {
        return line.to_owned();
    }
    format!("{}{}", " ".repeat(start.saturating_add(digits)), rest.get(digits..).unwrap_or(""))
}

/// Runs of Arabic digits, full-width ones included, with what belongs to the number.
fn digits(text: &str) -> Vec<Range<usize>> {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut last_end = 0;
    for (at, c) in text.char_indices() {
        let end = at.saturating_add(c.len_utf8());
        if is_digit(c) {
            let between = text.get(last_end..at).unwrap_or(" ");
            match spans.last_mut() {
                Some(span) if span.end == last_end && matches!(between, "" | "." | ",") => {
                    span.end = end;
                }
                _ => spans.push(at..end),
            }
            last_end = end;
        }
    }
    // Names such as GB2312 or E支付 are words.
    spans.retain(|span| {
        let before = text.get(..span.start).and_then(|text| text.chars().next_back());
        let name = before.is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
        let measured = text.get(span.end..).is_some_and(is_measured);
        !name || measured
    });
    spans
}

/// Whether what follows a number says that it is an amount or a rate, whatever stands before it.
fn is_measured(rest: &str) -> bool {
    ["万", "亿", "元", "%", "％", "个百分点"].iter().any(|unit| rest.starts_with(unit))
}

/// What must follow a Chinese numeral to make it a quantity.
const MEASURES: [&str; 18] = [
    "成",
    "倍",
    "万元",
    "亿元",
    "元",
    "人次",
    "余人",
    "多人",
    "人",
    "次",
    "余条",
    "多条",
    "条",
    "个月",
    "个百分点",
    "批次",
    "辆",
    "余次",
];

/// Quantities in Chinese numerals: 八千余人, 两次. 一次 and 一人 are words, not counts.
fn numerals(text: &str) -> Vec<Range<usize>> {
    let is_numeral = |c: char| "〇零一二两三四五六七八九十百千万".contains(c);
    let mut spans = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if is_numeral(c) {
            start = start.or(Some(at));
            continue;
        }
        let Some(from) = start.take() else { continue };
        let (number, rest) = (text.get(from..at).unwrap_or(""), text.get(at..).unwrap_or(""));
        let measure = MEASURES.iter().find(|measure| rest.starts_with(**measure));
        let first = text.get(..from).is_some_and(|before| before.ends_with('第'));
        if let Some(measure) = measure
            && !matches!(number, "一" | "万" | "千" | "百" | "十" | "百千万" | "千万")
            && !first
        {
            spans.push(from..at.saturating_add(measure.len()));
        } else if text.get(..from).is_some_and(|before| before.ends_with("百分之"))
            || (rest.starts_with('年') && number.chars().count() == 4)
        {
            spans.push(from..at);
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::bare_numbers;

    fn found(text: &str) -> Vec<String> {
        let spans =
            bare_numbers("x.md", text).into_iter().filter_map(|finding| finding.place?.span);
        spans.filter_map(|span| text.get(span).map(str::to_owned)).collect()
    }

    #[test]
    fn typed_numbers_are_found() {
        assert_eq!(found("收入70,325.02万元，占３５.8%"), ["70,325.02", "３５.8"]);
        assert_eq!(found("清理八千余人，检查两次"), ["八千余人", "两次"]);
        assert_eq!(found("```table\nrows = [ [\"合计\", \"12\"] ]\n```"), ["12"]);
    }

    #[test]
    fn what_is_bound_or_belongs_to_a_name_is_not() {
        for text in [
            "收入{{ fact(\"x[period=2021]\") }}，{% if has(\"y[function=208]\") %}有{% endif %}",
            "《关于2023年的通知》攀医保〔2022〕55号",
            "1. 第一项\n2. 第二项",
            "```table\ncolumns = [ { head = \"甲\", width = 12 } ]\n```",
            "```table\nrows = [ [\"=x[function=208]\"] ]\n```",
            "三个方面、一次、第三次、十分重视、千方百计、GB2312",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
