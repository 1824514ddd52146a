// How the parts of a form reach the filing they belong to.

import { getContext, setContext } from 'svelte';

import type { FilingController } from './filing.svelte';

const FILING = Symbol('filing');
const TAKING = Symbol('taking');

/** A place of the form that is to take a known customer; of a row, where it is one of a row. */
export interface Taking {
  place: string;
  row: string | null;
}

/** Makes a filing known to everything below this component. Takes a getter, so that another filing may follow. */
export function provideFiling(filing: () => FilingController): void {
  setContext(FILING, filing);
}

/** The filing that this part of the form belongs to. */
export function useFiling(): FilingController {
  return getContext<() => FilingController>(FILING)();
}

/** Makes it known how a customer is chosen for a place. */
export function provideTaking(take: ((taking: Taking) => void) | undefined): void {
  setContext(TAKING, take);
}

/** How a customer is chosen for a place; nothing where none can be. */
export function useTaking(): ((taking: Taking) => void) | undefined {
  return getContext<((taking: Taking) => void) | undefined>(TAKING);
}
