//! `yizhang score BOOK`: the score sheet, and what does not close.

use serde::Serialize;
use yz_diagnostics::{Finding, FindingJson, Language, outcome};
use yz_indicators::{Row, Sheet};

use super::arguments::{BookOptions, Shape};
use super::output::{Output, complain, left, right};
use super::{ERROR, FINDINGS};
use crate::operations::{House, OpenBook};

#[derive(Serialize)]
struct SheetJson<'a> {
    book: &'a str,
    template: &'a str,
    full_marks: String,
    full_marks_template: String,
    total: Option<String>,
    total_declared: Option<String>,
    grade: Option<&'a str>,
    rows: Vec<RowJson<'a>>,
    findings: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct RowJson<'a> {
    level: usize,
    name: &'a str,
    title: &'a str,
    indicator: bool,
    target: &'a str,
    value: &'a str,
    full_marks: String,
    marks: Option<String>,
    declared: Option<String>,
    working: &'a str,
    evidence: Vec<String>,
    verified: bool,
}

pub(crate) fn run(house: &House, output: &Output, options: &BookOptions) -> u8 {
    let open = match super::open(house, output, &options.book) {
        Ok(open) => open,
        Err(code) => return code,
    };
    let Some(sheet) = &open.sheet else {
        complain(
            "这本账没有指标体系\n  \
             怎么办：在 book.toml 里写 scores = \"…\"，如 \"fund-performance\"",
        );
        return ERROR;
    };
    let about_score = |finding: &&Finding| {
        finding.rule.code.starts_with("IND") || finding.subject.starts_with("score")
    };
    let findings: Vec<Finding> = open.findings.iter().filter(about_score).cloned().collect();
    let sources = open.sources(house);
    if options.format == Shape::Json {
        output.json(&SheetJson {
            book: &open.book.name,
            template: &sheet.template,
            full_marks: marks_of(&open, "full_marks").unwrap_or_default(),
            full_marks_template: sheet.full_marks.to_string(),
            total: marks_of(&open, "score"),
            total_declared: declared(&open, "score"),
            grade: sheet.grade.as_ref().map(|grade| grade.title.get(output.language)),
            rows: sheet.rows.iter().map(|row| row_json(output, &open, row)).collect(),
            findings: output.findings_json(&findings, &sources),
        });
    } else {
        print(output, &open, sheet);
        output.line("");
        output.findings(&findings, &sources);
    }
    if outcome(&findings) == 0 { super::CLEAN } else { FINDINGS }
}

fn row_json<'a>(output: &Output, open: &OpenBook, row: &'a Row) -> RowJson<'a> {
    RowJson {
        level: row.level,
        name: &row.name,
        title: row.title.get(output.language),
        indicator: row.is_indicator,
        target: &row.target,
        value: &row.value,
        full_marks: row.full_marks.to_string(),
        marks: row.marks.map(|marks| marks.to_string()),
        declared: declared(open, &format!("score[indicator={}]", row.name)),
        working: row.working.get(output.language),
        evidence: row.evidence.iter().map(|evidence| evidence.what.clone()).collect(),
        verified: row.verified,
    }
}

fn marks_of(open: &OpenBook, name: &str) -> Option<String> {
    Some(open.facts.find(name).ok()?.value?.to_string())
}

fn declared(open: &OpenBook, name: &str) -> Option<String> {
    Some(open.facts.find(name).ok()?.declared.as_ref()?.figure.value().to_string())
}

fn print(output: &Output, open: &OpenBook, sheet: &Sheet) {
    output.line(&format!(
        "{}  {}",
        output.paint(&open.book.title.zh, anstyle::Style::new().bold()),
        output.dim(sheet.title.get(output.language)),
    ));
    let columns = [
        left("指标", "indicator"),
        right("目标值", "target"),
        right("完成值", "reached"),
        right("满分", "full"),
        right("得分", "marks"),
        right("申报", "declared"),
        left("说明", "working"),
    ];
    let mut rows: Vec<Vec<String>> = sheet.rows.iter().map(|row| line(output, open, row)).collect();
    rows.push(total(output, open, sheet));
    output.line(&output.table(&columns, rows));
    output.line("");
    output.line(&summary(output, open, sheet));
}

fn line(output: &Output, open: &OpenBook, row: &Row) -> Vec<String> {
    let indent = "  ".repeat(row.level.saturating_sub(1));
    let title = format!("{indent}{}", row.title.get(output.language));
    let marks = row.marks.map_or_else(|| "—".to_owned(), |marks| marks.to_string());
    let declared = declared(open, &format!("score[indicator={}]", row.name)).unwrap_or_default();
    let differs = !declared.is_empty() && declared != marks;
    let unverified = if row.verified || !row.is_indicator {
        ""
    } else {
        output.say("（办法未核对）", " (method unverified)")
    };
    vec![
        if row.is_indicator { title } else { output.paint(&title, anstyle::Style::new().bold()) },
        row.target.clone(),
        row.value.clone(),
        row.full_marks.to_string(),
        if differs { output.red(&marks) } else { marks },
        declared,
        output.dim(&format!("{}{unverified}", row.working.get(output.language))),
    ]
}

fn total(output: &Output, open: &OpenBook, sheet: &Sheet) -> Vec<String> {
    let marks = marks_of(open, "score").unwrap_or_else(|| "—".to_owned());
    vec![
        output.paint(output.say("合计", "total"), anstyle::Style::new().bold()),
        String::new(),
        String::new(),
        marks_of(open, "full_marks").unwrap_or_else(|| sheet.full_marks.to_string()),
        marks,
        declared(open, "score").unwrap_or_default(),
        sheet.working.get(output.language).to_owned(),
    ]
}

/// The two sums in one sentence: the items against the declared total, and the full marks.
fn summary(output: &Output, open: &OpenBook, sheet: &Sheet) -> String {
    let full = marks_of(open, "full_marks").unwrap_or_else(|| sheet.full_marks.to_string());
    let mut parts = Vec::new();
    match (marks_of(open, "score"), declared(open, "score")) {
        (Some(total), Some(declared)) if total != declared => {
            parts.push(output.red(&match output.language {
                Language::Chinese => format!("各项得分合计{total}分，申报{declared}分"),
                Language::English => {
                    format!("the items add up to {total}, declared are {declared}")
                }
            }))
        }
        (Some(total), _) => parts.push(match output.language {
            Language::Chinese => format!("得分{total}分"),
            Language::English => format!("the score is {total}"),
        }),
        (None, _) => parts.push(output.say("没有得分", "there is no score").to_owned()),
    }
    let unscored = sheet.unscored().count();
    if unscored != 0 {
        parts.push(match output.language {
            Language::Chinese => format!("{unscored}项指标没有评分，得分不含这些指标"),
            Language::English => format!("{unscored} indicators are not scored and not counted"),
        });
    }
    let closes = full == "100";
    let full = match output.language {
        Language::Chinese => format!("满分合计{full}分"),
        Language::English => format!("the full marks add up to {full}"),
    };
    parts.push(if closes { output.green(&full) } else { output.red(&full) });
    if let Some(grade) = &sheet.grade {
        parts.push(grade.title.get(output.language).to_owned());
    }
    parts.join(output.say("；", "; "))
}
