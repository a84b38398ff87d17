//! Plain text as a transcript: lines, sentences broken by the layout, and charts that were saved
//! as tab-separated lines.

use crate::place::Place;
use crate::transcript::{ChartData, Piece, Role, Transcript};

/// Ends of a line after which the next line begins something new.
const ENDS: &[char] =
    &['。', '；', '：', '！', '？', '.', ';', ':', '!', '?', '”', '》', '）', ')', '…', '|'];

/// A line shorter than this, in characters, that ends in no sign is a heading and not a broken
/// line.
const BROKEN_LINE_MIN: usize = 18;

/// What titles of reports end in.
const TITLE_ENDS: [&str; 5] = ["报告", "公报", "总结", "说明", "通知"];

/// A printed line has at least so many characters.
const FULL_LINE_MIN: usize = 28;

impl Transcript {
    /// Reads plain text: each line is a passage, also a blank one.
    ///
    /// A sentence goes on in the next line when a line that is no heading ends in the middle of
    /// words. Charts of a Word document that was saved as text stand as one line each: the names,
    /// then as many numbers, with tabs between; a short line above is their title.
    ///
    /// ```
    /// use yz_report::Transcript;
    ///
    /// let read = Transcript::from_text("收入结构图\n财政拨款\t事业收入\t80.5\t19.5\t\n");
    /// assert_eq!(read.charts.len(), 1);
    /// assert_eq!(read.words(&read.charts[0].series[0].1[1]), "19.5");
    /// ```
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut transcript = Self::default();
        let breaks = text.bytes().filter(|byte| *byte == b'\n').count();
        transcript.passages.reserve_exact(breaks.saturating_add(1));
        for (at, line) in text.split('\n').enumerate() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            transcript.push(Place::Line(at.saturating_add(1)), Role::Text, line);
        }
        if transcript.passages.last().is_some_and(|last| last.text.is_empty()) {
            transcript.passages.pop();
        }
        transcript.mark_broken_sentences();
        transcript.find_charts();
        transcript
    }

    /// Says of each passage of running text whether its last sentence goes on in the next.
    ///
    /// Readers of formats whose layout breaks lines (text, PDF) call this when all is read.
    pub fn mark_broken_sentences(&mut self) {
        let mut last: Option<usize> = None;
        for at in 0..self.passages.len() {
            let Some(passage) = self.passages.get(at) else { continue };
            let text = without_bookmarks(&passage.text);
            if passage.role != Role::Text {
                last = None;
                continue;
            }
            if text.is_empty() {
                continue;
            }
            if let Some(before) = last
                && !opens(text)
                && let Some(broken) = self.passages.get_mut(before)
            {
                broken.continues = true;
            }
            let passage = self.passages.get(at).map_or("", |passage| passage.text.as_str());
            last = breaks_off(without_bookmarks(passage)).then_some(at);
        }
    }

    fn find_charts(&mut self) {
        let mut title: Option<Piece> = None;
        let mut charts = Vec::new();
        for (at, passage) in self.passages.iter().enumerate() {
            let text = passage.text.as_str();
            if text.trim().is_empty() {
                continue;
            }
            match chart_line(at, text) {
                Some(chart) => charts.push(ChartData { title: title.take(), ..chart }),
                // 单位 below a title belongs to it.
                None if text.trim_start().starts_with("（单位") => {}
                None => title = Some(Piece::whole(at, text)),
            }
        }
        self.charts.extend(charts);
    }
}

/// A mark that Word leaves before a heading when it saves a document as text.
const BOOKMARK: &str = "[bookmark:";

/// A line without the bookmarks before its words, also those between its number and its words.
fn without_bookmarks(line: &str) -> &str {
    let line = line.trim();
    if !line.as_bytes().contains(&b'[') {
        return line;
    }
    let words = line
        .rfind(BOOKMARK)
        .and_then(|at| line.get(at..))
        .and_then(|mark| mark.split_once(']').map(|(_, words)| words.trim_start()));
    match words {
        Some(words) if line.starts_with(BOOKMARK) || words.is_empty() => words,
        _ => line,
    }
}

/// Whether a line ends in the middle of a sentence.
fn breaks_off(line: &str) -> bool {
    if line.ends_with(ENDS) {
        return false;
    }
    let words = without_bookmarks(line);
    let length = words.chars().count();
    // A title has no sign inside; a figure with its unit is a likely end of an item.
    let running = words.contains(['，', '。', '；', '：', ',', '、']);
    let figure = words.ends_with(['元', '%', '人']) && !words.ends_with("个人");
    // What has a number and no mark within is a heading; one with a colon may be a sentence that
    // fills its line.
    let short = length < FULL_LINE_MIN || !words.contains('：');
    let heading = opens(words) && !words.contains(['，', '。', '；']) && short;
    let title = TITLE_ENDS.iter().any(|end| words.ends_with(end))
        && !words.contains(['，', '。', '；', '、']);
    let ends = figure || heading || title || words.ends_with(ENDS) || words.contains('\t');
    running && BROKEN_LINE_MIN <= length && !ends
}

