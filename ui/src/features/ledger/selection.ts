// A selection in a list too long to hold: stretches between two rows, everything but some rows, or all of it.
// Pure. A row is known by its place and by its line in the ledger; only rows that were pointed at are named.

import type { TransferFilter } from '../../ipc/generated';

/** A row that was pointed at. */
export interface Point {
  place: number;
  id: number;
}

/** Rows from one to another, both included. */
export interface Stretch {
  from: Point;
  to: Point;
}

/** What is selected. Stretches do not touch; exceptions lie within them. */
export interface Selection {
  /** Everything that the filter chooses. */
  all: boolean;
  stretches: Stretch[];
  except: Point[];
}

export const NOTHING: Selection = { all: false, stretches: [], except: [] };
export const EVERYTHING: Selection = { all: true, stretches: [], except: [] };

/** Nothing but one row. */
export function only(at: Point): Selection {
  return { all: false, stretches: [{ from: at, to: at }], except: [] };
}

/** Whether a row is selected. */
export function has(selection: Selection, place: number): boolean {
  if (selection.except.some((one) => one.place === place)) return false;
  return selection.all || selection.stretches.some(({ from, to }) => from.place <= place && place <= to.place);
}

/** How many rows are selected, of `count` in all. */
export function sizeOf(selection: Selection, count: number): number {
  const within = selection.all ? count : selection.stretches.reduce((sum, { from, to }) => sum + to.place - from.place + 1, 0);
  return within - selection.except.length;
}

/** Takes a row in, or out again. */
export function toggle(selection: Selection, at: Point): Selection {
  if (!has(selection, at.place)) {
    const excepted = selection.except.some((one) => one.place === at.place);
    if (excepted) return { ...selection, except: selection.except.filter((one) => one.place !== at.place) };
    return add(selection, { from: at, to: at });
  }
  const alone = selection.stretches.find(({ from, to }) => from.place === at.place && to.place === at.place);
  if (alone) return { ...selection, stretches: selection.stretches.filter((one) => one !== alone) };
  return { ...selection, except: [...selection.except, at] };
}

/** Takes in everything between two rows. */
export function extend(selection: Selection, anchor: Point, to: Point): Selection {
  const [first, last] = anchor.place <= to.place ? [anchor, to] : [to, anchor];
  return add(selection, { from: first, to: last });
}

/** The filter that chooses exactly the selection. */
export function chosen(selection: Selection, filter: TransferFilter, sort: string): TransferFilter {
  const spans = selection.stretches.map(({ from, to }) => ({ first: from.id, last: to.id }));
  return { ...filter, spans: selection.all ? [] : spans, order: sort, except: selection.except.map((one) => one.id) };
}

function add(selection: Selection, new_: Stretch): Selection {
  if (selection.all) return { ...selection, except: selection.except.filter((one) => !within(new_, one.place)) };
  let { from, to } = new_;
  const apart: Stretch[] = [];
  for (const one of selection.stretches) {
    if (one.to.place < from.place - 1 || one.from.place > to.place + 1) {
      apart.push(one);
      continue;
    }
    if (one.from.place < from.place) from = one.from;
    if (one.to.place > to.place) to = one.to;
  }
  const stretches = [...apart, { from, to }].sort((a, b) => a.from.place - b.from.place);
  return { all: false, stretches, except: selection.except.filter((one) => !within(new_, one.place)) };
}

function within({ from, to }: Stretch, place: number): boolean {
  return from.place <= place && place <= to.place;
}
