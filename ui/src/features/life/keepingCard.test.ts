// The end of the relationship of a filing: recorded with its grounds, or taken back.

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { useHost } from '../../ipc/call';
import { FakeHost } from '../../ipc/fake';
import type { RelationshipView } from '../../ipc/generated';
import KeepingCard from './KeepingCard.svelte';

const of = (ended: string | null): RelationshipView => ({ ended, free_from: ended === null ? null : '2036-11-03', years: 15 });

it('records the day and its grounds, and an empty day takes it back', async () => {
  const host = new FakeHost({ 'retention.of': () => of('2021-11-02'), 'retention.end': ({ day }) => of(day) });
  useHost(host);
  const user = userEvent.setup();
  render(KeepingCard, { filing: 3, mayEnd: true });
  await user.click(await screen.findByTestId('keeping-end'));
  expect(screen.getByTestId<HTMLInputElement>('keeping-day').value).toBe('2021-11-02');
  await user.type(screen.getByTestId('keeping-reason'), '정산 확인');
  await user.click(screen.getByTestId('keeping-save'));
  await user.click(screen.getByTestId('keeping-end'));
  expect(screen.getByTestId<HTMLInputElement>('keeping-reason').value).toBe('');
  await user.clear(screen.getByTestId('keeping-day'));
  await user.type(screen.getByTestId('keeping-reason'), '거래 계속');
  await user.click(screen.getByTestId('keeping-save'));
  expect(host.requests('retention.end')).toEqual([
    { filing: 3, day: '2021-11-02', reason: '정산 확인' },
    { filing: 3, day: null, reason: '거래 계속' },
  ]);
  expect(screen.queryByTestId('keeping-dialog')).toBe(null);
});
