//! What a file is by its content, whatever its name says, and whether opening it could run something.
//!
//! Looks at the bytes as they pass, so that a large file is read once. A warning is a code; it is no verdict:
//! a clean file can be dangerous and a document with macros can be genuine.

use std::io::{self, Read};

/// Bytes at the beginning by which a type is told.
const HEAD: usize = 4096;

/// A directory entry of an OLE document (DOC, XLS, PPT) that holds VBA, as its file keeps names: UTF-16LE.
const OLE_VBA: &[u8] = b"_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0";
/// The part of an OOXML document (DOCM, XLSM, PPTM) that holds VBA; names in a ZIP are plain.
const OOXML_VBA: &[u8] = b"vbaProject.bin";
const LONGEST: usize = OLE_VBA.len();

/// Endings that a system runs or interprets at a double click.
const RUN: [&str; 10] = ["exe", "dll", "com", "scr", "msi", "jar", "lnk", "pif", "app", "apk"];
const SCRIPT: [&str; 16] = [
    "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "mjs", "wsf", "wsh", "hta", "reg",
    "sh", "py", "command",
];

/// Hands bytes on and remembers what it needs of them.
#[derive(Debug)]
pub struct Sniffer<R> {
    source: R,
    head: Vec<u8>,
    tail: Vec<u8>,
    ole_vba: bool,
    ooxml_vba: bool,
}

impl<R: Read> Sniffer<R> {
    /// Looks at what `source` gives.
    pub fn new(source: R) -> Self {
        Self { source, head: Vec::new(), tail: Vec::new(), ole_vba: false, ooxml_vba: false }
    }

    /// The media type by the first bytes.
    pub fn mime(&self) -> &'static str {
        if let Some(kind) = infer::get(&self.head) {
            return kind.mime_type();
        }
        // A character cut in two at the end of the head is no sign against text.
        let text = match std::str::from_utf8(&self.head) {
            Ok(_) => true,
            Err(error) => error.error_len().is_none() && self.head.len() == HEAD,
        };
        let printable = !self.head.iter().any(|b| *b < 0x20 && !b"\t\r\n\x0c".contains(b));
        if text && printable { "text/plain" } else { "application/octet-stream" }
    }

    /// What to warn of before the file is taken in: `executable`, `macro` or `script`.
    pub fn warning(&self, name: &str) -> Option<&'static str> {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
        let ends = |list: &[&str]| ending.as_deref().is_some_and(|ending| list.contains(&ending));
        let ole = self.head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        let program = infer::get(&self.head)
            .is_some_and(|kind| kind.matcher_type() == infer::MatcherType::App);
        if program || self.head.starts_with(b"MZ") || ends(&RUN) {
            Some("executable")
        } else if (ole && self.ole_vba) || (self.head.starts_with(b"PK") && self.ooxml_vba) {
            Some("macro")
        } else if self.head.starts_with(b"#!") || ends(&SCRIPT) {
            Some("script")
        } else {
            None
        }
    }

    fn look(&mut self, bytes: &[u8]) {
        let missing = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..missing]);
        // What was looked for may begin in the piece before.
        self.tail.extend_from_slice(bytes);
        let has = |what: &[u8]| self.tail.windows(what.len()).any(|part| part == what);
        let (ole, ooxml) = (has(OLE_VBA), has(OOXML_VBA));
        self.ole_vba |= ole;
        self.ooxml_vba |= ooxml;
        let kept = self.tail.len().saturating_sub(LONGEST - 1);
        self.tail.drain(..kept);
    }
}

impl<R: Read> Read for Sniffer<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(into)?;
        self.look(&into[..read]);
        Ok(read)
    }
}

/// A file name without folders, control characters and marks that turn the direction of writing, with which
/// an ending can be disguised. `None` when nothing is left.
pub fn safe_name(name: &str) -> Option<String> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let tricky = |c: char| {
        c.is_control()
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
            || "<>:\"|?*".contains(c)
    };
    let name: String = name.chars().filter(|c| !tricky(*c)).take(200).collect();
    let name = name.trim().trim_end_matches('.').to_owned();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a file is taken for when it is read in pieces of `piece` bytes.
    fn told(bytes: &[u8], name: &str, piece: usize) -> (&'static str, Option<&'static str>) {
        let mut sniffer = Sniffer::new(bytes);
        let mut into = vec![0; piece];
        while sniffer.read(&mut into).unwrap() > 0 {}
        (sniffer.mime(), sniffer.warning(name))
    }

    #[test]
    fn content_decides_and_names_only_add_suspicion() {
        let ole = [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], [0; 600].as_slice()].concat();
        let macros = [ole.as_slice(), OLE_VBA, &[0; 40]].concat();
        let zip = b"PK\x03\x04 xl/workbook.xml".to_vec();
        let xlsm = [zip.as_slice(), b" xl/vbaProject.bin "].concat();
        let elf = [b"\x7fELF\x02\x01\x01".as_slice(), &[0; 60]].concat();
        for piece in [7, 64, 100_000] {
            assert_eq!(told(b"%PDF-1.7\n", "a.pdf", piece), ("application/pdf", None));
            assert_eq!(told("계약 내용\r\n".as_bytes(), "a.txt", piece), ("text/plain", None));
            assert_eq!(told(&[0, 1, 2], "a.bin", piece), ("application/octet-stream", None));
            assert_eq!(told(b"MZ\x90\0 program", "invoice.pdf", piece).1, Some("executable"));
            assert_eq!(told(&elf, "a", piece).1, Some("executable"));
            assert_eq!(told(b"%PDF-1.7\n", "a.pdf.exe", piece).1, Some("executable"));
            assert_eq!(told(&ole, "a.doc", piece).1, None);
            assert_eq!(told(&macros, "a.doc", piece).1, Some("macro"), "pieces of {piece}");
            assert_eq!(told(&zip, "a.xlsx", piece).1, None);
            assert_eq!(told(&xlsm, "a.xlsx", piece).1, Some("macro"), "pieces of {piece}");
            assert_eq!(told(b"#!/bin/sh\n", "a.txt", piece).1, Some("script"));
            assert_eq!(told(b"WScript.Echo 1", "a.VBS", piece).1, Some("script"));
            // The text of a manual may speak of macros.
            assert_eq!(told(b"see vbaProject.bin", "a.txt", piece).1, None);
        }
    }

    #[test]
    fn names_lose_folders_and_tricks() {
        assert_eq!(safe_name("C:\\사용자\\계약서.pdf").as_deref(), Some("계약서.pdf"));
        assert_eq!(safe_name("../../etc/passwd").as_deref(), Some("passwd"));
        assert_eq!(safe_name("a\u{202E}fdp.exe").as_deref(), Some("afdp.exe"));
        assert_eq!(safe_name("a\r\nb.txt. ").as_deref(), Some("ab.txt"));
        assert_eq!(safe_name("dir/"), None);
        assert_eq!(safe_name(".."), None);
    }
}
