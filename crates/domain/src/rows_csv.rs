//! Rows of a table as comma-separated values (RFC 4180), for whoever reads tables and no JSON.
//!
//! One line for each row, columns in the order of the form, headed by their names; the text of each answer as
//! it stands, several values joined by `; `. A text that a spreadsheet would run as a formula gets an
//! apostrophe before it, for names and memos come from strangers; numbers and telephone numbers do not.
//! The exact text of every answer is in the JSON beside it.

use crate::answer::{Answer, Content};
use crate::definition::Definition;

/// A table of a filing; `None` where the form has no such table or the filing no row of it.
pub fn rows_csv(definition: &Definition, content: &Content, table: &str) -> Option<String> {
    let fields = definition.fields().filter(|(_, field)| field.path.table() == Some(table));
    let columns: Vec<&str> = fields.map(|(_, field)| field.path.name()).collect();
    let rows = content.rows(table);
    if columns.is_empty() || rows.is_empty() {
        return None;
    }
    let mut out = String::new();
    line(["id"].into_iter().chain(columns.iter().copied()).map(str::to_owned), &mut out);
    for row in rows {
        let cells =
            columns.iter().map(|column| row.cells.get(*column).map_or_else(String::new, cell));
        line([row.id.to_string()].into_iter().chain(cells), &mut out);
    }
    Some(out)
}

fn cell(answer: &Answer) -> String {
    answer.values().collect::<Vec<_>>().join("; ")
}

fn line(cells: impl Iterator<Item = String>, out: &mut String) {
    let cells: Vec<String> = cells.map(|cell| quoted(&harmless(cell))).collect();
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}

fn harmless(cell: String) -> String {
    let starts = cell
        .trim_start()
        .starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    let number = cell.chars().all(|c| c.is_ascii_digit() || "+-() .,".contains(c));
    if starts && !number { format!("'{cell}") } else { cell }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_disarmed() {
        for (cell, written) in [
            ("가,나", "\"가,나\""),
            ("말 \"인용\"", "\"말 \"\"인용\"\"\""),
            ("둘\n줄", "\"둘\n줄\""),
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
            ("+82 10-0000-0000", "+82 10-0000-0000"),
            ("-1.5", "-1.5"),
            ("0x00", "0x00"),
        ] {
            assert_eq!(quoted(&harmless(cell.to_owned())), written);
        }
    }
}
