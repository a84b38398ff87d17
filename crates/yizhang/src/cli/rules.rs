//! `yizhang rules` and `yizhang explain NAME`: what can be found, and what rules say of themselves.

use serde::Serialize;
use yz_diagnostics::{Language, Level, Rule, RuleStatus, words};

use super::arguments::Shape;
use super::output::{Output, left};
use super::{CLEAN, ERROR};
use crate::operations::catalogue::{all_rules, rule};

#[derive(Serialize)]
struct RuleJson {
    rule: &'static str,
    code: &'static str,
    title: &'static str,
    level: &'static str,
    status: &'static str,
    since: &'static str,
    why: String,
}

/// Lists every rule.
pub(crate) fn list(output: &Output, format: Shape) -> u8 {
    let all = all_rules();
    if format == Shape::Json {
        output.json(&all.into_iter().map(|rule| json(output, rule)).collect::<Vec<_>>());
        return CLEAN;
    }
    let columns = [
        left("编号", "code"),
        left("规则", "rule"),
        left("名称", "title"),
        left("级别", "level"),
        left("状态", "status"),
    ];
    let row = |rule: &Rule| {
        vec![
            rule.code.to_owned(),
            rule.name.to_owned(),
            rule.title.to_owned(),
            level(output, rule.level).to_owned(),
            status(output, rule.status),
        ]
    };
    output.line(&output.table(&columns, all.into_iter().map(row).collect()));
    output.line("");
    output.line(output.say(
        "用 `yizhang explain 规则名` 看一条规则的讲解",
        "`yizhang explain NAME` explains one of them",
    ));
    CLEAN
}

fn json(output: &Output, rule: &'static Rule) -> RuleJson {
    let (status, since) = match rule.status {
        RuleStatus::Preview(since) => ("preview", since),
        RuleStatus::Stable(since) => ("stable", since),
        RuleStatus::Deprecated(since) => ("deprecated", since),
        RuleStatus::Removed(since) => ("removed", since),
    };
    let level = rule.level.name();
    let why = rule.why_in_any(output.language);
    RuleJson { rule: rule.name, code: rule.code, title: rule.title, level, status, since, why }
}

fn level(output: &Output, level: Level) -> &str {
    match level {
        Level::Error => output.say("错误", "error"),
        Level::Warning => output.say("警告", "warning"),
        Level::Hint => output.say("提示", "hint"),
    }
}

fn status(output: &Output, status: RuleStatus) -> String {
    let (zh, en, since) = match status {
        RuleStatus::Preview(since) => ("试行", "preview", since),
        RuleStatus::Stable(since) => ("正式", "stable", since),
        RuleStatus::Deprecated(since) => ("将停用", "deprecated", since),
        RuleStatus::Removed(since) => ("已停用", "removed", since),
    };
    format!("{} {since}", output.say(zh, en))
}

/// Headings of the documentation in Chinese.
const HEADINGS: [(&str, &str); 5] = [
    ("What it does", "查什么"),
    ("Why is this bad", "为什么"),
    ("Example", "例"),
    ("Use instead", "改成"),
    ("Known limits", "管不到的地方"),
];

/// Prints what a rule says of itself.
pub(crate) fn explain(output: &Output, name: &str) -> u8 {
    let rule = match rule(name) {
        Ok(rule) => rule,
        Err(help) => {
            let (zh, en) = (help.zh, help.en);
            output.complain(&words!(
                "没有规则 `{name}`\n  怎么办：{zh}",
                "there is no rule `{name}`\n  help: {en}"
            ));
            return ERROR;
        }
    };
    output.line(&output.bold(&format!("{} {}  {}", rule.code, rule.name, rule.title)));
    let about = format!("{}，{}", level(output, rule.level), status(output, rule.status));
    output.line(&output.dim(&about.replace('，', output.say("，", ", "))));
    if output.language == Language::Chinese && !rule.why_zh.is_empty() {
        output.line("");
        output.line(rule.why_zh);
    }
    output.line("");
    for line in rule.docs.trim_end().lines() {
        // Each line of a comment begins with the space behind its slashes.
        let line = line.strip_prefix(' ').unwrap_or(line);
        match line.strip_prefix("## ") {
            Some(heading) => {
                let known = HEADINGS.iter().find(|(en, _)| *en == heading);
                let chinese = known.map_or(heading, |(_, zh)| zh);
                output.line(&output.bold(output.say(chinese, heading)));
            }
            None => output.line(line),
        }
    }
    CLEAN
}
