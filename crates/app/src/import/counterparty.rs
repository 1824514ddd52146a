//! Which institution of a travel-rule message is the counterparty's: of what goes out the beneficiary's, of what
//! comes in the originator's.
//!
//! A message names both by their part in the transfer; which of them is the other one, only the direction beside the
//! message says. Where a record says none, its cells stay blank and the user chooses the column. Not here: reading
//! messages (`records`).

use super::columns::Guess;
use super::sheet::{Cell, SheetLine};

/// Columns of the table, and what each institution's heading ends with.
const COLUMNS: [(&str, &str); 2] =
    [("counterparty_vasp", "name"), ("counterparty_country", "country")];
/// The institutions by the direction in which they stand on the other side.
const SIDES: [(&str, &str); 2] = [("out", "beneficiaryVASP"), ("in", "originatingVASP")];

/// Adds to every line the cells of the counterparty's institution.
#[derive(Clone, Debug, Default)]
pub struct Counterparty {
    /// Words for a direction, folded, each with its place in [`SIDES`].
    words: Vec<(String, usize)>,
    /// The heading that says the direction.
    direction: usize,
    /// How many headings the source has.
    width: usize,
    /// For each column that is added, the places of its text by direction.
    added: Vec<[Option<usize>; 2]>,
}

impl Counterparty {
    /// Adds headings for what the source names by its part in the transfer alone; none where the table has no such
    /// column, a heading of the source means it already, or no heading says the direction.
    pub fn new(headings: &mut Vec<String>, guess: &Guess<'_>) -> Self {
        let columns = guess.columns(headings);
        let place = |column: &str| {
            columns.iter().position(|field| field.is_some_and(|field| field.path.name() == column))
        };
        let Some(direction) = place("direction") else { return Self::default() };
        let width = headings.len();
        let mut added = Vec::new();
        let is_wanted = |column: &str| {
            let known = guess.columns(&[column.to_owned()]).iter().any(Option::is_some);
            known && place(column).is_none()
        };
        for (column, end) in COLUMNS.into_iter().filter(|(column, _)| is_wanted(column)) {
            let named = |part: &str| {
                headings[..width].iter().position(|own| *own == format!("{part}.{end}"))
            };
            let places = SIDES.map(|(_, part)| named(part));
            if places.iter().any(Option::is_some) {
                added.push(places);
                headings.push(column.to_owned());
            }
        }
        let words = SIDES.iter().zip(0..).flat_map(|((code, _), side)| {
            guess.words("direction", code).into_iter().map(move |word| (word, side))
        });
        Self { words: words.collect(), direction, width, added }
    }

    /// The line with the cells added.
    pub fn fill(&self, mut line: SheetLine) -> SheetLine {
        if self.added.is_empty() {
            return line;
        }
        line.cells.resize(self.width, Cell::text(""));
        let said = super::profile::folded(&line.cells[self.direction].text);
        let side = self.words.iter().find(|(word, _)| *word == said).map(|(_, side)| *side);
        for places in &self.added {
            let place = side.and_then(|side| places[side]);
            let cell = place.map_or_else(|| Cell::text(""), |place| line.cells[place].clone());
            line.cells.push(cell);
        }
        line
    }
}
