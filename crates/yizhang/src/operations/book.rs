//! Opens a book: reads it, works out its facts, scores it, and applies what it accepts.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use yz_diagnostics::{Finding, Sources, did_you_mean, words};
use yz_facts::{Catalogue, Declared, Fact, Facts, Given, Member, Origin, Reference, parse_facts};
use yz_indicators::{Evidence, Sheet};
use yz_policy::{Found, Kind, LookupError};
use yz_store::measures::{COUNTED_FILE, Counted};
use yz_store::rules::BOOK_BROKEN;
use yz_store::{Book, Folder};
use yz_units::Range;

use crate::operations::accept::{accept, not_acceptable};
use crate::operations::house::House;
use crate::operations::rules::PARAMETER_WITHOUT_VALUE;

/// A book with its facts worked out.
#[derive(Debug)]
pub struct OpenBook {
    /// What its folder says.
    pub book: Book,
    /// What it declares.
    pub declared: Vec<Declared>,
    /// What policy, counting and scoring give.
    pub given: Vec<(Reference, Given)>,
    /// What was counted from its records.
    pub counted: Option<Counted>,
    /// Its facts.
    pub facts: Arc<Facts>,
    /// Its score sheet.
    pub sheet: Option<Sheet>,
    /// Everything that was found, accepted findings marked as such.
    pub findings: Vec<Finding>,
    /// The folder as the user named it; in front of the paths of its files.
    pub label: String,
}

impl OpenBook {
    /// Opens the book in a folder.
    ///
    /// # Errors
    ///
    /// What keeps it from being opened at all; everything else is in `findings`.
    pub fn open(house: &House, path: &Path) -> Result<Self, Vec<Finding>> {
        let folder = yz_store::read_book_folder(path).map_err(|finding| vec![*finding])?;
        let mut open = Self::read(house, folder, label_of(path))?;
        if let Some(counted) = &open.counted {
            let found = counted.out_of_date(path, open.book.period, &house.data);
            open.findings.extend(labelled(found, &open.label));
        }
        Ok(open)
    }

    /// Opens a book that is already in memory. Whether what it counted is what its records say,
    /// nobody can tell there.
    ///
    /// # Errors
    ///
    /// As [`OpenBook::open`].
    pub fn read(house: &House, folder: Folder, label: String) -> Result<Self, Vec<Finding>> {
        let book = Book::read(folder).map_err(|findings| labelled(findings, &label))?;
        let (mut catalogue, mut findings) = catalogue_of(house, &book);
        let template = match &book.scores {
            None => None,
            Some(name) => match house.indicator_template(name) {
                Ok((template, found)) => {
                    findings.extend(found);
                    template
                }
                Err(finding) => {
                    findings.push(finding.at("book.toml", span_of(&book, name)));
                    None
                }
            },
        };
        if let Some(template) = &template {
            let found = catalogue.add_members("indicator", template.members());
            findings.extend(found.into_iter().map(|finding| finding.at("book.toml", None)));
        }
        let (declared, found) = declared(&book, &catalogue);
        findings.extend(found);
        let (mut given, found) = given(house, &book, &catalogue, &declared);
        findings.extend(found);
        let counted = match counted(&book, &catalogue) {
            Ok(counted) => counted,
            Err(found) => {
                findings.extend(found);
                None
            }
        };
        given.extend(counted.iter().flat_map(|of| of.given(&house.data, &catalogue)));
        let mut facts = Facts::derive(catalogue.clone(), book.period, &declared, &given);
        let mut sheet = None;
        if let Some(template) = &template {
            let (evidence, found) = evidence(&book, template);
            findings.extend(found);
            let scored = yz_indicators::score(template, &facts, &evidence);
            findings.extend(scored.findings.iter().cloned());
            given.extend(scored.computed());
            facts = Facts::derive(catalogue, book.period, &declared, &given);
            sheet = Some(scored);
        }
        findings.extend(facts.findings().iter().cloned());
        findings.extend(not_acceptable(&book.accepted));
        let mut findings = labelled(findings, &label);
        accept(&mut findings, &book.accepted);
        let facts = Arc::new(facts);
        Ok(Self { book, declared, given, counted, facts, sheet, findings, label })
    }

    /// The reason for which the book accepts that a fact differs from what was declared.
    #[must_use]
    pub fn accepted(&self, fact: &Fact) -> Option<&str> {
        let about = |finding: &&Finding| finding.subject == fact.name;
        self.findings.iter().filter(about).find_map(|finding| finding.accepted.as_deref())
    }

    /// The texts that findings about the book, or the house, point into.
    #[must_use]
    pub fn sources(&self, house: &House) -> Sources {
        let mut sources = house.sources();
        for (path, text) in &self.book.folder.files {
            sources.add(format!("{}/{path}", self.label), text);
        }
        sources
    }

    /// The findings with the paths of the book's files made those that the user knows.
    #[must_use]
    pub fn labelled(&self, findings: Vec<Finding>) -> Vec<Finding> {
        labelled(findings, &self.label)
    }
}

/// The concepts and dimensions of a book: those of the house, with the members that it brings.
/// What the folder of a book says, for whoever needs no fact of it: nothing is derived, and no file
/// of records is compared with what was counted.
///
/// # Errors
///
/// What keeps it from being read.
pub fn read_book(path: &Path) -> Result<Book, Vec<Finding>> {
    let folder = yz_store::read_book_folder(path).map_err(|finding| vec![*finding])?;
    Book::read(folder).map_err(|findings| labelled(findings, &label_of(path)))
}

