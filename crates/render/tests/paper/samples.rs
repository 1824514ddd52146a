//! Whole files: the bytes of samples that depend on this crate alone, and a set for the validator.
//!
//! The hashes hold the promise that the same filing gives the same bytes on every machine, debug or release, in every
//! version of the paper that this program prints: each has golden files of its own. A changed hash means that another
//! version is needed, or papers already filed could not be printed again; `UPDATE=1` writes the hashes anew. The files
//! of the newest stay in the target folder, where `make check-paper` validates them as PDF/A-3a and PDF/UA-1.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use singo_domain::answer::Content;
use singo_domain::definition::Language;
use singo_domain::filing::Status;
use singo_domain::path::FieldId;
use singo_render::{
    AcceptedWarning, AssociatedFile, Attachment, RenderError, RenderInput, VERSION, lay_out_as,
    render, render_as, versions,
};

use crate::forms::{filing, published, root};
use crate::mode_pages::{modes, one_transfer};
use crate::support::{FONTS, content, held, input};

/// With everything that a decided filing can have.
pub fn decided(content: &Content) -> RenderInput<'_> {
    let mut input = input(content);
    input.accepted_warnings.push(AcceptedWarning {
        rule: "T-W001".to_owned(),
        message: "경고입니다.".to_owned(),
        reason: "사유입니다. <b>&</b>".to_owned(),
    });
    input.attachments.push(Attachment {
        name: "원장.xlsx".to_owned(),
        size: 12,
        sha256: "ef".repeat(32),
    });
    input.data.push(AssociatedFile {
        name: "filing.json".to_owned(),
        mime: "application/json".to_owned(),
        bytes: br#"{"form":"small"}"#.to_vec(),
        description: "보고 내용".to_owned(),
    });
    input
}

/// As it comes from a desk without a vault.
fn drafted(content: &Content) -> RenderInput<'_> {
    let mut input = input(content);
    input.language = Language::En;
    input.practice = true;
    input.stamp.status = Status::Draft;
    (input.stamp.chain_head, input.stamp.dated) = (None, None);
    input.stamp.approvals.clear();
    input
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("paper");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn samples_have_the_bytes_they_had() {
    let opinion =
        "두 가지 마이크로 µ와 μ, 洪吉童, Ωé①㈜ 한 줄보다 긴 문단은 어절 사이에서 나뉩니다. ";
    let full = content(&opinion.repeat(60), 120);
    let (plain, empty) = (content("의견", 0), Content::default());
    for paper in versions() {
        let mut hashes = Hashes::of(paper);
        for (name, input) in [
            ("full", decided(&full)),
            ("plain", input(&plain)),
            ("draft", drafted(&plain)),
            ("empty", drafted(&empty)),
        ] {
            hashes.print(name, &format!("small-{name}"), &input);
        }
        held(&format!("samples-{paper}"), &hashes.text);
    }
}

/// The golden text of a version of the paper.
struct Hashes {
    paper: u32,
    text: String,
}

impl Hashes {
    fn of(paper: u32) -> Self {
        Self { paper, text: format!("version {paper}\n") }
    }

    fn print(&mut self, name: &str, file: &str, input: &RenderInput<'_>) {
        let rendered = render_as(self.paper, input, &FONTS).unwrap();
        let _ = writeln!(self.text, "{name} {} {}", rendered.pages, rendered.sha256);
        if self.paper == VERSION {
            std::fs::write(folder().join(format!("{file}.pdf")), rendered.bytes).unwrap();
        }
    }
}

/// Every published version of every form: decided and as a draft, in either language, and in each of its modes. A line
/// that changes is a paper that could not be printed again.
#[test]
fn samples_of_every_published_form_have_the_bytes_they_had() {
    let forms = published_versions();
    assert!(forms.len() > 1);
    for paper in versions() {
        let mut hashes = Hashes::of(paper);
        for (index, (form, version)) in forms.iter().enumerate() {
            let own = format!("tests/fixtures/{form}/clean-{version}.json");
            let newest = format!("assets/samples/{form}.json");
            let path = if root().join(&own).is_file() { own } else { newest };
            let (definition, content) = (published(form, version), filing(&path));
            for (name, input) in [("decided", decided(&content)), ("draft", drafted(&content))] {
                // Every version in both languages, every state in both languages, but not every pair.
                let turn = (name == "draft") == (index % 2 == 0);
                let language = if turn { Language::Ko } else { Language::En };
                let input = RenderInput { definition: &definition, language, ..input };
                let name = format!("{form}-{version}-{name}-{language:?}").to_lowercase();
                hashes.print(&name, &name, &input);
            }
            // The decided sample is a monthly report, where a form has such.
            let modes = modes().into_iter().filter(|_| content.fields.contains_key(&mode()));
            for (name, changes) in modes {
                let content = one_transfer(&changes);
                let input = RenderInput { definition: &definition, ..decided(&content) };
                let name = format!("{form}-{version}-{name}");
                hashes.print(&name, &name, &input);
            }
        }
        held(&format!("papers-{paper}"), &hashes.text);
    }
}

#[test]
fn every_version_of_the_paper_has_its_hashes_and_the_newest_is_the_last() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/paper/golden");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    let mut own: Vec<String> =
        versions().flat_map(|v| [format!("papers-{v}.txt"), format!("samples-{v}.txt")]).collect();
    let of_versions = |name: &&String| name.starts_with("papers-") || name.starts_with("samples-");
    let mut there: Vec<String> = names.iter().filter(of_versions).cloned().collect();
    own.sort();
    there.sort();
    assert_eq!(own, there);
    assert!(versions().is_sorted() && versions().last() == Some(VERSION));
}

/// The field by which a report says that it has modes.
fn mode() -> FieldId {
    "header.mode".parse().unwrap()
}

/// Form and version of every folder with an arrangement for paper, in order.
fn published_versions() -> Vec<(String, String)> {
    let folders = |path: PathBuf| {
        let entries = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_dir())
    };
    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let mut versions = Vec::new();
    for form in folders(root().join("assets/forms")) {
        let printed = folders(form.clone()).filter(|version| version.join("page.toml").is_file());
        versions.extend(printed.map(|version| (name(&form), name(&version))));
    }
    versions.sort();
    versions
}

#[test]
fn an_unknown_version_of_the_paper_is_refused() {
    let content = Content::default();
    let input = input(&content);
    assert_eq!(render_as(VERSION, &input, &FONTS), render(&input, &FONTS));
    // A file of the future is not printed by guess, nor is a seal on it looked for.
    for unknown in [0, VERSION + 1] {
        let refused = Some(RenderError::Version(unknown));
        assert_eq!(render_as(unknown, &input, &FONTS).err(), refused);
        assert_eq!(lay_out_as(unknown, &input, &FONTS).err(), refused);
    }
}
