//! The access log on its way onto the chain: how far it went, the looks in their words, each failed sign-in as an act
//! of its own. Not here: the file, and the end of its time of keeping.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use singo_domain::canonical::sha256_hex;

use super::{Entry, Opening, SIGN_IN, read};
use crate::door::{NewAct, Read};
use crate::error::{ReadError, WriteError};
use crate::vault::Vault;

/// The subject of acts about it.
const LOG: &str = "access.log";
/// Under this key stands how far the chain has taken the log.
pub(super) const TAKEN: &str = "access_log";
/// The acts about the log itself.
pub(super) const ACT_TAKEN: &str = "access_log.taken";
pub(super) const BROKEN: &str = "access_log.broken";
/// Failed sign-ins that become an act of their own at once; of more, the number is told.
const MOST_ACTS: usize = 100;
/// Looks that are kept word by word in one act; of more, the number is told.
const MOST_LOOKS: usize = 1000;

/// How far the chain has taken the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Taken {
    pub(super) lines: usize,
    /// SHA-256 of the last of them.
    pub(super) last: String,
    /// Whether it was said that the log cannot be read.
    #[serde(default)]
    pub(super) unreadable: bool,
}

impl Taken {
    /// So many lines of these; `None` where there are fewer.
    fn of(lines: &[&str], count: usize) -> Option<Self> {
        let last = lines.get(count.checked_sub(1)?)?;
        Some(Self { lines: count, last: sha256_hex(last), unreadable: false })
    }

    /// Whether these lines are those that were taken, and what was added since.
    pub(super) fn fits(&self, lines: &[&str]) -> bool {
        let taken = Self { unreadable: false, ..self.clone() };
        self.lines == 0 || Self::of(lines, self.lines).as_ref() == Some(&taken)
    }
}

impl Vault {
    /// Takes what the access log gained since the last time onto the chain. A log that is shorter than it was,
    /// or whose lines are not what they were, is an act of its own, and is taken from its first line on. One that
    /// does not read is an act as well, once; when it reads again, it is taken from where it was.
    ///
    /// # Errors
    /// When the acts cannot be written.
    pub fn take_access_log(&mut self, actor: &str, now: DateTime<Utc>) -> Result<(), WriteError> {
        let (mut taken, cut) =
            self.read(|read| Ok::<_, ReadError>((read.access_taken()?, read.access_cut()?)))?;
        // What a disposal could not cut off at once; until it is, nothing of it is shown or taken.
        let _ = self.cut_access_log();
        let text = match read(self.folder()) {
            Ok(text) => text.unwrap_or_default(),
            Err(_) if taken.unreadable => return Ok(()),
            Err(problem) => {
                let said = json!({ "before": taken.lines, "why": "unreadable",
                                   "problem": problem.to_string() });
                taken.unreadable = true;
                return self.take(actor, now, &taken, NewAct::new(BROKEN, LOG, said));
            }
        };
        let lines: Vec<&str> = cut.rest(&text).lines().collect();
        if !taken.fits(&lines) {
            let last = lines.last().map(sha256_hex).unwrap_or_default();
            let said = json!({ "before": taken.lines, "lines": lines.len(), "last": last });
            taken = Taken::default();
            self.take(actor, now, &taken, NewAct::new(BROKEN, LOG, said))?;
        }
        let fresh: Vec<(usize, Opening)> = lines
            .iter()
            .enumerate()
            .skip(taken.lines)
            .filter_map(|(at, line)| {
                let mut opening = serde_json::from_str::<Entry>(line).ok()?.opening;
                self.unseal(&mut opening);
                Some((at + 1, opening))
            })
            .collect();
        if lines.len() == taken.lines && !taken.unreadable {
            return Ok(());
        }
        let (mut failed, mut looks) = (0_usize, Looks::default());
        for (line, opening) in fresh {
            if !opening.what.starts_with(SIGN_IN) {
                looks.add(opening);
                continue;
            }
            failed += 1;
            if failed > MOST_ACTS {
                continue;
            }
            // The looks before it go with it: whatever the process comes to, none is passed over.
            let mut said = json!({ "user": opening.who, "at": opening.at, "line": line,
                                   "why": opening.purpose, "of": opening.subject });
            std::mem::take(&mut looks).say(&mut said);
            let upto = Taken::of(&lines, line).unwrap_or_default();
            self.take(actor, now, &upto, NewAct::new(&opening.what, "vault", said))?;
        }
        let upto = Taken::of(&lines, lines.len()).unwrap_or_default();
        let mut said = json!({ "failed": failed, "looks": 0, "kept": [], "before": taken.lines,
                               "lines": upto.lines, "last": upto.last });
        looks.say(&mut said);
        self.take(actor, now, &upto, NewAct::new(ACT_TAKEN, LOG, said))
    }

    /// Records an act, and that the chain has taken the log so far.
    fn take(
        &mut self,
        actor: &str,
        now: DateTime<Utc>,
        upto: &Taken,
        act: NewAct,
    ) -> Result<(), WriteError> {
        self.write(actor, now, |tx| {
            tx.set_profile(TAKEN, &json!(upto))?;
            Ok(((), act))
        })
    }
}

/// Looks on their way onto the chain: their words stand there from then on, whatever becomes of the key of the log.
#[derive(Default)]
struct Looks {
    kept: Vec<Opening>,
    all: usize,
}

impl Looks {
    fn add(&mut self, look: Opening) {
        self.all += 1;
        if self.kept.len() < MOST_LOOKS {
            self.kept.push(look);
        }
    }

    fn say(self, said: &mut Value) {
        if self.all > 0 {
            said["looks"] = json!(self.all);
            said["kept"] = json!(self.kept);
        }
    }
}

impl Read<'_> {
    pub(super) fn access_taken(&self) -> Result<Taken, ReadError> {
        let value = self.profile(TAKEN)?.unwrap_or_default();
        Ok(serde_json::from_value(value).unwrap_or_default())
    }
}
