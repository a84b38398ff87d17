//! Runs the measures over the records of a book.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use datafusion::common::TableReference;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::context::SQLOptions;
use datafusion::logical_expr::{DdlStatement, LogicalPlan};
use datafusion::prelude::{SessionConfig, SessionContext};
use datafusion::sql::parser::Statement;
use yz_diagnostics::{Finding, words};
use yz_facts::Catalogue;
use yz_units::Period;

use super::fingerprint::{CountedFile, fingerprint, hash_text};
use super::refused::{refused, shortened};
use super::settled::{benefits_file, plans, settled_in};
use super::{Counted, Measure, measures, result, shared, tables};
use crate::bulk::{SETTLE, register_settle};
use crate::folder::Folder;
use crate::rules::{BOOK_NOT_FOUND, MEASURE_BROKEN};

/// Counts every concept that the house has a measure for over the records of a book.
///
/// `catalogue` knows the members that the book brings along. What a measure could not count is a
/// finding; the others are counted all the same.
///
/// # Errors
///
/// A finding when the records cannot be read, or the engine does not start.
pub fn count(
    book: &Path,
    period: Period,
    data: &Folder,
    catalogue: &Catalogue,
) -> std::result::Result<(Counted, Vec<Finding>), Box<Finding>> {
    let records = fingerprint(book).map_err(|(path, reason)| unreadable(&path, &reason))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .build()
        .map_err(|err| unreadable(book, &err.to_string()))?;
    let mut engine = runtime
        .block_on(Engine::start(book, period, data))
        .map_err(|err| unreadable(&book.join("records"), &shortened(&err)))?;
    let (mut facts, mut findings) = (Vec::new(), Vec::new());
    for measure in measures(data) {
        match runtime.block_on(engine.run(&measure)) {
            Ok(rows) => match result::read(&measure, &rows, catalogue) {
                Ok(counts) => facts.extend(counts),
                Err(found) => findings.extend(found),
            },
            Err(NotRun::Measure(err)) => findings.push(refused(&measure, &err, &engine.names)),
            // Said once, of the table itself.
            Err(NotRun::Table) => {}
        }
    }
    findings.append(&mut engine.findings);
    facts.sort_by(|a, b| a.reference.cmp(&b.reference));
    let counted = Counted { period, measures: engine.files(data), records, facts };
    Ok((counted, findings))
}

fn unreadable(path: &Path, reason: &str) -> Box<Finding> {
    let shown = path.display().to_string();
    let message = words!("{shown} 读不出：{reason}", "{shown} cannot be read: {reason}");
    let help = words!(
        "核对文件是否完整；可以重新导入",
        "see whether the file is whole; it can be imported again"
    );
    Box::new(Finding::new(&BOOK_NOT_FOUND, &shown, message).at(shown, None).help(help))
}

/// Why a measure did not run.
enum NotRun {
    /// The engine refused it.
    Measure(DataFusionError),
    /// The engine refused a shared table that it names.
    Table,
}

/// A shared table.
struct Shared {
    file: Measure,
    state: State,
}

/// How far a shared table has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nobody has named it yet.
    Unused,
    /// It is being made: whoever names it now goes in a circle.
    Opening,
    /// It can be named.
    Open,
    /// The engine refused it.
    Refused,
}

/// The records as tables, and what was made of them.
struct Engine {
    context: SessionContext,
    /// Every table that a measure may name.
    names: Vec<String>,
    shared: BTreeMap<String, Shared>,
    /// The tables of the records behind each query, by file.
    behind: BTreeMap<String, Vec<String>>,
    /// The benefits that queries settle by.
    benefits: BTreeSet<String>,
    findings: Vec<Finding>,
}

impl Engine {
    async fn start(book: &Path, period: Period, data: &Folder) -> Result<Self> {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let config = SessionConfig::new().with_target_partitions(cores);
        let context = SessionContext::new_with_config(config);
        let mut names = tables::register(&context, book, period).await?;
        register_settle(&context, plans(data));
        let shared: BTreeMap<String, Shared> = shared(data)
            .into_iter()
            .map(|file| (file.concept.clone(), Shared { file, state: State::Unused }))
            .collect();
        names.extend(shared.keys().cloned());
        Ok(Self {
            context,
            names,
            shared,
            behind: BTreeMap::new(),
            benefits: BTreeSet::new(),
            findings: Vec::new(),
        })
    }

    /// Runs a measure, and makes what it names on the way.
    async fn run(&mut self, measure: &Measure) -> std::result::Result<result::Rows, NotRun> {
        self.open_all(measure).await?;
        self.remember(measure);
        let rows = async {
            // A measure reads, and nothing else.
            let reading = SQLOptions::new()
                .with_allow_ddl(false)
                .with_allow_dml(false)
                .with_allow_statements(false);
            let frame = self.context.sql_with_options(&measure.sql, reading).await?;
            let schema = Arc::clone(frame.schema().inner());
            Ok(result::Rows { schema, batches: frame.collect().await? })
        };
        rows.await.map_err(NotRun::Measure)
    }

