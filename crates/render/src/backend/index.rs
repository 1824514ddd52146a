//! The cross-reference stream, packed (ISO 32000-1, 7.5.8).
//!
//! lopdf writes it as it is, seven bytes for each object; a tagged form has thousands of objects whose entries
//! hardly differ from one to the next. Not here: any other part of the file.

use lopdf::{Dictionary, Document, Object, Stream};

/// Bytes of an entry: one for its type, four for a place, two for an index.
const ENTRY: usize = 7;
const END: &[u8] = b"\nendstream";

/// Packs the cross-reference stream at the end of a file that was just saved from this document. A file
/// without one at its end stays as it is: it is valid, only longer.
pub(super) fn pack(bytes: &mut Vec<u8>, document: &Document) {
    let length = document.trailer.get(b"Length").and_then(Object::as_i64);
    let Some(length) = length.ok().and_then(|length| usize::try_from(length).ok()) else { return };
    let Some(end) = bytes.windows(END.len()).rposition(|window| window == END) else { return };
    let plain = format!("/Length {length}>>stream\n");
    let Some(start) =
        end.checked_sub(length).filter(|start| bytes[..*start].ends_with(plain.as_bytes()))
    else {
        return;
    };
    let Some(packed) = packed(&bytes[start..end]) else { return };
    let head = format!(
        "/Length {}/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {ENTRY}>>>>stream\n",
        packed.len(),
    );
    bytes.splice(start - plain.len()..end, head.into_bytes().into_iter().chain(packed));
}

/// 7.4.4.4: each entry as its difference from the one above (PNG's filter 2), then deflated.
fn packed(entries: &[u8]) -> Option<Vec<u8>> {
    let mut differences = Vec::with_capacity(entries.len() + entries.len() / ENTRY);
    let mut above = [0; ENTRY].as_slice();
    for entry in entries.chunks(ENTRY) {
        differences.push(2);
        differences.extend(entry.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(*above)));
        above = entry;
    }
    let mut stream = Stream::new(Dictionary::new(), differences);
    stream.compress().ok()?;
    // Too little to gain leaves it as it was, without the filter.
    stream.dict.get(b"Filter").is_ok().then_some(stream.content)
}
