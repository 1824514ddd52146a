// What the firm sets itself: the built-in numbers are not repeated as its own, and each holds from its day on.

import { expect, it } from 'vitest';
import { useHost } from '../../ipc/call';
import { FakeHost } from '../../ipc/fake';
import type { ThresholdView } from '../../ipc/generated';
import { ThresholdController } from './house.svelte';
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
