// Says in passing what went wrong, where nothing on the screen waits for it.

import { notices } from '../shared/notices.svelte';
import { inWords } from './errors';

/** Says what went wrong and what to do. */
export function told(fault: unknown): void {
  const { severity, text, todo } = inWords(fault);
  notices.add(severity, `${text} ${todo}`);
}
