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
use crate::places::Places;
use crate::prose::bare_numbers;
use crate::refused::refused;
use crate::rules::NARRATIVE_MISSING;
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
    let places = Places::new(template, &subject);
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
        warning: subject.warning.clone(),
        notices: subject.notices.clone(),
        ..Document::default()
    };
    match render(template, &subject, &recorder) {
        Ok(markdown) => {
            let (blocks, found) = Reader::new(&recorder, &template.path).read(&markdown);
            document.blocks = blocks;
            findings
                .extend(found.into_iter().map(|(finding, line)| places.at_line(finding, &line)));
        }
        Err(finding) => findings.push(*finding),
    }
    let (made, missing, found) = recorder.finish();
    for finding in found {
        let key = finding.subject.clone();
        findings.push(places.at_words(finding, &[&key]));
    }
    findings.extend(missing.into_iter().map(|missing| missing_fact(&places, missing)));
    findings.dedup();
    let wanted: Vec<String> =
        document.figures().filter_map(|(_, figure): (_, &Figure)| figure.trace.clone()).collect();
    document.traces = traces(&subject, &made, wanted);
    (document, findings)
}

/// Steps that a template may take: a hundred times what the longest of ours needs, so that one that
/// would never end is refused instead.
const FUEL: u64 = 20_000_000;

fn render(
    template: &Template,
    subject: &Subject,
    recorder: &Recorder,
) -> Result<String, Box<Finding>> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    functions::add(&mut environment, recorder);
    let mut names: Vec<String> = environment.globals().map(|(name, _)| name.to_owned()).collect();
    names.sort();
    let refuse = |err| refused(template, subject, &names, &err);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(refuse)?);
    let prose = subject.narrative.iter().map(|prose| (prose.name.clone(), &prose.text));
    let own = (template.path.clone(), &template.text);
    for (name, text) in prose.chain([own]) {
        // A blank line after a tag stays one: without the space the tag would swallow it.
        environment.add_template_owned(name, text.replace("%}\n\n", "%} \n\n")).map_err(refuse)?;
    }
    let ready = environment.get_template(&template.path).map_err(refuse)?;
    ready.render(minijinja::context! {}).map_err(refuse)
}

/// A wanted fact that is not there. What a growth rate compares with is written nowhere: its
/// concept is.
fn missing_fact(places: &Places<'_>, missing: MissingFact) -> Finding {
    let reference = missing.reference;
    let finding = Finding::new(&MISSING_FACT, &reference, missing.message).help(missing.help);
    let concept = reference.split('[').next().unwrap_or(&reference);
    places.at_words(finding, &[&reference, concept])
}

fn missing_prose(template: &Template, subject: &Subject) -> Vec<Finding> {
    let has = |name: &str| {
        let wanted = format!("narrative/{name}.md");
        subject.narrative.iter().any(|prose| prose.name == wanted)
    };
    let missing =
        template.sections.iter().filter(|section| section.required && !has(&section.name));
    missing
        .map(|section| {
            let (name, report) = (&section.name, &subject.name);
            let path = format!("{}/{name}.md", subject.narrative_folder);
            let (zh, en) = (&section.title.zh, &section.title.en);
            let message = words!(
                "报告 {report} 缺少“{zh}”一节的文字",
                "the report {report} lacks the prose on {en:?}"
            );
            let hint = &section.hint.zh;
            let help =
                words!("新建这个文件，写这一节。{hint}", "make this file and write the section");
            let finding = Finding::new(&NARRATIVE_MISSING, format!("{report}/{name}"), message);
            finding.at(path, None).help(help)
        })
        .collect()
}
