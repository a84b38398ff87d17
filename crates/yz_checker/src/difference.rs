//! How two names differ.

/// Where two names differ: the middle of each between what they have in common at both ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Difference<'a> {
    /// What both begin with.
    pub(crate) head: &'a str,
    pub(crate) left: &'a str,
    pub(crate) right: &'a str,
}

impl Difference<'_> {
    /// The characters of the longer middle.
    pub(crate) fn characters(&self) -> usize {
        self.left.chars().count().max(self.right.chars().count())
    }
}

/// What stands between the common beginning and the common end of two names.
pub(crate) fn difference<'a>(left: &'a str, right: &'a str) -> Difference<'a> {
    let same = left.chars().zip(right.chars()).take_while(|(l, r)| l == r);
    let head: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let (left_rest, right_rest) = (left.get(head..).unwrap_or(""), right.get(head..).unwrap_or(""));
    let same = left_rest.chars().rev().zip(right_rest.chars().rev()).take_while(|(l, r)| l == r);
    let tail: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let middle = |rest: &'a str| rest.get(..rest.len().saturating_sub(tail)).unwrap_or("");
    let head = left.get(..head).unwrap_or("");
    Difference { head, left: middle(left_rest), right: middle(right_rest) }
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn the_middle_is_what_differs() {
        let found = difference("基金统筹统支规范", "基金统收统支规范");
        assert_eq!((found.head, found.left, found.right), ("基金统", "筹", "收"));
        let found = difference("养老保险缴费", "基本养老保险缴费");
        assert_eq!((found.left, found.right, found.characters()), ("", "基本", 2));
        // What repeats is counted once: nothing is left of the shorter one.
        let found = difference("居民", "居民居民");
        assert_eq!((found.left, found.right), ("", "居民"));
    }
}
