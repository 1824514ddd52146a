// The table of movements holds a few pages of a million rows; a selection is stretches, and is summed elsewhere.

import { describe, expect, it, vi } from 'vitest';
import type { Call } from '../../form/filing.svelte';
import { FakeHost, type Answers } from '../../ipc/fake';
import type { TransferView } from '../../ipc/generated';
import { monthAfter, spanOf } from '../../shared/months';
import { FlagController, running } from './flags.svelte';
import { TransferPages } from './pages.svelte';
import { RateController } from './rates.svelte';
import { EVERYTHING, NOTHING, chosen, extend, has, only, sizeOf, toggle, type Point } from './selection';

const at = (place: number): Point => ({ place, id: 1000 + place });

function row(id: number): TransferView {
  return {
    id, filing: null, at: '2026-11-03T10:00:00+09:00', direction: 'out', asset: 'USDT', chain: 'tron', quantity: '1', krw: '1400', usd: '1.00',
    customer: '', other: '', address: '', reason: '', counterparty: '', country: '', txid: '', exchange_tx_id: '', status: '', funded_at: '', funded_krw: '',
  };
}

/** A ledger of `count` rows; the row at a place has the line 1000 + place. */
function ledger(count: number, more: Answers = {}) {
  const every = 200;
  const host = new FakeHost({
    'transfer.outline': () => ({
      count, incomplete: 0, krw: '0', usd: '0.00', every,
      marks: Array.from({ length: Math.ceil(count / every) }, (_, page) => 1000 + page * every),
    }),
    'transfer.page': ({ from, limit }) => {
      const first = (from ?? 1000) - 1000;
      return { rows: Array.from({ length: Math.min(limit, count - first) }, (_, next) => row(1000 + first + next)) };
    },
    'transfer.sum': () => ({ count: 0, incomplete: 0, krw: '0', usd: '0.00', quantities: [] }),
    ...more,
  });
  return { host, pages: new TransferPages(((name, request) => host.call(name, request)) as Call) };
}

describe('a selection', () => {
  it('grows and joins as a person would mark rows with a pen', () => {
    let marked = extend(only(at(10)), at(10), at(20));
    marked = extend(marked, at(40), at(30));
    expect(marked.stretches.map(({ from, to }) => [from.place, to.place])).toEqual([[10, 20], [30, 40]]);
    expect([sizeOf(marked, 100), has(marked, 20), has(marked, 25)]).toEqual([22, true, false]);
    marked = extend(marked, at(15), at(35));
    expect(marked.stretches.map(({ from, to }) => [from.id, to.id])).toEqual([[1010, 1040]]);
  });

  it('leaves single rows out of a stretch and takes them in again', () => {
    let marked = toggle(extend(NOTHING, at(0), at(9)), at(5));
    expect([sizeOf(marked, 10), has(marked, 5)]).toEqual([9, false]);
    expect(chosen(marked, { ...new TransferPages((() => undefined) as unknown as Call).filter, asset: 'USDT' }, 'oldest')).toMatchObject({
      asset: 'USDT', spans: [{ first: 1000, last: 1009 }], except: [1005], order: 'oldest',
    });
    marked = toggle(marked, at(5));
    expect([sizeOf(marked, 10), marked.except]).toEqual([10, []]);
    expect(toggle(only(at(3)), at(3)).stretches).toEqual([]);
  });

  it('can be everything but some rows, which needs no row to be here', () => {
    const marked = toggle(EVERYTHING, at(7));
    expect([sizeOf(marked, 1_000_000), has(marked, 7), has(marked, 999_999)]).toEqual([999_999, false, true]);
    expect(chosen(marked, new TransferPages((() => undefined) as unknown as Call).filter, 'newest')).toMatchObject({ spans: [], except: [1007] });
  });
});

