//! `yizhang check` as people and scripts meet it: forms, exit codes, configuration.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::arithmetic_side_effects, reason = "counts of a test's own")]

mod workbench;

use std::fs;

use serde_json::Value;
use workbench::{Workbench, run};
use yz_diagnostics::Rule;

const WRONG: &str = "一、基金收支情况\n\n县人民政府审核批复。。\n其余指标，，如期完成。\n";
const CLEAN: &str = "一、基金收支情况\n\n县人民政府审核批复。\n";

/// A folder with a report that has two errors, one that has none, and a broken one.
fn bench() -> Workbench {
    let bench = Workbench::empty();
    bench.lay("../wrong.txt", WRONG);
    bench.lay("../clean.txt", CLEAN);
    fs::write(bench.path("broken.docx"), [0x50, 0x4b, 3, 4, 0, 0xff, 0xfe]).unwrap();
    bench
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_clean_file_exits_0_an_error_1_and_an_unreadable_file_2() {
    let bench = bench();
    let out = bench.run(&["check", "clean.txt"]).exits(0);
    assert!(out.contains("clean.txt：数字"), "{out}");
    let out = bench.run(&["check", "wrong.txt"]).exits(1);
    assert!(out.contains("错误[doubled-punctuation]: 标点重复：。。"), "{out}");
    assert!(out.contains("--> wrong.txt:3:10"), "{out}");
    assert!(out.contains("= 怎么办: "), "{out}");
    assert!(out.contains("错误2，警告0，提示0"), "{out}");
    let ran = bench.run(&["check", "nowhere.txt"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("错误：nowhere.txt："), "{}", ran.err);
}

/// An underline stands below the words, and Chinese characters are two columns wide: 第 10 and 11
/// of 12 characters begin behind 18 columns.
#[test]
fn the_wrong_words_are_underlined() {
    let out = bench().run(&["check", "wrong.txt"]).exits(1);
    let lines: Vec<&str> = out.lines().collect();
    let at = lines.iter().position(|line| line.contains("县人民政府审核批复。。")).unwrap();
    let (line, below) = (lines[at], lines[at + 1]);
    let margin = line.find('县').unwrap();
    assert_eq!(below.find('^'), Some(margin + 18), "{line}\n{below}");
    assert!(below.ends_with("^^^^"), "{below}");
}

/// A paragraph of 600 characters is one line of a text; what is far from the place is left out.
#[test]
fn a_long_paragraph_is_cut_to_the_width() {
    let bench = Workbench::empty();
    let text =
        format!("{}审核批复。。{}\n", "参保居民人数稳定，".repeat(40), "如期完成，".repeat(40));
    bench.lay("../long.txt", &text);
    let out = bench.run(&["check", "long.txt"]).exits(1);
    let line = out.lines().find(|line| line.contains("审核批复。。")).unwrap();
    let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
    let width: usize = line.chars().map(wide).sum();
    assert!(width <= 124, "{width}: {line}");
    let below = out.lines().skip_while(|own| *own != line).nth(1).unwrap();
    let before: usize = line.chars().take_while(|c| *c != '。').map(wide).sum();
    assert_eq!(below.find('^'), Some(before), "{line}\n{below}");
}

#[test]
fn one_unreadable_file_does_not_keep_the_others_from_being_checked() {
    let bench = bench();
    let ran = bench.run(&["check", "broken.docx", "wrong.txt", "clean.txt"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("broken.docx"), "{}", ran.err);
    assert!(ran.out.contains("wrong.txt:3:10"), "{}", ran.out);
    assert!(ran.out.contains("共2个文件，另有1个读不了"), "{}", ran.out);
    let arguments = ["check", "wrong.txt", "broken.docx", "clean.txt", "--format", "json"];
    let ran = bench.run(&arguments);
    assert_eq!(ran.code, 2);
    let all = json(&ran.out);
    let files: Vec<&str> =
        all.as_array().unwrap().iter().map(|one| one["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["wrong.txt", "broken.docx", "clean.txt"], "in the order given");
    assert!(all[0]["error"].is_null());
    assert!(!all[1]["error"]["message"].as_str().unwrap().is_empty());
    assert_eq!(all[1]["findings"], Value::Array(Vec::new()));
}

#[test]
fn a_folder_is_walked_for_what_can_be_read() {
    let bench = Workbench::empty();
    for name in ["b.txt", "a.md", "deeper/c.txt", "~$open.docx", ".hidden.txt", "picture.png"] {
        bench.lay(&format!("../reports/{name}"), CLEAN);
    }
    let all = json(&bench.run(&["check", "reports", "--format", "json"]).exits(0));
    let files: Vec<&str> =
        all.as_array().unwrap().iter().map(|one| one["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["reports/a.md", "reports/b.txt", "reports/deeper/c.txt"]);
    fs::create_dir(bench.path("empty")).unwrap();
    let ran = bench.run(&["check", "empty"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("empty 里没有可以核对的文件"), "{}", ran.err);
}

/// Quotes are the very words, and offsets count characters of the line.
#[test]
fn the_json_of_a_file_names_words_and_characters() {
    let one = json(&bench().run(&["check", "wrong.txt", "--format", "json"]).exits(1));
    assert_eq!(one["summary"]["errors"], 2);
    let lines: Vec<&str> = WRONG.lines().collect();
    for finding in one["findings"].as_array().unwrap() {
        let place = &finding["place"];
        let number = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
        let line: Vec<char> = lines[number("line") - 1].chars().collect();
        let words: String = line[number("start")..number("end")].iter().collect();
        assert_eq!(finding["quote"], words);
    }
}

#[test]
fn sarif_names_the_place_in_characters() {
    let bench = bench();
    let ran = bench.run(&["check", "wrong.txt", "broken.docx", "--format", "sarif"]);
    assert_eq!(ran.code, 2);
    let log = json(&ran.out);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let result = &run["results"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
    assert_eq!((&rule["id"], &rule["name"]), (&result["ruleId"], &"doubled-punctuation".into()));
    assert!(rule["help"]["text"].as_str().unwrap().contains("Why is this bad"));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "wrong.txt");
    // 一、基金收支情况 is 8 characters and a line break, then an empty line, then 9 characters.
    let region = &place["region"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&3.into(), &10.into()));
    assert_eq!((&region["endLine"], &region["endColumn"]), (&3.into(), &12.into()));
    assert_eq!((&region["charOffset"], &region["charLength"]), (&19.into(), &2.into()));
    let told = &run["invocations"][0];
    assert_eq!(told["executionSuccessful"], false);
    let notified = &told["toolExecutionNotifications"][0];
    assert_eq!(
        notified["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "broken.docx"
    );
}

#[test]
fn github_gets_one_line_a_finding() {
    let out = bench().run(&["check", "wrong.txt", "--format", "github"]).exits(1);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 2);
    let start = "::error file=wrong.txt,line=3,col=10,endColumn=12,title=FORM001 标点重复::";
    assert!(lines[0].starts_with(start), "{}", lines[0]);
    assert!(lines[0].contains("%0A怎么办: "), "{}", lines[0]);
}

#[test]
fn pages_are_written_one_a_file_under_names_of_their_own() {
    let bench = bench();
    for path in ["a/wrong.md", "a/same.txt", "b/same.txt"] {
        bench.lay(&format!("../{path}"), WRONG);
    }
    let form = ["--format", "html", "--out", "pages"];
    let files = ["check", "wrong.txt", "clean.txt", "a", "b"];
    let out = bench.run(&[&files[..], &form].concat()).exits(1);
    let written: Vec<&str> = out.lines().collect();
    let expected = ["wrong.txt", "clean", "a-same", "wrong.md", "b-same"];
    assert_eq!(written, expected.map(|name| format!("pages/{name}.check.html")));
    let page = fs::read_to_string(bench.path("pages/wrong.txt.check.html")).unwrap();
    assert!(page.contains("data-stop=\"error\">。。</span>"), "{page}");
    assert!(page.contains("标点重复"), "{page}");
    bench.run(&["check", "clean.txt", "--format", "html"]).exits(0);
    assert!(bench.path("out/check/clean.check.html").is_file());
}

#[test]
fn comments_need_a_docx() {
    let ran = bench().run(&["check", "wrong.txt", "--format", "docx", "--out", "out"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("wrong.txt 不是 docx，加不了批注"), "{}", ran.err);
    assert!(ran.err.contains("--format html"), "{}", ran.err);
}

#[test]
fn a_docx_is_copied_with_comments() {
    let bench = Workbench::with_base_book();
    bench.run(&["report", "book", "--format", "docx", "--out", "printed"]).exits(0);
    let arguments = ["check", "printed/annual.docx", "--format", "docx", "--out", "commented"];
    let ran = bench.run(&arguments);
    assert!(ran.code < 2, "{}", ran.err);
    assert_eq!(ran.out.trim_end(), "commented/annual.checked.docx");
    let bytes = fs::read(bench.path("commented/annual.checked.docx")).unwrap();
    assert!(bytes.starts_with(b"PK"));
}

#[test]
fn rules_are_selected_and_ignored_by_name_code_or_family() {
    let bench = bench();
    for name in ["doubled-punctuation", "FORM001", "FORM"] {
        bench.run(&["check", "wrong.txt", "--ignore", name]).exits(0);
        bench.run(&["check", "wrong.txt", "--select", name]).exits(1);
    }
    bench.run(&["check", "wrong.txt", "--select", "unknown-rule"]).exits(0);
    let ran = bench.run(&["check", "wrong.txt", "--ignore", "doubled-punctuaton"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("是不是想写 `doubled-punctuation`？"), "{}", ran.err);
}

#[test]
fn a_configuration_holds_for_its_folder_and_all_below() {
    let bench = bench();
    bench.lay("../a/b/wrong.txt", WRONG);
    bench.lay("../a/yizhang.toml", "ignore = [\"FORM001\"]\n");
    bench.run(&["check", "a/b/wrong.txt"]).exits(0);
    bench.run(&["check", "wrong.txt"]).exits(1);
    bench.run(&["check", "wrong.txt", "--config", "a/yizhang.toml"]).exits(0);
    // The nearest one holds, and the command line comes on top.
    bench.lay("../a/b/yizhang.toml", "");
    bench.run(&["check", "a/b/wrong.txt"]).exits(1);
    bench.run(&["check", "a/b/wrong.txt", "--ignore", "FORM"]).exits(0);
}

#[test]
fn a_configuration_can_ignore_a_rule_in_some_files() {
    let bench = bench();
    let config = |file: &str| {
        let rules = "rules = [\"doubled-punctuation\"]\nreason = \"原文如此\"\n";
        bench.lay("../yizhang.toml", &format!("[[ignore-in]]\nfile = \"{file}\"\n{rules}"));
    };
    bench.lay("../a/wrong.txt", WRONG);
    for (file, outer, inner) in
        [("wrong.txt", 0, 0), ("*.txt", 0, 0), ("a/*.txt", 1, 0), ("*.docx", 1, 1)]
    {
        config(file);
        bench.run(&["check", "wrong.txt"]).exits(outer);
        bench.run(&["check", "a/wrong.txt"]).exits(inner);
    }
}

#[test]
fn a_wrong_configuration_is_said_and_nothing_is_checked() {
    let bench = bench();
    let cases = [
        ("ignroe = []\n", "不认识的键 `ignroe`", "是不是想写 `ignore`？"),
        ("ignore = [\"doubled-punctuaton\"]\n", "没有叫 `doubled-punctuaton` 的规则", "是不是想写"),
        ("[[ignore-in]]\nfile = \"*\"\nrules = []\n", "缺少键 `reason`", "reason"),
        ("[[ignore-in]]\nfile = \"*\"\nrules = []\nreason = \"\"\n", "忽略要写理由", "reason"),
        (
            "[[ignore-in]]\nfile = \"[\"\nrules = []\nreason = \"x\"\n",
            "看不懂的文件名样式",
            "*.docx",
        ),
    ];
    for (text, what, help) in cases {
        bench.lay("../yizhang.toml", text);
        let ran = bench.run(&["check", "wrong.txt"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{text}");
        assert!(ran.err.contains(what) && ran.err.contains(help), "{text}: {}", ran.err);
        assert!(ran.err.contains("yizhang.toml"), "{}", ran.err);
    }
    let ran = bench.run(&["check", "wrong.txt", "--config", "none.toml"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("读不了 none.toml"), "{}", ran.err);
}

#[test]
fn a_document_can_silence_a_rule_in_place() {
    let bench = Workbench::empty();
    let text = "yizhang:ignore doubled-punctuation\n\n审核批复。。\n\n其余指标，，完成。\n";
    bench.lay("../report.txt", text);
    let one = json(&bench.run(&["check", "report.txt", "--format", "json"]).exits(1));
    let findings = one["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0]["quote"], "，，");
}

#[test]
fn english_is_spoken_when_asked() {
    let out = bench().run(&["check", "wrong.txt", "--lang", "en"]).exits(1);
    assert!(out.contains("error[doubled-punctuation]: the mark of punctuation"), "{out}");
    assert!(out.contains("= why: A slip of the hand"), "{out}");
    assert!(out.contains("wrong.txt: "), "{out}");
    assert!(out.contains("2 errors, 0 warnings, 0 hints"), "{out}");
}

/// Neither the rules nor a check need the house: what is wrong with its data keeps nobody from
/// reading a report.
#[test]
fn a_check_needs_no_data() {
    let bench = bench();
    bench.lay("data/concepts/broken.toml", "name = \n");
    bench.run(&["check", "clean.txt"]).exits(0);
    bench.run(&["rules"]).exits(0);
}

#[test]
fn every_declared_rule_is_listed_and_explained() {
    let listed = yizhang::operations::catalogue::all_rules();
    let names: Vec<&str> = listed.iter().map(|rule| rule.name).collect();
    let page = fs::read_to_string(workbench::repository().join("docs/rules.md")).unwrap();
    let told: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| [`")?.split_once('`').map(|(name, _)| name))
        .collect();
    assert!(!told.is_empty());
    for name in told {
        assert!(names.contains(&name), "{name} is declared, but in no list of its crate");
    }
    let unique = |of: &dyn Fn(&Rule) -> &'static str| {
        let mut all: Vec<&str> = listed.iter().map(|rule| of(rule)).collect();
        all.sort_unstable();
        all.windows(2).all(|pair| pair[0] != pair[1])
    };
    assert!(unique(&|rule| rule.name) && unique(&|rule| rule.code));
    let out = run(&["rules"]).exits(0);
    assert!(out.contains("FORM001") && out.contains("doubled-punctuation"), "{out}");
    let all = json(&run(&["rules", "--format", "json"]).exits(0));
    assert_eq!(all.as_array().unwrap().len(), listed.len());
}

#[test]
fn a_rule_is_explained_by_name_and_by_code() {
    for name in ["doubled-punctuation", "FORM001", "form001"] {
        let out = run(&["explain", name]).exits(0);
        assert!(out.starts_with("FORM001 doubled-punctuation  标点重复"), "{out}");
        assert!(out.contains("\n查什么\n") && out.contains("\n改成\n"), "{out}");
    }
    let out = run(&["explain", "FACT011", "--lang", "en"]).exits(0);
    assert!(out.contains("\nWhy is this bad\n"), "{out}");
    let ran = run(&["explain", "doubled-punctuaton"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("是不是想写 `doubled-punctuation`？"), "{}", ran.err);
}

/// What anybody's report is refused for is not published by us: a book whose prose has the slip.
#[test]
fn a_report_that_the_checker_refuses_is_not_published() {
    let bench = Workbench::with_base_book();
    bench.lay("narrative/annual/overview.md", "本年度运行平稳。。\n");
    let out = bench.run(&["verify", "book"]).exits(1);
    assert!(out.contains("错误[doubled-punctuation]"), "{out}");
    assert!(out.contains("本年度运行平稳。。"), "{out}");
    assert!(out.contains("--> annual: 第"), "{out}");
    let arguments = ["report", "book", "--format", "html", "--out", "printed"];
    let ran = bench.run(&arguments);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("错误[doubled-punctuation]"), "{}", ran.err);
    assert!(!bench.path("printed").exists());
    // There are no figures to look at, and so nothing that the book could accept.
    let accepted = "[[accepted]]\nfinding = \"doubled-punctuation\"\nsubject = \"。。\"\n\
                    reason = \"原文如此\"\n";
    bench.lay("accepted.toml", accepted);
    let out = bench.run(&["verify", "book"]).exits(1);
    assert!(out.contains("这里没有两个不符的数，不能接受"), "{out}");
}
