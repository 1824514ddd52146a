//! Backups: made, listed, read back, restored, and practised. Copying runs beside the session, so that other
//! commands are answered meanwhile; what was found is then recorded as an act.

use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use singo_domain::calendar::kst_date;
use singo_store::{
    BackupRow, Checked, Keep, NewAct, NotedBackup, Read, Shown, Source, Unlock, backup_users,
    check_backup, drill, list_backups, restore,
};
use zeroize::Zeroizing;

use super::history::written_head;
use crate::App;
use crate::convert::{count, korean, wrong};
use crate::error::WireError;
use crate::session::Session;
use crate::wire::{
    BackupDone, BackupLast, BackupList, BackupRun, BackupSettings, BackupView, CreateBackupRequest,
    DrillBackupRequest, Nothing, RestoreBackupRequest, RestoredView, VerifyBackupRequest,
};

const SETTINGS: &str = "backup_settings";
/// Why a backup is made of the vault that is open before another state of it is restored.
const BEFORE_RESTORE: &str = "before_restore";
const DRILLED: &str = "backup_drilled";
const MOST_KEPT: u32 = 400;

/// Where a backup goes, from what, and by which rules.
struct Plan {
    source: Source,
    target: PathBuf,
    scratch: PathBuf,
    keep: Keep,
    vault: String,
    user: String,
}

fn plan(session: &Session) -> Result<(Plan, BackupSettings), WireError> {
    let settings = session.vault.read(read_settings)?;
    let own = session.vault.folder().join("backups");
    let target =
        if settings.folder.is_empty() { own.clone() } else { settings.folder.clone().into() };
    let keep = Keep {
        daily: settings.keep_daily,
        weekly: settings.keep_weekly,
        monthly: settings.keep_monthly,
    };
    let (vault, user) = (session.vault.id().to_owned(), session.user.clone());
    Ok((Plan { source: session.vault.source(), target, scratch: own, keep, vault, user }, settings))
}

/// When the last verified backup was made.
pub fn backup_last(app: &App, _: Nothing) -> Result<BackupLast, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| last(session, now))
}

/// The backups in the target folder, and the settings.
pub fn backup_list(app: &App, _: Nothing) -> Result<BackupList, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| listed(session, now))
}

/// Makes a backup, reads it back, and removes those that no rule keeps.
pub fn backup_create(app: &App, request: CreateBackupRequest) -> Result<BackupDone, WireError> {
    let folder = request.folder.filter(|folder| !folder.trim().is_empty());
    if let Some(folder) = folder.as_ref().filter(|folder| !Path::new(folder).is_absolute()) {
        return Err(wrong("folder", folder));
    }
    make(app, folder.map(PathBuf::from), "asked")
}

/// Makes the daily backup if it is due: no verified one was made today, and the settings want one.
pub fn backup_run_due(app: &App, _: Nothing) -> Result<BackupRun, WireError> {
    let now = (app.host.now)();
    let due = app.with_session(|session| {
        if session.vault.is_read_only() {
            return Ok(false);
        }
        let (plan, settings) = plan(session)?;
        // One beside the vault, from before an upgrade, does not stand for one where they are to go.
        let counts = |noted: &NotedBackup| {
            plan.target == plan.scratch || !noted.path.starts_with(&plan.scratch)
        };
        let last = session.vault.read(|read| read.last_backup())?.filter(counts);
        let today = last.is_some_and(|noted| kst_date(&noted.made_at) == kst_date(&now));
        Ok(settings.daily && !today)
    })?;
    Ok(BackupRun { made: due.then(|| make(app, None, "daily")).transpose()? })
}

/// Reads a backup back.
pub fn backup_verify(app: &App, request: VerifyBackupRequest) -> Result<BackupDone, WireError> {
    let path = PathBuf::from(&request.path);
    let begun = Instant::now();
    let plan = app.with_session(|session| Ok(plan(session)?.0))?;
    let checked = match request.passphrase.map(Zeroizing::new) {
        None => plan.source.check(&path, &mut |_| Ok(()))?,
        Some(secret) => {
            let user = backup_user(&path, Some(plan.user.clone()))?;
            check_backup(&path, shown(app, &user, &secret, &known(app)), &mut |_| Ok(()))?
        }
    };
    let now = (app.host.now)();
    app.with_session(|session| {
        let payload = checked.particulars(&path);
        session.write(now, |_| Ok(((), NewAct::new("backup.verified", "backup", payload))))
    })?;
    Ok(done(&path, &checked, begun))
}

