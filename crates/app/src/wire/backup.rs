//! Backups on the wire.

use super::wire;

wire! {
    /// How this vault is backed up.
    pub struct BackupSettings {
        /// Where to; empty: `backups` in the vault's own folder, which does not outlive its disk.
        pub folder: String,
        /// Whether one is made each day without asking.
        pub daily: bool,
        /// How many days keep their newest backup.
        pub keep_daily: u32,
        /// How many weeks keep theirs.
        pub keep_weekly: u32,
        /// How many months keep theirs.
        pub keep_monthly: u32,
    }

    /// A backup in the target folder.
    pub struct BackupView {
        /// Its folder.
        pub path: String,
        /// When it was made, Korean time.
        pub made_at: String,
        /// Why: `daily`, `asked`, `before_upgrade`, `before_restore`.
        pub reason: String,
        /// Bytes of everything that it needs, as text.
        pub bytes: String,
        /// Number of files.
        pub files: u32,
        /// The last act in it, as it is printed.
        pub head: String,
    }

    /// The newest backup that was read back and found whole.
    pub struct BackupLast {
        /// When it was verified; empty: never.
        pub verified_at: Option<String>,
        /// When it was made.
        pub made_at: Option<String>,
        /// Its folder.
        pub path: Option<String>,
        /// Whole days since it was made.
        pub days: Option<u32>,
        /// When one was last restored for practice.
        pub drilled_at: Option<String>,
        /// Whether it lies in the vault's own folder, and would be lost with it.
        pub beside: bool,
    }

    /// What there is of backups.
    pub struct BackupList {
        /// The settings.
        pub settings: BackupSettings,
        /// Where the backups stand now.
        pub target: String,
        /// Newest first.
        pub backups: Vec<BackupView>,
        /// Folders among them whose list does not read.
        pub unreadable: Vec<String>,
        /// The newest verified one.
        pub last: BackupLast,
    }

    /// Makes a backup now.
    pub struct CreateBackupRequest {
        /// Where to; empty: where the settings say.
        pub folder: Option<String>,
    }

    /// A backup that was read back and found whole.
    pub struct BackupDone {
        /// Its folder.
        pub path: String,
        /// Bytes read, as text.
        pub bytes: String,
        /// Files read.
        pub files: u32,
        /// The last act in it, as it is printed.
        pub head: String,
        /// How long it took, in milliseconds.
        pub millis: u32,
    }

    /// What the daily backup did.
    pub struct BackupRun {
        /// The backup, where one was due.
        pub made: Option<BackupDone>,
    }

    /// Reads a backup back and verifies it.
    pub struct VerifyBackupRequest {
        /// Its folder.
        pub path: String,
        /// A passphrase or recovery code of its day; empty: the key of the open vault.
        pub passphrase: Option<String>,
    }

    /// Restores a backup to a scratch place, verifies it there and removes it.
    pub struct DrillBackupRequest {
        /// Its folder.
        pub path: String,
        /// The user's passphrase, or the recovery code, as on the day of need.
        pub passphrase: String,
    }

    /// Restores a backup.
    pub struct RestoreBackupRequest {
        /// Its folder.
        pub path: String,
        /// An empty or new folder for the vault.
        pub dir: String,
        /// Whose passphrase it is; empty: the first user's.
        pub user: Option<String>,
        /// The passphrase of its day, or the recovery code.
        pub passphrase: String,
    }

    /// A vault was restored; it is closed.
    pub struct RestoredView {
        /// Its folder.
        pub dir: String,
        /// When the backup was made.
        pub made_at: String,
        /// The last act in it, as it is printed.
        pub head: String,
        /// The backup of the vault that was open, made first.
        pub kept: Option<String>,
    }
}
