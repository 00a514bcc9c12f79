//! From bytes to text, with a word about what else the bytes may be.

use super::error::{Encoding, OpenError};
use super::place::line_column;

/// The text of a file, without its byte order mark.
///
/// # Errors
/// Too large, empty, or not UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, OpenError> {
    if bytes.len() as u64 > super::MAX_BYTES {
        return Err(OpenError::TooLarge { limit: super::MAX_BYTES });
    }
    if let Some(encoding) = other_encoding(bytes) {
        return Err(OpenError::OtherEncoding(encoding));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let offset = error.valid_up_to();
        let before = bytes.get(..offset).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("");
        let (line, column) = line_column(before, offset);
        OpenError::NotUtf8 { offset, line, column }
    })?;
    if text.trim().is_empty() { Err(OpenError::Empty) } else { Ok(text) }
}

/// Byte order marks of UTF-16 and UTF-32, or text whose every other byte is zero.
fn other_encoding(bytes: &[u8]) -> Option<Encoding> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] | [_, 0, 0, 0, _, 0, 0, 0, ..] => Some(Encoding::Utf32),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some(Encoding::Utf16),
        [a, 0, b, 0, ..] | [0, a, 0, b, ..] if *a != 0 && *b != 0 => Some(Encoding::Utf16),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_encoding() {
        assert_eq!(decode(b"\xef\xbb\xbf(x)").ok(), Some("(x)"));
        let utf16: Vec<u8> = "(a)".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, expected) in [
            (&utf16[..], "text in UTF-16, not UTF-8"),
            (b"\xff\xfe(\0a\0", "text in UTF-16, not UTF-8"),
            (b"\xfe\xff\0(\0a", "text in UTF-16, not UTF-8"),
            (b"\xff\xfe\0\0(\0\0\0", "text in UTF-32, not UTF-8"),
            (b"", "empty"),
            (b"\xef\xbb\xbf \n", "empty"),
            ("(\n名: \"".as_bytes(), ""),
            (b"(\n\"\xb4\xf311\")", "2:2: byte 3 is not UTF-8"),
        ] {
            assert_eq!(decode(bytes).err().map_or(String::new(), |e| e.to_string()), expected);
        }
    }
}
