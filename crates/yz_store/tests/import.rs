//! People's files into a book's records: what is right comes in, and each kind of bad row is
//! refused with row, column, masked value and reason.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::arithmetic_side_effects, reason = "counts of a test's own")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use yz_diagnostics::Words;
use yz_records::{Bill, Person, Row};
use yz_store::records::{
    ExportOptions, ImportOptions, Imported, Layout, Profile, all, export, import,
};
use yz_units::{Date, Day};

const PERSONS: &str = "\
人员编号,户编号,性别,出生日期,死亡日期,乡镇编号,连续参保年数,上年是否报销,证件号码,姓名
7,1,女,1949-12-31,,1,3,否,11010519491231002X,张小三
8,1,男,1880年1月1日,,1,0,是,440524188001010014,李四
";

const INSTITUTIONS: &str = "\
institution_id,fixmedins_code,fixmedins_name,hosp_lv,place,town,agreed_first,agreed_last
3,H51162300001,邻水县人民医院,二级,local,,2020-01-01,
";

const HEAD: &str = "bill_id,person_id,institution_id,date,admitted,kind,level,place,filing,\
                    category,age,disease,transfer,tcm,total_fen,class_a_fen,class_b_fen,own_fen";

/// Two bills in two months, 1,000.00 and 50.00 yuan.
const BILLS: [&str; 2] = [
    "1,7,3,2024-01-31,2024-01-20,inpatient,2,local,unfiled,ordinary,74,0,none,0,\
     100000,60000,30000,10000",
    "2,8,3,2024-02-01,,outpatient,2,0,0,0,40,0,0,否,5000,5000,0,0",
];

struct Book {
    folder: TempDir,
}

impl Book {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A book with persons and institutions on record.
    fn with_roll() -> Self {
        let book = Self::new();
        let files = [book.file("persons.csv", PERSONS), book.file("hospitals.csv", INSTITUTIONS)];
        assert_eq!(book.import(&files, false).unwrap().refused(), 0);
        book
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn layout(&self) -> Layout {
        Layout::of_book(self.folder.path())
    }

    fn import(&self, files: &[PathBuf], partial: bool) -> Result<Imported, Words> {
        let day = |text: &str| Day::from(text.parse::<Date>().unwrap());
        let period = Some((day("2024-01-01"), day("2024-12-31")));
        let options = ImportOptions { table: None, partial, period };
        import(&self.layout(), files, &options).map_err(|err| err.words())
    }

    /// Imports a csv of bills; the refusals in words.
    fn refusals(&self, rows: &[&str]) -> Vec<String> {
        let file = self.file("bills.csv", format!("{HEAD}\n{}\n", rows.join("\n")));
        let imported = self.import(&[file], false).unwrap();
        assert_eq!(imported.is_written, imported.refused() == 0);
        imported.files[0].refusals.iter().map(|refusal| refusal.words().zh).collect()
    }

    fn rows<R: Row>(&self) -> Vec<R> {
        all(&self.layout().files(R::TABLE)).map_err(|err| err.words()).unwrap()
    }

    /// Every file below the records, with its bytes.
    fn on_disk(&self) -> Vec<(PathBuf, Vec<u8>)> {
        fn walk(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    walk(&path, files);
                } else {
                    files.push((path.clone(), fs::read(&path).unwrap()));
                }
            }
        }
        let mut files = Vec::new();
        walk(self.layout().root(), &mut files);
        files.sort();
        files
    }
}

/// The first bill with one cell changed.
fn changed(column: &str, text: &str) -> String {
    let place = HEAD.split(',').position(|name| name == column).unwrap();
    let mut cells: Vec<&str> = BILLS[0].split(',').collect();
    cells[place] = text;
    cells.join(",")
}

#[test]
fn a_good_file_comes_in_by_month() {
    let book = Book::with_roll();
    assert_eq!(book.refusals(&BILLS), Vec::<String>::new());
    let bills: Vec<Bill> = book.rows();
    assert_eq!(bills.iter().map(|bill| bill.total_fen).collect::<Vec<_>>(), [100_000, 5_000]);
    let months: Vec<_> =
        book.layout().months(Bill::TABLE).into_iter().map(|(month, _)| month).collect();
    assert_eq!(months, ["2024-01", "2024-02"]);
    let persons: Vec<Person> = book.rows();
    assert_eq!(persons[0].name.as_deref(), Some("张小三"));
    assert_eq!(persons[1].birth.to_string(), "1880-01-01");
}

