//! `yizhang new DIR`: a commented book to start from.

use std::io::ErrorKind;

use super::arguments::NewOptions;
use super::output::{Output, complain};
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
            let reason = format!("{folder} 里已经有文件");
            complain(&format!("{reason}\n  怎么办：换一个新文件夹，已有的文件一个也没有动"));
            ERROR
        }
        Err(err) => {
            complain(&format!("{folder} 建不起来：{err}"));
            ERROR
        }
    }
}
