// The table of movements: an outline of the whole, and the pages in view. A page is fetched by the key of its first
// row and forgotten again; a million rows are never held here. An answer to an old question is thrown away.

import type { Call } from '../../form/filing.svelte';
import type { SelectionSum, TransferFilter, TransferOutline, TransferView } from '../../ipc/generated';
import { Pause } from '../../shared/pause';
import { EVERYTHING, NOTHING, chosen, extend, only, toggle, type Point, type Selection } from './selection';

/** The orders of the list. */
export type Sort = 'newest' | 'oldest' | 'largest' | 'customer';
/** How a row is pointed at. */
export type Pick = 'one' | 'toggle' | 'range' | 'all';

/** A filter that asks nothing. */
export const ANY: TransferFilter = {
  text: '', direction: '', asset: '', chain: '', reason: '', counterparty: '', country: '', from: '', to: '',
  incomplete: false, imported: false, ids: [], spans: [], order: '', except: [],
};

/** How many pages are held at most. */
const HELD = 40;

export class TransferPages {
  filter = $state.raw<TransferFilter>(ANY);
  sort = $state<Sort>('newest');
  outline = $state.raw<TransferOutline | null>(null);
  loading = $state(false);
  fault = $state.raw<unknown>(null);
  selection = $state.raw<Selection>(NOTHING);
  /** What the selection sums up to; nothing while it is not known. */
  sum = $state.raw<SelectionSum | null>(null);
  /** Raised whenever rows arrive. */
  #version = $state(0);
  #pages = new Map<number, TransferView[]>();
  #asked = new Set<number>();
  #question = 0;
  /** The question that the outline answers; pages are fetched for no other. */
  #outlined = -1;
  #summing = 0;
  #anchor: Point | null = null;
  /** What is asked for in a moment; another question asked before takes it along. */
  #soon: Partial<TransferFilter> = {};
  readonly #typing = new Pause();
  readonly #picking = new Pause();
  readonly #call: Call;

  constructor(call: Call, filter: TransferFilter = ANY) {
    this.#call = call;
    this.filter = filter;
  }

  get count(): number {
    return this.outline?.count ?? 0;
  }

  /** Whether the filter asks for less than everything. */
  get narrowed(): boolean {
    return JSON.stringify(this.filter) !== JSON.stringify(ANY);
  }

  /** The pages held, for tests. */
  get held(): number {
    return this.#pages.size;
  }

  /** The row at a place, or nothing while it is not here. */
  row(place: number): TransferView | undefined {
    void this.#version;
    const every = this.outline?.every ?? 1;
    return this.#pages.get(Math.floor(place / every))?.[place % every];
  }

  /** Asks another question; nothing is selected then. */
  ask(change: Partial<TransferFilter>, sort: Sort = this.sort): void {
    this.#typing.stop();
    this.filter = { ...this.filter, ...this.#soon, ...change };
    this.#soon = {};
    this.sort = sort;
    void this.load();
  }

  /** As `ask`, a moment after the last key. */
  askSoon(change: Partial<TransferFilter>): void {
    this.#soon = { ...this.#soon, ...change };
    this.#typing.before(() => this.ask({}));
  }

  /** Fetches the outline and the first page. */
  async load(): Promise<void> {
    const question = ++this.#question;
    this.loading = true;
    this.fault = null;
    this.#forget();
    try {
      const outline = await this.#call('transfer.outline', { filter: this.filter, sort: this.sort });
      if (question !== this.#question) return;
      this.#outlined = question;
      this.outline = outline;
      await this.reach(0, 1);
    } catch (fault) {
      if (question === this.#question) this.fault = fault;
    } finally {
      if (question === this.#question) this.loading = false;
    }
  }

  /** Fetches the pages of the rows from `start` up to `end`. */
  async reach(start: number, end: number): Promise<void> {
    const { outline } = this;
    if (!outline || outline.count === 0) return;
    const first = Math.floor(start / outline.every);
    const last = Math.floor(Math.max(start, Math.min(end, outline.count) - 1) / outline.every);
    for (let page = first; page <= last; page += 1) await this.#fetch(page);
  }

  /** Points at a row. */
  async pick(place: number, how: Pick): Promise<void> {
    if (how === 'all') {
      this.#select(EVERYTHING);
      return;
    }
    await this.reach(place, place + 1);
    const row = this.row(place);
    if (!row) return;
    const at = { place, id: row.id };
    if (how === 'range' && this.#anchor) {
      this.#select(extend(this.selection, this.#anchor, at));
      return;
    }
    this.#anchor = at;
    this.#select(how === 'one' ? only(at) : toggle(this.selection, at));
  }

  /** Selects nothing. */
  clear(): void {
    this.#anchor = null;
    this.#select(NOTHING);
  }

  /** The filter that chooses what is selected. */
  chosen(): TransferFilter {
    return chosen(this.selection, this.filter, this.sort);
  }

  async #fetch(page: number): Promise<void> {
    if (this.#outlined !== this.#question) return;
    const mark = this.outline?.marks[page];
    if (mark === undefined || this.#pages.has(page) || this.#asked.has(page)) return;
    const question = this.#question;
    this.#asked.add(page);
    try {
      const limit = this.outline?.every ?? 0;
      const { rows } = await this.#call('transfer.page', { filter: this.filter, sort: this.sort, from: mark, limit });
      if (question !== this.#question) return;
      this.#pages.set(page, rows);
      // The page farthest from the one in view goes first.
      while (this.#pages.size > HELD) {
        const farthest = [...this.#pages.keys()].reduce((far, one) => (Math.abs(one - page) > Math.abs(far - page) ? one : far), page);
        this.#pages.delete(farthest);
      }
      this.#version += 1;
    } catch (fault) {
      if (question === this.#question) this.fault = fault;
    } finally {
      this.#asked.delete(page);
    }
  }

  #select(selection: Selection): void {
    this.selection = selection;
    this.sum = null;
    const summing = ++this.#summing;
    this.#picking.stop();
    const empty = !selection.all && selection.stretches.length === 0;
    if (empty) return;
    this.#picking.before(() => {
      this.#call('transfer.sum', { filter: this.chosen() }).then(
        (sum) => {
          if (summing === this.#summing) this.sum = sum;
        },
        (fault: unknown) => {
          if (summing === this.#summing) this.fault = fault;
        },
      );
    });
  }

  #forget(): void {
    this.#pages.clear();
    this.#asked.clear();
    this.#anchor = null;
    this.selection = NOTHING;
    this.sum = null;
    this.#summing += 1;
    this.#version += 1;
  }
}
