//! Base rates and values of transfers on the wire.

use super::wire;

wire! {
    /// The rates that count from a day to a day, both included.
    pub struct ListRatesRequest {
        /// The first day.
        pub from: String,
        /// The last day.
        pub to: String,
    }

    /// Rates, newest day first.
    pub struct RateList {
        /// The rates.
        pub rates: Vec<RateView>,
        /// Business days of the span, up to today, that have no rate of the dollar.
        pub missing: Vec<String>,
    }

    /// A base rate.
    pub struct RateView {
        /// ISO 4217.
        pub currency: String,
        /// The day in Korea.
        pub day: String,
        /// Won for one unit, exact.
        pub won: String,
        /// Who published it, as it was stated.
        pub source: String,
        /// SHA-256 of the file it was read from; none where it was entered by hand.
        pub file: Option<String>,
        /// Who put it there.
        pub actor: String,
    }

    /// Enters a rate; of a currency and day the last one counts.
    pub struct SetRateRequest {
        /// ISO 4217.
        pub currency: String,
        /// The day in Korea.
        pub day: String,
        /// Won for one unit.
        pub won: String,
        /// Who published it.
        pub source: String,
    }

    /// Reads a file of rates: JSON of 한국수출입은행 or of ECOS, or a table with headings.
    pub struct ImportRatesRequest {
        /// The file.
        pub base64: String,
        /// Who published the rates.
        pub source: String,
        /// The day, where the layout does not say.
        pub day: Option<String>,
    }

    /// What became of a file of rates.
    pub struct RatesImported {
        /// How many were added.
        pub added: u32,
        /// How many stood there already, just so.
        pub unchanged: u32,
        /// What could not be read.
        pub rejected: Vec<RejectedRate>,
        /// SHA-256 of the file.
        pub sha256: String,
    }

    /// An entry that is no rate.
    pub struct RejectedRate {
        /// Its place in the file, from 1.
        pub place: u32,
        /// Why: `currency`, `day` or `rate`.
        pub reason: String,
    }

    /// Fills the blank values of a filing's transfers from quantity, price and rates.
    pub struct ValueTransfersRequest {
        /// The filing.
        pub id: u32,
    }

    /// What was filled. What was typed is never changed; where it differs, the rules say so.
    pub struct TransfersValued {
        /// How many cells were filled.
        pub filled: u32,
        /// Rates that are missing, each once.
        pub missing: Vec<MissingRate>,
    }

    /// A rate that nobody has given.
    pub struct MissingRate {
        /// ISO 4217.
        pub currency: String,
        /// The day whose rate counts.
        pub day: String,
    }
}
