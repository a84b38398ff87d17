//! Why records could not be read or written.

use std::fmt::Display;
use std::path::Path;

use yz_diagnostics::{Words, words};

/// A file of records that could not be read or written, and what to do about it.
#[derive(Debug, Clone)]
pub struct RecordsError(Words);

impl RecordsError {
    /// An error in words.
    #[must_use]
    pub const fn new(words: Words) -> Self {
        Self(words)
    }

    /// A file that cannot be opened or read.
    pub(crate) fn read(path: &Path, err: &impl Display) -> Self {
        let shown = path.display();
        Self(words!(
            "{shown} 读不出：{err}\n  怎么办：核对文件是否完整；可以重新导入",
            "{shown} cannot be read: {err}\n  help: see whether the file is whole; import it again"
        ))
    }

    /// A file that cannot be written.
    pub(crate) fn written(path: &Path, err: &impl Display) -> Self {
        let shown = path.display();
        Self(words!(
            "{shown} 写不下：{err}\n  \
             怎么办：看磁盘是否已满、文件夹能否写入；没有留下写了一半的文件",
            "{shown} cannot be written: {err}\n  \
             help: see whether the disk is full and the folder can be written; no half is left"
        ))
    }

    /// The words.
    #[must_use]
    pub fn words(self) -> Words {
        self.0
    }
}
