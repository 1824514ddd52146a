//! Creating, opening and locking a vault.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use singo_domain::definition::Definition;
use singo_domain::people::{Deed, Person, Refusal, Role, may};
use singo_store::{NewAct, OpenMode, Opening, PersonRow, Read, Unlock, Vault, record};
use zeroize::Zeroizing;

use super::attachments::sweep;
use super::people::{SOLE_USER, introduce, reinstate};
use super::profile::store_profile;
use crate::App;
use crate::attachments::wipe;
use crate::convert::{count, korean, name_of};
use crate::error::{ErrorCode, WireError};
use crate::people::refused;
use crate::session::Session;
use crate::wire::{
    AppStatus, CreateVaultRequest, ListUsersRequest, Nothing, OpenVaultRequest, UserList,
    VaultCreated, VaultView,
};

/// The least length of a passphrase, in characters. Ours: the privacy rules set no number (SAFE art. 5(5)).
const LEAST_PASSPHRASE: usize = 12;

/// Under this key stand the definitions that the vault saw last, by form and version.
const DEFINITIONS: &str = "definitions";

/// What a shell needs to know when it starts.
pub fn app_status(app: &App, _: Nothing) -> Result<AppStatus, WireError> {
    let dir = app.host.last_vault();
    let jobs = count(app.running_jobs());
    Ok(AppStatus {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        now: korean((app.host.now)()),
        vault: app.slot().as_ref().map(view).transpose()?,
        vault_exists: Vault::exists(&dir),
        jobs,
        vault_dir: dir.to_string_lossy().into_owned(),
    })
}

/// Creates a vault with its first user and opens it.
pub fn vault_create(app: &App, request: CreateVaultRequest) -> Result<VaultCreated, WireError> {
    let passphrase = Zeroizing::new(request.passphrase);
    enough(&passphrase)?;
    // That one person does everything needs its reason, here as later; nothing is made without it.
    let reason = request.small_firm_reason.unwrap_or_default();
    let small_firm = match request.separate_duties {
        Some(true) => None,
        _ if reason.trim().is_empty() => {
            return Err(WireError::new(ErrorCode::NotAllowed).with("why", "duty_reason"));
        }
        _ => Some(reason.trim()),
    };
    let dir = Path::new(&request.dir);
    let now = (app.host.now)();
    let (vault, code) = Vault::create(dir, &request.user, &passphrase, now)
        .map_err(|error| WireError::from(error).at(dir))?;
    let mut session = started(app, vault, &request.user, small_firm, now)?;
    session.write(now, |tx| store_profile(tx, &request.profile))?;
    note_definitions(app, &mut session, now)?;
    app.host.remember_vault(dir);
    let created = VaultCreated { vault: view(&session)?, recovery_code: code.reveal().to_owned() };
    app.begin(session);
    Ok(created)
}

/// Opens a vault with a passphrase or the recovery code.
pub fn vault_open(app: &App, request: OpenVaultRequest) -> Result<VaultView, WireError> {
    let secret = Zeroizing::new(request.passphrase);
    let dir = Path::new(&request.dir);
    let now = (app.host.now)();
    // The vault that is open in this window is let go first: it may be the same one.
    app.end();
    let users = Vault::users(dir)?;
    let recovered = Unlock::is_recovery_code(&secret);
    let user = request.user.filter(|_| !recovered).or_else(|| users.first().cloned());
    let user = user.unwrap_or_default();
    let today = app.host.today();
    let mut signed_in = Entrant::First;
    let refused = |error: WireError| error.at(dir);
    let (vault, act) = if recovered {
        // Whoever holds the paper with the code stands for the administrator; no wrong try holds it back.
        let choose = |read: &Read<'_>| sign_in_recovered(read, today, &mut signed_in);
        let opened = Vault::open_as(dir, Unlock::Recovery(&secret), now, choose);
        (opened.map_err(refused)?, "vault.recovered")
    } else {
        let passphrase = Unlock::Passphrase { user: &user, passphrase: &secret };
        let choose = |read: &Read<'_>| sign_in(read, &user, today, &mut signed_in);
        let vault = Vault::open_as(dir, passphrase, now, choose);
        if let Err(WireError { code: ErrorCode::NotAllowed, params }) = &vault {
            turn_away(dir, &user, now, params.get("why").map_or("", String::as_str));
        }
        (vault.map_err(refused)?, "vault.opened")
    };
    let mut session = match signed_in {
        Entrant::Known(person) => Session::new(app, vault, person)?,
        Entrant::Lost(row) => reinstated(app, vault, row, now)?,
        // A vault of an older program knows no people yet: its only user did everything.
        Entrant::First => started(app, vault, &user, Some(SOLE_USER), now)?,
    };
    session.record_look(now, act, "vault", "")?;
    if !session.vault.is_read_only() {
        session.vault.take_access_log(&session.user, now)?;
        note_definitions(app, &mut session, now)?;
    }
    tidy(&session)?;
    super::import_ledger::take_back_unfinished(&mut session, now)?;
    app.host.remember_vault(dir);
    let opened = view(&session)?;
    app.begin(session);
    Ok(opened)
}

