//! What could not be carried between a project and another program's file, as it is printed.

use serde::Serialize;

use super::table::plain;
use crate::engine::schedule::carry::{About, Note};
use crate::text::exchange::note as sentence;
use crate::text::{Msg, Texts};

/// How many notes are listed for people.
const LISTED: usize = 40;

/// A note as scripts read it.
#[derive(Serialize)]
pub(super) struct NoteRow<'a> {
    code: &'static str,
    row: Option<u32>,
    name: Option<&'a str>,
    count: u32,
    message: String,
}

/// All notes.
pub(super) fn rows<'a>(texts: &Texts, notes: &'a [Note]) -> Vec<NoteRow<'a>> {
    let row = |note: &'a Note| {
        let (row, name) = match &note.about {
            About::Plan => (None, None),
            About::Task(row, name) => (Some(*row), Some(name.as_str())),
            About::Calendar(name) | About::Resource(name) => (None, Some(name.as_str())),
        };
        NoteRow { code: note.what.code(), row, name, count: note.count, message: sentence(texts, note) }
    };
    notes.iter().map(row).collect()
}

/// The first of them in lines.
pub(super) fn lines(texts: &Texts, notes: &[Note]) -> String {
    let mut text = String::new();
    for note in notes.iter().take(LISTED) {
        text.push_str(&plain(&sentence(texts, note)));
        text.push('\n');
    }
    let more = notes.len().saturating_sub(LISTED);
    if more > 0 {
        let more = texts.format().whole(more as i128);
        text.push_str(&texts.with(Msg::CliNotesMore, &[("count", more.into())]));
        text.push('\n');
    }
    text
}
