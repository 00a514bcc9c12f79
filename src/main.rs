//! The thin binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    promoplan::app::start::run(std::env::args_os().nth(1).map(Into::into))
}
