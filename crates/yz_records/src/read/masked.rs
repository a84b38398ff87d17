//! Values that say who somebody is, as messages may show them.

/// A value of which only the ends are left: `510***********1234`, `张*三`, `李*`.
///
/// A name keeps its first and, from three characters on, its last; a number of 15 characters and
/// more keeps three and four, so that a clerk finds the row and nobody else finds the person.
#[must_use]
pub fn masked(text: &str) -> String {
    let characters: Vec<char> = text.trim().chars().collect();
    let (first, last) = match characters.len() {
        0 => return String::new(),
        1 => (0, 0),
        2 => (1, 0),
        3..15 => (1, 1),
        _ => (3, 4),
    };
    let until = characters.len().saturating_sub(last);
    let shown = |(index, c): (usize, &char)| if first <= index && index < until { '*' } else { *c };
    characters.iter().enumerate().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn only_the_ends_are_left() {
        assert_eq!(masked("510104199001011234"), "510***********1234");
        assert_eq!(masked("张小三"), "张*三");
        assert_eq!(masked("李四"), "李*");
        assert_eq!(masked("王"), "*");
        assert_eq!(masked(""), "");
        assert_eq!(masked("13800138000"), "1*********0");
    }
}
