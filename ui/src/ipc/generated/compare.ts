// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

import type { AnswerView } from './filing';

/**
 * Puts two revisions side by side.
 */
export type CompareRequest = { 
/**
 * The earlier one.
 */
left: RevisionSide, 
/**
 * The later one.
 */
right: RevisionSide, };

/**
 * What differs.
 */
export type Comparison = { 
/**
 * By path; the first five thousand.
 */
differences: Array<Difference>, 
/**
 * How many there are in all.
 */
total: number, };

/**
 * One difference.
 */
export type Difference = { 
/**
 * Where; rows of two filings are named by their place.
 */
path: string, 
/**
 * What stands on the left.
 */
before: AnswerView | null, 
/**
 * What stands on the right.
 */
after: AnswerView | null, };

/**
 * One filing in the reconciliation.
 */
export type ReconcileLine = { 
/**
 * The filing.
 */
id: number, 
/**
 * Its form.
 */
form: string, 
/**
 * Its document number.
 */
document_no: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its status at the end of that day.
 */
status: string, 
/**
 * When it was decided, ISO 8601 with offset.
 */
decided_at: string | null, 
/**
 * The last day to send it, or to answer a request for correction.
 */
due: string | null, 
/**
 * Business days left on that day, where something is still to be sent; negative when overdue.
 */
days_left: number | null, 
/**
 * When it was sent.
 */
submitted_at: string | null, 
/**
 * The receipt number.
 */
receipt_no: string | null, 
/**
 * When the authority confirmed it.
 */
acknowledged_at: string | null, 
/**
 * What is open: `unsent`, `unconfirmed`, `no_receipt`, `correction`, `emergency`,
 * `reopen`; none: nothing.
 */
open: string | null, };

/**
 * Asks for the reconciliation of a day.
 */
export type ReconcileRequest = { 
/**
 * The day in Korea; none: today.
 */
day: string | null, };

/**
 * What was decided, sent and confirmed, and what is open.
 */
export type Reconciliation = { 
/**
 * The day.
 */
day: string, 
/**
 * Decided on the day.
 */
approved: number, 
/**
 * Sent on the day.
 */
submitted: number, 
/**
 * Confirmed by the authority on the day.
 */
acknowledged: number, 
/**
 * Everything that was decided, sent or confirmed on the day, or is open at its end.
 */
lines: Array<ReconcileLine>, 
/**
 * How many of the lines are open.
 */
open: number, };

/**
 * The revisions of a filing.
 */
export type RevisionList = { 
/**
 * Oldest first.
 */
revisions: Array<RevisionView>, };

/**
 * A filing at a revision.
 */
export type RevisionSide = { 
/**
 * The filing.
 */
id: number, 
/**
 * The revision; none: as it stands.
 */
revision: number | null, };

/**
 * A filing as it stood after one step of editing.
 */
export type RevisionView = { 
/**
 * Its number; the filing's content is what stood after it.
 */
revision: number, 
/**
 * When, ISO 8601 with offset.
 */
at: string, 
/**
 * Who.
 */
actor: string, 
/**
 * `edit`, `import`, `undo` or `redo`.
 */
cause: string, 
/**
 * The first place that changed.
 */
path: string, 
/**
 * How many places changed.
 */
changes: number, };
