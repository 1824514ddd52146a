// What the firm sets itself: the built-in numbers are not repeated as its own, and each holds from its day on.

import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { useHost } from '../../ipc/call';
import { FakeHost } from '../../ipc/fake';
import type { ThresholdView } from '../../ipc/generated';
import { ThresholdController } from './house.svelte';
import ThresholdDialog from './ThresholdDialog.svelte';
import { asSent, isWrong } from './thresholds';

const step = (effective_from: string, values: Record<string, string>, own: boolean): ThresholdView => ({
  pattern: 'R2', effective_from, values, built_in: { days: '7', least: '3' }, in_force: own, own, provisional: !own, cite: '', reason: own ? '내부 기준' : null, actor: own ? '김담당' : null,
});
const builtIn = step('2026-01-01', { days: '7', least: '3' }, false);
const own = step('2026-11-01', { days: '5', least: '3' }, true);

it('puts the numbers of a pattern together, and takes the program at its word on which hold', async () => {
  const host = new FakeHost({
    'threshold.list': ({ on }) => ({ thresholds: on === null ? [own, builtIn] : [{ ...builtIn, in_force: true }, own] }),
    'threshold.set': () => ({ thresholds: [builtIn] }),
  });
  useHost(host);
  const controller = new ThresholdController();
  await controller.load();
  const [pattern] = controller.patterns;
  expect([pattern?.steps.map((one) => one.effective_from), pattern?.current]).toEqual([['2026-01-01', '2026-11-01'], own]);
  expect(await controller.builtIn('R2', '2026-02-01')).toEqual(builtIn.built_in);
  await controller.set('R2', '2026-12-01', builtIn.values, '기본값');
  expect(host.requests('threshold.set').map((one) => one.values)).toEqual([builtIn.values]);
  expect(controller.patterns[0]?.current, 'the earliest where none holds').toEqual(builtIn);
});

it('countries are codes of two letters, numbers whole and above nought', () => {
  expect(['', 'AA', 'aa, bb', 'AA,BB CC'].filter((codes) => isWrong('countries', codes))).toEqual([]);
  expect(['A', 'AAA', '12', 'AA;BB', 'AABB'].filter((codes) => !isWrong('countries', codes))).toEqual([]);
  expect(['0', '', '1.5', '-1'].filter((number) => !isWrong('days', number))).toEqual([]);
  expect([asSent('countries', ' aa, bb '), asSent('limit_usd', '5,000')]).toEqual(['AA, BB', '5000']);
});

/** Opens the dialog of a pattern on a day; what is built in is answered for each day by the test. */
function change(on: (day: string) => ThresholdView[] | Promise<ThresholdView[]>): ThresholdController {
  useHost(new FakeHost({ 'threshold.list': async ({ on: day }) => ({ thresholds: await on(day ?? '') }) }));
  const controller = new ThresholdController();
  render(ThresholdDialog, { controller, of: { pattern: 'R2', steps: [builtIn, own], current: own }, today: '2026-11-27', onclose: () => undefined });
  return controller;
}
const type = (day: string): Promise<boolean> => fireEvent.input(screen.getByTestId('threshold-from'), { target: { value: day } });

it('an answer about the day that is typed takes back what went wrong with the day before', async () => {
  const controller = change((day) => {
    if (day === '2026-11-27') throw new Error('refused');
    return [{ ...builtIn, in_force: true }];
  });
  await vi.waitFor(() => expect(controller.fault).not.toBe(null));
  await type('2026-12-01');
  await vi.waitFor(() => expect(controller.fault).toBe(null));
});

it('a failure about a day that is typed no longer says nothing', async () => {
  let fail: (why: Error) => void = () => undefined;
  const late = new Promise<ThresholdView[]>((_, reject) => (fail = reject));
  const asked = vi.fn((day: string) => (day === '2026-11-27' ? late : [{ ...builtIn, in_force: true }]));
  const controller = change(asked);
  await vi.waitFor(() => expect(asked).toHaveBeenCalledWith('2026-11-27'));
  await type('2026-12-01');
  await vi.waitFor(() => expect(asked).toHaveBeenCalledWith('2026-12-01'));
  fail(new Error('refused'));
  await new Promise((done) => setTimeout(done, 20));
  expect(controller.fault).toBe(null);
});

it('offers no way back where nothing is built in for the day', async () => {
  change((day) => (day < '2026-01-01' ? [{ ...builtIn, in_force: false }] : [{ ...builtIn, in_force: true }]));
  const restore = screen.getByTestId<HTMLButtonElement>('threshold-restore');
  expect(restore.disabled).toBe(false);
  await type('2025-12-31');
  await vi.waitFor(() => expect(restore.disabled).toBe(true));
  expect(screen.getByTestId('threshold-value-days')).toBeTruthy();
});