/// Restores a backup to a scratch place, verifies it, and removes it again.
pub fn backup_drill(app: &App, request: DrillBackupRequest) -> Result<BackupDone, WireError> {
    let secret = Zeroizing::new(request.passphrase);
    let path = PathBuf::from(&request.path);
    let begun = Instant::now();
    let plan = app.with_session(|session| Ok(plan(session)?.0))?;
    let user = backup_user(&path, Some(plan.user.clone()))?;
    let now = (app.host.now)();
    let vaults = known(app);
    let shown = shown(app, &user, &secret, &vaults);
    let checked = drill(&path, &plan.scratch, shown, &mut |_| Ok(()))?;
    app.with_session(|session| {
        session.write(now, |tx| {
            tx.set_profile(DRILLED, &json!({ "at": now, "path": request.path }))?;
            Ok(((), NewAct::new("backup.drilled", "backup", checked.particulars(&path))))
        })
    })?;
    Ok(done(&path, &checked, begun))
}

/// Restores a backup into a new folder. A vault that is open is backed up and closed first.
pub fn backup_restore(app: &App, request: RestoreBackupRequest) -> Result<RestoredView, WireError> {
    let secret = Zeroizing::new(request.passphrase);
    let (path, dir) = (PathBuf::from(&request.path), PathBuf::from(&request.dir));
    let user = backup_user(&path, request.user)?;
    let open = app.slot().as_ref().is_some_and(|session| !session.vault.is_read_only());
    let kept = if open { Some(make(app, None, BEFORE_RESTORE)?.path) } else { None };
    let vaults = known(app);
    let restored = restore(&path, &dir, shown(app, &user, &secret, &vaults), &mut |_| Ok(()))
        .map_err(|error| WireError::from(error).at(&dir))?;
    app.end();
    app.host.remember_vault(&dir);
    Ok(RestoredView {
        dir: request.dir,
        made_at: korean(restored.made_at),
        head: written_head(&restored.checked.head),
        kept,
    })
}

/// Changes where, when and how many.
pub fn backup_save_settings(app: &App, request: BackupSettings) -> Result<BackupList, WireError> {
    let now = (app.host.now)();
    let folder = request.folder.trim().to_owned();
    if !folder.is_empty() && !Path::new(&folder).is_absolute() {
        return Err(wrong("folder", &folder));
    }
    let kept = [request.keep_daily, request.keep_weekly, request.keep_monthly];
    if kept.iter().any(|number| *number > MOST_KEPT) {
        return Err(wrong("keep", &MOST_KEPT.to_string()));
    }
    let settings = BackupSettings { folder, ..request };
    app.with_session(|session| {
        session.write(now, |tx| {
            tx.set_profile(SETTINGS, &json!(settings))?;
            Ok((
                (),
                NewAct::new("backup.settings_saved", "backup", json!({ "daily": settings.daily })),
            ))
        })?;
        listed(session, now)
    })
}

fn make(app: &App, folder: Option<PathBuf>, reason: &str) -> Result<BackupDone, WireError> {
    let begun = Instant::now();
    let plan = app.with_session(|session| Ok(plan(session)?.0))?;
    let target = folder.unwrap_or_else(|| plan.target.clone());
    let now = (app.host.now)();
    let (row, checked) = plan.source.take(&target, reason, now, &mut |_| Ok(()))?;
    let mut removed = 0;
    // None goes while one of them is about to be restored: it may be an older one of the same day.
    if reason != BEFORE_RESTORE {
        removed += plan.keep.apply(&target, &plan.vault)?;
        if target != plan.scratch {
            // Where those from before an upgrade stand, wherever the others go.
            removed += plan.keep.apply(&plan.scratch, &plan.vault)?;
        }
    }
    app.with_session(|session| {
        if session.vault.id() != plan.vault {
            return Err(crate::error::ErrorCode::VaultLocked.into());
        }
        session.write(now, |tx| Ok(((), tx.note_backup(&row, &checked, removed)?)))
    })?;
    Ok(done(&row.path, &checked, begun))
}

