// The files that were taken in: rows that were refused can be had again, with the reasons in words.

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { useHost } from '../../ipc/call';
import { FakeHost } from '../../ipc/fake';
import type { ImportBatchView } from '../../ipc/generated';
import Imports from './Imports.svelte';

const batch = (change: Partial<ImportBatchView>): ImportBatchView => ({
  number: 1,
  batch: 1,
  filing: null,
  name: 'a.csv',
  sha256: 'ab',
  accepted: 5,
  rejected: 0,
  kept: 0,
  at: '2026-11-20T11:00:00+09:00',
  actor: '다담당',
  ...change,
});

it('hands out the rows that are kept, and says where some are not', async () => {
  const some = batch({ number: 4, batch: null, filing: 7, rejected: 12_000, kept: 10_000 });
  const host = new FakeHost({
    'import.list': () => ({ batches: [batch({}), some] }),
    'import.export_kept': ({ path }) => ({ path, rows: 10_000 }),
  });
  host.pickTarget = () => Promise.resolve('/tmp/kept.csv');
  useHost(host);
  const user = userEvent.setup();
  render(Imports, { onopen: () => undefined });
  expect(await screen.findAllByTestId('import-kept')).toHaveLength(1);
  expect(screen.getByText('처음 10,000행만 보관되어 있습니다.')).toBeTruthy();
  await user.click(screen.getByTestId('import-kept'));
  const [request] = host.requests('import.export_kept');
  expect(request).toMatchObject({ filing: 7, number: 4, path: '/tmp/kept.csv' });
  expect(request?.words).toMatchObject({ line: '줄', duplicate: '같은 이전이 이미 있습니다.' });
});
