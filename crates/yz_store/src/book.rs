//! What a book's folder says about itself.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use yz_diagnostics::{Finding, Title, Words, read_toml, words};
use yz_facts::Member;
use yz_units::Period;

use crate::folder::Folder;
use crate::rules::{ACCEPTED_WITHOUT_REASON, BOOK_BROKEN, BOOK_NOT_FOUND};

/// A book: who, when, which reports, and the texts of its files.
#[derive(Debug, Clone)]
pub struct Book {
    /// Its short name.
    pub name: String,
    /// What it is called.
    pub title: Words,
    /// The region, as a GB/T 2260 code.
    pub region: String,
    /// Who publishes.
    pub entity: String,
    /// How texts call the place.
    pub place_name: String,
    /// What period it is about.
    pub period: Period,
    /// Whether its records are made up.
    pub synthetic: bool,
    /// The indicator template by which it is scored.
    pub scores: Option<String>,
    /// The benefits by which its bills are settled.
    pub benefits: Option<String>,
    /// The documents that facts are taken from.
    pub sources: Vec<BookSource>,
    /// Members of dimensions that only this book has.
    pub members: Vec<(String, Member)>,
    /// The reports it publishes.
    pub reports: Vec<BookReport>,
    /// The findings that it accepts.
    pub accepted: Vec<Accepted>,
    /// Its files.
    pub folder: Folder,
}

/// A document that facts are taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookSource {
    /// How facts name it.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// The file it is kept in.
    pub file: String,
}

/// A report that a book publishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookReport {
    /// Its short name: the file name of what is printed.
    pub name: String,
    /// The report template.
    pub template: String,
    /// The printed title, line by line.
    pub title: Vec<String>,
    /// The project it is about.
    pub project: Option<String>,
    /// The sub-folder of `narrative/` that holds its prose.
    pub narrative: String,
    /// Where in `book.toml` the template is named.
    pub template_span: Range<usize>,
}

