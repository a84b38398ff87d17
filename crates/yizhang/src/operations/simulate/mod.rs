//! Counts what reforms would change: every bill of a book under today's benefits and under each
//! reform, and what follows for the fund.

mod document;
mod fund;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use yz_diagnostics::{Title, Words, words};
use yz_settlement::{Dimension, Plan, Reform, Simulation};

use crate::operations::House;
use crate::operations::benefits::plan_of;
use crate::operations::book::OpenBook;

pub use document::document;
pub(crate) use document::{components, grouped, summary};
pub use fund::{Effect, effects};

/// What was counted.
#[derive(Debug)]
pub struct Simulated {
    /// Today's benefits, and then each reform's: title and plan.
    pub plans: Vec<(Title, Plan)>,
    /// The counts.
    pub simulation: Simulation,
    /// What follows for the fund, by concept: today and under each reform.
    pub effects: Vec<Effect>,
    /// The towns that the book names, by number.
    pub towns: BTreeMap<i64, String>,
}

impl Simulated {
    /// What a group is called: a town as the book names it.
    #[must_use]
    pub fn group_title(&self, dimension: Dimension, code: i64) -> String {
        let town = self.towns.get(&code).filter(|_| dimension == Dimension::Town);
        town.cloned().unwrap_or_else(|| dimension.code_title(code))
    }
}

/// Simulates reforms on the records of a book.
///
/// # Errors
///
/// Words that say why not: the book has no benefits or no records, a reform does not read, or does
/// not fit the benefits.
pub fn simulate(
    house: &House,
    open: &OpenBook,
    folder: &Path,
    reforms: &[PathBuf],
    progress: &(dyn Fn(u64) + Sync),
) -> Result<Simulated, Words> {
    let today = plan_of(house, &open.book)?;
    let name = open.book.benefits.as_deref().unwrap_or_default();
    let text = house.benefits_text(name).unwrap_or_default();
    let mut plans = vec![(today.title.clone(), today.clone())];
    for path in reforms {
        plans.push(reformed(house, path, text)?);
    }
    let all: Vec<&Plan> = plans.iter().map(|(_, plan)| plan).collect();
    let simulation =
        yz_store::years::simulate(folder, &all, progress).map_err(|err| err.words())?;
    let effects = effects(house, open, &simulation);
    let towns = open.facts.catalogue().dimension("town").into_iter().flat_map(|dimension| {
        let members = dimension.members.iter();
        members.filter_map(|member| Some((member.code.parse().ok()?, member.title.zh.clone())))
    });
    let towns = towns.collect();
    Ok(Simulated { plans, simulation, effects, towns })
}

fn reformed(house: &House, path: &Path, benefits: &str) -> Result<(Title, Plan), Words> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|err| {
        words!(
            "打不开 {shown}：{err}\n  怎么办：核对路径",
            "{shown} cannot be opened: {err}\n  help: check the path"
        )
    })?;
    let reform = Reform::read(&shown, &text).map_err(|finding| house.refused(&[*finding]))?;
    let merged = reform.apply(benefits).map_err(|findings| house.refused(&findings))?;
    let plan = Plan::load(&shown, &merged).map_err(|findings| {
        // The places are those of the merged text, which nobody has: only the words are of use.
        let placeless = findings.into_iter().map(|mut finding| {
            finding.place = None;
            finding
        });
        house.refused(&placeless.collect::<Vec<_>>())
    })?;
    house.knows_sources(&shown, &plan)?;
    Ok((reform.title, plan))
}
