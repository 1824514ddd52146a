//! Schedules: one row for each transfer, on pages that lie across, with the head repeated on every page.

use singo_domain::answer::Row as DataRow;
use singo_domain::definition::{Field, Section};

use super::block::{
    Align, Block, Body, Drawn, Orientation, Paragraph, Row, SMALL, Style, Table, UNDER,
};
use super::cell::{head_in_both, heads_of, text, value};
use super::compose::Composer;
use super::page_file::{Column, Schedule};
use super::value as printed;
use crate::layout::LANDSCAPE_WIDTH;

/// Width of the column of running numbers.
const NUMBER: i64 = 11_000;
/// Between the values of a cell, so that two addresses do not run together.
const APART: i64 = 700;
/// A blank among several values of a cell, so that the others keep their places.
const BLANK: &str = "-";

impl Composer<'_> {
    /// A table of data as a schedule. Columns that no column of `page.toml` names join the last one, unless
    /// every row is printed in full behind it.
    pub(super) fn schedule(&self, schedule: &Schedule, group: &[&Section]) -> Vec<Block> {
        let Some(section) = group.first() else { return Vec::new() };
        let data = self.input.content.rows(&schedule.table);
        if data.is_empty() {
            return vec![self.empty(section)];
        }
        let shares: i64 = schedule.column.iter().map(|column| column.width).sum::<i64>().max(1);
        let room = LANDSCAPE_WIDTH - NUMBER;
        let mut widths = vec![NUMBER];
        widths.extend(schedule.column.iter().map(|column| room * column.width / shares));
        if let Some(last) = widths.last_mut() {
            *last += LANDSCAPE_WIDTH - widths_sum(&schedule.column, room, shares) - NUMBER;
        }

        let (mut first, mut again) = self.bars(&self.title(section), widths.len());
        let heads = self.heads(schedule);
        first.push(heads.clone());
        again.push(heads);
        let table = Table { widths, head: first, repeat: again, rows: Vec::new() };
        vec![
            Block::Turn(Orientation::Landscape),
            Block::Long(table, self.drawn(&schedule.table, data.len())),
        ]
    }

    /// One row of a schedule.
    pub(super) fn drawn_row(&self, drawn: &Drawn, index: usize) -> Row {
        let found = self.tables.get(drawn.which).and_then(|(table, group)| {
            let row = self.input.content.rows(table).get(index)?;
            Some((self.scheduled(table)?, group, row))
        });
        let Some((schedule, group, row)) = found else { return Row::default() };
        let mut cells = vec![text((index + 1).to_string(), SMALL, Align::Center)];
        for (place, column) in schedule.column.iter().enumerate() {
            let last = place + 1 == schedule.column.len() && !schedule.annexed;
            let unnamed = if last { unnamed(schedule, group) } else { Vec::new() };
            cells.push(self.column(column, &unnamed, row));
        }
        Row { cells, top: true, ..Row::default() }
    }

    fn heads(&self, schedule: &Schedule) -> Row {
        let mut cells = vec![head_in_both(self.both(|words| &words.number), SMALL)];
        for column in &schedule.column {
            if column.labelled {
                cells.push(head_in_both(self.both(|words| &words.others), SMALL));
                continue;
            }
            let fields = column.fields.iter().filter_map(|path| self.input.definition.field(path));
            let names = fields.flat_map(|field| {
                let name = Paragraph::new(self.field_name(field), SMALL, Align::Center);
                let under = self.other_name(field);
                let under = under.map(|name| Paragraph::new(name, UNDER, Align::Center));
                std::iter::once(name).chain(under)
            });
            cells.push(heads_of(names.collect()));
        }
        Row { cells, ..Row::default() }
    }

    fn column(&self, column: &Column, unnamed: &[&Field], row: &DataRow) -> super::block::Cell {
        let mut paragraphs = Vec::new();
        let named = column.fields.iter().filter_map(|path| self.input.definition.field(path));
        // A column of nothing but figures is read down its right edge.
        let figures = named.clone().all(|field| printed::is_figure(field.kind));
        for (field, named) in named.map(|f| (f, true)).chain(unnamed.iter().map(|f| (*f, false))) {
            let lines = self.view.answer(&field.path, Some(row)).map(|answer| {
                let codes = self.input.definition.codes_of(field);
                let lines = printed::lines(field, codes, answer, self.manner("{n}"));
                self.masked(field, Some(row), lines).join("\n")
            });
            let amount = (figures || printed::is_amount(field.kind)) && named && !column.labelled;
            let align = if amount { Align::Right } else { Align::Left };
            let above = if paragraphs.is_empty() || column.labelled { 0 } else { APART };
            let style = Style { tabular: amount, above, ..SMALL };
            let words = match lines {
                Some(lines) if column.labelled || !named => {
                    let other = self.other_name(field).map(|name| format!(" {name}"));
                    format!("{}{}: {lines}", self.field_name(field), other.unwrap_or_default())
                }
                Some(lines) => lines,
                None if column.labelled || !named => continue,
                None => BLANK.to_owned(),
            };
            paragraphs.push(Paragraph::new(words, style, align));
        }
        value(Body::Paragraphs(paragraphs), 1)
    }
}

/// Fields that no column names.
fn unnamed<'a>(schedule: &Schedule, group: &[&'a Section]) -> Vec<&'a Field> {
    let named: Vec<_> = schedule.column.iter().flat_map(|column| &column.fields).collect();
    let fields = group.iter().flat_map(|section| &section.fields);
    fields.filter(|field| !named.contains(&&field.path)).collect()
}

fn widths_sum(columns: &[Column], room: i64, shares: i64) -> i64 {
    columns.iter().map(|column| room * column.width / shares).sum()
}
