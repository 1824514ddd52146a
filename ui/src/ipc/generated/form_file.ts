// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

import type { FormSummary } from './form';

/**
 * Adds a definition to the vault.
 */
export type AddFormRequest = { 
/**
 * A folder or a ZIP.
 */
path: string, 
/**
 * The content hash that was looked at: a file that changed meanwhile is not added.
 */
hash: string, 
/**
 * Where the file comes from, in words.
 */
source: string, };

/**
 * What a version says of itself as a whole, where that changes.
 */
export type FormDifference = { 
/**
 * `title_ko`, `title_en`, `status`, `authority`, `cite`, `deadline` (`business_days:3`,
 * `day_of_next_month:10`), `counted_from`, `deadline_cite`,
 * `masked_on_paper` with the fields, or `no_longer_masked` with those that were masked on screen before.
 */
what: string, 
/**
 * In the version before; empty where there is none.
 */
before: string, 
/**
 * In the new one.
 */
after: string, };

/**
 * What is wrong in a definition.
 */
export type FormFault = { 
/**
 * The file within it; empty for the whole.
 */
file: string, 
/**
 * The line from 1; 0 where none can be named.
 */
line: number, 
/**
 * A code; `loader` where the detail says it all.
 */
why: string, 
/**
 * What it is about.
 */
detail: string, };

/**
 * How fields, rules or code lists change.
 */
export type FormParts = { 
/**
 * `fields`, `rules` or `codes`.
 */
what: string, 
/**
 * How many the version before has.
 */
before: number, 
/**
 * How many the new one has.
 */
after: number, 
/**
 * Names of those that come.
 */
added: Array<string>, 
/**
 * Names of those that go.
 */
removed: Array<string>, 
/**
 * Names of those that say something else.
 */
changed: Array<string>, };

/**
 * A definition before it is added.
 */
export type FormPreview = { 
/**
 * The path as it was given.
 */
path: string, 
/**
 * What stands against it; nothing, if it can be added.
 */
faults: Array<FormFault>, 
/**
 * The definition, where it reads.
 */
form: FormSummary | null, 
/**
 * The version of the same form before it; none for a new form.
 */
before: FormSummary | null, 
/**
 * The last day of that version, where this one ends it.
 */
closes_on: string | null, 
/**
 * What changes in the whole.
 */
differences: Array<FormDifference>, 
/**
 * What changes in its parts.
 */
parts: Array<FormParts>, 
/**
 * Where each value comes from, by the file's own account; Markdown.
 */
source: string, };

/**
 * Looks at a definition before it is added.
 */
export type PreviewFormRequest = { 
/**
 * A folder or a ZIP.
 */
path: string, };

/**
 * Withdraws a definition that was added and under which nothing was written.
 */
export type WithdrawFormRequest = { 
/**
 * The form.
 */
form: string, 
/**
 * The version.
 */
version: string, 
/**
 * Why.
 */
reason: string, };
