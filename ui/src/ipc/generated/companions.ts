// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

import type { Exported, FilingView } from './filing';

/**
 * The files that were written.
 */
export type CompanionsExported = { 
/**
 * SHA-256 of the canonical copy as it leaves; printed on the paper and named in every file.
 */
document_hash: string, 
/**
 * The files.
 */
files: Array<Exported>, 
/**
 * Whether the whole canonical copy was left out, for it holds masked identifiers and no passphrase was given.
 */
canonical_withheld: boolean, };

/**
 * Writes the files that go with a report.
 */
export type ExportCompanionsRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * Full path of the folder to write into.
 */
dir: string, 
/**
 * Encrypts the whole canonical copy as a file of its own; what else is written masks what the paper masks.
 */
passphrase: string | null, };

/**
 * Totals were computed from the rows and put where they belong.
 */
export type TotalsFilled = { 
/**
 * The filing as it stands now.
 */
filing: FilingView, 
/**
 * Columns in which an amount could not be read; totals over them were left as they were.
 */
unreadable: Array<string>, };
