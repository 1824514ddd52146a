//! The texts of a definition from a folder or a ZIP.
//!
//! Only the files that a definition has are read, each and all together up to a bound that is counted while reading; what
//! an archive says of sizes is not believed. A name that leads elsewhere, a link or an unknown file refuses the whole.
//! Files that systems leave behind (hidden ones, `__MACOSX`, `Thumbs.db`, `desktop.ini`) are passed over.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::path::Path;

use zip::ZipArchive;

use super::{Brought, fault};
use crate::wire::FormFault;

/// The most files of a definition, entries of an archive, bytes of one file, and bytes of all.
const MOST_FILES: usize = 256;
const MOST_ENTRIES: usize = 1024;
const LARGEST_FILE: u64 = 1 << 20;
const LARGEST_WHOLE: u64 = 4 << 20;

const SINGLE: [&str; 6] =
    ["form.toml", "rules.toml", "text.ko.toml", "text.en.toml", "page.toml", "SOURCE.md"];
const FOLDERS: [&str; 3] = ["sections", "rules", "codes"];
const LEFT_BEHIND: [&str; 3] = ["__MACOSX", "Thumbs.db", "desktop.ini"];
/// The file by which a definition is known.
pub const HEAD: &str = "form.toml";
/// UTF-8's own mark, which editors on Windows put before a text.
const MARK: &str = "\u{feff}";

/// Reads what a path names: a folder, or a ZIP.
///
/// # Errors
/// The first fault; nothing is told of files behind it.
pub fn brought(path: &Path) -> Result<Brought, FormFault> {
    if path.is_dir() {
        return folder(path);
    }
    let file = File::open(path).map_err(|problem| fault("", 0, "unreadable", problem))?;
    unpacked(file)
}

/// The texts as they are gathered.
struct Gathering {
    brought: Brought,
    room: u64,
}

impl Gathering {
    fn new() -> Self {
        Self { brought: Brought::default(), room: LARGEST_WHOLE }
    }

    /// Takes in one file by its name within the definition.
    fn take(&mut self, name: &str, source: impl Read) -> Result<(), FormFault> {
        let Brought { files, codes } = &self.brought;
        if files.len() + codes.len() == MOST_FILES {
            return Err(fault(name, 0, "too_many", MOST_FILES));
        }
        let most = LARGEST_FILE.min(self.room);
        let mut bytes = Vec::new();
        let read = source.take(most + 1).read_to_end(&mut bytes);
        read.map_err(|problem| fault(name, 0, "unreadable", problem))?;
        let size = bytes.len() as u64;
        if size > most {
            return Err(fault(
                name,
                0,
                "too_large",
                if size > LARGEST_FILE { LARGEST_FILE } else { LARGEST_WHOLE },
            ));
        }
        self.room -= size;
        let text = String::from_utf8(bytes).map_err(|error| {
            let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            fault(name, 1 + sound.iter().filter(|byte| **byte == b'\n').count(), "not_utf8", "")
        })?;
        let text = text.strip_prefix(MARK).unwrap_or(&text).to_owned();
        let list = name.strip_prefix("codes/").and_then(|file| file.strip_suffix(".toml"));
        let twice = match list {
            Some(list) => self.brought.codes.insert(list.to_owned(), text),
            None => self.brought.files.insert(name.to_owned(), text),
        };
        twice.map_or(Ok(()), |_| Err(fault(name, 0, "twice", "")))
    }
}

/// Whether a definition has a file of this name.
fn belongs(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
    match name.split_once('/') {
        None => SINGLE.contains(&name),
        Some((folder, file)) => {
            let stem = file.strip_suffix(".toml").unwrap_or_default();
            FOLDERS.contains(&folder) && !stem.is_empty() && stem.chars().all(plain)
        }
    }
}

fn left_behind(part: &str) -> bool {
    LEFT_BEHIND.contains(&part) || (part.starts_with('.') && part != "." && part != "..")
}

fn folder(at: &Path) -> Result<Brought, FormFault> {
    let mut gathering = Gathering::new();
    walk(at, "", &mut gathering)?;
    if !gathering.brought.files.contains_key(HEAD) {
        return Err(fault(HEAD, 0, "no_form", ""));
    }
    Ok(gathering.brought)
}

fn walk(at: &Path, within: &str, gathering: &mut Gathering) -> Result<(), FormFault> {
    let unread = |problem: io::Error| fault(within, 0, "unreadable", problem);
    let mut entries = BTreeMap::new();
    for entry in fs::read_dir(at).map_err(unread)? {
        let entry = entry.map_err(unread)?;
        if entries.len() == MOST_ENTRIES {
            return Err(fault(within, 0, "too_many", MOST_ENTRIES));
        }
        entries.insert(entry.file_name().to_string_lossy().into_owned(), entry);
    }
    for (own, entry) in entries {
        if left_behind(&own) {
            continue;
        }
        let name = format!("{within}{own}");
        // Of the entry itself, not of what it may point to.
        let kind = entry.file_type().map_err(unread)?;
        if kind.is_symlink() {
            return Err(fault(&name, 0, "link", ""));
        }
        if kind.is_dir() && within.is_empty() && FOLDERS.contains(&own.as_str()) {
            walk(&entry.path(), &format!("{own}/"), gathering)?;
        } else if kind.is_file() && belongs(&name) {
            gathering.take(&name, File::open(entry.path()).map_err(unread)?)?;
        } else {
            return Err(fault(&name, 0, "stranger", ""));
        }
    }
    Ok(())
}

