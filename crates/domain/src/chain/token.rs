//! The list of tokens: which contract on which chain is which token. Loaded from data, unknown keys refused, every
//! identifier held to the codec of its chain.
//!
//! Not here: what a filing says about a token (`rules::checks::tokens`). Invariant: one contract on one chain is
//! one token, whichever way it is spelled.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::{Registry, RegistryError, find};

/// How a token came to be on a chain; the codes of the list `issuance`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Issuance {
    /// By its issuer.
    Native,
    /// Through a bridge that holds the original elsewhere.
    Bridged,
    /// One token over several chains.
    Oft,
}

impl Issuance {
    /// The code in filings.
    pub fn code(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Bridged => "bridged",
            Self::Oft => "oft",
        }
    }
}

/// Whether the issuer stands behind a token on a chain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Support {
    /// It does.
    #[default]
    Live,
    /// It has ended its support.
    Ended,
}

/// Where the particulars of a listing come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Read in a published list.
    Read,
    /// Remembered; to be confirmed.
    Memory,
}

/// A token on one chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    /// The chain's id in the registry of chains.
    pub chain: String,
    /// The identifier, as the issuer writes it.
    pub contract: String,
    /// Other spellings of the same identifier.
    #[serde(default)]
    pub also: Vec<String>,
    /// Decimal places of a quantity, where known.
    pub decimals: Option<u8>,
    /// How it came to be there, where known.
    pub issuance: Option<Issuance>,
    /// Whether its issuer stands behind it.
    #[serde(default)]
    pub status: Support,
    /// Where the particulars come from.
    pub confidence: Confidence,
}

/// A token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// The ticker.
    pub symbol: String,
    /// Its proper name.
    pub name: String,
    /// The currency it is pegged to; a code of the list `peg`.
    pub peg: String,
    /// Where its contracts were read, if in one list of its own.
    #[serde(default)]
    pub source: Option<String>,
    /// Whether other tokens use the ticker, too.
    #[serde(default)]
    pub shared: bool,
    /// Where it exists.
    pub on: Vec<Listing>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: String,
    as_of: String,
    source: String,
    #[serde(rename = "token")]
    tokens: Vec<Token>,
}

/// All tokens, found by chain and contract.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// The version of the list.
    pub version: String,
    /// The month of the snapshot, `YYYY-MM`.
    pub as_of: String,
    /// Where the list comes from.
    pub source: String,
    tokens: Vec<Token>,
    /// Positions of token and listing by the normal form of the contract, then by chain.
    places: BTreeMap<String, BTreeMap<String, (usize, usize)>>,
}

static BUILT_IN: LazyLock<Tokens> = LazyLock::new(|| {
    // A test holds that the file loads; were it broken, every token would be unlisted, none misread.
    Tokens::load(include_str!("../../../../assets/registries/tokens.toml"), Registry::built_in())
        .unwrap_or_default()
});

impl Tokens {
    /// Reads a list of tokens; the chains are those of `chains`.
    ///
    /// # Errors
    /// [`RegistryError`]: not of the shape, a contract that stands twice, or one that its chain cannot have.
    pub fn load(text: &str, chains: &Registry) -> Result<Self, RegistryError> {
        let file: File =
            toml::from_str(text).map_err(|error| RegistryError::Syntax(error.to_string()))?;
        let mut places: BTreeMap<String, BTreeMap<String, (usize, usize)>> = BTreeMap::new();
        for (at, token) in file.tokens.iter().enumerate() {
            for (position, listing) in token.on.iter().enumerate() {
                let chain = chains.find(&listing.chain);
                for spelling in std::iter::once(&listing.contract).chain(&listing.also) {
                    let normal = chain
                        .and_then(|chain| chain.check_contract(spelling).ok())
                        .ok_or_else(|| RegistryError::Unreadable(spelling.clone()))?;
                    let of_contract = places.entry(normal).or_default();
                    if of_contract.insert(listing.chain.clone(), (at, position)).is_some() {
                        return Err(RegistryError::Duplicate(spelling.clone()));
                    }
                }
            }
        }
        let File { version, as_of, source, tokens } = file;
        Ok(Self { version, as_of, source, tokens, places })
    }

    /// The list that ships with this version.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Every token, in the order of the list.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The token with this contract on this chain; `contract` in normal form.
    fn at(&self, chain: &str, contract: &str) -> Option<(&Token, &Listing)> {
        let (token, listing) = *self.places.get(contract)?.get(chain)?;
        let token = self.tokens.get(token)?;
        Some((token, token.on.get(listing)?))
    }