    /// Makes every shared table known that a query names.
    async fn open_all(&mut self, file: &Measure) -> std::result::Result<(), NotRun> {
        for name in self.names_in(&file.sql).map_err(NotRun::Measure)? {
            // A table that is being made has its own name in its query.
            let own = name == file.concept;
            if !own && self.open(&name).await == State::Refused {
                return Err(NotRun::Table);
            }
        }
        Ok(())
    }

    /// The tables that a query names.
    fn names_in(&self, sql: &str) -> Result<Vec<String>> {
        let statement = self.statement(sql)?;
        let references = self.context.state().resolve_table_references(&statement)?;
        let mut names: Vec<String> =
            references.iter().map(|reference| reference.table().to_owned()).collect();
        // The table that is settled is named by a text.
        names.retain(|name| name != SETTLE);
        let table = |text: &str| TableReference::parse_str(text).table().to_owned();
        names.extend(settled_in(&statement).iter().map(|(bills, _)| table(bills)));
        Ok(names)
    }

    fn statement(&self, sql: &str) -> Result<Statement> {
        let state = self.context.state();
        let dialect = state.config().options().sql_parser.dialect;
        state.sql_to_statement(sql, &dialect)
    }

    /// Makes a shared table known, with those that it names itself.
    async fn open(&mut self, name: &str) -> State {
        let Some(shared) = self.shared.get_mut(name) else { return State::Open };
        if shared.state == State::Opening {
            let path = &shared.file.path;
            let message = words!("{path} 绕回了自己", "{path} names itself, by way of others");
            let help = words!("改掉其中一张表", "change one of the tables");
            let finding = Finding::new(&MEASURE_BROKEN, name, message).at(path, None).help(help);
            self.findings.push(finding);
            return State::Refused;
        }
        if shared.state != State::Unused {
            return shared.state;
        }
        shared.state = State::Opening;
        let file = shared.file.clone();
        let state = match Box::pin(self.make(&file)).await {
            Ok(()) => State::Open,
            Err(NotRun::Table) => State::Refused,
            Err(NotRun::Measure(err)) => {
                self.findings.push(refused(&file, &err, &self.names));
                State::Refused
            }
        };
        if let Some(shared) = self.shared.get_mut(name) {
            shared.state = state;
        }
        state
    }

    async fn make(&mut self, file: &Measure) -> std::result::Result<(), NotRun> {
        self.open_all(file).await?;
        self.remember(file);
        let made = async {
            let plan = self.context.state().create_logical_plan(&file.sql).await?;
            let name = match &plan {
                LogicalPlan::Ddl(DdlStatement::CreateMemoryTable(made)) => Some(made.name.table()),
                LogicalPlan::Ddl(DdlStatement::CreateView(made)) => Some(made.name.table()),
                _ => None,
            };
            if name != Some(file.concept.as_str()) {
                let name = &file.concept;
                let wanted = format!("the file does not say CREATE TABLE {name} AS SELECT …");
                return Err(DataFusionError::Plan(wanted));
            }
            self.context.execute_logical_plan(plan).await
        };
        made.await.map(drop).map_err(NotRun::Measure)
    }

    /// Remembers which tables of the records are behind a query, and which benefits.
    fn remember(&mut self, file: &Measure) {
        if let Ok(statement) = self.statement(&file.sql) {
            self.benefits.extend(settled_in(&statement).into_iter().map(|(_, benefits)| benefits));
        }
        let mut tables = Vec::new();
        for name in self.names_in(&file.sql).unwrap_or_default() {
            match self.shared.get(&name) {
                Some(shared) => {
                    let behind = self.behind.get(&shared.file.path);
                    tables.extend(behind.into_iter().flatten().cloned());
                }
                None => tables.push(name),
            }
        }
        tables.retain(|name| yz_records::TABLES.iter().any(|table| table.name == name));
        tables.sort();
        tables.dedup();
        self.behind.insert(file.path.clone(), tables);
    }

    /// The measures, shared tables, and benefits that any of them settles by, as they are.
    fn files(&self, data: &Folder) -> Vec<CountedFile> {
        let all = measures(data).into_iter().chain(shared(data));
        let files = all.map(|file| CountedFile {
            tables: self.behind.get(&file.path).cloned().unwrap_or_default(),
            sha256: hash_text(&file.sql),
            file: file.path,
        });
        let benefits = self.benefits.iter().filter_map(|name| {
            let file = benefits_file(name);
            let sha256 = hash_text(data.text(&file)?);
            Some(CountedFile { file, tables: Vec::new(), sha256 })
        });
        files.chain(benefits).collect()
    }
}
