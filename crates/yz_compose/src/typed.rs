//! Finds numbers and comparing words that are typed where template code could bind them: literals
//! inside tags, and a word such as 增长 right before a figure.

use std::ops::Range;

use yz_units::{Figure, Unit};

/// Literals inside `{{ … }}` and `{% … %}` that are figures: numbers, and quoted figures that are
/// no form of print. Typed there they are bound to nothing, as they would be in prose.
pub(crate) fn figures_in_code(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    for (open, close) in [("{{", "}}"), ("{%", "%}")] {
        let mut from = 0_usize;
        while let Some(start) = text.get(from..).and_then(|rest| rest.find(open)) {
            let start = from.saturating_add(start).saturating_add(open.len());
            let Some(length) = text.get(start..).and_then(|rest| rest.find(close)) else { break };
            let end = start.saturating_add(length);
            let code = text.get(start..end).unwrap_or("");
            spans.extend(
                literals(code, open == "{{")
                    .into_iter()
                    .map(|span| start.saturating_add(span.start)..start.saturating_add(span.end)),
            );
            from = end;
        }
    }
    spans
}

/// The figures of one piece of code; bare numbers count only where they would be printed.
fn literals(code: &str, printed: bool) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut at = 0_usize;
    for (index, part) in code.split('"').enumerate() {
        let end = at.saturating_add(part.len());
        let before = code.get(..at.saturating_sub(1)).unwrap_or("");
        if index.is_multiple_of(2) {
            if printed {
                spans.extend(
                    bare(part)
                        .map(|span| at.saturating_add(span.start)..at.saturating_add(span.end)),
                );
            }
        } else if !before.trim_end().ends_with("form=") && is_figure(part) {
            spans.push(at..end);
        }
        at = end.saturating_add(1);
    }
    spans
}

/// The first number outside quotes that is no part of a name.
fn bare(code: &str) -> Option<Range<usize>> {
    let start = code.char_indices().find(|(at, c)| {
        let before = code.get(..*at).and_then(|before| before.chars().next_back());
        let in_name = before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        c.is_ascii_digit() && !in_name
    });
    let start = start?.0;
    let rest = code.get(start..)?;
    let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    Some(start..start.saturating_add(length))
}

/// A year may stand in a name; every other figure with a unit is a value.
fn is_figure(text: &str) -> bool {
    text.parse::<Figure>().is_ok_and(|figure| figure.unit() != Unit::Year)
}

/// Words that say which way a figure goes.
const DIRECTIONS: [&str; 9] =
    ["增长", "下降", "增加", "减少", "上升", "提高", "降低", "高于", "低于"];

/// Words of direction typed right before a figure: the sign of the figure does not reach them.
/// 不高于 and 不低于 set a bound and compare nothing.
pub(crate) fn typed_directions(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    for call in ["fact(", "number(", "gap(", "share("] {
        for (at, _) in text.match_indices(call) {
            let before = text.get(..at).unwrap_or("").trim_end();
            let Some(before) = before.strip_suffix("{{") else { continue };
            let before = before.trim_end_matches(['了', '约']);
            let word = DIRECTIONS.iter().find(|word| before.ends_with(**word));
            let Some(word) = word else { continue };
            let start = before.len().saturating_sub(word.len());
            if !before.get(..start).is_some_and(|before| before.ends_with('不')) {
                spans.push(start..before.len());
            }
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::{figures_in_code, typed_directions};

    fn texts(text: &str, spans: Vec<std::ops::Range<usize>>) -> Vec<&str> {
        spans.into_iter().filter_map(|span| text.get(span)).collect()
    }

    #[test]
    fn figures_typed_into_code_are_found() {
        for (text, figure) in [
            ("收入{{ \"12345.67万元\" }}", "12345.67万元"),
            ("{{ 98765 }}", "98765"),
            ("{% set x = \"55,555.00万元\" %}{{ x }}", "55,555.00万元"),
            ("{{ as_is(\"88.5%\") }}", "88.5%"),
        ] {
            assert_eq!(texts(text, figures_in_code(text)), [figure]);
        }
    }

    #[test]
    fn references_forms_years_and_names_are_code() {
        for text in [
            "{{ fact(\"x[function=208, period=2021]\", form=\"0.00万元\") }}",
            "{% if loop.index > 1 %}{% endif %}{{ as_is(\"第765号\") }}",
            "{{ as_is(\"2022年\") }}{{ gb2312 }}{{ m.code }}",
        ] {
            assert_eq!(texts(text, figures_in_code(text)), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn a_direction_before_a_figure_is_found_and_a_bound_is_not() {
        let typed = "比上年增长了{{ fact(\"x\") }}";
        assert_eq!(texts(typed, typed_directions(typed)), ["增长"]);
        for text in
            ["不低于{{ fact(\"x\") }}", "比上年{{ growth(\"x\") }}", "增长{{ growth(\"x\") }}"]
        {
            assert_eq!(texts(text, typed_directions(text)), Vec::<&str>::new(), "{text}");
        }
    }
}
