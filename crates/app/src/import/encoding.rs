//! Bytes to text. Korean spreadsheets arrive as UTF-8, with or without a mark, as CP949, or as UTF-16.
//!
//! Nothing is replaced: bytes that are no text of the encoding end the reading with an error. Not here: cells.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, EUC_KR, UTF_8, UTF_16BE, UTF_16LE};

/// The encodings that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 behind a byte order mark.
    Utf8Bom,
    /// CP949 (windows-949), with all its extensions.
    Cp949,
    /// UTF-16, least significant byte first.
    Utf16Le,
    /// UTF-16, most significant byte first.
    Utf16Be,
}

impl TextEncoding {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Utf8, "utf-8"),
        (Self::Utf8Bom, "utf-8-bom"),
        (Self::Cp949, "cp949"),
        (Self::Utf16Le, "utf-16le"),
        (Self::Utf16Be, "utf-16be"),
    ];

    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(own, _)| *own == self).map_or("", |(_, name)| name)
    }

    /// The encoding of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, own)| *own == name).map(|(encoding, _)| *encoding)
    }

    fn decoder(self) -> Decoder {
        match self {
            Self::Utf8 | Self::Utf8Bom => UTF_8.new_decoder_with_bom_removal(),
            // The WHATWG name EUC-KR means windows-949.
            Self::Cp949 => EUC_KR.new_decoder_without_bom_handling(),
            Self::Utf16Le => UTF_16LE.new_decoder_with_bom_removal(),
            Self::Utf16Be => UTF_16BE.new_decoder_with_bom_removal(),
        }
    }
}

/// A stream of UTF-8 made of a stream in another encoding.
pub struct Decoding<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_from: usize,
    text: Vec<u8>,
    text_from: usize,
    at_end: bool,
    finished: bool,
}

impl<R: Read> Decoding<R> {
    /// Decodes `inner`.
    pub fn new(inner: R, encoding: TextEncoding) -> Self {
        Self {
            inner,
            decoder: encoding.decoder(),
            raw: Vec::new(),
            raw_from: 0,
            text: Vec::new(),
            text_from: 0,
            at_end: false,
            finished: false,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        const CHUNK: usize = 1 << 16;
        while self.text_from == self.text.len() && !self.finished {
            if self.raw_from == self.raw.len() && !self.at_end {
                self.raw.resize(CHUNK, 0);
                let read = self.inner.read(&mut self.raw)?;
                self.raw.truncate(read);
                self.raw_from = 0;
                self.at_end = read == 0;
            }
            // Three bytes of UTF-8 for each byte is the most that any of the encodings needs.
            self.text.resize(CHUNK * 3 + 16, 0);
            self.text_from = 0;
            let rest = self.raw.get(self.raw_from..).unwrap_or_default();
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(rest, &mut self.text, self.at_end);
            self.text.truncate(written);
            self.raw_from += read;
            match result {
                DecoderResult::Malformed(..) => {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "encoding"));
                }
                DecoderResult::InputEmpty => self.finished = self.at_end,
                DecoderResult::OutputFull => {}
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.fill()?;
        let rest = self.text.get(self.text_from..).unwrap_or_default();
        let taken = rest.len().min(into.len());
        into[..taken].copy_from_slice(&rest[..taken]);
        self.text_from += taken;
        Ok(taken)
    }
}

/// The text of a small file in any of the encodings, or `None` where it is text in none of them.
pub fn decoded(bytes: &[u8]) -> Option<String> {
    let likely: &[TextEncoding] = match bytes {
        [0xFF, 0xFE, ..] => &[TextEncoding::Utf16Le],
        [0xFE, 0xFF, ..] => &[TextEncoding::Utf16Be],
        _ => &[TextEncoding::Utf8, TextEncoding::Cp949],
    };
    likely.iter().find_map(|encoding| {
        let mut text = String::new();
        Decoding::new(bytes, *encoding).read_to_string(&mut text).ok().map(|_| text)
    })
}

/// Whether bytes are text in CP949, chunk by chunk.
pub struct Cp949Check(Decoder);

impl Default for Cp949Check {
    fn default() -> Self {
        Self(EUC_KR.new_decoder_without_bom_handling())
    }
}

impl Cp949Check {
    /// Takes the next bytes; `false` when they are not text.
    pub fn takes(&mut self, bytes: &[u8], last: bool) -> bool {
        let mut rest = bytes;
        let mut text = [0_u16; 4096];
        loop {
            let (result, read, _) =
                self.0.decode_to_utf16_without_replacement(rest, &mut text, last);
            rest = rest.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => return true,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => return false,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_decoded_whatever_the_size_of_its_pieces() {
        // 똠 lies outside KS X 1001, inside the extension of CP949.
        let cp949 = [0x8C, 0x63, 0xB9, 0xE6, 0xB0, 0xA2, 0xC7, 0xCF];
        let cases: [(&[u8], TextEncoding); 5] = [
            ("똠방각하".as_bytes(), TextEncoding::Utf8),
            (
                b"\xEF\xBB\xBF\xEB\x98\xA0\xEB\xB0\xA9\xEA\xB0\x81\xED\x95\x98",
                TextEncoding::Utf8Bom,
            ),
            (&cp949, TextEncoding::Cp949),
            (b"\xFF\xFE\x20\xB6\x29\xBC\x01\xAC\x58\xD5", TextEncoding::Utf16Le),
            (b"\xFE\xFF\xB6\x20\xBC\x29\xAC\x01\xD5\x58", TextEncoding::Utf16Be),
        ];
        for (bytes, encoding) in cases {
            let mut text = String::new();
            let one_by_one =
                bytes.chunks(1).fold(Box::new(io::empty()) as Box<dyn Read>, |before, next| {
                    Box::new(before.chain(next))
                });
            Decoding::new(one_by_one, encoding).read_to_string(&mut text).unwrap();
            assert_eq!(text, "똠방각하", "{encoding:?}");
            assert_eq!(TextEncoding::named(encoding.name()), Some(encoding));
        }
        let mut text = String::new();
        let cut = Decoding::new(&cp949[..7], TextEncoding::Cp949).read_to_string(&mut text);
        assert!(cut.is_err(), "half a character is refused, not dropped");
    }
}
