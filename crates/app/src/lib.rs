//! Use cases of Singo and the one command list. The only crate that shells call.
//!
//! [`App::call`] takes a command's name and a JSON request and gives a JSON response. Everything a shell can
//! do goes through it; a shell holds no rule, no SQL and no sentence of the law. Not here: how a field is
//! checked (domain), where it is kept (store), how it is printed (render).
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod assets;
mod attachments;
#[cfg(test)]
mod bindings;
mod bundle;
mod commands;
mod companions;
mod contained;
mod convert;
mod dumps;
mod error;
mod host;
mod import;
mod jobs;
mod keychain;
mod leaving;
mod outgoing;
mod people;
mod places;
pub mod readers;
mod session;
mod tsa;
mod use_cases;
pub mod wire;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

pub use commands::NAMES;
pub use dumps::forbid_core_dumps;
pub use error::{ErrorCode, WireError};
pub use host::Host;
pub use keychain::{Keychain, KeychainError, MemoryKeychain, SystemKeychain};
pub use singo_domain::ledger::TABLE as LEDGER_TABLE;

use assets::Assets;
use jobs::Jobs;
use session::Session;

/// The application: what was built in, at most one open vault, and the jobs that work on it. A clone is
/// another hold on the same application.
#[derive(Clone)]
pub struct App {
    host: Arc<Host>,
    assets: Arc<Assets>,
    session: Arc<Mutex<Option<Session>>>,
    jobs: Arc<Jobs>,
}

impl App {
    /// Starts the application; no vault is open. Copies in the clear that an end without warning left in the vault
    /// that was opened last are wiped, unless somebody works there.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`] when the built-in data is damaged.
    pub fn new(host: Host) -> Result<Self, WireError> {
        let last = host.last_vault();
        singo_store::while_free(&last, || attachments::wipe(&last));
        Ok(Self {
            host: Arc::new(host),
            assets: Arc::new(Assets::bundled()?),
            session: Arc::default(),
            jobs: Arc::default(),
        })
    }

    /// Runs one command.
    ///
    /// # Errors
    /// [`WireError`] with a code that somebody acts on.
    pub fn call(&self, name: &str, payload: Value) -> Result<Value, WireError> {
        commands::dispatch(self, name, payload)
    }

    /// The session slot. A panic in another call leaves the slot usable: every write is one transaction.
    fn slot(&self) -> MutexGuard<'_, Option<Session>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Works with the open vault.
    fn with_session<T>(
        &self,
        work: impl FnOnce(&mut Session) -> Result<T, WireError>,
    ) -> Result<T, WireError> {
        work(self.slot().as_mut().ok_or(ErrorCode::VaultLocked)?)
    }
}
