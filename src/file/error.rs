//! What can be wrong with a file, typed. The text layer makes sentences of it; `Display` here is a plain technical
//! fallback for logs.

use std::fmt;
use std::io;

use thiserror::Error;

/// Why a file cannot be opened. Nothing of it was loaded.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The system refused.
    #[error("cannot read: {0}")]
    Io(#[from] io::Error),
    /// A folder, a device or a pipe.
    #[error("not a regular file")]
    NotAFile,
    /// Larger than any project.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// No bytes, or nothing but white space.
    #[error("empty")]
    Empty,
    /// Text in UTF-16 or UTF-32; projects are UTF-8.
    #[error("text in {0}, not UTF-8")]
    OtherEncoding(Encoding),
    /// Bytes that are no UTF-8: another encoding such as GBK, or no text at all.
    #[error("{line}:{column}: byte {offset} is not UTF-8")]
    NotUtf8 {
        /// The first wrong byte, counted from 0.
        offset: usize,
        /// Its line, from 1.
        line: usize,
        /// Its column in characters, from 1.
        column: usize,
    },
    /// Written by a newer version of the program.
    #[error("format {found}, newer than {known}")]
    Newer {
        /// The file's format.
        found: u64,
        /// The newest format that can be read.
        known: u32,
    },
    /// Something in the text is wrong.
    #[error(transparent)]
    Fault(Box<Fault>),
}

impl OpenError {
    /// The place in the text, if the error has one.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        if let Self::Fault(fault) = self { Some(&fault.place) } else { None }
    }
}

/// An encoding that is recognised, to be named in the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-16, either byte order.
    Utf16,
    /// UTF-32, either byte order.
    Utf32,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf16 => "UTF-16",
            Self::Utf32 => "UTF-32",
        })
    }
}

/// Something wrong at a place of the text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}:{}: {}{}{what}", place.line, place.column, place.path, if place.path.is_empty() { "" } else { ": " })]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub what: FaultKind,
}

/// A place in the text of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The field, such as `campaigns[0].funnel.stages[2].rate`; empty for the whole or where no field is known.
    pub path: String,
    /// The line's part around the column, shortened to be shown.
    pub excerpt: String,
    /// How many characters of the excerpt stand before the column.
    pub caret: usize,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FaultKind {
    /// Not RON.
    #[error("syntax: {0}")]
    Syntax(Syntax),
    /// Brackets nested deeper than any project has them.
    #[error("nested deeper than {limit}")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// The outermost value is not `( … )`.
    #[error("not a project: expected `(`")]
    NotAProject,
    /// There is no field `format`.
    #[error("no field `format`")]
    NoFormat,
    /// A field that the format does not have.
    #[error("unknown field `{found}`{}", did_you_mean(*nearest))]
    UnknownField {
        /// Its name.
        found: String,
        /// The known name that looks most like it.
        nearest: Option<&'static str>,
        /// All names known there.
        known: &'static [&'static str],
    },
    /// A name that is none of those a field may have.
    #[error("unknown name `{found}`{}", did_you_mean(*nearest))]
    UnknownVariant {
        /// What stands there.
        found: String,
        /// The known name that looks most like it.
        nearest: Option<&'static str>,
        /// All names allowed there.
        known: &'static [&'static str],
    },
    /// A field without which the row has no meaning is not there.
    #[error("missing field `{field}`")]
    MissingField {
        /// Its name.
        field: &'static str,
    },
    /// A field, or a key of a map, stands twice.
    #[error("`{field}` stands twice")]
    DuplicateField {
        /// Its name.
        field: String,
    },
    /// A value of another kind than the field's.
    #[error("expected {expected}, found {found}")]
    WrongType {
        /// What the field holds.
        expected: Expected,
        /// What stands there.
        found: Found,
    },
    /// A value of the right kind that the field cannot hold: out of range, no date of the calendar, no number.
    #[error("`{found}` is not {expected}{}", detail.as_deref().map(|d| format!(" ({d})")).unwrap_or_default())]
    InvalidValue {
        /// What the field holds.
        expected: Expected,
        /// What stands there, shortened.
        found: String,
        /// What a library says about it, in English.
        detail: Option<String>,
    },
    /// A list of fixed length has another one.
    #[error("{found} items instead of {expected}")]
    WrongLength {
        /// How many there must be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// Two rows of a table have the same identity.
    #[error("identity {id} is taken by line {first_line}")]
    DuplicateId {
        /// The identity.
        id: String,
        /// Where the first row with it stands.
        first_line: usize,
    },
    /// An identity above [`MAX_ID`](super::MAX_ID).
    #[error("identity {id} is too large")]
    IdTooLarge {
        /// The identity.
        id: u32,
    },
    /// Something that ron alone knows how to say.
    #[error("{0}")]
    Other(String),
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest.map(|name| format!(", did you mean `{name}`?")).unwrap_or_default()
}

