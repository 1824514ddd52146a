// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

/**
 * Prints answers again and again.
 */
export type BenchPdfRequest = { 
/**
 * The form.
 */
form: string, 
/**
 * A day, `YYYY-MM-DD`; without: today.
 */
on: string | null, 
/**
 * As for checking.
 */
content: string, 
/**
 * How often.
 */
rounds: number, };

/**
 * How long each print took.
 */
export type BenchPdfView = { 
/**
 * Nanoseconds, one number a print, as texts.
 */
nanoseconds: Array<string>, 
/**
 * Size of the file, as text.
 */
bytes: string, 
/**
 * Its pages.
 */
pages: number, 
/**
 * SHA-256 of the file.
 */
sha256: string, };
