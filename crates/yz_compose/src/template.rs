//! Report templates: what they are called, what prose they read, and their text.

use serde::Deserialize;
use yz_diagnostics::{Finding, Words, read_toml, words};

use crate::rules::TEMPLATE_BROKEN;

/// A report template.
#[derive(Debug, Clone)]
pub struct Template {
    /// Its name: the folder it lies in.
    pub name: String,
    /// What it is called.
    pub title: Words,
    /// Whether it prints a score table.
    pub scores: bool,
    /// The prose that it reads.
    pub sections: Vec<Section>,
    /// The file of its text.
    pub path: String,
    /// Markdown with template code.
    pub text: String,
}

/// A piece of prose that a template reads from the book's `narrative/`.
#[derive(Debug, Clone)]
pub struct Section {
    /// The name of the file, without `.md`.
    pub name: String,
    /// What it is about.
    pub title: Words,
    /// Whether the report is incomplete without it.
    pub required: bool,
    /// What to write there.
    pub hint: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateToml {
    name: String,
    title: TitleToml,
    #[serde(default)]
    scores: bool,
    #[serde(default)]
    section: Vec<SectionToml>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionToml {
    name: String,
    title: TitleToml,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    hint: TitleToml,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct TitleToml {
    #[serde(default)]
    zh: String,
    #[serde(default)]
    en: String,
}

impl From<TitleToml> for Words {
    fn from(title: TitleToml) -> Self {
        Self { zh: title.zh, en: title.en }
    }
}

impl Template {
    /// Reads the template `name` from its two files, `template.toml` and `template.md`.
    ///
    /// # Errors
    ///
    /// A finding when a file is missing or does not read, or when the name is not the folder's.
    pub fn load(name: &str, files: &[(String, String)]) -> Result<Self, Box<Finding>> {
        let folder = format!("reports/templates/{name}");
        let file = |ending: &str| {
            let path = format!("{folder}/{ending}");
            files.iter().find(|(known, _)| *known == path).ok_or_else(|| {
                let message =
                    words!("模板 {name} 缺少 {ending}", "the template {name} lacks {ending}");
                let help = words!("补上 {path}", "add {path}");
                Box::new(Finding::new(&TEMPLATE_BROKEN, name, message).at(path, None).help(help))
            })
        };
        let (path, text) = file("template.toml")?;
        let head: TemplateToml = read_toml(path, text)?;
        if head.name != name {
            let wrong = &head.name;
            let message = words!(
                "模板名 {wrong} 与文件夹名 {name} 不同",
                "the name {wrong} is not that of the folder {name}"
            );
            let help = words!("改成 name = \"{name}\"", "write name = \"{name}\"");
            let finding = Finding::new(&TEMPLATE_BROKEN, name, message);
            return Err(Box::new(finding.at(path, None).help(help)));
        }
        let (path, text) = file("template.md")?;
        let sections = head.section.into_iter().map(|section| Section {
            name: section.name,
            title: section.title.into(),
            required: section.required,
            hint: section.hint.into(),
        });
        Ok(Self {
            name: head.name,
            title: head.title.into(),
            scores: head.scores,
            sections: sections.collect(),
            path: path.clone(),
            text: text.clone(),
        })
    }
}
