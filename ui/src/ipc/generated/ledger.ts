// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

import type { AnswerView } from './filing';

/**
 * Answers a flag.
 */
export type AnswerFlagRequest = { 
/**
 * The flag.
 */
flag: string, 
/**
 * The pattern.
 */
pattern: string, 
/**
 * What there is to say; not blank.
 */
comment: string, };

/**
 * The answer to a flag.
 */
export type FlagAnswerView = { 
/**
 * What was said.
 */
comment: string, 
/**
 * By whom.
 */
actor: string, 
/**
 * When, ISO with offset.
 */
at: string, };

/**
 * Patterns that were found.
 */
export type FlagList = { 
/**
 * The flags.
 */
flags: Array<FlagView>, 
/**
 * How many have no answer yet.
 */
open: number, };

/**
 * A pattern that was found, with what it rests on.
 */
export type FlagView = { 
/**
 * Its identity: the same movements give the same flag.
 */
flag: string, 
/**
 * The pattern, `R1`.
 */
pattern: string, 
/**
 * Where its threshold comes from.
 */
cite: string, 
/**
 * Whether the firm has set the threshold itself; then there is no source.
 */
own: boolean, 
/**
 * Whether the threshold is provisional.
 */
provisional: boolean, 
/**
 * The numbers it was worked out from: counts, `sum_usd`, `limit_usd`, first and last day; of won
 * that are passed on `sent_krw`, `funded_krw` and the `longest` minutes.
 */
says: { [key in string]: string }, 
/**
 * The movements, in the order of time.
 */
rows: Array<TransferView>, 
/**
 * What a person said to it, by whom and when.
 */
answer: FlagAnswerView | null, };

/**
 * The sum of one group.
 */
export type GroupTotal = { 
/**
 * The group: a symbol, a code; empty where none is given.
 */
value: string, 
/**
 * How many.
 */
count: number, 
/**
 * Won.
 */
krw: string, 
/**
 * US dollars with two places.
 */
usd: string, };

/**
 * Asks for patterns: over the whole vault, or those that touch a filing.
 */
export type ListFlagsRequest = { 
/**
 * The filing; `None`: every party in the vault.
 */
id: number | null, 
/**
 * Only those without an answer.
 */
open_only: boolean, };

/**
 * A stretch of the ledger.
 */
export type ListTransfersRequest = { 
/**
 * Which.
 */
filter: TransferFilter, 
/**
 * `newest`, `oldest`, `largest` or `customer`.
 */
sort: string, 
/**
 * Movements to skip.
 */
offset: number, 
/**
 * At most so many.
 */
limit: number, };

/**
 * What was filled in from the sums of the vault.
 */
export type SumsFilled = { 
/**
 * Cells that are different now.
 */
filled: number, 
/**
 * Rows without sums: they lack a moment, a value or a customer, or moved nothing.
 */
unsummed: number, };

/**
 * What one customer and one address amount to at a movement, over the whole vault.
 */
export type SumsView = { 
/**
 * The customer's movements of that day.
 */
day_count: number, 
/**
 * Their won.
 */
day_krw: string, 
/**
 * Their US dollars.
 */
day_usd: string, 
/**
 * US dollars of seven days.
 */
week_usd: string, 
/**
 * US dollars of thirty days.
 */
month_usd: string, 
/**
 * US dollars of the calendar year, up to that day.
 */
year_usd: string, 
/**
 * US dollars that moved to or from the same address.
 */
address_usd: string, 
/**
 * Customers who dealt with that address.
 */
address_customers: number, 
/**
 * Addresses the customer dealt with.
 */
customer_addresses: number, };

/**
 * Takes movements of the ledger into a filing's table.
 */
export type TakeTransfersRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * Which movements.
 */
filter: TransferFilter, };

/**
 * A movement with its cells, its sums, and what else is said of it elsewhere.
 */
export type TransferDetail = { 
/**
 * The movement.
 */
row: TransferView, 
/**
 * Answers by column name, without identifiers.
 */
cells: { [key in string]: AnswerView }, 
/**
 * The sums at this movement; `None` where it lacks a moment, a value or a customer.
 */
sums: SumsView | null, };

