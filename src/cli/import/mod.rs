//! `import`: other formats into a project. Prints what was read, what was left out, and why.

mod orders;
mod orders_text;
mod tasks;

pub(super) use orders::encoding_name;

use std::process::ExitCode;

use super::args::{Import, ImportAs};
use super::failure::Failure;
use super::usage;
use crate::text::Texts;

/// Imports a file.
pub(super) fn run(args: &Import, texts: &Texts) -> Result<ExitCode, Failure> {
    let is_xml = args.input.extension().is_some_and(|e| e.eq_ignore_ascii_case("xml"));
    match args.what {
        Some(ImportAs::Orders) => orders::run(args, texts),
        Some(ImportAs::Tasks) => tasks::run(args, texts),
        None if is_xml => tasks::run(args, texts),
        None => Err(usage::missing(texts, "--as <KIND>")),
    }
}
