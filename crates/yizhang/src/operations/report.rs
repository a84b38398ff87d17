//! Composes the reports of a book and prints them; nothing passes that the book's own check
//! refuses.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::thread;

use yz_compose::{Prose, Remark, ScoreRow, Source, Subject, compose};
use yz_diagnostics::{Finding, Words, did_you_mean, words};
use yz_documents::{Format, Printer};
use yz_facts::{Fact, Origin};
use yz_report::{Document, Notice};
use yz_store::BookReport;
use yz_store::rules::BOOK_BROKEN;

use crate::operations::book::OpenBook;
use crate::operations::consequences::without_consequences;
use crate::operations::house::House;
use crate::operations::report_check::check_report;
use crate::operations::rules::UNKNOWN_REPORT;
use crate::operations::write::{Sheet, Written, file_name, write};

/// How many documents are printed at the same time: a second thread halves the time of a book with
/// many reports, and a laptop of an office has no more to spare.
const THREADS_MAX: usize = 2;

/// Remarks by the name of the fact that they are about.
type Remarks = BTreeMap<String, Vec<Remark>>;

/// Why reports were not published.
#[derive(Debug)]
pub enum NotPublished {
    /// Something is wrong with the book; the findings say what.
    Findings(Vec<Finding>),
    /// A document could not be printed or written; the words say which, why, and what to do.
    Failed(Words),
}

/// The reports of a book that go by a name, or all.
///
/// # Errors
///
/// A finding for an unknown name, or for a book that publishes nothing.
pub fn chosen<'a>(
    open: &'a OpenBook,
    name: Option<&str>,
) -> Result<Vec<&'a BookReport>, Box<Finding>> {
    let reports = &open.book.reports;
    if reports.is_empty() {
        let message = words!("这本账没有要印的报告", "the book has no report to print");
        let help = words!(
            "在 book.toml 里加一个 [[report]]，写明 name、template 和 title",
            "add a [[report]] with name, template and title to book.toml"
        );
        let finding = Finding::new(&BOOK_BROKEN, "report", message).help(help);
        return Err(Box::new(finding.at(format!("{}/book.toml", open.label), None)));
    }
    let Some(name) = name else { return Ok(reports.iter().collect()) };
    let found: Vec<&BookReport> = reports.iter().filter(|report| report.name == name).collect();
    if found.is_empty() {
        let message = words!("账里没有报告 `{name}`", "the book has no report `{name}`");
        let help = did_you_mean(name, reports.iter().map(|report| report.name.as_str()));
        return Err(Box::new(Finding::new(&UNKNOWN_REPORT, name, message).help(help)));
    }
    Ok(found)
}

/// Composes one report.
#[must_use]
pub fn document(house: &House, open: &OpenBook, report: &BookReport) -> (Document, Vec<Finding>) {
    let template = match house.report_template(&report.template) {
        Ok(template) => template,
        Err(finding) => {
            let placed = if finding.place.is_none() {
                finding.at("book.toml", Some(report.template_span.clone()))
            } else {
                *finding
            };
            return (Document::default(), open.labelled(vec![placed]));
        }
    };
    let (mut document, findings) = compose(&template, subject(house, open, report));
    let mut findings = open.labelled(findings);
    let checked = check_report(&document, &open.book.accepted);
    let concerning = notices_about(open, &document);
    document.notices.extend(concerning.into_iter().chain(accepted_notices(open, &checked)));
    findings.extend(checked);
    (document, findings)
}

/// Lets a document pass only when nothing of level error stands open.
///
/// # Errors
///
/// The findings, when one of them blocks.
pub fn gate(findings: Vec<Finding>) -> Result<(), NotPublished> {
    match findings.iter().any(Finding::blocks) {
        true => Err(NotPublished::Findings(findings)),
        false => Ok(()),
    }
}

