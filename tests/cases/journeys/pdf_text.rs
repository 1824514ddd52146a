//! Everything a reader can get out of a PDF, taken out by hand and without this program's own code: every stream
//! inflated, what is plain text as it stands, and what is drawn read back through the fonts' own maps.
//!
//! Fonts are not told apart: a page is read through every map, so that nothing drawn is missed.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::ZlibDecoder;

/// What was taken out.
pub struct Text {
    /// Streams and the file itself, as far as they are text: metadata, embedded files, strings.
    pub plain: Vec<String>,
    /// What is drawn, once for every map of a font; what is drawn apart on lines of its own.
    pub drawn: Vec<String>,
}

impl Text {
    /// Whether a text stands anywhere, spaces and line breaks not counting.
    pub fn has(&self, text: &str) -> bool {
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let wanted = bare(text);
        self.plain.iter().chain(&self.drawn).any(|all| bare(all).contains(&wanted))
    }
}

/// Takes everything out of a PDF.
pub fn of(pdf: &[u8]) -> Text {
    let streams = streams(pdf);
    let mut plain = vec![strings(pdf)];
    let (mut maps, mut pages) = (Vec::new(), Vec::new());
    for stream in &streams {
        let text = String::from_utf8_lossy(stream).into_owned();
        if text.contains("beginbfchar") || text.contains("beginbfrange") {
            maps.push(map(&text));
        } else if text.contains("Tj") || text.contains("TJ") {
            pages.push(codes(&text));
        }
        plain.push(strings(stream));
        plain.push(text);
    }
    let read = |map: &BTreeMap<u32, String>, codes: &[Option<u32>]| {
        let text = |code: &Option<u32>| match code {
            Some(code) => map.get(code).cloned(),
            None => Some("\n".to_owned()),
        };
        codes.iter().filter_map(text).collect::<String>()
    };
    let drawn = maps.iter().map(|map| pages.iter().map(|codes| read(map, codes)).collect());
    Text { plain, drawn: drawn.collect() }
}

/// The streams of a file, inflated where they are deflated.
fn streams(pdf: &[u8]) -> Vec<Vec<u8>> {
    let find = |from: usize, what: &[u8]| {
        let place = pdf[from..].windows(what.len()).position(|window| window == what)?;
        Some(from + place)
    };
    let (mut all, mut from) = (Vec::new(), 0);
    while let Some(start) = find(from, b"stream") {
        let start = start + b"stream".len();
        let skip = pdf[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let Some(end) = find(start, b"endstream") else { break };
        let raw = &pdf[start + skip..end];
        let mut inflated = Vec::new();
        let whole = ZlibDecoder::new(raw).read_to_end(&mut inflated);
        all.push(if whole.is_ok() || !inflated.is_empty() { inflated } else { raw.to_vec() });
        from = end + b"endstream".len();
    }
    all
}

/// Strings of the file in UTF-16, as titles and names of files are written: `<FEFF…>` and its binary form.
fn strings(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let hex = text.split("<FEFF").chain(text.split("<feff")).skip(1);
    let hex = hex.filter_map(|rest| rest.split('>').next().map(units));
    let binary = bytes.windows(3).enumerate().filter(|(_, w)| *w == [b'(', 0xFE, 0xFF]);
    let binary = binary.map(|(place, _)| {
        let rest = &bytes[place + 3..bytes.len().min(place + 2000)];
        let units: Vec<u16> =
            rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    });
    hex.chain(binary).collect::<Vec<_>>().join("\n")
}

/// Four hexadecimal digits a unit.
fn units(hex: &str) -> String {
    let digits: String = hex.chars().filter(char::is_ascii_hexdigit).collect();
    let units: Vec<u16> = digits
        .as_bytes()
        .chunks_exact(4)
        .filter_map(|four| u16::from_str_radix(std::str::from_utf8(four).ok()?, 16).ok())
        .collect();
    String::from_utf16_lossy(&units)
}

/// A font's map from codes to text.
fn map(text: &str) -> BTreeMap<u32, String> {
    let mut map = BTreeMap::new();
    let number = |hex: &str| u32::from_str_radix(hex, 16).ok();
    for part in text.split("beginbfchar").skip(1) {
        let cells = angles(part.split("endbfchar").next().unwrap_or_default());
        for pair in cells.chunks_exact(2) {
            if let Some(code) = number(&pair[0]) {
                map.insert(code, units(&pair[1]));
            }
        }
    }
    for part in text.split("beginbfrange").skip(1) {
        let cells = angles(part.split("endbfrange").next().unwrap_or_default());
        for three in cells.chunks_exact(3) {
            let (Some(first), Some(last)) = (number(&three[0]), number(&three[1])) else {
                continue;
            };
            let start = number(&three[2]).unwrap_or_default();
            for code in first..=last.min(first + 0xFFFF) {
                let letter = char::from_u32(start + code - first).map(String::from);
                map.insert(code, letter.unwrap_or_default());
            }
        }
    }
    map
}

/// The codes that a page draws, in order: two bytes each, and nothing between what is drawn apart.
fn codes(text: &str) -> Vec<Option<u32>> {
    let code = |four: &[u8]| u32::from_str_radix(std::str::from_utf8(four).ok()?, 16).ok();
    let mut codes = Vec::new();
    for piece in text.split("Tj").flat_map(|part| part.split("TJ")) {
        for hex in angles(piece) {
            codes.extend(hex.as_bytes().chunks_exact(4).filter_map(code).map(Some));
        }
        codes.push(None);
    }
    codes
}

/// What stands in angle brackets.
fn angles(text: &str) -> Vec<String> {
    let parts = text.split('<').skip(1).filter_map(|rest| rest.split_once('>'));
    let hex = parts.map(|(inside, _)| inside.chars().filter(char::is_ascii_hexdigit).collect());
    hex.filter(|hex: &String| !hex.is_empty()).collect()
}