#[test]
fn the_same_file_again_changes_nothing() {
    let book = Book::with_roll();
    book.refusals(&BILLS);
    let before = book.on_disk();
    let file = book.file("again.csv", format!("{HEAD}\n{}\n", BILLS.join("\n")));
    let imported = book.import(&[file], false).unwrap();
    assert_eq!((imported.files[0].accepted, imported.files[0].repeated), (0, 2));
    assert_eq!(imported.written, Vec::<PathBuf>::new());
    assert!(book.on_disk() == before);
}

#[test]
fn new_rows_are_merged_into_a_month_in_its_order() {
    let book = Book::with_roll();
    book.refusals(&[&changed("bill_id", "5")]);
    book.refusals(&[&changed("bill_id", "4"), &changed("person_id", "8").replace("1,8", "9,8")]);
    let ids: Vec<i64> = book.rows::<Bill>().iter().map(|bill| bill.bill_id).collect();
    assert_eq!(ids, [4, 5, 9]);
}

#[test]
fn each_kind_of_bad_row_is_refused_with_its_reason() {
    let cases: &[(&str, &str, &str)] = &[
        ("total_fen", "-100000", "第2行 医疗费总额（total_fen）“-100000”：不能为负"),
        (
            "total_fen",
            "100001",
            "第2行 医疗费总额（total_fen）“100001”：甲类、乙类、自费之和1,000.00元，\
             不等于总额1,000.01元，相差0.01元",
        ),
        (
            "class_b_fen",
            "100001",
            "第2行 乙类金额（class_b_fen）“100001”：乙类金额大于总额1,000.00元",
        ),
        ("person_id", "9", "第2行 人员编号（person_id）“9”：人员表里没有这个人"),
        ("institution_id", "4", "第2行 机构编号（institution_id）“4”：机构表里没有这家机构"),
        ("admitted", "2024-02-01", "第2行 入院日期（admitted）“2024-02-01”：入院晚于结算日期"),
        ("total_fen", "一千元", "第2行 医疗费总额（total_fen）“一千元”：不是数字"),
        (
            "total_fen",
            "1000.00",
            "第2行 医疗费总额（total_fen）“1000.00”：这一列以分计，应为整数；\
             以元计的列，标题写中文名称或平台字段名",
        ),
        ("date", "去年", "第2行 结算日期（date）“去年”：不是日期，写成2024-01-31"),
        ("age", "", "第2行 年龄（age）：空着，每行都要填"),
        (
            "place",
            "外地",
            "第2行 就医地（place）“外地”：没有这个代码，可以是：\
             0 统筹区内、1 省内异地、2 跨省异地",
        ),
        (
            "person_id",
            "5.1010419900101E+17",
            "第2行 人员编号（person_id）“5.1010419900101E+17”：被电子表格改成了科学计数法，\
             末尾数字已丢失；请把该列设为文本后重新导出",
        ),
    ];
    let book = Book::with_roll();
    let before = book.on_disk();
    for (column, text, wanted) in cases {
        assert_eq!(book.refusals(&[&changed(column, text)]), [*wanted], "{column} {text}");
    }
    // A visit; a stay over the turn of the year may belong to the year of its admission.
    assert_eq!(
        book.refusals(&[&BILLS[1].replace("2024-02-01", "2025-01-01")]),
        ["第2行 结算日期（date）“2025-01-01”：不在这本账的期间2024-01-01至2024-12-31内"]
    );
    let doubled = [BILLS[0], BILLS[0]];
    assert_eq!(book.refusals(&doubled), ["第3行 费用编号（bill_id）“1”：与第2行重复"]);
    assert_eq!(
        book.refusals(&[&format!("{},多", BILLS[0])]),
        ["第2行 费用编号（bill_id）：这一行的单元格比标题多，各列可能已错位；\
          含逗号的文字要加引号"]
    );
    assert!(book.on_disk() == before, "something was written");
    // A number of an identity card in the wrong column is masked there too.
    assert_eq!(
        book.refusals(&[&changed("person_id", "11010519491231002X")]),
        ["第2行 人员编号（person_id）“110***********002X”：不是数字"]
    );
}

#[test]
fn a_number_on_record_with_other_values_is_refused() {
    let book = Book::with_roll();
    book.refusals(&BILLS);
    let other = changed("age", "75");
    assert_eq!(
        book.refusals(&[&other]),
        ["第2行 费用编号（bill_id）“1”：账里已有这个编号，内容不同；\
          更正请用新的编号，并填“更正的费用编号”"]
    );
}

