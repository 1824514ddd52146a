//! Who can open the vault: a slot added, taken away or replaced, and the same slots under a new store key.
//!
//! The fresh key file is written beside the old one as `keys.next`, the act that names it by its checksum is
//! committed, and only then does it become `keys.json`. Whatever happens in between, the next opening finds
//! either no such act, and drops the fresh file, or the act, and finishes ([`Pending`]). Not here: who may
//! ask for this, and re-encryption (`rotation`).

use std::fs;
use std::io;
use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};
use serde_json::json;

use super::recovery::{self, RecoveryCode};
use super::secret::{Key, random};
use super::slot::{Owner, Slot};
use super::{KeyFile, Unlock, composed};
use crate::atomic_file;
use crate::attempts::Try;
use crate::door::{NewAct, Tx};
use crate::error::{KeyError, OpenError, WriteError};
use crate::vault::{KEYS, Vault, read_keys};

/// The subject of acts that change keys alone.
const KEYS_SUBJECT: &str = "keys";

/// A key file that is not in force yet.
const NEXT: &str = "keys.next";

impl KeyFile {
    fn has(&self, owner: &Owner) -> bool {
        self.slots.iter().any(|slot| slot.owner == *owner)
    }

    /// The same file with one slot made anew for a secret, in its old place or at the end of the users'.
    fn with_slot(&self, owner: Owner, secret: &[u8], key: &Key) -> Result<Self, KeyError> {
        let fresh = Slot::wrap(&self.vault, owner, secret, key)?;
        let mut slots = self.slots.clone();
        match slots.iter().position(|slot| slot.owner == fresh.owner) {
            Some(place) => slots[place] = fresh,
            None => {
                let users = slots.iter().take_while(|slot| slot.owner != Owner::Recovery).count();
                slots.insert(users, fresh);
            }
        }
        Ok(Self::sealed(self.vault.clone(), slots, key)?)
    }

    fn with_recovery(&self, key: &Key) -> Result<(Self, RecoveryCode), KeyError> {
        let code = RecoveryCode::generate()?;
        let on_paper = recovery::read(code.reveal()).ok_or(KeyError::NoKey)?;
        Ok((self.with_slot(Owner::Recovery, &on_paper, key)?, code))
    }

    fn without(&self, owner: &Owner, key: &Key) -> Result<Self, KeyError> {
        let slots = self.slots.iter().filter(|slot| slot.owner != *owner).cloned().collect();
        Ok(Self::sealed(self.vault.clone(), slots, key)?)
    }

    /// The same slots, handed a fresh store key, and that key.
    pub(crate) fn under_new_key(&self) -> Result<(Self, Key), KeyError> {
        let key: Key = random()?;
        let mut slots = Vec::new();
        for slot in &self.slots {
            let handed = slot.handed(&self.vault, &key).ok_or_else(|| KeyError::OldSlot {
                user: match &slot.owner {
                    Owner::Passphrase { user } => Some(user.clone()),
                    Owner::Recovery => None,
                },
            })?;
            slots.push(handed?);
        }
        Ok((Self::sealed(self.vault.clone(), slots, &key)?, key))
    }
}

impl Vault {
    /// Lets one more user open the vault.
    ///
    /// # Errors
    /// [`KeyError`]; the keys are then as they were.
    pub fn add_slot(
        &mut self,
        actor: &str,
        now: DateTime<Utc>,
        user: &str,
        passphrase: &str,
    ) -> Result<(), KeyError> {
        let act = NewAct::new("key.added", KEYS_SUBJECT, json!({ "user": user }));
        self.add_slot_with(actor, now, user, passphrase, |_| Ok(act))
    }

