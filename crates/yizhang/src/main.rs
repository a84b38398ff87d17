//! The command line of 医账.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(yizhang::cli::run(std::env::args_os()))
}
