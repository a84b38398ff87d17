//! The command line as people and scripts meet it: exit codes, suggestions, files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::arithmetic_side_effects, reason = "counts of a test's own")]

mod workbench;

use std::fs;
use std::path::Path;

use workbench::{Workbench, gbk, run};

/// Every file below a folder, with its bytes.
fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.push((path.display().to_string(), fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn a_clean_book_exits_0_an_open_finding_1_and_no_book_2() {
    let bench = Workbench::with_base_book();
    bench.run(&["verify", "book"]).exits(0);
    bench.lay("narrative/annual/overview.md", "收入1,200.00万元。\n");
    bench.run(&["verify", "book"]).exits(1);
    bench.run(&["verify", "books"]).exits(2);
    bench.run(&["facts", "books"]).exits(2);
    bench.run(&["score", "books"]).exits(2);
    bench.run(&["report", "books"]).exits(2);
}

#[test]
fn a_hint_or_an_accepted_finding_exits_0() {
    let bench = Workbench::with_base_book();
    let facts = "source = \"ledger\"\nfacts = [\n  { fact = \"current_balance\", \
                 value = \"210.00万元\", place = \"第3行\" },\n]\n";
    bench.lay("facts/extra.toml", facts);
    bench.run(&["verify", "book"]).exits(1);
    let accepted = "[[accepted]]\nfinding = \"declared-differs-from-derived\"\n\
                    subject = \"current_balance\"\nprinted = \"210.00万元\"\n\
                    recomputed = \"200.00万元\"\nreason = \"排印有误\"\n";
    bench.lay("accepted.toml", accepted);
    let out = bench.run(&["verify", "book"]).exits(0);
    assert!(out.contains("已接受[declared-differs-from-derived]"), "{out}");
    assert!(out.contains("理由: 排印有误"), "{out}");
}

#[test]
fn a_mistyped_command_option_or_report_is_answered_with_the_nearest() {
    let bench = Workbench::with_base_book();
    let cases: [(&[&str], &str, &str); 5] = [
        (&["verfy", "book"], "没有命令 `verfy`", "`verify`"),
        (&["verify", "book", "--fromat", "json"], "不认识的选项 `--fromat`", "`--format`"),
        (&["verify", "book", "--format", "jason"], "不能是 `jason`", "`json`"),
        (&["report", "book", "--format", "doc"], "不能是 `doc`", "`docx`"),
        (&["policy", "show", "reserve_month"], "没有参数 `reserve_month`", "`reserve_months`"),
    ];
    for (arguments, what, near) in cases {
        let ran = bench.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.err.contains(what), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(&format!("是不是想写 {near}？")), "{arguments:?}: {}", ran.err);
        assert_eq!(ran.out, "", "{arguments:?}");
    }
    let ran = bench.run(&["report", "book", "--report", "anual"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("是不是想写 `annual`？"), "{}", ran.err);
    let missing = bench.run(&["verify"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("缺少参数"), "{}", missing.err);
}

#[test]
fn an_unknown_fact_is_answered_with_the_nearest() {
    let ran = Workbench::with_base_book().run(&["facts", "book", "--trace", "fund_incom"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("没有叫 `fund_incom` 的概念"), "{}", ran.err);
    assert!(ran.err.contains("是不是想写 `fund_income`？"), "{}", ran.err);
}

#[test]
fn a_new_book_verifies_scores_and_prints() {
    let bench = Workbench::empty();
    let out = bench.run(&["new", "mine"]).exits(0);
    assert!(out.contains("mine/book.toml"), "{out}");
    let out = bench.run(&["verify", "mine"]).exits(0);
    assert!(out.contains("错误0，警告0，提示0，已接受0"), "{out}");
    let out = bench.run(&["score", "mine"]).exits(0);
    assert!(out.contains("满分合计100分"), "{out}");
    let formats = ["--format", "html,xlsx,docx,pdf", "--out", "printed"];
    let out = bench.run(&[&["report", "mine"], &formats[..]].concat()).exits(0);
    assert_eq!(out.lines().count(), 8, "two reports, four formats:\n{out}");
    let starts: [(&str, &[u8]); 4] =
        [("html", b"<!"), ("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")];
    for report in ["self-evaluation", "self-evaluation-table"] {
        for (ending, start) in starts {
            let bytes = fs::read(bench.path(&format!("printed/{report}.{ending}"))).unwrap();
            assert!(bytes.starts_with(start), "{report}.{ending}");
        }
    }
}

#[test]
fn new_refuses_a_folder_with_files_and_changes_nothing() {
    let bench = Workbench::with_base_book();
    let before = tree(&bench.path("book"));
    let ran = bench.run(&["new", "book"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("book 里已经有文件"), "{}", ran.err);
    assert_eq!(tree(&bench.path("book")), before);
    fs::create_dir(bench.path("empty")).unwrap();
    bench.run(&["new", "empty"]).exits(0);
    assert!(bench.path("empty/book.toml").is_file());
}

/// The folder may be called in any script; the book in it needs a name that can be a file name.
#[test]
fn new_takes_the_names_of_folders_and_refuses_signs() {
    let bench = Workbench::empty();
    for (folder, name) in [("west-2024", "west-2024"), ("西区2024", "book"), ("My_Book", "book")]
    {
        bench.run(&["new", folder]).exits(0);
        let book = fs::read_to_string(bench.path(&format!("{folder}/book.toml"))).unwrap();
        assert!(book.contains(&format!("\nname = \"{name}\"\n")), "{folder}: {book}");
        bench.run(&["verify", folder]).exits(0);
    }
    for folder in ["q\"u\\o", "a b", "a\nb"] {
        let ran = bench.run(&["new", folder]);
        assert_eq!(ran.code, 2, "{folder}");
        assert!(ran.err.contains("不能用作账的文件夹名"), "{}", ran.err);
        assert!(ran.err.contains("怎么办：只用文字、数字、- 和 _"), "{}", ran.err);
        assert!(!bench.path(folder).exists(), "{folder}");
    }
}

/// A fact that did not read is not listed: whoever reads the list must hear of it.
#[test]
fn facts_that_were_left_out_are_said() {
    let bench = Workbench::with_base_book();
    let facts = fs::read_to_string(bench.path("book/facts.toml")).unwrap();
    bench.lay("facts.toml", &facts.replace("1,200.00万元", "1,200.00"));
    for more in [&[][..], &["--format", "json"], &["--trace", "fund_expenditure"]] {
        let ran = bench.run(&[&["facts", "book"], more].concat());
        assert_eq!(ran.code, 1, "{more:?}");
        assert!(ran.err.contains("错误[figure-not-read]"), "{more:?}: {}", ran.err);
        assert!(ran.out.contains("fund_expenditure"), "{more:?}: {}", ran.out);
    }
    let ran = bench.run(&["facts", "book", "--trace", "fund_income"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("错误[figure-not-read]"), "{}", ran.err);
}

#[test]
fn a_book_with_an_error_prints_nothing() {
    let bench = Workbench::with_base_book();
    bench.lay("narrative/annual/overview.md", "收入1,200.00万元。\n");
    let arguments = ["report", "book", "--format", "html,docx", "--out", "printed"];
    let ran = bench.run(&arguments);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("错误[number-in-prose]"), "{}", ran.err);
    assert!(ran.err.contains("一个文件也没有写"), "{}", ran.err);
    assert!(!bench.path("printed").exists());
    let words = "收入{{ fact(\"fund_income\") }}。\n";
    bench.lay("narrative/annual/overview.md", words);
    bench.run(&arguments).exits(0);
    assert!(bench.path("printed/annual.html").is_file());
}

/// A book can accept that figures disagree, and not that one does not read: the hole it leaves
/// would be printed.
#[test]
fn what_does_not_read_cannot_be_accepted() {
    let bench = Workbench::with_base_book();
    let facts = fs::read_to_string(bench.path("book/facts.toml")).unwrap();
    bench.lay("facts.toml", &facts.replace("1,200.00万元", "1,200.00"));
    let out = bench.run(&["verify", "book"]).exits(1);
    assert!(out.contains("figure-not-read") && !out.contains("missing-fact"), "{out}");
    let accepted = "[[accepted]]\nfinding = \"figure-not-read\"\nsubject = \"fund_income\"\n\
                    reason = \"原文如此\"\n";
    bench.lay("accepted.toml", accepted);
    let out = bench.run(&["verify", "book"]).exits(1);
    assert!(out.contains("错误[figure-not-read]"), "{out}");
    assert!(out.contains("错误[finding-not-acceptable]: figure-not-read 不能接受"), "{out}");
    assert!(out.contains("错误2，警告0，提示0，已接受0"), "{out}");
    let ran = bench.run(&["report", "book", "--format", "html", "--out", "printed"]);
    assert_eq!(ran.code, 1);
    assert!(!bench.path("printed").exists());
}

/// A path that cannot be printed to is said before the first byte is written.
#[test]
fn what_stands_in_the_way_of_printing_is_said_first() {
    let bench = Workbench::with_base_book();
    bench.lay("../file", "text");
    let print = |out: &str, more: &[&str]| {
        let arguments = ["report", "book", "--format", "html,docx", "--out", out];
        let ran = bench.run(&[&arguments[..], more].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{out}");
        ran.err
    };
    let err = print("file", &[]);
    assert!(err.contains("错误：file 是文件，不是文件夹") && err.contains("怎么办："), "{err}");
    let err = print("file/below", &["--lang", "en"]);
    assert!(err.contains("error: file is a file") && err.contains("help: name another"), "{err}");
    fs::create_dir_all(bench.path("printed/annual.docx")).unwrap();
    let err = print("printed", &[]);
    assert!(err.contains("printed/annual.docx 已经是文件夹"), "{err}");
    assert!(!bench.path("printed/annual.html").exists());
    assert_eq!(fs::read(bench.path("file")).unwrap(), b"text");
}

#[test]
fn an_earlier_print_survives_an_error() {
    let bench = Workbench::with_base_book();
    let arguments = ["report", "book", "--format", "html", "--out", "printed"];
    bench.run(&arguments).exits(0);
    let before = tree(&bench.path("printed"));
    bench.lay("narrative/annual/overview.md", "收入1,200.00万元。\n");
    bench.run(&arguments).exits(1);
    assert_eq!(tree(&bench.path("printed")), before);
}

#[test]
fn the_same_book_prints_the_same_bytes() {
    let bench = Workbench::with_base_book();
    let print = |out: &str| {
        let formats = ["--format", "html,xlsx,docx,pdf", "--out", out];
        bench.run(&[&["report", "book"], &formats[..]].concat()).exits(0);
        let files = tree(&bench.path(out)).into_iter().map(|(_, bytes)| bytes);
        files.collect::<Vec<_>>()
    };
    assert!(print("one") == print("two"));
}

#[test]
fn english_is_spoken_when_asked() {
    let bench = Workbench::with_base_book();
    let out = bench.run(&["verify", "book", "--lang", "en"]).exits(0);
    assert!(out.contains("0 errors, 0 warnings, 0 hints, 0 accepted"), "{out}");
    bench.lay("narrative/annual/overview.md", "收入1,200.00万元。\n");
    let out = bench.run(&["verify", "book", "--lang", "en"]).exits(1);
    assert!(out.contains("error[number-in-prose]: the number \"1,200.00\" is typed"), "{out}");
    assert!(out.contains("= help: bind it with"), "{out}");
}

#[test]
fn completions_name_every_command() {
    let out = run(&["completions", "bash"]).exits(0);
    let commands = [
        "demo", "new", "facts", "score", "report", "verify", "check", "rules", "explain", "policy",
    ];
    for command in commands {
        assert!(out.contains(&format!("yizhang,{command})")), "{command}");
    }
}

#[test]
fn a_pipe_gets_no_colour_unless_asked() {
    let bench = Workbench::with_base_book();
    let plain = bench.run(&["facts", "book"]).exits(0);
    assert!(!plain.contains('\u{1b}'));
    let coloured = bench.run(&["facts", "book", "--color", "always"]).exits(0);
    assert!(coloured.contains('\u{1b}'));
}

const TRANSFER: &str = "name = \"transfer\"\ntitle.zh = \"上解\"\ntitle.en = \"Transfer\"\n\
                        unit = \"yuan\"\nkind = \"flow\"\n";

#[test]
fn data_is_laid_over_the_house_by_variable_and_by_option() {
    let bench = Workbench::with_base_book();
    let facts = "source = \"ledger\"\nfacts = [\n  { fact = \"transfer\", \
                 value = \"30.00元\", place = \"第3行\" },\n]\n";
    bench.lay("facts/extra.toml", facts);
    let out = bench.run(&["verify", "book"]).exits(1);
    assert!(out.contains("没有叫 `transfer` 的概念"), "{out}");
    // The workbench names its data/ in YIZHANG_DATA.
    bench.lay("data/concepts/transfer.toml", TRANSFER);
    bench.run(&["verify", "book"]).exits(0);
    fs::rename(bench.path("data"), bench.path("ours")).unwrap();
    bench.run(&["verify", "book"]).exits(1);
    bench.run(&["verify", "book", "--data", "ours"]).exits(0);
    let ran = bench.run(&["verify", "book", "--data", "theirs"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("打不开 theirs：没有这个文件夹"), "{}", ran.err);
}

#[test]
fn a_book_in_gbk_is_refused_by_every_command_with_the_same_words() {
    let bench = Workbench::with_base_book();
    let facts = fs::read_to_string(bench.path("book/facts.toml")).unwrap();
    fs::write(bench.path("book/facts.toml"), gbk(&facts)).unwrap();
    for command in ["verify", "facts", "score", "report"] {
        let ran = bench.run(&[command, "book"]);
        assert_eq!(ran.code, 2, "{command}");
        // To verify it is the answer; to the others, the reason why there is none.
        let (out, other) =
            if command == "verify" { (ran.out, ran.err) } else { (ran.err, ran.out) };
        assert_eq!(other, "", "{command}");
        assert!(out.contains("错误[file-not-utf8]"), "{command}: {out}");
        assert!(out.contains("--> book/facts.toml"), "{command}: {out}");
        assert!(out.contains("iconv -f GB18030 -t UTF-8"), "{command}: {out}");
    }
}

/// Panzhihua prints a total of 95; its items add up to 96, and its full marks to 101.
#[test]
fn panzhihua_scores_96_where_95_is_declared_of_101() {
    let out = run(&["score", "books/panzhihua-2023"]).out;
    assert!(out.contains("各项得分合计96分，申报95分"), "{out}");
    assert!(out.contains("满分合计101分"), "{out}");
}

/// 762,218 × 52.70 = 40,168,888.60: 762,218 × 50 = 38,110,900 and 762,218 × 2.70 = 2,057,988.60.
#[test]
fn linshui_owes_4016_89_where_4016_88_is_printed() {
    let out = run(&["facts", "books/linshui-2022", "--trace", "county_subsidy_due"]).exits(0);
    let flat = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("× 52.7元/人/年 = 40,168,888.60元 = 4016.89万元"), "{out}");
    assert!(flat.contains("762218人 ×") || flat.contains("762,218人 ×"), "{out}");
    assert!(flat.contains("4016.88"), "{out}");
}

/// 50,000 × 35.00 = 1,750,000.00 yuan = 175.00万元, and 165.00 is printed.
#[test]
fn the_west_district_needs_175_where_165_is_printed() {
    let out = run(&["verify", "books/pzh-west-2023"]).out;
    assert!(out.contains("算式: 50000人 × 35.00元/人"), "{out}");
    assert!(out.contains("= 175.00万元"), "{out}");
    assert!(out.contains("申报: 165.00万元"), "{out}");
}
