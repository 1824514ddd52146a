//! Why a text is not what a chain asks for.
//!
//! One enum for addresses, transaction ids, memos and contracts, since a user meets them in one place. The
//! codes are stable: messages, fixtures and other programs name them. Sentences are made elsewhere.

use super::Family;

/// Why a text was refused as an address, transaction id, memo or contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum AddressError {
    /// The registry has no such chain.
    #[error("unknown chain")]
    UnknownChain,
    /// Too short or too long.
    #[error("wrong length")]
    WrongLength,
    /// A character outside the alphabet of the encoding.
    #[error("bad character")]
    BadCharacter,
    /// Upper and lower case where one of them must be used throughout.
    #[error("mixed case")]
    MixedCase,
    /// The checksum does not match: a character was mistyped, lost or changed.
    #[error("bad checksum")]
    BadChecksum,
    /// The prefix or version is none that this chain uses.
    #[error("bad prefix")]
    BadPrefix,
    /// Checksum and prefix are right but the content is not one the chain allows.
    #[error("bad content")]
    BadContent,
    /// An address of another network that shares the encoding.
    #[error("wrong network")]
    WrongNetwork,
    /// An address of this chain's test network.
    #[error("test network")]
    TestNetwork,
    /// A good address, but of another family of chains.
    #[error("other chain: {}", .0.code())]
    OtherChain(Family),
    /// A secret key. Whoever has seen it can move the funds; it must not be stored.
    #[error("secret key")]
    SecretKey,
    /// The chain has no token contracts.
    #[error("no contracts")]
    NoContracts,
    /// The number does not fit the field.
    #[error("out of range")]
    OutOfRange,
}

impl AddressError {
    /// The stable machine code.
    pub fn code(self) -> &'static str {
        match self {
            Self::UnknownChain => "unknown_chain",
            Self::WrongLength => "wrong_length",
            Self::BadCharacter => "bad_character",
            Self::MixedCase => "mixed_case",
            Self::BadChecksum => "bad_checksum",
            Self::BadPrefix => "bad_prefix",
            Self::BadContent => "bad_content",
            Self::WrongNetwork => "wrong_network",
            Self::TestNetwork => "test_network",
            Self::OtherChain(_) => "other_chain",
            Self::SecretKey => "secret_key",
            Self::NoContracts => "no_contracts",
            Self::OutOfRange => "out_of_range",
        }
    }

    /// The family the text belongs to, for `other_chain`.
    pub fn other_chain(self) -> Option<Family> {
        match self {
            Self::OtherChain(family) => Some(family),
            _ => None,
        }
    }
}

impl From<bs58::decode::Error> for AddressError {
    fn from(error: bs58::decode::Error) -> Self {
        use bs58::decode::Error;
        match error {
            Error::InvalidCharacter { .. } | Error::NonAsciiCharacter { .. } => Self::BadCharacter,
            Error::InvalidChecksum { .. } => Self::BadChecksum,
            _ => Self::WrongLength,
        }
    }
}
