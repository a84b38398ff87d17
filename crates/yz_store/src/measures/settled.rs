//! Measures that settle: which tables and benefits they name, and the plans for them.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use datafusion::sql::parser::Statement;
use datafusion::sql::sqlparser::ast::{
    Expr, FunctionArg, FunctionArgExpr, TableFactor, Value, Visit, Visitor,
};
use yz_settlement::Plan;

use super::fingerprint::BENEFITS;
use crate::bulk::SETTLE;
use crate::folder::Folder;

/// The file of a name of benefits.
pub(super) fn benefits_file(name: &str) -> String {
    format!("{BENEFITS}{name}.toml")
}

/// The plan of a name, from the files of benefits.
pub(super) fn plans(data: &Folder) -> impl Fn(&str) -> Result<Plan, String> + use<> {
    let files = data.below(BENEFITS);
    let texts: BTreeMap<String, String> =
        files.map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    move |name| {
        let path = benefits_file(name);
        let text = texts.get(&path).ok_or_else(|| format!("there are no benefits {name}"))?;
        Plan::load(&path, text).map_err(|findings| {
            let messages = findings.into_iter().map(|finding| finding.message.en);
            format!("{path}: {}", messages.collect::<Vec<_>>().join("; "))
        })
    }
}

/// The table and the benefits of each `settle('…', '…')` in a statement.
pub(super) fn settled_in(statement: &Statement) -> Vec<(String, String)> {
    let mut settled = Settled(Vec::new());
    if let Statement::Statement(statement) = statement {
        // It never breaks off.
        let _: ControlFlow<()> = statement.visit(&mut settled);
    }
    settled.0
}

struct Settled(Vec<(String, String)>);

impl Visitor for Settled {
    type Break = ();

    fn pre_visit_table_factor(&mut self, table: &TableFactor) -> ControlFlow<()> {
        if let TableFactor::Table { name, args: Some(args), .. } = table
            && name.to_string().eq_ignore_ascii_case(SETTLE)
            && let [bills, benefits] = args.args.as_slice()
        {
            self.0.extend(text(bills).zip(text(benefits)));
        }
        ControlFlow::Continue(())
    }
}

/// The text that an argument quotes.
fn text(argument: &FunctionArg) -> Option<String> {
    let FunctionArg::Unnamed(FunctionArgExpr::Expr(Expr::Value(value))) = argument else {
        return None;
    };
    match &value.value {
        Value::SingleQuotedString(text) => Some(text.clone()),
        _ => None,
    }
}
