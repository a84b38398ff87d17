//! How answers are written: language, colours, tables that count Chinese characters as two cells.

use std::io::{IsTerminal, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};
use yz_diagnostics::{Finding, FindingJson, Language, Sources, Words, to_text};

use super::arguments::Arguments;

/// Where and how answers are written.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) language: Language,
    colour: bool,
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
    pub(crate) right: bool,
}

/// A column set left.
pub(crate) const fn left(zh: &'static str, en: &'static str) -> Column {
    Column { zh, en, right: false }
}

/// A column set right: numbers.
pub(crate) const fn right(zh: &'static str, en: &'static str) -> Column {
    Column { zh, en, right: true }
}

/// What a figure that stands in a book is called.
const BOOK: &str = "申报";
/// What a figure that stands in a document is called.
const DOCUMENT: &str = "原文";

/// The width that findings are laid out for when output is no terminal.
const WIDTH: usize = 120;

/// The width of the terminal, in half-width columns.
fn width() -> usize {
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    terminal.map_or(WIDTH, |(width, _)| usize::from(width.0))
}

impl Output {
    pub(crate) fn new(arguments: &Arguments) -> Self {
        let colour = match arguments.color {
            clap::ColorChoice::Always => true,
            clap::ColorChoice::Never => false,
            clap::ColorChoice::Auto => {
                std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
            }
        };
        Self { language: arguments.lang.into(), colour }
    }

    /// The text of the language in force.
    pub(crate) fn say<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Chinese => zh,
            Language::English => en,
        }
    }

    /// Writes a line to standard output.
    pub(crate) fn line(&self, text: &str) {
        let choice =
            if self.colour { anstream::ColorChoice::Always } else { anstream::ColorChoice::Never };
        // A closed pipe means that nobody reads on; there is nobody to tell.
        let _ = writeln!(AutoStream::new(std::io::stdout(), choice), "{text}");
    }

    /// Writes a value as JSON.
    pub(crate) fn json(&self, value: &impl serde::Serialize) {
        match serde_json::to_string_pretty(value) {
            Ok(text) => self.line(&text),
            Err(err) => complain(&err.to_string()),
        }
    }

    /// Findings for people, as the answer to what was asked.
    pub(crate) fn findings(&self, findings: &[Finding], sources: &Sources) {
        self.findings_of(findings, sources, BOOK);
    }

    /// The same about somebody's document, in which nothing is declared.
    pub(crate) fn document_findings(&self, findings: &[Finding], sources: &Sources) {
        self.findings_of(findings, sources, DOCUMENT);
    }

    fn findings_of(&self, findings: &[Finding], sources: &Sources, printed: &'static str) {
        let style = self.style(self.colour, printed);
        let text = to_text(findings, sources, style);
        if !text.is_empty() {
            self.line(text.trim_end());
        }
    }

    /// Findings for people, as the reason why there is no answer: to standard error, so that a
    /// pipe does not take them for one.
    pub(crate) fn refuse(&self, findings: &[Finding], sources: &Sources) {
        let colour = self.colour && std::io::stderr().is_terminal();
        let text = to_text(findings, sources, self.style(colour, BOOK));
        // When standard error is closed there is no way left to complain.
        let _ = writeln!(std::io::stderr(), "{}", text.trim_end());
    }

    /// Writes a complaint to standard error in the language in force.
    pub(crate) fn complain(&self, words: &Words) {
        let (title, text) = (self.say("错误：", "error: "), words.get(self.language));
        // When standard error is closed there is no way left to complain.
        let _ = writeln!(anstream::stderr(), "{title}{text}");
    }

    fn style(&self, colour: bool, printed: &'static str) -> yz_diagnostics::Style {
        yz_diagnostics::Style { language: self.language, colour, width: width(), printed }
    }

    /// Findings for programs.
    pub(crate) fn findings_json<'a>(
        &self,
        findings: &'a [Finding],
        sources: &Sources,
    ) -> Vec<FindingJson<'a>> {
        let one = |finding| FindingJson::new(finding, sources, self.language);
        findings.iter().map(one).collect()
    }

    /// A table with aligned columns.
    pub(crate) fn table(&self, columns: &[Column], rows: Vec<Vec<String>>) -> String {
        let mut table = Table::new();
        table.load_style(comfy_table::presets::NOTHING);
        table.set_content_arrangement(ContentArrangement::Disabled);
        let head = columns.iter().map(|column| {
            Cell::new(self.paint(self.say(column.zh, column.en), Style::new().bold()))
        });
        table.set_header(head);
        for row in rows {
            table.add_row(row);
        }
        for (index, column) in columns.iter().enumerate() {
            if let Some(own) = table.column_mut(index) {
                own.set_padding((if index == 0 { 0 } else { 1 }, 1));
                if column.right {
                    own.set_cell_alignment(CellAlignment::Right);
                }
            }
        }
        table.trim_fmt()
    }

    /// Text in a style, when colours are wanted.
    pub(crate) fn paint(&self, text: &str, style: Style) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// Text that matters less.
    pub(crate) fn dim(&self, text: &str) -> String {
        self.paint(text, Style::new().dimmed())
    }

    /// Text that is wrong.
    pub(crate) fn red(&self, text: &str) -> String {
        self.paint(text, AnsiColor::Red.on_default().bold())
    }

    /// A title among other lines.
    pub(crate) fn bold(&self, text: &str) -> String {
        self.paint(text, Style::new().bold())
    }

    /// Text that is right.
    pub(crate) fn green(&self, text: &str) -> String {
        self.paint(text, AnsiColor::Green.on_default())
    }
}

/// Writes a complaint to standard error.
pub(crate) fn complain(text: &str) {
    // When standard error is closed there is no way left to complain.
    let _ = writeln!(anstream::stderr(), "错误：{text}");
}
