//! Chains and what is written on them: addresses, transaction ids, memos and token contracts.
//!
//! The list of chains is data ([`Registry`]); each family of address has a codec of its own here. A text is
//! an address of one chain only, and a wrong one is refused with a stable code that says in what way.
//! Not here: who holds an address, and anything that would need the network.

mod aptos;
mod bitcoin;
mod contract;
mod error;
mod evm;
mod memo;
mod registry;
mod solana;
mod stellar;
mod sui;
mod token;
mod ton;
mod tron;
mod txid;
mod xrpl;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use error::AddressError;
pub use memo::{MemoFormat, MemoNeed, MemoRule, apart, joined};
pub use registry::{Chain, Family, Registry, RegistryError};
pub use token::{Confidence, Issuance, Known, Listing, Support, Token, Tokens};
pub use txid::TxidFormat;

/// Longer than any address, memo or transaction id of any chain; decoders see nothing longer.
const LONGEST: usize = 200;

/// What an address is, as far as its text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AddressKind {
    /// An account without further distinction.
    Account,
    /// Bitcoin, pay to public key hash: `1…`.
    P2pkh,
    /// Bitcoin, pay to script hash: `3…`.
    P2sh,
    /// Bitcoin, witness version 0, key: `bc1q…`.
    P2wpkh,
    /// Bitcoin, witness version 0, script: `bc1q…`.
    P2wsh,
    /// Bitcoin, Taproot: `bc1p…`.
    P2tr,
    /// Bitcoin, a witness program that no rule defines yet. Coins sent there may be lost.
    WitnessUnknown,
    /// XRPL, an address that carries its tag: `X…`.
    XAddress,
    /// Stellar, an account with a sub-account number: `M…`.
    Muxed,
    /// Stellar, a contract: `C…`.
    Contract,
    /// TON, `workchain:hex`.
    Raw,
    /// TON, friendly, for contracts: `EQ…`.
    Bounceable,
    /// TON, friendly, for wallets: `UQ…`.
    NonBounceable,
}

/// An address that is valid on its chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The chain's id in the registry.
    pub chain: String,
    /// The one spelling in which this account is compared and printed; a tag is not part of it.
    pub normal: String,
    /// The account after CAIP-10: chain and normal form.
    pub caip10: String,
    /// What the text tells about it.
    pub kind: AddressKind,
    /// The destination tag or sub-account number that the address itself carries.
    pub tag: Option<u64>,
    /// Whether a checksum stood behind the text; without one a typing error cannot be seen.
    pub checksummed: bool,
}

/// What a codec makes of a text.
struct Decoded {
    normal: String,
    kind: AddressKind,
    tag: Option<u64>,
    checksummed: bool,
}

impl Decoded {
    fn new(normal: String, kind: AddressKind) -> Self {
        Self { normal, kind, tag: None, checksummed: true }
    }
}

impl Family {
    fn decode(self, text: &str) -> Result<Decoded, AddressError> {
        if text.is_empty() || text.len() > LONGEST {
            return Err(AddressError::WrongLength);
        }
        if !text.is_ascii() {
            return Err(AddressError::BadCharacter);
        }
        match self {
            Self::Evm => evm::decode(text),
            Self::Bitcoin => bitcoin::decode(text),
            Self::Tron => tron::decode(text),
            Self::Solana => solana::decode(text),
            Self::Xrpl => xrpl::decode(text),
            Self::Stellar => stellar::decode(text),
            Self::Ton => ton::decode(text),
            Self::Aptos => aptos::decode(text),
            Self::Sui => sui::decode(text),
        }
    }
}

impl Chain {
    /// Reads an address of this chain. Spaces around it are ignored.
    ///
    /// # Errors
    /// The reason; [`AddressError::OtherChain`] where the text is a good address of another family.
    pub fn check_address(&self, text: &str) -> Result<Address, AddressError> {
        let text = text.trim();
        match self.family.decode(text) {
            Ok(Decoded { normal, kind, tag, checksummed }) => {
                // CAIP-10 has no colon inside an account.
                let caip10 = format!("{}:{}", self.caip2, normal.replace(':', "%3A"));
                Ok(Address { chain: self.id.clone(), normal, caip10, kind, tag, checksummed })
            }
            Err(error) => Err(explained(text, self.family, error)),
        }
    }

    /// Reads a transaction id of this chain and returns its normal form.
    ///
    /// # Errors
    /// `WrongLength` or `BadCharacter`.
    pub fn check_txid(&self, text: &str) -> Result<String, AddressError> {
        self.txid.read(text.trim())
    }

    /// Reads the identifier of a token on this chain and returns its normal form.
    ///
    /// # Errors
    /// The reason; `NoContracts` where the chain has none.
    pub fn check_contract(&self, text: &str) -> Result<String, AddressError> {
        contract::read(self.family, text.trim())
    }
}

/// The reason that says most: a secret key of any chain before all else, then what the asked family
/// recognised itself, then the other chain the text belongs to.
fn explained(text: &str, family: Family, error: AddressError) -> AddressError {
    let is_secret = |family: Family| matches!(family.decode(text), Err(AddressError::SecretKey));
    if Family::ALL.into_iter().any(is_secret) {
        return AddressError::SecretKey;
    }
    match looks_like(text) {
        Some(other) if other != family && error != AddressError::TestNetwork => {
            AddressError::OtherChain(other)
        }
        _ => error,
    }
}

/// The family whose address a text is beyond doubt: one with a checksum, or with a form that no other has.
pub fn looks_like(text: &str) -> Option<Family> {
    // Solana, Aptos and Sui have neither.
    let telling =
        [Family::Bitcoin, Family::Tron, Family::Xrpl, Family::Stellar, Family::Ton, Family::Evm];
    telling.into_iter().find(|family| family.decode(text.trim()).is_ok())
}

/// The chain of the built-in registry, or `None`.
pub fn find(chain: &str) -> Option<&'static Chain> {
    Registry::built_in().find(chain)
}

/// [`Chain::check_address`] on a chain of the built-in registry.
///
/// # Errors
/// As there, and `UnknownChain`.
pub fn check_address(chain: &str, text: &str) -> Result<Address, AddressError> {
    find(chain).ok_or(AddressError::UnknownChain)?.check_address(text)
}

/// [`Chain::check_txid`] on a chain of the built-in registry.
///
/// # Errors
/// As there, and `UnknownChain`.
pub fn check_txid(chain: &str, text: &str) -> Result<String, AddressError> {
    find(chain).ok_or(AddressError::UnknownChain)?.check_txid(text)
}

/// [`Chain::check_contract`] on a chain of the built-in registry.
///
/// # Errors
/// As there, and `UnknownChain`.
pub fn check_contract(chain: &str, text: &str) -> Result<String, AddressError> {
    find(chain).ok_or(AddressError::UnknownChain)?.check_contract(text)
}
