//! Why a command ended without doing what was asked, as words for the standard error and an exit code.

use std::fmt::Display;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;

use crate::text::{Msg, Texts};

/// What goes to the standard error, and how the process ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// The command line is wrong: 2.
    Usage(String),
    /// What was asked for failed: 1.
    Failed(String),
    /// Help or version, which is no failure but ends the command as early.
    Shown(String),
}

impl Failure {
    /// A file could not be written.
    pub(super) fn write(texts: &Texts, path: &Path, reason: &dyn Display) -> Self {
        let (path, reason) = (path.display().to_string(), reason.to_string());
        Self::Failed(texts.with(Msg::CliWriteFailed, &[("path", path.into()), ("reason", reason.into())]))
    }

    /// Says it, and gives the exit code.
    pub(super) fn report(&self) -> ExitCode {
        // nothing can be done if the standard error is closed
        let (code, text) = match self {
            Self::Usage(text) => (2, text),
            Self::Failed(text) => (1, text),
            Self::Shown(text) => {
                let _ = io::stdout().lock().write_all(text.as_bytes());
                return ExitCode::SUCCESS;
            }
        };
        let _ = writeln!(io::stderr().lock(), "promoplan: {text}");
        ExitCode::from(code)
    }
}