#[test]
fn the_rest_is_imported_only_when_asked_for() {
    let book = Book::with_roll();
    let bad = changed("person_id", "9");
    let text = format!("{HEAD}\n{bad}\n{}\n", BILLS[1]);
    let file = book.file("bills.csv", text);
    let imported = book.import(std::slice::from_ref(&file), false).unwrap();
    assert_eq!((imported.files[0].refused, imported.is_written), (1, false));
    assert_eq!(book.rows::<Bill>(), []);
    let imported = book.import(&[file], true).unwrap();
    assert_eq!((imported.files[0].refused, imported.files[0].accepted), (1, 1));
    assert!(imported.is_written);
    assert_eq!(book.rows::<Bill>().len(), 1);
}

#[test]
fn who_somebody_is_never_stands_in_a_message() {
    let book = Book::new();
    let wrong = PERSONS
        .replace("11010519491231002X", "110105194912310021")
        .replace("440524188001010014,李四", "440524188001010014,李\u{1}四四");
    let file = book.file("persons.csv", wrong);
    let imported = book.import(&[file], false).unwrap();
    let words: Vec<_> = imported.files[0].refusals.iter().map(|one| one.words().zh).collect();
    assert_eq!(
        words,
        [
            "第2行 证件号码（certificate）“110***********0021”：\
             身份证号的校验码不对，有一位写错了（GB 11643）",
            "第3行 姓名（name）“李**四”：含有换行等控制字符",
        ]
    );
    let file = book.file("persons.csv", PERSONS.replace(",女,", ",男,"));
    let imported = book.import(&[file], false).unwrap();
    assert_eq!(
        imported.files[0].refusals[0].words().zh,
        "第2行 性别（sex）“男”：性别与身份证号不符"
    );
}

#[test]
fn a_file_in_gb18030_with_titles_in_yuan_comes_in() {
    let book = Book::with_roll();
    let head = "费用编号;人员编号;机构编号;结算日期;入院日期;医疗类别;机构级别;就医地;\
                异地备案;人员类别;年龄;病种编号;转诊方向;中医;medfee_sumamt;甲类金额;\
                乙类金额（分）;自费金额;备注";
    let row = "１;7;3;2024/1/31;20240120;住院;二级;统筹区内;自行前往;普通居民;74;0;非转诊;否;\
               1,000.00;600;30000;100.0;无";
    let text = format!("邻水县2024年医疗费用\r\n{head}\r\n{row}\r\n");
    let (bytes, ..) = encoding_rs::GB18030.encode(&text);
    let file = book.file("bills.csv", bytes);
    let imported = book.import(&[file], false).unwrap();
    assert_eq!(imported.files[0].refusals, []);
    assert_eq!(imported.files[0].unknown_headings, ["备注"]);
    let bills: Vec<Bill> = book.rows();
    let bill = &bills[0];
    assert_eq!(
        (bill.total_fen, bill.class_a_fen, bill.class_b_fen, bill.own_fen),
        (100_000, 60_000, 30_000, 10_000)
    );
}

#[test]
fn headings_that_make_no_table_are_one_error() {
    let book = Book::new();
    let message = |name: &str, text: &str| {
        let file = book.file(name, text);
        book.import(&[file], false)
            .unwrap_err()
            .zh
            .replace(&book.folder.path().display().to_string(), "")
    };
    let text = PERSONS.replace("性别,", "").replace("户编号,", "");
    assert_eq!(
        message("lacking.csv", &text),
        "/lacking.csv 作为人员（persons）缺2列：户编号（household_id）、性别（sex）\n  \
         文件里有：人员编号、出生日期、死亡日期、乡镇编号、连续参保年数、上年是否报销、\
         证件号码、姓名\n  \
         怎么办：补上这些列；列可以用中文名、英文名或平台字段名，全部见 docs/records.md"
    );
    let text = PERSONS.replace("户编号", "psn_no");
    assert!(message("twice.csv", &text).contains("缺1列"), "household_id is gone");
    let text = PERSONS.replace("死亡日期", "brdy");
    assert_eq!(
        message("ambiguous.csv", &text),
        "/ambiguous.csv 的第4列“出生日期”和第5列“brdy”都是 birth，不知道用哪一列\n  \
         怎么办：删去其中一列，或改掉它的标题"
    );
    assert!(message("empty.csv", "").contains("是空的"));
    assert!(message("other.csv", "甲,乙\n1,2\n").contains("没有认得的标题"));
    let missing = book.import(&[PathBuf::from("/none.csv")], false).unwrap_err();
    assert_eq!(missing.zh, "打不开 /none.csv：没有这个文件\n  怎么办：检查路径");
}

