// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

/**
 * Reads a file of rates: JSON of 한국수출입은행 or of ECOS, or a table with headings.
 */
export type ImportRatesRequest = { 
/**
 * The file.
 */
base64: string, 
/**
 * Who published the rates.
 */
source: string, 
/**
 * The day, where the layout does not say.
 */
day: string | null, };

/**
 * The rates that count from a day to a day, both included.
 */
export type ListRatesRequest = { 
/**
 * The first day.
 */
from: string, 
/**
 * The last day.
 */
to: string, };

/**
 * A rate that nobody has given.
 */
export type MissingRate = { 
/**
 * ISO 4217.
 */
currency: string, 
/**
 * The day whose rate counts.
 */
day: string, };

/**
 * Rates, newest day first.
 */
export type RateList = { 
/**
 * The rates.
 */
rates: Array<RateView>, 
/**
 * Business days of the span, up to today, that have no rate of the dollar.
 */
missing: Array<string>, };

/**
 * A base rate.
 */
export type RateView = { 
/**
 * ISO 4217.
 */
currency: string, 
/**
 * The day in Korea.
 */
day: string, 
/**
 * Won for one unit, exact.
 */
won: string, 
/**
 * Who published it, as it was stated.
 */
source: string, 
/**
 * SHA-256 of the file it was read from; none where it was entered by hand.
 */
file: string | null, 
/**
 * Who put it there.
 */
actor: string, };

/**
 * What became of a file of rates.
 */
export type RatesImported = { 
/**
 * How many were added.
 */
added: number, 
/**
 * How many stood there already, just so.
 */
unchanged: number, 
/**
 * What could not be read.
 */
rejected: Array<RejectedRate>, 
/**
 * SHA-256 of the file.
 */
sha256: string, };

/**
 * An entry that is no rate.
 */
export type RejectedRate = { 
/**
 * Its place in the file, from 1.
 */
place: number, 
/**
 * Why: `currency`, `day` or `rate`.
 */
reason: string, };

/**
 * Enters a rate; of a currency and day the last one counts.
 */
export type SetRateRequest = { 
/**
 * ISO 4217.
 */
currency: string, 
/**
 * The day in Korea.
 */
day: string, 
/**
 * Won for one unit.
 */
won: string, 
/**
 * Who published it.
 */
source: string, };

/**
 * What was filled. What was typed is never changed; where it differs, the rules say so.
 */
export type TransfersValued = { 
/**
 * How many cells were filled.
 */
filled: number, 
/**
 * Rates that are missing, each once.
 */
missing: Array<MissingRate>, };

/**
 * Fills the blank values of a filing's transfers from quantity, price and rates.
 */
export type ValueTransfersRequest = { 
/**
 * The filing.
 */
id: number, };
