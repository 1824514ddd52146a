//! A form as a file: an invented official version of a report, made here from the folder that is shipped.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub const SHIPPED: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/forms/remittance/2027-02");
const CODES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/codes");
pub const TITLE: &str = "가상자산 국경 간 이전 통보서(시험)";
pub const BASIS: &str = "시험용 근거 문구에 따라";

/// A definition's files by name.
#[derive(Clone)]
pub struct FormFile(pub BTreeMap<String, String>);

impl FormFile {
    /// The version that is shipped as the newest.
    pub fn shipped() -> Self {
        let mut files = BTreeMap::new();
        for within in ["", "sections", "rules"] {
            for entry in fs::read_dir(Path::new(SHIPPED).join(within)).unwrap() {
                let path = entry.unwrap().path();
                if path.is_file() {
                    let name = path.strip_prefix(SHIPPED).unwrap().to_str().unwrap();
                    files.insert(name.replace('\\', "/"), fs::read_to_string(&path).unwrap());
                }
            }
        }
        Self(files)
    }

    /// An invented official version from 2027-05-01: other words, another addressee and legal basis, a lower threshold, a
    /// later deadline, one field and one rule more.
    pub fn official() -> Self {
        let mut form = Self::shipped();
        form.change("form.toml", "version = \"2027-02\"", "version = \"2027-05\"");
        form.change(
            "form.toml",
            "effective_from = \"2027-02-19\"",
            "effective_from = \"2027-05-01\"",
        );
        form.change("form.toml", "supersedes = \"2026-12\"", "supersedes = \"2027-02\"");
        form.change("form.toml", "status = \"free-form\"", "status = \"official\"");
        form.change("form.toml", "day_of_next_month = 10", "day_of_next_month = 20");
        form.change(
            "text.ko.toml",
            "title = \"스테이블코인(가상자산) 국경 간 이전 보고서\"",
            &format!("title = \"{TITLE}\""),
        );
        form.list("addressee", "addressee-2027-05", "\"관세청장\"", "\"관세청장(시험 수신처)\"");
        form.change(
            "sections/1-head.toml",
            "codes = \"addressee\", required",
            "codes = \"addressee-2027-05\", required",
        );
        form.list(
            "legal-basis-2026-12",
            "legal-basis-2027-05",
            "\"업무협조 자료로\"",
            &format!("\"{BASIS}\""),
        );
        form.change("sections/1-head.toml", "legal-basis-2026-12", "legal-basis-2027-05");
        form.change(
            "rules/6-purpose.toml",
            "params = { min = \"10000000\" }",
            "params = { min = \"5000000\" }",
        );
        form.change(
            "sections/8-declaration.toml",
            "  { path = \"declaration.attachments\"",
            "  { path = \"declaration.desk_no\", spec = \"N6\", kind = \"text\", max = 20, cite = \"시험\" },\n  \
             { path = \"declaration.attachments\"",
        );
        form.0.insert(
            "rules/99-own.toml".to_owned(),
            "[[rule]]\nid = \"REM-B901\"\nseverity = \"block\"\nphase = \"logic\"\n\
             fields = [\"declaration.desk_no\", \"header.document_no\"]\ncheck = \"different\"\n\
             message = \"desk.differs\"\ncite = \"시험\"\nwhy = \"Two numbers.\"\n"
                .to_owned(),
        );
        for (file, label, message) in [
            ("text.ko.toml", "창구 번호", "창구 번호가 보고서 번호와 같습니다. 고치십시오."),
            ("text.en.toml", "Desk number", "The desk number is that of the report. Correct it."),
        ] {
            form.change(
                file,
                "\"declaration.attachments\" =",
                &format!("\"declaration.desk_no\" = {{ label = \"{label}\" }}\n\"declaration.attachments\" ="),
            );
            form.change(
                file,
                "\n[message]\n",
                &format!("\n[message]\n\"desk.differs\" = \"{message}\"\n"),
            );
        }
        form
    }

    /// Replaces what must stand in a file.
    fn change(&mut self, file: &str, old: &str, new: &str) {
        let text = self.0.get_mut(file).unwrap();
        assert!(text.contains(old), "{file} has {old}");
        *text = text.replacen(old, new, 1);
    }

    /// Brings a list made from one that is built in.
    pub fn list(&mut self, from: &str, name: &str, old: &str, new: &str) {
        let text = fs::read_to_string(format!("{CODES}/{from}.toml")).unwrap();
        assert!(text.contains(old), "{from} has {old}");
        let text = text.replacen(&format!("id = \"{from}\""), &format!("id = \"{name}\""), 1);
        self.0.insert(format!("codes/{name}.toml"), text.replacen(old, new, 1));
    }

    pub fn with(mut self, file: &str, old: &str, new: &str) -> Self {
        self.change(file, old, new);
        self
    }

    pub fn folder(&self, at: &Path) -> PathBuf {
        for (name, text) in &self.0 {
            let path = at.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        at.to_owned()
    }

    pub fn zip(&self, at: &Path) -> PathBuf {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in &self.0 {
            zip.start_file(format!("own/{name}"), SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        fs::write(at, zip.finish().unwrap().into_inner()).unwrap();
        at.to_owned()
    }
}
