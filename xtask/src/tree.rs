//! The source tree in memory, so that laws are pure functions from texts to findings.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The files of the repository by path, with `/` between folders. A file that is not text is kept
/// with an empty text, because its path must keep the laws too.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    files: BTreeMap<String, String>,
}

/// Folders that begin with a dot and are ours all the same.
const DOTTED: [&str; 2] = [".ci", ".cargo"];

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}

impl Tree {
    /// Reads all that is in the repository and not ignored.
    ///
    /// It walks the folders instead of asking git, so that an unpacked archive can be checked too.
    ///
    /// # Errors
    ///
    /// When a folder or file cannot be read.
    pub(crate) fn load(root: &Path) -> io::Result<Self> {
        let ignored = fs::read_to_string(root.join(".gitignore")).unwrap_or_default();
        let mut tree = Self::default();
        tree.walk(root, "", &ignored)?;
        Ok(tree)
    }

    fn walk(&mut self, folder: &Path, prefix: &str, ignored: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            let is_folder = entry.file_type()?.is_dir();
            let dotted = is_folder && name.starts_with('.') && !DOTTED.contains(&name.as_str());
            if dotted || is_ignored(&path, &name, ignored) {
                continue;
            }
            if is_folder {
                self.walk(&entry.path(), &format!("{path}/"), ignored)?;
            } else {
                let text = String::from_utf8(fs::read(entry.path())?).unwrap_or_default();
                self.files.insert(path, text);
            }
        }
        Ok(())
    }

    /// A made-up tree.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        Self { files: files.iter().map(owned).collect() }
    }

    /// The text of a file.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Every path with its text, in order.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files whose path begins with `prefix` and ends with `suffix`.
    pub(crate) fn under<'a>(
        &'a self,
        prefix: &str,
        suffix: &str,
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files().filter(move |(path, _)| path.starts_with(prefix) && path.ends_with(suffix))
    }

    /// Whether there is a file below this folder.
    pub(crate) fn has_folder(&self, folder: &str) -> bool {
        self.under(&format!("{folder}/"), "").next().is_some()
    }

    /// The names of the folders that stand directly in `folder`, in order.
    pub(crate) fn folders_in(&self, folder: &str) -> Vec<&str> {
        let prefix = format!("{folder}/");
        let mut names: Vec<&str> = self
            .files()
            .filter_map(|(path, _)| path.strip_prefix(&prefix)?.split_once('/'))
            .map(|(name, _)| name)
            .collect();
        names.dedup();
        names
    }
}

/// Whether a line of `.gitignore` covers a path: `/folder`, `*.ending` or a plain name.
fn is_ignored(path: &str, name: &str, ignored: &str) -> bool {
    let lines = ignored.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.filter(|line| !line.starts_with('#')).any(|line| {
        let line = line.trim_end_matches('/');
        match (line.strip_prefix('/'), line.strip_prefix('*')) {
            (Some(rooted), _) => path == rooted,
            (_, Some(ending)) => name.ends_with(ending),
            _ => name == line,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Tree, is_ignored};

    #[test]
    fn what_git_ignores_is_not_in_the_tree() {
        let ignored = "# made here\n/target\n/out/\n*.pdf.png\n";
        assert!(is_ignored("target", "target", ignored));
        assert!(is_ignored("out", "out", ignored));
        assert!(is_ignored("docs/a.pdf.png", "a.pdf.png", ignored));
        assert!(!is_ignored("crates/target", "target", ignored));
    }

    #[test]
    fn folders_are_listed_once() {
        let tree = Tree::of(&[("a/b/one", ""), ("a/b/two", ""), ("a/c/d/three", ""), ("a/e", "")]);
        assert_eq!(tree.folders_in("a"), ["b", "c"]);
        assert!(tree.has_folder("a/c"));
        assert!(!tree.has_folder("a/e"));
    }
}
