//! The open vault, who works in it, and the filing that was touched last.
//!
//! The content of that one filing is kept in memory, so that a keystroke costs one line on the disk and not
//! a reading of all its rows. The disk is written first; memory follows only what was committed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, NaiveDate, Utc};
use singo_domain::answer::{Answer, Content};
use singo_domain::calendar::{BusinessCalendar, Holiday, HolidayKind};
use singo_domain::canonical::{DefinitionRef, canonical_filing, sha256_hex};
use singo_domain::definition::Definition;
use singo_domain::filing::{FilingId, Status};
use singo_domain::path::{FieldId, Path};
use singo_domain::people::{Eye, Person, Sight};
use singo_store::{FilingLabel, FilingRow, NewAct, Opening, Read, Tx, Vault};

use crate::App;
use crate::assets::{Assets, Origin};
use crate::attachments::wipe;
use crate::convert::{not_found, unwritable};
use crate::error::{ErrorCode, WireError};
use crate::forms::held;

/// An open vault.
pub struct Session {
    /// The vault.
    pub vault: Vault,
    /// The signed-in user, the actor of every act.
    pub user: String,
    /// The same with roles; what may be done is asked of it.
    pub person: Person,
    /// Whether its PDFs are marked as practice.
    pub practice: bool,
    /// Whether somebody else set the passphrase, so that it has to be replaced first.
    pub must_change: bool,
    /// Tells this session from every other of this process.
    pub serial: u64,
    /// The built-in data with the forms of this vault.
    pub assets: Arc<Assets>,
    touched: Option<Touched>,
    /// What this session has already left a line about in the access log, and the drafts it was asked about.
    looked: BTreeSet<String>,
}

/// A filing in memory.
struct Touched {
    id: FilingId,
    content: Content,
}

/// A filing with its definition.
pub struct Opened<'s, 'd> {
    /// The register's line.
    pub row: FilingRow,
    /// The definition it is written under.
    pub definition: &'d Definition,
    /// Its answers.
    pub content: &'s Content,
    /// How much of them the signed-in person sees.
    pub sight: Sight,
}

impl Opened<'_, '_> {
    /// The signed-in person's look at it.
    pub fn eye(&self) -> Eye<'_> {
        Eye::new(self.sight, self.definition, self.content)
    }

    /// The canonical copy.
    pub fn canonical(&self) -> String {
        canonical_filing(&self.row.definition, self.content)
    }

    /// SHA-256 of the canonical copy.
    pub fn document_hash(&self) -> String {
        sha256_hex(self.canonical())
    }
}

impl Drop for Session {
    /// Whatever ends a session ends the copies that were opened in it.
    fn drop(&mut self) {
        wipe(self.vault.folder());
    }
}

impl Session {
    /// A session on a vault that was just opened.
    ///
    /// # Errors
    /// [`WireError`] when the vault cannot be read.
    pub fn new(app: &App, vault: Vault, person: Person) -> Result<Self, WireError> {
        let assets = vault.read(|read| with_forms_of(&app.built_in, read))?;
        let practice = vault.read(|read| read.profile("practice"))?.is_some_and(|v| v == true);
        static LAST: AtomicU64 = AtomicU64::new(0);
        let serial = LAST.fetch_add(1, Ordering::Relaxed) + 1;
        let must_change = vault.read(|read| read.has_given_passphrase(&person.name))?;
        let (user, looked) = (person.name.clone(), BTreeSet::new());
        let touched = None;
        Ok(Self { vault, user, person, practice, must_change, serial, assets, touched, looked })
    }

