//! What must hold between values: no day without one, no day with two, no region against the law.

use yz_diagnostics::{Comparison, Finding, Rule, Words, words};
use yz_units::{Date, Decimal, Exact};

use crate::model::{Band, Content, Kind, Parameter, Policy, Scope, Value};
use crate::rules::{
    EMPTY_POLICY_BAND, GAP_BETWEEN_POLICY_BANDS, GAP_BETWEEN_VALUES,
    NATIONAL_VALUE_OF_LOCAL_PARAMETER, OVERLAPPING_POLICY_BANDS, OVERLAPPING_VALUES,
    REGION_OUTSIDE_LIMIT, REGION_REPEATS_NATION,
};

/// Sorts the values of every scope and ends each that says no end where the next one starts.
pub(crate) fn seal(policy: &mut Policy) {
    for parameter in policy.parameters.values_mut() {
        for values in parameter.values.values_mut() {
            values.sort_by_key(|value| value.from);
            let starts: Vec<Date> = values.iter().map(|value| value.from).collect();
            for value in values.iter_mut().filter(|value| value.until.is_none()) {
                let next = starts.iter().find(|start| value.from < **start);
                value.until = next.and_then(|next| next.yesterday().ok());
            }
        }
    }
}

/// Checks a sealed policy.
pub(crate) fn check(policy: &Policy, findings: &mut Vec<Finding>) {
    for parameter in policy.parameters.values() {
        for (scope, values) in &parameter.values {
            check_days(parameter, scope, values, findings);
            for value in values {
                check_bands(parameter, value, findings);
                check_region(parameter, scope, value, findings);
            }
        }
    }
}

fn finding(
    rule: &'static Rule,
    parameter: &Parameter,
    value: &Value,
    message: Words,
    help: Words,
) -> Finding {
    let span = Some(value.span.clone());
    Finding::new(rule, &parameter.name, message).at(&value.file, span).help(help)
}

/// Title and scope, as messages begin.
fn called(parameter: &Parameter, scope: &Scope) -> Words {
    let (title, scope) = (&parameter.title, scope.words());
    Words {
        zh: format!("“{}”（{}）", title.zh, scope.zh),
        en: format!("\"{}\" ({})", title.en, scope.en),
    }
}

fn check_days(parameter: &Parameter, scope: &Scope, values: &[Value], findings: &mut Vec<Finding>) {
    let name = called(parameter, scope);
    let mut values = values.iter();
    let Some(mut latest) = values.next() else { return };
    for value in values {
        if latest.meets(value) {
            let last = earlier(latest.until, value.until);
            findings.push(overlap(parameter, &name, (latest, value), days(value.from, last)));
        } else if let Some((first, last)) = uncovered(parameter, scope, latest, value) {
            let days = days(first, Some(last));
            let (zh, en) = (&name.zh, &name.en);
            let (days_zh, days_en) = (&days.zh, &days.en);
            let message = words!("{zh}在{days_zh}没有值", "{en} has no value {days_en}");
            let help = words!(
                "补上这段日期的值，或把前一个值的 until 改到后一个值开始的前一天",
                "add a value for these days, or let the one before hold until the next"
            );
            findings.push(finding(&GAP_BETWEEN_VALUES, parameter, value, message, help));
        }
        if earlier(latest.until, value.until) == latest.until {
            latest = value;
        }
    }
}

fn overlap(
    parameter: &Parameter,
    name: &Words,
    (one, other): (&Value, &Value),
    days: Words,
) -> Finding {
    let (zh, en) = (&name.zh, &name.en);
    let (days_zh, days_en) = (&days.zh, &days.en);
    let (a, b) = (content(parameter, one), content(parameter, other));
    let (source_a, source_b) = (&one.source, &other.source);
    let message = words!(
        "{zh}在{days_zh}有两个值：{a}（{source_a}）和{b}（{source_b}）",
        "{en} has two values {days_en}: {a} ({source_a}) and {b} ({source_b})"
    );
    let help = words!(
        "给先开始的值写上 until，让它在后一个值开始的前一天结束",
        "give the earlier value an `until` on the day before the later one starts"
    );
    finding(&OVERLAPPING_VALUES, parameter, other, message, help)
}

