//! How long printing takes: the same answers printed again and again, each timed by itself.
//!
//! Only the print is timed: answers are read and fonts parsed before. Not here: other programs to compare with.

use std::time::Instant;

use singo_domain::definition::Language;
use singo_domain::filing::Status;
use singo_render::{RenderInput, Stamp};

use super::forms::read_content;
use super::paper::data_of;
use crate::App;
use crate::error::WireError;
use crate::outgoing::Outgoing;
use crate::session::reference;
use crate::wire::{BenchPdfRequest, BenchPdfView};

/// More rounds in one call would keep the caller waiting without a word.
const MOST: u32 = 10_000;

/// Prints answers that lie in no vault, and says how long each print took.
pub fn bench_pdf(app: &App, request: BenchPdfRequest) -> Result<BenchPdfView, WireError> {
    let definition = app.in_force(&request.form, request.on.as_deref())?;
    let content = read_content(&request.content, &request.form, definition)?;
    let Outgoing { content, canonical, hash, .. } =
        Outgoing::of(definition, &reference(definition), &content)?;
    let input = RenderInput {
        definition,
        content: &content,
        language: Language::Ko,
        copy: singo_domain::copy::CopyKind::Full,
        stamp: Stamp {
            document_hash: hash,
            chain_head: None,
            status: Status::Draft,
            dated: None,
            approvals: Vec::new(),
        },
        practice: true,
        accepted_warnings: Vec::new(),
        attachments: Vec::new(),
        data: data_of(definition, &content, canonical.into_bytes()),
    };
    let mut nanoseconds = Vec::new();
    let mut printed = None;
    for _ in 0..request.rounds.clamp(1, MOST) {
        let began = Instant::now();
        let rendered = singo_render::render(&input, &app.assets.fonts)?;
        nanoseconds.push(began.elapsed().as_nanos().to_string());
        printed = Some((rendered.bytes.len(), rendered.pages, rendered.sha256));
    }
    let (bytes, pages, sha256) = printed.unwrap_or_default();
    Ok(BenchPdfView { nanoseconds, bytes: bytes.to_string(), pages, sha256 })
}
