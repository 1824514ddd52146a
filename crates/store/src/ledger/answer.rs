//! Table `flag_answer`: what people say to patterns that were found. Append-only; the last answer counts.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::door::{Read, Tx};
use crate::error::{ReadError, WriteError};
use crate::evidence::Sealed;
use crate::table::from_time;

const TABLE: &str = "flag_answer";
pub(crate) const ANSWER_COLUMNS: &str = "flag, pattern, comment";

/// The answer to a flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlagAnswer {
    /// What was said.
    pub comment: String,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub actor: String,
}

impl Read<'_> {
    /// The answers that hold, by flag.
    ///
    /// # Errors
    /// [`ReadError`] when the database does not answer or a record does not read.
    pub fn flag_answers(&self) -> Result<BTreeMap<String, FlagAnswer>, ReadError> {
        let sql = "SELECT flag, comment, at, actor FROM flag_answer ORDER BY id";
        let mut line = self.connection.prepare_cached(sql)?;
        let mut lines = line.query([])?;
        let mut answers = BTreeMap::new();
        while let Some(line) = lines.next()? {
            let at = from_time(TABLE, &line.get::<_, String>(2)?)?;
            let answer = FlagAnswer { comment: line.get(1)?, at, actor: line.get(3)? };
            answers.insert(line.get(0)?, answer);
        }
        Ok(answers)
    }
}

impl Tx<'_> {
    /// Answers a flag.
    ///
    /// # Errors
    /// [`WriteError`] when the database refuses.
    pub fn answer_flag(&self, flag: &str, pattern: &str, comment: &str) -> Result<(), WriteError> {
        let own = [flag, pattern, comment].map(|text| text.to_owned().into());
        self.append(Sealed::FlagAnswer, &own).map(drop)
    }
}
