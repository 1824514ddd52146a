// Paths, numbers and times as texts.

import { describe, expect, it } from 'vitest';
import { cellPath, fieldPath, parsePath } from './path';
import { exactSum, ungrouped } from './numbers';
import { koreanMinute, spelledDay, spelledMinute } from './times';

describe('paths', () => {
  it('names cells and columns', () => {
    expect(cellPath('transfers[].txid', 'r7')).toBe('transfers[r7].txid');
    expect(fieldPath('transfers[r7].txid')).toBe('transfers[].txid');
    expect(parsePath('transfers[r7].txid')).toEqual({ group: 'transfers', row: 'r7', name: 'txid' });
    expect(parsePath('subject.name')).toEqual({ group: 'subject', row: null, name: 'name' });
    expect(parsePath('no path')).toBeNull();
  });
});

describe('numbers', () => {
  it('are summed exactly', () => {
    expect(exactSum(['0.1', '0.2'])).toBe('0.3');
    expect(exactSum(['115792089237316195423570985008687907853269984665640564039457584007913129639935', '1'])).toBe(
      '115792089237316195423570985008687907853269984665640564039457584007913129639936',
    );
    expect(exactSum(['1,000', 'x', '2.50'])).toBe('1002.5');
    expect(exactSum([])).toBe('0');
  });
  it('lose their grouping, other texts stay as typed', () => {
    expect(ungrouped(' 1,234,567 ')).toBe('1234567');
    expect(ungrouped('약 100만')).toBe('약 100만');
  });
});

describe('times', () => {
  it('are spelled one way', () => {
    expect(spelledDay('20261110')).toBe('2026-11-10');
    expect(spelledDay('2026.11.10')).toBe('2026-11-10');
    expect(spelledDay('어제')).toBe('어제');
    expect(spelledMinute('202611101430')).toBe('2026-11-10 14:30');
    expect(spelledMinute('2026-11-10T14:30')).toBe('2026-11-10T14:30');
  });
  it('are Korean, whatever the machine says', () => {
    expect(koreanMinute(new Date('2026-11-20T15:30:00Z'))).toBe('2026-11-21T00:30');
  });
});
