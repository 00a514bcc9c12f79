//! XML to elements: decoded, pulled one subtree at a time, never the whole plan at once. Entities of a file's own are not
//! expanded, so that a small file cannot become a large one.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::engine::schedule::carry::PlanError;

/// Elements nested deeper are not read.
pub const MOST_DEPTH: usize = 32;

/// Bytes as text: by the byte order mark, else by what the declaration says, else UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Result<String, PlanError> {
    let head = bytes.get(..bytes.len().min(200)).unwrap_or_default();
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let wide = || match head {
        [b'<', 0, ..] => Some(UTF_16LE),
        [0, b'<', ..] => Some(UTF_16BE),
        _ => None,
    };
    let declared = || {
        let head = String::from_utf8_lossy(head);
        let (_, rest) = head.split_once("encoding=")?;
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        Encoding::for_label(rest.get(1..)?.split(quote).next()?.as_bytes())
    };
    let encoding = marked.or_else(wide).or_else(declared).unwrap_or(UTF_8);
    let (text, _, wrong) = encoding.decode(bytes);
    if wrong || text.contains('\0') { Err(PlanError::NotText) } else { Ok(text.into_owned()) }
}

/// An element with what is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub name: String,
    pub text: String,
    pub children: Vec<Element>,
}

impl Element {
    /// The first element of a name in it.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All elements of a name in it.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of an element in it, without the space around it; nothing if there is none.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.trim()).filter(|text| !text.is_empty())
    }
}

/// Pulls elements out of a text.
pub(super) struct Pull<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
}

/// What comes next within an element.
pub(super) enum Next {
    /// An element begins; whether it is empty.
    Begin(String, bool),
    /// The element that was in hand ends.
    End,
}

fn local(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_owned()
}

impl<'a> Pull<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, reader: Reader::from_str(text) }
    }

    fn wrong(&self, words: &impl ToString) -> PlanError {
        let at = usize::try_from(self.reader.error_position()).unwrap_or(0).max(
            // errors of what was read are told where the reader stands
            usize::try_from(self.reader.buffer_position()).unwrap_or(0),
        );
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.matches('\n').count() as u64 + 1;
        PlanError::Malformed { line, words: words.to_string() }
    }

    fn event(&mut self) -> Result<Event<'a>, PlanError> {
        match self.reader.read_event() {
            Ok(Event::Eof) => Err(self.wrong(&"it ends too early")),
            Ok(event) => Ok(event),
            Err(error) => Err(self.wrong(&error)),
        }
    }

    /// The name of the outermost element, with which everything begins.
    pub fn root(&mut self) -> Result<(String, bool), PlanError> {
        loop {
            match self.event()? {
                Event::Start(start) => return Ok((local(&start), false)),
                Event::Empty(start) => return Ok((local(&start), true)),
                // a byte order mark is no text
                Event::Text(text) if !text.trim().trim_start_matches('\u{feff}').is_empty() => {
                    return Err(self.wrong(&"no XML"));
                }
                _ => {}
            }
        }
    }

    /// The next element within the one in hand, or its end.
    pub fn next(&mut self) -> Result<Next, PlanError> {
        loop {
            match self.event()? {
                Event::Start(start) => return Ok(Next::Begin(local(&start), false)),
                Event::Empty(start) => return Ok(Next::Begin(local(&start), true)),
                Event::End(_) => return Ok(Next::End),
                _ => {}
            }
        }
    }

    /// An element that has begun, to its end.
    pub fn element(&mut self, name: String, empty: bool) -> Result<Element, PlanError> {
        let mut open = vec![Element { name, ..Element::default() }];
        if empty {
            return Ok(open.pop().unwrap_or_default());
        }
        loop {
            let event = self.event()?;
            match event {
                Event::Start(start) => {
                    if open.len() >= MOST_DEPTH {
                        return Err(PlanError::TooDeep { limit: MOST_DEPTH });
                    }
                    open.push(Element { name: local(&start), ..Element::default() });
                }
                Event::Empty(start) => {
                    let child = Element { name: local(&start), ..Element::default() };
                    if let Some(parent) = open.last_mut() {
                        parent.children.push(child);
                    }
                }
                Event::End(_) => {
                    let Some(done) = open.pop() else { return Ok(Element::default()) };
                    match open.last_mut() {
                        Some(parent) => parent.children.push(done),
                        None => return Ok(done),
                    }
                }
                Event::Text(text) => append(&mut open, &text.xml10_content()),
                Event::CData(text) => append(&mut open, &text.xml10_content()),
                Event::GeneralRef(name) => {
                    let found = match name.resolve_char_ref() {
                        Ok(Some(c)) => Some(c.to_string()),
                        Ok(None) => quick_xml::escape::resolve_xml_entity(&name).map(str::to_owned),
                        Err(error) => return Err(self.wrong(&error)),
                    };
                    let text = found.ok_or_else(|| self.wrong(&"an entity that is not known"))?;
                    append(&mut open, &text);
                }
                _ => {}
            }
        }
    }
}

fn append(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Element, PlanError> {
        let mut pull = Pull::new(text);
        let (name, empty) = pull.root()?;
        pull.element(name, empty)
    }

    #[test]
    fn elements_are_read_with_their_text() {
        let xml = "<?xml version=\"1.0\"?>\n<!-- a plan --><p:a xmlns:p=\"x\"><b>1 &lt; 2 &#x4e2d;<![CDATA[<&>]]></b><c/></p:a>";
        let a = read(xml).expect("well-formed");
        assert_eq!((a.name.as_str(), a.get("b"), a.get("c")), ("a", Some("1 < 2 中<&>"), None));
    }

    #[test]
    fn what_is_no_xml_is_refused_with_its_line() {
        for (text, line) in [("<a>\n<b></a>", 2), ("<a>\n\n&own;</a>", 3), ("<a>", 1), ("text", 1)] {
            let found = read(text);
            assert!(matches!(found, Err(PlanError::Malformed { line: l, .. }) if l == line), "{text}: {found:?}");
        }
        let deep = "<a>".repeat(MOST_DEPTH + 1);
        assert!(matches!(read(&deep), Err(PlanError::TooDeep { .. })));
    }

    #[test]
    fn encodings_are_told_by_mark_or_declaration() {
        let xml = "<?xml version=\"1.0\" encoding=\"GBK\"?><a>任务</a>";
        let gbk = encoding_rs::GBK.encode(xml).0.into_owned();
        assert_eq!(decode(&gbk).expect("text"), xml);
        let wide: Vec<u8> = "\u{feff}<a>任务</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide).expect("text"), "<a>任务</a>");
        assert!(matches!(decode(b"<a>\xff</a>"), Err(PlanError::NotText)));
    }
}
