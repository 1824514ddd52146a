// The one table from error code to what the user sees: how grave it is, which text, and the step that helps.
// The type makes it exhaustive: a new code does not compile until it stands here.

import { isTextKey, t } from '../i18n/t';
import type { TextKey } from '../i18n/texts';
import { CallError } from './call';
import type { ErrorCode } from './generated';

/** A step that a screen may offer beside the text. */
export type ErrorAction = 'unlock' | 'retry' | 'chooseFolder' | 'showFindings' | 'reload' | 'openSettings';

interface ErrorEntry {
  severity: 'info' | 'warning' | 'danger';
  /** What happened. */
  text: TextKey;
  /** What to do. */
  todo: TextKey;
  action?: ErrorAction;
}

/** Every code that a command can fail with. */
export const errorTable: Record<ErrorCode, ErrorEntry> = {
  vault_locked: { severity: 'info', text: 'error.vault_locked', todo: 'error.vault_locked.todo', action: 'unlock' },
  wrong_passphrase: { severity: 'warning', text: 'error.wrong_passphrase', todo: 'error.wrong_passphrase.todo', action: 'retry' },
  vault_held: { severity: 'warning', text: 'error.vault_held', todo: 'error.vault_held.todo', action: 'retry' },
  vault_damaged: { severity: 'danger', text: 'error.vault_damaged', todo: 'error.vault_damaged.todo', action: 'chooseFolder' },
  too_many_tries: { severity: 'warning', text: 'error.too_many_tries', todo: 'error.too_many_tries.todo', action: 'retry' },
  network_share: { severity: 'danger', text: 'error.network_share', todo: 'error.network_share.todo', action: 'chooseFolder' },
  not_a_backup: { severity: 'warning', text: 'error.not_a_backup', todo: 'error.not_a_backup.todo', action: 'chooseFolder' },
  backup_damaged: { severity: 'danger', text: 'error.backup_damaged', todo: 'error.backup_damaged.todo' },
  key_refused: { severity: 'warning', text: 'error.key_refused', todo: 'error.key_refused.todo' },
  vault_newer: { severity: 'danger', text: 'error.vault_newer', todo: 'error.vault_newer.todo' },
  not_a_vault: { severity: 'warning', text: 'error.not_a_vault', todo: 'error.not_a_vault.todo', action: 'chooseFolder' },
  folder_not_empty: { severity: 'warning', text: 'error.folder_not_empty', todo: 'error.folder_not_empty.todo', action: 'chooseFolder' },
  passphrase_too_short: { severity: 'warning', text: 'error.passphrase_too_short', todo: 'error.passphrase_too_short.todo' },
  passphrase_needed: { severity: 'warning', text: 'error.passphrase_needed', todo: 'error.passphrase_needed.todo' },
  not_allowed: { severity: 'warning', text: 'error.not_allowed', todo: 'error.not_allowed.todo' },
  disk_full: { severity: 'danger', text: 'error.disk_full', todo: 'error.disk_full.todo', action: 'retry' },
  not_in_status: { severity: 'warning', text: 'error.not_in_status', todo: 'error.not_in_status.todo', action: 'reload' },
  blocking_findings: { severity: 'warning', text: 'error.blocking_findings', todo: 'error.blocking_findings.todo', action: 'showFindings' },
  open_flags: { severity: 'warning', text: 'error.open_flags', todo: 'error.open_flags.todo' },
  unaccepted_warnings: { severity: 'warning', text: 'error.unaccepted_warnings', todo: 'error.unaccepted_warnings.todo', action: 'showFindings' },
  too_many: { severity: 'warning', text: 'error.too_many', todo: 'error.too_many.todo' },
  month_reported: { severity: 'info', text: 'error.month_reported', todo: 'error.month_reported.todo' },
  not_found: { severity: 'warning', text: 'error.not_found', todo: 'error.not_found.todo', action: 'reload' },
  bad_request: { severity: 'danger', text: 'error.bad_request', todo: 'error.bad_request.todo' },
  past_calendar: { severity: 'warning', text: 'error.past_calendar', todo: 'error.past_calendar.todo', action: 'openSettings' },
  definition_missing: { severity: 'danger', text: 'error.definition_missing', todo: 'error.definition_missing.todo' },
  form_refused: { severity: 'warning', text: 'error.form_refused', todo: 'error.form_refused.todo' },
  form_in_use: { severity: 'info', text: 'error.form_in_use', todo: 'error.form_in_use.todo' },
  uncovered_characters: { severity: 'warning', text: 'error.uncovered_characters', todo: 'error.uncovered_characters.todo', action: 'showFindings' },
  file_unreadable: { severity: 'warning', text: 'error.file_unreadable', todo: 'error.file_unreadable.todo', action: 'retry' },
  file_unwritable: { severity: 'warning', text: 'error.file_unwritable', todo: 'error.file_unwritable.todo', action: 'retry' },
  table_unreadable: { severity: 'warning', text: 'error.table_unreadable', todo: 'error.table_unreadable.todo' },
  too_long: { severity: 'warning', text: 'error.too_long', todo: 'error.too_long.todo' },
  nothing_to_undo: { severity: 'info', text: 'error.nothing_to_undo', todo: 'error.nothing_to_undo.todo' },
  attachment_warning: { severity: 'warning', text: 'error.attachment_warning', todo: 'error.attachment_warning.todo' },
  file_too_large: { severity: 'warning', text: 'error.file_too_large', todo: 'error.file_too_large.todo' },
  paper_altered: { severity: 'danger', text: 'error.paper_altered', todo: 'error.paper_altered.todo' },
  keychain_unavailable: { severity: 'warning', text: 'error.keychain_unavailable', todo: 'error.keychain_unavailable.todo' },
  not_in_keychain: { severity: 'warning', text: 'error.not_in_keychain', todo: 'error.not_in_keychain.todo' },
  key_unusable: { severity: 'warning', text: 'error.key_unusable', todo: 'error.key_unusable.todo' },
  authority_unreachable: { severity: 'warning', text: 'error.authority_unreachable', todo: 'error.authority_unreachable.todo', action: 'retry' },
  cancelled: { severity: 'info', text: 'error.cancelled', todo: 'error.cancelled.todo' },
  internal: { severity: 'danger', text: 'error.internal', todo: 'error.internal.todo', action: 'reload' },
};

/** An error in words, ready for a callout or a notice. */
export interface ErrorWords {
  code: ErrorCode;
  severity: ErrorEntry['severity'];
  text: string;
  todo: string;
  action: ErrorAction | undefined;
}

/** Puts anything thrown into words, in the current language. */
export function inWords(fault: unknown): ErrorWords {
  const error = fault instanceof CallError ? fault : new CallError('internal', { problem: String(fault) });
  const entry = errorTable[error.code] ?? errorTable.internal;
  // Some codes say more closely why.
  const closer = `${entry.text}.${error.params['why'] ?? ''}`;
  return {
    code: error.code,
    severity: entry.severity,
    text: t(isTextKey(closer) ? closer : entry.text, error.params),
    todo: t(entry.todo, error.params),
    action: entry.action,
  };
}
