// What the firm sets itself: the built-in numbers are not repeated as its own, and each holds from its day on.

import { expect, it } from 'vitest';
import { useHost } from '../../ipc/call';
import { FakeHost } from '../../ipc/fake';
import type { ThresholdView } from '../../ipc/generated';
import { dueDayOn, stepOn, ThresholdController } from './house.svelte';
import { asSent, isWrong } from './thresholds';

const step = (effective_from: string, values: Record<string, string>, own: boolean): ThresholdView => ({
  pattern: 'R2', effective_from, values, built_in: { days: '7', least: '3' }, own, provisional: !own, cite: '', reason: own ? '내부 기준' : null, actor: own ? '김담당' : null,
});
const builtIn = step('2026-01-01', { days: '7', least: '3' }, false);
const own = step('2026-11-01', { days: '5', least: '3' }, true);

it('sends only the numbers that differ from the built-in ones', async () => {
  const host = new FakeHost({ 'threshold.list': () => ({ thresholds: [builtIn] }), 'threshold.set': () => ({ thresholds: [own, builtIn] }) });
  useHost(host);
  const controller = new ThresholdController();
  await controller.load();
  await controller.set('R2', '2026-11-01', { days: '5', least: '3' }, builtIn.values, '내부 기준');
  await controller.set('R2', '2026-12-01', builtIn.values, builtIn.values, '기본값');
  expect(host.requests('threshold.set').map((one) => one.values)).toEqual([{ days: '5' }, {}]);
  expect(controller.patterns[0]?.steps.map((one) => one.effective_from)).toEqual(['2026-01-01', '2026-11-01']);
});

it('knows what holds on a day', () => {
  const steps = [builtIn, own];
  expect([stepOn(steps, '2026-10-31'), stepOn(steps, '2026-11-01')]).toEqual([builtIn, own]);
  const choices = {
    form: 'sample', standard: 10, days: [10, 15], cite: '',
    set: [{ effective_from: '2026-12-01', day: 15, reason: '', actor: '', at: '' }],
  };
  expect([dueDayOn(choices, '2026-11-30'), dueDayOn(choices, '2026-12-01')]).toEqual([10, 15]);
});

it('countries are codes of two letters, numbers whole and above nought', () => {
  expect(['', 'AA', 'aa, bb', 'AA,BB CC'].filter((codes) => isWrong('countries', codes))).toEqual([]);
  expect(['A', 'AAA', '12', 'AA;BB', 'AABB'].filter((codes) => !isWrong('countries', codes))).toEqual([]);
  expect(['0', '', '1.5', '-1'].filter((number) => !isWrong('days', number))).toEqual([]);
  expect([asSent('countries', ' aa, bb '), asSent('limit_usd', '5,000')]).toEqual(['AA, BB', '5000']);
});
