//! Every reader of files that come from outside, by name: what the fuzz targets and the smoke test feed.
//!
//! Whatever the bytes, a reader gives a value or an error; it never panics and never runs away.

use std::io::Cursor;

use singo_domain::calendar::BusinessCalendar;
use singo_domain::definition::{Definition, DefinitionFiles};

use crate::bundle;
use crate::import::{ImportProfile, Input, Reading, open_sheet};
use crate::use_cases::check_bytes;

/// The readers.
pub const READERS: &[&str] =
    &["table", "chain", "bundle", "keys", "definition", "calendar", "profile", "request"];

/// The most lines of a table that are read: a workbook may claim a million empty ones.
const MOST_LINES: usize = 10_000;

/// Feeds bytes to a reader; whether they read.
pub fn feed(reader: &str, bytes: &[u8]) -> bool {
    let text = || String::from_utf8_lossy(bytes).into_owned();
    match reader {
        "table" => {
            let sheet = open_sheet(&Input::Bytes(bytes.into()), &Reading::default());
            sheet.is_ok_and(|sheet| sheet.lines.take(MOST_LINES).all(|line| line.is_ok()))
        }
        "chain" => check_bytes(bytes, None).is_some(),
        "bundle" => bundle::check(Cursor::new(bytes), None, None).is_ok(),
        "keys" => singo_store::reads_as_key_file(bytes),
        "definition" => {
            let files = [("form.toml".to_owned(), text())].into();
            Definition::load(&DefinitionFiles { files, codes: Default::default() }).is_ok()
        }
        "calendar" => BusinessCalendar::load(&text()).is_ok(),
        "profile" => ImportProfile::read(&text()).is_ok(),
        "request" => serde_json::from_slice::<crate::wire::AttachFileRequest>(bytes).is_ok(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Something that each reader reads, or nearly: mutations of it reach deep.
    fn seed(reader: &str) -> Vec<u8> {
        let text = match reader {
            "table" => "거래일시,수량\n2026-03-02 12:00,1.5\n\"a\"\"b\",\n",
            "chain" => {
                "{\"format\":\"singo-chain-1\",\"vault\":\"v\",\"after\":{\"seq\":3,\"hash\":\"00\"}}\n{}\n"
            }
            "bundle" => "PK\x03\x04\x14\0\0\0\0\0PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
            "keys" => {
                "{\"format\":\"singo-keys\",\"version\":1,\"vault\":\"v\",\"slots\":[],\"checksum\":\"\"}"
            }
            "definition" => include_str!("../../../assets/forms/str/2026-08/form.toml"),
            "calendar" => include_str!("../../../assets/calendars/kr.toml"),
            "profile" => include_str!("../../../assets/import/transactions.toml"),
            _ => {
                "{\"filing\":1,\"kind\":\"x\",\"name\":\"y\",\"path\":null,\"base64\":null,\"accept_warning\":true}"
            }
        };
        text.as_bytes().to_vec()
    }

    /// `SINGO_FEEDS` sets how many inputs each reader gets.
    #[test]
    fn no_reader_panics_whatever_it_is_fed() {
        let feeds = std::env::var("SINGO_FEEDS").ok().and_then(|text| text.parse().ok());
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        let mut next = move |limit: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % limit.max(1) as u64) as usize
        };
        for reader in READERS {
            let seed = seed(reader);
            let mut read = usize::from(feed(reader, &seed));
            for _ in 0..feeds.unwrap_or(150) {
                let mut bytes = seed.clone();
                for _ in 0..=next(6) {
                    let at = next(bytes.len());
                    match next(5) {
                        0 if !bytes.is_empty() => bytes[at] ^= 1 << next(8),
                        1 => bytes.truncate(at),
                        2 => bytes.insert(at, next(256) as u8),
                        3 => {
                            let piece: Vec<u8> =
                                bytes[at..].iter().take(next(40)).copied().collect();
                            let to = next(bytes.len());
                            drop(bytes.splice(to..to, piece));
                        }
                        _ => drop(bytes.splice(at..at, *b"99999999999999999999")),
                    }
                }
                read += usize::from(feed(reader, &bytes));
            }
            assert!(
                read > 0 || matches!(*reader, "chain" | "bundle" | "keys" | "definition"),
                "{reader}"
            );
        }
    }
}
