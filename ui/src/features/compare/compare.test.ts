import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { FilingController } from '../../form/filing.svelte';
import { practiceHost } from '../../form/practice';
import { call, useHost } from '../../ipc/call';
import type { RevisionView } from '../../ipc/generated';
import CompareDialog from './CompareDialog.svelte';

const revision = (number: number): RevisionView => ({ revision: number, at: '2026-11-19T09:00:00+09:00', actor: '김담당', cause: 'edit', path: 'head.no', changes: 1 });
async function open(count: number) {
  const revisions = Array.from({ length: count }, (_, index) => revision(index + 1));
  const { host } = practiceHost({}, { 'filing.revisions': () => ({ revisions }), 'filing.compare': () => ({ differences: [], total: 0 }) });
  useHost(host);
  const filing = await FilingController.open(call, 1);
  render(CompareDialog, { filing, links: [], mayPrint: true, onclose: vi.fn() });
  await screen.findByTestId('compare-left');
  await vi.waitFor(() => expect(host.requests('filing.compare')).toHaveLength(1));
  return { host, user: userEvent.setup() };
}
const options = (name: string) => [...screen.getByTestId<HTMLSelectElement>(name).options].map((one) => one.value);

test('an older revision than the list offers is compared by its number', async () => {
  const { host, user } = await open(450);
  // The first is shown at once; of the others only the newest three hundred are listed.
  expect(options('compare-right')).toContain('151');
  expect(options('compare-right')).not.toContain('150');
  await user.type(screen.getByTestId('compare-number-right'), '42{Enter}');
  await vi.waitFor(() => expect(host.requests('filing.compare').at(-1)?.right).toEqual({ id: 1, revision: 42 }));
  expect(screen.getByTestId<HTMLSelectElement>('compare-right').value).toBe('42');
  expect(screen.getByTestId<HTMLInputElement>('compare-number-right').value).toBe('');
  const asked = host.requests('filing.compare').length;
  await user.type(screen.getByTestId('compare-number-left'), '451{Enter}');
  expect(screen.getByText('그 번호의 변경이 없습니다.')).toBeTruthy();
  expect(host.requests('filing.compare')).toHaveLength(asked);
});

test('a short history needs no numbers', async () => {
  await open(300);
  expect(screen.queryByTestId('compare-number-left')).toBeNull();
});
