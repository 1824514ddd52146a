// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

import type { WireError } from './error';

/**
 * Names a job.
 */
export type JobRequest = { 
/**
 * Its number.
 */
id: number, };

/**
 * A job was started; `job.show` tells how it stands.
 */
export type JobStarted = { 
/**
 * Its number.
 */
job: number, };

/**
 * Whether a job runs.
 */
export type JobState = "running" | "done" | "failed" | "cancelled";

/**
 * How a job stands.
 */
export type JobView = { 
/**
 * Its number.
 */
id: number, 
/**
 * Whether it runs, and how it ended.
 */
state: JobState, 
/**
 * What it is doing: a code.
 */
phase: string, 
/**
 * How much of the phase is done, in the unit of the phase.
 */
done: string, 
/**
 * How much there is, where that is known.
 */
total: string | null, 
/**
 * What it found, once done: the response type of the command that started it names it.
 */
result: unknown, 
/**
 * Why it failed.
 */
error: WireError | null, };
