//! The book of a synthetic county, before it has records.

use yz_store::Folder;

/// The files of the book.
const FILES: [(&str, &str); 3] = [
    ("book.toml", include_str!("../../assets/synthetic-county/book.toml")),
    ("facts.toml", include_str!("../../assets/synthetic-county/facts.toml")),
    ("evidence.toml", include_str!("../../assets/synthetic-county/evidence.toml")),
];

/// The prose of a section of its report.
macro_rules! prose {
    ($($section:literal)+) => {
        [$((
            concat!("narrative/fund-performance/", $section, ".md"),
            include_str!(concat!(
                "../../assets/synthetic-county/narrative/fund-performance/",
                $section,
                ".md"
            )),
        )),+]
    };
}

/// The prose of its report, by section.
const PROSE: [(&str, &str); 25] = prose!(
    "benefit-timeliness" "benefits" "budget-basis" "budget-management" "budget-system"
    "contributions" "decision-process" "enrolment" "financial-management" "fund-custody"
    "fund-yield" "goals" "implementation" "improvements" "management-system" "organisation"
    "performance-management" "policy-execution" "policy-making" "problems" "result"
    "risk-control" "risk-monitoring" "satisfaction" "sustainability"
);

/// The book: who it is about, what records cannot give, and the prose of its report. It can be
/// published once its records have been made, settled and counted.
#[must_use]
pub fn synthetic_county() -> Folder {
    let files = FILES.iter().chain(&PROSE);
    Folder::new(files.map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
}
