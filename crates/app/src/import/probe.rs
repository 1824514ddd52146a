//! What a source is: its hash, its format, its encoding. One pass over the bytes, nothing kept.
//!
//! A file whose lines are partly UTF-8 and partly not (two exports glued together) is refused with the line
//! where it changes: either reading would garble names. Not here: reading cells.

use std::io::Read;

use sha2::{Digest, Sha256};

use super::encoding::{Cp949Check, TextEncoding};
use super::error::SheetError;
use super::input::Input;

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Cells between separators.
    Delimited,
    /// A workbook of a spreadsheet program, XLS or XLSX.
    Workbook,
    /// Travel-rule messages (IVMS101) or a list of records.
    Json,
}

/// What a source is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// How many bytes.
    pub size: u64,
    /// Line ends, for a text: about as many rows.
    pub lines: u64,
    /// The format.
    pub format: Format,
    /// The encoding, for a text.
    pub encoding: TextEncoding,
}

/// Looks a source through.
///
/// # Errors
/// [`SheetError`]: `encoding`, `mixed_encodings` (with the line), `not_text`, `empty`, `unreadable`.
pub fn probe(input: &Input, chosen: Option<TextEncoding>) -> Result<Probe, SheetError> {
    let mut source = input.open()?;
    let mut look = Look::default();
    let mut chunk = vec![0_u8; 1 << 18];
    loop {
        let read = source.read(&mut chunk)?;
        if read == 0 {
            break;
        }
        look.take(&chunk[..read]);
    }
    look.finish(chosen)
}

/// SHA-256 of a source, lower-case hexadecimal.
///
/// # Errors
/// [`SheetError`] when it cannot be read.
pub fn hash(input: &Input) -> Result<String, SheetError> {
    let (mut source, mut hash, mut chunk) = (input.open()?, Sha256::new(), vec![0_u8; 1 << 18]);
    loop {
        let read = source.read(&mut chunk)?;
        if read == 0 {
            return Ok(data_encoding::HEXLOWER.encode(&hash.finalize()));
        }
        hash.update(&chunk[..read]);
    }
}

#[derive(Default)]
struct Look {
    hash: Sha256,
    size: u64,
    lines: u64,
    head: Vec<u8>,
    nuls: [u64; 2],
    cp949: Cp949Check,
    not_cp949: bool,
    /// Bytes of the line under way.
    line: Vec<u8>,
    first_utf8: Option<u64>,
    first_other: Option<u64>,
}

impl Look {
    const HEAD: usize = 4096;

    fn take(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        let rest = Self::HEAD.saturating_sub(self.head.len());
        self.head.extend(bytes.iter().take(rest));
        for (at, byte) in (self.size..).zip(bytes) {
            if *byte == 0 {
                self.nuls[usize::from(at % 2 == 1)] += 1;
            }
        }
        self.size += bytes.len() as u64;
        self.not_cp949 = self.not_cp949 || !self.cp949.takes(bytes, false);
        let mut pieces = bytes.split(|byte| *byte == b'\n').peekable();
        while let Some(piece) = pieces.next() {
            self.line.extend_from_slice(piece);
            if pieces.peek().is_some() {
                self.end_line();
                self.lines += 1;
            }
        }
    }

    fn end_line(&mut self) {
        if !self.line.is_ascii() {
            // Neither encoding has a line end inside a character, so a line can be judged alone. A pair of
            // bytes may be a letter in both; three bytes that are one Hangul syllable in UTF-8 are no accident.
            match std::str::from_utf8(&self.line) {
                Err(_) => _ = self.first_other.get_or_insert(self.lines + 1),
                Ok(text) if text.chars().any(|c| c >= '\u{800}') => {
                    self.first_utf8.get_or_insert(self.lines + 1);
                }
                Ok(_) => {}
            }
        }
        self.line.clear();
    }

    fn finish(mut self, chosen: Option<TextEncoding>) -> Result<Probe, SheetError> {
        if self.size == 0 {
            return Err(SheetError::of("empty"));
        }
        self.end_line();
        let format = self.format();
        let encoding = match (format, chosen) {
            (Format::Workbook, _) => TextEncoding::Utf8,
            (_, Some(encoding)) => encoding,
            (_, None) => self.encoding()?,
        };
        Ok(Probe {
            sha256: data_encoding::HEXLOWER.encode(&self.hash.finalize()),
            size: self.size,
            lines: self.lines,
            format,
            encoding,
        })
    }

