//! The order of the paper: masthead, head boxes, sections, closing, annexes.
//!
//! Sections of the form stand in its own order; sections that share a table are printed together once for
//! each of its rows, as the form asks for III to V once for each transaction.

use singo_domain::answer::Row as DataRow;
use singo_domain::copy::CopyKind;
use singo_domain::definition::{Definition, FormStatus, Language, Section, Texts, View};
use singo_domain::path::FieldId;

use super::block::{
    Align, Aloud, BAR, Block, Body, Cell, Drawn, Furniture, Orientation, Paper, Paragraph, Row,
    SMALL, Shade, Table,
};
use super::cell::{Entry, ROW, label, rows, value, with_under};
use super::page_file::{PageFile, Schedule, Words};
use super::stacked;
use crate::edition::Edition;
use crate::layout::PORTRAIT_WIDTH;
use crate::{RenderError, RenderInput};

/// Widths of the label columns of a grid.
const LABEL_WIDTH: i64 = 32_000;
/// Between the parts for one row of a table and those for the next.
const BETWEEN: i64 = 2_500;
/// Least height of the boxes that the authority fills in.
const OFFICE: i64 = 9_000;

pub(super) struct Composer<'a> {
    pub input: &'a RenderInput<'a>,
    pub page: &'a PageFile,
    pub words: &'a Words,
    pub texts: &'a Texts,
    pub view: View<'a>,
    pub aloud: Aloud,
    /// The tables with the sections that each of their rows has; a [`Drawn`] names one by its place.
    pub tables: Vec<(&'a str, Vec<&'a Section>)>,
    copies: crate::words::Words,
    edition: &'static Edition,
}

impl<'a> Composer<'a> {
    pub fn new(
        input: &'a RenderInput<'a>,
        page: &'a PageFile,
        aloud: Aloud,
        edition: &'static Edition,
    ) -> Result<Self, RenderError> {
        let copies = crate::words::words(edition, input.language)?;
        let words = page.words(input.language);
        let texts = input.definition.texts(input.language);
        let mut tables: Vec<(&str, Vec<&Section>)> = Vec::new();
        for section in &input.definition.sections {
            let Some(table) = section.table.as_deref() else { continue };
            match tables.iter_mut().find(|(known, _)| *known == table) {
                Some((_, group)) => group.push(section),
                None => tables.push((table, vec![section])),
            }
        }
        let view = input.definition.view(input.content);
        Ok(Self { input, page, words, texts, view, aloud, tables, copies, edition })
    }

    pub fn paper(&self) -> Paper {
        Paper { furniture: self.furniture(), blocks: self.blocks() }
    }

    fn furniture(&self) -> Furniture {
        let (form, stamp, words) = (&self.input.definition.form, &self.input.stamp, self.words);
        let mut marks = Vec::new();
        if self.input.practice {
            marks.push(words.practice.clone());
        }
        marks.extend(self.copies.copy(self.input.copy).map(str::to_owned));
        if !stamp.status.is_decided() {
            marks.push(words.draft.clone());
        }
        let none = match self.input.copy {
            CopyKind::Full => &words.no_chain_head,
            CopyKind::Masked | CopyKind::Redacted => &self.copies.no_head,
        };
        let head = stamp.chain_head.as_deref().unwrap_or(none);
        let version = format!("{} {} ({:.16})", form.id, form.version, self.input.definition.hash);
        let unofficial = form.status != FormStatus::Official;
        Furniture {
            tag: words.tag.clone(),
            marks,
            number: self.document_no(),
            foot: vec![
                format!("{} {version} · {}", words.form, self.edition.producer()),
                format!("{} {}", words.document_hash, stamp.document_hash),
                format!("{} {head}", words.chain_head),
            ],
            notice: if unofficial { words.notice.clone() } else { String::new() },
            folio: words.folio.clone(),
            continued: self.both_in_line(|words| &words.continued),
            code: format!(
                "SINGO 1\nform {} {}\ndocument {}\nchain {}",
                form.id,
                form.version,
                stamp.document_hash,
                stamp.chain_head.as_deref().unwrap_or("-"),
            ),
            aloud: self.aloud.clone(),
        }
    }

