//! The vault: the only crate that knows SQL.
//!
//! One folder holds everything of one institution: `store.db` (SQLCipher under a random key), `keys.json`
//! (that key, wrapped once per user), `head` (the newest act), `lock`, `blobs/`, `backups/`. Reading goes through
//! [`Vault::read`]; writing through [`Vault::write`] alone, whose closure must return the act that is sealed with it.
//! Not here: who may do what, what a form asks for, what is right or wrong with an answer.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod access;
mod atomic_file;
#[cfg(test)]
mod attacks;
mod attempts;
mod backup;
mod bigram;
mod blob;
mod connection;
mod door;
mod error;
mod evidence;
mod journal;
mod keys;
mod ledger;
mod lock;
mod migrations;
mod noted;
#[cfg(test)]
mod older;
mod order;
mod place;
mod rotation;
mod table;
mod vault;
mod verify;

pub use access::{OldLooks, Opening, reads_as_access_log, record};
pub use attempts::reads_as_attempts;
pub use backup::{
    BackupRow, Checked, Keep, NotedBackup, Progress, Restored, Shown, Source, Watch, backup_place,
    backup_users, check_backup, drill, list_backups, reads_as_manifest, restore,
};
pub use bigram::search_words;
pub use blob::{BlobError, Blobs, LARGEST_BLOB, Opened, Stored, hash_of, reads_as_blob};
pub use door::{NewAct, Read, Tx};
pub use error::{
    BackupDamage, BackupError, CreateError, Damage, KeyError, OpenError, ReadError, WriteError,
};
pub use evidence::{SealedRecords, evidence_digest};
pub use journal::edit::{Cells, Edit};
pub use journal::{Cause, Change, JournalEntry};
pub use keys::recovery::{RecoveryCode, one_time_passphrase};
pub use keys::{Unlock, reads_as_key_file};
pub use ledger::{
    Added, BATCH_RUN, BatchDays, BatchGone, BatchOrdering, BatchRow, FlagAnswer, GROUPS,
    GroupedTotals, MovementFilter, MovementOutline, MovementRow, MovementSort, MovementSums,
    MovementTotals, NewTransfer, Outcome, Party, Scope, TransferRow,
};
pub use lock::{Refusal, reads_as_lock_notice, while_free};
pub use noted::reads_as_noted_head;
pub use table::act::ActRow;
pub use table::attachment::{AttachmentRow, NewAttachment};
pub use table::comment::{CommentKind, CommentRow};
pub use table::contact::ContactRow;
pub use table::disposal::{Destroyed, DisposalRow};
pub use table::event::EventRow;
pub use table::filing::{FilingLabel, FilingRow, ListQuery, Listing};
pub use table::filing_link::{LinkKind, LinkRow};
pub use table::form_added::FormAddedRow;
pub use table::holiday::HolidayRow;
pub use table::house_rule::{HouseRule, HouseRuleKind};
pub use table::import_batch::{ImportBatchRow, NewImportBatch};
pub use table::import_reject::{Reject, RejectsOf};
pub use table::party::{Newest, PartyRow, WalletRow};
pub use table::person::{DutyRuleRow, OldPermissions, PersonRow};
pub use table::rate::RateRow;
pub use table::submission::{NewSubmission, SubmissionRow};
pub use vault::{OpenMode, Vault};
pub use verify::{Break, Verification};