    fn format(&self) -> Format {
        const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];
        if WORKBOOKS.iter().any(|magic| self.head.starts_with(magic)) {
            return Format::Workbook;
        }
        let text = self.head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.head);
        match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
            Some(b'{' | b'[') => Format::Json,
            _ => Format::Delimited,
        }
    }

    fn encoding(&mut self) -> Result<TextEncoding, SheetError> {
        match self.head.as_slice() {
            [0xEF, 0xBB, 0xBF, ..] => return self.utf8().map(|_| TextEncoding::Utf8Bom),
            [0xFF, 0xFE, ..] => return Ok(TextEncoding::Utf16Le),
            [0xFE, 0xFF, ..] => return Ok(TextEncoding::Utf16Be),
            _ => {}
        }
        // UTF-16 without a mark: the separators are ASCII, so every other byte of them is zero.
        if self.nuls != [0, 0] {
            let [even, odd] = self.nuls;
            return match (odd > even * 4, even > odd * 4) {
                (true, _) if self.separates(0) => Ok(TextEncoding::Utf16Le),
                (_, true) if self.separates(1) => Ok(TextEncoding::Utf16Be),
                _ => Err(SheetError::of("not_text")),
            };
        }
        if self.first_other.is_none() {
            return Ok(TextEncoding::Utf8);
        }
        self.utf8().or_else(|error| {
            let is_cp949 = !self.not_cp949 && self.cp949.takes(b"", true);
            if error.code == "encoding" && is_cp949 { Ok(TextEncoding::Cp949) } else { Err(error) }
        })
    }

    /// Whether a separator or a line end stands in the head as one unit of sixteen bits, its own byte being
    /// the first (0) or the second (1) of the two.
    fn separates(&self, own: usize) -> bool {
        self.head.chunks_exact(2).any(|pair| {
            pair[1 - own] == 0 && matches!(pair[own], b'\n' | b'\t' | b',' | b';' | b'|')
        })
    }

    /// Refuses lines that are not UTF-8, and says whether there are others that are.
    fn utf8(&self) -> Result<TextEncoding, SheetError> {
        match (self.first_utf8, self.first_other) {
            (_, None) => Ok(TextEncoding::Utf8),
            (None, Some(_)) => Err(SheetError::of("encoding")),
            (Some(utf8), Some(other)) => Err(SheetError::on("mixed_encodings", utf8.max(other))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(bytes: &[u8]) -> Result<Probe, SheetError> {
        probe(&Input::Bytes(bytes.into()), None)
    }

    #[test]
    fn every_usual_encoding_is_recognised() {
        let (cp949, _, _) = encoding_rs::EUC_KR.encode("수량,메모\n1,똠방각하\n");
        let le: Vec<u8> = "수량,a\n1,b\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "수량,a\n1,b\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, encoding) in [
            ("수량,메모\n".as_bytes(), TextEncoding::Utf8),
            ("\u{feff}수량\n".as_bytes(), TextEncoding::Utf8Bom),
            (&cp949, TextEncoding::Cp949),
            (&[&[0xFF, 0xFE], le.as_slice()].concat(), TextEncoding::Utf16Le),
            (&le, TextEncoding::Utf16Le),
            (&be, TextEncoding::Utf16Be),
        ] {
            assert_eq!(look(bytes).map(|probe| probe.encoding), Ok(encoding));
        }
    }

    #[test]
    fn what_is_no_text_is_refused_and_glued_files_name_their_seam() {
        assert_eq!(look(b"").unwrap_err().code, "empty");
        assert_eq!(look(&[0xFF, 0x00, 0x81, 0xFF]).unwrap_err().code, "not_text");
        assert_eq!(look(&[b'a', 0xFF, b'\n', 0x81]).unwrap_err().code, "encoding");
        let (cp949, _, _) = encoding_rs::EUC_KR.encode("한글\n");
        let glued = [b"a,b\n", "가나,다\n".as_bytes(), b"1,2\n", &cp949].concat();
        assert_eq!(look(&glued).unwrap_err(), SheetError::on("mixed_encodings", 4));
        // The hash of "abc" is the example of FIPS 180-2.
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(look(b"abc").unwrap().sha256, sha256);
        assert_eq!(look(b" [{}]").unwrap().format, Format::Json);
    }
}
