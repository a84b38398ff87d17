//! The benefits of a region, by name.

use yz_diagnostics::{Finding, Words, did_you_mean, to_text, words};
use yz_settlement::{Basis, Plan};
use yz_store::Book;

use crate::operations::House;

impl House {
    /// The names of the files of benefits.
    #[must_use]
    pub fn benefits(&self) -> Vec<String> {
        let name =
            |path: &str| Some(path.strip_prefix("benefits/")?.strip_suffix(".toml")?.to_owned());
        self.data.below("benefits/").filter_map(|(path, _)| name(path)).collect()
    }

    /// The text of a file of benefits.
    #[must_use]
    pub fn benefits_text(&self, name: &str) -> Option<&str> {
        self.data.text(&format!("benefits/{name}.toml"))
    }

    /// The plan of a name, with its sources looked up.
    ///
    /// # Errors
    ///
    /// Words that say which names there are, or everything that was found in the file.
    pub fn plan(&self, name: &str) -> Result<Plan, Words> {
        let Some(text) = self.benefits_text(name) else {
            let names = self.benefits();
            let Words { zh, en } = did_you_mean(name, names.iter().map(String::as_str));
            return Err(words!(
                "没有叫 {name} 的待遇规则\n  怎么办：{zh}",
                "there are no benefits called {name}\n  help: {en}"
            ));
        };
        self.plan_of_text(&format!("benefits/{name}.toml"), text)
    }

    /// The plan of a name, or of a file where the name ends as one.
    ///
    /// # Errors
    ///
    /// As [`plan`](Self::plan); or the file cannot be read.
    pub fn plan_named(&self, name: &str) -> Result<Plan, Words> {
        if !name.ends_with(".toml") {
            return self.plan(name);
        }
        let text = std::fs::read_to_string(name).map_err(|err| {
            words!(
                "打不开 {name}：{err}\n  怎么办：核对路径",
                "{name} cannot be opened: {err}\n  help: check the path"
            )
        })?;
        self.plan_of_text(name, &text)
    }

    fn plan_of_text(&self, path: &str, text: &str) -> Result<Plan, Words> {
        let plan = Plan::load(path, text).map_err(|findings| self.refused(&findings))?;
        self.knows_sources(path, &plan)?;
        Ok(plan)
    }

    /// Looks up what every rule of a plan rests on.
    ///
    /// # Errors
    ///
    /// Words that name the first source that is not on the list.
    pub(crate) fn knows_sources(&self, path: &str, plan: &Plan) -> Result<(), Words> {
        let unknown = plan.bases.iter().find(|basis| self.policy.source(&basis.source).is_none());
        let Some(Basis { source, .. }) = unknown else { return Ok(()) };
        Err(words!(
            "{path} 的出处 `{source}` 不在 policy/sources.toml 里\n  怎么办：补上",
            "the source `{source}` of {path} is not in policy/sources.toml\n  help: add it there"
        ))
    }

    /// Findings as words.
    pub(crate) fn refused(&self, findings: &[Finding]) -> Words {
        let text = |language| {
            let style = yz_diagnostics::Style { language, colour: false, width: 100, printed: "" };
            to_text(findings, &self.sources(), style)
        };
        Words {
            zh: text(yz_diagnostics::Language::Chinese),
            en: text(yz_diagnostics::Language::English),
        }
    }
}

/// The plan that a book names.
///
/// # Errors
///
/// Words: the book names none, or it does not load.
pub fn plan_of(house: &House, book: &Book) -> Result<Plan, Words> {
    match &book.benefits {
        Some(name) => house.plan(name),
        None => Err(words!(
            "这本账没有写明待遇规则\n  怎么办：在 book.toml 里写 benefits = \"…\"",
            "the book names no benefits\n  help: write benefits = \"…\" in book.toml"
        )),
    }
}