/// Whether a line begins something of its own: a heading, an item, a row of a table.
fn opens(line: &str) -> bool {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let line = line.trim_start_matches(['（', '(']);
    let rest = line.trim_start_matches(|c: char| numeral(c) || c.is_ascii_digit());
    let numbered = rest.len() < line.len()
        && rest.starts_with(['、', '.', '．', '）', ')'])
        && !rest.trim_start_matches('.').starts_with(|c: char| c.is_ascii_digit());
    numbered || line.starts_with(['第', '|', '#', '-', '•', '附']) || line.contains('\t')
}

/// A line of names and as many numbers, with tabs between.
fn chart_line(passage: usize, text: &str) -> Option<ChartData> {
    if !text.contains('\t') {
        return None;
    }
    let mut pieces = Vec::new();
    let mut start = 0_usize;
    for field in text.split('\t') {
        let trimmed = field.trim();
        if !trimmed.is_empty() {
            let lead = field.len().saturating_sub(field.trim_start().len());
            let from = start.saturating_add(lead);
            let to = from.saturating_add(trimmed.len());
            pieces.push((Piece { passage, span: from..to }, is_number(trimmed)));
        }
        start = start.saturating_add(field.len()).saturating_add(1);
    }
    let names = pieces.iter().take_while(|(_, number)| !number).count();
    let values = pieces.len().saturating_sub(names);
    let rest_are_numbers = pieces.iter().skip(names).all(|(_, number)| *number);
    if names < 2 || values == 0 || !rest_are_numbers || !values.is_multiple_of(names) {
        return None;
    }
    let mut pieces: Vec<Piece> = pieces.into_iter().map(|(piece, _)| piece).collect();
    let values = pieces.split_off(names);
    let series = values.chunks(names).map(|values| (None, values.to_vec())).collect();
    Some(ChartData { title: None, categories: pieces, series })
}

fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches('-').trim_end_matches('%').replace(',', "");
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.matches('.').count() < 2
}

#[cfg(test)]
mod tests {
    use crate::transcript::Transcript;

    #[test]
    fn a_sentence_broken_by_the_layout_goes_on() {
        let text = "1. 数量指标：本年度参保居民人数46万人，按配套标准配套到\n\n\
                    位，确保应保尽保。\n\n2. 质量指标：好。";
        let read = Transcript::from_text(text);
        let continues: Vec<bool> = read.passages.iter().map(|part| part.continues).collect();
        assert_eq!(continues, [true, false, false, false, false]);
    }

    #[test]
    fn a_long_heading_and_its_bookmarks_are_not_a_broken_line() {
        let text = "四、财政拨款收入支出决算总体情况说明\n2022年总计6796.16万元。\n\
                    1、 [bookmark: _Toc1][bookmark: _Toc2]收入决算情况说明\n2022年收入合计。\n\
                    [bookmark: _Toc3][bookmark: _Toc4]五、支出决算情况说明\n\
                    [bookmark: _Toc5]（一）总体情况\n\
                    2. 质量指标：城乡居民医保政策宣传 ≥ 2 次\n开展宣传。\n\
                    2023年县级部门整体支出绩效自评报告\n2022年本年收入合计。\n";
        let read = Transcript::from_text(text);
        assert!(read.passages.iter().all(|part| !part.continues));
    }

    #[test]
    fn a_heading_is_not_a_broken_line() {
        let read = Transcript::from_text("一、项目概况\n（一）基本情况\n本项目好。");
        assert!(read.passages.iter().all(|part| !part.continues));
    }

    #[test]
    fn a_line_of_names_and_numbers_is_a_chart() {
        let read = Transcript::from_text(
            "变动情况图（单位：万元）\n\n2021年度\t2022年度\t7147.37\t6796.16\t\n",
        );
        let chart = &read.charts[0];
        assert_eq!(read.words(chart.title.as_ref().unwrap()), "变动情况图（单位：万元）");
        assert_eq!(read.words(&chart.categories[0]), "2021年度");
        assert_eq!(read.words(&chart.series[0].1[0]), "7147.37");
        assert!(Transcript::from_text("一\t二\t三\n1\t2\n").charts.is_empty());
    }
}