describe('the table', () => {
  it('fetches a page by the key of its first row, and only those in view', async () => {
    const { host, pages } = ledger(1_000_000);
    await pages.load();
    await pages.reach(500_100, 500_130);
    expect(host.requests('transfer.page').map((one) => one.from)).toEqual([1000, 501_000]);
    expect([pages.row(500_100)?.id, pages.row(400_000)]).toEqual([501_100, undefined]);
  });

  it('holds a few pages only, however far one scrolls', async () => {
    const { pages } = ledger(1_000_000);
    await pages.load();
    for (let place = 0; place < 60_000; place += 200) await pages.reach(place, place + 30);
    expect(pages.held).toBeLessThanOrEqual(40);
    expect(pages.row(59_800)?.id).toBe(60_800);
  });

  it('throws away the answer to an old question', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const { pages } = ledger(0, {
      'transfer.outline': async ({ filter }) => {
        if (filter.asset === '') await held;
        const count = filter.asset === '' ? 5 : 1;
        return { count, incomplete: 0, krw: '0', usd: '0.00', every: 200, marks: [1000] };
      },
    });
    const first = pages.load();
    pages.ask({ asset: 'XRP' });
    release();
    await first;
    await vi.waitFor(() => expect(pages.loading).toBe(false));
    expect(pages.count).toBe(1);
  });

  it('asks for no rows of a question whose outline is not here yet', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const { host, pages } = ledger(0, {
      'transfer.outline': async ({ filter }) => {
        if (filter.asset !== '') await held;
        const first = filter.asset === '' ? 1000 : 7000;
        return { count: 400, incomplete: 0, krw: '0', usd: '0.00', every: 200, marks: [first, first + 200] };
      },
      'transfer.page': ({ from, limit }) => ({ rows: Array.from({ length: limit }, (_, next) => row((from ?? 0) + next)) }),
    });
    await pages.load();
    pages.ask({ asset: 'XRP' });
    await pages.reach(200, 230);
    release();
    await vi.waitFor(() => expect(pages.loading).toBe(false));
    await pages.reach(200, 230);
    expect([pages.row(0)?.id, pages.row(200)?.id]).toEqual([7000, 7200]);
    expect(host.requests('transfer.page').map((one) => [one.filter.asset, one.from])).toEqual([['', 1000], ['XRP', 7000], ['XRP', 7200]]);
  });

  it('forgets what was being typed when something else is asked', () => {
    vi.useFakeTimers();
    const { pages } = ledger(0);
    pages.askSoon({ text: '가온' });
    pages.ask({ text: '' });
    vi.runAllTimers();
    vi.useRealTimers();
    expect(pages.filter.text).toBe('');
  });

  it('selects to a row that was not here yet, and has the sum made elsewhere', async () => {
    const { host, pages } = ledger(1000);
    await pages.load();
    await pages.pick(0, 'one');
    await pages.pick(999, 'range');
    expect(sizeOf(pages.selection, pages.count)).toBe(1000);
    await vi.waitFor(() => expect(pages.sum).not.toBeNull());
    expect(host.requests('transfer.sum').at(-1)?.filter.spans).toEqual([{ first: 1000, last: 1999 }]);
    pages.ask({ asset: 'XRP' });
    expect(sizeOf(pages.selection, 1)).toBe(0);
  });
});

describe('answers that come late', () => {
  /** Answers that are given by hand, in the order in which they were asked for. */
  function held<T>() {
    const waiting: ((answer: T) => void)[] = [];
    return { ask: () => new Promise<T>((resolve) => waiting.push(resolve)), give: (at: number, answer: T) => waiting[at]?.(answer) };
  }

  it('of another month are not shown under the name of this one', async () => {
    const answers = held<{ rates: []; missing: string[] }>();
    const host = new FakeHost({ 'rate.list': answers.ask });
    const rates = new RateController(((name, request) => host.call(name, request)) as Call, '2026-10');
    const first = rates.load();
    const second = rates.show('2026-11');
    await vi.waitFor(() => expect(host.requests('rate.list').map((one) => one.from)).toEqual(['2026-10-01', '2026-11-01']));
    answers.give(1, { rates: [], missing: ['2026-11-03'] });
    answers.give(0, { rates: [], missing: ['2026-10-05'] });
    await Promise.all([first, second]);
    expect([rates.month, rates.list?.missing]).toEqual(['2026-11', ['2026-11-03']]);
  });

  it('of the open patterns do not replace those of all', async () => {
    const answers = held<{ flags: []; open: number }>();
    const host = new FakeHost({ 'flag.list': answers.ask });
    const flags = new FlagController(((name, request) => host.call(name, request)) as Call);
    const first = flags.load();
    const second = flags.show(false);
    await vi.waitFor(() => expect(host.requests('flag.list')).toHaveLength(2));
    answers.give(1, { flags: [], open: 7 });
    answers.give(0, { flags: [], open: 3 });
    await Promise.all([first, second]);
    expect([flags.open, flags.busy]).toEqual([7, false]);
  });
});

describe('arithmetic that is shown', () => {
  it('adds dollars to the cent', () => {
    expect(running(['9999.99', '0.01', '90071992547409.93']).map((line) => line.sum)).toEqual(['9999.99', '10000.00', '90071992557409.93']);
  });

  it('knows the last day of a month, and the month after December', () => {
    expect([spanOf('2028-02').to, spanOf('2026-11').to, monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2028-02-29', '2026-11-30', '2027-01', '2025-12']);
  });
});
