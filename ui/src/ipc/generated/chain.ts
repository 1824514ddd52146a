// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

/**
 * The chain was written.
 */
export type ChainExported = { 
/**
 * The file.
 */
path: string, 
/**
 * The head it ends with: number of the act, a colon, its hash. To be noted elsewhere.
 */
head: string, };

/**
 * Checks an exported chain.
 */
export type CheckChainRequest = { 
/**
 * The file.
 */
path: string, 
/**
 * A head that was printed or noted: it must be in the chain.
 */
head: string | null, };

/**
 * Writes the chain of acts to a file.
 */
export type ExportChainRequest = { 
/**
 * Full path of the new file.
 */
path: string, };
