// What was typed into a dialog or a card and is not sent yet, kept over a lock and given back.
//
// It lives in the memory of the page alone: never on the disk, never in the document while the vault is locked. It is
// given back to the same user of the same vault, once, where the same dialog opens again; a dialog that is cancelled or
// done leaves nothing. No passphrase is ever handed in here.

import { onDestroy } from 'svelte';

interface Keeper {
  place: string;
  /** What stands there now; nothing where nothing was typed. */
  typed: () => unknown;
}

const open = new Set<Keeper>();
const kept = new Map<string, Map<string, unknown>>();
let owner = '';

/** Says who types from now on, in which vault: what this user left is given back, and nothing of another's. */
export function typedBy(vault: string, user: string): void {
  owner = JSON.stringify([vault, user]);
}

/** Keeps what is being typed everywhere. Called when the vault has been locked, before its screens go. */
export function holdTyped(): void {
  for (const { place, typed } of open) {
    const value = typed();
    if (value === undefined) continue;
    const own = kept.get(owner) ?? new Map<string, unknown>();
    kept.set(owner, own.set(place, value));
  }
}

/** Whether something of this user waits to be given back, beside what stands in the places named. */
export function holdsTyped(...beside: string[]): boolean {
  return [...(kept.get(owner)?.keys() ?? [])].some((place) => !beside.includes(place));
}

/** Forgets everything; for tests. */
export function forgetTyped(): void {
  open.clear();
  kept.clear();
}

/**
 * Keeps the fields of a component under a name that no other has; called while it is being made. `get` reads them,
 * without secrets, as plain values, or gives nothing where what stands in them is done or was called off; `set` puts
 * back what they held when the vault was locked.
 */
export function keepTyped<T>(place: string, get: () => T | undefined, set: (held: T) => void): void {
  const blank = JSON.stringify(get());
  const own = kept.get(owner);
  if (own?.has(place)) {
    const held = own.get(place) as T;
    own.delete(place);
    set(held);
  }
  const keeper: Keeper = {
    place,
    typed: () => {
      const now = get();
      return now === undefined || JSON.stringify(now) === blank ? undefined : now;
    },
  };
  open.add(keeper);
  onDestroy(() => open.delete(keeper));
}
