// Words for the patterns and their numbers.

import { format, isTextKey, t } from '../../i18n';

/** A pattern's name; its mark where it has none. */
export function patternWords(pattern: string): string {
  const key = `ledger.pattern.${pattern}`;
  return isTextKey(key) ? t(key) : pattern;
}

/** What a number of a pattern is. */
export function numberWords(name: string): string {
  const key = `settings.thresholds.number.${name}`;
  return isTextKey(key) ? t(key) : name;
}

/** A number of a pattern with what it is. */
export function amountWords(name: string, value: string): string {
  const key = `settings.thresholds.amount.${name}`;
  return isTextKey(key) ? t(key, { value: format.groupDigits(value) }) : `${name} ${format.groupDigits(value)}`;
}
