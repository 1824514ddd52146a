// What the list of transfers is narrowed to: each choice asks for its own part of the filter.

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Call } from '../../form/filing.svelte';
import { FakeHost } from '../../ipc/fake';
import type { FormView } from '../../ipc/generated';
import TransferFilters from './TransferFilters.svelte';
import { TransferPages } from './pages.svelte';
import { LedgerWords } from './words.svelte';

const CODES = { chain: ['tron', 'ethereum'], reason: ['110'], kind: ['foreign-vasp'], country: ['JP', 'SG'] };
const COLUMNS = { chain: 'chain', reason: 'reason', counterparty_kind: 'kind', counterparty_country: 'country' };

/** A form with nothing but these columns and their codes. */
function words(): Promise<LedgerWords> {
  const fields = Object.entries(COLUMNS).map(([column, codes]) => ({ path: `transfers[].${column}`, codes }));
  const codes = Object.fromEntries(Object.entries(CODES).map(([name, values]) => [name, values.map((value) => ({ value, ko: value, en: value }))]));
  const form = { sections: [{ table: 'transfers', fields }], codes } as unknown as FormView;
  const found = new LedgerWords();
  const call = (name: string) => Promise.resolve(name === 'form.describe' ? form : { form: 'remittance', version: '2026-12', table: 'transfers' });
  return found.load(call as unknown as Call).then(() => found);
}

it('narrows by chain, reason, counterparty and country', async () => {
  const host = new FakeHost({
    'transfer.outline': () => ({ count: 0, incomplete: 0, krw: '0', usd: '0.00', every: 200, marks: [] }),
    'transfer.page': () => ({ rows: [] }),
  });
  const pages = new TransferPages(((name, request) => host.call(name, request)) as Call);
  render(TransferFilters, { pages, words: await words() });
  const user = userEvent.setup();
  for (const [part, value] of [['chain', 'tron'], ['reason', '110'], ['counterparty', 'foreign-vasp'], ['country', 'SG']] as const) {
    await user.selectOptions(screen.getByTestId(`ledger-${part}`), value);
  }
  expect(pages.filter).toMatchObject({ chain: 'tron', reason: '110', counterparty: 'foreign-vasp', country: 'SG' });
  await user.click(screen.getByTestId('ledger-reset'));
  expect(pages.filter).toMatchObject({ chain: '', reason: '', counterparty: '', country: '' });
});
