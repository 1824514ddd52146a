// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

/**
 * No request data, or nothing to answer.
 */
export type Nothing = Record<symbol, never>;