/**
 * Which movements; an empty part asks nothing.
 */
export type TransferFilter = { 
/**
 * Part of a name or address, or the start of a transaction id or of the exchange's number.
 */
text: string, 
/**
 * `out` or `in`.
 */
direction: string, 
/**
 * The symbol.
 */
asset: string, 
/**
 * The chain.
 */
chain: string, 
/**
 * The reason code.
 */
reason: string, 
/**
 * The kind of counterparty.
 */
counterparty: string, 
/**
 * The counterparty's country.
 */
country: string, 
/**
 * The first day in Korea, ISO.
 */
from: string, 
/**
 * The last day in Korea, ISO.
 */
to: string, 
/**
 * Only those without a moment or a value.
 */
incomplete: boolean, 
/**
 * Only imported transfers, no rows that were typed into reports.
 */
imported: boolean, 
/**
 * Only these.
 */
ids: Array<number>, 
/**
 * Only those in one of these stretches; empty: all.
 */
spans: Array<TransferSpan>, 
/**
 * The order in which stretches are understood, as in lists.
 */
order: string, 
/**
 * Not these.
 */
except: Array<number>, };

/**
 * Movements in order.
 */
export type TransferPage = { 
/**
 * The movements.
 */
rows: Array<TransferView>, 
/**
 * How many the filter chooses.
 */
total: number, };

/**
 * One movement in full.
 */
export type TransferRequest = { 
/**
 * Its line in the ledger.
 */
transfer: number, };

/**
 * A stretch of a list, both ends included.
 */
export type TransferSpan = { 
/**
 * The line it begins with.
 */
first: number, 
/**
 * The line it ends with.
 */
last: number, };

/**
 * Sums over what a filter chooses.
 */
export type TransferTotals = { 
/**
 * How many.
 */
count: number, 
/**
 * How many of them lack a moment or a value and are not in the sums.
 */
incomplete: number, 
/**
 * How many were cancelled or came back; they are not in the sums either.
 */
ineffective: number, 
/**
 * Won.
 */
krw: string, 
/**
 * US dollars with two places.
 */
usd: string, 
/**
 * The same by asset, country, reason, counterparty and direction.
 */
by: { [key in string]: Array<GroupTotal> }, };

/**
 * Asks for sums.
 */
export type TransferTotalsRequest = { 
/**
 * Which movements.
 */
filter: TransferFilter, };

/**
 * One movement.
 */
export type TransferView = { 
/**
 * Its line in the ledger.
 */
id: number, 
/**
 * The filing in which it was typed, or `None` for an imported one.
 */
filing: number | null, 
/**
 * When, ISO with offset; empty where it does not read.
 */
at: string, 
/**
 * `out` or `in`.
 */
direction: string, 
/**
 * The symbol.
 */
asset: string, 
/**
 * The chain.
 */
chain: string, 
/**
 * The exact quantity.
 */
quantity: string, 
/**
 * Won; empty where it is missing.
 */
krw: string, 
/**
 * US dollars with two places; empty where it is missing.
 */
usd: string, 
/**
 * The customer's name.
 */
customer: string, 
/**
 * The other side's name.
 */
other: string, 
/**
 * The address on the other side.
 */
address: string, 
/**
 * The reason code.
 */
reason: string, 
/**
 * The kind of counterparty.
 */
counterparty: string, 
/**
 * The counterparty's country.
 */
country: string, 
/**
 * The transaction id.
 */
txid: string, 
/**
 * The exchange's own number.
 */
exchange_tx_id: string, 
/**
 * The state, as the code list has it; empty where none is known.
 */
status: string, 
/**
 * When the won came in that paid for it, ISO with offset; empty where that is not known.
 */
funded_at: string, 
/**
 * How many won came in then; empty where that is not known.
 */
funded_krw: string, };

/**
 * What was taken.
 */
export type TransfersTaken = { 
/**
 * Rows added.
 */
added: number, 
/**
 * Movements that stood in the filing already.
 */
present: number, };
