// Words for what an act records in codes: what it was about, and why. What somebody wrote is shown as it was written.

import { isTextKey, t } from '../../i18n';
import { reasonWords } from '../../ipc/words';

/** What an act was about: `vault`, `filing:7`, `form/str`. */
export function subjectWords(subject: string): string {
  const [, kind = subject, which = ''] = /^([a-z_]+)(?:[:/](.*))?$/.exec(subject) ?? [];
  const key = `audit.about.${kind}`;
  return isTextKey(key) ? [t(key), which.length > 20 ? `${which.slice(0, 8)}…` : which].filter((part) => part !== '').join(' ') : subject;
}

/** Why: the reason that the program itself gives, the purpose of an export, or what somebody wrote. */
export function noteWords(note: string | null): string {
  if (note === null) return '';
  for (const key of [`decision.export.purpose.${note}`, `safety.backup.reason.${note}`]) if (isTextKey(key)) return t(key);
  return reasonWords(note);
}