/// The days between two values that no wider scope covers either.
fn uncovered(
    parameter: &Parameter,
    scope: &Scope,
    before: &Value,
    after: &Value,
) -> Option<(Date, Date)> {
    let wider = scope.wider();
    let last = after.from.yesterday().ok()?;
    let mut first = before.until?.tomorrow().ok()?;
    while first <= last {
        let holds = |scope| parameter.values(scope).iter().find(|value| value.holds(first));
        let Some(value) = wider.iter().find_map(holds) else { return Some((first, last)) };
        first = value.until?.tomorrow().ok()?;
    }
    None
}

fn earlier(a: Option<Date>, b: Option<Date>) -> Option<Date> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// From one day to another, both included.
pub(crate) fn days(first: Date, last: Option<Date>) -> Words {
    match last {
        Some(last) if first == last => words!("{first}", "on {first}"),
        Some(last) => words!("{first}至{last}", "from {first} to {last}"),
        None => words!("{first}起", "from {first} on"),
    }
}

fn content(parameter: &Parameter, value: &Value) -> String {
    match &value.content {
        Content::Amount(amount) => parameter.figure(*amount).to_string(),
        Content::Bands(bands) => {
            let members: Vec<&str> = bands.iter().map(|band| band.member.as_str()).collect();
            members.join("/")
        }
    }
}

fn check_bands(parameter: &Parameter, value: &Value, findings: &mut Vec<Finding>) {
    let Content::Bands(bands) = &value.content else { return };
    let unit = parameter.unit.symbol();
    let empty = |band: &&Band| matches!((band.from, band.to), (Some(a), Some(b)) if b <= a);
    if let Some(band) = bands.iter().find(empty) {
        let member = &band.member;
        let message =
            words!("档次“{member}”里什么也没有", "nothing falls into the band `{member}`");
        let help = words!(
            "from_value 要小于 to_value；核对两者是否写反",
            "`from_value` must be below `to_value`; are the two exchanged?"
        );
        findings.push(finding(&EMPTY_POLICY_BAND, parameter, value, message, help));
        return;
    }
    let mut gap = |from: Option<Exact>, to: Option<Exact>| {
        let (zh, en) =
            (limits(from, to, unit, "至", "不足"), limits(from, to, unit, " to ", "below "));
        let message = words!("分档没有覆盖{zh}", "no band covers {en}");
        let help = words!(
            "让上一档的 to_value 等于下一档的 from_value；最低、最高两端不写",
            "let each `to_value` be the next `from_value`; leave them out at the two ends"
        );
        findings.push(finding(&GAP_BETWEEN_POLICY_BANDS, parameter, value, message, help));
    };
    let mut overlaps = Vec::new();
    let mut reached = bands.first().and_then(|band| band.from);
    if reached.is_some() {
        gap(None, reached);
    }
    let mut last: Option<&Band> = None;
    for band in bands {
        if let Some(last) = last {
            match (reached, band.from) {
                (Some(reached), Some(from)) if reached == from => {}
                (Some(reached), Some(from)) if reached < from => gap(Some(reached), Some(from)),
                _ => overlaps.push((last, band)),
            }
        }
        // A band without an upper end, once reached, is never left.
        let further = last.is_none() || reached.is_some_and(|at| band.to.is_none_or(|to| at < to));
        if further {
            reached = band.to;
            last = Some(band);
        }
    }
    if reached.is_some() {
        gap(reached, None);
    }
    for (one, other) in overlaps {
        let (one, other) = (&one.member, &other.member);
        let message =
            words!("档次“{one}”与“{other}”重叠", "the bands `{one}` and `{other}` overlap");
        let help = words!(
            "每档含下限、不含上限：让上一档的 to_value 等于下一档的 from_value",
            "a band holds its lower limit, not its upper: let `to_value` be the next `from_value`"
        );
        findings.push(finding(&OVERLAPPING_POLICY_BANDS, parameter, value, message, help));
    }
}

