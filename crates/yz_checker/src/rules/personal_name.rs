//! `personal-name`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::chinese::is_han;
use crate::needles::Needles;
use crate::notebook::Notebook;
use crate::reading::Reading;

declare_rule! {
    /// ## What it does
    /// Finds the name of a person behind a label such as 填报人 or 联系人.
    ///
    /// What begins with no common surname, or is the name of an office, is none; ××× is masked. The
    /// finding shows the label only, and never repeats the name.
    ///
    /// ## Why is this bad
    /// The name of the clerk who filled the form in is personal information (《个人信息保护法》),
    /// and the reader of the report has no need of it.
    ///
    /// ## Example
    /// `填报人姓名：` with a name
    ///
    /// ## Use instead
    /// `填报人姓名：×××`
    pub static PERSONAL_NAME = {
        name: "personal-name",
        code: "PRIV004",
        title: "公开文本含个人姓名",
        why_zh: "填表人的姓名属于个人信息，读者并不需要",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

static LABELS: Needles = Needles::new(&[
    "填报人姓名",
    "联系人姓名",
    "负责人姓名",
    "经办人姓名",
    "填报人",
    "联系人",
    "经办人",
    "填表人",
    "制表人",
    "报送人",
    "患者姓名",
    "姓名",
]);

/// The commonest surnames, which nine of ten people have.
const SURNAMES: &str = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘\
袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔\
邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向葛柴伍覃骆欧";

/// Characters that end the name of an office and not of a person.
const OFFICES: &str = "局科股办部处室所站院校厅委会组队司社区镇县市省村";

/// Characters between a label and the name.
const SIGNS: [char; 5] = ['：', ':', ' ', '\u{3000}', '\t'];

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for paragraph in &reading.paragraphs {
        for (at, number) in LABELS.find_in(paragraph) {
            let label = LABELS.word(number);
            let span = paragraph.span(at..at.saturating_add(label.len()));
            // White space ends a name, and the plain words have none.
            let text = reading.text.get(span.end..).unwrap_or("");
            let rest = text.trim_start_matches(SIGNS);
            let colon = text.get(..text.len().saturating_sub(rest.len())).unwrap_or("");
            if !colon.contains(['：', ':']) || !is_name(rest) {
                continue;
            }
            notes.find(
                &PERSONAL_NAME,
                Level::Warning,
                span,
                words!("“{label}”之后是个人姓名", "behind {label} stands the name of a person"),
                words!("公开前改为“×××”", "mask the name before the report is published"),
            );
        }
    }
}

fn is_name(text: &str) -> bool {
    let length = text.chars().take(5).take_while(|c| is_han(*c)).count();
    let surname = text.chars().next().is_some_and(|c| SURNAMES.contains(c));
    let office = text.chars().take(length).any(|c| OFFICES.contains(c));
    (2..=4).contains(&length) && surname && !office
}