    /// Reads the forms of this vault anew, after a change to them.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn read_forms(&mut self, app: &App) -> Result<(), WireError> {
        self.assets = self.vault.read(|read| with_forms_of(&app.built_in, read))?;
        app.look(&self.assets);
        Ok(())
    }

    /// Refuses a definition that this vault does not have: between the reading of a request and its turn a form can be
    /// withdrawn.
    ///
    /// # Errors
    /// [`ErrorCode::DefinitionMissing`].
    pub fn must_have(&self, definition: &Definition) -> Result<(), WireError> {
        definition_of(&self.assets, &reference(definition)).map(drop)
    }

    /// Records that something was looked at: an act, or a line of the access log beside the vault where this
    /// session cannot write.
    ///
    /// # Errors
    /// When it cannot be recorded; what was asked for must then not be shown.
    pub fn record_look(
        &mut self,
        now: DateTime<Utc>,
        what: &str,
        subject: &str,
        purpose: &str,
    ) -> Result<(), WireError> {
        if !self.vault.is_read_only() {
            let payload = serde_json::json!({ "purpose": purpose });
            return self.write(now, |_| Ok(((), NewAct::new(what, subject, payload))));
        }
        self.record_line(now, what, subject, purpose)
    }

    /// Leaves a line in the access log.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn record_line(
        &self,
        now: DateTime<Utc>,
        what: &str,
        subject: &str,
        purpose: &str,
    ) -> Result<(), WireError> {
        let opening = Opening {
            at: now,
            who: self.user.clone(),
            what: what.to_owned(),
            subject: subject.to_owned(),
            purpose: purpose.to_owned(),
        };
        self.vault.record_opening(&opening).map_err(|problem| unwritable("access.log", &problem))
    }

    /// Where this session cannot write: leaves a line about a look at `subject` in the access log, once in the
    /// session unless `each` time is asked for.
    ///
    /// # Errors
    /// When it cannot be recorded; what was asked for must then not be shown.
    pub fn record_opening(
        &mut self,
        now: DateTime<Utc>,
        what: &str,
        subject: &str,
        each: bool,
    ) -> Result<(), WireError> {
        if self.vault.is_read_only() && (each || !self.looked.contains(subject)) {
            self.record_look(now, what, subject, "")?;
            self.looked.insert(subject.to_owned());
        }
        Ok(())
    }

    /// Records, once in the session, that a draft which only others wrote is seen in full by somebody who could write
    /// it. Readers leave a line for every filing; whoever else sees one sees it masked, and unmasking is an act.
    ///
    /// # Errors
    /// When it cannot be recorded; the draft must then not be shown.
    pub fn record_others_draft(
        &mut self,
        now: DateTime<Utc>,
        id: FilingId,
        subject: &str,
    ) -> Result<(), WireError> {
        if self.vault.is_read_only() || self.looked.contains(subject) {
            return Ok(());
        }
        // What cannot be read shows nothing; the command says what is wrong.
        let Ok(row) = self.vault.read(|read| read.filing(id)) else { return Ok(()) };
        if self.person.sight(row.status) != Sight::Full {
            return Ok(());
        }
        if !self.vault.read(|read| read.drafters(id))?.contains(&self.user) {
            self.record_look(now, "filing.opened", subject, "")?;
        }
        self.looked.insert(subject.to_owned());
        Ok(())
    }

    /// Writes through the one door as the signed-in user.
    ///
    /// # Errors
    /// The closure's; nothing is written then.
    pub fn write<T>(
        &mut self,
        now: DateTime<Utc>,
        work: impl FnOnce(&Tx<'_>) -> Result<(T, NewAct), WireError>,
    ) -> Result<T, WireError> {
        self.vault.write(&self.user, now, work)
    }

    /// A filing, its definition and its content.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`]; [`ErrorCode::DefinitionMissing`] when this program lacks its definition.
    pub fn open<'s, 'd>(
        &'s mut self,
        assets: &'d Assets,
        id: u32,
    ) -> Result<Opened<'s, 'd>, WireError> {
        let id = FilingId(i64::from(id));
        self.must_know(id)?;
        let row = self.vault.read(|read| read.filing(id))?;
        let definition = definition_of(assets, &row.definition)?;
        if self.touched.as_ref().is_none_or(|touched| touched.id != id) {
            let content = self.vault.read(|read| read.content(id))?;
            self.touched = Some(Touched { id, content });
        }
        let sight = self.person.sight(row.status);
        let touched = self.touched.as_ref().ok_or(ErrorCode::Internal)?;
        Ok(Opened { row, definition, content: &touched.content, sight })
    }

    /// How much of personal values this person sees in lists that belong to no draft.
    pub fn sight(&self) -> Sight {
        self.person.sight(Status::Submitted)
    }

    /// A filing beside the vault it lies in.
    ///
    /// # Errors
    /// As [`Session::open`], and the closure's own.
    pub fn beside<T>(
        &mut self,
        assets: &Assets,
        id: u32,
        work: impl FnOnce(&Read<'_>, &Opened<'_, '_>) -> Result<T, WireError>,
    ) -> Result<T, WireError> {
        let Opened { row, definition, sight, .. } = self.open(assets, id)?;
        let touched = self.touched.as_ref().ok_or(ErrorCode::Internal)?;
        let opened = Opened { row, definition, content: &touched.content, sight };
        self.vault.read(|read| work(read, &opened))
    }

    /// Repeats in memory an answer that was committed.
    pub fn follow(&mut self, id: FilingId, path: &Path, answer: Option<Answer>) {
        if let Some(touched) = self.touched.as_mut().filter(|touched| touched.id == id) {
            touched.content.set(path, answer);
        }
    }

    /// Forgets the filing in memory; it is read again when needed.
    pub fn forget(&mut self) {
        self.touched = None;
    }
}

/// The definition a filing was written under, the very one.
///
/// # Errors
/// [`ErrorCode::DefinitionMissing`].
pub fn definition_of<'a>(
    assets: &'a Assets,
    wanted: &DefinitionRef,
) -> Result<&'a Definition, WireError> {
    assets.catalogue.find(wanted).ok_or_else(|| {
        WireError::new(ErrorCode::DefinitionMissing)
            .with("form", &wanted.form)
            .with("version", &wanted.version)
            .with("hash", &wanted.hash)
    })
}

