//! `document-title-abbreviated`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::titles::titles;

declare_rule! {
    /// ## What it does
    /// Finds a title between 《》 in which a name is shortened that the document itself spells out:
    /// 《社保基金会计制度》.
    ///
    /// It knows the laws, regulations and fund rules of social insurance; a notice that is really
    /// called so (many have 医保 in their titles) is none.
    ///
    /// ## Why is this bad
    /// Between 《》 stands the name of a document as it was issued. A short form is not found, and
    /// may mean another one.
    ///
    /// ## Example
    /// `严格按照《社保基金会计制度》开展财务工作`
    ///
    /// ## Use instead
    /// `严格按照《社会保险基金会计制度》开展财务工作`
    pub static DOCUMENT_TITLE_ABBREVIATED = {
        name: "document-title-abbreviated",
        code: "NAME002",
        title: "书名号内文件名称用了简称",
        why_zh: "书名号里应是文件印发时的名称，简称查不到",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

/// Short forms with what they stand for.
const SHORT: [(&str, &str); 9] = [
    ("社保", "社会保险"),
    ("医保", "医疗保障"),
    ("医保", "医疗保险"),
    ("养老金", "养老保险金"),
    ("新农合", "新型农村合作医疗"),
    ("居民医保", "居民基本医疗保险"),
    ("公积金", "住房公积金"),
    ("低保", "最低生活保障"),
    ("个税", "个人所得税"),
];

/// Titles as the documents bear them, without 中华人民共和国.
const OFFICIAL: [&str; 17] = [
    "社会保险法",
    "社会保险费征缴暂行条例",
    "社会保险经办条例",
    "社会保险基金会计制度",
    "社会保险基金财务制度",
    "社会保险基金会计核算办法",
    "社会保险基金先行支付暂行办法",
    "社会保险基金行政监督办法",
    "社会保险基金监督举报工作管理办法",
    "全国社会保障基金条例",
    "医疗保障基金使用监督管理条例",
    "医疗保障行政处罚程序暂行规定",
    "医疗机构医疗保障定点管理暂行办法",
    "零售药店医疗保障定点管理暂行办法",
    "基本医疗保险用药管理暂行办法",
    "住房公积金管理条例",
    "最低生活保障审核确认办法",
];

const STATE: &str = "中华人民共和国";

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for title in titles(reading) {
        let Some(official) = official(title.words) else { continue };
        let Some(paragraph) = reading.paragraphs.get(title.paragraph) else { continue };
        let printed = title.words;
        notes.find(
            &DOCUMENT_TITLE_ABBREVIATED,
            Level::Warning,
            paragraph.span(title.place.clone()),
            words!(
                "书名号内应为全称《{official}》，印作《{printed}》",
                "the document is called 《{official}》, and 《{printed}》 is printed"
            ),
            words!("写全称，或去掉书名号", "write the whole title, or leave the marks out"),
        );
    }
}

/// The title that a shortened one stands for.
fn official(printed: &str) -> Option<&'static str> {
    let bare = printed.trim_start_matches(STATE);
    SHORT.iter().filter(|(short, _)| bare.contains(short)).find_map(|(short, long)| {
        if bare.contains(long) {
            return None;
        }
        let spelt = bare.replace(short, long);
        OFFICIAL.iter().find(|title| **title == spelt).copied()
    })
}
