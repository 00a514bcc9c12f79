//! XML out: elements with text, indented, nothing in them that XML does not bear.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};

/// A text being written.
pub(super) struct Out {
    text: String,
    open: Vec<&'static str>,
}

impl Out {
    pub fn new() -> Self {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned();
        Self { text, open: Vec::new() }
    }

    fn indent(&mut self) {
        for _ in &self.open {
            self.text.push_str("  ");
        }
    }

    /// The outermost element.
    pub fn root(&mut self, name: &'static str, namespace: &str) {
        self.text.push_str(&format!("<{name} xmlns=\"{namespace}\">\n"));
        self.open.push(name);
    }

    /// Begins an element.
    pub fn begin(&mut self, name: &'static str) {
        self.indent();
        self.text.push_str(&format!("<{name}>\n"));
        self.open.push(name);
    }

    /// Ends the element begun last.
    pub fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.text.push_str(&format!("</{name}>\n"));
        }
    }

    /// An element with text in it.
    pub fn put(&mut self, name: &str, value: impl std::fmt::Display) {
        self.indent();
        let value = value.to_string();
        self.text.push_str(&format!("<{name}>{}</{name}>\n", escaped(&value)));
    }

    /// A flag.
    pub fn flag(&mut self, name: &str, value: bool) {
        self.put(name, u8::from(value));
    }

    /// An instant.
    pub fn at(&mut self, name: &str, at: DateTime) {
        self.put(name, at.strftime("%Y-%m-%dT%H:%M:%S"));
    }

    /// The first or the last minute of a day.
    pub fn day(&mut self, name: &str, day: Date, last: bool) {
        self.put(name, format!("{day}T{}", if last { "23:59:00" } else { "00:00:00" }));
    }

    pub fn done(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.end();
        }
        self.text.into_bytes()
    }
}

fn escaped(text: &str) -> Cow<'_, str> {
    let bad = |c: char| (c.is_control() && !matches!(c, '\t' | '\n')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    let text = quick_xml::escape::escape(text);
    if !text.contains(bad) {
        return text;
    }
    // a carriage return would be read as a line's end; what else XML cannot hold is nothing to see
    Cow::Owned(text.chars().fold(String::new(), |mut out, c| {
        match c {
            '\r' => out.push_str("&#13;"),
            c if bad(c) => {}
            c => out.push(c),
        }
        out
    }))
}
