//! The thin binary: the command line first, the window if it asks for one.

use std::process::ExitCode;

use promoplan::cli::{self, Outcome};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Outcome::Window(path) => promoplan::app::start::run(path),
        Outcome::Done(code) => code,
    }
}
