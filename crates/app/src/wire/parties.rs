//! Customers and addresses as they are known once for every report, on the wire.

use std::collections::BTreeMap;

use super::{AnswerView, wire};

wire! {
    /// Asks for what is known.
    pub struct ListKnownRequest {
        /// The start of a customer number or an address, or part of a name.
        pub text: String,
        /// Records to skip.
        pub offset: u32,
        /// At most so many.
        pub limit: u32,
    }

    /// Customers by number.
    pub struct PartyList {
        /// The customers.
        pub parties: Vec<PartyView>,
        /// How many there are.
        pub total: u32,
    }

    /// A customer as he is known.
    pub struct PartyView {
        /// The exchange's customer number.
        pub customer: String,
        /// The name, for lists.
        pub name: String,
        /// What is known, by what it is; the identifier masked.
        pub facts: BTreeMap<String, AnswerView>,
        /// Whether a person entered it; else it was read from an import.
        pub typed: bool,
    }

    /// Enters what is known of a customer: all of it, what is left out is known no more.
    pub struct SavePartyRequest {
        /// The exchange's customer number.
        pub customer: String,
        /// What is known; an identifier that comes back masked stays what it was.
        pub facts: BTreeMap<String, AnswerView>,
    }

    /// Addresses by chain.
    pub struct WalletList {
        /// The addresses.
        pub wallets: Vec<WalletView>,
        /// How many there are.
        pub total: u32,
    }

    /// An address on the other side as it is known.
    pub struct WalletView {
        /// The chain.
        pub chain: String,
        /// The address in its normal form.
        pub address: String,
        /// The memo or tag; empty where there is none.
        pub memo: String,
        /// What is known, by what it is.
        pub facts: BTreeMap<String, AnswerView>,
        /// Whether a person entered it; else it was read from an import.
        pub typed: bool,
    }

    /// Enters what is known of an address: all of it.
    pub struct SaveWalletRequest {
        /// The chain.
        pub chain: String,
        /// The address.
        pub address: String,
        /// The memo or tag; empty where there is none.
        pub memo: String,
        /// What is known.
        pub facts: BTreeMap<String, AnswerView>,
    }

    /// What was read from imported transfers.
    pub struct PartiesGathered {
        /// Customers that are new or changed.
        pub parties: u32,
        /// Addresses that are new or changed.
        pub wallets: u32,
    }

    /// Fills a customer into a place of a filing.
    pub struct TakePartyRequest {
        /// The filing.
        pub id: u32,
        /// The place: `originator`, `beneficiary`, `subject`.
        pub place: String,
        /// The row, where the place is one of a row.
        pub row: Option<String>,
        /// The exchange's customer number.
        pub customer: String,
    }

    /// What was filled in.
    pub struct FactsTaken {
        /// Fields that were blank and are not any more.
        pub filled: u32,
    }
}