    /// The report's own number, by which a loose page is known; empty where it has none.
    fn document_no(&self) -> String {
        let definition: &Definition = self.input.definition;
        let field = definition.field(&definition.form.roles.document_no);
        let number = field.and_then(|field| Some((field, self.view.answer(&field.path, None)?)));
        number.map_or_else(String::new, |(field, answer)| {
            let words = format!("{} {}", self.field_name(field), answer.to_text());
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        })
    }

    fn blocks(&self) -> Vec<Block> {
        let mut blocks = self.masthead();
        let sections = &self.input.definition.sections;
        let (mut rest, mut closed) = (sections.as_slice(), false);
        let (mut annexes, mut across) = (Vec::new(), false);
        while let Some((section, after)) = rest.split_first() {
            match section.table.as_deref() {
                Some(table) => {
                    let group: Vec<&Section> = rest
                        .iter()
                        .take_while(|section| section.table.as_deref() == Some(table))
                        .collect();
                    rest = &rest[group.len()..];
                    if !self.belongs(table, &group) {
                        continue;
                    }
                    match self.scheduled(table) {
                        Some(schedule) => {
                            blocks.extend(self.schedule(schedule, &group));
                            across = true;
                            if schedule.annexed {
                                annexes.extend(self.cards(table, &group));
                            }
                        }
                        None => blocks.extend(self.cards(table, &group)),
                    }
                    if group.iter().any(|section| section.id == self.page.closing_after) {
                        blocks.push(Block::Together(vec![self.closing()]));
                        blocks.extend(self.behind_closing());
                        closed = true;
                    }
                }
                None => {
                    rest = after;
                    if section.id != self.page.head && self.view.section_shown(section, None) {
                        // Behind a schedule, which lies across.
                        if std::mem::take(&mut across) && !closed {
                            blocks.push(Block::Turn(Orientation::Portrait));
                        }
                        let mut parts: Vec<Block> =
                            self.section(section, None, "").into_iter().collect();
                        let last = section.id == self.page.closing_after;
                        if closed {
                            // Annexes stand apart from the form.
                            blocks.extend([Block::Turn(Orientation::Portrait), Block::Gap(6_000)]);
                            blocks.push(Block::Together(parts));
                        } else if last {
                            // Nobody signs on a page on which nothing else stands.
                            parts.push(self.closing());
                            blocks.push(Block::Together(parts));
                            blocks.extend(self.behind_closing());
                            closed = true;
                        } else {
                            blocks.extend(parts);
                        }
                    }
                }
            }
        }
        if !annexes.is_empty() {
            blocks.extend([Block::Turn(Orientation::Portrait), Block::Gap(6_000)]);
            blocks.extend(annexes);
        }
        blocks
    }

    /// Whether anything of a table belongs to the report: a row, or the remark that there is none.
    fn belongs(&self, table: &str, group: &[&Section]) -> bool {
        let data = self.input.content.rows(table);
        let shown = |row| group.iter().any(|section| self.view.section_shown(section, row));
        if data.is_empty() { shown(None) } else { data.iter().any(|row| shown(Some(row))) }
    }

