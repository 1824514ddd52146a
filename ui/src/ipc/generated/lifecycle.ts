// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

import type { AnswerView } from './filing';

/**
 * The authority confirmed that it received the report.
 */
export type AcknowledgeFilingRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * When it was confirmed, ISO 8601; Korean time without offset.
 */
acknowledged_at: string, 
/**
 * The receipt number, where it came only now.
 */
receipt_no: string | null, 
/**
 * By what: an e-mail, a certificate.
 */
note: string, };

/**
 * Writes a remark beside a field, or answers one.
 */
export type AddCommentRequest = { 
/**
 * The filing.
 */
filing: number, 
/**
 * The field; none: the whole filing.
 */
path: string | null, 
/**
 * The remark that this answers.
 */
parent: number | null, 
/**
 * The text.
 */
text: string, };

/**
 * Records what was spoken with the authority.
 */
export type AddContactRequest = { 
/**
 * The filing; needed for an emergency report.
 */
filing: number | null, 
/**
 * `emergency`, `inquiry`, `inspection`, `copy` or `other`.
 */
kind: string, 
/**
 * When, ISO 8601; Korean time without offset.
 */
happened_at: string, 
/**
 * `phone`, `fax`, `visit`, `post` or `online`.
 */
channel: string, 
/**
 * The official's name.
 */
official: string, 
/**
 * The official's office.
 */
office: string, 
/**
 * How the official's identity was verified.
 */
verified: string, 
/**
 * What was said.
 */
content: string, 
/**
 * What was shown or handed over.
 */
material: string, };

/**
 * Closes a case that was examined and is not reported.
 */
export type CloseFilingRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * The reasoned conclusion.
 */
reason: string, 
/**
 * When it is to be looked at again, if at all.
 */
reopen_on: string | null, };

/**
 * Remarks on a filing.
 */
export type CommentList = { 
/**
 * Oldest first.
 */
comments: Array<CommentView>, };

/**
 * A remark, with what was said to it.
 */
export type CommentView = { 
/**
 * The remark.
 */
id: number, 
/**
 * The field; none: the whole filing.
 */
path: string | null, 
/**
 * The text.
 */
text: string, 
/**
 * When, ISO 8601 with offset.
 */
at: string, 
/**
 * By whom.
 */
actor: string, 
/**
 * Answers, oldest first.
 */
replies: Array<ReplyView>, 
/**
 * How it was settled; absent while it is open.
 */
resolved: ReplyView | null, };

/**
 * Contacts with the authority.
 */
export type ContactList = { 
/**
 * Newest first.
 */
contacts: Array<ContactView>, };

/**
 * A contact with the authority.
 */
export type ContactView = { 
/**
 * The contact.
 */
id: number, 
/**
 * The filing it is about.
 */
filing: number | null, 
/**
 * That filing's document number.
 */
document_no: string | null, 
/**
 * What it was.
 */
kind: string, 
/**
 * When, ISO 8601 with offset.
 */
happened_at: string, 
/**
 * By what means.
 */
channel: string, 
/**
 * The official's name.
 */
official: string, 
/**
 * The official's office.
 */
office: string, 
/**
 * How the official's identity was verified.
 */
verified: string, 
/**
 * What was said.
 */
content: string, 
/**
 * What was shown or handed over.
 */
material: string, 
/**
 * When it was written down, ISO 8601 with offset.
 */
recorded_at: string, 
/**
 * By whom.
 */
actor: string, };

/**
 * Where a filing stands, how it came there, and what can be done now.
 */
export type LifeView = { 
/**
 * Its status.
 */
status: string, 
/**
 * The steps that lead on from here.
 */
steps: Array<StepOption>, 
/**
 * What happened, oldest first.
 */
timeline: Array<TimelineEntry>, 
/**
 * Everyone who wrote in it.
 */
drafters: Array<string>, 
/**
 * Everyone who passed its present answers on.
 */
reviewers: Array<string>, 
/**
 * The only people who may know of it; none: everyone whose role allows.
 */
named: Array<string> | null, 
/**
 * How many remarks are not settled.
 */
open_comments: number, 
/**
 * Filings that belong to it.
 */
links: Array<LinkView>, 
/**
 * The last day to answer a request for correction, while one is open.
 */
correction_due: string | null, 
/**
 * Business days until then; negative when it has passed.
 */
correction_days_left: number | null, 
/**
 * An emergency report was made and the formal one has not been sent.
 */
emergency_open: boolean, 
/**
 * When a case that was closed is to be looked at again.
 */
reopen_on: string | null, };

/**
 * A filing that belongs to another.
 */
export type LinkView = { 
/**
 * `corrects`, `corrected_by`, `follows` or `followed_by`.
 */
kind: string, 
/**
 * The other filing.
 */
filing: number, 
/**
 * Its document number.
 */
document_no: string, 
/**
 * Its status.
 */
status: string, };

/**
 * Asks for contacts with the authority.
 */
export type ListContactsRequest = { 
/**
 * About this filing; none: all.
 */
filing: number | null, };

/**
 * Asks for what stands beside a filing.
 */
export type OfFilingRequest = { 
/**
 * The filing.
 */
filing: number, };

/**
 * The authority asked for a correction.
 */
export type RejectFilingRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * When it was asked, ISO 8601; Korean time without offset.
 */
asked_at: string, 
/**
 * The last day of the period that the authority set.
 */
due: string, 
/**
 * The reason it gave.
 */
reason: string, 
/**
 * The official.
 */
official: string, 
/**
 * How the official's identity was verified.
 */
verified: string, };

/**
 * An answer to a remark, or its settling.
 */
export type ReplyView = { 
/**
 * The text.
 */
text: string, 
/**
 * When, ISO 8601 with offset.
 */
at: string, 
/**
 * By whom.
 */
actor: string, };

/**
 * Settles a remark.
 */
export type ResolveCommentRequest = { 
/**
 * The filing.
 */
filing: number, 
/**
 * The remark.
 */
comment: number, 
/**
 * How it was settled.
 */
text: string, };

/**
 * Limits a filing to named people, or opens it to everyone whose role allows.
 */
export type RestrictFilingRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * The people; none: everyone whose role allows.
 */
names: Array<string> | null, 
/**
 * Why.
 */
reason: string, };

/**
 * A step that is possible from where a filing stands.
 */
export type StepOption = { 
/**
 * `hand_over`, `endorse`, `approve`, `return`, `submit`, `acknowledge`, `reject`, `withdraw`,
 * `close`, `reopen`.
 */
step: string, 
/**
 * Why this person may not take it: a code.
 */
refused: string | null, };

/**
 * A step that needs a word of reason.
 */
export type StepRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * The note or the reason.
 */
note: string, };

/**
 * Something that happened to a filing.
 */
export type TimelineEntry = { 
/**
 * When, ISO 8601 with offset.
 */
at: string, 
/**
 * By whom.
 */
actor: string, 
/**
 * `created`, a step, or `contact.<kind>`.
 */
kind: string, 
/**
 * Where it led.
 */
status: string | null, 
/**
 * Particulars by name.
 */
particulars: { [key in string]: string }, };

/**
 * Asks for one masked answer in full.
 */
export type UnmaskRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * `section.field` or `table[r7].column`.
 */
path: string, 
/**
 * What it is needed for; kept with the act.
 */
purpose: string, };

/**
 * An answer in full.
 */
export type Unmasked = { 
/**
 * What stands there.
 */
value: AnswerView | null, };

/**
 * Takes a report back.
 */
export type WithdrawFilingRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * Why.
 */
reason: string, 
/**
 * With whom it was agreed at the authority; needed once the report was sent.
 */
official: string, };
