//! The command line: headless commands over the same functions that the window uses. It must not know the window's shell;
//! without a command it only says that the window is asked for.
//!
//! Names and shapes of what is printed are stable: scripts rely on them.

mod args;
mod calc;
mod check;
mod export;
mod failure;
mod floor;
mod import;
mod level;
mod load;
mod new;
mod notes;
mod orders;
mod output;
mod price;
mod price_text;
mod render;
mod suggest;
mod table;
mod upgrade;
mod usage;
mod values;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::text::{Lang, Texts};
use args::{Cli, Command};
use failure::Failure;

/// What a command line comes to.
#[derive(Debug)]
pub enum Outcome {
    /// The window is asked for, with a project or without.
    Window(Option<PathBuf>),
    /// A command ran; the process ends with this.
    Done(ExitCode),
}

/// Runs a command line, the program's name included.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let texts = Texts::new(language(&arguments));
    let result = match args::parse(&arguments, &texts) {
        Ok(Cli { command: Some(command), .. }) => execute(&command, &texts),
        Ok(Cli { open, .. }) => match open {
            Some(path) if is_mistyped(&path) => Err(usage::unknown_word(&texts, &path)),
            open => return Outcome::Window(open),
        },
        Err(failure) => Err(failure),
    };
    Outcome::Done(match result {
        Ok(code) => code,
        Err(failure) => failure.report(),
    })
}

/// Runs a command; what it prints goes to the standard output in one piece.
fn execute(command: &Command, texts: &Texts) -> Result<ExitCode, Failure> {
    match command {
        Command::New(args) => new::run(args, texts),
        Command::Check(args) => check::run(args, texts),
        Command::Calc(args) => calc::run(args, texts),
        Command::Floor(args) => floor::run(args, texts),
        Command::Export(args) => export::run(args, texts),
        Command::Import(args) => import::run(args, texts),
        Command::Level(args) => level::run(args, texts),
        Command::Price(args) => price::run(args, texts),
        Command::Suggest(args) => suggest::run(args, texts),
        Command::Upgrade(args) => upgrade::run(args, texts),
        Command::Render(args) => render::run(args, texts),
    }
}

/// The language asked for, which is wanted before anything else can be said; else the system's.
fn language(arguments: &[OsString]) -> Lang {
    let words: Vec<&str> = arguments.iter().filter_map(|a| a.to_str()).take_while(|a| *a != "--").collect();
    let asked = words.iter().enumerate().rev().find_map(|(at, word)| match word.strip_prefix("--lang") {
        Some("") => words.get(at + 1).copied(),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    });
    let system = || Lang::from_locale(&sys_locale::get_locale().unwrap_or_default());
    asked.and_then(Lang::from_tag).unwrap_or_else(system)
}

/// A single word that is no file is taken for a command that was mistyped.
fn is_mistyped(path: &std::path::Path) -> bool {
    path.extension().is_none() && path.components().count() == 1 && !path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(words: &[&str]) -> Lang {
        language(&words.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn the_language_is_known_before_the_rest_is_read() {
        assert_eq!(lang(&["promoplan", "check", "--lang", "zh-Hant"]), Lang::ZhHant);
        assert_eq!(lang(&["promoplan", "--lang=zh-Hans", "--bad"]), Lang::ZhHans);
        assert_eq!(lang(&["promoplan", "--lang", "zh-Hans", "--lang", "en"]), Lang::En);
    }
}
