// Where one stands in a table of cells, and what a key does there. No cell is read or stored here.
//
// Two modes, as in a spreadsheet: moving (arrows go to other cells) and editing (arrows stay in the text).
// The active cell always holds an input, so that the first syllable of Hangul is composed in the right place.

import { isComposing } from '../../shared/ime';

/** What the table does when a key asks for it. */
export interface GridActs {
  commit: () => unknown;
  revert: () => unknown;
  clear: () => unknown;
  edit: () => unknown;
  detail: () => unknown;
  leave: () => unknown;
}

export class GridPlace {
  row = $state(0);
  column = $state(0);
  editing = $state(false);
  readonly #rows: () => number;
  readonly #columns: () => number;

  constructor(rows: () => number, columns: () => number) {
    this.#rows = rows;
    this.#columns = columns;
  }

  go(row: number, column: number): void {
    this.row = Math.min(Math.max(0, row), Math.max(0, this.#rows() - 1));
    this.column = Math.min(Math.max(0, column), Math.max(0, this.#columns() - 1));
    this.editing = false;
  }

  /** Answers a key; false when the browser is to answer it. */
  key(event: KeyboardEvent, acts: GridActs, page: number): boolean {
    if (isComposing(event) || event.altKey) return false;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return done(acts.commit, acts.detail);
    if (event.key === 'Tab') return this.#tab(event.shiftKey, acts);
    return this.editing ? this.#editingKey(event, acts) : this.#movingKey(event, acts, page);
  }

  #editingKey(event: KeyboardEvent, acts: GridActs): boolean {
    switch (event.key) {
      case 'Enter':
        return done(acts.commit, () => this.go(this.row + (event.shiftKey ? -1 : 1), this.column));
      case 'Escape':
        return done(acts.revert, () => (this.editing = false));
      case 'F2':
        return done(() => (this.editing = false));
      case 'ArrowDown':
      case 'ArrowUp':
        return done(acts.commit, () => this.go(this.row + (event.key === 'ArrowDown' ? 1 : -1), this.column));
      default:
        return false;
    }
  }

  #movingKey(event: KeyboardEvent, acts: GridActs, page: number): boolean {
    const far = event.ctrlKey || event.metaKey;
    switch (event.key) {
      case 'ArrowDown':
        return done(() => this.go(far ? Infinity : this.row + 1, this.column));
      case 'ArrowUp':
        return done(() => this.go(far ? 0 : this.row - 1, this.column));
      case 'ArrowRight':
        return done(() => this.go(this.row, far ? Infinity : this.column + 1));
      case 'ArrowLeft':
        return done(() => this.go(this.row, far ? 0 : this.column - 1));
      case 'Home':
        return done(() => this.go(far ? 0 : this.row, 0));
      case 'End':
        return done(() => this.go(far ? Infinity : this.row, Infinity));
      case 'PageDown':
      case 'PageUp':
        // With Ctrl these turn the pages of the form.
        if (far) return false;
        return done(() => this.go(this.row + (event.key === 'PageDown' ? page : -page), this.column));
      case 'Enter':
      case 'F2':
        return done(acts.edit);
      case 'Delete':
        return done(acts.clear);
      case 'Escape':
        return done(acts.leave);
      default:
        return false;
    }
  }

  /** Tab goes through the cells and leaves the table at its ends. */
  #tab(back: boolean, acts: GridActs): boolean {
    const last = this.#columns() - 1;
    const atEnd = back ? this.row === 0 && this.column === 0 : this.row >= this.#rows() - 1 && this.column === last;
    acts.commit();
    if (atEnd) return false;
    if (back) this.go(this.column === 0 ? this.row - 1 : this.row, this.column === 0 ? last : this.column - 1);
    else this.go(this.column === last ? this.row + 1 : this.row, this.column === last ? 0 : this.column + 1);
    return true;
  }
}

function done(...acts: (() => unknown)[]): true {
  for (const act of acts) act();
  return true;
}
