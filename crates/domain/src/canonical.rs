//! The canonical copy of a filing: the one byte sequence that its document hash is taken over.
//!
//! JSON after RFC 8785 in the part we use: keys in order, no white space, texts only (numbers never occur;
//! amounts are the texts that were entered). The writer is our own, so that no feature of a JSON library can
//! change the order of keys. Texts stand exactly as stored. A change here needs a new [`FORMAT`].

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::answer::{Answer, Content, Row};
use crate::copy::{CopyKind, CopyNote};

/// The version of the canonical format.
pub const FORMAT: &str = "singo-filing-1";

/// What identifies the definition a filing was written under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefinitionRef {
    /// The form.
    pub form: String,
    /// Its version.
    pub version: String,
    /// Its content hash.
    pub hash: String,
}

/// The JSON that occurs in a filing.
enum Node<'a> {
    Text(&'a str),
    List(Vec<Node<'a>>),
    Map(Vec<(&'a str, Node<'a>)>),
}

/// The canonical bytes of a filing.
pub fn canonical_filing(definition: &DefinitionRef, content: &Content) -> String {
    canonical(definition, content, None)
}

/// The canonical bytes of a copy that withholds something; they say so.
pub fn canonical_copy(definition: &DefinitionRef, content: &Content, note: &CopyNote) -> String {
    canonical(definition, content, Some(note))
}

fn canonical(definition: &DefinitionRef, content: &Content, note: Option<&CopyNote>) -> String {
    let DefinitionRef { form, version, hash } = definition;
    let Content { fields, tables } = content;
    let fields = fields.iter().map(|(id, answer)| (id.as_str(), answer_node(answer))).collect();
    let tables = tables
        .iter()
        .map(|(table, rows)| (table.as_str(), Node::List(rows.iter().map(row_node).collect())))
        .collect();
    let mut filing = vec![
        ("format", Node::Text(FORMAT)),
        (
            "definition",
            Node::Map(vec![
                ("form", Node::Text(form)),
                ("version", Node::Text(version)),
                ("hash", Node::Text(hash)),
            ]),
        ),
        ("content", Node::Map(vec![("fields", Node::Map(fields)), ("tables", Node::Map(tables))])),
    ];
    if let Some(CopyNote { kind, withheld }) = note {
        let kind = match kind {
            CopyKind::Full => "full",
            CopyKind::Masked => "masked",
            CopyKind::Redacted => "redacted",
        };
        let withheld = withheld.iter().map(|field| Node::Text(field.as_str())).collect();
        let note = vec![("kind", Node::Text(kind)), ("withheld", Node::List(withheld))];
        filing.push(("copy", Node::Map(note)));
    }
    let mut text = String::new();
    write(Node::Map(filing), &mut text);
    text
}

fn answer_node(answer: &Answer) -> Node<'_> {
    match answer {
        Answer::Text(text) => Node::Text(text),
        Answer::Many(values) => Node::List(values.iter().map(|value| Node::Text(value)).collect()),
    }
}

fn row_node(row: &Row) -> Node<'_> {
    let id = [("id", Node::Text(row.id.as_str()))];
    Node::Map(
        id.into_iter()
            .chain(row.cells.iter().map(|(name, answer)| (name.as_str(), answer_node(answer))))
            .collect(),
    )
}

fn write(node: Node<'_>, out: &mut String) {
    match node {
        Node::Text(text) => write_text(text, out),
        Node::List(items) => {
            out.push('[');
            for (i, item) in items.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Node::Map(mut entries) => {
            // RFC 8785, 3.2.3: by UTF-16 code units, which is not the order of UTF-8 beyond U+FFFF.
            entries.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            out.push('{');
            for (i, (key, value)) in entries.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_text(key, out);
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
    }
}

/// RFC 8785, 3.2.2.2: the short escapes where there are, `\u00xx` for other controls, all else as it is.
fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{C}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            control if control < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(control))),
            other => out.push(other),
        }
    }
    out.push('"');
}

/// A filing's canonical bytes as they are read back: the definition, the answers, and what a copy withholds.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadFiling {
    /// [`FORMAT`].
    pub format: String,
    /// What it was written under.
    pub definition: DefinitionRef,
    /// The answers.
    pub content: Content,
    /// What is withheld; `None` for the whole filing.
    #[serde(default)]
    pub copy: Option<CopyNote>,
}

impl ReadFiling {
    /// Reads a filing; only the canonical bytes themselves are one.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let read: Self = serde_json::from_slice(bytes).ok()?;
        let again = canonical(&read.definition, &read.content, read.copy.as_ref());
        (read.format == FORMAT && again.as_bytes() == bytes).then_some(read)
    }
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256_hex(bytes: impl AsRef<[u8]>) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn definition() -> DefinitionRef {
        DefinitionRef { form: "f".into(), version: "1".into(), hash: "h".into() }
    }

    #[test]
    fn the_order_of_entry_does_not_matter() {
        let expected = concat!(
            r#"{"content":{"fields":{"a.x":"1","b.y":["q","p"]},"#,
            r#""tables":{"t":[{"a":"\u0001\n\"\\/가","id":"r2","z":"0"},{"id":"r1"}]}},"#,
            r#""definition":{"form":"f","hash":"h","version":"1"},"format":"singo-filing-1"}"#,
        );
        for json in [
            r#"{"fields":{"b.y":["q","p"],"a.x":"1"},"tables":{"t":[{"z":"0","id":"r2","a":"\u0001\n\"\\/가"},{"id":"r1"}]}}"#,
            r#"{"tables":{"t":[{"a":"\u0001\n\"\\/가","z":"0","id":"r2"},{"id":"r1"}]},"fields":{"a.x":"1","b.y":["q","p"]}}"#,
        ] {
            let content: Content = serde_json::from_str(json).unwrap();
            assert_eq!(canonical_filing(&definition(), &content), expected);
        }
    }

    #[test]
    fn keys_are_ordered_by_utf16() {
        // RFC 8785, 3.2.3, the example of sorting, in the part that texts can show.
        let keys = ["\u{20ac}", "\r", "\u{fb33}", "1", "\u{1f600}", "\u{80}", "\u{f6}"];
        let mut text = String::new();
        write(Node::Map(keys.iter().map(|key| (*key, Node::Text(""))).collect()), &mut text);
        let sorted = ["\\r", "1", "\u{80}", "\u{f6}", "\u{20ac}", "\u{1f600}", "\u{fb33}"];
        assert_eq!(text, format!("{{{}}}", sorted.map(|key| format!("\"{key}\":\"\"")).join(",")));
    }

    #[test]
    fn sha256_is_the_published_one() {
        // FIPS 180-4, the example "abc".
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256_hex("abc"), abc);
    }

    proptest! {
        #[test]
        fn every_text_is_read_back_by_a_json_reader(text in any::<String>()) {
            let mut json = String::new();
            write(Node::Text(&text), &mut json);
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