/// Reads a ZIP that holds a definition, at its root or in one folder.
///
/// # Errors
/// The first fault.
pub fn unpacked(source: impl Read + Seek) -> Result<Brought, FormFault> {
    let mut zip = ZipArchive::new(source).map_err(|problem| fault("", 0, "not_zip", problem))?;
    if zip.len() > MOST_ENTRIES {
        return Err(fault("", 0, "too_many", MOST_ENTRIES));
    }
    let mut names = Vec::new();
    for place in 0..zip.len() {
        let entry = zip.by_index_raw(place).map_err(|problem| fault("", 0, "not_zip", problem))?;
        let name = entry.name().map_err(|problem| fault("", 0, "not_zip", problem))?;
        // Some programs on Windows write their own separator.
        let name = name.replace('\\', "/");
        if entry.is_symlink() {
            return Err(fault(&name, 0, "link", ""));
        }
        let leads_away = |part: &str| part.is_empty() || part == "." || part == "..";
        let whole = name.strip_suffix('/').unwrap_or(&name);
        if whole.split('/').any(leads_away) || name.contains([':', '\0']) {
            return Err(fault(&name, 0, "path", ""));
        }
        names.push((place, name));
    }
    names.retain(|(_, name)| !name.ends_with('/') && !name.split('/').any(left_behind));
    let roots: Vec<&str> = names
        .iter()
        .filter_map(|(_, name)| name.strip_suffix(HEAD))
        .filter(|root| root.is_empty() || root.find('/') == Some(root.len() - 1))
        .collect();
    let root = match roots.as_slice() {
        [root] => (*root).to_owned(),
        [] => return Err(fault(HEAD, 0, "no_form", "")),
        _ => return Err(fault(HEAD, 0, "twice", "")),
    };
    let mut gathering = Gathering::new();
    for (place, name) in &names {
        let Some(own) = name.strip_prefix(&root).filter(|own| belongs(own)) else {
            return Err(fault(name, 0, "stranger", ""));
        };
        let entry = zip.by_index(*place).map_err(|problem| fault(own, 0, "not_zip", problem))?;
        gathering.take(own, entry)?;
    }
    Ok(gathering.brought)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(entries: &[(&str, &[u8])]) -> Cursor<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap()
    }

    fn told(entries: &[(&str, &[u8])]) -> (String, String, u32) {
        let fault = unpacked(zipped(entries)).unwrap_err();
        (fault.file, fault.why, fault.line)
    }

    #[test]
    fn a_definition_lies_at_the_root_or_in_one_folder() {
        let files: [(&str, &[u8]); 4] = [
            ("2027-05/form.toml", b"\xef\xbb\xbfa = 1"),
            ("2027-05/codes/own-list.toml", b"b"),
            ("2027-05\\rules\\1.toml", b"c"),
            ("__MACOSX/2027-05/._form.toml", b"\xff"),
        ];
        let found = unpacked(zipped(&files)).unwrap();
        assert_eq!(found.files.keys().collect::<Vec<_>>(), ["form.toml", "rules/1.toml"]);
        assert_eq!(found.files[HEAD], "a = 1", "without the mark of the editor");
        assert_eq!(found.codes["own-list"], "b");
        let (mut at_root, head): (_, &[u8]) = (files, b"a = 1");
        at_root.rotate_left(1);
        assert!(unpacked(zipped(&[(HEAD, head)])).is_ok());
    }

    #[test]
    fn names_that_lead_away_and_files_that_do_not_belong_are_refused() {
        let head: (&str, &[u8]) = (HEAD, b"a = 1");
        for away in
            ["../form.toml", "a/../../x.toml", "/etc/x.toml", "C:/x.toml", "a//x.toml", "./x"]
        {
            assert_eq!(told(&[head, (away, b"")]), (away.to_owned(), "path".to_owned(), 0));
        }
        for stranger in
            ["x.toml", "rules/x.txt", "rules/.toml", "codes/A.toml", "rules/a/b.toml", "Form.toml"]
        {
            let why = if stranger == "rules/.toml" { continue } else { "stranger" };
            assert_eq!(told(&[head, (stranger, b"")]).1, why, "{stranger}");
        }
        assert_eq!(told(&[("a/form.toml", b""), ("b/form.toml", b"")]).1, "twice");
        assert_eq!(told(&[("a/b/form.toml", b"")]).1, "no_form");
        assert_eq!(told(&[]).1, "no_form");
        assert_eq!(unpacked(Cursor::new(b"no archive")).unwrap_err().why, "not_zip");
        assert_eq!(
            told(&[head, ("page.toml", b"a\nb\n\xff")]),
            ("page.toml".to_owned(), "not_utf8".to_owned(), 3)
        );
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.add_symlink(HEAD, "/etc/passwd", SimpleFileOptions::default()).unwrap();
        assert_eq!(unpacked(zip.finish().unwrap()).unwrap_err().why, "link");
    }

    #[test]
    fn sizes_are_counted_while_reading() {
        let large = vec![b' '; LARGEST_FILE as usize];
        let larger = vec![b' '; LARGEST_FILE as usize + 1];
        assert!(unpacked(zipped(&[(HEAD, &large)])).is_ok());
        assert_eq!(told(&[(HEAD, &larger)]).1, "too_large");
        let names: Vec<String> = (0..4).map(|number| format!("rules/{number}.toml")).collect();
        let mut files: Vec<(&str, &[u8])> =
            names.iter().map(|name| (name.as_str(), large.as_slice())).collect();
        files.push((HEAD, b" "));
        assert_eq!(told(&files).1, "too_large", "together");
        let names: Vec<String> =
            (0..MOST_FILES).map(|number| format!("rules/{number}.toml")).collect();
        let mut files: Vec<(&str, &[u8])> =
            names.iter().map(|name| (name.as_str(), &b" "[..])).collect();
        files.push((HEAD, b" "));
        assert_eq!(told(&files).1, "too_many");
    }
}