/// Composes and prints reports into a folder, each as `<name>.<ending>`.
///
/// # Errors
///
/// [`NotPublished`]; nothing is written when a finding blocks or a document cannot be printed.
pub fn publish(
    house: &House,
    open: &OpenBook,
    reports: &[&BookReport],
    formats: &[Format],
    out: &Path,
    progress: &(impl Fn(&str) + Sync),
) -> Result<Vec<Written>, NotPublished> {
    let mut findings = house.findings.clone();
    findings.extend(open.findings.iter().cloned());
    let mut documents = Vec::new();
    for report in reports {
        let (document, found) = document(house, open, report);
        findings.extend(found);
        documents.push(document);
    }
    gate(without_consequences(findings, open.facts.catalogue()))?;
    let print = || sheets(&documents, formats, progress);
    write(&documents, formats, out, print).map_err(NotPublished::Failed)
}

/// Prints a page that an operation made itself (a bill explained, a simulation), as html; it passes
/// the same check as reports do.
///
/// # Errors
///
/// [`NotPublished`]; nothing is written when a finding blocks.
pub fn publish_page(document: &Document, out: &Path) -> Result<Vec<Written>, NotPublished> {
    gate(check_report(document, &[]))?;
    let print = || vec![Printer::default().print(document, Format::Html)];
    write(std::slice::from_ref(document), &[Format::Html], out, print).map_err(NotPublished::Failed)
}

