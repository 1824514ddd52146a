// Taking transfers into reports: what was written before a refusal is not written again.

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { useHost } from '../../ipc/call';
import { FakeHost, type Answers } from '../../ipc/fake';
import type { FormSummary, TransferView } from '../../ipc/generated';
import { CallError } from '../../ipc/host';
import { notices } from '../../shared/notices.svelte';
import { ANY } from './pages.svelte';
import TakeDialog from './TakeDialog.svelte';

const form: FormSummary = {
  form: 'sample', version: '1', effective_from: '2026-01-01', effective_to: null, authority: 'KoFIU', status: 'official',
  title_ko: '보기 서식', title_en: 'Sample form', cite: '보기법 제1조', hash: 'ab'.repeat(32), origin: 'built_in', added: null,
};
const row = (id: number, at: string): TransferView => ({
  id, filing: null, at, direction: 'out', asset: 'USDT', chain: 'tron', quantity: '1', krw: '1400', usd: '1.00',
  customer: '', other: '', address: '', reason: '', counterparty: '', country: '', txid: '', exchange_tx_id: '', status: '', funded_at: '', funded_krw: '',
});

function open(answers: Answers) {
  const host = new FakeHost({
    'app.status': () => ({ version: '0', now: '2026-11-20T11:00:00+09:00', vault: null, vault_dir: '', vault_exists: true, jobs: 0 }),
    'form.list': () => ({ forms: [form], unread: [] }),
    'filing.list': () => ({ filings: [], total: 0 }),
    ...answers,
  });
  useHost(host);
  const onopen = vi.fn();
  const onclose = vi.fn();
  render(TakeDialog, { filter: ANY, count: 3, onopen, onclose });
  return { host, onopen, onclose, user: userEvent.setup() };
}

it('makes no second report when the transfers could not be put into the first', async () => {
  let refused = true;
  const { host, onopen, user } = open({
    'transfer.page': () => ({ rows: [row(3, '2026-12-02T23:59:00+09:00')] }),
    'filing.create': () => ({ id: 9 }) as never,
    'filing.take_transfers': () => {
      if (refused) throw new CallError('vault_held', {});
      return { added: 3, present: 0 };
    },
  });
  await user.click(await screen.findByTestId('take-new-sample'));
  await user.click(screen.getByTestId('take-confirm'));
  await screen.findByTestId('take-fault');
  refused = false;
  await user.click(screen.getByTestId('take-confirm'));
  await vi.waitFor(() => expect(onopen).toHaveBeenCalledWith(9));
  // The newest of the transfers decides under which version they are reported.
  expect(host.requests('filing.create')).toEqual([{ form: 'sample', on: '2026-12-02', corrects: null, follows: null }]);
  expect(host.requests('filing.take_transfers').map((one) => one.id)).toEqual([9, 9]);
});

it('makes a report for each transfer once, over a refusal in between', async () => {
  let refused = true;
  const { host, onclose, user } = open({
    'transfer.page': () => ({ rows: [row(1, '2026-10-30T10:00:00+09:00'), row(2, '2026-10-31T10:00:00+09:00'), row(3, '2026-11-02T10:00:00+09:00')] }),
    'close.create': ({ month, ids }) => {
      if (month === '2026-11' && refused) throw new CallError('vault_held', {});
      return { filings: ids, rows: ids.length, filled: 0, missing_rates: [] };
    },
  });
  await user.click(await screen.findByTestId('take-each'));
  await user.click(screen.getByTestId('take-confirm'));
  await screen.findByTestId('take-fault');
  refused = false;
  await user.click(screen.getByTestId('take-confirm'));
  await vi.waitFor(() => expect(onclose).toHaveBeenCalled());
  expect(host.requests('close.create').map((one) => one.ids)).toEqual([[1, 2], [3], [3]]);
  expect(notices.list.at(-1)?.tone).toBe('success');
});