fn limits(from: Option<Exact>, to: Option<Exact>, unit: &str, and: &str, below: &str) -> String {
    match (from, to) {
        (Some(from), Some(to)) => format!("{from}{unit}{and}{to}{unit}"),
        (Some(from), None) => format!("≥{from}{unit}"),
        (None, Some(to)) => format!("{below}{to}{unit}"),
        (None, None) => String::new(),
    }
}

fn check_region(parameter: &Parameter, scope: &Scope, value: &Value, findings: &mut Vec<Finding>) {
    if *scope == Scope::Nation {
        if parameter.kind == Kind::Local {
            let (zh, en) = (&parameter.title.zh, &parameter.title.en);
            let message = words!(
                "“{zh}”由各地自定，却有全国的值",
                "\"{en}\" is set locally, yet has a value for the whole country"
            );
            let help = words!(
                "把值移到 policy/regions，或改 kind 为 minimum、maximum 或 fixed",
                "move the value to policy/regions, or make the kind minimum, maximum or fixed"
            );
            findings.push(finding(
                &NATIONAL_VALUE_OF_LOCAL_PARAMETER,
                parameter,
                value,
                message,
                help,
            ));
        }
        return;
    }
    // A value of the national file that names its regions is itself the national rule.
    if value.file.starts_with("policy/national/") {
        return;
    }
    let national: Vec<&Value> =
        parameter.values(&Scope::Nation).iter().filter(|other| other.meets(value)).collect();
    let same = |other: &&Value| same_content(&other.content, &value.content);
    if !national.is_empty() && national.iter().all(same) {
        let name = called(parameter, scope);
        let (zh, en, is) = (&name.zh, &name.en, content(parameter, value));
        let message = words!("{zh}与全国的值相同：{is}", "{en} repeats the national value {is}");
        let help = words!(
            "删去这个值：地区没有规定时，自然适用全国的值",
            "remove the value: where a region sets nothing, the national value holds by itself"
        );
        findings.push(finding(&REGION_REPEATS_NATION, parameter, value, message, help));
        return;
    }
    if value.exception.is_none() {
        findings.extend(national.iter().find_map(|other| outside(parameter, scope, value, other)));
    }
}

/// The finding, when a region's amount lies on the wrong side of a national limit.
fn outside(parameter: &Parameter, scope: &Scope, value: &Value, limit: &Value) -> Option<Finding> {
    let (Content::Amount(own), Content::Amount(national)) = (&value.content, &limit.content) else {
        return None;
    };
    let (own_value, limit_value) = (own.value()?, national.value()?);
    let (zh_side, en_side) = match parameter.kind {
        Kind::Minimum if own_value < limit_value => {
            ("低于国家最低标准", "below the national minimum")
        }
        Kind::Maximum if limit_value < own_value => {
            ("高于国家最高标准", "above the national maximum")
        }
        _ => return None,
    };
    let name = called(parameter, scope);
    let (zh, en) = (&name.zh, &name.en);
    let (printed, recomputed) = (parameter.figure(*own), parameter.figure(*national));
    let message = words!(
        "{zh}{printed}，{zh_side}{recomputed}",
        "{en} is {printed}, {en_side} of {recomputed}"
    );
    let help = words!(
        "核对金额和日期；确有依据的，用 exception = \"…\" 写明理由",
        "check amount and dates; where a document allows it, say so in exception = \"…\""
    );
    let decimals = own.decimals().max(national.decimals());
    let difference = own_value.minus(limit_value)?;
    let difference = difference.rounded(decimals, yz_units::Rounding::HalfUp);
    let comparison = Comparison {
        printed: printed.to_string(),
        recomputed: recomputed.to_string(),
        difference: parameter.figure(difference).to_string(),
        working: format!("{own} - {national} = {difference}"),
    };
    let finding = finding(&REGION_OUTSIDE_LIMIT, parameter, value, message, help);
    Some(finding.comparing(comparison))
}

/// 640 and 640.00 are the same.
fn same_content(a: &Content, b: &Content) -> bool {
    let value = |amount: &Decimal| amount.value();
    match (a, b) {
        (Content::Amount(a), Content::Amount(b)) => value(a) == value(b),
        (Content::Bands(a), Content::Bands(b)) => a == b,
        _ => false,
    }
}
