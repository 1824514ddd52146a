//! One cell to one answer, by the kind of its column.
//!
//! A spelling that has one meaning is accepted (a date with dots, a label for its code, a translation of the
//! plan); anything else is refused with a reason. Not here: damage by spreadsheet programs (`damage`).

use singo_domain::answer::Answer;
use singo_domain::definition::{Definition, Field, Kind};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::damage::refuse_damage;
use super::moment;
use super::plan::{DecimalMark, Plan};
use super::profile::{ImportProfile, folded};
use super::sheet::{Cell, Origin};

/// Why a cell is refused: a code that a shell turns into words.
pub type Reason = &'static str;

/// What cells are read with.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The form.
    pub definition: &'a Definition,
    /// The words of the table.
    pub profile: &'a ImportProfile,
    /// What the user decided.
    pub plan: &'a Plan,
    /// Whether the source itself uses commas for something else than groups of digits.
    pub comma_is_unclear: bool,
}

impl Reader<'_> {
    /// Reads a cell that is not blank.
    ///
    /// # Errors
    /// Why it cannot be taken.
    pub fn read(&self, cell: &Cell, field: &Field) -> Result<Answer, Reason> {
        let column = field.path.name();
        let own = self.plan.digits.get(column).map(|length| vec![*length as usize]);
        let digits = own.as_deref().or(self.profile.digits.get(column).map(Vec::as_slice));
        refuse_damage(cell, field.kind, digits.unwrap_or_default())?;
        let composed = composed(&cell.text);
        let text = self.translated(column, composed.as_deref().unwrap_or(&cell.text));
        let answer = match field.kind {
            Kind::Krw | Kind::Decimal | Kind::Integer => self.number(text, field.kind)?,
            Kind::Date => moment::day(text)?,
            Kind::Datetime => self.moment(text, cell.origin)?,
            Kind::Code => self.code(text, field).ok_or("unknown_code")?,
            Kind::Codes => {
                let parts = text.split([',', ';', '|']);
                let codes: Option<Vec<String>> =
                    parts.map(|part| self.code(part.trim(), field)).collect();
                return codes.map(Answer::Many).ok_or("unknown_code");
            }
            Kind::Lines => return Ok(Answer::Many(text.lines().map(str::to_owned).collect())),
            _ => text.to_owned(),
        };
        let answer = Answer::Text(answer);
        match field.kind.read(&answer) {
            Ok(_) => Ok(answer),
            Err(_) => Err("wrong_format"),
        }
    }

    fn translated<'t>(&'t self, column: &str, text: &'t str) -> &'t str {
        let words = self.plan.translations.get(column);
        words.and_then(|words| words.get(text)).map_or(text, String::as_str)
    }

    fn moment(&self, text: &str, origin: Origin) -> Result<String, Reason> {
        // A day that a workbook keeps as a date is the midnight of that day.
        let is_day = origin == Origin::Moment && text.len() == 10;
        let midnight = if is_day { format!("{text}T00:00:00") } else { String::new() };
        moment::moment(if is_day { &midnight } else { text }, self.plan.zone)
    }

    fn number(&self, text: &str, kind: Kind) -> Result<String, Reason> {
        let bare = text.trim_start_matches(['₩', '￦', '$']).trim_end_matches('원').trim();
        let (commas, points) = (bare.matches(',').count(), bare.matches('.').count());
        if self.plan.decimal == Some(DecimalMark::Comma) {
            // Groups of the other mark are checked in the spelling the house reads.
            let swapped: String = bare
                .chars()
                .map(|c| match c {
                    ',' => '.',
                    '.' => ',',
                    c => c,
                })
                .collect();
            return Ok(swapped);
        }
        let after_comma = bare.rsplit_once(',').map(|(_, after)| after);
        let decimal_comma = match after_comma {
            Some(after) if points == 0 => commas == 1 && after.len() != 3,
            Some(after) => {
                after.contains(|c: char| c != '.' && !c.is_ascii_digit()) || !after.contains('.')
            }
            None => points > 1,
        };
        if decimal_comma {
            return Err("decimal_comma");
        }
        let unclear = commas == 1 && points == 0 && kind == Kind::Decimal;
        if unclear && self.comma_is_unclear && self.plan.decimal.is_none() {
            return Err("ambiguous_comma");
        }
        Ok(bare.to_owned())
    }

    /// The code a text stands for: the code itself, a label, or a word of the profile.
    fn code(&self, text: &str, field: &Field) -> Option<String> {
        let list = self.definition.codes_of(field)?;
        if let Some(code) = list.get(text) {
            return Some(code.value.clone());
        }
        let wanted = folded(text);
        let labelled = list.codes.iter().find(|code| {
            [&code.ko, &code.en, &code.value].iter().any(|label| folded(label) == wanted)
        });
        if let Some(code) = labelled {
            return Some(code.value.clone());
        }
        let words = self.profile.words.get(field.path.name())?;
        let fits = |words: &Vec<String>| words.iter().any(|word| folded(word) == wanted);
        let (code, _) =
            words.iter().find(|(code, words)| list.get(code).is_some() && fits(words))?;
        Some(code.clone())
    }
}

/// The composed spelling of a text that is decomposed, as macOS writes Hangul.
pub fn composed(text: &str) -> Option<String> {
    if text.is_ascii() || is_nfc(text) { None } else { Some(text.nfc().collect()) }
}
