//! `year-of-report-differs`.

use yz_diagnostics::{Level, declare_rule, words};

use crate::headings::is_title_of_report;
use crate::notebook::Notebook;
use crate::reading::Reading;
use crate::years::years;

declare_rule! {
    /// ## What it does
    /// Compares the year in the title of a report on results (自评报告, 评价报告, 决算) with its
    /// text: the text, up to the next title, names the year before at least three times (once,
    /// where it is in brackets below the title) and the year of the title never.
    ///
    /// ## Why is this bad
    /// The year in the title is the year whose results are reported; who looks for it finds the
    /// wrong report.
    ///
    /// ## Example
    /// `2023年县级项目支出绩效自评报告` about `2022年城乡居民医疗保险参保县级匹配资金`
    ///
    /// ## Use instead
    /// `2022年县级项目支出绩效自评报告`
    pub static YEAR_OF_REPORT_DIFFERS = {
        name: "year-of-report-differs",
        code: "FORM016",
        title: "报告标题年度与内容不符",
        why_zh: "标题里的年度就是所报告的年度，写错了就找不到这份报告",
        level: Warning,
        status: Stable("0.2.0"),
    }
}

/// What titles of reports on results end in.
const RESULTS: [&str; 4] = ["自评报告", "评价报告", "决算报告", "决算公开"];

/// How often the text names the other year at least.
const TIMES: usize = 3;

pub(crate) fn check(reading: &Reading<'_>, notes: &mut Notebook) {
    for (number, paragraph) in reading.paragraphs.iter().enumerate() {
        let plain = paragraph.plain.as_str();
        if !RESULTS.iter().any(|end| plain.ends_with(end)) || !is_title_of_report(plain) {
            continue;
        }
        let Some((start, title)) = years(plain).next() else { continue };
        let body = reading.paragraphs.get(number.saturating_add(1)..).unwrap_or(&[]);
        let body = body.iter().take_while(|next| !is_title_of_report(&next.plain));
        let (mut same, mut last) = (0_usize, 0_usize);
        for (_, year) in body.flat_map(|next| years(&next.plain)) {
            if year == title {
                same = same.saturating_add(1);
            } else if year.saturating_add(1) == title {
                last = last.saturating_add(1);
            }
        }
        // A name in brackets below the title is as good as the text: （2022年…项目）.
        let below = reading.paragraphs.get(number.saturating_add(1)).map_or("", |p| &p.plain);
        let below = below.starts_with('（') && below.ends_with('）');
        if same != 0 || last < if below { 1 } else { TIMES } {
            continue;
        }
        let before = title.saturating_sub(1);
        notes.find(
            &YEAR_OF_REPORT_DIFFERS,
            Level::Warning,
            paragraph.span(start..start.saturating_add("2023年".len())),
            words!(
                "标题写{title}年，正文{last}处都写{before}年",
                "the title says {title}, and the text {before} in all of {last} places"
            ),
            words!("标题用所报告的年度", "print the year that is reported on in the title"),
        );
    }
}
