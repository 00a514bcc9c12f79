//! `import`: other formats into a project. Prints what was read, what was left out, and why.

mod orders;
mod orders_text;

pub(super) use orders::encoding_name;

use std::process::ExitCode;

use super::args::{Import, ImportAs};
use super::failure::Failure;
use crate::text::Texts;

/// Imports a file.
pub(super) fn run(args: &Import, texts: &Texts) -> Result<ExitCode, Failure> {
    match args.what {
        ImportAs::Orders => orders::run(args, texts),
    }
}