    /// What the list knows of a contract as somebody wrote it; `None` where the chain is unknown or cannot have
    /// such a contract, which other checks say.
    pub fn look_up(&self, chain: &str, contract: &str) -> Option<Known<'_>> {
        let normal = find(chain)?.check_contract(contract).ok()?;
        if let Some((token, listing)) = self.at(chain, &normal) {
            return Some(Known::Listed(token, listing));
        }
        let elsewhere = self.places.get(&normal).and_then(|chains| chains.keys().next());
        Some(match elsewhere.and_then(|other| self.at(other, &normal)) {
            Some((token, listing)) => Known::Elsewhere(token, listing),
            None => Known::Unlisted,
        })
    }

    /// The token of a ticker; case, width and blanks do not matter.
    pub fn by_symbol(&self, symbol: &str) -> Option<&Token> {
        let plain: String = symbol.nfkc().filter(|c| !c.is_whitespace()).collect();
        self.tokens.iter().find(|token| token.symbol.eq_ignore_ascii_case(&plain))
    }
}

/// What the list knows of a contract on a chain.
#[derive(Clone, Copy, Debug)]
pub enum Known<'a> {
    /// It is this token.
    Listed(&'a Token, &'a Listing),
    /// Nothing on this chain, but this token on another.
    Elsewhere(&'a Token, &'a Listing),
    /// Nothing.
    Unlisted,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str) -> Result<Tokens, RegistryError> {
        Tokens::load(text, Registry::built_in())
    }

    #[test]
    fn every_contract_is_one_that_its_chain_can_have() {
        let shipped = include_str!("../../../../assets/registries/tokens.toml");
        let tokens = load(shipped).unwrap();
        // Counted in the file, not by the loader.
        assert_eq!(
            tokens.tokens().iter().map(|t| t.on.len()).sum::<usize>(),
            shipped.matches("{ chain = ").count()
        );
        // Celo's, as they were read; a wrong letter would fail the checksum of the chain.
        for (contract, symbol) in [
            ("0x48065fbBE25f71C9282ddf5e1cD6D6A887483D5e", "USDT"),
            ("0xcebA9300f2b948710d2653dD7B07f33A8B32118C", "USDC"),
        ] {
            let known = tokens.look_up("celo", contract);
            assert!(matches!(known, Some(Known::Listed(token, _)) if token.symbol == symbol));
        }
        let known = tokens.look_up("tron", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t");
        assert!(matches!(known, Some(Known::Listed(token, _)) if token.symbol == "USDT"));
        for token in tokens.tokens() {
            assert!(["USD", "KRW", "EUR", "JPY"].contains(&token.peg.as_str()), "{}", token.symbol);
        }
    }

    #[test]
    fn one_wrong_letter_refuses_the_list() {
        let shipped = include_str!("../../../../assets/registries/tokens.toml");
        for (right, wrong) in [
            (
                "0xdAC17F958D2ee523a2206206994597C13D831ec7",
                "0xdaC17F958D2ee523a2206206994597C13D831ec7",
            ),
            ("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u"),
            (
                "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs",
                "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDt",
            ),
        ] {
            let error = load(&shipped.replace(right, wrong)).unwrap_err();
            assert_eq!(error, RegistryError::Unreadable(wrong.to_owned()));
        }
        let twice = shipped.replace(
            "0x94b008aA00579c1307B0EF2c499aD98a8ce58e58",
            "0x01bff41798a0bcf287b996046ca68b395dbc1071",
        );
        assert!(matches!(load(&twice), Err(RegistryError::Duplicate(_))), "however it is spelled");
    }

    #[test]
    fn a_contract_is_found_in_any_spelling_and_told_from_other_chains() {
        let tokens = Tokens::built_in();
        let lower = "0x3c499c542cef5e3811e1192ce70d8cc03d5c3359";
        assert!(
            matches!(tokens.look_up("polygon", lower), Some(Known::Listed(t, _)) if t.symbol == "USDC")
        );
        assert!(matches!(
            tokens.look_up("ethereum", lower),
            Some(Known::Elsewhere(_, l)) if l.chain == "polygon"
        ));
        // ERC-55's own example is no token.
        let nobody = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
        assert!(matches!(tokens.look_up("ethereum", nobody), Some(Known::Unlisted)));
        assert!(tokens.look_up("tron", lower).is_none(), "no contract of that chain");
        let hexadecimal =
            "524C555344000000000000000000000000000000.rMxCKbEDwqr76QuheSUMdEGf4B9xJ8m5De";
        assert!(
            matches!(tokens.look_up("xrpl", hexadecimal), Some(Known::Listed(t, _)) if t.symbol == "RLUSD")
        );
    }
}
