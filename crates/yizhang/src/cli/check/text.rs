//! What a check says, for people.

use yz_checker::FigureState;
use yz_diagnostics::{Language, Level, Sources};

use crate::cli::output::Output;
use crate::operations::check::{Checked, CheckedFile, place_words};

/// Counts of one file, or of all.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    figures: usize,
    verified: usize,
    wrong: usize,
    doubtful: usize,
    not_verifiable: usize,
    errors: usize,
    warnings: usize,
    hints: usize,
}

pub(super) fn print(output: &Output, checked: &[CheckedFile], verified: bool) {
    let mut all = Counts::default();
    let mut read = 0_usize;
    for file in checked {
        let Ok(checked) = &file.result else { continue };
        read = read.saturating_add(1);
        let mut sources = Sources::default();
        file.add_to(&mut sources);
        output.document_findings(&checked.outcome.findings, &sources);
        if !checked.outcome.findings.is_empty() {
            output.line("");
        }
        if verified {
            holds(output, &file.name, checked);
        }
        let own = Counts::of(checked);
        summary(output, &file.name, own);
        output.line("");
        all = all.and(own);
    }
    if 1 < checked.len() {
        let unread = checked.len().saturating_sub(read);
        let name = match (output.language, unread) {
            (Language::Chinese, 0) => format!("共{read}个文件"),
            (Language::Chinese, unread) => format!("共{read}个文件，另有{unread}个读不了"),
            (Language::English, 0) => format!("{read} files"),
            (Language::English, unread) => format!("{read} files, {unread} could not be read"),
        };
        summary(output, &name, all);
    }
}

/// The relations that hold.
fn holds(output: &Output, file: &str, checked: &Checked) {
    let outcome = &checked.outcome;
    if outcome.verified.is_empty() {
        return;
    }
    let title = output.say("核实无误的关系", "relations that hold");
    output.line(&output.bold(&format!("{file}  {title}")));
    let index = checked.transcript.index();
    for one in &outcome.verified {
        let passage = index.piece(&one.span);
        let passage = passage.and_then(|piece| checked.transcript.passages.get(piece.passage));
        let place = passage.map(|passage| place_words(passage.place, passage.page));
        let place = place.map(|words| words.get(output.language).to_owned()).unwrap_or_default();
        let (sign, rule) = (output.green("✓"), output.dim(&format!("[{}]", one.rule.name)));
        output.line(&format!("  {sign} {place}  {}  {}  {rule}", one.printed, one.equation));
    }
    output.line("");
}

fn summary(output: &Output, name: &str, counts: Counts) {
    let Counts { figures, verified, wrong, doubtful, not_verifiable, .. } = counts;
    let Counts { errors, warnings, hints, .. } = counts;
    let text = match output.language {
        Language::Chinese => format!(
            "{name}：数字{figures}个，核实{verified}，有误{wrong}，存疑{doubtful}，\
             无从核实{not_verifiable}；错误{errors}，警告{warnings}，提示{hints}"
        ),
        Language::English => format!(
            "{name}: {figures} figures, {verified} verified, {wrong} in error, \
             {doubtful} doubtful, {not_verifiable} not verifiable; \
             {errors} errors, {warnings} warnings, {hints} hints"
        ),
    };
    let clean = errors == 0 && warnings == 0;
    output.line(&if clean { output.green(&text) } else { output.red(&text) });
}

impl Counts {
    fn of(checked: &Checked) -> Self {
        let outcome = &checked.outcome;
        Self {
            figures: outcome.figures.len(),
            verified: outcome.count(FigureState::Verified),
            wrong: outcome.count(FigureState::Wrong),
            doubtful: outcome.count(FigureState::Doubtful),
            not_verifiable: outcome.count(FigureState::NotVerifiable),
            errors: outcome.findings_of(Level::Error),
            warnings: outcome.findings_of(Level::Warning),
            hints: outcome.findings_of(Level::Hint),
        }
    }

    const fn and(self, other: Self) -> Self {
        Self {
            figures: self.figures.saturating_add(other.figures),
            verified: self.verified.saturating_add(other.verified),
            wrong: self.wrong.saturating_add(other.wrong),
            doubtful: self.doubtful.saturating_add(other.doubtful),
            not_verifiable: self.not_verifiable.saturating_add(other.not_verifiable),
            errors: self.errors.saturating_add(other.errors),
            warnings: self.warnings.saturating_add(other.warnings),
            hints: self.hints.saturating_add(other.hints),
        }
    }
}
