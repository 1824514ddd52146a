// The dialog that makes an evidence bundle keeps what was chosen, whatever is searched for next.

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { useHost } from '../../ipc/call';
import { FakeHost } from '../../ipc/fake';
import type { FilingSummary } from '../../ipc/generated';
import BundleDialog from './BundleDialog.svelte';

function filing(id: number, title: string): FilingSummary {
  return { id, form: 'sample', version: '1', status: 'submitted', document_no: `2026-00${id}`, title, subject: '', updated_at: '2026-11-19T01:00:00Z', due: null, days_left: null };
}

it('keeps a filing that another search has taken off the list', async () => {
  const all = [filing(1, '가온'), filing(2, '나래')];
  const host = new FakeHost({
    'filing.list': ({ query }) => {
      const filings = all.filter((one) => one.title.includes(query ?? ''));
      return { filings, total: filings.length };
    },
    'bundle.create': ({ path }) => ({ path, files: 5, sha256: 'ab'.repeat(32), head: '12:ab' }),
  });
  useHost(host);
  const user = userEvent.setup();
  render(BundleDialog, { onclose: () => undefined });
  await user.click(await screen.findByTestId('bundle-1'));
  await user.type(screen.getByTestId('bundle-find'), '나래');
  await vi.waitFor(() => expect(screen.queryByTestId('bundle-1')).toBe(null));
  await user.click(screen.getByTestId('bundle-2'));
  await user.clear(screen.getByTestId('bundle-find'));
  expect((await screen.findByTestId<HTMLInputElement>('bundle-1')).checked).toBe(true);
  await user.click(screen.getByTestId('bundle-make'));
  await screen.findByTestId('bundle-made');
  expect(host.requests('bundle.create')[0]?.filings).toEqual([1, 2]);
});

it('an older search that fails last says nothing', async () => {
  let fail: (why: Error) => void = () => undefined;
  const late = new Promise<never>((_, reject) => (fail = reject));
  const host = new FakeHost({ 'filing.list': ({ query }) => (query === '가' ? late : { filings: [filing(2, '나래')], total: 1 }) });
  useHost(host);
  const user = userEvent.setup();
  render(BundleDialog, { onclose: () => undefined });
  await user.type(await screen.findByTestId('bundle-find'), '가');
  await vi.waitFor(() => expect(host.requests('filing.list').at(-1)?.query).toBe('가'));
  await user.type(screen.getByTestId('bundle-find'), '나');
  await vi.waitFor(() => expect(host.requests('filing.list').at(-1)?.query).toBe('가나'));
  await screen.findByTestId('bundle-2');
  fail(new Error('refused'));
  await new Promise((done) => setTimeout(done, 20));
  expect(screen.queryByRole('alert')).toBe(null);
});
