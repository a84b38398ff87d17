//! `yizhang policy`: what the law says on a day in a region.

use serde::Serialize;
use yz_policy::{Content, Parameter, Scope, Value};
use yz_units::Date;

use super::arguments::{PolicyOptions, PolicyQuestion, Shape};
use super::output::{Output, complain, left, right};
use super::{CLEAN, ERROR};
use crate::operations::House;

#[derive(Serialize)]
struct ParameterJson<'a> {
    name: &'a str,
    title: &'a str,
    unit: &'a str,
    values: Vec<ValueJson>,
}

#[derive(Serialize)]
struct ValueJson {
    scope: String,
    from: String,
    until: Option<String>,
    amount: String,
    source: String,
    place: String,
    verified: bool,
}

pub(crate) fn run(house: &House, output: &Output, options: &PolicyOptions) -> u8 {
    match &options.question {
        PolicyQuestion::List { format } => list(house, output, *format),
        PolicyQuestion::Show { name, on, region, format } => match on {
            Some(day) => show_on(house, output, name, day, region, *format),
            None => show_all(house, output, name, *format),
        },
    }
}

fn list(house: &House, output: &Output, format: Shape) -> u8 {
    let all = || house.policy.parameters();
    if format == Shape::Json {
        let json: Vec<_> = all().map(|one| parameter_json(house, output, one)).collect();
        output.json(&json);
        return CLEAN;
    }
    let columns = [
        left("参数", "parameter"),
        left("名称", "title"),
        left("单位", "unit"),
        right("取值", "values"),
        right("未核对", "unverified"),
    ];
    let row = |one: &Parameter| {
        let values: Vec<&Value> = one.scopes().flat_map(|scope| one.values(scope)).collect();
        vec![
            one.name.clone(),
            one.title.get(output.language).to_owned(),
            one.unit.name().to_owned(),
            values.len().to_string(),
            values.iter().filter(|value| !value.verified).count().to_string(),
        ]
    };
    output.line(&output.table(&columns, all().map(row).collect()));
    CLEAN
}

fn show_all(house: &House, output: &Output, name: &str, format: Shape) -> u8 {
    let Some(parameter) = house.policy.parameter(name) else {
        let known = house.policy.names();
        let help = yz_diagnostics::did_you_mean(name, known);
        complain(&format!("没有参数 `{name}`\n  怎么办：{}", help.zh));
        return ERROR;
    };
    let json = parameter_json(house, output, parameter);
    if format == Shape::Json {
        output.json(&json);
        return CLEAN;
    }
    output.line(&format!("{}  {}", parameter.name, parameter.title.get(output.language)));
    output.line(&values(output, json.values));
    CLEAN
}

fn show_on(
    house: &House,
    output: &Output,
    name: &str,
    day: &str,
    region: &str,
    format: Shape,
) -> u8 {
    let Ok(on) = day.parse::<Date>() else {
        complain(&format!("“{day}”不是日期\n  怎么办：写成 2023-01-01"));
        return ERROR;
    };
    match house.policy.lookup(name, on, region) {
        Ok(found) => {
            let value = ValueJson {
                scope: found.scope.words().get(output.language).to_owned(),
                from: found.from.to_string(),
                until: found.until.map(|until| until.to_string()),
                amount: found.figure.to_string(),
                source: found.source.cited(),
                place: found.place.to_owned(),
                verified: found.verified,
            };
            if format == Shape::Json {
                output.json(&value);
            } else {
                output.line(&format!("{name}  {}", found.parameter.title.get(output.language)));
                output.line(&values(output, vec![value]));
            }
            CLEAN
        }
        Err(err) => {
            complain(err.words().get(output.language));
            ERROR
        }
    }
}

fn values(output: &Output, values: Vec<ValueJson>) -> String {
    let columns = [
        left("适用", "scope"),
        left("自", "from"),
        left("至", "until"),
        right("取值", "amount"),
        left("核对", "verified"),
        left("出处", "source"),
    ];
    let row = |value: ValueJson| {
        let verified = match value.verified {
            true => output.green(output.say("已核对", "yes")),
            false => output.red(output.say("未核对", "no")),
        };
        vec![
            value.scope,
            value.from,
            value.until.unwrap_or_default(),
            value.amount,
            verified,
            format!("{} {}", value.source, value.place),
        ]
    };
    output.table(&columns, values.into_iter().map(row).collect())
}

fn parameter_json<'a>(house: &House, output: &Output, one: &'a Parameter) -> ParameterJson<'a> {
    let value = |scope: &Scope, value: &Value| ValueJson {
        scope: scope.words().get(output.language).to_owned(),
        from: value.from.to_string(),
        until: value.until.map(|until| until.to_string()),
        amount: content(output, one, &value.content),
        source: house
            .policy
            .source(&value.source)
            .map_or_else(|| value.source.clone(), yz_policy::Source::cited),
        place: value.place.clone(),
        verified: value.verified,
    };
    ParameterJson {
        name: &one.name,
        title: one.title.get(output.language),
        unit: one.unit.name(),
        values: one
            .scopes()
            .flat_map(|scope| one.values(scope).iter().map(move |of| value(scope, of)))
            .collect(),
    }
}

fn content(output: &Output, parameter: &Parameter, content: &Content) -> String {
    match content {
        Content::Amount(amount) => parameter.figure(*amount).to_string(),
        Content::Bands(bands) => {
            let unit = parameter.unit.symbol();
            let end = |end: &Option<yz_units::Exact>| end.map(|end| format!("{end}{unit}"));
            let band = |band: &yz_policy::Band| {
                let title = band.title.get(output.language);
                let (from, to) = (end(&band.from), end(&band.to));
                format!("{title} {}–{}", from.unwrap_or_default(), to.unwrap_or_default())
            };
            bands.iter().map(band).collect::<Vec<_>>().join(", ")
        }
    }
}
