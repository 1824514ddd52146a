//! Who can open the vault: keys given, taken away and replaced, the store key rotated; when an idle window
//! locks. Who may do what is a matter of people and roles, not of keys.

use serde_json::json;
use singo_domain::people::Deed;
use singo_store::{NewAct, Unlock, Vault};
use zeroize::Zeroizing;

use super::people::lasts;
use super::vault::enough;
use crate::App;
use crate::convert::wrong;
use crate::error::{ErrorCode, WireError};
use crate::session::Session;
use crate::wire::{
    AddKeyRequest, ChangePassphraseRequest, KeysView, Nothing, RecoveryCodeView, RemoveKeyRequest,
    ResetPassphraseRequest, SetIdleRequest,
};

/// Ten minutes; the privacy rules ask for a limit and set no number (SAFE art. 6(4)).
const IDLE_MINUTES: u32 = 10;
const MOST_IDLE: u32 = 240;
const IDLE: &str = "idle_minutes";

/// Who can open the vault, and when an idle window locks.
pub fn key_show(app: &App, _: Nothing) -> Result<KeysView, WireError> {
    app.with_session(|session| view(session))
}

/// Gives a user a key.
pub fn key_add_user(app: &App, request: AddKeyRequest) -> Result<KeysView, WireError> {
    let (now, passphrase) = ((app.host.now)(), Zeroizing::new(request.passphrase));
    enough(&passphrase)?;
    app.with_session(|session| {
        session.vault.add_slot(&session.user, now, request.user.trim(), &passphrase)?;
        view(session)
    })
}

/// Takes a user's key away. The store key should be rotated after it.
pub fn key_remove_user(app: &App, request: RemoveKeyRequest) -> Result<KeysView, WireError> {
    let (now, today) = ((app.host.now)(), app.host.today());
    app.with_session(|session| {
        let people = session.vault.read(|read| read.people())?;
        let holders = session.vault.key_holders();
        let mut lasting =
            people.iter().map(|row| &row.person).filter(|person| lasts(person, &holders, today));
        if lasting.next().is_some_and(|one| one.name == request.user) && lasting.next().is_none() {
            return Err(WireError::new(ErrorCode::NotAllowed).with("why", "last_administrator"));
        }
        session.vault.remove_slot(&session.user, now, &request.user)?;
        view(session)
    })
}

/// Replaces the signed-in user's own passphrase.
pub fn key_change_passphrase(
    app: &App,
    request: ChangePassphraseRequest,
) -> Result<KeysView, WireError> {
    let now = (app.host.now)();
    let (present, fresh) = (Zeroizing::new(request.present), Zeroizing::new(request.passphrase));
    enough(&fresh)?;
    app.with_session(|session| {
        if session.must_change && present == fresh {
            // Whoever gave it would still know it.
            return Err(WireError::new(ErrorCode::NotAllowed).with("why", "same_passphrase"));
        }
        let user = session.user.clone();
        if session.vault.is_read_only() {
            // Whoever only reads cannot write a key either: the vault is opened for writing for this one change.
            let unlock = Unlock::Passphrase { user: &user, passphrase: &present };
            let mut writer = Vault::open(session.vault.folder(), unlock, now)?;
            writer.change_passphrase(now, &user, &present, &fresh)?;
        } else {
            session.vault.change_passphrase(now, &user, &present, &fresh)?;
        }
        session.must_change = false;
        view(session)
    })
}

/// Gives a user who has forgotten it another passphrase.
pub fn key_reset_passphrase(
    app: &App,
    request: ResetPassphraseRequest,
) -> Result<KeysView, WireError> {
    let (now, passphrase) = ((app.host.now)(), Zeroizing::new(request.passphrase));
    enough(&passphrase)?;
    app.with_session(|session| {
        session.vault.reset_slot(&session.user, now, &request.user, &passphrase)?;
        view(session)
    })
}

/// Makes a new recovery code; the printed one opens nothing any more.
pub fn key_renew_recovery(app: &App, _: Nothing) -> Result<RecoveryCodeView, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        let code = session.vault.renew_recovery(&session.user, now)?;
        Ok(RecoveryCodeView { recovery_code: code.reveal().to_owned() })
    })
}

/// Encrypts everything anew under a fresh store key.
pub fn key_rotate(app: &App, _: Nothing) -> Result<KeysView, WireError> {
    let now = (app.host.now)();
    let mut slot = app.slot();
    let Some(session) = slot.as_mut() else {
        return Err(ErrorCode::VaultLocked.into());
    };
    // Its purposes are encrypted under the key that goes.
    session.vault.take_access_log(&session.user, now)?;
    let rotated = session.vault.rotate_key(&session.user, now);
    if rotated.is_err() && !session.vault.is_open() {
        // Decided but not finished: the next opening finishes it.
        app.look(&app.built_in);
        slot.take();
    }
    rotated?;
    slot.as_mut().map_or_else(|| Err(ErrorCode::VaultLocked.into()), |s| view(s))
}

/// Sets when an idle window locks.
pub fn key_set_idle(app: &App, request: SetIdleRequest) -> Result<KeysView, WireError> {
    if !(1..=MOST_IDLE).contains(&request.minutes) {
        return Err(wrong("minutes", &request.minutes.to_string()));
    }
    let now = (app.host.now)();
    app.with_session(|session| {
        session.write(now, |tx| {
            tx.set_profile(IDLE, &json!(request.minutes))?;
            let payload = json!({ "minutes": request.minutes });
            Ok(((), NewAct::new("security.saved", "vault", payload)))
        })?;
        view(session)
    })
}

fn view(session: &Session) -> Result<KeysView, WireError> {
    let holders = session.vault.key_holders();
    let keeps = session.person.roles.iter().any(|role| role.may(Deed::Administer));
    session.vault.read(|read| {
        let people = read.people()?.into_iter().filter(|row| row.person.active);
        let names = people.map(|row| row.person.name);
        let idle = read.profile(IDLE)?.and_then(|value| value.as_u64());
        Ok(KeysView {
            keeps,
            without_key: names.filter(|name| !holders.contains(name)).collect(),
            idle_minutes: idle.and_then(|n| u32::try_from(n).ok()).unwrap_or(IDLE_MINUTES),
            holders,
        })
    })
}
