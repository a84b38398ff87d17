//! As much of Rust as the laws need: code without comments, literals and tests, and functions.

/// What the scanner stands in.
#[derive(Clone, Copy)]
enum Within {
    Code,
    Line,
    Block(u32),
    Text { hashes: Option<usize> },
}

/// The source with every comment and the inside of every literal blanked: same lines, no words
/// that are not code. Blanks keep the number of characters.
pub(crate) fn code(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut within = Within::Code;
    let mut at = 0;
    while at < chars.len() {
        let (length, next) = step(&chars, at, within);
        let keep = matches!((within, next), (Within::Code, Within::Code)) && length == 1;
        for &char in chars.iter().skip(at).take(length) {
            out.push(if keep || char == '\n' { char } else { ' ' });
        }
        at += length;
        within = next;
    }
    out
}

/// How many characters the next step takes, and where it leads.
fn step(chars: &[char], at: usize, within: Within) -> (usize, Within) {
    let is = |text: &str| text.chars().enumerate().all(|(i, c)| chars.get(at + i) == Some(&c));
    match within {
        Within::Line => (1, if is("\n") { Within::Code } else { within }),
        Within::Block(depth) if is("/*") => (2, Within::Block(depth + 1)),
        Within::Block(1) if is("*/") => (2, Within::Code),
        Within::Block(depth) if is("*/") => (2, Within::Block(depth - 1)),
        Within::Block(_) => (1, within),
        Within::Text { hashes: None } if is("\\") => (2, within),
        Within::Text { hashes } if is("\"") => {
            let hashes = hashes.unwrap_or(0);
            let closes = (1..=hashes).all(|i| chars.get(at + i) == Some(&'#'));
            if closes { (1 + hashes, Within::Code) } else { (1, within) }
        }
        Within::Text { .. } => (1, within),
        Within::Code if is("//") => (2, Within::Line),
        Within::Code if is("/*") => (2, Within::Block(1)),
        Within::Code if is("\"") => (1, Within::Text { hashes: None }),
        Within::Code => match raw_text(chars, at) {
            Some((length, hashes)) => (length, Within::Text { hashes: Some(hashes) }),
            None => (character(chars, at), Within::Code),
        },
    }
}

/// The length of the opening `r#"` at a place, and its hashes.
fn raw_text(chars: &[char], at: usize) -> Option<(usize, usize)> {
    let before = at.checked_sub(1).and_then(|before| chars.get(before));
    if chars.get(at) != Some(&'r') || before.is_some_and(|c| is_word(*c) && *c != 'b') {
        return None;
    }
    let hashes = chars.iter().skip(at + 1).take_while(|c| **c == '#').count();
    (chars.get(at + 1 + hashes) == Some(&'"')).then_some((hashes + 2, hashes))
}

/// The length of a character literal, or 1: `'a` of a lifetime is no literal.
fn character(chars: &[char], at: usize) -> usize {
    let char = |ahead: usize| chars.get(at + ahead).copied();
    if char(0) != Some('\'') {
        return 1;
    }
    if char(1) == Some('\\') {
        let rest = chars.iter().skip(at + 3).take(12);
        return rest.clone().position(|c| *c == '\'').map_or(1, |length| length + 4);
    }
    if char(2) == Some('\'') { 3 } else { 1 }
}

/// The code that is shipped: [`code`] without the items under `#[cfg(test)]`.
pub(crate) fn shipped(source: &str) -> String {
    let mut code = code(source);
    let mark = "#[cfg(test)]";
    while let Some(start) = code.find(mark) {
        let end = body_end(&code, start + mark.len());
        let blank: String =
            code[start..end].chars().map(|c| if c == '\n' { c } else { ' ' }).collect();
        code.replace_range(start..end, &blank);
    }
    code
}

/// The byte behind the braces that open first after `start`.
fn braces_end(code: &str, start: usize) -> usize {
    let mut depth = 0_u32;
    for (at, char) in code[start..].char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth <= 1 => return start + at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// The lines, counted from 1, that hold a word with no letter on either side. The word may hold
/// punctuation, and then only its own letters ask for an end.
pub(crate) fn lines_with(code: &str, word: &str) -> Vec<usize> {
    let holds = |line: &str| {
        line.match_indices(word).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            let after = line[at + word.len()..].chars().next();
            let joined = |own: Option<char>, other: Option<char>| {
                own.is_some_and(is_word) && other.is_some_and(is_word)
            };
            !joined(word.chars().next(), before) && !joined(word.chars().next_back(), after)
        })
    };
    numbered(code).filter(|(_, line)| holds(line)).map(|(number, _)| number).collect()
}

/// The lines of a text, counted from 1.
pub(crate) fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

/// Every path that begins with `std::`, written out from nested `use` lists, with its line.
pub(crate) fn std_paths(code: &str) -> Vec<(usize, String)> {
    let mut paths = Vec::new();
    for (at, _) in code.match_indices("std::") {
        if code[..at].chars().next_back().is_some_and(is_word) {
            continue;
        }
        let line = code[..at].matches('\n').count() + 1;
        let mut found = Vec::new();
        use_tree(&code[at..], "", &mut found);
        paths.extend(found.into_iter().map(|path| (line, path)));
    }
    paths
}

