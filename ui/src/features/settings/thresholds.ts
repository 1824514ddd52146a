// Words for the patterns and their numbers.

import { ungrouped } from '../../form/numbers';
import { format, isTextKey, t } from '../../i18n';

/** What a number of a pattern is. */
export function numberWords(name: string): string {
  const key = `settings.thresholds.number.${name}`;
  return isTextKey(key) ? t(key) : name;
}

/** The value of a pattern that is no number but codes of countries, separated by commas. */
export const COUNTRIES = 'countries';

/** Whether a value cannot be what its name says; the vault knows which countries there are. */
export function isWrong(name: string, value: string): boolean {
  return name === COUNTRIES ? !/^[\s,]*([a-z]{2}([\s,]+|$))*$/i.test(value) : !/^[1-9]\d{0,8}$/.test(ungrouped(value));
}

/** A value as it is sent. */
export function asSent(name: string, value: string): string {
  return name === COUNTRIES ? value.trim().toUpperCase() : ungrouped(value);
}

/** A number of a pattern with what it is. */
export function amountWords(name: string, value: string): string {
  if (name === COUNTRIES && value === '') return t('settings.thresholds.noCountry');
  const key = `settings.thresholds.amount.${name}`;
  return isTextKey(key) ? t(key, { value: format.groupDigits(value) }) : `${name} ${format.groupDigits(value)}`;
}

/** The period, the span of amounts, then the least number. */
const ORDER = ['days', 'from_usd', 'to_usd', 'limit_usd', 'least'];

/** The numbers of a pattern in the order in which they are read. */
export function inOrder(values: Record<string, string>): [string, string][] {
  return Object.entries(values).sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
}
