// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

/**
 * A bundle was made.
 */
export type BundleMade = { 
/**
 * The file.
 */
path: string, 
/**
 * SHA-256 of its bytes.
 */
sha256: string, 
/**
 * The head its chain ends with.
 */
head: string, 
/**
 * Number of files in it, without the manifest.
 */
files: number, };

/**
 * What the check of a bundle found.
 */
export type BundleView = { 
/**
 * Whether nothing was altered.
 */
intact: boolean, 
/**
 * How many acts its chain has.
 */
acts: number, 
/**
 * The head its chain ends with, as far as it is intact.
 */
head: string, 
/**
 * Number of the first bad act.
 */
first_bad: number | null, 
/**
 * What kind of damage it is: a code.
 */
damage: string | null, 
/**
 * The file where it shows.
 */
file: string | null, 
/**
 * How many files the manifest names.
 */
files: number, 
/**
 * Filings whose document hash is proven to stand on the chain.
 */
proven: Array<string>, };

/**
 * Checks a bundle.
 */
export type CheckBundleRequest = { 
/**
 * The file.
 */
path: string, 
/**
 * Opens an encrypted one.
 */
passphrase: string | null, 
/**
 * A head that was printed: it must be in the chain.
 */
head: string | null, };

/**
 * Makes a bundle of filings.
 */
export type CreateBundleRequest = { 
/**
 * The filings.
 */
filings: Array<number>, 
/**
 * Full path of the new file.
 */
path: string, 
/**
 * Encrypts the bundle (age-encryption.org/v1) so that only this passphrase opens it.
 */
passphrase: string | null, };
