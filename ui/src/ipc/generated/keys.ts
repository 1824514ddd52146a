// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

/**
 * Lets one more user open the vault.
 */
export type AddKeyRequest = { 
/**
 * The user's name in the vault.
 */
user: string, 
/**
 * The user's first passphrase.
 */
passphrase: string, };

/**
 * Replaces the signed-in user's own passphrase.
 */
export type ChangePassphraseRequest = { 
/**
 * The one that opens the vault now.
 */
present: string, 
/**
 * The one that will.
 */
passphrase: string, };

/**
 * Who can open the vault with a passphrase.
 */
export type KeysView = { 
/**
 * Their names, in the order in which they were added.
 */
holders: Array<string>, 
/**
 * Who of those with a place in the vault has no key to it yet.
 */
without_key: Array<string>, 
/**
 * Whether the signed-in person may give and take keys.
 */
keeps: boolean, 
/**
 * Minutes without a key or the mouse after which the window locks.
 */
idle_minutes: number, };

/**
 * A recovery code, shown once, to be printed.
 */
export type RecoveryCodeView = { 
/**
 * The code.
 */
recovery_code: string, };

/**
 * Composes the page with a recovery code.
 */
export type RecoveryPageRequest = { 
/**
 * The code, as it was shown.
 */
recovery_code: string, 
/**
 * Where the page is written as well; none: nowhere.
 */
path: string | null, };

/**
 * Names a user whose key is taken away.
 */
export type RemoveKeyRequest = { 
/**
 * The user's name in the vault.
 */
user: string, };

/**
 * Gives a user who has forgotten it another passphrase.
 */
export type ResetPassphraseRequest = { 
/**
 * The user's name in the vault.
 */
user: string, 
/**
 * The new passphrase.
 */
passphrase: string, };

/**
 * Sets after how many minutes without a key or the mouse the window locks.
 */
export type SetIdleRequest = { 
/**
 * From 1 to 240.
 */
minutes: number, };
