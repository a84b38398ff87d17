//! What a check says, written into files: pages and commented documents.

use std::collections::BTreeSet;
use std::path::Path;

use yz_checker::FigureState;
use yz_diagnostics::{Finding, Language, Level, Words, words};
use yz_documents::{
    CheckedPage, CheckedRemark, DocxComment, FigureShade, Kind, RemarkKind, comment_docx,
};
use yz_report::Index;

use crate::cli::output::Output;
use crate::operations::check::{Checked, CheckedFile, place_words};

/// Writes a page for each file; returns whether all were written.
pub(super) fn html(output: &Output, checked: &[CheckedFile], out: &Path) -> bool {
    let names = names(checked, "check.html");
    let mut whole = true;
    for (file, name) in checked.iter().zip(names) {
        let Ok(result) = &file.result else { continue };
        let title = file.path.file_name().unwrap_or_default().to_string_lossy();
        let page = page(&title, result, output.language).to_html();
        whole &= write(output, &out.join(name), page.as_bytes());
    }
    whole
}

/// Writes a copy of each docx with a comment at each finding; returns whether all were written.
pub(super) fn docx(output: &Output, checked: &[CheckedFile], out: &Path) -> bool {
    let names = names(checked, "checked.docx");
    let mut whole = true;
    for (file, name) in checked.iter().zip(names) {
        let Ok(result) = &file.result else { continue };
        match commented(file, result, output.language) {
            Ok(bytes) => whole &= write(output, &out.join(name), &bytes),
            Err(words) => {
                output.complain(&words);
                whole = false;
            }
        }
    }
    whole
}

/// A file of the result for each file that was checked: named by its stem; where several files
/// share it, by the whole name; where they share that too, with the folder before it.
fn names(checked: &[CheckedFile], ending: &str) -> Vec<String> {
    let text = |part: Option<&std::ffi::OsStr>| {
        part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default()
    };
    let ways = checked.iter().map(|file| {
        let (stem, whole) = (text(file.path.file_stem()), text(file.path.file_name()));
        let folder = text(file.path.parent().and_then(Path::file_name));
        [stem.clone(), whole, format!("{folder}-{stem}")]
    });
    let ways: Vec<[String; 3]> = ways.collect();
    let mut taken = BTreeSet::new();
    let mut names = Vec::new();
    for own in &ways {
        let alone = |way: usize| {
            let same = ways.iter().filter(|other| other.get(way) == own.get(way));
            same.count() == 1
        };
        let [.., last] = own;
        let first = own.iter().enumerate().find(|(way, _)| alone(*way)).map(|(_, name)| name);
        let base = first.unwrap_or(last);
        let numbered = (2_usize..).map(|n| format!("{base}-{n}.{ending}"));
        let plain = format!("{base}.{ending}");
        let name = std::iter::once(plain).chain(numbered).find(|name| !taken.contains(name));
        let name = name.unwrap_or_default();
        taken.insert(name.clone());
        names.push(name);
    }
    names
}

fn write(output: &Output, path: &Path, bytes: &[u8]) -> bool {
    let shown = path.display();
    match yz_store::write_atomically(path, bytes) {
        Ok(()) => {
            output.line(&shown.to_string());
            true
        }
        Err(err) => {
            output.complain(&words!(
                "{shown} 写不下：{err}\n  怎么办：用 --out 换一个能写的文件夹",
                "{shown} cannot be written: {err}\n  \
                 help: name a folder that can be written with --out"
            ));
            false
        }
    }
}

/// The page of one file.
fn page<'a>(name: &'a str, checked: &'a Checked, language: Language) -> CheckedPage<'a> {
    let outcome = &checked.outcome;
    let transcript = &checked.transcript;
    let index = transcript.index();
    let index = &index;
    let figures = outcome.figures.iter().flat_map(|figure| {
        let shade = match figure.state {
            FigureState::NotVerifiable => FigureShade::NotVerifiable,
            FigureState::Verified => FigureShade::Verified,
            FigureState::Doubtful => FigureShade::Doubtful,
            FigureState::Wrong => FigureShade::Wrong,
        };
        index.pieces(&figure.span).into_iter().map(move |piece| (piece, shade))
    });
    let found = outcome.findings.iter().map(|finding| remark(checked, index, finding, language));
    let say = |zh: &str, en: &str| match language {
        Language::Chinese => zh.to_owned(),
        Language::English => en.to_owned(),
    };
    let holds = outcome.verified.iter().map(|one| {
        let pieces = index.pieces(&one.span);
        let place = place(checked, pieces.first().map(|piece| piece.passage), language);
        let title = match language {
            Language::Chinese => format!("{}与文中其他数字相符", one.printed),
            Language::English => format!("{} agrees with other figures", one.printed),
        };
        let rows = match one.equation.is_empty() {
            true => Vec::new(),
            false => vec![(say("算式", "equation"), one.equation.to_string())],
        };
        let source = format!("{} {}", one.rule.code, one.rule.name);
        CheckedRemark { kind: RemarkKind::Holds, pieces, place, title, rows, source }
    });
    CheckedPage {
        name,
        transcript,
        figures: figures.collect(),
        remarks: found.chain(holds).collect(),
        language,
    }
}

