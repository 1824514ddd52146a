//! Creating, opening and locking a vault.

use std::path::Path;

use serde_json::json;
use singo_store::{NewAct, OpenError, Unlock, Vault};
use zeroize::Zeroizing;

use super::profile::store_profile;
use crate::App;
use crate::convert::korean;
use crate::error::{ErrorCode, WireError};
use crate::session::Session;
use crate::wire::{
    AppStatus, CreateVaultRequest, ListUsersRequest, Nothing, OpenVaultRequest, UserList,
    VaultCreated, VaultView,
};

/// The least length of a passphrase, in characters. Ours: the privacy rules set no number (SAFE art. 5(5)).
const LEAST_PASSPHRASE: usize = 12;

/// What a shell needs to know when it starts.
pub fn app_status(app: &App, _: Nothing) -> Result<AppStatus, WireError> {
    let dir = app.host.last_vault();
    Ok(AppStatus {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        now: korean((app.host.now)()),
        vault: app.slot().as_ref().map(view),
        vault_exists: Vault::exists(&dir),
        vault_dir: dir.to_string_lossy().into_owned(),
    })
}

/// Creates a vault with its first user and opens it.
pub fn vault_create(app: &App, request: CreateVaultRequest) -> Result<VaultCreated, WireError> {
    let passphrase = Zeroizing::new(request.passphrase);
    if passphrase.chars().count() < LEAST_PASSPHRASE {
        return Err(WireError::new(ErrorCode::PassphraseTooShort).with("least", LEAST_PASSPHRASE));
    }
    let dir = Path::new(&request.dir);
    let now = (app.host.now)();
    let (vault, code) = Vault::create(dir, &request.user, &passphrase, now)?;
    let mut session = Session::new(vault, request.user)?;
    session.write(now, |tx| store_profile(tx, &request.profile))?;
    app.host.remember_vault(dir);
    let created = VaultCreated { vault: view(&session), recovery_code: code.reveal().to_owned() };
    *app.slot() = Some(session);
    Ok(created)
}

/// Opens a vault with a passphrase or the recovery code.
pub fn vault_open(app: &App, request: OpenVaultRequest) -> Result<VaultView, WireError> {
    let secret = Zeroizing::new(request.passphrase);
    let dir = Path::new(&request.dir);
    let now = (app.host.now)();
    // The vault that is open in this window is let go first: it may be the same one.
    app.slot().take();
    let users = Vault::users(dir)?;
    let user = users.first().cloned().unwrap_or_default();
    let by_passphrase =
        Vault::open(dir, Unlock::Passphrase { user: &user, passphrase: &secret }, now);
    let (vault, act) = match by_passphrase {
        Err(OpenError::WrongPassphrase) => {
            (Vault::open(dir, Unlock::Recovery(&secret), now)?, "vault.recovered")
        }
        other => (other?, "vault.opened"),
    };
    let mut session = Session::new(vault, user)?;
    session.write(now, |_| Ok(((), NewAct::new(act, "vault", json!({})))))?;
    app.host.remember_vault(dir);
    let opened = view(&session);
    *app.slot() = Some(session);
    Ok(opened)
}

/// Who can open a vault; needs no passphrase.
pub fn vault_users(_: &App, request: ListUsersRequest) -> Result<UserList, WireError> {
    Ok(UserList { users: Vault::users(Path::new(&request.dir))? })
}

/// Closes the vault; the keys leave memory.
pub fn vault_lock(app: &App, _: Nothing) -> Result<Nothing, WireError> {
    app.slot().take();
    Ok(Nothing {})
}

fn view(session: &Session) -> VaultView {
    VaultView {
        dir: session.vault.folder().to_string_lossy().into_owned(),
        user: session.user.clone(),
        practice: session.practice,
    }
}
