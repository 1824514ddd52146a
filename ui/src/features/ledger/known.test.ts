// Customers and addresses that are known once: the list, what is entered, and what goes into a report.

import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Call } from '../../form/filing.svelte';
import { practiceForm } from '../../form/practice';
import { useHost } from '../../ipc/call';
import { FakeHost, type Answers } from '../../ipc/fake';
import type { FieldView, FormView, PartyView, WalletView } from '../../ipc/generated';
import { CallError } from '../../ipc/host';
import Known from './Known.svelte';
import { KnownController } from './known.svelte';
import TakePartyDialog from './TakePartyDialog.svelte';
import { LedgerWords } from './words.svelte';

const field = (path: string, kind: string, codes: string | null = null): FieldView => ({ path, spec: '', kind, max: null, codes, provisional: false, personal: false, cite: '' });
const form: FormView = {
  ...practiceForm,
  sections: [{ id: 'moves', spec: '', table: 'moves', supplement: false, fields: [
    field('moves[].chain', 'code', 'chain'), field('moves[].originator_name', 'text'), field('moves[].originator_born_on', 'date'),
    field('moves[].originator_id_number', 'identifier'), field('moves[].originator_residency', 'code', 'residency'), field('moves[].counterparty_vasp', 'text'),
  ] }],
  codes: {
    chain: [{ value: 'tron', ko: '트론', en: 'Tron', provisional: false }],
    residency: [{ value: 'resident', ko: '거주자', en: 'Resident', provisional: false }],
  },
  parties: [{ place: 'originator', table: 'moves', fields: {
    name: 'moves[].originator_name', born_on: 'moves[].originator_born_on', id_number: 'moves[].originator_id_number', residency: 'moves[].originator_residency',
  } }],
  wallet: { counterparty_vasp: 'moves[].counterparty_vasp' },
};
const party = (customer: string, name: string): PartyView => ({ customer, name, facts: { name, id_number: '900101-1******', residency: 'resident' }, typed: false });

function host(more: Answers = {}): FakeHost {
  const made = new FakeHost({
    'import.columns': () => ({ form: 'practice', version: '1', table: 'moves', headings: [] }),
    'form.describe': () => form,
    'party.list': ({ text, offset, limit }) => {
      const all = Array.from({ length: 120 }, (_, at) => party(`C-${String(at).padStart(3, '0')}`, `고객 ${at}`)).filter((one) => one.name.includes(text));
      return { parties: all.slice(offset, offset + limit), total: all.length };
    },
    'wallet.list': () => ({ wallets: [], total: 0 }),
    ...more,
  });
  useHost(made);
  return made;
}
const through = (made: FakeHost) => ((name, request) => made.call(name, request)) as Call;
async function ledgerWords(made: FakeHost): Promise<LedgerWords> {
  const words = new LedgerWords();
  await words.load(through(made));
  return words;
}