fn remark(
    checked: &Checked,
    index: &Index<'_>,
    finding: &Finding,
    language: Language,
) -> CheckedRemark {
    let span = finding.place.as_ref().and_then(|place| place.span.as_ref());
    let pieces = span.map(|span| index.pieces(span)).unwrap_or_default();
    let place = place(checked, pieces.first().map(|piece| piece.passage), language);
    CheckedRemark {
        kind: match finding.level {
            Level::Error => RemarkKind::Error,
            Level::Warning => RemarkKind::Warning,
            Level::Hint => RemarkKind::Hint,
        },
        pieces,
        place,
        title: finding.message.get(language).to_owned(),
        rows: rows(finding, language),
        source: format!("{} {}", finding.rule.code, finding.rule.name),
    }
}

/// The numbers, the reason and the remedy of a finding, each with its name.
fn rows(finding: &Finding, language: Language) -> Vec<(String, String)> {
    let mut rows: Vec<(&str, &str, String)> = Vec::new();
    if let Some(figures) = &finding.comparison {
        rows.push(("原文", "printed", figures.printed.clone()));
        rows.push(("重算", "recomputed", figures.recomputed.clone()));
        rows.push(("相差", "difference", figures.difference.clone()));
        rows.push(("算式", "working", figures.working.clone()));
    }
    rows.push(("为什么", "why", finding.rule.why_in_any(language)));
    rows.push(("怎么办", "help", finding.help.get(language).to_owned()));
    let said = rows.into_iter().filter(|(_, _, value)| !value.is_empty());
    let name = |zh: &str, en: &str| match language {
        Language::Chinese => zh.to_owned(),
        Language::English => en.to_owned(),
    };
    said.map(|(zh, en, value)| (name(zh, en), value)).collect()
}

fn place(checked: &Checked, passage: Option<usize>, language: Language) -> String {
    let passage = passage.and_then(|at| checked.transcript.passages.get(at));
    let words = passage.map(|passage| place_words(passage.place, passage.page));
    words.map(|words| words.get(language).to_owned()).unwrap_or_default()
}

/// The original with a comment at each finding.
fn commented(file: &CheckedFile, checked: &Checked, language: Language) -> Result<Vec<u8>, Words> {
    let name = &file.name;
    if checked.kind != Kind::Docx {
        return Err(words!(
            "{name} 不是 docx，加不了批注\n  怎么办：用 --format html，或先另存为 docx",
            "{name} is no docx and takes no comments\n  \
             help: use --format html, or save it as docx first"
        ));
    }
    let original = std::fs::read(&file.path)
        .map_err(|err| words!("{name} 打不开：{err}", "{name} cannot be opened: {err}"))?;
    let mut comments = Vec::new();
    let index = checked.transcript.index();
    for finding in &checked.outcome.findings {
        let span = finding.place.as_ref().and_then(|place| place.span.as_ref());
        let Some(piece) = span.and_then(|span| index.piece(span)) else { continue };
        let mut text = finding.message.get(language).to_owned();
        for (name, value) in rows(finding, language) {
            text.push_str(&format!("\n{name}: {value}"));
        }
        text.push_str(&format!("\n{} {}", finding.rule.code, finding.rule.name));
        let author = match language {
            Language::Chinese => "医账",
            Language::English => "yizhang",
        };
        let author = author.to_owned();
        comments.push(DocxComment { passage: piece.passage, span: piece.span, author, text });
    }
    comment_docx(&original, &comments).map_err(|err| {
        let Words { zh, en } = err.words;
        words!("{name}：{zh}", "{name}: {en}")
    })
}
