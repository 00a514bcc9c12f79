//! Wrong use in words: what clap found, said in the language of the interface.

use std::error::Error as _;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::failure::Failure;
use super::values::Hint;
use crate::text::{Msg, Texts};

/// What is wrong with a command line. Help and version come this way, too.
pub(super) fn failure(error: &clap::Error, texts: &Texts) -> Failure {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return Failure::Shown(error.render().to_string());
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return Failure::Usage(error.render().to_string());
    }
    wrong(texts, &sentence(error, texts))
}

/// A word that is neither a command nor a file.
pub(super) fn unknown_word(texts: &Texts, word: &Path) -> Failure {
    wrong(texts, &texts.with(Msg::CliUnknownWord, &[("word", word.display().to_string().into())]))
}

/// Something that must be there is not.
pub(super) fn missing(texts: &Texts, what: &str) -> Failure {
    wrong(texts, &texts.with(Msg::CliMissing, &[("what", what.into())]))
}

/// Two things that do not go together.
pub(super) fn conflict(texts: &Texts, option: &str, other: &str) -> Failure {
    wrong(texts, &texts.with(Msg::CliConflict, &[("option", option.into()), ("other", other.into())]))
}

fn wrong(texts: &Texts, sentence: &str) -> Failure {
    let more = texts.with(Msg::CliSeeHelp, &[("command", "promoplan --help".into())]);
    Failure::Usage(format!("{sentence}\n{more}"))
}

fn sentence(error: &clap::Error, texts: &Texts) -> String {
    let get = |kind| error.get(kind).map(words).unwrap_or_default();
    let option = || {
        let option = get(ContextKind::InvalidArg);
        if option.is_empty() { get(ContextKind::InvalidSubcommand) } else { option }
    };
    let value = || get(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::ValueValidation => {
            let arguments = [("value", value().into()), ("option", option().into())];
            match error.source().and_then(|hint| hint.downcast_ref()) {
                Some(Hint::OneOf(known)) => {
                    let [value, option] = arguments;
                    texts.with(Msg::CliUnknownValue, &[value, option, ("known", known.into())])
                }
                Some(Hint::Like(example)) => {
                    let [value, option] = arguments;
                    texts.with(Msg::CliWrongValue, &[value, option, ("example", (*example).into())])
                }
                None => texts.get(Msg::CliWrongUse).to_owned(),
            }
        }
        // `--lang=` without a value comes as an invalid one
        ErrorKind::InvalidValue => texts.with(Msg::CliNoValue, &[("option", option().into())]),
        ErrorKind::UnknownArgument => {
            let option = option();
            if option.starts_with('-') {
                texts.with(Msg::CliUnknownOption, &[("option", option.into())])
            } else {
                texts.with(Msg::CliTooMany, &[("value", option.into())])
            }
        }
        ErrorKind::TooManyValues => texts.with(Msg::CliTooMany, &[("value", value().into())]),
        ErrorKind::InvalidSubcommand => {
            texts.with(Msg::CliUnknownWord, &[("word", get(ContextKind::InvalidSubcommand).into())])
        }
        ErrorKind::MissingRequiredArgument => texts.with(Msg::CliMissing, &[("what", option().into())]),
        ErrorKind::MissingSubcommand => {
            texts.with(Msg::CliMissing, &[("what", get(ContextKind::ValidSubcommand).into())])
        }
        ErrorKind::ArgumentConflict => {
            texts.with(Msg::CliConflict, &[("option", option().into()), ("other", get(ContextKind::PriorArg).into())])
        }
        _ => texts.get(Msg::CliWrongUse).to_owned(),
    }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(list) => list.join(", "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
