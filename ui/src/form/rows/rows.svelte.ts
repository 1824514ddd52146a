// The rows of one table of the open filing, fetched in stretches as they come into view.
//
// A row's place is its position; its identity is its id. Rows are only ever added at the end, so ids grow
// with positions: that is how a row is found without reading the whole table.

import { SvelteMap } from 'svelte/reactivity';

import type { AnswerView, FilingState, RowView } from '../../ipc/generated';
import type { Call } from '../filing.svelte';

/** Rows asked for at once. */
export const STRETCH = 100;

const number = (id: string) => Number(id.slice(1));

export class RowsController {
  readonly table: string;
  /** How many rows the table has. */
  total = $state(0);
  readonly #rows = new SvelteMap<number, RowView>();
  readonly #asked = new Map<number, Promise<void>>();
  readonly #call: Call;
  readonly #id: number;
  readonly #changed: (state: FilingState, total: number) => void;
  /** Which rows are meant: those of before a change are no more. Whoever shows rows asks again when it moves on. */
  #generation = $state(0);

  constructor(
    call: Call,
    id: number,
    table: string,
    total: number,
    changed: (state: FilingState, total: number) => void,
  ) {
    this.#call = call;
    this.#id = id;
    this.table = table;
    this.total = total;
    this.#changed = changed;
  }

  /** The row at a position, if it was fetched. */
  at(position: number): RowView | undefined {
    return this.#rows.get(position);
  }

  /** The row with an id, if it was fetched. */
  byId(id: string): RowView | undefined {
    for (const row of this.#rows.values()) if (row.id === id) return row;
    return undefined;
  }

  /** Fetched rows in order. */
  get fetched(): RowView[] {
    return [...this.#rows.values()].sort((a, b) => a.position - b.position);
  }

  /** Fetches what is missing between two positions (the second not included). */
  async ensure(from: number, to: number): Promise<void> {
    void this.#generation;
    const waits: Promise<void>[] = [];
    const last = Math.min(to, this.total);
    for (let start = Math.floor(Math.max(0, from) / STRETCH) * STRETCH; start < last; start += STRETCH) {
      waits.push(this.#stretch(start));
    }
    await Promise.all(waits);
  }

  /** Forgets everything fetched; `total` rows are there now. */
  reset(total: number): void {
    this.#generation += 1;
    this.#asked.clear();
    this.#rows.clear();
    this.total = total;
  }

  /** Takes over a row after one of its cells was stored. */
  take(row: RowView): void {
    this.#rows.set(row.position, row);
  }

  /** Adds rows at the end; gives their ids. */
  async add(rows: Record<string, AnswerView>[]): Promise<string[]> {
    const before = this.total;
    const changed = await this.#call('row.add', { id: this.#id, table: this.table, rows });
    this.#forget(before);
    this.total = changed.total;
    this.#changed(changed.state, changed.total);
    await this.ensure(before, changed.total);
    return changed.added;
  }

  /** Removes a row. */
  async remove(row: RowView): Promise<void> {
    const { table } = this;
    const changed = await this.#call('row.remove', { id: this.#id, table, row: row.id });
    this.#forget(row.position);
    this.total = changed.total;
    this.#changed(changed.state, changed.total);
    await this.ensure(row.position, row.position + 1);
  }

  /** Where a row stands; null when it is not there. */
  async find(id: string): Promise<number | null> {
    const known = this.byId(id);
    if (known) return known.position;
    let low = 0;
    let high = this.total - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      await this.ensure(middle, middle + 1);
      const row = this.at(middle);
      if (!row) return null;
      if (row.id === id) return middle;
      if (number(row.id) < number(id)) low = middle + 1;
      else high = middle - 1;
    }
    return null;
  }

  #stretch(start: number): Promise<void> {
    const asked = this.#asked.get(start);
    if (asked) return asked;
    const generation = this.#generation;
    const request = { id: this.#id, table: this.table, offset: start, limit: STRETCH };
    const wait = this.#call('row.list', request).then(
      (page) => {
        if (generation !== this.#generation) return;
        for (const row of page.rows) this.#rows.set(row.position, row);
      },
      (error: unknown) => {
        this.#asked.delete(start);
        throw error;
      },
    );
    this.#asked.set(start, wait);
    return wait;
  }

  /** Drops what stands at a position and after it: places have moved. */
  #forget(position: number): void {
    this.#generation += 1;
    this.#asked.clear();
    for (const at of [...this.#rows.keys()]) if (at >= position) this.#rows.delete(at);
    const whole = Math.floor(position / STRETCH) * STRETCH;
    for (let start = 0; start < whole; start += STRETCH) {
      if (this.#rows.has(start)) this.#asked.set(start, Promise.resolve());
    }
  }
}
