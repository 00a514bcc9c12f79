//! `upgrade`: a file of an older format in the newest one. A file that has it already is left as it is.

use std::process::ExitCode;

use serde::Serialize;

use super::args::Upgrade;
use super::failure::Failure;
use super::{load, output};
use crate::file;
use crate::text::{Msg, Texts};

#[derive(Serialize)]
struct Done {
    upgraded_from: Option<u32>,
    format: u32,
}

/// Upgrades a file in place.
pub(super) fn run(args: &Upgrade, texts: &Texts) -> Result<ExitCode, Failure> {
    let opened = load::open(texts, &args.file)?;
    if opened.upgraded_from.is_some() {
        load::save(texts, &args.file, &opened.project)?;
    }
    if args.json {
        output::json(texts, &Done { upgraded_from: opened.upgraded_from, format: file::CURRENT })?;
        return Ok(ExitCode::SUCCESS);
    }
    let path = args.file.display().to_string();
    let said = match opened.upgraded_from {
        Some(from) => texts.with(
            Msg::CliUpgraded,
            &[("path", path.into()), ("from", from.to_string().into()), ("to", file::CURRENT.to_string().into())],
        ),
        None => texts.with(Msg::CliUpToDate, &[("path", path.into()), ("format", file::CURRENT.to_string().into())]),
    };
    output::print(texts, &format!("{said}\n"))?;
    Ok(ExitCode::SUCCESS)
}
