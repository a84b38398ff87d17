//! Days as files write them.

use yz_units::{Date, Day};

/// A day: `2024-01-31`, `2024/1/31`, `2024.1.31`, `20240131`, `2024年1月31日`, each also with a
/// time of day behind it, which is left out: a bill belongs to a day.
pub(crate) fn parse_day(text: &str) -> Option<Day> {
    let text = without_time(text);
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return day(text.get(..4)?, text.get(4..6)?, text.get(6..)?);
    }
    let (year, rest) = text.split_once(['-', '/', '.', '年'])?;
    let (month, rest) = rest.split_once(['-', '/', '.', '月'])?;
    let signs = |c| text.matches(c).count();
    let chinese = signs('年') == 1 && signs('月') == 1;
    let same = ['-', '/', '.'].into_iter().any(|sign| signs(sign) == 2);
    let last = if chinese { rest.strip_suffix('日').unwrap_or(rest) } else { rest };
    if chinese || same { day(year, month, last) } else { None }
}

/// The text before a time of day.
fn without_time(text: &str) -> &str {
    let text = text.trim();
    let Some(at) = text.find([' ', 'T']) else { return text };
    let (date, time) = text.split_at(at);
    let time = time.get(1..).unwrap_or("").trim();
    let fits = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z');
    if time.contains(':') && time.chars().all(fits) { date } else { text }
}

fn day(year: &str, month: &str, day: &str) -> Option<Day> {
    let number = |text: &str, most: usize| {
        let fits = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if fits { text.parse::<i16>().ok() } else { None }
    };
    let (month, day) = (number(month.trim(), 2)?, number(day.trim(), 2)?);
    let year = number(year.trim(), 4).filter(|year| 1800 <= *year)?;
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok().map(Day::from)
}

#[cfg(test)]
mod tests {
    use super::parse_day;

    fn read(text: &str) -> Option<String> {
        parse_day(text).map(|day| day.to_string())
    }

    #[test]
    fn every_way_of_writing_a_day_is_the_same_day() {
        for text in [
            "2024-01-31",
            "2024/1/31",
            "2024.1.31",
            "20240131",
            "2024年1月31日",
            "2024-01-31 08:30:00",
            "2024-01-31T08:30:00.123+08:00",
            "2024/1/31 8:30",
            " 2024-01-31 ",
        ] {
            assert_eq!(read(text).as_deref(), Some("2024-01-31"), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2024",
            "2023-02-29",
            "2024-13-01",
            "20240230",
            "24-01-31",
            "2024-1/31",
            "01/31/2024",
            "0000-00-00",
            "45322",
            "2024年1月",
            "2024-01-31 上午",
            "二〇二四年一月",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("2024-02-29").as_deref(), Some("2024-02-29"));
    }
}
