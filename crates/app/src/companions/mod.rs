//! Companion files of a report: its canonical copy, and the same answers as tables for people and programs.
//!
//! One [`Grid`] for the single fields and one for each table; CSV and XLSX write the same grids. Each names the
//! hash that is printed on the paper, which is taken over the canonical copy of what leaves. Texts stand exactly as
//! they are handed over; what is masked in them is decided in `outgoing`.
//! Not here: files on the disk, acts (the use case).

mod csv_file;
mod xlsx;

pub use csv_file::csv_bytes;
pub use xlsx::xlsx_bytes;

use std::collections::BTreeSet;

use singo_domain::answer::{Answer, Content, Row};
use singo_domain::definition::{Definition, Field, Kind, Language};
use singo_domain::path::FieldId;

/// A table of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// `report`, or the table's id.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; as many texts as columns.
    pub rows: Vec<Vec<String>>,
}

/// A column of a [`Grid`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name for programs.
    pub name: String,
    /// Korean label; empty where the name says it.
    pub label: String,
    /// Whether a spreadsheet may show the value as a number beside its text.
    pub number: bool,
}

/// What is written from: the report and its hash.
struct Writer<'a> {
    definition: &'a Definition,
    hash: &'a str,
}

/// Every grid of a report; `content` is what leaves the house of it, and `hash` that of its canonical copy.
pub fn grids(definition: &Definition, content: &Content, hash: &str) -> Vec<Grid> {
    let writer = Writer { definition, hash };
    let mut grids = vec![writer.report(content)];
    grids.extend(content.tables.iter().map(|(table, rows)| writer.table(table, rows)));
    grids
}

impl Writer<'_> {
    fn report(&self, content: &Content) -> Grid {
        let names = ["path", "spec", "label_ko", "label_en", "value", "value_ko"];
        let columns = names.map(|name| plain(name, "")).to_vec();
        let form = &self.definition.form;
        let own = [
            ("form", form.id.as_str()),
            ("form_version", form.version.as_str()),
            ("form_hash", self.definition.hash.as_str()),
            ("document_hash", self.hash),
        ];
        let blank = String::new;
        let mut rows: Vec<Vec<String>> = own
            .iter()
            .map(|(name, value)| {
                let (name, value) = ((*name).to_owned(), (*value).to_owned());
                vec![name, blank(), blank(), blank(), value, blank()]
            })
            .collect();
        for (path, answer) in &content.fields {
            let field = self.definition.field(path);
            rows.push(vec![
                path.to_string(),
                field.map(|field| field.spec.clone()).unwrap_or_default(),
                self.label(path, Language::Ko),
                self.label(path, Language::En),
                whole(answer),
                self.words(field, answer),
            ]);
        }
        Grid { name: "report".to_owned(), columns, rows }
    }

    fn table(&self, table: &str, rows: &[Row]) -> Grid {
        let answered: BTreeSet<&str> =
            rows.iter().flat_map(|row| row.cells.keys()).map(String::as_str).collect();
        let of_table = |path: &FieldId| path.table() == Some(table);
        // In the order of the form; then what the form does not know.
        let fields = self.definition.fields().map(|(_, field)| field);
        let known: Vec<&Field> = fields
            .filter(|field| of_table(&field.path) && answered.contains(field.path.name()))
            .collect();
        let strange: Vec<&str> = answered
            .iter()
            .copied()
            .filter(|name| !known.iter().any(|field| field.path.name() == *name))
            .collect();

        let mut columns = vec![plain("id", "")];
        for field in &known {
            let number = matches!(field.kind, Kind::Krw | Kind::Decimal | Kind::Integer);
            let label = self.label(&field.path, Language::Ko);
            columns.push(Column { number, ..plain(field.path.name(), &label) });
            if self.definition.codes_of(field).is_some() {
                columns.push(plain(&format!("{}_ko", field.path.name()), &label));
            }
        }
        columns.extend(strange.iter().map(|name| plain(name, "")));
        columns.push(plain("document_hash", ""));

        let line = |row: &Row| {
            let mut cells = vec![row.id.to_string()];
            for field in &known {
                let answer = row.cells.get(field.path.name());
                cells.push(answer.map(whole).unwrap_or_default());
                if self.definition.codes_of(field).is_some() {
                    let words = answer.map(|answer| self.words(Some(field), answer));
                    cells.push(words.unwrap_or_default());
                }
            }
            cells.extend(
                strange.iter().map(|name| row.cells.get(*name).map_or_else(String::new, whole)),
            );
            cells.push(self.hash.to_owned());
            cells
        };
        Grid { name: table.to_owned(), columns, rows: rows.iter().map(line).collect() }
    }

    /// The Korean labels of chosen codes.
    fn words(&self, field: Option<&Field>, answer: &Answer) -> String {
        let Some(codes) = field.and_then(|field| self.definition.codes_of(field)) else {
            return String::new();
        };
        let label = |value: &str| codes.get(value).map_or_else(String::new, |code| code.ko.clone());
        answer.values().map(label).collect::<Vec<_>>().join("\n")
    }

    fn label(&self, path: &FieldId, language: Language) -> String {
        let texts = self.definition.texts(language);
        texts.field.get(path).map_or_else(String::new, |text| text.label.clone())
    }
}

fn plain(name: &str, label: &str) -> Column {
    Column { name: name.to_owned(), label: label.to_owned(), number: false }
}

/// Several values below each other; a comma may stand within one.
fn whole(answer: &Answer) -> String {
    answer.values().collect::<Vec<_>>().join("\n")
}
