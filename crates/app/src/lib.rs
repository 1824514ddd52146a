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
mod forms;
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
/// another hold on the same application, with the forms as they stood when it was made: a call and a job see the same
/// ones from beginning to end.
#[derive(Clone)]
pub struct App {
    host: Arc<Host>,
    /// What every vault begins with.
    built_in: Arc<Assets>,
    /// What this hold works with: the built-in data with the forms of the vault that was open when it was made.
    assets: Arc<Assets>,
    /// What the next call works with. Changes only together with the session.
    current: Arc<Mutex<Arc<Assets>>>,
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
        let built_in = Arc::new(Assets::bundled()?);
        Ok(Self {
            host: Arc::new(host),
            assets: Arc::clone(&built_in),
            current: Arc::new(Mutex::new(Arc::clone(&built_in))),
            built_in,
            session: Arc::default(),
            jobs: Arc::default(),
        })
    }

    /// Runs one command.
    ///
    /// # Errors
    /// [`WireError`] with a code that somebody acts on.
    pub fn call(&self, name: &str, payload: Value) -> Result<Value, WireError> {
        let assets = Arc::clone(&self.current.lock().unwrap_or_else(PoisonError::into_inner));
        commands::dispatch(&Self { assets, ..self.clone() }, name, payload)
    }

    /// The same application with what was built in alone.
    fn bare(&self) -> Self {
        Self { assets: Arc::clone(&self.built_in), ..self.clone() }
    }

    /// Lets a session begin: from the next call on its forms are at hand.
    fn begin(&self, session: Session) {
        let mut slot = self.slot();
        self.look(&session.assets);
        *slot = Some(session);
    }

    /// Ends the session.
    fn end(&self) {
        let mut slot = self.slot();
        self.look(&self.built_in);
        slot.take();
    }

    /// What the next call works with; for whoever holds the session.
    fn look(&self, assets: &Arc<Assets>) {
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(assets);
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
