//! Plain lists on paper: a title, a few lines, one table. For what is printed for the firm itself, such as the daily
//! reconciliation; a report to an authority is a form and is composed elsewhere.

use singo_domain::definition::Language;

use super::block::{
    Align, Block, Furniture, Orientation, Paper, Paragraph, Row, SMALL, Style, TITLE, Table,
};
use super::cell::{head, text};
use super::{drawable, each_text, page_file};
use crate::RenderError;
use crate::fonts::{Fonts, Weight};
use crate::layout::LANDSCAPE_WIDTH;

/// Cells that are copied by hand.
const CODE: Style = Style { size: 190, weight: Weight::Bold, tabular: true, ..SMALL };
/// Space between the parts.
const GAP: i64 = 3_000;

/// What stands on the paper of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPaper {
    /// Its language.
    pub language: Language,
    /// The title.
    pub title: String,
    /// Lines below the title.
    pub lead: Vec<String>,
    /// Heads of the columns and their shares of the width.
    pub columns: Vec<(String, i64)>,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
    /// What stands there instead of rows where there are none.
    pub none: String,
    /// Whether the cells are large and stand in the middle: for a code that is copied by hand.
    pub large: bool,
    /// Marks at the upper right, such as a practice vault's.
    pub marks: Vec<String>,
    /// Lines at the foot of every page: who printed it, from which head of the chain.
    pub foot: Vec<String>,
    /// Page number, with `{page}` and `{pages}`.
    pub folio: String,
    /// Below a table that goes on.
    pub continued: String,
    /// The text of the QR code on the first page.
    pub code: String,
}

/// Composes the paper of a list. A character that no font has is spelled by its number: a list is no filing, and
/// nothing in it can be mended from here.
///
/// # Errors
/// [`RenderError::Page`] where the program's own words are damaged.
pub fn compose_list(list: &ListPaper, fonts: &Fonts) -> Result<Paper, RenderError> {
    let shares = list.columns.iter().map(|(_, share)| share).sum::<i64>().max(1);
    let mut widths: Vec<i64> =
        list.columns.iter().map(|(_, share)| LANDSCAPE_WIDTH * share / shares).collect();
    let rest = LANDSCAPE_WIDTH - widths.iter().sum::<i64>();
    if let Some(last) = widths.last_mut() {
        *last += rest;
    }
    let heads = list.columns.iter().map(|(name, _)| head(name, SMALL)).collect();
    let heads = Row { cells: heads, ..Row::default() };
    let (style, align) = if list.large { (CODE, Align::Center) } else { (SMALL, Align::Left) };
    let cells = |row: &Vec<String>| {
        let cells = row.iter().map(|cell| text(cell, style, align)).collect();
        Row { cells, top: true, ..Row::default() }
    };
    let mut blocks = vec![
        Block::Turn(Orientation::Landscape),
        Block::Text(Paragraph::new(&list.title, TITLE, Align::Left), 1),
    ];
    let lead = list.lead.iter().map(|line| Paragraph::new(line, SMALL, Align::Left));
    blocks.extend(lead.map(|line| Block::Text(line, 0)));
    blocks.push(Block::Gap(GAP));
    if list.rows.is_empty() {
        blocks.push(Block::Text(Paragraph::new(&list.none, SMALL, Align::Left), 0));
    } else {
        blocks.push(Block::Table(Table {
            widths,
            head: vec![heads.clone()],
            repeat: vec![heads],
            rows: list.rows.iter().map(cells).collect(),
        }));
    }
    let furniture = Furniture {
        tag: String::new(),
        marks: list.marks.clone(),
        number: String::new(),
        foot: list.foot.clone(),
        notice: String::new(),
        folio: list.folio.clone(),
        continued: list.continued.clone(),
        code: list.code.clone(),
        aloud: page_file::aloud(list.language)?,
    };
    let mut paper = Paper { furniture, blocks };
    each_text(&mut paper, &mut |words| {
        let form = drawable(words, fonts);
        let spell = |character: char| {
            if fonts.covers(character) || character == '\n' {
                character.to_string()
            } else {
                format!("[U+{:04X}]", u32::from(character))
            }
        };
        *words = form.chars().map(spell).collect();
    });
    Ok(paper)
}
