//! Cells: a label, a value, choices with check boxes, and how they pair up in rows of a grid.

use singo_domain::answer::Row as DataRow;
use singo_domain::definition::{Field, Kind};
use singo_domain::identifier::mask;

use super::block::{Align, BODY, Body, Cell, Inline, LABEL, Paragraph, Row, Shade, Style, UNDER};
use super::compose::Composer;
use super::page_file::{Masked, Words};
use super::{stacked, value};

/// Least height of a row of the form.
pub(super) const ROW: i64 = 7_000;
/// Columns of a grid: label, value, label, value.
const HALVES: usize = 4;

/// One field on its way into a grid.
pub(super) struct Entry {
    pub label: String,
    pub body: Body,
    /// Takes a row of its own.
    pub wide: bool,
    /// Takes a row for its label and one for its text, which may go on over pages.
    pub prose: bool,
}

/// A grey cell.
pub(super) fn label(text: impl Into<String>) -> Cell {
    shaded(text, LABEL, Align::Left)
}

/// A grey cell of a head row.
pub(super) fn head(text: impl Into<String>, style: Style) -> Cell {
    shaded(text, style, Align::Center)
}

/// A grey cell of a head row in two languages; the second may be none.
pub(super) fn head_in_both((text, under): (String, Option<String>), style: Style) -> Cell {
    with_under(head(text, style), under)
}

/// A grey cell of a head row with several names below each other.
pub(super) fn heads_of(names: Vec<Paragraph>) -> Cell {
    Cell { span: 1, shade: Shade::Label, body: Body::Paragraphs(names) }
}

/// A cell with a text in the other language below its own.
pub(super) fn with_under(mut cell: Cell, under: Option<String>) -> Cell {
    let (Body::Paragraphs(paragraphs) | Body::Choices(paragraphs)) = &mut cell.body;
    let align = paragraphs.first().map_or(Align::Left, |paragraph| paragraph.align);
    paragraphs.extend(under.map(|text| Paragraph::new(text, UNDER, align)));
    cell
}

fn shaded(text: impl Into<String>, style: Style, align: Align) -> Cell {
    let body = Body::Paragraphs(vec![Paragraph::new(text, style, align)]);
    Cell { span: 1, shade: Shade::Label, body }
}

/// A white cell over some columns.
pub(super) fn value(body: Body, span: usize) -> Cell {
    Cell { span, shade: Shade::Value, body }
}

/// A white cell of one text.
pub(super) fn text(text: impl Into<String>, style: Style, align: Align) -> Cell {
    value(Body::Paragraphs(vec![Paragraph::new(text, style, align)]), 1)
}

/// Puts entries into rows: two halves side by side, wide ones alone, prose below its label.
pub(super) fn rows(entries: Vec<Entry>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut half: Option<Entry> = None;
    for entry in entries {
        if entry.prose || entry.wide {
            rows.extend(half.take().map(alone));
            if entry.prose { rows.extend(prose(entry)) } else { rows.push(alone(entry)) }
        } else if let Some(left) = half.take() {
            let cells = vec![
                label(left.label),
                value(left.body, 1),
                label(entry.label),
                value(entry.body, 1),
            ];
            rows.push(Row { cells, least: ROW, ..Row::default() });
        } else {
            half = Some(entry);
        }
    }
    rows.extend(half.map(alone));
    rows
}

fn alone(entry: Entry) -> Row {
    let cells = vec![label(entry.label), value(entry.body, HALVES - 1)];
    Row { cells, least: ROW, ..Row::default() }
}

fn prose(entry: Entry) -> [Row; 2] {
    let title = Cell { span: HALVES, ..label(entry.label) };
    let body = value(entry.body, HALVES);
    [
        Row { cells: vec![title], keep: true, ..Row::default() },
        Row { cells: vec![body], least: ROW, breaks: true, ..Row::default() },
    ]
}