/// Every document in every format, in the order of both, on as many threads as there are documents
/// and the machine has, but no more than [`THREADS_MAX`].
fn sheets(
    documents: &[Document],
    formats: &[Format],
    progress: &(impl Fn(&str) + Sync),
) -> Vec<Sheet> {
    let queue = Mutex::new(documents.iter().enumerate());
    let work = || {
        let mut printer = Printer::default();
        let mut own = Vec::new();
        while let Some((index, document)) = next(&queue) {
            for format in formats {
                progress(&file_name(document, *format));
                own.push((index, printer.print(document, *format)));
            }
        }
        own
    };
    let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let workers = cores.min(THREADS_MAX).min(documents.len());
    let mut all = thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        let mut all = work();
        for other in others {
            match other.join() {
                Ok(own) => all.extend(own),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    // The formats of a document were printed one after the other: a stable sort keeps their order.
    all.sort_by_key(|(index, _)| *index);
    all.into_iter().map(|(_, sheet)| sheet).collect()
}

fn next<T: Iterator>(queue: &Mutex<T>) -> Option<T::Item> {
    queue.lock().unwrap_or_else(std::sync::PoisonError::into_inner).next()
}

fn subject(house: &House, open: &OpenBook, report: &BookReport) -> Subject {
    let book = &open.book;
    let project = report.project.as_ref().map(|code| {
        let dimension = open.facts.catalogue().dimension("project");
        let member = dimension.and_then(|of| of.member(code));
        (code.clone(), member.map_or_else(|| code.clone(), |member| member.title.zh.clone()))
    });
    let annexes = book.reports.iter().filter(|other| other.name != report.name);
    Subject {
        facts: std::sync::Arc::clone(&open.facts),
        name: report.name.clone(),
        title: report.title.clone(),
        entity: book.entity.clone(),
        place_name: book.place_name.clone(),
        project,
        sources: sources(house, open),
        scores: score_rows(open),
        grade: open.sheet.as_ref().and_then(|sheet| Some(sheet.grade.as_ref()?.title.zh.clone())),
        remarks: remarks(open),
        warning: if book.synthetic { SYNTHETIC.to_owned() } else { String::new() },
        notices: notices(open),
        narrative_folder: format!("narrative/{}", report.narrative),
        narrative: narrative(open, report),
        annexes: annexes.map(|other| (other.name.clone(), other.title.concat())).collect(),
    }
}

fn sources(house: &House, open: &OpenBook) -> BTreeMap<String, Source> {
    let law = house.policy.sources().map(|source| {
        let number = source.number.clone().unwrap_or_default();
        (source.key.clone(), Source { title: source.title.clone(), number })
    });
    let own = open.book.sources.iter().map(|source| {
        let file =
            if source.file.is_empty() { String::new() } else { format!("（{}）", source.file) };
        let title = format!("{}{file}", source.title);
        (source.key.clone(), Source { title, number: String::new() })
    });
    law.chain(own).collect()
}

fn score_rows(open: &OpenBook) -> Vec<ScoreRow> {
    let rows = open.sheet.iter().flat_map(|sheet| &sheet.rows);
    rows.map(|row| ScoreRow {
        level: row.level,
        indicator: row.name.clone(),
        title: row.title.zh.clone(),
        leaf: row.is_indicator,
        on_top: row.bonus,
        target: row.target.clone(),
        reached: row.value.clone(),
        working: row.working.zh.clone(),
    })
    .collect()
}

/// What must be known about single facts: the findings about them that were accepted.
fn remarks(open: &OpenBook) -> Remarks {
    let mut remarks = Remarks::new();
    for finding in &open.findings {
        if let Some(reason) = &finding.accepted {
            let text = accepted_text(open, finding, reason);
            let remark = Remark { title: "已接受的差异".to_owned(), text };
            remarks.entry(finding.subject.clone()).or_default().push(remark);
        }
    }
    remarks
}

/// An accepted difference in sentences that need no knowledge of the program.
fn accepted_text(open: &OpenBook, finding: &Finding, reason: &str) -> String {
    let title = open.facts.find(&finding.subject).map(|fact| open.facts.title(&fact.key).zh);
    let reason = reason.trim_end_matches('。');
    match (&finding.comparison, title) {
        (Some(figures), Ok(title)) => format!(
            "{title}：原文为{}，推算为{}（{}）。理由：{reason}。",
            figures.printed, figures.recomputed, figures.working
        ),
        _ => format!("{}。理由：{reason}。", finding.message.zh),
    }
}

/// What stands at the head of every page of a book whose records are made up.
const SYNTHETIC: &str = "合成数据：不反映任何真实地区或个人";

/// What must be known about the whole document.
fn notices(open: &OpenBook) -> Vec<Notice> {
    accepted_notices(open, &open.findings)
}

/// What was accepted, each with its reason.
fn accepted_notices(open: &OpenBook, findings: &[Finding]) -> Vec<Notice> {
    let accepted = findings.iter().filter_map(|finding| {
        let text = accepted_text(open, finding, finding.accepted.as_deref()?);
        Some(Notice { title: "已接受的差异".to_owned(), text })
    });
    accepted.collect()
}

/// What must be known about what the document prints: parameters and ways of scoring that nobody
/// has compared with their source.
fn notices_about(open: &OpenBook, document: &Document) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut add = |title: &str, text: String| {
        notices.push(Notice { title: title.to_owned(), text });
    };
    let printed = |fact: &&Fact| document.traces.contains_key(&fact.name);
    let unverified: Vec<String> = open
        .facts
        .all()
        .filter(|fact| fact.unverified && fact.origin() == Origin::Policy)
        .filter(printed)
        .map(|fact| open.facts.title(&fact.key).zh)
        .collect();
    if !unverified.is_empty() {
        let list = unverified.join("、");
        add("未核对的参数", format!("以下参数抄自二手材料，尚未与原文核对：{list}。"));
    }
    let rows = open.sheet.iter().flat_map(|sheet| &sheet.rows);
    let own = rows
        .filter(|row| row.is_indicator && !row.verified)
        .filter(|row| document.traces.contains_key(&format!("score[indicator={}]", row.name)));
    let count = own.count();
    if count != 0 {
        let text = format!("共{count}项指标的评分办法没有见到官方原文，按通行办法设定。");
        add("未核对的评分办法", text);
    }
    notices
}

fn narrative(open: &OpenBook, report: &BookReport) -> Vec<Prose> {
    let prefix = format!("narrative/{}/", report.narrative);
    let files = open.book.folder.below(&prefix);
    files
        .filter_map(|(path, text)| {
            let name = path.strip_prefix(&prefix)?;
            Some(Prose {
                name: format!("narrative/{name}"),
                path: path.clone(),
                text: text.clone(),
            })
        })
        .collect()
}