    /// How a table is printed as a schedule, where it is.
    pub(super) fn scheduled(&self, table: &str) -> Option<&'a Schedule> {
        let page = self.page;
        let asked = |s: &&Schedule| s.when.as_ref().is_none_or(|c| self.view.holds(c, None));
        page.schedule.iter().filter(|schedule| schedule.table == table).find(asked)
    }

    /// The section as a grid, or nothing where it does not belong to the report.
    fn section(&self, section: &Section, row: Option<&DataRow>, which: &str) -> Option<Block> {
        if !self.view.section_shown(section, row) {
            return None;
        }
        let title = self.title(section);
        let rows = self.arranged(self.entries(section, row));
        if rows.is_empty() && self.page.answered_only {
            return None;
        }
        let widths = self.widths();
        let (head, repeat) = self.bars(&format!("{title}{which}"), widths.len());
        Some(Block::Table(Table { widths, head, repeat, rows }))
    }

    /// Entries as a grid, or as boxes where the form has them.
    fn arranged(&self, entries: Vec<Entry>) -> Vec<Row> {
        match self.page.stacked {
            Some(places) => stacked::rows(entries, places),
            None => rows(entries),
        }
    }

    fn widths(&self) -> Vec<i64> {
        self.page.stacked.map_or_else(grid_widths, stacked::widths)
    }

    pub(super) fn entries(&self, section: &Section, row: Option<&DataRow>) -> Vec<Entry> {
        let mut entries = Vec::new();
        let printed = |path: &FieldId| {
            self.view.shown(path, row)
                && (!self.page.answered_only
                    || self.view.answer(path, row).is_some()
                    || self.view.required(path, row))
        };
        for field in section.fields.iter().filter(|field| printed(&field.path)) {
            let join = self.page.join.iter().find(|join| join.fields.contains(&field.path));
            let Some(join) = join else {
                entries.push(self.entry(field, row));
                continue;
            };
            if join.fields.first() != Some(&field.path) {
                continue;
            }
            let parts = join.fields.iter().filter_map(|path| self.input.definition.field(path));
            let parts: Vec<Entry> = parts.map(|field| self.entry(field, row)).collect();
            let mut paragraphs = Vec::new();
            for part in parts {
                let (Body::Paragraphs(more) | Body::Choices(more)) = part.body;
                paragraphs.extend(more);
            }
            let number =
                if field.spec.is_empty() { String::new() } else { format!("{} ", field.spec) };
            let demanded = join.fields.iter().any(|path| self.view.required(path, row));
            let mark = if demanded { "" } else { &self.words.optional_mark };
            let under = self.other().map(|_| join.label(self.other_language()));
            let under = under.map(|label| format!("\n{label}")).unwrap_or_default();
            let label = format!("{number}{}{mark}{under}", join.label(self.input.language));
            entries.push(Entry {
                label,
                body: Body::Paragraphs(paragraphs),
                wide: true,
                prose: false,
            });
        }
        entries
    }

    /// Every section of a table, once for each of its rows.
    fn cards(&self, table: &str, group: &[&Section]) -> Vec<Block> {
        let data = self.input.content.rows(table);
        if data.is_empty() {
            return group.iter().take(1).map(|section| self.empty(section)).collect();
        }
        vec![Block::Each(self.drawn(table, data.len()))]
    }

    /// The parts of a table that are asked for one by one.
    pub(super) fn drawn(&self, table: &str, count: usize) -> Drawn {
        let which = self.tables.iter().position(|(known, _)| *known == table);
        Drawn { which: which.unwrap_or(usize::MAX), count }
    }

    /// The sections of one row of a table, printed in full.
    pub(super) fn drawn_blocks(&self, drawn: &Drawn, index: usize) -> Vec<Block> {
        let Some((table, group)) = self.tables.get(drawn.which) else { return Vec::new() };
        let Some(row) = self.input.content.rows(table).get(index) else { return Vec::new() };
        let mut which = String::new();
        if drawn.count > 1 {
            let nth = self.words.nth.replace("{n}", &(index + 1).to_string());
            which = nth.replace("{of}", &drawn.count.to_string());
        }
        let mut parts = group.iter().filter_map(|section| self.section(section, Some(row), &which));
        let mut blocks = Vec::new();
        if index > 0 {
            blocks.push(Block::Gap(BETWEEN));
        }
        if index == 0 && self.scheduled(table).is_some() {
            let title = Paragraph::new(self.both_in_line(|words| &words.annex), BAR, Align::Left);
            let title = Block::Text(title, 2);
            blocks.push(Block::Together(std::iter::once(title).chain(parts.next()).collect()));
        }
        blocks.extend(parts);
        blocks
    }

    /// A section of a table without rows.
    pub(super) fn empty(&self, section: &Section) -> Block {
        let widths = self.widths();
        let (head, repeat) = self.bars(&self.title(section), widths.len());
        let (none, under) = self.both(|words| &words.none);
        let none = Paragraph::new(none, super::block::BODY, Align::Center);
        let none = value(Body::Paragraphs(vec![none]), widths.len());
        let cells = vec![with_under(none, under)];
        let rows = vec![Row { cells, least: ROW, ..Row::default() }];
        Block::Table(Table { widths, head, repeat, rows })
    }

    pub(super) fn title(&self, section: &Section) -> String {
        let title = |texts: &Texts| texts.section.get(&section.id).unwrap_or(&section.id).clone();
        match self.other() {
            // Both begin with the letter of the part.
            Some(other) => {
                let other = title(other);
                let bare = other.strip_prefix(&format!("{}. ", section.spec)).unwrap_or(&other);
                format!("{} {bare}", title(self.texts))
            }
            None => title(self.texts),
        }
    }

    /// The texts of the other language, where the paper shows both.
    pub(super) fn other(&self) -> Option<&'a Texts> {
        let language = self.other_language();
        self.page.bilingual.then(|| self.input.definition.texts(language))
    }

    /// The fixed words in the other language, where the paper shows both.
    pub(super) fn other_words(&self) -> Option<&'a Words> {
        let (page, language) = (self.page, self.other_language());
        page.bilingual.then(|| page.words(language))
    }

    /// The language that the paper is not in.
    pub(super) fn other_language(&self) -> Language {
        match self.input.language {
            Language::Ko => Language::En,
            Language::En => Language::Ko,
        }
    }

    /// The bar above a table, and the one above its continuation.
    pub(super) fn bars(&self, title: &str, span: usize) -> (Vec<Row>, Vec<Row>) {
        let (style, least) = match self.page.stacked {
            Some(_) => (stacked::BAR, stacked::BAR_HEIGHT),
            None => (BAR, ROW),
        };
        let bar = |title: String| {
            let body = Body::Paragraphs(vec![Paragraph::new(title, style, Align::Left)]);
            let cells = vec![Cell { span, shade: Shade::Bar, body }];
            let close = self.page.stacked.is_some();
            vec![Row { cells, least, close, ..Row::default() }]
        };
        let again = self.both_in_line(|words| &words.again);
        (bar(title.to_owned()), bar(format!("{title} {again}")))
    }

    /// Title with signature boxes, legend, the authority's boxes, and the head section.
    fn masthead(&self) -> Vec<Block> {
        let title = Paragraph::new(&self.texts.title, super::block::TITLE, Align::Center);
        let under = self.other().map(|other| Paragraph::new(&other.title, SMALL, Align::Center));
        let mut blocks = vec![
            Block::Turn(Orientation::Portrait),
            Block::Masthead(title, under, Some(self.signature_boxes())),
            Block::Gap(2_500),
        ];
        for line in &self.words.legend {
            blocks.push(Block::Text(Paragraph::new(line, SMALL, Align::Left), 0));
        }
        blocks.push(Block::Gap(1_200));
        blocks.extend(self.boxes());
        let definition: &Definition = self.input.definition;
        if let Some(head) = definition.sections.iter().find(|s| s.id == self.page.head) {
            let (widths, rows) = (self.widths(), self.arranged(self.entries(head, None)));
            blocks.push(Block::Table(Table { widths, rows, ..Table::default() }));
        }
        blocks
    }

    fn boxes(&self) -> Option<Block> {
        let boxes = &self.words.boxes;
        let count = i64::try_from(boxes.len()).ok().filter(|count| *count > 0)?;
        let width = PORTRAIT_WIDTH / count;
        let period = self.input.definition.form.deadline.period.number().to_string();
        let (mut widths, mut cells) = (Vec::new(), Vec::new());
        // One of the two stands in the words, as the form counts.
        let counted = |content: &String| {
            content.replace("{business_days}", &period).replace("{day}", &period)
        };
        let others = self.other_words().map_or(&[][..], |words| &words.boxes);
        let others = others.iter().map(Some).chain(std::iter::repeat(None));
        for ((name, content), other) in boxes.iter().zip(others) {
            widths.extend([22_000, width - 22_000]);
            let under = other.map(|(name, _)| name.clone());
            let name = with_under(label(name), under);
            if content.is_empty() {
                cells.push(Cell { span: 2, shade: Shade::Office, ..name });
                continue;
            }
            cells.push(name);
            let under = other.map(|(_, content)| counted(content)).filter(|text| !text.is_empty());
            let content = super::cell::text(counted(content), super::block::LABEL, Align::Left);
            cells.push(with_under(content, under));
        }
        // The last box takes what division left over.
        if let Some(last) = widths.last_mut() {
            *last += PORTRAIT_WIDTH - width * count;
        }
        let close = self.page.stacked.is_some();
        let least = if close { ROW } else { OFFICE };
        let rows = vec![Row { cells, least, top: true, close, ..Row::default() }];
        Some(Block::Table(Table { widths, rows, ..Table::default() }))
    }
}

/// Label, value, label, value.
pub(super) fn grid_widths() -> Vec<i64> {
    let value = PORTRAIT_WIDTH / 2 - LABEL_WIDTH;
    vec![LABEL_WIDTH, value, LABEL_WIDTH, PORTRAIT_WIDTH - 2 * LABEL_WIDTH - value]
}
