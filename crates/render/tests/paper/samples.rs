//! Whole files: the bytes of samples that depend on this crate alone, and a set for the validator.
//!
//! The hashes hold the promise that the same filing gives the same bytes on every machine, debug or release. A
//! changed hash means that `singo_render::VERSION` must change, or that papers already filed could not be printed
//! again; `UPDATE=1` writes the hashes anew. The files stay in the target folder, where `make check-paper`
//! validates them as PDF/A-3a and PDF/UA-1.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use singo_domain::answer::Content;
use singo_domain::definition::Language;
use singo_domain::filing::Status;
use singo_domain::path::FieldId;
use singo_render::{
    AcceptedWarning, AssociatedFile, Attachment, RenderError, RenderInput, VERSION, render,
    render_as,
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
    let mut hashes = format!("version {VERSION}\n");
    for (name, input) in [
        ("full", decided(&full)),
        ("plain", input(&plain)),
        ("draft", drafted(&plain)),
        ("empty", drafted(&empty)),
    ] {
        let rendered = render(&input, &FONTS).unwrap();
        let _ = writeln!(hashes, "{name} {} {}", rendered.pages, rendered.sha256);
        std::fs::write(folder().join(format!("small-{name}.pdf")), rendered.bytes).unwrap();
    }
    held("samples", &hashes);
}

/// Every published version of every form: decided and as a draft, in either language, and in each of its modes. A line
/// that changes without another `VERSION` is a paper that could not be printed again.
#[test]
fn samples_of_every_published_form_have_the_bytes_they_had() {
    let versions = published_versions();
    assert!(versions.len() > 1);
    let mut hashes = format!("version {VERSION}\n");
    for (index, (form, version)) in versions.iter().enumerate() {
        let own = format!("tests/fixtures/{form}/clean-{version}.json");
        let newest = format!("assets/samples/{form}.json");
        let path = if root().join(&own).is_file() { own } else { newest };
        let (definition, content) = (published(form, version), filing(&path));
        for (name, input) in [("decided", decided(&content)), ("draft", drafted(&content))] {
            // Every version in both languages, every state in both languages, but not every pair.
            let turn = (name == "draft") == (index % 2 == 0);
            let language = if turn { Language::Ko } else { Language::En };
            let input = RenderInput { definition: &definition, language, ..input };
            let rendered = render(&input, &FONTS).unwrap();
            let name = format!("{form}-{version}-{name}-{language:?}").to_lowercase();
            let _ = writeln!(hashes, "{name} {} {}", rendered.pages, rendered.sha256);
            std::fs::write(folder().join(format!("{name}.pdf")), rendered.bytes).unwrap();
        }
        // The decided sample is a monthly report, where a form has such.
        let modes = modes().into_iter().filter(|_| content.fields.contains_key(&mode()));
        for (name, changes) in modes {
            let content = one_transfer(&changes);
            let input = RenderInput { definition: &definition, ..decided(&content) };
            let rendered = render(&input, &FONTS).unwrap();
            let name = format!("{form}-{version}-{name}");
            let _ = writeln!(hashes, "{name} {} {}", rendered.pages, rendered.sha256);
            std::fs::write(folder().join(format!("{name}.pdf")), rendered.bytes).unwrap();
        }
    }
    held("papers", &hashes);
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
    assert_eq!(
        render_as(VERSION + 1, &input, &FONTS),
        Err(RenderError::Version(VERSION + 1)),
        "a file of the future is not printed by guess"
    );
}
