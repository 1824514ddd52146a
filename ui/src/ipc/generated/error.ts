// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

/**
 * What happened. A code exists only where a shell does something with it.
 */
export type ErrorCode = "vault_locked" | "wrong_passphrase" | "vault_held" | "vault_damaged" | "too_many_tries" | "network_share" | "not_a_backup" | "backup_damaged" | "key_refused" | "vault_newer" | "not_a_vault" | "folder_not_empty" | "passphrase_too_short" | "passphrase_needed" | "not_allowed" | "disk_full" | "not_in_status" | "blocking_findings" | "unaccepted_warnings" | "open_flags" | "too_many" | "month_reported" | "not_found" | "bad_request" | "past_calendar" | "definition_missing" | "form_refused" | "form_in_use" | "uncovered_characters" | "file_unreadable" | "file_unwritable" | "table_unreadable" | "too_long" | "paper_altered" | "key_unusable" | "keychain_unavailable" | "not_in_keychain" | "authority_unreachable" | "nothing_to_undo" | "attachment_warning" | "file_too_large" | "cancelled" | "internal";

/**
 * A failed command.
 */
export type WireError = { 
/**
 * What happened.
 */
code: ErrorCode, 
/**
 * Values for the text of the code.
 */
params: { [key in string]: string }, };