/// How the text breaks the rules of RON.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Syntax {
    /// A string without its closing quote.
    #[error("string not closed")]
    UnclosedText,
    /// A `/*` without its `*/`.
    #[error("comment not closed")]
    UnclosedComment,
    /// The text ends inside a bracket.
    #[error("`{open}` not closed")]
    UnclosedBracket {
        /// The bracket, which stands at the place.
        open: char,
    },
    /// A closing bracket that does not fit the one opened last.
    #[error("`{found}` where `{expected}` must close line {line}, column {column}")]
    WrongBracket {
        /// What stands there.
        found: char,
        /// What should.
        expected: char,
        /// The line of the opening bracket.
        line: usize,
        /// Its column.
        column: usize,
    },
    /// A character that cannot stand there.
    #[error("unexpected {0:?}")]
    UnexpectedChar(char),
    /// The text ends too early.
    #[error("unexpected end")]
    UnexpectedEnd,
    /// Something is missing before the place.
    #[error("expected `{0}`")]
    Missing(char),
    /// A field has no name, or the name is no name.
    #[error("expected a field's name")]
    MissingName,
    /// A backslash in a string followed by what it must not be.
    #[error("invalid escape in a string")]
    InvalidEscape,
    /// More text after the project.
    #[error("text after the end")]
    TrailingText,
    /// A header `#![enable(…)]` that is not understood.
    #[error("invalid attribute")]
    InvalidAttribute,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Any text in quotes.
    Text,
    /// An amount of money as text, like `"66.16"`.
    Money,
    /// A rate as text, like `"10.5%"`.
    Rate,
    /// A date as text, like `"2025-11-11"`.
    Date,
    /// Date and time as text, like `"2025-11-11T20:00:00"`.
    DateTime,
    /// A [`Shifts`](crate::model::Shifts).
    Shifts,
    /// [`Minutes`](crate::model::Minutes), or [`SignedMinutes`](crate::model::SignedMinutes).
    Minutes,
    /// A whole number.
    Integer,
    /// A whole number of people or pieces.
    Count,
    /// An amount of money above zero.
    PositiveMoney,
    /// A list of at most so many counts as a histogram has.
    Counts,
    /// Sums that fit the counts of a histogram.
    Sums,
    /// A [`CustomerTable`](crate::model::CustomerTable).
    Customers,
    /// A [`Mark`](crate::model::Mark).
    Mark,
    /// `true` or `false`.
    Bool,
    /// One of the names of a list, without quotes.
    Name,
    /// `( … )` with named fields.
    Struct,
    /// `( … )` with values in a fixed order.
    Tuple,
    /// `[ … ]`.
    List,
    /// `{ … }`.
    Map,
    /// Something else, in a library's words.
    Other(String),
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text in quotes",
            Self::Money => "an amount as text, like \"66.16\"",
            Self::Rate => "a rate as text, like \"10.5%\"",
            Self::Date => "a date as text, like \"2025-11-11\"",
            Self::DateTime => "a date and time as text, like \"2025-11-11T20:00:00\"",
            Self::Shifts => "working hours as text, like \"09:00-12:00 13:00-18:00\"",
            Self::Minutes => "a number of minutes within a hundred years",
            Self::Integer => "a whole number",
            Self::Count => "a whole number of 0 or more",
            Self::PositiveMoney => "an amount above zero",
            Self::Counts => "a list of at most 2000 counts",
            Self::Sums => "a histogram whose sums fit its counts",
            Self::Customers => "customers as text, like \"0/1:1990,10*3;4/2:9900\"",
            Self::Mark => "a mark from 1 to 5",
            Self::Bool => "true or false",
            Self::Name => "a name without quotes",
            Self::Struct => "( … ) with named fields",
            Self::Tuple => "( … ) with values",
            Self::List => "[ … ]",
            Self::Map => "{ … }",
            Self::Other(words) => words,
        })
    }
}

/// What stands where something else is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Text in quotes.
    Text(String),
    /// A number.
    Number(String),
    /// A name without quotes.
    Name(String),
    /// `( … )`.
    Struct,
    /// `[ … ]`.
    List,
    /// `{ … }`.
    Map,
    /// Nothing: a comma or the end.
    Nothing,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "text {text}"),
            Self::Number(text) => write!(f, "the number {text}"),
            Self::Name(text) => write!(f, "the name {text}"),
            Self::Struct => f.write_str("( … )"),
            Self::List => f.write_str("[ … ]"),
            Self::Map => f.write_str("{ … }"),
            Self::Nothing => f.write_str("nothing"),
        }
    }
}