    /// Lets one more user open the vault, as part of another write: both are done, or neither. The user changes the
    /// passphrase first of all: whoever gave it knows it.
    ///
    /// # Errors
    /// That of the closure, and [`KeyError`]; the keys are then as they were.
    pub fn add_slot_with<E: From<KeyError> + From<WriteError>>(
        &mut self,
        actor: &str,
        now: DateTime<Utc>,
        user: &str,
        passphrase: &str,
        work: impl FnOnce(&Tx<'_>) -> Result<NewAct, E>,
    ) -> Result<(), E> {
        let owner = passphrase_of(user, passphrase)?;
        if self.keys.has(&owner) {
            return Err(KeyError::UserExists.into());
        }
        let fresh = self.keys.with_slot(owner, composed(passphrase).as_bytes(), &self.key)?;
        self.adopt(actor, now, fresh, |tx| {
            tx.note_passphrase(user, actor)?;
            work(tx)
        })
    }

    /// Gives a user another passphrase without asking for the old one: what an administrator does when it was
    /// forgotten. Another than the own is changed by its user first of all.
    ///
    /// # Errors
    /// As [`Vault::add_slot`]; [`KeyError::NoSuchUser`].
    pub fn reset_slot(
        &mut self,
        actor: &str,
        now: DateTime<Utc>,
        user: &str,
        passphrase: &str,
    ) -> Result<(), KeyError> {
        let owner = passphrase_of(user, passphrase)?;
        if !self.keys.has(&owner) {
            return Err(KeyError::NoSuchUser);
        }
        let fresh = self.keys.with_slot(owner, composed(passphrase).as_bytes(), &self.key)?;
        let act = NewAct::new("key.passphrase_reset", KEYS_SUBJECT, json!({ "user": user }));
        self.adopt(actor, now, fresh, |tx| {
            tx.note_passphrase(user, actor)?;
            Ok(act)
        })
    }

    /// Takes a user's slot away. A copy of the old key file still opens this vault until its key is
    /// rotated.
    ///
    /// # Errors
    /// [`KeyError`]; [`KeyError::LastUser`] when nobody but the paper would open the vault.
    pub fn remove_slot(
        &mut self,
        actor: &str,
        now: DateTime<Utc>,
        user: &str,
    ) -> Result<(), KeyError> {
        let act = NewAct::new("key.removed", KEYS_SUBJECT, json!({ "user": user }));
        self.remove_slot_with(actor, now, user, |_| Ok::<_, KeyError>(act))
    }

    /// Takes a user's slot away as part of another write: both are done, or neither.
    ///
    /// # Errors
    /// That of the closure, and as [`Vault::remove_slot`].
    pub fn remove_slot_with<E: From<KeyError> + From<WriteError>>(
        &mut self,
        actor: &str,
        now: DateTime<Utc>,
        user: &str,
        work: impl FnOnce(&Tx<'_>) -> Result<NewAct, E>,
    ) -> Result<(), E> {
        let owner = Owner::Passphrase { user: composed(user).to_string() };
        if !self.keys.has(&owner) {
            return Err(KeyError::NoSuchUser.into());
        }
        if self.keys.users().len() < 2 {
            return Err(KeyError::LastUser.into());
        }
        let fresh = self.keys.without(&owner, &self.key)?;
        self.adopt(actor, now, fresh, work)
    }

    /// Replaces a user's passphrase; the present one must be shown, and a wrong one counts as at a sign-in.
    ///
    /// # Errors
    /// [`KeyError`]; [`KeyError::WrongPassphrase`]; [`OpenError::Delayed`] while none is tried.
    pub fn change_passphrase(
        &mut self,
        now: DateTime<Utc>,
        user: &str,
        present: &str,
        passphrase: &str,
    ) -> Result<(), KeyError> {
        let owner = passphrase_of(user, passphrase)?;
        let unlock = Unlock::Passphrase { user, passphrase: present };
        let shown = Try {
            folder: self.folder(),
            unlock: &unlock,
            now,
            users: self.keys.users(),
            at: "keys",
            forgives: true,
        };
        match shown.counted(|| self.keys.unlock(&unlock)) {
            Ok(_) => {}
            Err(OpenError::NoSuchUser) => return Err(KeyError::NoSuchUser),
            Err(OpenError::WrongPassphrase) => {
                // Whoever sits at an open vault cannot take the line away again: it is on the chain at once.
                let _ = self.take_access_log(user, now);
                return Err(KeyError::WrongPassphrase);
            }
            Err(error) => return Err(error.into()),
        }
        let fresh = self.keys.with_slot(owner, composed(passphrase).as_bytes(), &self.key)?;
        self.adopt(user, now, fresh, |tx| {
            // Only its owner knows the passphrase from here on.
            tx.note_passphrase(user, user)?;
            Ok(NewAct::new("key.passphrase_changed", KEYS_SUBJECT, json!({ "user": user })))
        })
    }

    /// A new recovery code; the one on paper opens nothing any more.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn renew_recovery(
        &mut self,
        actor: &str,
        now: DateTime<Utc>,
    ) -> Result<RecoveryCode, KeyError> {
        let (fresh, code) = self.keys.with_recovery(&self.key)?;
        let act = NewAct::new("key.recovery_renewed", KEYS_SUBJECT, json!({}));
        self.adopt::<KeyError>(actor, now, fresh, |_| Ok(act))?;
        Ok(code)
    }

    /// The users who can open this vault.
    pub fn key_holders(&self) -> Vec<String> {
        self.keys.users()
    }

    /// Puts a fresh key file in force with the write that says so.
    fn adopt<E: From<KeyError> + From<WriteError>>(
        &mut self,
        actor: &str,
        now: DateTime<Utc>,
        fresh: KeyFile,
        work: impl FnOnce(&Tx<'_>) -> Result<NewAct, E>,
    ) -> Result<(), E> {
        let folder = self.folder().to_owned();
        let next = folder.join(NEXT);
        // One that is in force and did not get its name must not be lost to this one.
        if is_file(&next, &self.keys) {
            promote(&folder).map_err(KeyError::from)?;
        }
        atomic_file::replace(&next, &fresh.to_bytes()).map_err(KeyError::from)?;
        let written = self.write(actor, now, |tx| {
            let mut act = work(tx)?;
            act.payload["keys"] = json!(fresh.checksum);
            Ok::<_, E>(((), act))
        });
        if written.is_err() {
            // Not in force without its act; the next opening would drop it as well.
            let _ = fs::remove_file(&next);
            return written;
        }
        // From here on it is in force: it is on the disk, and the act names it. Where the disk refuses to give it its
        // name, the next opening does.
        self.keys = fresh;
        let _named_later = promote(&folder);
        Ok(())
    }
}

fn passphrase_of(user: &str, passphrase: &str) -> Result<Owner, KeyError> {
    if passphrase.is_empty() || user.trim().is_empty() {
        return Err(KeyError::EmptyPassphrase);
    }
    Ok(Owner::Passphrase { user: composed(user).to_string() })
}

/// Whether these keys are what stands in a file.
fn is_file(path: &Path, keys: &KeyFile) -> bool {
    let there = fs::read(path).ok().and_then(|bytes| KeyFile::read(&bytes).ok());
    there.is_some_and(|there| there.checksum == keys.checksum)
}

fn promote(folder: &Path) -> io::Result<()> {
    fs::rename(folder.join(NEXT), folder.join(KEYS))?;
    atomic_file::sync_folder(&folder.join(KEYS))
}

/// The keys of a vault that is being opened, while a change to them may have been interrupted.
#[derive(Clone)]
pub(crate) struct Pending {
    keys: KeyFile,
    next: Option<KeyFile>,
    through_next: bool,
    pub(crate) key: Key,
}

impl Pending {
    /// Finds the store key with what was shown: in the key file, or in the one that was to replace it.
    pub(crate) fn unlock(folder: &Path, unlock: &Unlock<'_>) -> Result<Self, OpenError> {
        let keys = read_keys(folder)?;
        let next = fs::read(folder.join(NEXT)).ok();
        let next = next.and_then(|bytes| KeyFile::read(&bytes).ok());
        let next = next.filter(|next| next.vault == keys.vault);
        match keys.unlock(unlock) {
            Ok(key) => Ok(Self { keys, next, through_next: false, key }),
            Err(error) => match next.as_ref().and_then(|next| next.unlock(unlock).ok()) {
                Some(key) => Ok(Self { keys, next, through_next: true, key }),
                None => Err(error),
            },
        }
    }

    /// The vault's id.
    pub(crate) fn vault(&self) -> &str {
        &self.keys.vault
    }

    /// Decides, now that the acts can be read, which key file is in force, and whether what was shown opens
    /// that one. A writer also brings the files into that state.
    pub(crate) fn settle(
        self,
        folder: &Path,
        connection: &Connection,
        unlock: &Unlock<'_>,
        writes: bool,
    ) -> Result<(KeyFile, Key), OpenError> {
        let Some(next) = self.next else {
            if writes && folder.join(NEXT).exists() {
                // Never became readable, so its act was never written.
                fs::remove_file(folder.join(NEXT))?;
            }
            return Ok((self.keys, self.key));
        };
        if named_last(connection)?.as_deref() == Some(next.checksum.as_str()) {
            if writes {
                promote(folder)?;
            }
            if !self.through_next {
                next.unlock(unlock)?;
            }
            return Ok((next, self.key));
        }
        if writes {
            fs::remove_file(folder.join(NEXT))?;
        }
        if self.through_next {
            return Err(OpenError::WrongPassphrase);
        }
        Ok((self.keys, self.key))
    }
}

/// The key file that the newest act about keys names.
fn named_last(connection: &Connection) -> Result<Option<String>, OpenError> {
    let sql = "SELECT payload ->> 'keys' FROM act
               WHERE payload ->> 'keys' IS NOT NULL ORDER BY seq DESC LIMIT 1";
    Ok(connection.query_row(sql, [], |line| line.get(0)).optional()?.flatten())
}
