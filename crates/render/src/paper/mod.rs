//! The first stage: what a filing says on paper.
//!
//! Composes blocks from a definition, its `page.toml`, and the answers. Pure; no fonts, no places. The rule:
//! whatever the definition shows is printed, whatever it hides is not.

pub mod block;
mod cell;
mod closing;
mod compose;
mod list;
mod page_file;
mod schedule;
mod stacked;
mod value;

pub use list::ListPaper;
pub(crate) use list::compose_list;

use std::cell::RefCell;
use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::edition::Edition;
use crate::fonts::Fonts;
use crate::layout::Source;
use crate::{RenderError, RenderInput};
use block::{Block, Body, Drawn, Inline, Paper, Paragraph, Row, Table};
use compose::Composer;
use page_file::PageFile;

/// Composes the paper of a filing and hands it to `print`: all text composed (NFC), and the parts that are too many
/// to be held given out by the source.
///
/// # Errors
/// [`RenderError::Uncovered`] naming every character that cannot be printed; errors of `page.toml`; those of
/// `print`.
pub(crate) fn composed<T>(
    edition: &'static Edition,
    input: &RenderInput<'_>,
    fonts: &Fonts,
    print: impl FnOnce(&Paper, &dyn Source, &Uncovered) -> Result<T, RenderError>,
) -> Result<T, RenderError> {
    let page = PageFile::read(input.definition)?;
    let aloud = page_file::aloud(input.language)?;
    let input = &asides_spelled(input, fonts);
    let composer = Composer::new(input, &page, aloud, edition)?;
    let mut paper = composer.paper();
    let parts = Parts { composer, fonts, uncovered: Uncovered::default() };
    each_text(&mut paper, &mut |text| parts.draw(text));
    print(&paper, &parts, &parts.uncovered)
}

/// Characters met so far that no font has.
#[derive(Default)]
pub(crate) struct Uncovered(RefCell<BTreeSet<char>>);

impl Uncovered {
    /// Ends a print that would show boxes.
    ///
    /// # Errors
    /// [`RenderError::Uncovered`] where there is any.
    pub fn refuse(&self) -> Result<(), RenderError> {
        let characters = self.0.borrow().clone();
        if characters.is_empty() { Ok(()) } else { Err(RenderError::Uncovered { characters }) }
    }
}

/// Parts of the paper as they are asked for.
struct Parts<'a> {
    composer: Composer<'a>,
    fonts: &'a Fonts,
    uncovered: Uncovered,
}

impl Parts<'_> {
    fn draw(&self, text: &mut String) {
        *text = drawable(text, self.fonts);
        let lacking = text.chars().filter(|c| !self.fonts.covers(*c));
        self.uncovered.0.borrow_mut().extend(lacking);
    }
}

impl Source for Parts<'_> {
    fn row(&self, drawn: &Drawn, index: usize) -> Row {
        let mut row = self.composer.drawn_row(drawn, index);
        row_texts(&mut row, &mut |text| self.draw(text));
        row
    }

    fn blocks(&self, drawn: &Drawn, index: usize) -> Vec<Block> {
        let mut blocks = self.composer.drawn_blocks(drawn, index);
        blocks.iter_mut().for_each(|block| block_texts(block, &mut |text| self.draw(text)));
        blocks
    }
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
    if form.chars().all(|c| fonts.has(c)) {
        return form;
    }
    let parts = |character: char| -> Vec<char> {
        let whole = fonts.has(character) || !fonts.covers(character);
        if whole { vec![character] } else { std::iter::once(character).nfd().collect() }
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
        copy: input.copy,
        stamp: input.stamp.clone(),
        practice: input.practice,
        accepted_warnings: input.accepted_warnings.clone(),
        attachments: input.attachments.clone(),
        data: Vec::new(),
    };
    for approval in &mut input.stamp.approvals {
        spelled(&mut approval.name);
        spelled(&mut approval.title);
    }
    input.attachments.iter_mut().for_each(|file| spelled(&mut file.name));
    for warning in &mut input.accepted_warnings {
        spelled(&mut warning.message);
        spelled(&mut warning.reason);
    }
    input
}

fn each_text(paper: &mut Paper, visit: &mut impl FnMut(&mut String)) {
    let furniture = &mut paper.furniture;
    for text in [
        &mut furniture.tag,
        &mut furniture.number,
        &mut furniture.notice,
        &mut furniture.folio,
        &mut furniture.continued,
    ] {
        visit(text);
    }
    furniture.marks.iter_mut().chain(&mut furniture.foot).for_each(&mut *visit);
    paper.blocks.iter_mut().for_each(|block| block_texts(block, visit));
}

fn block_texts(block: &mut Block, visit: &mut impl FnMut(&mut String)) {
    match block {
        Block::Text(paragraph, _) => paragraph_texts(paragraph, visit),
        Block::Table(table) => table_texts(table, visit),
        Block::Masthead(title, under, table) => {
            paragraph_texts(title, visit);
            under.iter_mut().for_each(|under| paragraph_texts(under, visit));
            table.iter_mut().for_each(|table| table_texts(table, visit));
        }
        Block::Long(table, _) => table_texts(table, visit),
        Block::Gap(_) | Block::Turn(_) | Block::Each(_) => {}
        Block::Together(blocks) => blocks.iter_mut().for_each(|block| block_texts(block, visit)),
    }
}

fn table_texts(table: &mut Table, visit: &mut impl FnMut(&mut String)) {
    let rows = table.head.iter_mut().chain(&mut table.repeat).chain(&mut table.rows);
    rows.for_each(|row| row_texts(row, visit));
}

fn row_texts(row: &mut Row, visit: &mut impl FnMut(&mut String)) {
    for cell in &mut row.cells {
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
