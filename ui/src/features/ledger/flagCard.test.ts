// Whose a pattern is: of what many customers share, the first few and how many more.

import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { call } from '../../ipc/call';
import type { FlagView, TransferView } from '../../ipc/generated';
import FlagCard from './FlagCard.svelte';
import { FlagController } from './flags.svelte';
import { LedgerWords } from './words.svelte';

const row = (id: number): TransferView => ({
  id, filing: null, at: '2026-10-13T10:00:00+09:00', direction: 'out', asset: 'USDT', chain: 'tron', quantity: '1', krw: '1400', usd: '1.00', customer: `고객 ${id}`, other: '',
  address: 'TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL', reason: '', counterparty: '', country: '', txid: '', exchange_tx_id: '', status: '',
});
/** Whose a pattern of so many customers is, of whom so many have rows that are shown. */
function whose(customers: number, shown = customers): string | undefined {
  const rows = Array.from({ length: shown }, (_, at) => row(at + 1));
  const flag: FlagView = { flag: 'ab', pattern: 'R7-D', cite: '', own: false, provisional: true, says: { count: String(customers), shared: 'device', distinct: String(customers) }, rows, answer: null };
  const { container, unmount } = render(FlagCard, { flag, controller: new FlagController(call), words: new LedgerWords(), mayAnswer: false, onopen: () => undefined });
  const said = container.querySelector('.whose')?.textContent;
  expect(screen.getByText(`${customers}건, 서로 다른 고객 ${customers}명`)).toBeTruthy();
  unmount();
  return said;
}

it('names five customers, and says how many more there are', () => {
  expect(whose(5)).toBe('고객 1, 고객 2, 고객 3, 고객 4, 고객 5');
  expect(whose(8)).toBe('고객 1, 고객 2, 고객 3, 고객 4, 고객 5 외 3명');
});

it('counts customers whose rows are hidden among the others', () => {
  expect(whose(4, 2)).toBe('고객 1, 고객 2 외 2명');
});
