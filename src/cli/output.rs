//! The standard output: written in one piece, and quiet when nobody reads it to the end.

use std::io::{self, Write as _};

use serde::Serialize;

use super::failure::Failure;
use crate::text::Texts;

/// Prints text as it is.
pub(super) fn print(texts: &Texts, text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // `promoplan … | head` is no failure
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::write(texts, "stdout".as_ref(), &error))
        }
        _ => Ok(()),
    }
}

/// Prints a value as indented JSON.
pub(super) fn json(texts: &Texts, value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|e| Failure::write(texts, "stdout".as_ref(), &e))?;
    print(texts, &format!("{text}\n"))
}