/// The built-in data with the forms that were added to a vault. One that does not read is left out: it shuts nobody out
/// of the vault, `verify` names it, and what was written under it says that its definition is missing.
fn with_forms_of(built_in: &Arc<Assets>, read: &Read<'_>) -> Result<Arc<Assets>, WireError> {
    let rows = read.forms_added()?;
    if rows.is_empty() {
        return Ok(Arc::clone(built_in));
    }
    let definitions = rows.into_iter().filter_map(|row| {
        let definition = held(&row)?;
        Some((definition, Origin::Added { at: row.at, by: row.actor, source: row.source }))
    });
    Ok(Arc::new(built_in.with(definitions.collect())))
}

/// What identifies a definition.
pub fn reference(definition: &Definition) -> DefinitionRef {
    DefinitionRef {
        form: definition.form.id.clone(),
        version: definition.form.version.clone(),
        hash: definition.hash.clone(),
    }
}

/// The answers under which lists and search find a filing.
pub fn label(definition: &Definition, fields: &BTreeMap<FieldId, Answer>) -> (FilingLabel, String) {
    let roles = &definition.form.roles;
    let text = |field: &FieldId| fields.get(field).map(Answer::to_text).unwrap_or_default();
    let label = FilingLabel {
        document_no: text(&roles.document_no),
        title: text(&roles.title),
        subject: text(&roles.subject),
    };
    let words: Vec<String> = roles.search.iter().map(text).collect();
    (label, words.join("\n"))
}

/// Refuses a step on a filing that is no longer a draft.
pub fn must_be_draft(row: &FilingRow) -> Result<(), WireError> {
    if row.status == Status::Draft {
        return Ok(());
    }
    let status = crate::convert::name_of(row.status);
    Err(WireError::new(ErrorCode::NotInStatus).with("status", status))
}

/// The calendar of a form with the holidays that the user added.
pub fn calendar(
    assets: &Assets,
    name: &str,
    read: &Read<'_>,
) -> Result<BusinessCalendar, WireError> {
    let calendar = assets.calendars.get(name).ok_or_else(|| not_found(name))?;
    let added = read.holidays()?.into_iter().map(|day| Holiday {
        date: day.day,
        ko: day.name.clone(),
        en: day.name,
        kind: HolidayKind::Added,
    });
    Ok(calendar.clone().with_holidays(added))
}

impl App {
    /// The definition in force on a day, `YYYY-MM-DD`, or today.
    pub(crate) fn in_force(&self, form: &str, on: Option<&str>) -> Result<&Definition, WireError> {
        let day = match on {
            Some(text) => text.parse().map_err(|_| crate::convert::wrong("on", text))?,
            None => self.host.today(),
        };
        self.assets.catalogue.in_force(form, day).ok_or_else(|| not_found(format!("{form} {day}")))
    }

    /// The version under which what happened until a day is reported. A form whose deadline counts from its period goes
    /// by that day, because law does; a day before its first version goes by the first. Others go by today.
    pub(crate) fn version_for(
        &self,
        form: &str,
        until: NaiveDate,
    ) -> Result<&Definition, WireError> {
        let today = self.in_force(form, None)?;
        if today.form.deadline.counted_from.is_none() {
            return Ok(today);
        }
        let versions = self.assets.catalogue.all().iter().filter(|d| d.form.id == form);
        let first = versions.min_by_key(|definition| definition.form.effective_from);
        Ok(self.assets.catalogue.in_force(form, until).or(first).unwrap_or(today))
    }
}