/// A folder as the user named it.
pub(crate) fn label_of(path: &Path) -> String {
    path.display().to_string().trim_end_matches('/').to_owned()
}

pub(crate) fn catalogue_of(house: &House, book: &Book) -> (Catalogue, Vec<Finding>) {
    let (mut catalogue, mut findings) = (house.catalogue.clone(), Vec::new());
    let mut brought: BTreeMap<&str, Vec<Member>> = BTreeMap::new();
    for (dimension, member) in &book.members {
        if catalogue.dimension(dimension).is_none() {
            findings.push(unknown_dimension(book, &catalogue, dimension, &member.code));
        }
        brought.entry(dimension).or_default().push(member.clone());
    }
    for (dimension, members) in brought {
        let found = catalogue.add_members(dimension, members);
        findings.extend(found.into_iter().map(|finding| finding.at("book.toml", None)));
    }
    (catalogue, findings)
}

/// What the book's `counted.toml` says; nothing where there is none.
fn counted(book: &Book, catalogue: &Catalogue) -> Result<Option<Counted>, Vec<Finding>> {
    let text = book.folder.text(COUNTED_FILE);
    text.map(|text| Counted::parse(text, catalogue)).transpose()
}

/// Data folders of the house: what begins so is not a file of the book.
const HOUSE: [&str; 6] = ["policy/", "concepts/", "codes/", "measures/", "indicators/", "reports/"];

pub(crate) fn labelled(mut findings: Vec<Finding>, label: &str) -> Vec<Finding> {
    for place in findings.iter_mut().filter_map(|finding| finding.place.as_mut()) {
        if !HOUSE.iter().any(|folder| place.file.starts_with(folder)) {
            place.file = format!("{label}/{}", place.file);
        }
    }
    findings
}

/// A member of a dimension that nobody has.
fn unknown_dimension(book: &Book, catalogue: &Catalogue, name: &str, code: &str) -> Finding {
    let message = words!(
        "成员 {code} 的维度 `{name}` 不存在",
        "the dimension `{name}` of the member {code} does not exist"
    );
    let help = did_you_mean(name, catalogue.dimensions().map(|known| known.name.as_str()));
    let finding = Finding::new(&BOOK_BROKEN, code, message).help(help);
    finding.at("book.toml", span_of(book, name))
}

fn span_of(book: &Book, name: &str) -> Option<std::ops::Range<usize>> {
    let at = book.folder.text("book.toml")?.find(&format!("\"{name}\""))?;
    Some(at..at.saturating_add(name.len()).saturating_add(2))
}

fn declared(book: &Book, catalogue: &Catalogue) -> (Vec<Declared>, Vec<Finding>) {
    let sources: Vec<String> = book.sources.iter().map(|source| source.key.clone()).collect();
    let files = book.folder.files.iter();
    let files = files.filter(|(path, _)| path == "facts.toml" || path.starts_with("facts/"));
    let mut all = (Vec::new(), Vec::new());
    for (path, text) in files {
        let (declared, findings) = parse_facts(path, text, catalogue, &sources);
        all.0.extend(declared);
        all.1.extend(findings);
    }
    all
}

/// The values that policy gives for the book's region and period.
fn given(
    house: &House,
    book: &Book,
    catalogue: &Catalogue,
    declared: &[Declared],
) -> (Vec<(Reference, Given)>, Vec<Finding>) {
    let (mut given, mut findings) = (Vec::new(), Vec::new());
    for concept in catalogue.concepts() {
        let Some(parameter) = &concept.parameter else { continue };
        let reference = Reference::concept(&concept.name);
        match house.policy.lookup(parameter, book.period.last(), &book.region) {
            Ok(found) => given.push((reference, from_policy(&found))),
            Err(LookupError::NoValueOn { .. } | LookupError::NoValueForRegion { .. })
                if declared.iter().any(|fact| fact.reference.concept == concept.name) => {}
            Err(err) => {
                let message = err.words();
                let title = &concept.title.zh;
                let help = words!(
                    "用到“{title}”时，请在 policy/regions/ 里补上取值和出处，或在账里申报",
                    "where it is needed, add the value with its source to policy/regions/, \
                     or declare it in the book"
                );
                let finding = Finding::new(&PARAMETER_WITHOUT_VALUE, parameter, message);
                findings.push(finding.at(&concept.path, None).help(help));
            }
        }
    }
    (given, findings)
}

fn from_policy(found: &Found<'_>) -> Given {
    let range = match found.parameter.kind {
        Kind::Minimum => Range::between(Some(found.value), None),
        Kind::Maximum => Range::between(None, Some(found.value)),
        _ => Range::exactly(found.value),
    };
    let (name, scope) = (&found.parameter.name, found.scope.words().zh);
    Given {
        origin: Origin::Policy,
        value: found.value,
        range,
        source: found.source.cited(),
        place: found.place.to_owned(),
        working: format!("政策参数 {name}（{scope}，{} 起）= {}", found.from, found.figure),
        inputs: Vec::new(),
        unverified: !found.verified,
    }
}

fn evidence(book: &Book, template: &yz_indicators::Template) -> (Vec<Evidence>, Vec<Finding>) {
    let path = "evidence.toml";
    let sources: Vec<String> = book.sources.iter().map(|source| source.key.clone()).collect();
    match book.folder.text(path) {
        Some(text) => Evidence::parse(path, text, template, &sources),
        None => Default::default(),
    }
}
