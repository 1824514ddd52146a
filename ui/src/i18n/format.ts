// Dates and numbers as a Korean or English reader writes them. Exact: digits are grouped as text, never through a float.
// All times are shown in Korean time, whatever the machine's zone.

import { language, type Lang } from './language.svelte';

const DAYS: Record<Lang, string[]> = {
  ko: ['일', '월', '화', '수', '목', '금', '토'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Groups the whole part of a decimal text: `1234567.10` → `1,234,567.10`. Anything else is returned as it is. */
export function groupDigits(text: string): string {
  const parts = /^([+-]?)(\d+)(\.\d+)?$/.exec(text);
  if (!parts) return text;
  return `${parts[1]}${(parts[2] ?? '').replace(/\B(?=(\d{3})+$)/g, ',')}${parts[3] ?? ''}`;
}

/** A whole number with its digits grouped. */
export function number(value: number): string {
  return groupDigits(String(value));
}

/** A number of bytes (as text, for it may be a 64-bit one) in units of 1,024: `1572864` → `1.5 MB`. */
export function size(bytes: string): string {
  let count = Number(bytes);
  for (const unit of ['B', 'KB', 'MB']) {
    if (count < 1024) return `${number(Math.round(count * 10) / 10)} ${unit}`;
    count /= 1024;
  }
  return `${number(Math.round(count * 10) / 10)} GB`;
}

/** Day of the week of `YYYY-MM-DD`. */
export function weekday(iso: string): string {
  const [year = 1970, month = 1, day = 1] = iso.slice(0, 10).split('-').map(Number);
  return DAYS[language.current][new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? '';
}

/** `2026-09-24` → `2026. 9. 24.(목)` or `Thu 24 Sep 2026`. */
export function date(iso: string, withWeekday = true): string {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  if (!year || !month || !day) return iso;
  if (language.current === 'ko') return `${year}. ${month}. ${day}.${withWeekday ? `(${weekday(iso)})` : ''}`;
  return `${withWeekday ? `${weekday(iso)} ` : ''}${day} ${MONTHS[month - 1] ?? ''} ${year}`;
}

/** `2026-09` → `2026년 9월` or `Sep 2026`. */
export function month(iso: string): string {
  const [year, number] = iso.split('-').map(Number);
  if (!year || !number) return iso;
  return language.current === 'ko' ? `${year}년 ${number}월` : `${MONTHS[number - 1] ?? ''} ${year}`;
}

/** `2026-09-24` → `9. 24.(목)` or `Thu 24 Sep`. */
export function shortDate(iso: string): string {
  const [, month, day] = iso.slice(0, 10).split('-').map(Number);
  if (!month || !day) return iso;
  return language.current === 'ko' ? `${month}. ${day}.(${weekday(iso)})` : `${weekday(iso)} ${day} ${MONTHS[month - 1] ?? ''}`;
}

/** An instant (ISO 8601 with offset; UTC without one) as day and time in Korea. */
export function dateTime(iso: string, withSeconds = false): string {
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`;
  const at = Date.parse(zoned);
  if (Number.isNaN(at)) return iso;
  const korean = new Date(at + 9 * 3_600_000).toISOString();
  return `${date(korean, false)} ${korean.slice(11, withSeconds ? 19 : 16)}`;
}
