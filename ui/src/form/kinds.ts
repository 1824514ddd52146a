// How each kind of answer is typed and shown on one line. What is right is the rules' matter, not this table's.
//
// A kind that is not listed is a plain line, so a new kind in a definition can be filled in at once.

import { format } from '../i18n';
import { ungrouped } from './numbers';
import { spelledDay, spelledMinute } from './times';

/** Typing and showing one line. */
export interface LineKind {
  /** Look: `number` is right-aligned, `mono` has letters of one width. */
  look?: 'number' | 'mono';
  /** Width of the box in characters; absent: as wide as the form. */
  width?: number;
  inputmode?: 'numeric' | 'decimal' | 'tel' | 'url';
  /** Key of the pattern shown while it is empty. */
  pattern?: 'date' | 'datetime' | 'postcode';
  /** Key of the unit behind the box. */
  unit?: 'krw';
  show?: (value: string) => string;
  read?: (text: string) => string;
}

const LINE_KINDS: Record<string, LineKind> = {
  krw: { look: 'number', width: 24, inputmode: 'numeric', unit: 'krw', show: format.groupDigits, read: ungrouped },
  decimal: { look: 'number', width: 32, inputmode: 'decimal', show: format.groupDigits, read: ungrouped },
  integer: { look: 'number', width: 12, inputmode: 'numeric', read: ungrouped },
  date: { width: 16, inputmode: 'numeric', pattern: 'date', read: spelledDay },
  datetime: { width: 22, inputmode: 'numeric', pattern: 'datetime', read: spelledMinute },
  phone: { width: 24, inputmode: 'tel' },
  postcode: { width: 12, inputmode: 'numeric', pattern: 'postcode' },
  country: { width: 8 },
  identifier: { look: 'mono', width: 32 },
  account: { look: 'mono', width: 32 },
  address: { look: 'mono' },
  txid: { look: 'mono' },
  url: { inputmode: 'url' },
};

/** How a kind is typed on one line. */
export function lineKind(kind: string): LineKind {
  return LINE_KINDS[kind] ?? {};
}

/** Kinds that need the whole width of the form. */
export function isWide(kind: string, max: number | null): boolean {
  if (['paragraph', 'lines', 'codes', 'address', 'txid', 'url'].includes(kind)) return true;
  return kind === 'text' && (max ?? 0) >= 200;
}
