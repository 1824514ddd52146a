// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

/**
 * A backup that was read back and found whole.
 */
export type BackupDone = { 
/**
 * Its folder.
 */
path: string, 
/**
 * Bytes read, as text.
 */
bytes: string, 
/**
 * Files read.
 */
files: number, 
/**
 * The last act in it, as it is printed.
 */
head: string, 
/**
 * How long it took, in milliseconds.
 */
millis: number, };

/**
 * The newest backup that was read back and found whole.
 */
export type BackupLast = { 
/**
 * When it was verified; empty: never.
 */
verified_at: string | null, 
/**
 * When it was made.
 */
made_at: string | null, 
/**
 * Its folder.
 */
path: string | null, 
/**
 * Whole days since it was made.
 */
days: number | null, 
/**
 * When one was last restored for practice.
 */
drilled_at: string | null, 
/**
 * Whether it lies in the vault's own folder, and would be lost with it.
 */
beside: boolean, };

/**
 * What there is of backups.
 */
export type BackupList = { 
/**
 * The settings.
 */
settings: BackupSettings, 
/**
 * Where the backups stand now.
 */
target: string, 
/**
 * Newest first.
 */
backups: Array<BackupView>, 
/**
 * Folders among them whose list does not read.
 */
unreadable: Array<string>, 
/**
 * The newest verified one.
 */
last: BackupLast, };

/**
 * What the daily backup did.
 */
export type BackupRun = { 
/**
 * The backup, where one was due.
 */
made: BackupDone | null, };

/**
 * How this vault is backed up.
 */
export type BackupSettings = { 
/**
 * Where to; empty: `backups` in the vault's own folder, which does not outlive its disk.
 */
folder: string, 
/**
 * Whether one is made each day without asking.
 */
daily: boolean, 
/**
 * How many days keep their newest backup.
 */
keep_daily: number, 
/**
 * How many weeks keep theirs.
 */
keep_weekly: number, 
/**
 * How many months keep theirs.
 */
keep_monthly: number, };

/**
 * A backup in the target folder.
 */
export type BackupView = { 
/**
 * Its folder.
 */
path: string, 
/**
 * When it was made, Korean time.
 */
made_at: string, 
/**
 * Why: `daily`, `asked`, `before_upgrade`, `before_restore`.
 */
reason: string, 
/**
 * Bytes of everything that it needs, as text.
 */
bytes: string, 
/**
 * Number of files.
 */
files: number, 
/**
 * The last act in it, as it is printed.
 */
head: string, };

/**
 * Makes a backup now.
 */
export type CreateBackupRequest = { 
/**
 * Where to; empty: where the settings say.
 */
folder: string | null, };

/**
 * Restores a backup to a scratch place, verifies it there and removes it.
 */
export type DrillBackupRequest = { 
/**
 * Its folder.
 */
path: string, 
/**
 * The user's passphrase, or the recovery code, as on the day of need.
 */
passphrase: string, };

/**
 * Restores a backup.
 */
export type RestoreBackupRequest = { 
/**
 * Its folder.
 */
path: string, 
/**
 * An empty or new folder for the vault.
 */
dir: string, 
/**
 * Whose passphrase it is; empty: the first user's.
 */
user: string | null, 
/**
 * The passphrase of its day, or the recovery code.
 */
passphrase: string, };

/**
 * A vault was restored; it is closed.
 */
export type RestoredView = { 
/**
 * Its folder.
 */
dir: string, 
/**
 * When the backup was made.
 */
made_at: string, 
/**
 * The last act in it, as it is printed.
 */
head: string, 
/**
 * The backup of the vault that was open, made first.
 */
kept: string | null, };

/**
 * Reads a backup back and verifies it.
 */
export type VerifyBackupRequest = { 
/**
 * Its folder.
 */
path: string, 
/**
 * A passphrase or recovery code of its day; empty: the key of the open vault.
 */
passphrase: string | null, };
