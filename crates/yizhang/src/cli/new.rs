//! `yizhang new DIR`: a commented book to start from.

use std::io::ErrorKind;

use yz_diagnostics::words;

use super::arguments::NewOptions;
use super::output::Output;
use super::{CLEAN, ERROR};
use crate::operations::new_book::new_book;

pub(crate) fn run(output: &Output, options: &NewOptions) -> u8 {
    let folder = options.dir.display();
    match new_book(&options.dir) {
        Ok(files) => {
            for file in files {
                output.line(&format!("{folder}/{file}"));
            }
            output.line("");
            output.line(output.say(
                "接着：改 book.toml 和 facts.toml，再运行",
                "next: edit book.toml and facts.toml, then run",
            ));
            output.line(&format!("  yizhang verify {folder}"));
            output.line(&format!("  yizhang report {folder}"));
            CLEAN
        }
        Err(err) if err.kind() == ErrorKind::AlreadyExists => {
            output.complain(&words!(
                "{folder} 里已经有文件\n  怎么办：换一个新文件夹，已有的文件一个也没有动",
                "there are files in {folder}\n  help: name a new folder; no file was touched"
            ));
            ERROR
        }
        Err(err) if err.kind() == ErrorKind::InvalidFilename => {
            output.complain(&words!(
                "{folder} 不能用作账的文件夹名\n  怎么办：只用文字、数字、- 和 _，如 linshui-2024",
                "{folder} cannot be the folder of a book\n  \
                 help: use letters, digits, - and _ only, as in linshui-2024"
            ));
            ERROR
        }
        Err(err) => {
            output.complain(&words!(
                "{folder} 建不起来：{err}\n  怎么办：换一个能写的地方",
                "{folder} cannot be made: {err}\n  help: choose a place that can be written to"
            ));
            ERROR
        }
    }
}
