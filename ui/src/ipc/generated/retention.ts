// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

/**
 * A filing that may be destroyed.
 */
export type DisposableView = { 
/**
 * The filing.
 */
filing: number, 
/**
 * Its form.
 */
form: string, 
/**
 * Its document number.
 */
document_no: string, 
/**
 * Where it stands.
 */
status: string, 
/**
 * When the relationship ended.
 */
ended: string, 
/**
 * Since when it may be destroyed.
 */
free_from: string, 
/**
 * How many files go with it.
 */
attachments: number, };

/**
 * What was destroyed.
 */
export type DisposalDone = { 
/**
 * Records under seal.
 */
records: string, 
/**
 * Attached files.
 */
files: number, 
/**
 * What is left to do.
 */
view: DisposalView, };

/**
 * A request for destruction.
 */
export type DisposalRequestView = { 
/**
 * The request.
 */
request: number, 
/**
 * The filings.
 */
filings: Array<number>, 
/**
 * Why.
 */
reason: string, 
/**
 * When, ISO 8601 with offset.
 */
at: string, 
/**
 * By whom.
 */
actor: string, 
/**
 * Whether the signed-in person asked: another one must carry it out.
 */
own: boolean, };

/**
 * What may be destroyed, and what was asked for.
 */
export type DisposalView = { 
/**
 * Filings that may be destroyed today.
 */
free: Array<DisposableView>, 
/**
 * Requests that nobody has carried out or withdrawn.
 */
requests: Array<DisposalRequestView>, };

/**
 * Records when the relationship that a filing is about ended.
 */
export type EndRelationshipRequest = { 
/**
 * The filing.
 */
filing: number, 
/**
 * The day, `YYYY-MM-DD`; none takes it back.
 */
day: string | null, 
/**
 * How that is known.
 */
reason: string, };

/**
 * The time of keeping of one kind of record.
 */
export type KeepingView = { 
/**
 * The kind: `filing`, `ledger`, `access_log`, `permission_log`.
 */
record: string, 
/**
 * The least number of years by law.
 */
least: number, 
/**
 * The number of years that holds.
 */
years: number, 
/**
 * From when: `relationship_end` or `entry`.
 */
since: string, 
/**
 * Legal source.
 */
cite: string, };

/**
 * How long a filing is kept.
 */
export type RelationshipView = { 
/**
 * When the relationship ended.
 */
ended: string | null, 
/**
 * The first day on which it may be destroyed.
 */
free_from: string | null, 
/**
 * Years that it is kept.
 */
years: number, };

/**
 * Asks for destruction.
 */
export type RequestDisposalRequest = { 
/**
 * The filings.
 */
filings: Array<number>, 
/**
 * Why.
 */
reason: string, };

/**
 * The times of keeping as they hold in this vault.
 */
export type RetentionView = { 
/**
 * When the legal sources were read.
 */
checked: string, 
/**
 * By kind of record.
 */
records: Array<KeepingView>, };

/**
 * Sets a time of keeping.
 */
export type SetRetentionRequest = { 
/**
 * The kind of record.
 */
record: string, 
/**
 * Years, not fewer than the law asks for.
 */
years: number, };

/**
 * Names a request for destruction.
 */
export type WithRequest = { 
/**
 * The request.
 */
request: number, };
