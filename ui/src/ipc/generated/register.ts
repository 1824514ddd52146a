// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

import type { DeadlineView } from './filing';

/**
 * A number for a day.
 */
export type DayCount = { 
/**
 * The day.
 */
date: string, 
/**
 * The number.
 */
count: number, };

/**
 * Filings, newest first.
 */
export type FilingPage = { 
/**
 * The filings.
 */
filings: Array<FilingSummary>, 
/**
 * How many match in all.
 */
total: number, };

/**
 * A filing in a list.
 */
export type FilingSummary = { 
/**
 * The filing.
 */
id: number, 
/**
 * Its form.
 */
form: string, 
/**
 * Its version.
 */
version: string, 
/**
 * Its status.
 */
status: string, 
/**
 * The firm's document number.
 */
document_no: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Who it is about, masked.
 */
subject: string, 
/**
 * Last change, UTC.
 */
updated_at: string, 
/**
 * When it is due, once decided.
 */
due: string | null, 
/**
 * Business days left.
 */
days_left: number | null, };

/**
 * The home screen.
 */
export type HomeView = { 
/**
 * Today in Korea.
 */
today: string, 
/**
 * Decided but not sent, the most urgent first.
 */
due: Array<FilingSummary>, 
/**
 * Drafts, newest first; at most ten.
 */
drafts: Array<FilingSummary>, 
/**
 * How many filings there are in each status.
 */
draft_count: number, 
/**
 * Approved.
 */
approved_count: number, 
/**
 * Submitted.
 */
submitted_count: number, 
/**
 * Submitted on each of the last 30 days, oldest first.
 */
submitted_by_day: Array<DayCount>, 
/**
 * What a decision taken now would be due.
 */
if_decided_now: DeadlineView | null, 
/**
 * The calendar is known up to this day.
 */
covered_through: string, 
/**
 * The last act that was acknowledged before this session, as number and hash, where it is not on the chain
 * any more.
 */
acts_lost: string | null, };

/**
 * A page of the register.
 */
export type ListFilingsRequest = { 
/**
 * Any part of any word; Korean or Latin.
 */
query: string | null, 
/**
 * Only this status.
 */
status: string | null, 
/**
 * Only filings before this one in the list.
 */
before: number | null, 
/**
 * At most so many.
 */
limit: number, };
