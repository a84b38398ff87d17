//! Reads plain text and Markdown.

use yz_diagnostics::words;
use yz_report::{Passage, Place, Role, Transcript};

use super::error::ReadError;
use super::limits;

/// A text, line by line; the n-th passage is the n-th line.
///
/// # Errors
///
/// Too many lines.
pub(super) fn read(text: &str) -> Result<Transcript, ReadError> {
    count(text)?;
    Ok(Transcript::from_text(text))
}

fn count(text: &str) -> Result<(), ReadError> {
    let lines = text.bytes().filter(|byte| *byte == b'\n').count();
    if limits::PASSAGES <= lines {
        return Err(ReadError::too_large(&words!("行数", "lines"), limits::PASSAGES));
    }
    Ok(())
}

/// A text with the headings and tables of Markdown; every other line is a passage as it stands.
///
/// # Errors
///
/// Too many lines or cells.
pub(super) fn markdown(text: &str) -> Result<Transcript, ReadError> {
    count(text)?;
    let mut transcript = Transcript::default();
    let lines: Vec<&str> = text.lines().collect();
    let (mut table, mut row) = (0_usize, 0_usize);
    let mut in_code = false;
    for (at, line) in lines.iter().enumerate() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        let next = lines.get(at.saturating_add(1)).copied().unwrap_or("");
        let opens = !in_code && row == 0 && line.contains('|') && is_rule(next);
        if opens {
            table = table.saturating_add(1);
        }
        if opens || (0 < row && line.contains('|')) {
            if row == 1 && is_rule(line) {
                row = 2;
                continue;
            }
            // The line below the head is no row.
            let shown = if row < 2 { 1 } else { row };
            for (column, cell) in (1..).zip(cells(line)) {
                let place = Place::Cell { table, row: shown, column };
                transcript.push(place, Role::Cell { across: 1, down: 1 }, cell);
            }
            row = row.saturating_add(1);
        } else {
            row = 0;
            transcript.passages.push(plain(line, at.saturating_add(1), in_code));
        }
        if limits::PASSAGES < transcript.passages.len() {
            let what = words!("行和单元格数", "lines and cells");
            return Err(ReadError::too_large(&what, limits::PASSAGES));
        }
    }
    transcript.mark_broken_sentences();
    Ok(transcript)
}

fn plain(line: &str, number: usize, in_code: bool) -> Passage {
    let rest = line.trim_start_matches('#');
    let level = line.len().saturating_sub(rest.len());
    let is_heading = !in_code && (1..=6).contains(&level) && rest.starts_with([' ', '\u{3000}']);
    let (role, text) = match u8::try_from(level) {
        Ok(level) if is_heading => (Role::Heading(level), rest.trim().trim_end_matches(" #")),
        _ => (Role::Text, line),
    };
    Passage {
        place: Place::Line(number),
        page: None,
        role,
        text: text.to_owned(),
        continues: false,
    }
}

/// `|---|:--:|`, the line below the head of a table.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('-') && line.contains('|') && line.chars().all(|c| "|-: \t".contains(c))
}

/// The cells of a line; `\|` is no border.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        let last = cells.last_mut();
        match (sign, signs.peek()) {
            ('\\', Some('|')) => {
                signs.next();
                last.into_iter().for_each(|cell| cell.push('|'));
            }
            ('|', None) => {}
            ('|', Some(_)) => cells.push(String::new()),
            (sign, _) => last.into_iter().for_each(|cell| cell.push(sign)),
        }
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use yz_report::{Place, Role};

    use super::markdown;

    #[test]
    fn tables_and_headings_of_markdown_are_read() {
        let text = "# 一、概况\n\n收入见下表。\n\n| 项目 | 金额 |\n|---|---:|\n| 收入 | 1\\|2 |\n\
                    | 支出 | |\n\n后文 | 无表\n";
        let read = markdown(text).unwrap();
        assert_eq!(read.passages[0].role, Role::Heading(1));
        assert_eq!(read.passages[0].text, "一、概况");
        let cell = |row, column| {
            let place = Place::Cell { table: 1, row, column };
            let found = read.passages.iter().find(|passage| passage.place == place);
            found.map(|passage| passage.text.as_str())
        };
        assert_eq!(cell(1, 2), Some("金额"));
        assert_eq!(cell(2, 1), Some("收入"));
        assert_eq!(cell(2, 2), Some("1|2"));
        assert_eq!(cell(3, 2), Some(""));
        let last = read.passages.last().unwrap();
        assert_eq!((last.place, last.role), (Place::Line(10), Role::Text));
    }
}
