//! The encoding of a text, by its first bytes.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use crate::engine::orders::intake::{Encoding, IntakeError};

/// How many bytes are looked at.
pub(super) const HEAD: usize = 256 * 1024;

/// Guesses from the head of a text; and how many bytes its byte order mark has.
///
/// # Errors
/// It is no text.
pub(super) fn detect(head: &[u8]) -> Result<Encoding, IntakeError> {
    if head.starts_with(b"\xef\xbb\xbf") {
        return Ok(Encoding::Utf8);
    }
    if head.starts_with(b"\xff\xfe") {
        return Ok(Encoding::Utf16Le);
    }
    if head.starts_with(b"\xfe\xff") {
        return Ok(Encoding::Utf16Be);
    }
    if head.contains(&0) {
        return without_mark(head).ok_or(IntakeError::NotText);
    }
    match std::str::from_utf8(head) {
        Ok(_) => Ok(Encoding::Utf8),
        // cut within a character, as the end of a head may be
        Err(error) if error.error_len().is_none() && head.len() >= HEAD => Ok(Encoding::Utf8),
        Err(_) => Ok(Encoding::Gb18030),
    }
}

/// UTF-16 shows by zeros in every other byte wherever there are digits and delimiters.
fn without_mark(head: &[u8]) -> Option<Encoding> {
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let many = head.len() / 8;
    if second > many && first * 8 < second {
        Some(Encoding::Utf16Le)
    } else if first > many && second * 8 < first {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// How many bytes of a byte order mark a text begins with.
pub(super) fn mark(head: &[u8], encoding: Encoding) -> u64 {
    match encoding {
        Encoding::Utf8 if head.starts_with(b"\xef\xbb\xbf") => 3,
        Encoding::Utf16Le if head.starts_with(b"\xff\xfe") => 2,
        Encoding::Utf16Be if head.starts_with(b"\xfe\xff") => 2,
        _ => 0,
    }
}

/// Bytes as text; what is wrong becomes the replacement character.
pub(super) fn decode(bytes: &[u8], encoding: Encoding) -> String {
    match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
        Encoding::Gb18030 => GB18030.decode_without_bom_handling(bytes).0.into_owned(),
        Encoding::Utf16Le => UTF_16LE.decode_with_bom_removal(bytes).0.into_owned(),
        Encoding::Utf16Be => UTF_16BE.decode_with_bom_removal(bytes).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let text = "订单编号,实付金额\n1,199.00\n2,59.90\n3,12.00\n";
        let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        let gb = GB18030.encode(text).0.into_owned();
        for (bytes, expected) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (format!("\u{feff}{text}").into_bytes(), Encoding::Utf8),
            (gb, Encoding::Gb18030),
            (utf16(u16::to_le_bytes), Encoding::Utf16Le),
            (utf16(u16::to_be_bytes), Encoding::Utf16Be),
            (b"order_id,amount\n1,2\n".to_vec(), Encoding::Utf8),
        ] {
            assert_eq!(detect(&bytes).expect("text"), expected);
            assert!(decode(&bytes, expected).trim_start_matches('\u{feff}').starts_with(if bytes[0] == b'o' {
                "order"
            } else {
                "订单编号,实付"
            }));
        }
        let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(utf16(u16::to_le_bytes)).collect();
        assert_eq!((detect(&marked).expect("text"), mark(&marked, Encoding::Utf16Le)), (Encoding::Utf16Le, 2));
        assert!(matches!(detect(b"\x7fELF\x02\x01\x01\0\0\0\0\0\xb7"), Err(IntakeError::NotText)));
    }
}
