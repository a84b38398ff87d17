//! Numbers of lists as Word shows them: 一、 （二） 3. IV a ①

use super::super::chinese::counting;

/// A number in a format of `w:numFmt`; `None` where the format shows nothing that can be read.
pub(super) fn label(number: usize, format: &str) -> Option<String> {
    let text = match format {
        "none" | "bullet" => return None,
        "decimalZero" if number < 10 => format!("0{number}"),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letters(number),
        "lowerLetter" => letters(number).to_lowercase(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => counting(number, ["〇一二三四五六七八九", "十百千"]),
        "chineseLegalSimplified" => counting(number, ["零壹贰叁肆伍陆柒捌玖", "拾佰仟"]),
        "ideographLegalTraditional" => counting(number, ["零壹貳參肆伍陸柒捌玖", "拾佰仟"]),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            digits(number, "〇一二三四五六七八九")
        }
        "ideographTraditional" => nth(number, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => nth(number, "子丑寅卯辰巳午未申酉戌亥"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => from(number, '①', 20),
        "decimalEnclosedParen" => from(number, '⑴', 20),
        "decimalEnclosedFullstop" => from(number, '⒈', 20),
        "ideographEnclosedCircle" => from(number, '㊀', 10),
        "decimalFullWidth" | "decimalFullWidth2" => digits(number, "０１２３４５６７８９"),
        _ => number.to_string(),
    };
    Some(text)
}

fn digits(number: usize, signs: &str) -> String {
    let signs: Vec<char> = signs.chars().collect();
    let of = |c: char| c.to_digit(10).and_then(|digit| signs.get(usize::try_from(digit).ok()?));
    number.to_string().chars().filter_map(of).collect()
}

/// The n-th of a row of signs; beyond its end the plain number, as Word has it.
fn nth(number: usize, signs: &str) -> String {
    let sign = number.checked_sub(1).and_then(|at| signs.chars().nth(at));
    sign.map_or_else(|| number.to_string(), String::from)
}

/// The n-th sign from `first` on, of which there are `most`.
fn from(number: usize, first: char, most: usize) -> String {
    let at = number.checked_sub(1).filter(|_| number <= most);
    let code = at.and_then(|at| u32::from(first).checked_add(u32::try_from(at).ok()?));
    code.and_then(char::from_u32).map_or_else(|| number.to_string(), String::from)
}

/// A to Z, then AA to ZZ, as Word counts.
fn letters(number: usize) -> String {
    let Some(at) = number.checked_sub(1).filter(|_| number <= 780) else {
        return number.to_string();
    };
    let (times, letter) = (at / 26, at % 26);
    let letter = char::from(b'A'.saturating_add(u8::try_from(letter).unwrap_or(0)));
    std::iter::repeat_n(letter, times.saturating_add(1)).collect()
}

fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while value <= rest {
            text.push_str(sign);
            rest = rest.saturating_sub(value);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn numbers_look_as_in_word() {
        for (number, format, wanted) in [
            (1, "decimal", "1"),
            (9, "decimalZero", "09"),
            (10, "decimalZero", "10"),
            (10, "chineseCounting", "十"),
            (11, "chineseCountingThousand", "十一"),
            (20, "japaneseCounting", "二十"),
            (105, "chineseCountingThousand", "一百〇五"),
            (110, "chineseCountingThousand", "一百一十"),
            (12, "ideographDigital", "一二"),
            (2, "chineseLegalSimplified", "贰"),
            (20, "decimalEnclosedCircle", "⑳"),
            (21, "decimalEnclosedCircle", "21"),
            (3, "decimalEnclosedParen", "⑶"),
            (10, "ideographTraditional", "癸"),
            (26, "upperLetter", "Z"),
            (27, "lowerLetter", "aa"),
            (49, "upperRoman", "XLIX"),
            (4, "lowerRoman", "iv"),
            (12, "decimalFullWidth", "１２"),
        ] {
            assert_eq!(label(number, format).as_deref(), Some(wanted), "{number} {format}");
        }
        assert_eq!(label(1, "bullet"), None);
        assert_eq!(label(0, "upperRoman").as_deref(), Some("0"));
    }
}
