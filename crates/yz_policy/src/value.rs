//! Reads the values of a parameter.

use toml::Spanned;
use yz_diagnostics::{Finding, did_you_mean, words};
use yz_units::Exact;

use crate::model::{Band, Content, Policy, Scope, Value};
use crate::read::Table;
use crate::rules::{
    AMOUNT_BESIDE_BANDS, MALFORMED_REGION_CODE, PARAMETER_SOURCE_UNKNOWN, VALUE_ENDS_BEFORE_START,
    VALUE_WITHOUT_SOURCE,
};

/// Reads every `[[value]]` of a file, once for each region that it names.
pub(crate) fn read_values(
    root: &Table<'_, '_>,
    scope: &Scope,
    policy: &Policy,
    findings: &mut Vec<Finding>,
) -> Vec<(Scope, Value)> {
    let tables = root.tables("value", findings);
    let values = tables.iter().flat_map(|table| read_value(table, scope, policy, findings));
    values.collect()
}

fn read_value(
    table: &Table<'_, '_>,
    scope: &Scope,
    policy: &Policy,
    findings: &mut Vec<Finding>,
) -> Vec<(Scope, Value)> {
    // Only the national file speaks for several regions; only a region can leave a limit.
    let own = if *scope == Scope::Nation { "regions" } else { "exception" };
    let known = ["from", "until", "amount", "band", "source", "place", "verified", own];
    table.only(&known, findings);
    let scopes = read_scopes(table, scope, findings);
    let from = table.date("from", findings);
    let until = table.optional_date("until", findings);
    let content = read_content(table, findings);
    let source = read_source(table, policy, findings);
    let place = table.text("place", findings);
    let verified = table.truth("verified", findings);
    let exception = if *scope == Scope::Nation {
        None
    } else {
        table.optional_text("exception", findings).map(Spanned::into_inner)
    };
    let complete = (|| {
        let from = from?.into_inner();
        if let Some(until) = &until
            && *until.get_ref() < from
        {
            let last = until.get_ref();
            let message = words!(
                "这个值在开始之前就结束了：从{from}起，到{last}止",
                "the value ends before it starts: from {from} until {last}"
            );
            let help = words!(
                "until 是最后一天，不能早于 from；核对两个日期是否写反",
                "`until` is the last day and cannot come before `from`; are the two exchanged?"
            );
            findings.push(table.finding(&VALUE_ENDS_BEFORE_START, until.span(), message, help));
            return None;
        }
        Some(Value {
            from,
            until: until.map(Spanned::into_inner),
            content: content?,
            source: source?,
            place: place?.into_inner(),
            verified: verified?,
            exception,
            file: table.file.to_owned(),
            span: table.span.clone(),
        })
    })();
    let Some(value) = complete else { return Vec::new() };
    scopes.into_iter().map(|scope| (scope, value.clone())).collect()
}

fn read_scopes(table: &Table<'_, '_>, scope: &Scope, findings: &mut Vec<Finding>) -> Vec<Scope> {
    if *scope != Scope::Nation || !table.has("regions") {
        return vec![scope.clone()];
    }
    let mut scopes = Vec::new();
    for region in table.texts("regions", findings).unwrap_or_default() {
        let code = region.get_ref();
        if Scope::around(code).is_some() {
            scopes.push(Scope::Region(code.clone()));
        } else {
            let message =
                words!("“{code}”不是六位行政区划代码", "{code:?} is no code of six digits");
            let help = words!(
                "写 GB/T 2260 的六位代码，如四川省 \"510000\"",
                "write the six digits of GB/T 2260, such as \"510000\" for Sichuan"
            );
            findings.push(table.finding(&MALFORMED_REGION_CODE, region.span(), message, help));
        }
    }
    scopes
}

fn read_source(
    table: &Table<'_, '_>,
    policy: &Policy,
    findings: &mut Vec<Finding>,
) -> Option<String> {
    if !table.has("source") {
        let message = words!("这个值没有出处", "the value has no source");
        let help = words!(
            "补上 source = \"…\"，写 policy/sources.toml 里的键；还没有的先登记",
            "add `source` with a key of policy/sources.toml; enter the document there first"
        );
        let finding = table.finding(&VALUE_WITHOUT_SOURCE, table.span.clone(), message, help);
        findings.push(finding);
        return None;
    }
    let source = table.optional_text("source", findings)?;
    let key = source.get_ref();
    if policy.source(key).is_none() {
        let message =
            words!("出处“{key}”没有登记", "the source `{key}` is not in policy/sources.toml");
        let mut help = did_you_mean(key, policy.sources.keys().map(String::as_str));
        help.zh.push_str("；新的出处先登记到 policy/sources.toml");
        help.en.push_str("; a new source is entered in policy/sources.toml first");
        findings.push(table.finding(&PARAMETER_SOURCE_UNKNOWN, source.span(), message, help));
        return None;
    }
    Some(source.into_inner())
}

fn read_content(table: &Table<'_, '_>, findings: &mut Vec<Finding>) -> Option<Content> {
    match (table.has("amount"), table.has("band")) {
        (true, false) => {
            table.decimal("amount", findings).map(|amount| Content::Amount(amount.into_inner()))
        }
        (false, true) => {
            let tables = table.tables("band", findings);
            let bands: Option<Vec<Band>> =
                tables.iter().map(|table| read_band(table, findings)).collect();
            let mut bands = bands.filter(|bands| !bands.is_empty())?;
            // `None`, no lower end, comes first.
            bands.sort_by_key(|band| band.from);
            Some(Content::Bands(bands))
        }
        (false, false) => {
            findings.push(table.missing("amount"));
            None
        }
        (true, true) => {
            let message =
                words!("这个值既有 amount 又有分档", "the value has both an amount and bands");
            let help = words!(
                "只留一样：amount 或 [[value.band]]；两者都要时分成两个参数",
                "keep `amount` or [[value.band]]; where both are meant, make two parameters"
            );
            let span = table.span.clone();
            findings.push(table.finding(&AMOUNT_BESIDE_BANDS, span, message, help));
            None
        }
    }
}

fn read_band(table: &Table<'_, '_>, findings: &mut Vec<Finding>) -> Option<Band> {
    table.only(&["from_value", "to_value", "member", "title"], findings);
    let from = read_limit(table, "from_value", findings);
    let to = read_limit(table, "to_value", findings);
    let member = table.text("member", findings);
    let title = table.words("title", findings);
    Some(Band { from: from?, to: to?, member: member?.into_inner(), title: title? })
}

/// A limit of a band: `Some(None)` where it is left out, `None` where it does not read.
fn read_limit(
    table: &Table<'_, '_>,
    key: &str,
    findings: &mut Vec<Finding>,
) -> Option<Option<Exact>> {
    if !table.has(key) {
        return Some(None);
    }
    let decimal = table.decimal(key, findings)?.into_inner();
    decimal.value().map(Some)
}
