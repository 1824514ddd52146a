//! The first stage: what a filing says on paper.
//!
//! Composes blocks from a definition, its `page.toml`, and the answers. Pure; no fonts, no places. The rule:
//! whatever the definition shows is printed, whatever it hides is not.

pub mod block;
mod cell;
mod closing;
mod compose;
mod page_file;
mod schedule;
mod value;

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::fonts::Fonts;
use crate::{RenderError, RenderInput};
use block::{Block, Body, Inline, Paper, Paragraph, Row, Table};

/// Composes the paper of a filing: all text composed (NFC) and every character covered by a font.
///
/// # Errors
/// [`RenderError::Uncovered`] naming every character that cannot be printed; errors of `page.toml`.
pub fn compose(input: &RenderInput<'_>, fonts: &Fonts) -> Result<Paper, RenderError> {
    let page = page_file::PageFile::read(input.definition)?;
    let aloud = page_file::aloud(input.language)?;
    let input = &asides_spelled(input, fonts);
    let mut paper = compose::Composer::new(input, &page, aloud).paper();
    let mut characters = BTreeSet::new();
    each_text(&mut paper, &mut |text| {
        *text = drawable(text, fonts);
        characters.extend(text.chars().filter(|c| !fonts.covers(*c)));
    });
    if characters.is_empty() { Ok(paper) } else { Err(RenderError::Uncovered { characters }) }
}

/// Composed (NFC), with plain line ends, and a space where a tab was typed.
pub fn printable_form(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n")
        .replace('\t', " ")
        .nfc()
        .collect()
}

/// The printable form, with a letter and its mark apart where no font has the two in one.
fn drawable(text: &str, fonts: &Fonts) -> String {
    let form = printable_form(text);
    if form.chars().all(|c| fonts.covers(c)) {
        return form;
    }
    let parts = |character: char| {
        let parts: Vec<char> = std::iter::once(character).nfd().collect();
        let apart = !fonts.covers(character) && parts.iter().all(|part| fonts.covers(*part));
        if apart { parts } else { vec![character] }
    };
    form.chars().flat_map(parts).collect()
}

/// What is no answer (names of users and files, reasons) has no field that could carry a finding; what no font
/// has is spelled there by its number, and the filing can be printed all the same.
fn asides_spelled<'a>(input: &RenderInput<'a>, fonts: &Fonts) -> RenderInput<'a> {
    let spelled = |text: &mut String| {
        let form = drawable(text, fonts);
        let spell = |character: char| {
            if fonts.covers(character) {
                character.to_string()
            } else {
                format!("[U+{:04X}]", u32::from(character))
            }
        };
        *text = form.chars().map(spell).collect();
    };
    // The files inside are not printed; they may be long.
    let mut input = RenderInput {
        definition: input.definition,
        content: input.content,
        language: input.language,
        stamp: input.stamp.clone(),
        practice: input.practice,
        accepted_warnings: input.accepted_warnings.clone(),
        attachments: input.attachments.clone(),
        data: Vec::new(),
    };
    input.stamp.approvals.iter_mut().for_each(|approval| spelled(&mut approval.name));
    input.attachments.iter_mut().for_each(|file| spelled(&mut file.name));
    for warning in &mut input.accepted_warnings {
        spelled(&mut warning.message);
        spelled(&mut warning.reason);
    }
    input
}

fn each_text(paper: &mut Paper, visit: &mut impl FnMut(&mut String)) {
    let furniture = &mut paper.furniture;
    for text in
        [&mut furniture.tag, &mut furniture.notice, &mut furniture.folio, &mut furniture.continued]
    {
        visit(text);
    }
    furniture.marks.iter_mut().chain(&mut furniture.foot).for_each(&mut *visit);
    paper.blocks.iter_mut().for_each(|block| block_texts(block, visit));
}

fn block_texts(block: &mut Block, visit: &mut impl FnMut(&mut String)) {
    match block {
        Block::Text(paragraph, _) => paragraph_texts(paragraph, visit),
        Block::Table(table) => table_texts(table, visit),
        Block::Masthead(title, table) => {
            paragraph_texts(title, visit);
            table.iter_mut().for_each(|table| table_texts(table, visit));
        }
        Block::Gap(_) | Block::Turn(_) => {}
        Block::Together(blocks) => blocks.iter_mut().for_each(|block| block_texts(block, visit)),
    }
}

fn table_texts(table: &mut Table, visit: &mut impl FnMut(&mut String)) {
    let rows = table.head.iter_mut().chain(&mut table.repeat).chain(&mut table.rows);
    for cell in rows.flat_map(|row: &mut Row| &mut row.cells) {
        let (Body::Paragraphs(paragraphs) | Body::Choices(paragraphs)) = &mut cell.body;
        paragraphs.iter_mut().for_each(|paragraph| paragraph_texts(paragraph, visit));
    }
}

fn paragraph_texts(paragraph: &mut Paragraph, visit: &mut impl FnMut(&mut String)) {
    for inline in &mut paragraph.inlines {
        if let Inline::Text(text) = inline {
            visit(text);
        }
    }
}
