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

/** The period, the span of amounts, then the least number. */
const ORDER = ['days', 'from_usd', 'to_usd', 'limit_usd', 'least'];

/** The numbers of a pattern in the order in which they are read. */
export function inOrder(values: Record<string, string>): [string, string][] {
  return Object.entries(values).sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
}
