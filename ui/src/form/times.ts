// Spelling of days and times in Korea. No calendar and no clock rule: those are asked from the program.

const DAY = /^(\d{4})(\d{2})(\d{2})$/;
const MINUTE = /^(\d{4})(\d{2})(\d{2})[ T]?(\d{2}):?(\d{2})$/;

/** Writes `20261110` as `2026-11-10`; any other text stays. */
export function spelledDay(text: string): string {
  const plain = text.trim();
  const match = DAY.exec(plain);
  return match ? `${match[1]}-${match[2]}-${match[3]}` : plain.replace(/[./]/g, '-');
}

/** Whether a text is a day as it is written out; that it is on the calendar is asked from the program. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

/** Writes `202611101430` as `2026-11-10 14:30`; any other text stays. */
export function spelledMinute(text: string): string {
  const plain = text.trim();
  const match = MINUTE.exec(plain);
  if (match) return `${match[1]}-${match[2]}-${match[3]} ${match[4]}:${match[5]}`;
  return plain.replace(/^(\d{4})[./](\d{2})[./](\d{2})/, '$1-$2-$3');
}

/** An instant as a minute in Korea, `2026-11-10T14:30`, without offset as the wire takes it. */
export function koreanMinute(instant: Date): string {
  return new Date(instant.getTime() + 9 * 3_600_000).toISOString().slice(0, 16);
}
