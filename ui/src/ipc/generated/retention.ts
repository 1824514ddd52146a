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
 * Imported transfers and lines of the access log.
 */
entries: string, 
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
 * The files of the ledger.
 */
batches: Array<number>, 
/**
 * The logs, as they stood when it was asked for.
 */
logs: Array<OldLogView>, 
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
 * Every file of the ledger with its clock, newest first.
 */
batches: Array<KeptBatchView>, 
/**
 * What of the logs may be destroyed today; a log of which nothing is, is left out.
 */
logs: Array<OldLogView>, 
/**
 * Requests that nobody has carried out or withdrawn.
 */
requests: Array<DisposalRequestView>, };

/**
 * Records when the last relationship ended that a file taken into the ledger is about.
 */
export type EndBatchRequest = { 
/**
 * The file, by the number of its import.
 */
batch: number, 
/**
 * The day, `YYYY-MM-DD`, not before its last movement; none takes it back.
 */
day: string | null, 
/**
 * How that is known.
 */
reason: string, };

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
 * A file taken into the ledger, and how long it is kept.
 */
export type KeptBatchView = { 
/**
 * The number of its import.
 */
batch: number, 
/**
 * The file's name.
 */
name: string, 
/**
 * When it was taken in, ISO 8601 with offset.
 */
at: string, 
/**
 * Whether it was taken back: then it counts in no sum, and is kept all the same.
 */
removed: boolean, 
/**
 * How many transfers it holds.
 */
transfers: number, 
/**
 * The day of its first movement; none where none is known or it was taken back.
 */
first: string | null, 
/**
 * The day of its last movement.
 */
last: string | null, 
/**
 * When the last of the relationships ended that it is about.
 */
ended: string | null, 
/**
 * The first day on which it may be destroyed.
 */
free_from: string | null, 
/**
 * Whether that is today or was before.
 */
free: boolean, };

/**
 * What of a log may be destroyed: everything before a day.
 */
export type OldLogView = { 
/**
 * The log: `access_log` or `permission_log`.
 */
record: string, 
/**
 * The first day that is still kept, in Korea.
 */
until: string, 
/**
 * Lines or records before it; of permissions, those that were replaced before it.
 */
entries: number, 
/**
 * Acts whose particulars go with them; the acts stay.
 */
acts: number, 
/**
 * The day of the first of all these.
 */
first: string | null, 
/**
 * The day of the last.
 */
last: string | null, };

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
 * The files of the ledger, by the numbers of their imports.
 */
batches: Array<number>, 
/**
 * The logs, `access_log` or `permission_log`, of which everything goes that is free today.
 */
logs: Array<string>, 
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
