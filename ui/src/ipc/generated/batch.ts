// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

/**
 * Writes the rows of a file that were refused when it was taken in, as they are kept, into a CSV file.
 */
export type ExportKeptRequest = { 
/**
 * The filing the file went into; none: the ledger.
 */
filing: number | null, 
/**
 * The file's number, as the list of files says it.
 */
number: number, 
/**
 * The file to write.
 */
path: string, 
/**
 * The shell's words for the reasons, and for the headings `line` and `why`.
 */
words: { [key in string]: string }, };

/**
 * The files taken into the vault.
 */
export type ImportBatchList = { 
/**
 * Newest first.
 */
batches: Array<ImportBatchView>, };

/**
 * A file that was taken in.
 */
export type ImportBatchView = { 
/**
 * Its number, for its rejected rows; the ledger and filings count apart.
 */
number: number, 
/**
 * Its number, for the ledger; none for a filing's table, whose own undo takes it back.
 */
batch: number | null, 
/**
 * The filing it went into; none: the ledger.
 */
filing: number | null, 
/**
 * File name.
 */
name: string, 
/**
 * SHA-256 of the file.
 */
sha256: string, 
/**
 * Rows taken.
 */
accepted: number, 
/**
 * Rows refused.
 */
rejected: number, 
/**
 * How many of them are kept, with their reasons.
 */
kept: number, 
/**
 * When, Korean time.
 */
at: string, 
/**
 * By whom.
 */
actor: string, };

/**
 * The rejected rows were written; the result of an `import.rejects` job, and of `import.export_kept`.
 */
export type RejectsWritten = { 
/**
 * The file.
 */
path: string, 
/**
 * How many rows.
 */
rows: number, };

/**
 * Takes an import into the ledger back whole.
 */
export type UndoImportRequest = { 
/**
 * The batch.
 */
batch: number, };
