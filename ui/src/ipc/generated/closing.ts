// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

import type { DeadlineView } from './filing';
import type { TransferFilter, TransferView } from './ledger';
import type { MissingRate } from './rates';

/**
 * The quantity of an asset.
 */
export type AssetQuantity = { 
/**
 * The symbol; empty where none is given.
 */
asset: string, 
/**
 * The quantity, exact.
 */
quantity: string, };

/**
 * The reports that were made, in the order of their transfers.
 */
export type CloseCreated = { 
/**
 * The filings.
 */
filings: Array<number>, 
/**
 * Rows in them.
 */
rows: number, 
/**
 * Values that were filled in.
 */
filled: number, 
/**
 * Rates that are missing, each once.
 */
missing_rates: Array<MissingRate>, };

/**
 * A field that rows lack.
 */
export type CloseField = { 
/**
 * The field.
 */
path: string, 
/**
 * How many rows.
 */
rows: number, };

/**
 * How last month stands, in short.
 */
export type CloseGlance = { 
/**
 * The month, `YYYY-MM`.
 */
month: string, 
/**
 * Imported transfers of it.
 */
count: number, 
/**
 * When its report is due; `None` past the calendar.
 */
deadline: DeadlineView | null, 
/**
 * The report, when there is one.
 */
report: CloseReport | null, };

/**
 * What is missing of one group of columns.
 */
export type CloseNeed = { 
/**
 * The group: `value`, `rate`, `reason`, `proof`, `party`, `travel_rule`, `border`, `other`.
 */
need: string, 
/**
 * Rows that lack something of it.
 */
rows: number, 
/**
 * How many rows lack each field.
 */
fields: Array<CloseField>, 
/**
 * The first of these rows, as lines of the ledger; empty where a report was asked.
 */
ids: Array<number>, };

/**
 * A report that has to do with a month.
 */
export type CloseReport = { 
/**
 * The filing.
 */
id: number, 
/**
 * Its document number.
 */
document_no: string, 
/**
 * Where it stands.
 */
status: string, 
/**
 * How many of its rows, or of the month's transfers, stand in it.
 */
rows: number, };

/**
 * Asks how a month stands.
 */
export type CloseRequest = { 
/**
 * The month, `YYYY-MM`.
 */
month: string, };

/**
 * How a month stands: what the ledger has of it, and what is missing before it can be reported.
 */
export type CloseView = { 
/**
 * The month, `YYYY-MM`.
 */
month: string, 
/**
 * Its first day.
 */
from: string, 
/**
 * Its last day.
 */
to: string, 
/**
 * The form of the report.
 */
form: string, 
/**
 * Its version in force today.
 */
version: string, 
/**
 * Where the report of a month comes from.
 */
cite: string, 
/**
 * When it is due; `None` past the calendar.
 */
deadline: DeadlineView | null, 
/**
 * Imported transfers of the month.
 */
count: number, 
/**
 * How many of them one report holds; a month with more becomes several, each of some of its days.
 */
most: number, 
/**
 * How many of them lack a moment or a value and are not in the sums.
 */
incomplete: number, 
/**
 * Won.
 */
krw: string, 
/**
 * US dollars with two places.
 */
usd: string, 
/**
 * Transfers without a moment that reads; they belong to no month.
 */
undated: number, 
/**
 * The report of the month, when there is one; what is missing is then asked of its rows.
 */
report: CloseReport | null, 
/**
 * Other reports of this form in which transfers of the month stand already.
 */
standing: Array<CloseReport>, 
/**
 * Rows that were looked at.
 */
rows: number, 
/**
 * Rows that lack nothing.
 */
complete: number, 
/**
 * What the others lack, in groups; a group of which nothing is missing stands with 0.
 */
needs: Array<CloseNeed>, 
/**
 * Rates that nobody has given, each once.
 */
missing_rates: Array<MissingRate>, 
/**
 * Patterns that touch the month.
 */
flags: number, 
/**
 * How many of them have no answer.
 */
flags_open: number, 
/**
 * Transfers that agree in moment, direction, asset, quantity and address, in groups.
 */
look_alikes: Array<Array<number>>, };

/**
 * Makes reports from the ledger.
 */
export type CreateCloseRequest = { 
/**
 * The month, `YYYY-MM`.
 */
month: string, 
/**
 * Transfers to report one by one; empty: one report of the whole month.
 */
ids: Array<number>, };

/**
 * Pages of the ledger in an order.
 */
export type OutlineRequest = { 
/**
 * Which movements.
 */
filter: TransferFilter, 
/**
 * `newest`, `oldest`, `largest` or `customer`.
 */
sort: string, };

/**
 * What a selection sums up to.
 */
export type SelectionSum = { 
/**
 * How many.
 */
count: number, 
/**
 * How many of them lack a moment or a value and are not in the sums.
 */
incomplete: number, 
/**
 * Won.
 */
krw: string, 
/**
 * US dollars with two places.
 */
usd: string, 
/**
 * The exact quantity of each asset.
 */
quantities: Array<AssetQuantity>, };

/**
 * How many movements there are, their sums, and where pages begin.
 */
export type TransferOutline = { 
/**
 * How many.
 */
count: number, 
/**
 * How many of them lack a moment or a value and are not in the sums.
 */
incomplete: number, 
/**
 * Won.
 */
krw: string, 
/**
 * US dollars with two places.
 */
usd: string, 
/**
 * Rows of a page.
 */
every: number, 
/**
 * The first line of every page.
 */
marks: Array<number>, };

/**
 * A page of the ledger by its first line.
 */
export type TransferPageRequest = { 
/**
 * Which movements.
 */
filter: TransferFilter, 
/**
 * As in the outline.
 */
sort: string, 
/**
 * The first line; `None`: from the beginning.
 */
from: number | null, 
/**
 * At most so many.
 */
limit: number, };

/**
 * Movements in order.
 */
export type TransferRows = { 
/**
 * The movements.
 */
rows: Array<TransferView>, };
