//! Prints one filing from files: `sample <assets> <form/version> <answers.json> <out.pdf> [ko|en]`.
//!
//! For looking at pages while a form's arrangement is being written. Not part of the product.
#![allow(clippy::print_stdout, reason = "an example talks to its user")]

use std::error::Error;

use chrono::{TimeZone, Utc};
use singo_domain::answer::Content;
use singo_domain::canonical::{DefinitionRef, canonical_filing, sha256_hex};
use singo_domain::definition::{Definition, DefinitionFiles, Language};
use singo_domain::filing::Status;
use singo_render::{
    AcceptedWarning, Approval, ApprovalRole, AssociatedFile, Attachment, Fonts, RenderInput, Stamp,
    render,
};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, assets, form, answers, out, rest @ ..] = args.as_slice() else {
        return Err("sample <assets> <form/version> <answers.json> <out.pdf> [ko|en]".into());
    };
    let definition = load(assets, form)?;
    let mut value: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(answers)?)?;
    if let Some(map) = value.as_object_mut() {
        map.retain(|key, _| key == "fields" || key == "tables");
    }
    let content: Content = serde_json::from_value(value)?;
    let form = &definition.form;
    let reference = DefinitionRef {
        form: form.id.clone(),
        version: form.version.clone(),
        hash: definition.hash.clone(),
    };
    let approval = |role, title: &str, name: &str, hour| Approval {
        role,
        name: name.to_owned(),
        title: title.to_owned(),
        at: Utc.with_ymd_and_hms(2026, 10, 22, hour, 5, 0).single(),
    };
    let input = RenderInput {
        copy: singo_domain::copy::CopyKind::Full,
        definition: &definition,
        content: &content,
        language: if rest.first().is_some_and(|l| l == "en") { Language::En } else { Language::Ko },
        stamp: Stamp {
            document_hash: sha256_hex(canonical_filing(&reference, &content)),
            chain_head: Some(sha256_hex("head")),
            status: if rest.len() > 1 { Status::Draft } else { Status::Approved },
            dated: Utc.with_ymd_and_hms(2026, 10, 22, 5, 5, 0).single(),
            approvals: vec![
                approval(ApprovalRole::Drafter, "준법감시부 대리", "다담당", 1),
                approval(ApprovalRole::Reviewer, "준법감시부 과장", "라검토", 3),
                approval(ApprovalRole::Officer, "준법감시인", "나보고", 5),
            ],
        },
        practice: rest.len() > 1,
        accepted_warnings: vec![AcceptedWarning {
            rule: "STR-W003".to_owned(),
            message: "제목이 15자를 넘습니다.".to_owned(),
            reason: "전제범죄와 패턴을 함께 밝히기 위하여 그대로 둡니다.".to_owned(),
        }],
        attachments: vec![Attachment {
            name: "거래원장_2026-001.xlsx".to_owned(),
            size: 182_311,
            sha256: sha256_hex("ledger"),
        }],
        data: vec![AssociatedFile {
            name: "filing.json".to_owned(),
            mime: "application/json".to_owned(),
            bytes: canonical_filing(&reference, &content).into_bytes(),
            description: "보고 내용".to_owned(),
        }],
    };
    let fonts = Fonts::bundled()?;
    let rendered = render(&input, &fonts)?;
    std::fs::write(out, &rendered.bytes)?;
    println!("{} pages, {} bytes, {}", rendered.pages, rendered.bytes.len(), rendered.sha256);
    Ok(())
}

fn load(assets: &str, form: &str) -> Result<Definition, Box<dyn Error>> {
    let root = std::path::Path::new(assets);
    let mut files = DefinitionFiles::default();
    let folder = root.join("forms").join(form);
    for part in ["", "sections", "rules"] {
        let Ok(entries) = std::fs::read_dir(folder.join(part)) else { continue };
        for path in entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|p| p.is_file())
        {
            let name = path.strip_prefix(&folder)?.to_string_lossy().replace('\\', "/");
            files.files.insert(name, std::fs::read_to_string(&path)?);
        }
    }
    for entry in std::fs::read_dir(root.join("codes"))? {
        let path = entry?.path();
        let name =
            path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        files.codes.insert(name, std::fs::read_to_string(&path)?);
    }
    files.files.entry("SOURCE.md".to_owned()).or_default();
    files.files.entry("rules.toml".to_owned()).or_default();
    Definition::load(&files).map_err(|errors| {
        errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n").into()
    })
}
