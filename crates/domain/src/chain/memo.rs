//! Memos and tags: what must accompany an address on a chain where one address serves many customers.
//!
//! Without it a deposit at a service provider reaches nobody; in a report, without it nobody can be traced.

use serde::{Deserialize, Serialize};

use super::{AddressError, Chain, check_address};

/// When a memo belongs to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemoNeed {
    /// The chain has none.
    Never,
    /// The chain has one; it is seldom used to tell customers apart.
    Optional,
    /// Needed when a service provider holds the address.
    Hosted,
}

/// What a memo may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemoFormat {
    /// There is none.
    None,
    /// A whole number of 32 bits: the destination tag of XRPL.
    Uint32,
    /// Stellar: a number of 64 bits, a text of up to 28 bytes, or a hash of 64 hexadecimal digits.
    Stellar,
    /// Any text.
    Text,
}

/// The rule of one chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemoRule {
    /// When it is needed.
    pub need: MemoNeed,
    /// What it may be.
    pub format: MemoFormat,
}

impl Chain {
    /// Reads a memo or tag.
    ///
    /// # Errors
    /// `BadContent` where the chain has none, `BadCharacter`, `OutOfRange` or `WrongLength`.
    pub fn check_memo(&self, text: &str) -> Result<(), AddressError> {
        match self.memo.format {
            MemoFormat::None => Err(AddressError::BadContent),
            MemoFormat::Uint32 if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) => {
                Err(AddressError::BadCharacter)
            }
            MemoFormat::Uint32 => {
                text.parse::<u32>().map(|_| ()).map_err(|_| AddressError::OutOfRange)
            }
            // A number of 64 bits has at most 20 digits, so that length covers it.
            MemoFormat::Stellar if text.len() <= 28 => Ok(()),
            MemoFormat::Stellar
                if text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()) =>
            {
                Ok(())
            }
            MemoFormat::Stellar => Err(AddressError::WrongLength),
            MemoFormat::Text if text.len() <= 1000 => Ok(()),
            MemoFormat::Text => Err(AddressError::WrongLength),
        }
    }

    /// Whether an address lacks its memo: it carries none itself, none is given, and its holder is a
    /// service provider.
    pub fn memo_missing(&self, carried: Option<u64>, memo: &str, hosted: bool) -> bool {
        self.memo.need == MemoNeed::Hosted && hosted && carried.is_none() && memo.trim().is_empty()
    }
}

/// An address and its memo as one text, the memo behind a colon: one account of many at the same address.
pub fn joined(address: String, memo: &str) -> String {
    if memo.is_empty() { address } else { format!("{address}:{memo}") }
}

/// What [`joined`] put together, apart again. An address may have a colon of its own (TON), and so may a memo:
/// the shortest part that is an address of the chain is the address. What holds none is an address that was
/// stored as it came, its memo behind the first colon.
pub fn apart<'a>(chain: &str, text: &'a str) -> (&'a str, &'a str) {
    let is_address = |part: &str| check_address(chain, part).is_ok();
    let ends = text.match_indices(':').map(|(at, _)| at);
    let mut whole = ends.filter_map(|at| text.split_at_checked(at));
    match whole.find(|(address, _)| is_address(address)) {
        Some((address, memo)) => (address, memo.strip_prefix(':').unwrap_or(memo)),
        None if is_address(text) => (text, ""),
        None => text.split_once(':').unwrap_or((text, "")),
    }
}
