// Whose a pattern is: of what many customers share, the first few and how many more.

import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { call } from '../../ipc/call';
import type { FlagView, TransferView } from '../../ipc/generated';
import FlagCard from './FlagCard.svelte';
import { FlagController, passage } from './flags.svelte';
import { LedgerWords } from './words.svelte';

const row = (id: number): TransferView => ({
  id, filing: null, at: '2026-10-13T10:00:00+09:00', direction: 'out', asset: 'USDT', chain: 'tron', quantity: '1', krw: '1400', usd: '1.00', customer: `고객 ${id}`, other: '',
  address: 'TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL', reason: '', counterparty: '', country: '', txid: '', exchange_tx_id: '', status: '', funded_at: '', funded_krw: '',
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

it('works out for each transfer what of its deposit went out again, and after how long', () => {
  const one = { ...row(1), at: '2026-10-13T10:00:01+09:00', krw: '1399999', funded_at: '2026-10-13T09:31:00+09:00', funded_krw: '1500000' };
  const says = { count: '3', sent_krw: '4200000', funded_krw: '4500000', longest: '60' };
  const flag: FlagView = { flag: 'ab', pattern: 'R6', cite: '', own: false, provisional: true, says, rows: [one], answer: null };
  const { container } = render(FlagCard, { flag, controller: new FlagController(call), words: new LedgerWords(), mayAnswer: false, onopen: () => undefined });
  expect(screen.getByText(/3건, 원화 입금 4,500,000원 가운데 4,200,000원 이전, 입금 뒤 길어도 60분/)).toBeTruthy();
  const cells = [...container.querySelectorAll('tbody td')].map((cell) => cell.textContent);
  expect(cells[3]).toMatch(/^1,500,000 .*9:31/);
  expect(cells.slice(4, 6)).toEqual(['1,399,999 30분 뒤', '93.3%']);
  expect(passage({ ...one, funded_krw: '' })).toBeNull();
});