/// Records, where this program brings other definitions than the vault saw last, which ones: under which rules
/// reports are written from now on is part of the history.
fn note_definitions(app: &App, session: &mut Session, now: DateTime<Utc>) -> Result<(), WireError> {
    let name = |d: &Definition| format!("{}/{}", d.form.id, d.form.version);
    let brought = app.built_in.catalogue.all().iter().map(|d| (name(d), d.hash.clone()));
    let brought: BTreeMap<String, String> = brought.collect();
    let before = session.vault.read(|read| read.profile(DEFINITIONS))?.unwrap_or_default();
    let before: BTreeMap<String, String> = serde_json::from_value(before).unwrap_or_default();
    if before == brought {
        return Ok(());
    }
    let changed = brought.iter().filter(|(name, hash)| before.get(*name) != Some(hash));
    let gone = before.keys().filter(|name| !brought.contains_key(*name));
    let payload = json!({ "changed": changed.collect::<BTreeMap<_, _>>(),
                          "gone": gone.collect::<Vec<_>>() });
    session.write(now, |tx| {
        tx.set_profile(DEFINITIONS, &json!(brought))?;
        Ok(((), NewAct::new("definitions.changed", "vault", payload)))
    })
}

/// Leaves a line about somebody who has the key and no place in the vault, or not today. The sign-in is refused
/// whether or not it could be written.
fn turn_away(dir: &Path, user: &str, now: DateTime<Utc>, why: &str) {
    let line = Opening {
        at: now,
        who: user.to_owned(),
        what: "sign_in.refused".to_owned(),
        subject: "vault".to_owned(),
        purpose: why.to_owned(),
    };
    let _ = record(dir, &line);
}

/// Who comes in with a passphrase or the recovery code.
enum Entrant {
    /// Somebody with a place in the vault.
    Known(Person),
    /// With the recovery code, where nobody administers the vault today: who administered it before.
    Lost(PersonRow),
    /// The first, into a vault that knows nobody.
    First,
}

/// A session on a vault that nobody administered any more: one person administers it again, and does nothing else.
fn reinstated(
    app: &App,
    mut vault: Vault,
    row: PersonRow,
    now: DateTime<Utc>,
) -> Result<Session, WireError> {
    let name = row.person.name.clone();
    let person = vault.write(&name, now, |tx| reinstate(tx, &row))?;
    Session::new(app, vault, person)
}

/// A session on a vault that knows nobody yet; the user is introduced.
pub fn started(
    app: &App,
    mut vault: Vault,
    user: &str,
    small_firm: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Session, WireError> {
    let person = vault.write(user, now, |tx| introduce(tx, user, small_firm))?;
    Session::new(app, vault, person)
}

/// Who signs in, and how the vault is opened for that person.
fn sign_in(
    read: &Read<'_>,
    user: &str,
    today: NaiveDate,
    found: &mut Entrant,
) -> Result<OpenMode, WireError> {
    let people = read.people()?;
    if people.is_empty() {
        return Ok(OpenMode::Write);
    }
    let person = people.into_iter().map(|row| row.person).find(|person| person.name == user);
    let person = person.ok_or(Refusal::Inactive).map_err(refused)?;
    may(&person, Deed::Enter, today).map_err(refused)?;
    let mode = if person.only_reads() { OpenMode::ReadOnly } else { OpenMode::Write };
    *found = Entrant::Known(person);
    Ok(mode)
}

fn sign_in_recovered(
    read: &Read<'_>,
    today: NaiveDate,
    found: &mut Entrant,
) -> Result<OpenMode, WireError> {
    let people = read.people()?;
    let administers = |row: &&PersonRow| may(&row.person, Deed::Administer, today).is_ok();
    let administered = |row: &&PersonRow| row.person.roles.contains(&Role::Administrator);
    *found = if let Some(row) = people.iter().find(administers) {
        Entrant::Known(row.person.clone())
    } else if let Some(row) = people.iter().find(administered) {
        Entrant::Lost(row.clone())
    } else if people.is_empty() {
        Entrant::First
    } else {
        return Err(refused(Refusal::Role));
    };
    Ok(OpenMode::Write)
}

/// Refuses a passphrase that is too short.
pub fn enough(passphrase: &str) -> Result<(), WireError> {
    if passphrase.chars().count() < LEAST_PASSPHRASE {
        return Err(WireError::new(ErrorCode::PassphraseTooShort).with("least", LEAST_PASSPHRASE));
    }
    Ok(())
}

/// Who can open a vault; needs no passphrase.
pub fn vault_users(_: &App, request: ListUsersRequest) -> Result<UserList, WireError> {
    Ok(UserList { users: Vault::users(Path::new(&request.dir))? })
}

/// Closes the vault; the keys leave memory.
pub fn vault_lock(app: &App, _: Nothing) -> Result<Nothing, WireError> {
    app.end();
    Ok(Nothing {})
}

/// Clears away what an end without warning left: opened copies, and files that no record names.
fn tidy(session: &Session) -> Result<(), WireError> {
    wipe(session.vault.folder());
    if !session.vault.is_read_only() {
        let rows = session.vault.read(|read| read.all_attachments())?;
        sweep(session.vault.blobs(), &rows);
    }
    Ok(())
}

/// The open vault and who works in it.
pub fn view(session: &Session) -> Result<VaultView, WireError> {
    let (row, rule) = session
        .vault
        .read(|read| Ok::<_, WireError>((read.person(&session.user)?, read.duty_rule()?)))?;
    let person = &session.person;
    let may = Deed::ALL.iter().filter(|deed| person.roles.iter().any(|role| role.may(**deed)));
    Ok(VaultView {
        dir: session.vault.folder().to_string_lossy().into_owned(),
        user: session.user.clone(),
        practice: session.practice,
        display: row.map_or_else(|| session.user.clone(), |row| row.display),
        roles: person.roles.iter().map(name_of).collect(),
        may: may.map(name_of).collect(),
        read_only: session.vault.is_read_only(),
        one_person: rule.is_some_and(|rule| rule.one_person),
        must_change: session.must_change,
    })
}