impl Composer<'_> {
    /// A field with its answer.
    pub(super) fn entry(&self, field: &Field, row: Option<&DataRow>) -> Entry {
        let answered = self.view.answer(&field.path, row).is_some();
        let style = if self.page.stacked.is_some() { stacked::VALUE } else { BODY };
        let body = self.body(field, row, style);
        let many = match &body {
            Body::Choices(choices) => {
                let length: usize = choices.iter().map(text_length).sum();
                choices.len() > 4 || length > 24
            }
            Body::Paragraphs(_) => false,
        };
        let wide = many
            || self.page.wide.contains(&field.path)
            || matches!(field.kind, Kind::Paragraph | Kind::Lines | Kind::Codes)
            || matches!(field.kind, Kind::Address | Kind::Txid | Kind::Url);
        let prose = answered && field.kind == Kind::Paragraph;
        Entry { label: self.label(field, row), body, wide, prose }
    }

    /// Number, label and, where no answer is demanded, the mark that says so.
    pub(super) fn label(&self, field: &Field, row: Option<&DataRow>) -> String {
        let mut label = self.field_name(field);
        // Some parts of the form have no number; their name stands in its place.
        if field.spec.contains(&label) {
            label.clone_from(&field.spec);
        } else if !field.spec.is_empty() {
            label = format!("{} {label}", field.spec);
        }
        if !self.view.required(&field.path, row) {
            label = format!("{label}{}", self.words.optional_mark);
        }
        if let Some(text) = self.other().and_then(|other| other.field.get(&field.path))
            && !label.contains(&text.label)
        {
            label = format!("{label}\n{}", text.label);
        }
        label
    }

    /// The lines as the paper may carry them.
    pub(super) fn masked(
        &self,
        field: &Field,
        row: Option<&DataRow>,
        lines: Vec<String>,
    ) -> Vec<String> {
        let applies = |m: &&Masked| {
            m.field == field.path && m.when.as_ref().is_none_or(|c| self.view.holds(c, row))
        };
        match self.page.masked.iter().find(applies) {
            Some(masked) => lines.iter().map(|line| mask(masked.kind, line)).collect(),
            None => lines,
        }
    }

    /// The label alone.
    pub(super) fn field_name(&self, field: &Field) -> String {
        let text = self.texts.field.get(&field.path);
        text.map_or_else(|| field.path.to_string(), |text| text.label.clone())
    }

    /// The label alone in the other language, where the paper shows both and they differ.
    pub(super) fn other_name(&self, field: &Field) -> Option<String> {
        let label = self.other()?.field.get(&field.path)?.label.clone();
        (label != self.field_name(field)).then_some(label)
    }

    /// Fixed words in the language of the paper and, where it shows both, in the other one.
    pub(super) fn both(&self, of: impl Fn(&Words) -> &String) -> (String, Option<String>) {
        let own = of(self.words).clone();
        let other = self.other_words().map(of).filter(|other| **other != own).cloned();
        (own, other)
    }

    /// The same on one line.
    pub(super) fn both_in_line(&self, of: impl Fn(&Words) -> &String) -> String {
        match self.both(of) {
            (own, Some(other)) => format!("{own} {other}"),
            (own, None) => own,
        }
    }

    /// How answers are written on this paper, amounts of won as said.
    pub(super) fn manner<'a>(&self, won: &'a str) -> value::Manner<'a> {
        let (language, code_numbers) = (self.input.language, self.page.code_numbers);
        value::Manner { language, won, code_numbers }
    }

    /// The content of a field's cell.
    pub(super) fn body(&self, field: &Field, row: Option<&DataRow>, style: Style) -> Body {
        let codes = self.input.definition.codes_of(field);
        let answer = self.view.answer(&field.path, row);
        let ticked = codes.filter(|list| {
            list.codes.len() <= self.page.ticks_up_to && !self.page.plain.contains(&field.path)
        });
        let Some(list) = ticked else {
            let figure = value::is_figure(field.kind) && !self.page.ordinal.contains(&field.path);
            let align = if figure { Align::Right } else { Align::Left };
            let style = Style { tabular: figure, ..style };
            let lines = answer.map_or_else(Vec::new, |answer| {
                value::lines(field, codes, answer, self.manner(&self.words.won))
            });
            let lines = self.masked(field, row, lines);
            let paragraphs = lines.into_iter().map(|line| Paragraph::new(line, style, align));
            return Body::Paragraphs(paragraphs.collect());
        };
        let chosen: Vec<&str> = answer.map_or_else(Vec::new, |answer| answer.values().collect());
        let mut choices: Vec<Paragraph> = list
            .codes
            .iter()
            .map(|code| {
                let words = format!("{} {}", code.value, value::label(code, self.input.language));
                choice(chosen.contains(&code.value.as_str()), words, style)
            })
            .collect();
        // A draft may hold a code that the list does not have; it is shown, not swallowed.
        let unknown = chosen.iter().filter(|value| list.get(value).is_none());
        choices.extend(unknown.map(|value| choice(true, (*value).to_owned(), style)));
        Body::Choices(choices)
    }
}

fn choice(checked: bool, words: String, style: Style) -> Paragraph {
    let inlines = vec![Inline::Tick(checked), Inline::Text(words)];
    Paragraph { inlines, style, align: Align::Left }
}

fn text_length(paragraph: &Paragraph) -> usize {
    let length = |inline: &Inline| match inline {
        Inline::Text(text) => text.chars().count(),
        Inline::Tick(_) => 1,
    };
    paragraph.inlines.iter().map(length).sum()
}
