//! A small form, a filing on it, and the system's PDF tools.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use chrono::{TimeZone, Utc};
use singo_domain::answer::{Answer, Content, Row};
use singo_domain::copy::CopyKind;
use singo_domain::definition::{Definition, DefinitionFiles, Language};
use singo_domain::filing::Status;
use singo_domain::path::RowId;
use singo_render::layout::{Item, Kind, Laid};
use singo_render::{Approval, ApprovalRole, Fonts, RenderInput, Stamp};

pub static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::bundled().unwrap());

pub static DEFINITION: LazyLock<Definition> = LazyLock::new(|| {
    let mut files = DefinitionFiles::default();
    for (name, text) in [
        ("form.toml", include_str!("small/form.toml")),
        ("page.toml", include_str!("small/page.toml")),
        ("text.ko.toml", include_str!("small/text.toml")),
        ("text.en.toml", include_str!("small/text.toml")),
        ("rules.toml", ""),
        ("SOURCE.md", ""),
    ] {
        files.files.insert(name.to_owned(), text.to_owned());
    }
    files.codes.insert("class".to_owned(), include_str!("small/class.toml").to_owned());
    Definition::load(&files).unwrap()
});

/// A filing with the given opinion and number of transfers.
pub fn content(opinion: &str, transfers: u64) -> Content {
    let mut content = Content::default();
    for (path, text) in [
        ("header.document_no", "2026-001"),
        ("header.report_date", "20261023"),
        ("subject.name", "가나상사 주식회사"),
        ("subject.class", "2"),
        ("subject.postcode", "00000"),
        ("subject.address", "서울특별시 가상구 없는로 1"),
        ("story.title", "가상자산/다수입고"),
        ("story.opinion", opinion),
    ] {
        content.set(&path.parse().unwrap(), Some(text.into()));
    }
    let row = |number, cells: &[(&str, String)]| Row {
        id: RowId::nth(number),
        cells: cells.iter().map(|(k, v)| ((*k).to_owned(), Answer::Text(v.clone()))).collect(),
    };
    let deal = |number, at: &str, amount: &str| {
        row(number, &[("at", at.to_owned()), ("amount", amount.to_owned())])
    };
    let deals = vec![deal(1, "2026-09-01T01:12:00Z", "42615000"), deal(2, "202609012355", "7")];
    content.tables.insert("deals".to_owned(), deals);
    let transfer = |number: u64| {
        let txid = format!("0x{:064x}", u128::from(number) * 0x9e37_79b9_7f4a_7c15_f39c);
        let quantity = format!("{number}.000000000000000001");
        row(number, &[("quantity", quantity), ("txid", txid), ("memo", format!("메모 {number}"))])
    };
    content.tables.insert("transfers".to_owned(), (1..=transfers).map(transfer).collect());
    content
}

pub fn input(content: &Content) -> RenderInput<'_> {
    RenderInput {
        definition: &DEFINITION,
        content,
        language: Language::Ko,
        copy: CopyKind::Full,
        stamp: Stamp {
            document_hash: "ab".repeat(32),
            chain_head: Some("cd".repeat(32)),
            status: Status::Approved,
            dated: Utc.with_ymd_and_hms(2026, 10, 22, 5, 5, 0).single(),
            approvals: vec![Approval {
                role: ApprovalRole::Drafter,
                name: "다담당".to_owned(),
                title: "준법감시부 과장".to_owned(),
                at: Utc.with_ymd_and_hms(2026, 10, 21, 15, 30, 0).single(),
            }],
        },
        practice: false,
        accepted_warnings: Vec::new(),
        attachments: Vec::new(),
        data: Vec::new(),
    }
}

/// What is printed in the cells of tables, in order, joined; answers stand nowhere else.
pub fn printed_answers(laid: &Laid) -> String {
    let is_answer = |tag| {
        let cell = laid.tags.cell_of(tag).and_then(|cell| laid.tags.get(cell));
        cell.is_some_and(|cell| cell.kind == Kind::TableCell)
    };
    let items = laid.pages.iter().flat_map(|page| &page.items);
    let texts = items.filter_map(|item| match item {
        Item::Text { text, tag: Some(tag), .. } if is_answer(*tag) => Some(text.as_str()),
        _ => None,
    });
    texts.collect()
}

/// Runs a tool over a file with these bytes and returns what it prints; `FILE` stands for the path.
pub fn tool(bytes: &[u8], command: &[&str]) -> String {
    String::from_utf8(tool_bytes(bytes, command)).unwrap()
}

/// As [`tool`], for what is no text.
pub fn tool_bytes(bytes: &[u8], command: &[&str]) -> Vec<u8> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let path = |word: &&str| match *word {
        "FILE" => file.path().to_owned(),
        word => Path::new(word).to_owned(),
    };
    let output = Command::new(command[0]).args(command[1..].iter().map(path)).output();
    let output = output.unwrap_or_else(|error| panic!("{} is needed: {error}", command[0]));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Holds a text against the one of this name that was reviewed; `UPDATE=1` rewrites that.
pub fn held(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/paper/golden/{name}.txt"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap();
    for (number, (new, old)) in text.lines().zip(golden.lines()).enumerate() {
        assert_eq!(new, old, "line {} of {}", number + 1, path.display());
    }
    assert_eq!(text.lines().count(), golden.lines().count(), "{}", path.display());
}
