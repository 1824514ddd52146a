//! The chain of acts outside its vault, on the wire.

use super::wire;

wire! {
    /// Writes the chain of acts to a file.
    pub struct ExportChainRequest {
        /// Full path of the new file.
        pub path: String,
    }

    /// The chain was written.
    pub struct ChainExported {
        /// The file.
        pub path: String,
        /// The head it ends with: number of the act, a colon, its hash. To be noted elsewhere.
        pub head: String,
    }

    /// Checks an exported chain.
    pub struct CheckChainRequest {
        /// The file.
        pub path: String,
        /// A head that was printed or noted: it must be in the chain.
        pub head: Option<String>,
    }
}
