//! Puts a report together.

use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use yz_diagnostics::{Finding, words};
use yz_facts::MissingFact;
use yz_report::{Document, Figure};

use crate::figures::Recorder;
use crate::functions;
use crate::markdown::Reader;
use crate::prose::bare_numbers;
use crate::rules::{NARRATIVE_MISSING, TEMPLATE_BROKEN};
use crate::subject::Subject;
use crate::template::Template;
use crate::traces::traces;
use yz_facts::rules::MISSING_FACT;

/// Fills a template.
///
/// Returns the document, as far as it could be made, and every finding: bare numbers, missing
/// facts and prose, citations of unknown documents, blocks that do not read. A report with a
/// finding of level error is not fit to be published.
#[must_use]
pub fn compose(template: &Template, subject: Subject) -> (Document, Vec<Finding>) {
    let subject = Arc::new(subject);
    let recorder = Recorder::new(Arc::clone(&subject));
    let mut findings = bare_numbers(&template.path, &template.text);
    for prose in &subject.narrative {
        findings.extend(bare_numbers(&prose.path, &prose.text));
    }
    findings.extend(missing_prose(template, &subject));
    let mut document = Document {
        name: subject.name.clone(),
        title: subject.title.clone(),
        issuer: subject.entity.clone(),
        period: subject.facts.period().to_chinese(),
        notices: subject.notices.clone(),
        ..Document::default()
    };
    match render(template, &subject, &recorder) {
        Ok(markdown) => {
            let (blocks, found) = Reader::new(&recorder, &template.path).read(&markdown);
            document.blocks = blocks;
            findings.extend(found);
        }
        Err(finding) => findings.push(*finding),
    }
    let (made, missing, found) = recorder.finish();
    findings.extend(found);
    findings.extend(missing.into_iter().map(|missing| missing_fact(template, &subject, missing)));
    findings.dedup();
    let wanted: Vec<String> =
        document.figures().filter_map(|(_, figure): (_, &Figure)| figure.trace.clone()).collect();
    document.traces = traces(&subject, &made, wanted);
    (document, findings)
}

fn render(
    template: &Template,
    subject: &Subject,
    recorder: &Recorder,
) -> Result<String, Box<Finding>> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(|err| broken(template, subject, &err))?);
    functions::add(&mut environment, recorder);
    let prose = subject.narrative.iter().map(|prose| (prose.name.clone(), &prose.text));
    let own = (template.path.clone(), &template.text);
    for (name, text) in prose.chain([own]) {
        // A blank line after a tag stays one: without the space the tag would swallow it.
        environment
            .add_template_owned(name, text.replace("%}\n\n", "%} \n\n"))
            .map_err(|err| broken(template, subject, &err))?;
    }
    environment
        .get_template(&template.path)
        .and_then(|ready| ready.render(minijinja::context! {}))
        .map_err(|err| broken(template, subject, &err))
}

/// What the template engine refused, at the line that it names.
fn broken(template: &Template, subject: &Subject, err: &minijinja::Error) -> Box<Finding> {
    let name = err.name().unwrap_or(&template.path);
    let prose = subject.narrative.iter().find(|prose| prose.name == name);
    let (path, text) =
        prose.map_or((&template.path, &template.text), |prose| (&prose.path, &prose.text));
    let span = err.line().and_then(|line| {
        let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let length = text.get(start..)?.lines().next()?.len();
        Some(start..start.saturating_add(length))
    });
    let reason = err.detail().map_or_else(|| err.kind().to_string(), str::to_owned);
    let message =
        words!("模板无法套用：{reason}", "the template cannot be filled: {reason}");
    let help = words!(
        "检查标签是否成对、函数名和变量名是否写对；可用的函数见 docs/formats.md",
        "check that tags are closed and names exist; docs/formats.md lists the functions"
    );
    Box::new(Finding::new(&TEMPLATE_BROKEN, path, message).at(path, span).help(help))
}

fn missing_fact(template: &Template, subject: &Subject, missing: MissingFact) -> Finding {
    let files = subject
        .narrative
        .iter()
        .map(|prose| (&prose.path, &prose.text))
        .chain([(&template.path, &template.text)]);
    let place = files.into_iter().find_map(|(path, text)| {
        let at = text.find(&missing.reference)?;
        Some((path.clone(), at..at.saturating_add(missing.reference.len())))
    });
    let finding =
        Finding::new(&MISSING_FACT, missing.reference, missing.message).help(missing.help);
    match place {
        Some((path, span)) => finding.at(path, Some(span)),
        None => finding.at(&template.path, None),
    }
}

fn missing_prose(template: &Template, subject: &Subject) -> Vec<Finding> {
    let has = |name: &str| {
        let wanted = format!("narrative/{name}.md");
        subject.narrative.iter().any(|prose| prose.name == wanted)
    };
    let missing = template.sections.iter().filter(|section| section.required && !has(&section.name));
    missing
        .map(|section| {
            let (name, report) = (&section.name, &subject.name);
            let (zh, en) = (&section.title.zh, &section.title.en);
            let message = words!(
                "报告 {report} 缺少“{zh}”一节的文字",
                "the report {report} lacks the prose on {en:?}"
            );
            let hint = &section.hint.zh;
            let help = words!(
                "写到 narrative/{report}/{name}.md。{hint}",
                "write narrative/{report}/{name}.md"
            );
            Finding::new(&NARRATIVE_MISSING, format!("{report}/{name}"), message).help(help)
        })
        .collect()
}
