import { describe, expect, test } from 'vitest';
import { date, dateTime, groupDigits, shortDate, size } from './format';
import { language } from './language.svelte';
import { fill, t } from './t';

describe('numbers', () => {
  test('digits are grouped without ever becoming a float', () => {
    expect(groupDigits('115792089237316195423570985008687907853269984665640564039457.5')).toBe(
      '115,792,089,237,316,195,423,570,985,008,687,907,853,269,984,665,640,564,039,457.5',
    );
    expect(groupDigits('-1234')).toBe('-1,234');
    expect(groupDigits('1e21')).toBe('1e21');
  });
});

test('sizes are told in units of 1,024', () => {
  expect(['0', '1023', '1024', '1572864', '67108864', '5368709120'].map(size)).toEqual(['0 B', '1,023 B', '1 KB', '1.5 MB', '64 MB', '5 GB']);
});

describe('dates', () => {
  test('a day carries its weekday in both languages', () => {
    // 24 September 2026 is a Thursday.
    expect(date('2026-09-24')).toBe('2026. 9. 24.(목)');
    expect(shortDate('2026-09-24')).toBe('9. 24.(목)');
    language.choose('en');
    expect(date('2026-09-24')).toBe('Thu 24 Sep 2026');
  });

  test('an instant is shown in Korean time, over midnight too', () => {
    expect(dateTime('2026-09-24T15:30:00Z')).toBe('2026. 9. 25. 00:30');
    expect(dateTime('2026-09-25T00:30:00+09:00')).toBe('2026. 9. 25. 00:30');
  });
});

describe('texts', () => {
  test('a placeholder without a value stays visible', () => {
    expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}');
  });

  test('a text follows the language', () => {
    expect(t('app.nav.home')).toBe('홈');
    language.choose('en');
    expect(t('app.nav.home')).toBe('Home');
  });
});