/// A finding that a book accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The rule.
    pub finding: String,
    /// The subject of the finding.
    pub subject: String,
    /// The figure that was printed, where figures disagree.
    pub printed: Option<String>,
    /// The figure that follows, where figures disagree.
    pub recomputed: Option<String>,
    /// Why.
    pub reason: String,
    /// Where in `accepted.toml`.
    pub span: Range<usize>,
    /// Where in `accepted.toml` the rule is named.
    pub finding_span: Range<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BookToml {
    name: Spanned<String>,
    title: Title,
    region: Spanned<String>,
    entity: String,
    place_name: String,
    period: Spanned<String>,
    #[serde(default)]
    synthetic: bool,
    scores: Option<String>,
    benefits: Option<String>,
    #[serde(default)]
    source: Vec<SourceToml>,
    #[serde(default)]
    member: Vec<MemberToml>,
    #[serde(default)]
    report: Vec<ReportToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceToml {
    key: String,
    title: String,
    #[serde(default)]
    file: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MemberToml {
    dimension: String,
    code: String,
    parent: Option<String>,
    title: Title,
    #[serde(default)]
    definition: Title,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportToml {
    name: Spanned<String>,
    template: Spanned<String>,
    title: Vec<String>,
    project: Option<String>,
    narrative: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AcceptedFileToml {
    #[serde(default)]
    accepted: Vec<Spanned<AcceptedToml>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AcceptedToml {
    finding: Spanned<String>,
    subject: String,
    printed: Option<String>,
    recomputed: Option<String>,
    reason: String,
}

/// Whether a text can name a book, a report or a folder of prose: names become paths, and no path
/// may lead out of its folder or differ from one system to the next.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(fits)
}

impl Book {
    /// Reads what a book's folder says about itself.
    ///
    /// # Errors
    ///
    /// Every finding that keeps the book from being opened: files that are not UTF-8, no
    /// `book.toml`, one that does not read, a period that is none.
    pub fn read(folder: Folder) -> Result<Self, Vec<Finding>> {
        if !folder.findings.is_empty() {
            return Err(folder.findings);
        }
        let path = "book.toml";
        let Some(text) = folder.text(path) else {
            let message = words!("文件夹里没有 book.toml", "the folder has no book.toml");
            let help = words!(
                "这不是一本账；新建一本账用 `yizhang new 文件夹`",
                "this is no book; `yizhang new DIR` starts one"
            );
            return Err(vec![
                Finding::new(&BOOK_NOT_FOUND, path, message).at(path, None).help(help),
            ]);
        };
        let file: BookToml = read_toml(path, text).map_err(|finding| vec![*finding])?;
        let findings = check(&file);
        let period = file.period.get_ref().parse::<Period>();
        let (accepted, more) = read_accepted(&folder);
        let findings: Vec<Finding> = findings.into_iter().chain(more).collect();
        let Ok(period) = period else { return Err(findings) };
        if !findings.is_empty() {
            return Err(findings);
        }
        Ok(Self {
            name: file.name.into_inner(),
            title: file.title.into(),
            region: file.region.into_inner(),
            entity: file.entity,
            place_name: file.place_name,
            period,
            synthetic: file.synthetic,
            scores: file.scores,
            benefits: file.benefits,
            sources: file.source.into_iter().map(Into::into).collect(),
            members: file.member.into_iter().map(Into::into).collect(),
            reports: file.report.into_iter().map(Into::into).collect(),
            accepted,
            folder,
        })
    }
}

fn check(file: &BookToml) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut broken = |subject: &str, message: Words, help: Words, span: Range<usize>| {
        let finding = Finding::new(&BOOK_BROKEN, subject, message).help(help);
        findings.push(finding.at("book.toml", Some(span)));
    };
    let period = file.period.get_ref();
    if period.parse::<Period>().is_err() {
        broken(
            "period",
            words!("“{period}”不是期间", "{period:?} is no period"),
            words!(
                "写成 2023、2023-09 或 2022-09-01/2023-08-31",
                "write 2023, 2023-09 or 2022-09-01/2023-08-31"
            ),
            file.period.span(),
        );
    }
    let region = file.region.get_ref();
    if region.len() != 6 || !region.bytes().all(|byte| byte.is_ascii_digit()) {
        broken(
            "region",
            words!("“{region}”不是六位行政区划代码", "{region:?} is no six-digit region code"),
            words!("写 GB/T 2260 的代码，如 511623", "write the GB/T 2260 code, such as 511623"),
            file.region.span(),
        );
    }
    let narratives = file.report.iter().filter_map(|report| report.narrative.as_ref());
    let names = [&file.name].into_iter().chain(file.report.iter().map(|report| &report.name));
    for name in names.chain(narratives).filter(|name| !is_name(name.get_ref())) {
        let text = name.get_ref();
        broken(
            text,
            words!("“{text}”不能用作名称", "{text:?} is no name"),
            words!(
                "名称要用作文件名：只写小写字母、数字和连字符，如 final-accounts",
                "names become file names: write small letters, digits and hyphens only, \
                 as in final-accounts"
            ),
            name.span(),
        );
    }
    for (index, report) in file.report.iter().enumerate() {
        let name = report.name.get_ref();
        let before = file.report.iter().take(index);
        if before.into_iter().any(|other| other.name.get_ref() == name) {
            broken(
                name,
                words!("报告 {name} 写了两次", "the report {name} is listed twice"),
                words!("各报告的 name 要不同", "each report has a name of its own"),
                report.name.span(),
            );
        }
    }
    findings
}

fn read_accepted(folder: &Folder) -> (Vec<Accepted>, Vec<Finding>) {
    let path = "accepted.toml";
    let Some(text) = folder.text(path) else { return Default::default() };
    let file: AcceptedFileToml = match read_toml(path, text) {
        Ok(file) => file,
        Err(finding) => return (Vec::new(), vec![*finding]),
    };
    let (mut accepted, mut findings) = (Vec::new(), Vec::new());
    for entry in file.accepted {
        let span = entry.span();
        let entry = entry.into_inner();
        if entry.reason.trim().is_empty() {
            let (rule, subject) = (entry.finding.get_ref(), &entry.subject);
            let message = words!(
                "接受了 {rule}（{subject}），却没有写理由",
                "{rule} ({subject}) is accepted without a reason"
            );
            let help = words!("在 reason 里写明理由", "say why in `reason`");
            let finding = Finding::new(&ACCEPTED_WITHOUT_REASON, subject, message).help(help);
            findings.push(finding.at(path, Some(span.clone())));
        }
        accepted.push(Accepted {
            finding_span: entry.finding.span(),
            finding: entry.finding.into_inner(),
            subject: entry.subject,
            printed: entry.printed,
            recomputed: entry.recomputed,
            reason: entry.reason,
            span,
        });
    }
    (accepted, findings)
}

impl From<SourceToml> for BookSource {
    fn from(source: SourceToml) -> Self {
        Self { key: source.key, title: source.title, file: source.file }
    }
}

impl From<MemberToml> for (String, Member) {
    fn from(member: MemberToml) -> Self {
        let made = Member {
            code: member.code,
            parent: member.parent,
            title: member.title.into(),
            definition: member.definition.into(),
        };
        (member.dimension, made)
    }
}

impl From<ReportToml> for BookReport {
    fn from(report: ReportToml) -> Self {
        let name = report.name.into_inner();
        let template_span = report.template.span();
        Self {
            narrative: report.narrative.map_or_else(|| name.clone(), Spanned::into_inner),
            name,
            template: report.template.into_inner(),
            title: report.title,
            project: report.project,
            template_span,
        }
    }
}