/// Reads one use tree; adds its paths and returns how many bytes it took.
fn use_tree(code: &str, prefix: &str, paths: &mut Vec<String>) -> usize {
    let skipped = code.len() - code.trim_start().len();
    let text = &code[skipped..];
    let end = text.find(|c: char| !is_word(c)).unwrap_or(text.len());
    let path = format!("{prefix}{}", &text[..end]);
    let Some(rest) = text[end..].strip_prefix("::") else {
        paths.push(path);
        return skipped + end;
    };
    let mut taken = skipped + end + 2;
    if !rest.trim_start().starts_with('{') {
        return taken + use_tree(rest, &format!("{path}::"), paths);
    }
    taken += rest.find('{').unwrap_or(0) + 1;
    while let Some(next) = code[taken..].chars().next().filter(|c| *c != '}') {
        if next == ',' || next.is_whitespace() {
            taken += next.len_utf8();
            continue;
        }
        taken += use_tree(&code[taken..], &format!("{path}::"), paths);
        // What is left before the next comma is `*` or `as other`.
        taken += code[taken..].find([',', '}']).unwrap_or(code.len() - taken);
    }
    code.len().min(taken + 1)
}

/// A function with a body: its name, first and last line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) first: usize,
    pub(crate) last: usize,
}

/// The functions of a source, nested ones too.
pub(crate) fn functions(source: &str) -> Vec<Function> {
    let code = code(source);
    let mut functions = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let name: String = code[at + 3..].chars().take_while(|c| is_word(*c)).collect();
        let joined = code[..at].chars().next_back().is_some_and(is_word);
        let end = body_end(&code, at);
        if joined || name.is_empty() || !code[at..end].ends_with('}') {
            continue;
        }
        let line = |byte: usize| code[..byte].matches('\n').count() + 1;
        functions.push(Function { name, first: line(at), last: line(end) });
    }
    functions
}

/// Like [`braces_end`], but a `;` within brackets, as in `[u8; 4]`, ends nothing.
fn body_end(code: &str, start: usize) -> usize {
    let mut brackets = 0_u32;
    for (at, char) in code[start..].char_indices() {
        match char {
            '[' | '(' => brackets += 1,
            ']' | ')' => brackets = brackets.saturating_sub(1),
            ';' if brackets == 0 => return start + at + 1,
            '{' if brackets == 0 => return braces_end(code, start + at),
            _ => {}
        }
    }
    code.len()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::{Function, code, functions, lines_with, shipped, std_paths};

    #[test]
    fn comments_and_literals_are_no_code() {
        let source = "let a = \"f64 \\\" f64\"; // f64\nlet b: &'a str = r#\"f64 \" f64\"#;\n\
                      /* f64 /* f64 */ f64 */ let c = 'f'; let d = '\\''; let e = b\"f64\"; f32";
        let code = code(source);
        assert!(lines_with(&code, "f64").is_empty(), "{code}");
        assert_eq!(lines_with(&code, "f32"), [3]);
        assert_eq!(code.chars().count(), source.chars().count());
        assert!(code.contains("let b: &'a str = "), "{code}");
    }

    #[test]
    fn words_have_ends() {
        assert_eq!(lines_with("f64x\nmy_f64\nf64::MAX\n(f64)", "f64"), [3, 4]);
        assert_eq!(lines_with("a.round(2)\na.rounded(2)\na.ground()", ".round("), [1]);
    }

    #[test]
    fn tests_are_not_shipped() {
        let source = "use a;\n#[cfg(test)]\nmod tests {\n fn f() { g(); }\n}\nfn h() {}\n\
                      #[cfg(test)]\nuse b;\nuse c;";
        let shipped = shipped(source);
        assert_eq!(
            shipped.split_whitespace().collect::<Vec<_>>().join(" "),
            "use a; fn h() {} use c;"
        );
        assert_eq!(shipped.lines().count(), source.lines().count());
    }

    #[test]
    fn nested_use_lists_are_written_out() {
        let code =
            "use std::{fs, io::{self, Read as R}, time::Duration};\nstd::env::var(x); my_std::fs";
        let paths: Vec<String> = std_paths(code).into_iter().map(|(_, path)| path).collect();
        let expected =
            ["std::fs", "std::io::self", "std::io::Read", "std::time::Duration", "std::env::var"];
        assert_eq!(paths, expected);
    }

    #[test]
    fn functions_are_measured_from_their_name_to_their_brace() {
        let source = "fn a(x: [u8; 2]) -> u8 {\n  if x { 1 }\n  // }\n}\ntrait T {\n fn b();\n}\n";
        let a = Function { name: "a".to_owned(), first: 1, last: 4 };
        assert_eq!(functions(source), [a]);
    }
}
