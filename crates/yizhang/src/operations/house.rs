//! The house: policy, concepts, code lists, indicators and templates.

use std::path::Path;

use yz_compose::Template;
use yz_diagnostics::{Finding, Sources, did_you_mean, words};
use yz_facts::Catalogue;
use yz_policy::Policy;
use yz_store::Folder;

use crate::operations::rules::UNKNOWN_TEMPLATE;

/// Everything that is not in a book.
#[derive(Debug)]
pub struct House {
    /// Concepts and code lists.
    pub catalogue: Catalogue,
    /// What the law says.
    pub policy: Policy,
    /// The texts of all data files.
    pub data: Folder,
    /// What was found while loading.
    pub findings: Vec<Finding>,
}

impl House {
    /// Loads what ships inside the program, with the folder `over` laid over it.
    ///
    /// # Errors
    ///
    /// A finding when the folder cannot be read; what is wrong inside it is in `findings`.
    pub fn load(over: Option<&Path>) -> Result<Self, Box<Finding>> {
        let data = yz_store::data(over)?;
        let mut findings = data.findings.clone();
        let (policy, found) = Policy::load(&owned(&data, "policy/"));
        findings.extend(found);
        let lists: Vec<(String, String)> =
            owned(&data, "codes/").into_iter().chain(owned(&data, "concepts/")).collect();
        let (catalogue, found) = Catalogue::load(&lists);
        findings.extend(found);
        Ok(Self { catalogue, policy, data, findings })
    }

    /// The names of the report templates.
    #[must_use]
    pub fn report_templates(&self) -> Vec<String> {
        folders(&self.data, "reports/templates/")
    }

    /// The names of the indicator templates.
    #[must_use]
    pub fn indicator_templates(&self) -> Vec<String> {
        folders(&self.data, "indicators/")
    }

    /// The report template of a name.
    ///
    /// # Errors
    ///
    /// A finding without a place for an unknown name; one with a place for a broken template.
    pub fn report_template(&self, name: &str) -> Result<Template, Box<Finding>> {
        known(name, &self.report_templates())?;
        Template::load(name, &owned(&self.data, &format!("reports/templates/{name}/")))
    }

    /// The indicator template of a name, with what was found while loading it.
    ///
    /// # Errors
    ///
    /// A finding without a place for an unknown name.
    pub fn indicator_template(
        &self,
        name: &str,
    ) -> Result<(Option<yz_indicators::Template>, Vec<Finding>), Box<Finding>> {
        known(name, &self.indicator_templates())?;
        let files = owned(&self.data, &format!("indicators/{name}/"));
        Ok(yz_indicators::Template::load(name, &files))
    }

    /// The texts that findings about the house point into.
    #[must_use]
    pub fn sources(&self) -> Sources {
        let mut sources = Sources::default();
        self.data.add_to(&mut sources);
        sources
    }
}

fn owned(data: &Folder, prefix: &str) -> Vec<(String, String)> {
    data.below(prefix).cloned().collect()
}

/// The names of the folders right below a prefix.
fn folders(data: &Folder, prefix: &str) -> Vec<String> {
    let mut names: Vec<String> = data
        .below(prefix)
        .filter_map(|(path, _)| Some(path.strip_prefix(prefix)?.split_once('/')?.0.to_owned()))
        .collect();
    names.dedup();
    names
}

fn known(name: &str, names: &[String]) -> Result<(), Box<Finding>> {
    if names.iter().any(|known| known == name) {
        return Ok(());
    }
    let message = words!("没有叫 `{name}` 的模板", "there is no template `{name}`");
    let help = did_you_mean(name, names.iter().map(String::as_str));
    Err(Box::new(Finding::new(&UNKNOWN_TEMPLATE, name, message).help(help)))
}
