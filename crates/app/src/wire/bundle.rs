//! Evidence bundles on the wire.

use super::wire;

wire! {
    /// Makes a bundle of filings.
    pub struct CreateBundleRequest {
        /// The filings.
        pub filings: Vec<u32>,
        /// Full path of the new file.
        pub path: String,
        /// Encrypts the bundle (age-encryption.org/v1) so that only this passphrase opens it.
        pub passphrase: Option<String>,
    }

    /// A bundle was made.
    pub struct BundleMade {
        /// The file.
        pub path: String,
        /// SHA-256 of its bytes.
        pub sha256: String,
        /// The head its chain ends with.
        pub head: String,
        /// Number of files in it, without the manifest.
        pub files: u32,
    }

    /// Checks a bundle.
    pub struct CheckBundleRequest {
        /// The file.
        pub path: String,
        /// Opens an encrypted one.
        pub passphrase: Option<String>,
        /// A head that was printed: it must be in the chain.
        pub head: Option<String>,
    }

    /// What the check of a bundle found.
    pub struct BundleView {
        /// Whether nothing was altered.
        pub intact: bool,
        /// How many acts its chain has.
        pub acts: u32,
        /// The head its chain ends with, as far as it is intact.
        pub head: String,
        /// Number of the first bad act.
        pub first_bad: Option<u32>,
        /// What kind of damage it is: a code.
        pub damage: Option<String>,
        /// The file where it shows.
        pub file: Option<String>,
        /// How many files the manifest names.
        pub files: u32,
        /// Filings whose document hash is proven to stand on the chain.
        pub proven: Vec<String>,
    }
}
