// What is said of each day of a count: of a day that the law names, moved or not, and of business days after a decision.

import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import type { DeadlineStep, DeadlineView } from '../../ipc/generated';
import DeadlineWorking from './DeadlineWorking.svelte';

const step = (date: string, skipped: string | null, holiday: string | null = null, counted: number | null = null): DeadlineStep => ({
  date, counted, skipped, holiday_ko: holiday, holiday_en: holiday,
});
/** What is said of each day, after its date. */
function lines(working: DeadlineStep[], due: string): string[] {
  const from_period = working[0]?.skipped === 'period_end';
  const deadline: DeadlineView = { decided_on: working[0]?.date ?? '', from_period, due, target: '', days_left: 1, working, cite: '', covered_through: '2027-12-31' };
  const { unmount } = render(DeadlineWorking, { deadline });
  const said = [...screen.getByTestId('deadline-working').querySelectorAll('li')].map((line) =>
    [...line.querySelectorAll('span')].slice(1).map((part) => part.textContent).join(', '),
  );
  unmount();
  return said;
}

it('says of a day that was moved that it is the last, and why the days before it are not', () => {
  const working = [step('2026-09-30', 'period_end'), step('2026-10-03', 'holiday', '개천절'), step('2026-10-04', 'sunday'), step('2026-10-05', 'due_day')];
  expect(lines(working, '2026-10-05')).toEqual(['대상 기간의 마지막 날', '공휴일 · 개천절', '일요일', '제출 기한']);
});

it('counts business days from the day of the decision', () => {
  const working = [step('2026-11-20', 'decision_day'), step('2026-11-21', 'saturday'), step('2026-11-23', null, null, 1)];
  expect(lines(working, '2026-11-23')).toEqual(['결정한 날(첫날은 세지 않음)', '토요일', '1일째, 보고 기한']);
});
