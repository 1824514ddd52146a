// Words for what an import finds: codes of the program to texts of the window.

import { isTextKey, keysUnder, t } from '../../i18n';
import { inWords, type ErrorWords } from '../../ipc/errors';
import { CallError } from '../../ipc/host';

/** The text for a code of a group; the code itself where there is none. */
export function word(group: 'reason' | 'notice' | 'problem' | 'format' | 'delimiter' | 'phase', code: string, params: Record<string, string> = {}): string {
  const key = `transfers.${group}.${code}`;
  return isTextKey(key) ? t(key, params) : code;
}

/** A failure in words. That a file is no table is said with what is wrong in it. */
export function faultInWords(fault: unknown): ErrorWords {
  const words = inWords(fault);
  if (!(fault instanceof CallError) || fault.code !== 'table_unreadable') return words;
  const { problem = '', detail = '' } = fault.params;
  return { ...words, text: t('transfers.unreadable'), todo: `${word('problem', problem, fault.params)}${detail === '' ? '' : ` (${detail})`}` };
}

/** The words a file of rejected rows is written with. */
export function rejectWords(reasons: string[]): Record<string, string> {
  const named = reasons.map((reason) => [reason, word('reason', reason)] as const);
  return Object.fromEntries([['line', t('transfers.line')], ['why', t('transfers.why')], ...named]);
}

/** The words a file of rows that were kept is written with, whatever they were refused for. */
export function keptWords(): Record<string, string> {
  const group = 'transfers.reason.';
  return rejectWords(keysUnder(group).map((key) => key.slice(group.length)));
}
