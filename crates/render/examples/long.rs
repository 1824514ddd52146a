//! Prints a schedule of as many rows as asked for, and says what it took: `long <assets> <rows> [out.pdf]`.
//!
//! For measuring memory and time of long papers (peak memory as Linux counts it). Not part of the product.
#![allow(clippy::print_stdout, reason = "an example talks to its user")]

use std::error::Error;
use std::ops::ControlFlow;
use std::time::Instant;

use singo_domain::answer::{Answer, Content, Row};
use singo_domain::definition::{Definition, DefinitionFiles, Language};
use singo_domain::filing::Status;
use singo_domain::path::RowId;
use singo_render::{Fonts, Progress, RenderInput, Stamp, VERSION, render_to};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, assets, rows, rest @ ..] = args.as_slice() else {
        return Err("long <assets> <rows> [out.pdf]".into());
    };
    let definition = load(assets)?;
    let mut content = Content::default();
    content.tables.insert("transfers".to_owned(), (1..=rows.parse()?).map(row).collect());
    let input = RenderInput {
        definition: &definition,
        content: &content,
        language: Language::Ko,
        copy: singo_domain::copy::CopyKind::Full,
        stamp: Stamp {
            document_hash: "ab".repeat(32),
            chain_head: None,
            status: Status::Draft,
            dated: None,
            approvals: Vec::new(),
        },
        practice: true,
        accepted_warnings: Vec::new(),
        attachments: Vec::new(),
        data: Vec::new(),
    };
    let fonts = Fonts::bundled()?;
    let before = peak();
    let began = Instant::now();
    let mut out: Box<dyn std::io::Write> = match rest.first() {
        Some(path) => Box::new(std::io::BufWriter::new(std::fs::File::create(path)?)),
        None => Box::new(std::io::sink()),
    };
    let watch = &mut |_: Progress| ControlFlow::Continue(());
    let printed = render_to(VERSION, &input, &fonts, &mut out, watch)?;
    println!(
        "{rows} rows, {} pages, {} ms; peak memory {} kB, of which {} kB before printing",
        printed.pages,
        began.elapsed().as_millis(),
        peak(),
        before
    );
    Ok(())
}

fn row(number: u64) -> Row {
    let cells = [
        ("quantity", format!("{number}.000000000000000001")),
        ("txid", format!("0x{:064x}", u128::from(number) * 0x9e37_79b9_7f4a_7c15_f39c)),
        ("memo", format!("메모 {number}")),
    ];
    let cells = cells.into_iter().map(|(name, text)| (name.to_owned(), Answer::Text(text)));
    Row { id: RowId::nth(number), cells: cells.collect() }
}

/// The most memory the process has had so far, in kilobytes; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}

/// The small form of the tests.
fn load(folder: &str) -> Result<Definition, Box<dyn Error>> {
    let read = |name: &str| std::fs::read_to_string(std::path::Path::new(folder).join(name));
    let mut files = DefinitionFiles::default();
    for (name, file) in [
        ("form.toml", "form.toml"),
        ("page.toml", "page.toml"),
        ("text.ko.toml", "text.toml"),
        ("text.en.toml", "text.toml"),
    ] {
        files.files.insert(name.to_owned(), read(file)?);
    }
    files.files.insert("rules.toml".to_owned(), String::new());
    files.files.insert("SOURCE.md".to_owned(), String::new());
    files.codes.insert("class".to_owned(), read("class.toml")?);
    Definition::load(&files).map_err(|errors| {
        errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n").into()
    })
}
