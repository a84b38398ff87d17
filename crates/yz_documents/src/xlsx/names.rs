//! Names of sheets: short, legal and unlike each other.

use std::collections::BTreeSet;

/// Names given so far, in lower case, as spreadsheets compare them.
pub(super) struct Names {
    taken: BTreeSet<String>,
}

/// The longest name that a spreadsheet takes, in UTF-16 units.
const LONGEST: usize = 31;

impl Names {
    /// No name given but these.
    pub(super) fn new(taken: &[&str]) -> Self {
        Self { taken: taken.iter().map(|name| name.to_lowercase()).collect() }
    }

    /// A name close to the one wanted that nobody has.
    pub(super) fn unique(&mut self, wanted: &str) -> String {
        let wanted = legal(wanted);
        let mut name = shortened(&wanted, LONGEST);
        let mut again = 2_usize;
        while name.is_empty() || !self.taken.insert(name.to_lowercase()) {
            let ending = format!("（{again}）");
            name = shortened(&wanted, LONGEST.saturating_sub(ending.chars().count())) + &ending;
            again = again.saturating_add(1);
        }
        name
    }
}

/// The name without the signs that spreadsheets refuse.
fn legal(name: &str) -> String {
    let replaced = |c: char| match c {
        '[' => '（',
        ']' => '）',
        ':' => '：',
        '*' => '＊',
        '?' => '？',
        '/' | '\\' => '／',
        '\'' => '’',
        c if c.is_control() => ' ',
        other => other,
    };
    name.chars().map(replaced).collect::<String>().trim().to_owned()
}

fn shortened(name: &str, longest: usize) -> String {
    let mut length = 0_usize;
    let fits = |c: &char| {
        length = length.saturating_add(c.len_utf16());
        length <= longest
    };
    name.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_are_legal_short_and_unlike_each_other() {
        let mut names = Names::new(&["说明"]);
        assert_eq!(names.unique("收支/结余[万元]"), "收支／结余（万元）");
        assert_eq!(names.unique("说明"), "说明（2）");
        assert_eq!(names.unique("Table"), "Table");
        assert_eq!(names.unique("TABLE"), "TABLE（2）");
        assert_eq!(names.unique(""), "（2）");
        let long = "一般公共预算财政拨款基本支出决算明细表（按经济分类科目列示到款级）";
        assert_eq!(
            names.unique(long),
            "一般公共预算财政拨款基本支出决算明细表（按经济分类科目列示到款"
        );
        assert_eq!(
            names.unique(long),
            "一般公共预算财政拨款基本支出决算明细表（按经济分类科目列（2）"
        );
    }
}
