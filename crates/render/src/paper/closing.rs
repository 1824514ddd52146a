//! The end of the form: closing sentence, date, signature, addressee; attachments; accepted warnings.

use singo_domain::definition::{Language, Value, kst};
use singo_domain::path::FieldId;

use super::block::{
    ADDRESSEE, Align, BODY, Block, Body, LABEL, Orientation, Paragraph, Row, SMALL, Style, Table,
    UNDER,
};
use super::cell::{ROW, head_in_both, text, value};
use super::compose::Composer;
use super::page_file::Words;
use crate::input::ApprovalRole;
use crate::layout::PORTRAIT_WIDTH;

/// Width of one signature box.
const BOX: i64 = 25_000;

impl Composer<'_> {
    /// Three boxes: written, reviewed, decided.
    pub(super) fn signature_boxes(&self) -> Table {
        let roles = [
            (ApprovalRole::Drafter, self.both(|words| &words.drafter)),
            (ApprovalRole::Reviewer, self.both(|words| &words.reviewer)),
            (ApprovalRole::Officer, self.both(|words| &words.officer)),
        ];
        let names = roles.iter().map(|(_, name)| head_in_both(name.clone(), LABEL)).collect();
        let boxes = roles.iter().map(|(role, _)| {
            let mut lines = Vec::new();
            for approval in self.input.stamp.approvals.iter().filter(|a| a.role == *role) {
                // As on approval boxes elsewhere: the position, then the name.
                if !approval.title.is_empty() {
                    lines.push(Paragraph::new(&approval.title, SMALL, Align::Center));
                }
                lines.push(Paragraph::new(&approval.name, BODY, Align::Center));
                if let Some(at) = approval.at {
                    let at = at.with_timezone(&kst()).format("%Y-%m-%d %H:%M").to_string();
                    lines.push(Paragraph::new(at, SMALL, Align::Center));
                }
            }
            value(Body::Paragraphs(lines), 1)
        });
        let rows = vec![
            Row { cells: names, least: 5_500, close: true, ..Row::default() },
            Row { cells: boxes.collect(), least: 13_000, close: true, ..Row::default() },
        ];
        Table { widths: vec![BOX; 3], rows, ..Table::default() }
    }

    /// What is declared, when, by whom and to whom.
    pub(super) fn closing(&self) -> Block {
        let content = self.input.content;
        let definition = self.input.definition;
        let line = |text: String, style: Style, align| Paragraph::new(text, style, align);
        let blank = || line(String::new(), BODY, Align::Left);
        let reported = &definition.form.roles.report_date;
        let day = content.seen_from(reported, None).and_then(|answer| {
            match definition.field(reported)?.kind.read(answer) {
                Ok(Value::Date(day)) => Some(day),
                _ => None,
            }
        });
        let part = |format: &str| day.map_or("      ".to_owned(), |d| d.format(format).to_string());
        let day = self
            .words
            .day
            .replace("{y}", &part("%Y"))
            .replace("{m}", &part("%-m"))
            .replace("{d}", &part("%-d"));
        let named = |field: &FieldId| {
            let answer = content.seen_from(field, None);
            answer.map_or_else(|| "          ".to_owned(), |answer| answer.to_text())
        };
        let (name, firm) = (named(&self.page.signed_by), self.page.signed_for.as_ref().map(named));
        let signature = |words: &Words, name: &str, firm: &str| {
            words.signature.replace("{institution}", firm).replace("{name}", name)
        };
        let closing = |words: &Words, language| {
            words.closing.replace("{basis}", &self.first_of(&self.page.basis, language))
        };
        let addressee = |words: &Words, language| {
            let addressee = self.first_of(&self.page.addressed_to, language);
            words.addressee.replace("{addressee}", &addressee)
        };
        let (words, language) = (self.words, self.input.language);
        let mut paragraphs = vec![blank(), line(closing(words, language), BODY, Align::Center)];
        // Below each sentence the other language; the name stands once.
        let (other, spoken) = (self.other_words(), self.other_language());
        let under = |paragraphs: &mut Vec<_>, text: Option<String>, align| {
            let text = text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
            paragraphs.extend(text.map(|text| line(text, UNDER, align)));
        };
        under(&mut paragraphs, other.map(|words| closing(words, spoken)), Align::Center);
        paragraphs.extend([blank(), line(day, BODY, Align::Right), blank()]);
        let firm = firm.unwrap_or_default();
        paragraphs.push(line(signature(words, &name, &firm), BODY, Align::Right));
        under(&mut paragraphs, other.map(|words| signature(words, "", "")), Align::Right);
        paragraphs.extend([blank(), line(addressee(words, language), ADDRESSEE, Align::Left)]);
        // A name of one's own choice is the same in both.
        let said = |language| self.first_of(&self.page.addressed_to, language);
        let other = other.filter(|_| said(language) != said(spoken));
        under(&mut paragraphs, other.map(|words| addressee(words, spoken)), Align::Left);
        let rows =
            vec![Row { cells: vec![value(Body::Paragraphs(paragraphs), 1)], ..Row::default() }];
        Block::Table(Table { widths: vec![PORTRAIT_WIDTH], rows, ..Table::default() })
    }

    /// What stands behind the closing: what is attached, and the warnings that were accepted.
    pub(super) fn behind_closing(&self) -> Vec<Block> {
        let mut blocks = self.attachments();
        blocks.extend(self.accepted_warnings());
        blocks
    }

    /// The first answer among single fields; of a code, its label in a language.
    fn first_of(&self, fields: &[FieldId], language: Language) -> String {
        let said = fields.iter().find_map(|path| {
            let field = self.input.definition.field(path)?;
            let answer = self.view.answer(path, None)?;
            let codes = self.input.definition.codes_of(field);
            let label = codes.and_then(|list| list.get(answer.as_text()?));
            Some(label.map_or_else(
                || answer.to_text(),
                |code| super::value::label(code, language).to_owned(),
            ))
        });
        said.unwrap_or_else(|| "          ".to_owned())
    }

    fn attachments(&self) -> Vec<Block> {
        if self.input.attachments.is_empty() {
            return Vec::new();
        }
        let heads: [fn(&Words) -> &String; 4] = [
            |words| &words.number,
            |words| &words.attachment_name,
            |words| &words.attachment_size,
            |words| &words.attachment_hash,
        ];
        let rows = self.input.attachments.iter().zip(1..).map(|(file, number)| Row {
            cells: vec![
                text(number.to_string(), SMALL, Align::Center),
                text(&file.name, SMALL, Align::Left),
                text(file.size.to_string(), Style { tabular: true, ..SMALL }, Align::Right),
                text(&file.sha256, SMALL, Align::Left),
            ],
            ..Row::default()
        });
        let widths = vec![12_000, 62_000, 25_000, PORTRAIT_WIDTH - 99_000];
        let title = self.both_in_line(|words| &words.attachments);
        self.listed(&title, &heads, widths, rows.collect())
    }

    /// Every warning that was accepted, with the reason given: the reader shall not find it out alone.
    fn accepted_warnings(&self) -> Vec<Block> {
        if self.input.accepted_warnings.is_empty() {
            return Vec::new();
        }
        let heads: [fn(&Words) -> &String; 3] = [
            |words| &words.warning_rule,
            |words| &words.warning_message,
            |words| &words.warning_reason,
        ];
        let rows = self.input.accepted_warnings.iter().map(|warning| Row {
            cells: vec![
                text(&warning.rule, SMALL, Align::Center),
                text(&warning.message, SMALL, Align::Left),
                text(&warning.reason, SMALL, Align::Left),
            ],
            breaks: true,
            ..Row::default()
        });
        let widths = vec![24_000, 75_000, PORTRAIT_WIDTH - 99_000];
        let title = self.both_in_line(|words| &words.warnings);
        self.listed(&title, &heads, widths, rows.collect())
    }

    fn listed(
        &self,
        title: &str,
        heads: &[fn(&Words) -> &String],
        widths: Vec<i64>,
        rows: Vec<Row>,
    ) -> Vec<Block> {
        let (mut first, mut again) = self.bars(title, widths.len());
        let heads: Vec<_> = heads.iter().map(|of| head_in_both(self.both(of), LABEL)).collect();
        for bars in [&mut first, &mut again] {
            bars.push(Row { cells: heads.clone(), least: ROW - 1_000, ..Row::default() });
        }
        vec![
            Block::Turn(Orientation::Portrait),
            Block::Gap(4_000),
            Block::Table(Table { widths, head: first, repeat: again, rows }),
        ]
    }
}
