//! What is said when a file cannot be opened, saved or recovered: what, where, the piece of text, and what to do. The
//! window's dialog and the command line say the same.

mod fault;
mod system;

use std::fmt;

use super::line::{say, tame};
use super::{Lang, Msg, Texts};
use crate::file::recovery::{DamageReason, Damaged, HeaderError};
use crate::file::{Encoding, OpenError, Place, SaveError};

/// Something that went wrong, for a dialog or a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What did not work: 打不开「大促.ron」.
    pub title: String,
    /// Why, with the place if there is one.
    pub what: String,
    /// The text around the place.
    pub excerpt: Option<Excerpt>,
    /// What to do.
    pub advice: String,
}

/// A piece of a line of a file, with the character at fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The piece.
    pub text: String,
    /// How many of its characters stand before the fault.
    pub caret: usize,
}

impl Excerpt {
    fn new(texts: &Texts, place: &Place) -> Option<Self> {
        if place.excerpt.trim().is_empty() {
            return None;
        }
        let (mut text, mut caret) = (place.excerpt.clone(), place.caret);
        if texts.lang() == Lang::En {
            if let Some(rest) = text.strip_prefix('…') {
                text = format!("...{rest}");
                caret += 2;
            }
            if let Some(rest) = text.strip_suffix('…') {
                text = format!("{rest}...");
            }
        }
        Some(Self { text, caret })
    }

    /// The character at fault, marked on a line below, where every Chinese character is as wide as two Latin ones.
    #[must_use]
    pub fn marked(&self) -> String {
        let wide = |c: char| matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..);
        let before: usize = self.text.chars().take(self.caret).map(|c| if wide(c) { 2 } else { 1 }).sum();
        format!("    {}\n    {}^", self.text, " ".repeat(before))
    }
}

impl Trouble {
    /// All but the title, a line each.
    #[must_use]
    pub fn detail(&self) -> String {
        let excerpt = self.excerpt.as_ref().map_or("", |excerpt| &excerpt.text);
        [self.what.as_str(), excerpt, self.advice.as_str()]
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// As the terminal shows it, in fixed-width letters.
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.title)?;
        write!(f, "{}", self.what)?;
        if let Some(excerpt) = &self.excerpt {
            write!(f, "\n{}", excerpt.marked())?;
        }
        if !self.advice.is_empty() {
            write!(f, "\n{}", self.advice)?;
        }
        Ok(())
    }
}

/// Why a file cannot be opened. `name` is its name or path.
#[must_use]
pub fn open_error(texts: &Texts, name: &str, error: &OpenError) -> Trouble {
    let Reason { what, excerpt, advice } = reason(texts, error);
    Trouble { title: say(texts, Msg::ErrorOpenTitle, &[("name", name.into())]), what, excerpt, advice }
}

/// What the system said when it refused to read a file, and what to do.
pub(super) fn system_read(texts: &Texts, error: &std::io::Error) -> (String, String) {
    system::read(texts, error)
}

/// Why a file was not saved. `name` is its name or path.
#[must_use]
pub fn save_error(texts: &Texts, name: &str, error: &SaveError) -> Trouble {
    not_saved(texts, say(texts, Msg::ErrorSaveTitle, &[("name", name.into())]), error)
}

/// Why unsaved work could not be kept for the case of a crash.
#[must_use]
pub fn autosave_error(texts: &Texts, error: &SaveError) -> Trouble {
    not_saved(texts, texts.get(Msg::ErrorAutosaveTitle).to_owned(), error)
}

/// Why what an earlier session has left cannot be recovered.
#[must_use]
pub fn damage(texts: &Texts, damaged: &Damaged) -> Trouble {
    let Reason { what, excerpt, .. } = match &damaged.reason {
        DamageReason::Project(error) => reason(texts, error),
        DamageReason::Header(HeaderError::Io(error)) => Reason::of(system::read(texts, error)),
        DamageReason::Header(HeaderError::NotASnapshot) => Reason::said(texts, Msg::ErrorNotASnapshot),
        DamageReason::Header(HeaderError::Damaged(_)) => Reason::said(texts, Msg::ErrorHeaderDamaged),
    };
    Trouble {
        title: texts.get(Msg::ErrorDamagedTitle).to_owned(),
        what,
        excerpt,
        advice: say(texts, Msg::ErrorDamagedDo, &[("path", damaged.path.display().to_string().into())]),
    }
}

fn not_saved(texts: &Texts, title: String, error: &SaveError) -> Trouble {
    let (what, advice) = system::save(texts, error);
    let what = say(texts, Msg::ErrorSaveKept, &[("what", what.into())]);
    Trouble { title, what, excerpt: None, advice }
}

struct Reason {
    what: String,
    excerpt: Option<Excerpt>,
    advice: String,
}

impl Reason {
    fn of((what, advice): (String, String)) -> Self {
        Self { what, excerpt: None, advice }
    }

    fn said(texts: &Texts, what: Msg) -> Self {
        Self::of((texts.get(what).to_owned(), String::new()))
    }
}

fn reason(texts: &Texts, error: &OpenError) -> Reason {
    let two = |what: String, advice: Msg| Reason::of((what, texts.get(advice).to_owned()));
    let word = |msg: Msg| texts.get(msg).to_owned();
    match error {
        OpenError::Io(error) => Reason::of(system::read(texts, error)),
        OpenError::NotAFile => two(word(Msg::ErrorNotAFile), Msg::ErrorNotAFileDo),
        OpenError::TooLarge { limit } => {
            let limit = (limit / 1024 / 1024).to_string();
            two(say(texts, Msg::ErrorTooLarge, &[("limit", limit.into())]), Msg::ErrorNotAProjectDo)
        }
        OpenError::Empty => two(word(Msg::ErrorEmpty), Msg::ErrorEmptyDo),
        OpenError::OtherEncoding(encoding) => {
            let encoding = match encoding {
                Encoding::Utf16 => "UTF-16",
                Encoding::Utf32 => "UTF-32",
            };
            two(say(texts, Msg::ErrorEncoding, &[("encoding", encoding.into())]), Msg::ErrorEncodingDo)
        }
        OpenError::NotUtf8 { line, column, .. } => {
            let at = say(texts, Msg::ErrorAt, &[("line", (*line).into()), ("column", (*column).into())]);
            two(say(texts, Msg::ErrorNotUtf8, &[("at", at.into())]), Msg::ErrorEncodingDo)
        }
        OpenError::Newer { found, known } => {
            let (found, known) = (found.to_string(), known.to_string());
            let what = say(texts, Msg::ErrorNewer, &[("found", found.into()), ("known", known.into())]);
            two(what, Msg::ErrorNewerDo)
        }
        OpenError::Fault(fault) => {
            let place = &fault.place;
            let at = say(texts, Msg::ErrorAt, &[("line", place.line.into()), ("column", place.column.into())]);
            let what = fault::what(texts, &fault.what);
            let what = if place.path.is_empty() {
                say(texts, Msg::ErrorFault, &[("at", at.into()), ("what", what.into())])
            } else {
                let path = tame(&place.path).into_owned();
                let arguments = [("at", at.into()), ("path", path.into()), ("what", what.into())];
                say(texts, Msg::ErrorFaultField, &arguments)
            };
            Reason {
                what,
                excerpt: Excerpt::new(texts, place),
                advice: texts.get(fault::advice(&fault.what)).to_owned(),
            }
        }
    }
}

#[cfg(test)]
mod tests;