describe('the list', () => {
  it('is fetched page by page, and an answer to an old question is thrown away', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const made = host({
      'party.list': async ({ text, offset, limit }) => {
        if (text === '') await held;
        const parties = Array.from({ length: Math.min(limit, 60 - offset) }, (_, at) => party(`${text}${offset + at}`, ''));
        return { parties, total: 60 };
      },
    });
    const known = new KnownController(through(made));
    const first = known.load();
    known.text = '가';
    await known.load();
    release();
    await first;
    expect([known.here, known.parties[0]?.customer]).toEqual([50, '가0']);
    await known.more();
    expect([known.here, known.parties.at(-1)?.customer]).toEqual([60, '가59']);
  });

  it('shows what is known in words, and stores what is entered with days written out', async () => {
    const made = host({ 'party.save': ({ customer, facts }) => ({ customer, name: '', facts, typed: true }) });
    const user = userEvent.setup();
    render(Known, { words: await ledgerWords(made), mayWrite: true });
    const table = await screen.findByTestId('known-parties');
    expect([...(table.querySelector('tbody tr')?.querySelectorAll('td, th') ?? [])].slice(0, 5).map((cell) => cell.textContent)).toEqual(['C-000', '고객 0', '900101-1******', '–', '거주자']);
    await user.click(screen.getByTestId('party-C-000'));
    await user.clear(await screen.findByTestId('fact-name'));
    await user.type(screen.getByTestId('fact-name'), '김가온');
    await user.type(screen.getByTestId('fact-born_on'), '19900101');
    await user.click(screen.getByTestId('known-save'));
    await vi.waitFor(() => expect(screen.queryByTestId('known-dialog')).toBe(null));
    expect(made.requests('party.save')).toEqual([
      { customer: 'C-000', facts: { name: '김가온', born_on: '1990-01-01', id_number: '900101-1******', residency: 'resident' } },
    ]);
  });

  it('keeps facts that it has no fields for', async () => {
    const made = host({ 'party.save': ({ customer, facts }) => ({ customer, name: '', facts, typed: true }) });
    const user = userEvent.setup();
    render(Known, { words: new LedgerWords(), mayWrite: true });
    await user.click(await screen.findByTestId('party-C-000'));
    await user.click(await screen.findByTestId('known-save'));
    await vi.waitFor(() => expect(made.requests('party.save')).toEqual([{ customer: 'C-000', facts: party('', '고객 0').facts }]));
  });

  it('forgets a fault once the list is read, and adds no page of another search', async () => {
    let broken = true;
    const made = host({
      'party.list': ({ text, offset }) => {
        if (broken) throw new CallError('internal', {});
        return { parties: [party(`${text}${offset}`, '')], total: 3 };
      },
    });
    const known = new KnownController(through(made));
    await known.load();
    expect(known.fault).not.toBe(null);
    broken = false;
    await known.load();
    expect(known.fault).toBe(null);
    void known.find('가');
    await known.more();
    expect(known.parties.map((one) => one.customer)).toEqual(['가0']);
  });

  it('shows addresses that are masked alike, and a memo apart from its address', async () => {
    const wallet = (address: string, memo: string): WalletView => ({ chain: 'tron', address, memo, facts: {}, typed: true });
    const masked = wallet('TW**************', '');
    const ton = wallet(`0:${'ab'.repeat(32)}`, '77:a');
    const made = host({ 'wallet.list': () => ({ wallets: [masked, masked, ton], total: 3 }), 'wallet.save': ({ chain, address, memo, facts }) => ({ chain, address, memo, facts, typed: true }) });
    const user = userEvent.setup();
    render(Known, { words: await ledgerWords(made), mayWrite: true });
    await user.click(screen.getByRole('radio', { name: '지갑 주소' }));
    const rows = [...(await screen.findByTestId('known-wallets')).querySelectorAll('tbody tr')];
    expect(rows.map((row) => row.querySelector('th')?.textContent)).toEqual([masked.address, masked.address, `${ton.address}메모·태그 77:a`]);
    await user.click(within(rows[2] as HTMLElement).getByRole('button'));
    await user.click(await screen.findByTestId('known-save'));
    await vi.waitFor(() => expect(made.requests('wallet.save')).toEqual([{ chain: 'tron', address: ton.address, memo: '77:a', facts: {} }]));
  });

  it('keeps what was entered when it is refused', async () => {
    const made = host({ 'wallet.save': () => { throw new CallError('bad_request', { field: 'address' }); } });
    const user = userEvent.setup();
    render(Known, { words: await ledgerWords(made), mayWrite: true });
    await user.click(screen.getByRole('radio', { name: '지갑 주소' }));
    await user.click(await screen.findByTestId('known-add'));
    await user.selectOptions(await screen.findByTestId('known-chain'), 'tron');
    await user.type(screen.getByTestId('known-address'), 'Tnowhere');
    await user.click(screen.getByTestId('known-save'));
    await screen.findByTestId('known-fault');
    expect(screen.getByTestId<HTMLInputElement>('known-address').value).toBe('Tnowhere');
    expect(made.requests('wallet.save')[0]).toEqual({ chain: 'tron', address: 'Tnowhere', memo: '', facts: {} });
  });
});

it('a customer is taken into a place of a report, after what was typed is saved', async () => {
  const made = host({ 'filing.take_party': () => ({ filled: 7 }) });
  const user = userEvent.setup();
  const steps: string[] = [];
  const before = () => {
    steps.push('settled');
    return Promise.resolve();
  };
  render(TakePartyDialog, { filing: 3, place: 'originator', row: 'r1', before, ontaken: (filled: number) => steps.push(`taken ${filled}`), onclose: () => undefined });
  await user.type(screen.getByTestId('take-party-search'), '고객 7');
  await user.click(await screen.findByTestId('take-party-C-007'));
  await user.click(screen.getByTestId('take-party-go'));
  await vi.waitFor(() => expect(steps).toEqual(['settled', 'taken 7']));
  expect(made.requests('filing.take_party')).toEqual([{ id: 3, place: 'originator', row: 'r1', customer: 'C-007' }]);
});

it('a customer that another search has taken off the list is not taken', async () => {
  host();
  const user = userEvent.setup();
  render(TakePartyDialog, { filing: 3, place: 'originator', row: null, before: () => Promise.resolve(), ontaken: () => undefined, onclose: () => undefined });
  await user.click(await screen.findByTestId('take-party-C-007'));
  expect(screen.getByTestId<HTMLButtonElement>('take-party-go').disabled).toBe(false);
  await user.type(screen.getByTestId('take-party-search'), '고객 11');
  await vi.waitFor(() => expect(screen.queryByTestId('take-party-C-007')).toBe(null));
  expect(screen.getByTestId<HTMLButtonElement>('take-party-go').disabled).toBe(true);
});
