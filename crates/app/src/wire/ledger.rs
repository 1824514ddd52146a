//! The ledger of movements on the wire.

use std::collections::BTreeMap;

use super::{AnswerView, wire};

wire! {
    /// Which movements; an empty part asks nothing.
    #[serde(default)]
    #[derive(Default)]
    pub struct TransferFilter {
        /// Part of a name or address, or the start of a transaction id or of the exchange's number.
        pub text: String,
        /// `out` or `in`.
        pub direction: String,
        /// The symbol.
        pub asset: String,
        /// The chain.
        pub chain: String,
        /// The reason code.
        pub reason: String,
        /// The kind of counterparty.
        pub counterparty: String,
        /// The counterparty's country.
        pub country: String,
        /// The first day in Korea, ISO.
        pub from: String,
        /// The last day in Korea, ISO.
        pub to: String,
        /// Only those without a moment or a value.
        pub incomplete: bool,
        /// Only imported transfers, no rows that were typed into reports.
        pub imported: bool,
        /// Only these.
        pub ids: Vec<u32>,
        /// Only those in one of these stretches; empty: all.
        pub spans: Vec<TransferSpan>,
        /// The order in which stretches are understood, as in lists.
        pub order: String,
        /// Not these.
        pub except: Vec<u32>,
    }

    /// A stretch of a list, both ends included.
    pub struct TransferSpan {
        /// The line it begins with.
        pub first: u32,
        /// The line it ends with.
        pub last: u32,
    }

    /// A stretch of the ledger.
    pub struct ListTransfersRequest {
        /// Which.
        pub filter: TransferFilter,
        /// `newest`, `oldest`, `largest` or `customer`.
        pub sort: String,
        /// Movements to skip.
        pub offset: u32,
        /// At most so many.
        pub limit: u32,
    }

    /// Movements in order.
    pub struct TransferPage {
        /// The movements.
        pub rows: Vec<TransferView>,
        /// How many the filter chooses.
        pub total: u32,
    }

    /// One movement.
    pub struct TransferView {
        /// Its line in the ledger.
        pub id: u32,
        /// The filing in which it was typed, or `None` for an imported one.
        pub filing: Option<u32>,
        /// When, ISO with offset; empty where it does not read.
        pub at: String,
        /// `out` or `in`.
        pub direction: String,
        /// The symbol.
        pub asset: String,
        /// The chain.
        pub chain: String,
        /// The exact quantity.
        pub quantity: String,
        /// Won; empty where it is missing.
        pub krw: String,
        /// US dollars with two places; empty where it is missing.
        pub usd: String,
        /// The customer's name.
        pub customer: String,
        /// The other side's name.
        pub other: String,
        /// The address on the other side.
        pub address: String,
        /// The reason code.
        pub reason: String,
        /// The kind of counterparty.
        pub counterparty: String,
        /// The counterparty's country.
        pub country: String,
        /// The transaction id.
        pub txid: String,
        /// The exchange's own number.
        pub exchange_tx_id: String,
        /// The state, as the code list has it; empty where none is known.
        pub status: String,
        /// When the won came in that paid for it, ISO with offset; empty where that is not known.
        pub funded_at: String,
        /// How many won came in then; empty where that is not known.
        pub funded_krw: String,
    }

    /// Sums over what a filter chooses.
    pub struct TransferTotals {
        /// How many.
        pub count: u32,
        /// How many of them lack a moment or a value and are not in the sums.
        pub incomplete: u32,
        /// How many were cancelled or came back; they are not in the sums either.
        pub ineffective: u32,
        /// Won.
        pub krw: String,
        /// US dollars with two places.
        pub usd: String,
        /// The same by asset, country, reason, counterparty and direction.
        pub by: BTreeMap<String, Vec<GroupTotal>>,
    }

    /// The sum of one group.
    pub struct GroupTotal {
        /// The group: a symbol, a code; empty where none is given.
        pub value: String,
        /// How many.
        pub count: u32,
        /// Won.
        pub krw: String,
        /// US dollars with two places.
        pub usd: String,
    }

    /// Asks for sums.
    pub struct TransferTotalsRequest {
        /// Which movements.
        pub filter: TransferFilter,
    }

    /// Takes movements of the ledger into a filing's table.
    pub struct TakeTransfersRequest {
        /// The filing.
        pub id: u32,
        /// Which movements.
        pub filter: TransferFilter,
    }

    /// What was taken.
    pub struct TransfersTaken {
        /// Rows added.
        pub added: u32,
        /// Movements that stood in the filing already.
        pub present: u32,
    }

    /// One movement in full.
    pub struct TransferRequest {
        /// Its line in the ledger.
        pub transfer: u32,
    }

    /// A movement with its cells, its sums, and what else is said of it elsewhere.
    pub struct TransferDetail {
        /// The movement.
        pub row: TransferView,
        /// Answers by column name, without identifiers.
        pub cells: BTreeMap<String, AnswerView>,
        /// The sums at this movement; `None` where it lacks a moment, a value or a customer.
        pub sums: Option<SumsView>,
    }

    /// What one customer and one address amount to at a movement, over the whole vault.
    pub struct SumsView {
        /// The customer's movements of that day.
        pub day_count: u32,
        /// Their won.
        pub day_krw: String,
        /// Their US dollars.
        pub day_usd: String,
        /// US dollars of seven days.
        pub week_usd: String,
        /// US dollars of thirty days.
        pub month_usd: String,
        /// US dollars of the calendar year, up to that day.
        pub year_usd: String,
        /// US dollars that moved to or from the same address.
        pub address_usd: String,
        /// Customers who dealt with that address.
        pub address_customers: u32,
        /// Addresses the customer dealt with.
        pub customer_addresses: u32,
    }

    /// Asks for patterns: over the whole vault, or those that touch a filing.
    pub struct ListFlagsRequest {
        /// The filing; `None`: every party in the vault.
        pub id: Option<u32>,
        /// Only those without an answer.
        pub open_only: bool,
    }

    /// Patterns that were found.
    pub struct FlagList {
        /// The flags.
        pub flags: Vec<FlagView>,
        /// How many have no answer yet.
        pub open: u32,
    }

    /// A pattern that was found, with what it rests on.
    pub struct FlagView {
        /// Its identity: the same movements give the same flag.
        pub flag: String,
        /// The pattern, `R1`.
        pub pattern: String,
        /// Where its threshold comes from.
        pub cite: String,
        /// Whether the firm has set the threshold itself; then there is no source.
        pub own: bool,
        /// Whether the threshold is provisional.
        pub provisional: bool,
        /// The numbers it was worked out from: counts, `sum_usd`, `limit_usd`, first and last day; of won
        /// that are passed on `sent_krw`, `funded_krw` and the `longest` minutes.
        pub says: BTreeMap<String, String>,
        /// The movements, in the order of time.
        pub rows: Vec<TransferView>,
        /// What a person said to it, by whom and when.
        pub answer: Option<FlagAnswerView>,
    }

    /// The answer to a flag.
    pub struct FlagAnswerView {
        /// What was said.
        pub comment: String,
        /// By whom.
        pub actor: String,
        /// When, ISO with offset.
        pub at: String,
    }

    /// Answers a flag.
    pub struct AnswerFlagRequest {
        /// The flag.
        pub flag: String,
        /// The pattern.
        pub pattern: String,
        /// What there is to say; not blank.
        pub comment: String,
    }

    /// What was filled in from the sums of the vault.
    pub struct SumsFilled {
        /// Cells that are different now.
        pub filled: u32,
        /// Rows without sums: they lack a moment, a value or a customer, or moved nothing.
        pub unsummed: u32,
    }
}
