// How the parts of a form reach the filing they belong to.

import { getContext, setContext } from 'svelte';

import type { FilingController } from './filing.svelte';

const FILING = Symbol('filing');

/** Makes a filing known to everything below this component. Takes a getter, so that another filing may follow. */
export function provideFiling(filing: () => FilingController): void {
  setContext(FILING, filing);
}

/** The filing that this part of the form belongs to. */
export function useFiling(): FilingController {
  return getContext<() => FilingController>(FILING)();
}