fn time(value: &Value) -> Option<DateTime<Utc>> {
    value.as_str().and_then(|text| text.parse().ok())
}

fn last(session: &Session, now: DateTime<Utc>) -> Result<BackupLast, WireError> {
    let (noted, drilled) = session
        .vault
        .read(|read| Ok::<_, WireError>((read.last_backup()?, read.profile(DRILLED)?)))?;
    let drilled_at = drilled.and_then(|value| time(&value["at"])).map(korean);
    let own = session.vault.folder();
    Ok(BackupLast {
        beside: noted.as_ref().is_some_and(|noted| noted.path.starts_with(own)),
        days: noted
            .as_ref()
            .map(|n| count((kst_date(&now) - kst_date(&n.made_at)).num_days().max(0))),
        verified_at: noted.as_ref().map(|noted| korean(noted.at)),
        made_at: noted.as_ref().map(|noted| korean(noted.made_at)),
        path: noted.map(|noted| noted.path.to_string_lossy().into_owned()),
        drilled_at,
    })
}

fn listed(session: &Session, now: DateTime<Utc>) -> Result<BackupList, WireError> {
    let (plan, settings) = plan(session)?;
    let (rows, unreadable) = list_backups(&plan.target, &plan.vault)?;
    Ok(BackupList {
        settings,
        target: plan.target.to_string_lossy().into_owned(),
        backups: rows.into_iter().map(view).collect(),
        unreadable: unreadable.iter().map(|path| path.to_string_lossy().into_owned()).collect(),
        last: last(session, now)?,
    })
}

fn read_settings(read: &Read<'_>) -> Result<BackupSettings, WireError> {
    let stored = read.profile(SETTINGS)?.and_then(|value| serde_json::from_value(value).ok());
    Ok(stored.unwrap_or(BackupSettings {
        folder: String::new(),
        daily: true,
        keep_daily: 7,
        keep_weekly: 4,
        keep_monthly: 12,
    }))
}

/// Whose passphrase is tried: the one asked for if the backup knows that name, else its first user's.
fn backup_user(path: &Path, wanted: Option<String>) -> Result<String, WireError> {
    let users = backup_users(path)?;
    let known = wanted.filter(|name| users.contains(name));
    Ok(known.or_else(|| users.first().cloned()).unwrap_or_default())
}

/// The vaults at which a wrong passphrase counts, where the backup is of one of them: the open one, and the one that
/// this computer opened last.
fn known(app: &App) -> Vec<PathBuf> {
    let open = app.slot().as_ref().map(|session| session.vault.folder().to_owned());
    open.into_iter().chain([app.host.last_vault()]).collect()
}

fn shown<'a>(app: &App, user: &'a str, secret: &'a str, vaults: &'a [PathBuf]) -> Shown<'a> {
    let unlock = if Unlock::is_recovery_code(secret) {
        Unlock::Recovery(secret)
    } else {
        Unlock::Passphrase { user, passphrase: secret }
    };
    Shown { unlock, now: (app.host.now)(), vaults }
}

fn done(path: &Path, checked: &Checked, begun: Instant) -> BackupDone {
    BackupDone {
        path: path.to_string_lossy().into_owned(),
        bytes: checked.bytes.to_string(),
        files: count(checked.files),
        head: written_head(&checked.head),
        millis: count(begun.elapsed().as_millis()),
    }
}

fn view(row: BackupRow) -> BackupView {
    BackupView {
        path: row.path.to_string_lossy().into_owned(),
        made_at: korean(row.made_at),
        reason: row.reason,
        bytes: row.bytes.to_string(),
        files: count(row.files),
        head: written_head(&row.head),
    }
}