#[test]
fn what_is_exported_is_imported_as_the_same_rows() {
    let book = Book::with_roll();
    book.refusals(&BILLS);
    for profile in [Profile::Own, Profile::Platform] {
        for ending in ["csv", "xlsx"] {
            let other = Book::new();
            let mut files = Vec::new();
            for table in yz_records::TABLES {
                let out = other.folder.path().join(format!("{}.{ending}", table.name));
                if book.layout().files(table).is_empty() {
                    continue;
                }
                let options = ExportOptions { profile, personal: true };
                export(&book.layout(), table, &out, options).map_err(|err| err.words()).unwrap();
                files.push(out);
            }
            files.reverse();
            let imported = other.import(&files, false).unwrap();
            assert_eq!(imported.refused(), 0, "{ending}: {:?}", imported.files);
            assert_eq!(other.rows::<Bill>(), book.rows::<Bill>());
            assert_eq!(other.rows::<Person>(), book.rows::<Person>());
        }
    }
    // Parquet, as it lies on record, is a file like another.
    let other = Book::new();
    let files: Vec<PathBuf> =
        yz_records::TABLES.iter().flat_map(|table| book.layout().files(table)).collect();
    assert_eq!(other.import(&files, false).unwrap().refused(), 0);
    assert_eq!(other.rows::<Bill>(), book.rows::<Bill>());
}

#[test]
fn exports_leave_out_who_somebody_is() {
    let book = Book::with_roll();
    let out = book.folder.path().join("persons.csv");
    let options = ExportOptions { profile: Profile::Platform, personal: false };
    let exported =
        export(&book.layout(), Person::TABLE, &out, options).map_err(|err| err.words()).unwrap();
    assert_eq!(exported.rows, 2);
    let names: Vec<_> = exported.left_out.iter().map(|column| column.name).collect();
    assert_eq!(names, ["certificate", "name"]);
    assert_eq!(
        fs::read_to_string(&out).unwrap(),
        "\u{feff}psn_no,household_id,gend,brdy,death,town,continuous_years,claimed_last_year\n\
         7,1,2,1949-12-31,,1,3,0\n\
         8,1,1,1880-01-01,,1,0,1\n"
    );
}

/// An xlsx file whose sheet is one text of many equal letters.
fn bomb(letters: usize) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str| {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let sheets = "<workbook><sheets><sheet name='a' r:id='r1'/></sheets></workbook>";
    part("xl/workbook.xml", sheets);
    let relation = "<Relationships><Relationship Id='r1' Target='s.xml'/></Relationships>";
    part("xl/_rels/workbook.xml.rels", relation);
    let cell = format!("<worksheet><row><c t='str'><v>{}", "a".repeat(letters));
    part("xl/s.xml", &cell);
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_bomb_is_one_error_soon() {
    let book = Book::new();
    for letters in [10, 2 << 20, 100 << 20] {
        let file = book.file("bomb.xlsx", bomb(letters));
        let message = book.import(&[file], false).unwrap_err().zh;
        let wanted = if letters == 10 { "不是完整的 xlsx 文件" } else { "超出上限" };
        assert!(message.contains(wanted), "{message}");
    }
}

#[test]
fn files_cut_anywhere_are_one_error_or_a_refusal_and_never_a_panic() {
    let book = Book::with_roll();
    book.refusals(&BILLS);
    let out = book.folder.path().join("bills.xlsx");
    export(&book.layout(), Bill::TABLE, &out, ExportOptions::default()).ok().unwrap();
    let parquet = book.layout().files(Bill::TABLE).remove(0);
    let csv = format!("{HEAD}\n{}\n", BILLS.join("\n")).into_bytes();
    for whole in [fs::read(&out).unwrap(), fs::read(parquet).unwrap(), csv] {
        for part in 1..40 {
            let file = book.file("cut", &whole[..whole.len() * part / 40]);
            let _ = book.import(&[file], false);
            let mut broken = whole.clone();
            let at = whole.len() * part / 40;
            broken[at] ^= 0x55;
            let file = book.file("broken", broken);
            let _ = book.import(&[file], false);
        }
    }
}
