//! Who can open the vault, on the wire.

use super::wire;

wire! {
    /// Who can open the vault with a passphrase.
    pub struct KeysView {
        /// Their names, in the order in which they were added.
        pub holders: Vec<String>,
        /// Who of those with a place in the vault has no key to it yet.
        pub without_key: Vec<String>,
        /// Whether the signed-in person may give and take keys.
        pub keeps: bool,
        /// Minutes without a key or the mouse after which the window locks.
        pub idle_minutes: u32,
    }

    /// Lets one more user open the vault.
    pub struct AddKeyRequest {
        /// The user's name in the vault.
        pub user: String,
        /// The user's first passphrase.
        pub passphrase: String,
    }

    /// Names a user whose key is taken away.
    pub struct RemoveKeyRequest {
        /// The user's name in the vault.
        pub user: String,
    }

    /// Replaces the signed-in user's own passphrase.
    pub struct ChangePassphraseRequest {
        /// The one that opens the vault now.
        pub present: String,
        /// The one that will.
        pub passphrase: String,
    }

    /// Gives a user who has forgotten it another passphrase.
    pub struct ResetPassphraseRequest {
        /// The user's name in the vault.
        pub user: String,
        /// The new passphrase.
        pub passphrase: String,
    }

    /// A recovery code, shown once, to be printed.
    pub struct RecoveryCodeView {
        /// The code.
        pub recovery_code: String,
    }

    /// Composes the page with a recovery code.
    pub struct RecoveryPageRequest {
        /// The code, as it was shown.
        pub recovery_code: String,
        /// Where the page is written as well; none: nowhere.
        pub path: Option<String>,
    }

    /// Sets after how many minutes without a key or the mouse the window locks.
    pub struct SetIdleRequest {
        /// From 1 to 240.
        pub minutes: u32,
    }
}
