//! The list of chains: loaded from data, with unknown keys refused.
//!
//! The list that ships with the program is compiled in, so that a check can be named by chain id alone;
//! [`Registry::load`] reads any other. Both go through the same door.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{MemoRule, TxidFormat};

/// Which codec reads the addresses of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Twenty bytes in hexadecimal, checked by case (ERC-55).
    Evm,
    /// Base58Check and SegWit.
    Bitcoin,
    /// Base58Check with the prefix 0x41.
    Tron,
    /// Thirty-two bytes in base58.
    Solana,
    /// Base58Check in the XRPL alphabet, and X-addresses.
    Xrpl,
    /// Strkeys (SEP-0023).
    Stellar,
    /// Raw and friendly forms.
    Ton,
    /// Thirty-two bytes in hexadecimal (AIP-40).
    Aptos,
    /// Thirty-two bytes in hexadecimal.
    Sui,
}

impl Family {
    /// Every family.
    pub const ALL: [Self; 9] = [
        Self::Evm,
        Self::Bitcoin,
        Self::Tron,
        Self::Solana,
        Self::Xrpl,
        Self::Stellar,
        Self::Ton,
        Self::Aptos,
        Self::Sui,
    ];

    /// The stable machine code; for families of one chain it is the chain's id.
    pub fn code(self) -> &'static str {
        match self {
            Self::Evm => "evm",
            Self::Bitcoin => "bitcoin",
            Self::Tron => "tron",
            Self::Solana => "solana",
            Self::Xrpl => "xrpl",
            Self::Stellar => "stellar",
            Self::Ton => "ton",
            Self::Aptos => "aptos",
            Self::Sui => "sui",
        }
    }
}

/// One chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chain {
    /// The code stored in filings.
    pub id: String,
    /// Its proper name.
    pub name: String,
    /// CAIP-2.
    pub caip2: String,
    /// Its address codec.
    pub family: Family,
    /// What must accompany an address.
    pub memo: MemoRule,
    /// How its transaction ids are written.
    pub txid: TxidFormat,
    /// The launch of the main network, or the earliest day named for it. For orientation, not for refusal.
    pub effective_from: NaiveDate,
    /// Where this entry comes from.
    pub source: String,
}

/// All chains.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registry {
    /// The version of the list.
    pub version: String,
    /// Where the list comes from.
    pub source: String,
    /// The chains, in the order in which they are offered.
    #[serde(rename = "chain")]
    chains: Vec<Chain>,
}

/// Why a registry was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegistryError {
    /// Not TOML of the expected shape.
    #[error("{0}")]
    Syntax(String),
    /// Two chains with one id or one CAIP-2.
    #[error("stands twice: {0}")]
    Duplicate(String),
    /// A token's identifier that its chain does not have, or a chain that is not known.
    #[error("not a contract of its chain: {0}")]
    Unreadable(String),
}

static BUILT_IN: LazyLock<Registry> = LazyLock::new(|| {
    // A test holds that the file loads; were it broken, every chain would be unknown, none misread.
    Registry::load(include_str!("../../../../assets/registries/chains.toml")).unwrap_or_default()
});

impl Registry {
    /// Reads a registry.
    ///
    /// # Errors
    /// [`RegistryError`], with line and column for syntax.
    pub fn load(text: &str) -> Result<Self, RegistryError> {
        let registry: Self =
            toml::from_str(text).map_err(|error| RegistryError::Syntax(error.to_string()))?;
        let mut seen = BTreeSet::new();
        for name in registry.chains.iter().flat_map(|chain| [&chain.id, &chain.caip2]) {
            if !seen.insert(name) {
                return Err(RegistryError::Duplicate(name.clone()));
            }
        }
        Ok(registry)
    }

    /// The registry that ships with this version.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The chain with this id.
    pub fn find(&self, id: &str) -> Option<&Chain> {
        self.chains.iter().find(|chain| chain.id == id)
    }

    /// Every chain, in the order of the list.
    pub fn chains(&self) -> &[Chain] {
        &self.chains
    }
}
