//! Bytes to text. Korean spreadsheets arrive as UTF-8, with or without a mark, as CP949, or as UTF-16.

use encoding_rs::{EUC_KR, Encoding, UTF_16BE, UTF_16LE};

/// A decoded text and the name of what it was decoded from.
pub struct Decoded {
    pub text: String,
    pub encoding: &'static str,
}

/// Decodes a file, or returns `None` when the bytes are text in none of the known encodings.
///
/// UTF-8 is tried before CP949: Hangul in CP949 is practically never valid UTF-8.
pub fn decode(bytes: &[u8]) -> Option<Decoded> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        let text = std::str::from_utf8(rest).ok()?.to_owned();
        return Some(Decoded { text, encoding: "utf-8-bom" });
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let encoding = if bytes[0] == 0xFF { UTF_16LE } else { UTF_16BE };
        return strict(encoding, &bytes[2..], "utf-16");
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Decoded { text: text.to_owned(), encoding: "utf-8" });
    }
    // The WHATWG name EUC-KR means windows-949 with all its extensions.
    strict(EUC_KR, bytes, "cp949")
}

fn strict(encoding: &'static Encoding, bytes: &[u8], name: &'static str) -> Option<Decoded> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(Decoded { text: text.into_owned(), encoding: name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_is_recognised() {
        // The bytes of 똠방각하 in CP949 (똠 lies outside KS X 1001, inside the extension).
        let cp949 = [0x8C, 0x63, 0xB9, 0xE6, 0xB0, 0xA2, 0xC7, 0xCF];
        let cases: [(&[u8], &str); 4] = [
            ("똠방각하".as_bytes(), "utf-8"),
            (b"\xEF\xBB\xBF\xEB\x98\xA0\xEB\xB0\xA9\xEA\xB0\x81\xED\x95\x98", "utf-8-bom"),
            (&cp949, "cp949"),
            (b"\xFF\xFE\x20\xB6\x29\xBC\x01\xAC\x58\xD5", "utf-16"),
        ];
        for (bytes, encoding) in cases {
            let decoded = decode(bytes).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), ("똠방각하", encoding));
        }
        assert!(decode(&[0xFF, 0x00, 0x81, 0xFF]).is_none(), "binary is refused, not replaced");
    }
}
