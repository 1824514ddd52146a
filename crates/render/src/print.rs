//! Printing: the pages are counted, then written, for each says how many there are.
//!
//! A short document is laid out once and its pages are kept until their number is known; a long one is laid out
//! twice, so that no more than a page of it is ever held. Both ways give the same bytes. Not here: what stands on
//! a page.

use std::io::Write;
use std::ops::ControlFlow;

use crate::backend::{Metadata, Press};
use crate::edition::Edition;
use crate::fonts::Fonts;
use crate::layout::{self, Growing, Margin, Page, Receiver, Source, TagTree};
use crate::paper::block::{Block, Drawn, Furniture, Paper, Row};
use crate::paper::composed;
use crate::{AssociatedFile, RenderError, RenderInput};

/// Up to so many pages are kept.
const KEPT: usize = 64;

/// How far a print has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Pages counted, or written once their number is known.
    pub pages: u32,
    /// How many there are; `None` while they are being counted.
    pub of: Option<u32>,
}

/// What a print tells while it goes on; `Break` ends it with [`RenderError::Cancelled`].
pub type Watch<'a> = dyn FnMut(Progress) -> ControlFlow<()> + 'a;

/// A filing that was printed into a receiver of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// How many pages it has.
    pub pages: u32,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
}

/// Prints a filing into `out`.
pub(crate) fn print(
    edition: &'static Edition,
    input: &RenderInput<'_>,
    files: &[&AssociatedFile],
    metadata: &Metadata,
    fonts: &Fonts,
    out: &mut dyn Write,
    watch: &mut Watch<'_>,
) -> Result<Printed, RenderError> {
    composed(edition, input, fonts, |paper, source, uncovered| {
        let what = What { edition, paper, source, data: files };
        write_pages(&what, &|| uncovered.refuse(), metadata, fonts, out, watch)
    })
}

/// Prints a paper that is held whole and has no files inside.
pub(crate) fn print_list(
    paper: &Paper,
    metadata: &Metadata,
    fonts: &Fonts,
    out: &mut dyn Write,
    watch: &mut Watch<'_>,
) -> Result<Printed, RenderError> {
    let what = What { edition: Edition::newest(), paper, source: &Whole, data: &[] };
    write_pages(&what, &|| Ok(()), metadata, fonts, out, watch)
}

/// What is printed.
struct What<'a> {
    edition: &'static Edition,
    paper: &'a Paper,
    source: &'a dyn Source,
    data: &'a [&'a AssociatedFile],
}

/// The source of a paper that is held whole: nothing is asked of it.
struct Whole;

impl Source for Whole {
    fn row(&self, _: &Drawn, _: usize) -> Row {
        Row::default()
    }

    fn blocks(&self, _: &Drawn, _: usize) -> Vec<Block> {
        Vec::new()
    }
}

fn write_pages(
    what: &What<'_>,
    refuse: &dyn Fn() -> Result<(), RenderError>,
    metadata: &Metadata,
    fonts: &Fonts,
    out: &mut dyn Write,
    watch: &mut Watch<'_>,
) -> Result<Printed, RenderError> {
    let What { edition, paper, source, data } = *what;
    let mut count = Count { pages: 0, kept: Some(Vec::new()), watch };
    let (margin, mut tags) = layout::flow(edition, paper, source, fonts, &mut count)?;
    refuse()?;
    let (count, kept) = (count.pages, count.kept);
    let press = Press::new(edition, fonts, out)?;
    let around = Around { margin, furniture: &paper.furniture, fonts };
    let mut writing = Writing { press, around, number: 0, count, watch };
    match kept {
        Some(pages) => {
            for (page, growing) in pages {
                writing.page(page, &mut tags, &growing)?;
            }
        }
        None => (_, tags) = layout::flow(edition, paper, source, fonts, &mut writing)?,
    }
    let digest = writing.press.finish(&tags, data, metadata)?;
    let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Printed { pages: number(count), sha256 })
}

/// The first pass.
struct Count<'w, 'a> {
    pages: usize,
    /// The pages, until there are too many.
    kept: Option<Vec<(Page, Growing)>>,
    watch: &'w mut Watch<'a>,
}

impl Receiver for Count<'_, '_> {
    fn page(
        &mut self,
        page: Page,
        tags: &mut TagTree,
        growing: &Growing,
    ) -> Result<(), RenderError> {
        self.pages += 1;
        self.kept = self.kept.take().filter(|kept| kept.len() < KEPT);
        match &mut self.kept {
            Some(kept) => kept.push((page, growing.clone())),
            None => tags.let_go(growing),
        }
        tell(self.watch, Progress { pages: number(self.pages), of: None })
    }
}

/// What goes around each page.
struct Around<'a> {
    margin: Margin,
    furniture: &'a Furniture,
    fonts: &'a Fonts,
}

/// The pass that writes.
struct Writing<'a, 'w, 'f> {
    press: Press<'a>,
    around: Around<'a>,
    number: usize,
    count: usize,
    watch: &'w mut Watch<'f>,
}

impl Receiver for Writing<'_, '_, '_> {
    fn page(
        &mut self,
        mut page: Page,
        tags: &mut TagTree,
        growing: &Growing,
    ) -> Result<(), RenderError> {
        self.number += 1;
        let Around { margin, furniture, fonts } = &self.around;
        margin.furnish(&mut page, (self.number, self.count), furniture, fonts);
        self.press.page(&page, tags, growing)?;
        let (pages, of) = (number(self.number), Some(number(self.count)));
        tell(self.watch, Progress { pages, of })
    }
}

fn tell(watch: &mut Watch<'_>, progress: Progress) -> Result<(), RenderError> {
    match watch(progress) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(RenderError::Cancelled),
    }
}

fn number(pages: usize) -> u32 {
    u32::try_from(pages).unwrap_or(u32::MAX)
}
